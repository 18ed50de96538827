#ifndef PEER_H
#define PEER_H

#include <gcrypt.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

// Ends the process unless `condition` holds.
#define must(condition) \
    do { \
        if (!(condition)) { \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
            abort(); \
        } \
    } while (0)

// A zeroed block.
static inline void *fresh(size_t size) {
    void *block = calloc(1, size);
    must(block);
    return block;
}

#endif
