// What libgcrypt does alike with DSA and ECDSA keys.
#include "peer.h"

static gcry_sexp_t message(const void *hash, size_t size) {
    gcry_sexp_t data;
    must(gcry_sexp_build(&data, NULL, "(data (flags raw) (value %b))", (int)size, hash) == 0);
    return data;
}

void gcrypt_sign(gcry_sexp_t private_key, const void *hash, size_t size, long turns) {
    for (long turn = 0; turn < turns; turn++) {
        gcry_sexp_t data = message(hash, size), signature;
        must(gcry_pk_sign(&signature, data, private_key) == 0);
        gcry_sexp_release(signature);
        gcry_sexp_release(data);
    }
}

void gcrypt_verify(gcry_sexp_t private_key, gcry_sexp_t public_key, const void *hash, size_t size, long turns) {
    gcry_sexp_t data = message(hash, size), signature;
    must(gcry_pk_sign(&signature, data, private_key) == 0);
    for (long turn = 0; turn < turns; turn++) must(gcry_pk_verify(signature, data, public_key) == 0);
    gcry_sexp_release(signature);
    gcry_sexp_release(data);
}
