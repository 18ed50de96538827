/* What a program tells valgrind's memcheck; without effect elsewhere. */
#ifndef HYGIENE_MEMCHECK_REQUESTS_H
#define HYGIENE_MEMCHECK_REQUESTS_H

#include <stddef.h>
#include <valgrind/memcheck.h>

static inline int hygiene_is_under_valgrind(void) { return RUNNING_ON_VALGRIND; }

/* The number of complaints so far. */
static inline unsigned hygiene_error_count(void) { return VALGRIND_COUNT_ERRORS; }

/* Bytes that no branch and no index may depend on. */
static inline void hygiene_mark_secret(const void *bytes, size_t size) {
    (void)VALGRIND_MAKE_MEM_UNDEFINED(bytes, size);
}

static inline void hygiene_mark_public(const void *bytes, size_t size) {
    (void)VALGRIND_MAKE_MEM_DEFINED(bytes, size);
}

#endif
