#ifndef MALLOC_COUNT_H
#define MALLOC_COUNT_H

#include <stdint.h>

// How many blocks the whole process has allocated so far. Linking this target puts a counter before the C library's
// allocator, through which Swift's own allocations go as well.
uint64_t malloc_count(void);

#endif
