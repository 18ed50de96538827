/* Memory for secrets: locked against paging, left out of core dumps, wiped on release. */
#ifndef KEYBLOB_ARENA_H
#define KEYBLOB_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#ifdef KEYBLOB_MEMCHECK
#include <valgrind/memcheck.h>
#endif

/* `size` zeroed bytes, 32-byte aligned; NULL when the system has no memory, or when size is 0. Thread-safe. */
void *kb_arena_allocate(size_t size);

/* Wipes and takes back what kb_arena_allocate gave for the same size. */
void kb_arena_release(void *block, size_t size);

/* Whether the page of `block` is locked: false where RLIMIT_MEMLOCK did not allow it. */
bool kb_arena_is_locked(const void *block);

/* Zeroes, in a way the optimiser may not drop. */
void kb_wipe(void *bytes, size_t size);

/* Wipes what calls that have returned may have left of a secret: all vector registers (where memcpy and ciphers work) and
 * KB_SCRUBBED_STACK bytes of this thread's stack below the caller. */
enum { KB_SCRUBBED_STACK = 8 * 1024 };
void kb_scrub(void);

/* `size` bytes of the kernel's random generator; false where it has none. No state, no lock: nothing that a fork could copy
 * or leave taken. */
bool kb_random(void *bytes, size_t size);

/* Says that a value made of secrets is public from here on. It does nothing but in a build for memcheck, which then
 * stops complaining of branches on it. */
static inline uint64_t kb_declassify(uint64_t value) {
#ifdef KEYBLOB_MEMCHECK
    VALGRIND_MAKE_MEM_DEFINED(&value, sizeof value);
#endif
    return value;
}

/* Hides a value from the optimiser, so that masks made of it are not turned into branches. */
static inline uint64_t kb_value_barrier(uint64_t value) {
    __asm__("" : "+r"(value));
    return value;
}

#endif
