// RFC 5114's groups are to be had from OpenSSL by its old functions only.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "cipher_peer.h"
#include "peer.h"

#include <openssl/dh.h>
#include <openssl/dsa.h>
#include <string.h>

struct peer_dsa {
    DSA *openssl;
    gcry_sexp_t private_key, public_key;
};

static const BIGNUM *number(const DSA *key, const char *name) {
    if (strcmp(name, "p") == 0) return DSA_get0_p(key);
    if (strcmp(name, "q") == 0) return DSA_get0_q(key);
    if (strcmp(name, "g") == 0) return DSA_get0_g(key);
    return strcmp(name, "pub") == 0 ? DSA_get0_pub_key(key) : DSA_get0_priv_key(key);
}

static gcry_mpi_t part(const DSA *key, const char *name) {
    char *digits = BN_bn2hex(number(key, name));
    gcry_mpi_t integer;
    must(gcry_mpi_scan(&integer, GCRYMPI_FMT_HEX, digits, 0, NULL) == 0);
    OPENSSL_free(digits);
    return integer;
}

peer_dsa *peer_dsa_make(unsigned bits) {
    peer_dsa *key = fresh(sizeof *key);
    DH *group = bits == 1024 ? DH_get_1024_160() : DH_get_2048_256();
    must(group && (key->openssl = DSA_new()));
    must(DSA_set0_pqg(
        key->openssl, BN_dup(DH_get0_p(group)), BN_dup(DH_get0_q(group)), BN_dup(DH_get0_g(group))));
    must(DSA_generate_key(key->openssl));
    DH_free(group);

    gcry_mpi_t p = part(key->openssl, "p"), q = part(key->openssl, "q"), g = part(key->openssl, "g");
    gcry_mpi_t y = part(key->openssl, "pub"), x = part(key->openssl, "priv");
    must(gcry_sexp_build(&key->public_key, NULL, "(public-key (dsa (p %m) (q %m) (g %m) (y %m)))", p, q, g, y) == 0);
    must(gcry_sexp_build(
             &key->private_key, NULL, "(private-key (dsa (p %m) (q %m) (g %m) (y %m) (x %m)))", p, q, g, y, x) == 0);
    return key;
}

void peer_dsa_part(const peer_dsa *key, const char *name, void *bytes, size_t size) {
    must(BN_bn2binpad(number(key->openssl, name), bytes, (int)size) == (int)size);
}

void peer_dsa_sign_gcrypt(const peer_dsa *key, const void *hash, size_t size, long turns) {
    gcrypt_sign(key->private_key, hash, size, turns);
}

void peer_dsa_verify_gcrypt(const peer_dsa *key, const void *hash, size_t size, long turns) {
    gcrypt_verify(key->private_key, key->public_key, hash, size, turns);
}

void peer_dsa_sign_openssl(const peer_dsa *key, const void *hash, size_t size, long turns) {
    for (long turn = 0; turn < turns; turn++) {
        DSA_SIG *signature = DSA_do_sign(hash, (int)size, key->openssl);
        must(signature);
        DSA_SIG_free(signature);
    }
}

void peer_dsa_verify_openssl(const peer_dsa *key, const void *hash, size_t size, long turns) {
    DSA_SIG *signature = DSA_do_sign(hash, (int)size, key->openssl);
    must(signature);
    for (long turn = 0; turn < turns; turn++) must(DSA_do_verify(hash, (int)size, signature, key->openssl) == 1);
    DSA_SIG_free(signature);
}
