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

// Signs a hash value with a key of libgcrypt's, and verifies what that gives.
void gcrypt_sign(gcry_sexp_t private_key, const void *hash, size_t size, long turns);
void gcrypt_verify(gcry_sexp_t private_key, gcry_sexp_t public_key, const void *hash, size_t size, long turns);

#endif
