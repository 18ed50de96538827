/* The processor's time stamp counter, read when all that stands before has been done and before what follows begins. */
#ifndef HYGIENE_CYCLES_H
#define HYGIENE_CYCLES_H

#include <stdint.h>

static inline uint64_t hygiene_cycles(void) {
#if defined(__x86_64__)
    uint32_t low, high;
    __asm__ volatile("mfence\n\tlfence\n\trdtsc\n\tlfence" : "=a"(low), "=d"(high) : : "memory");
    return (uint64_t)high << 32 | low;
#else
    uint64_t count;
    __asm__ volatile("isb\n\tmrs %0, cntvct_el0\n\tisb" : "=r"(count) : : "memory");
    return count;
#endif
}

/* Uses a value, so that the optimiser does not drop what it was computed by. */
static inline void hygiene_keep(uint64_t value) { __asm__ volatile("" : : "r"(value) : "memory"); }

#endif
