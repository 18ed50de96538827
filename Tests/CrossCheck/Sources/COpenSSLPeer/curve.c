/* Elliptic curves over prime fields, and X25519. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "number.h"
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <string.h>

peer_curve *peer_curve_open(int index) {
    EC_builtin_curve curves[200];
    size_t count = EC_get_builtin_curves(curves, sizeof curves / sizeof *curves);
    return index < (int)count ? EC_GROUP_new_by_curve_name(curves[index].nid) : NULL;
}

void peer_curve_free(peer_curve *curve) { EC_GROUP_free(curve); }

const char *peer_curve_name(const peer_curve *curve) { return OBJ_nid2sn(EC_GROUP_get_curve_name(curve)); }

int peer_curve_bits(const peer_curve *curve) {
    return EC_GROUP_get_field_type(curve) == NID_X9_62_prime_field ? EC_GROUP_get_degree(curve) : 0;
}

static int length(const peer_curve *curve) { return (EC_GROUP_get_degree(curve) + 7) / 8; }
static int order_length(const peer_curve *curve) { return (EC_GROUP_order_bits(curve) + 7) / 8; }

int peer_curve_part(const peer_curve *curve, const char *name, uint8_t *bytes) {
    BIGNUM *p = BN_new(), *a = BN_new(), *b = BN_new(), *x = BN_new(), *y = BN_new();
    EC_GROUP_get_curve(curve, p, a, b, NULL);
    EC_POINT_get_affine_coordinates(curve, EC_GROUP_get0_generator(curve), x, y, NULL);
    const BIGNUM *part = strcmp(name, "p") == 0   ? p
                         : strcmp(name, "a") == 0 ? a
                         : strcmp(name, "b") == 0 ? b
                         : strcmp(name, "x") == 0 ? x
                         : strcmp(name, "y") == 0 ? y
                         : strcmp(name, "n") == 0 ? EC_GROUP_get0_order(curve)
                                                  : EC_GROUP_get0_cofactor(curve);
    int written = BN_bn2binpad(part, bytes, name[0] == 'n' ? order_length(curve) : name[0] == 'h' ? 1 : length(curve));
    BN_free(p), BN_free(a), BN_free(b), BN_free(x), BN_free(y);
    return written;
}

/* d times the point, or times the generator where there is none. */
static EC_POINT *multiple(const peer_curve *curve, peer_bytes d, const uint8_t *point) {
    EC_POINT *result = EC_POINT_new(curve), *base = NULL;
    BIGNUM *factor = number(d);
    int done = 1;
    if (point) {
        BIGNUM *x = BN_bin2bn(point, length(curve), NULL), *y = BN_bin2bn(point + length(curve), length(curve), NULL);
        base = EC_POINT_new(curve);
        done = EC_POINT_set_affine_coordinates(curve, base, x, y, NULL) == 1;
        BN_free(x), BN_free(y);
    }
    done = done && EC_POINT_mul(curve, result, base ? NULL : factor, base, base ? factor : NULL, NULL) == 1;
    EC_POINT_free(base);
    BN_free(factor);
    if (done) return result;
    EC_POINT_free(result);
    return NULL;
}

int peer_curve_multiply(const peer_curve *curve, peer_bytes d, const uint8_t *point, uint8_t *product) {
    EC_POINT *result = multiple(curve, d, point);
    BIGNUM *x = BN_new(), *y = BN_new();
    int done = result && EC_POINT_get_affine_coordinates(curve, result, x, y, NULL) == 1 &&
               BN_bn2binpad(x, product, length(curve)) > 0 &&
               BN_bn2binpad(y, product + length(curve), length(curve)) > 0;
    BN_free(x), BN_free(y);
    EC_POINT_free(result);
    return done ? 2 * length(curve) : -1;
}

int peer_ecdsa_sign(const peer_curve *curve, peer_bytes d, peer_bytes hash, uint8_t *signature) {
    EC_KEY *key = EC_KEY_new();
    BIGNUM *factor = number(d);
    EC_KEY_set_group(key, curve);
    EC_KEY_set_private_key(key, factor);
    ECDSA_SIG *made = ECDSA_do_sign(hash.bytes, (int)hash.count, key);
    int half = order_length(curve);
    int done = made && BN_bn2binpad(ECDSA_SIG_get0_r(made), signature, half) > 0 &&
               BN_bn2binpad(ECDSA_SIG_get0_s(made), signature + half, half) > 0;
    ECDSA_SIG_free(made);
    BN_free(factor);
    EC_KEY_free(key);
    return done ? 2 * half : -1;
}

int peer_ecdsa_verify(const peer_curve *curve, const uint8_t *point, peer_bytes hash, peer_bytes signature) {
    EC_KEY *key = EC_KEY_new();
    BIGNUM *x = BN_bin2bn(point, length(curve), NULL), *y = BN_bin2bn(point + length(curve), length(curve), NULL);
    ECDSA_SIG *given = ECDSA_SIG_new();
    size_t half = signature.count / 2;
    ECDSA_SIG_set0(given, number((peer_bytes){signature.bytes, half}),
                   number((peer_bytes){signature.bytes + half, half}));
    int valid = EC_KEY_set_group(key, curve) == 1 && EC_KEY_set_public_key_affine_coordinates(key, x, y) == 1 &&
                ECDSA_do_verify(hash.bytes, (int)hash.count, given, key) == 1;
    ECDSA_SIG_free(given);
    BN_free(x), BN_free(y);
    EC_KEY_free(key);
    return valid;
}

int peer_x25519(const uint8_t *scalar, const uint8_t *u, uint8_t *secret) {
    size_t count = 32;
    EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, NULL, scalar, 32), *other = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
    int done;
    if (u) {
        other = EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, NULL, u, 32);
        done = EVP_PKEY_derive_init(context) == 1 && EVP_PKEY_derive_set_peer(context, other) == 1 &&
               EVP_PKEY_derive(context, secret, &count) == 1;
    } else {
        done = EVP_PKEY_get_raw_public_key(key, secret, &count) == 1;
    }
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(key);
    EVP_PKEY_free(other);
    return done ? 32 : -1;
}
