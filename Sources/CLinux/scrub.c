/* The one place that knows the processor. No vector register outlives a call (System V ABI; but the lower halves of v8 to
 * v15 on AArch64, which whoever saves them restores), so all may be cleared. */
#include "arena.h"

#if defined(__x86_64__)

#define CLEAR(number) "vpxord %%xmm" #number ", %%xmm" #number ", %%xmm" #number "\n\t"

/* A 128-bit instruction clears all 512 bits, and does not slow the processor down as a 512-bit one may. */
__attribute__((noinline, target("avx512f,avx512vl"))) static void clear_upper_sixteen(void) {
    __asm__ volatile(CLEAR(16) CLEAR(17) CLEAR(18) CLEAR(19) CLEAR(20) CLEAR(21) CLEAR(22) CLEAR(23)
                     CLEAR(24) CLEAR(25) CLEAR(26) CLEAR(27) CLEAR(28) CLEAR(29) CLEAR(30) CLEAR(31)
                     ::: "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23",
                     "xmm24", "xmm25", "xmm26", "xmm27", "xmm28", "xmm29", "xmm30", "xmm31");
}

__attribute__((noinline, target("avx"))) static void clear_with_avx(void) {
    __asm__ volatile("vzeroall" ::: "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7",
                     "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
}

#undef CLEAR
#define CLEAR(number) "pxor %%xmm" #number ", %%xmm" #number "\n\t"

static void clear_vector_registers(void) {
    if (__builtin_cpu_supports("avx512vl")) clear_upper_sixteen();
    if (__builtin_cpu_supports("avx")) { clear_with_avx(); return; }
    __asm__ volatile(CLEAR(0) CLEAR(1) CLEAR(2) CLEAR(3) CLEAR(4) CLEAR(5) CLEAR(6) CLEAR(7)
                     CLEAR(8) CLEAR(9) CLEAR(10) CLEAR(11) CLEAR(12) CLEAR(13) CLEAR(14) CLEAR(15)
                     ::: "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7",
                     "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
}

#elif defined(__aarch64__)

#define CLEAR(number) "movi v" #number ".2d, #0\n\t"

static void clear_vector_registers(void) {
    __asm__ volatile(CLEAR(0) CLEAR(1) CLEAR(2) CLEAR(3) CLEAR(4) CLEAR(5) CLEAR(6) CLEAR(7)
                     CLEAR(16) CLEAR(17) CLEAR(18) CLEAR(19) CLEAR(20) CLEAR(21) CLEAR(22) CLEAR(23)
                     CLEAR(24) CLEAR(25) CLEAR(26) CLEAR(27) CLEAR(28) CLEAR(29) CLEAR(30) CLEAR(31)
                     ::: "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v16", "v17", "v18", "v19", "v20", "v21",
                     "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31");
}

#else
static void clear_vector_registers(void) {}
#endif

/* Not inlined, so that the array lies below the caller. */
__attribute__((noinline)) void kb_scrub(void) {
    char dead[KB_SCRUBBED_STACK];
    kb_wipe(dead, sizeof dead);
    clear_vector_registers();
}
