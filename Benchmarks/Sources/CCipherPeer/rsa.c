#include "cipher_peer.h"
#include "peer.h"

#include <openssl/bn.h>
#include <openssl/rsa.h>
#include <string.h>

struct peer_rsa {
    EVP_PKEY *openssl;
    gcry_sexp_t private_key, public_key;
};

static gcry_mpi_t part(const EVP_PKEY *key, const char *name) {
    BIGNUM *number = NULL;
    must(EVP_PKEY_get_bn_param(key, name, &number));
    size_t size = BN_num_bytes(number);
    unsigned char *bytes = fresh(size);
    BN_bn2bin(number, bytes);
    gcry_mpi_t integer;
    must(gcry_mpi_scan(&integer, GCRYMPI_FMT_USG, bytes, size, NULL) == 0);
    free(bytes);
    BN_free(number);
    return integer;
}

peer_rsa *peer_rsa_make(unsigned bits) {
    peer_rsa *key = fresh(sizeof *key);
    must(key->openssl = EVP_RSA_gen(bits));
    // libgcrypt wants p < q, and u = p^-1 mod q.
    gcry_mpi_t n = part(key->openssl, "n"), e = part(key->openssl, "e"), d = part(key->openssl, "d");
    gcry_mpi_t p = part(key->openssl, "rsa-factor1"), q = part(key->openssl, "rsa-factor2"), u = gcry_mpi_new(0);
    if (gcry_mpi_cmp(p, q) > 0) gcry_mpi_swap(p, q);
    must(gcry_mpi_invm(u, p, q));
    must(gcry_sexp_build(&key->public_key, NULL, "(public-key (rsa (n %m) (e %m)))", n, e) == 0);
    must(gcry_sexp_build(
             &key->private_key, NULL, "(private-key (rsa (n %m) (e %m) (d %m) (p %m) (q %m) (u %m)))", n, e, d, p, q,
             u) == 0);
    return key;
}

void peer_rsa_part(const peer_rsa *key, const char *name, void *bytes, size_t size) {
    BIGNUM *number = NULL;
    must(EVP_PKEY_get_bn_param(key->openssl, name, &number));
    must(BN_bn2binpad(number, bytes, (int)size) == (int)size);
    BN_free(number);
}

// libgcrypt takes its operands as expressions; making them is part of its price.
typedef gcry_error_t (*gcrypt_operation)(gcry_sexp_t *result, gcry_sexp_t data, gcry_sexp_t key);

static void run_gcrypt(
    gcrypt_operation operation, gcry_sexp_t key, const char *form, const char *answer, void *block, size_t size,
    long turns) {
    for (long turn = 0; turn < turns; turn++) {
        gcry_sexp_t data, result;
        must(gcry_sexp_build(&data, NULL, form, (int)size, block) == 0);
        must(operation(&result, data, key) == 0);
        gcry_sexp_t list = gcry_sexp_find_token(result, answer, 0);
        gcry_mpi_t integer = gcry_sexp_nth_mpi(list, 1, GCRYMPI_FMT_USG);
        must(integer);
        size_t written;
        must(gcry_mpi_print(GCRYMPI_FMT_USG, block, size, &written, integer) == 0);
        memmove((char *)block + size - written, block, written);
        memset(block, 0, size - written);
        gcry_mpi_release(integer);
        gcry_sexp_release(list);
        gcry_sexp_release(result);
        gcry_sexp_release(data);
    }
}

void peer_rsa_private_gcrypt(const peer_rsa *key, void *block, size_t size, long turns) {
    run_gcrypt(gcry_pk_decrypt, key->private_key, "(enc-val (flags raw) (rsa (a %b)))", "value", block, size, turns);
}

void peer_rsa_public_gcrypt(const peer_rsa *key, void *block, size_t size, long turns) {
    run_gcrypt(gcry_pk_encrypt, key->public_key, "(data (flags raw) (value %b))", "a", block, size, turns);
}

static EVP_PKEY_CTX *raw_context(const peer_rsa *key, int (*start)(EVP_PKEY_CTX *)) {
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key->openssl, NULL);
    must(context && start(context) == 1);
    must(EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING) == 1);
    return context;
}

void peer_rsa_private_openssl(const peer_rsa *key, void *block, size_t size, long turns) {
    EVP_PKEY_CTX *context = raw_context(key, EVP_PKEY_decrypt_init);
    for (long turn = 0; turn < turns; turn++) {
        size_t written = size;
        must(EVP_PKEY_decrypt(context, block, &written, block, size) == 1);
    }
    EVP_PKEY_CTX_free(context);
}

void peer_rsa_public_openssl(const peer_rsa *key, void *block, size_t size, long turns) {
    EVP_PKEY_CTX *context = raw_context(key, EVP_PKEY_encrypt_init);
    for (long turn = 0; turn < turns; turn++) {
        size_t written = size;
        must(EVP_PKEY_encrypt(context, block, &written, block, size) == 1);
    }
    EVP_PKEY_CTX_free(context);
}
