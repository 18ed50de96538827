// ECDSA and ECDH on numbers, as libgcrypt takes them, are OpenSSL's old functions.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "cipher_peer.h"
#include "peer.h"

#include <openssl/ec.h>
#include <openssl/ecdh.h>
#include <openssl/ecdsa.h>

struct peer_ec {
    EC_KEY *openssl;
    gcry_sexp_t private_key, public_key;
    gcry_ctx_t curve;
    gcry_mpi_t d;
    gcry_mpi_point_t q;
};

peer_ec *peer_ec_make(const char *name) {
    peer_ec *key = fresh(sizeof *key);
    must(key->openssl = EC_KEY_new_by_curve_name(EC_curve_nist2nid(name)));
    must(EC_KEY_generate_key(key->openssl));

    unsigned char point[256];
    size_t size = EC_POINT_point2oct(
        EC_KEY_get0_group(key->openssl), EC_KEY_get0_public_key(key->openssl), POINT_CONVERSION_UNCOMPRESSED, point,
        sizeof point, NULL);
    char *digits = BN_bn2hex(EC_KEY_get0_private_key(key->openssl));
    must(gcry_mpi_scan(&key->d, GCRYMPI_FMT_HEX, digits, 0, NULL) == 0);
    OPENSSL_free(digits);

    char curve[16];
    snprintf(curve, sizeof curve, "NIST %s", name);
    must(gcry_sexp_build(
             &key->private_key, NULL, "(private-key (ecc (curve %s) (q %b) (d %m)))", curve, (int)size, point,
             key->d) == 0);
    must(gcry_sexp_build(&key->public_key, NULL, "(public-key (ecc (curve %s) (q %b)))", curve, (int)size, point) == 0);
    must(gcry_mpi_ec_new(&key->curve, key->public_key, NULL) == 0);
    must(key->q = gcry_mpi_ec_get_point("q", key->curve, 1));
    return key;
}

void peer_ec_private_value(const peer_ec *key, void *bytes, size_t size) {
    must(BN_bn2binpad(EC_KEY_get0_private_key(key->openssl), bytes, (int)size) == (int)size);
}

void peer_ec_sign_gcrypt(const peer_ec *key, const void *hash, size_t size, long turns) {
    gcrypt_sign(key->private_key, hash, size, turns);
}

void peer_ec_verify_gcrypt(const peer_ec *key, const void *hash, size_t size, long turns) {
    gcrypt_verify(key->private_key, key->public_key, hash, size, turns);
}

void peer_ec_agree_gcrypt(const peer_ec *key, long turns) {
    gcry_mpi_point_t product = gcry_mpi_point_new(0);
    gcry_mpi_t x = gcry_mpi_new(0);
    for (long turn = 0; turn < turns; turn++) {
        gcry_mpi_ec_mul(product, key->d, key->q, key->curve);
        must(gcry_mpi_ec_get_affine(x, NULL, product, key->curve) == 0);
    }
    gcry_mpi_release(x);
    gcry_mpi_point_release(product);
}

void peer_ec_sign_openssl(const peer_ec *key, const void *hash, size_t size, long turns) {
    for (long turn = 0; turn < turns; turn++) {
        ECDSA_SIG *signature = ECDSA_do_sign(hash, (int)size, key->openssl);
        must(signature);
        ECDSA_SIG_free(signature);
    }
}

void peer_ec_verify_openssl(const peer_ec *key, const void *hash, size_t size, long turns) {
    ECDSA_SIG *signature = ECDSA_do_sign(hash, (int)size, key->openssl);
    must(signature);
    for (long turn = 0; turn < turns; turn++) must(ECDSA_do_verify(hash, (int)size, signature, key->openssl) == 1);
    ECDSA_SIG_free(signature);
}

void peer_ec_agree_openssl(const peer_ec *key, long turns) {
    unsigned char x[128];
    for (long turn = 0; turn < turns; turn++)
        must(ECDH_compute_key(x, sizeof x, EC_KEY_get0_public_key(key->openssl), key->openssl, NULL) > 0);
}
