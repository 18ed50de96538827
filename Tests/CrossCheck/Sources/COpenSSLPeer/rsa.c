#define OPENSSL_SUPPRESS_DEPRECATED
#include "number.h"
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

int peer_prime(uint8_t *bytes, size_t count, uint32_t e) {
    BN_CTX *context = BN_CTX_new();
    BIGNUM *p = BN_bin2bn(bytes, (int)count, NULL), *less = BN_new(), *exponent = BN_new(), *divisor = BN_new();
    BN_set_word(exponent, e);
    for (;; BN_add_word(p, 2)) {
        BN_sub(less, p, BN_value_one());
        BN_gcd(divisor, less, exponent, context);
        if (BN_is_one(divisor) && BN_check_prime(p, context, NULL) == 1) break;
    }
    int written = BN_bn2binpad(p, bytes, (int)count);
    BN_free(p), BN_free(less), BN_free(exponent), BN_free(divisor);
    BN_CTX_free(context);
    return written > 0;
}

peer_rsa_key *peer_rsa_new(peer_bytes p_bytes, peer_bytes q_bytes, uint32_t e_value, int least_exponent) {
    BN_CTX *context = BN_CTX_new();
    BIGNUM *p = number(p_bytes), *q = number(q_bytes), *e = BN_new(), *n = BN_new();
    BIGNUM *p1 = BN_new(), *q1 = BN_new(), *order = BN_new(), *divisor = BN_new();
    BIGNUM *dp = BN_new(), *dq = BN_new();
    BN_set_word(e, e_value);
    BN_mul(n, p, q, context);
    BN_sub(p1, p, BN_value_one());
    BN_sub(q1, q, BN_value_one());
    BN_mul(order, p1, q1, context);
    BN_gcd(divisor, p1, q1, context);
    if (least_exponent) BN_div(order, NULL, order, divisor, context);
    BIGNUM *d = BN_mod_inverse(NULL, e, order, context), *coefficient = BN_mod_inverse(NULL, q, p, context);
    EVP_PKEY *key = NULL;
    if (d && coefficient && BN_mod(dp, d, p1, context) && BN_mod(dq, d, q1, context)) {
        RSA *rsa = RSA_new();
        /* The key takes the numbers over. */
        RSA_set0_key(rsa, n, e, d);
        RSA_set0_factors(rsa, p, q);
        RSA_set0_crt_params(rsa, dp, dq, coefficient);
        key = EVP_PKEY_new();
        EVP_PKEY_assign_RSA(key, rsa);
    }
    BN_free(p1), BN_free(q1), BN_free(order), BN_free(divisor);
    BN_CTX_free(context);
    return key;
}

void peer_rsa_free(peer_rsa_key *key) { EVP_PKEY_free(key); }

int peer_rsa_part(const peer_rsa_key *key, const char *name, uint8_t *bytes, size_t count) {
    const RSA *rsa = EVP_PKEY_get0_RSA(key);
    const struct {
        const char *name;
        const BIGNUM *value;
    } parts[] = {
        {"n", RSA_get0_n(rsa)},       {"d", RSA_get0_d(rsa)},       {"p", RSA_get0_p(rsa)},
        {"q", RSA_get0_q(rsa)},       {"dp", RSA_get0_dmp1(rsa)},   {"dq", RSA_get0_dmq1(rsa)},
        {"qinv", RSA_get0_iqmp(rsa)},
    };
    for (size_t index = 0; index < sizeof parts / sizeof *parts; index++) {
        if (strcmp(parts[index].name, name) == 0) return BN_bn2binpad(parts[index].value, bytes, (int)count);
    }
    return -1;
}

/* A context that has begun with `begin` and has taken all options; NULL where one was refused. */
static EVP_PKEY_CTX *prepared(EVP_PKEY *key, int (*begin)(EVP_PKEY_CTX *), const char *options) {
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    int done = begin(context) == 1;
    char text[512];
    strncpy(text, options, sizeof text - 1);
    text[sizeof text - 1] = 0;
    char *rest = NULL;
    for (char *name = strtok_r(text, ",", &rest); done && name; name = strtok_r(NULL, ",", &rest)) {
        char *value = strchr(name, ':');
        if (value) *value++ = 0;
        done = EVP_PKEY_CTX_ctrl_str(context, name, value) == 1;
    }
    if (done) return context;
    EVP_PKEY_CTX_free(context);
    return NULL;
}

typedef int operation(EVP_PKEY_CTX *, unsigned char *, size_t *, const unsigned char *, size_t);

static int perform(EVP_PKEY *key, int (*begin)(EVP_PKEY_CTX *), operation *operate, const char *options, peer_bytes input,
                   uint8_t *output) {
    EVP_PKEY_CTX *context = prepared(key, begin, options);
    size_t count = (size_t)EVP_PKEY_get_size(key);
    int done = context && operate(context, output, &count, input.bytes, input.count) == 1;
    EVP_PKEY_CTX_free(context);
    return done ? (int)count : -1;
}

int peer_rsa_encrypt(peer_rsa_key *key, const char *options, peer_bytes message, uint8_t *output) {
    return perform(key, EVP_PKEY_encrypt_init, EVP_PKEY_encrypt, options, message, output);
}

int peer_rsa_decrypt(peer_rsa_key *key, const char *options, peer_bytes ciphertext, uint8_t *output) {
    return perform(key, EVP_PKEY_decrypt_init, EVP_PKEY_decrypt, options, ciphertext, output);
}

int peer_rsa_sign(peer_rsa_key *key, const char *options, peer_bytes hash, uint8_t *output) {
    return perform(key, EVP_PKEY_sign_init, EVP_PKEY_sign, options, hash, output);
}

int peer_rsa_verify(peer_rsa_key *key, const char *options, peer_bytes hash, peer_bytes signature) {
    EVP_PKEY_CTX *context = prepared(key, EVP_PKEY_verify_init, options);
    int valid = context && EVP_PKEY_verify(context, signature.bytes, signature.count, hash.bytes, hash.count) == 1;
    EVP_PKEY_CTX_free(context);
    return valid;
}
