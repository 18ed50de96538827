/* Memory for secrets: locked against paging, left out of core dumps, wiped on release. */
#ifndef KEYBLOB_ARENA_H
#define KEYBLOB_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `size` zeroed bytes, 32-byte aligned; NULL when the system has no memory, or when size is 0. Thread-safe. */
void *kb_arena_allocate(size_t size);

/* Wipes and takes back what kb_arena_allocate gave for the same size. */
void kb_arena_release(void *block, size_t size);

/* Whether the page of `block` is locked: false where RLIMIT_MEMLOCK did not allow it. */
bool kb_arena_is_locked(const void *block);

/* Zeroes, in a way the optimiser may not drop. */
void kb_wipe(void *bytes, size_t size);

/* Hides a value from the optimiser, so that masks made of it are not turned into branches. */
static inline uint64_t kb_value_barrier(uint64_t value) {
    __asm__("" : "+r"(value));
    return value;
}

#endif
