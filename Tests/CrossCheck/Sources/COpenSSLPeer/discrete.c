/* DSA and Diffie-Hellman. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "number.h"
#include <openssl/dh.h>
#include <openssl/dsa.h>

int peer_dsa_group(uint8_t *p_bytes, size_t p_count, uint8_t *q_bytes, size_t q_count, uint8_t *g_bytes) {
    BN_CTX *context = BN_CTX_new();
    BIGNUM *p = BN_bin2bn(p_bytes, (int)p_count, NULL), *q = BN_bin2bn(q_bytes, (int)q_count, NULL);
    BIGNUM *step = BN_new(), *rest = BN_new(), *cofactor = BN_new(), *g = BN_new();
    BN_set_bit(q, 0);
    while (BN_check_prime(q, context, NULL) != 1) BN_add_word(q, 2);
    BN_lshift1(step, q);
    BN_mod(rest, p, step, context); /* from here on p is 1 modulo 2q */
    BN_sub(p, p, rest);
    BN_add_word(p, 1);
    while (BN_check_prime(p, context, NULL) != 1) BN_add(p, p, step);
    BN_sub(cofactor, p, BN_value_one());
    BN_div(cofactor, NULL, cofactor, q, context);
    for (BN_ULONG base = 2; BN_is_zero(g) || BN_is_one(g); base++) {
        BN_set_word(g, base);
        BN_mod_exp(g, g, cofactor, p, context);
    }
    int done = BN_bn2binpad(p, p_bytes, (int)p_count) > 0 && BN_bn2binpad(q, q_bytes, (int)q_count) > 0 &&
               BN_bn2binpad(g, g_bytes, (int)p_count) > 0;
    BN_free(p), BN_free(q), BN_free(step), BN_free(rest), BN_free(cofactor), BN_free(g);
    BN_CTX_free(context);
    return done;
}

/* The key of x, with its y. */
static DH *dh_key(peer_group group, peer_bytes x) {
    DH *dh = DH_new();
    DH_set0_pqg(dh, number(group.p), NULL, number(group.g));
    DH_set0_key(dh, NULL, number(x));
    if (DH_generate_key(dh) == 1) return dh;
    DH_free(dh);
    return NULL;
}

int peer_dh_public(peer_group group, peer_bytes x, uint8_t *y) {
    DH *dh = dh_key(group, x);
    int written = dh ? BN_bn2binpad(DH_get0_pub_key(dh), y, (int)group.p.count) : -1;
    DH_free(dh);
    return written;
}

int peer_dh_agree(peer_group group, peer_bytes x, peer_bytes y, uint8_t *secret) {
    DH *dh = dh_key(group, x);
    BIGNUM *other = number(y);
    int written = dh ? DH_compute_key_padded(secret, other, dh) : -1;
    BN_free(other);
    DH_free(dh);
    return written;
}

static DSA *dsa_key(peer_group group, peer_bytes x, peer_bytes y) {
    DSA *dsa = DSA_new();
    DSA_set0_pqg(dsa, number(group.p), number(group.q), number(group.g));
    DSA_set0_key(dsa, number(y), x.count > 0 ? number(x) : NULL);
    return dsa;
}

int peer_dsa_sign(peer_group group, peer_bytes x, peer_bytes hash, uint8_t *signature) {
    int half = (int)group.q.count;
    DSA *dsa = dsa_key(group, x, x); /* signing does not look at y, but wants one */
    DSA_SIG *made = DSA_do_sign(hash.bytes, (int)hash.count, dsa);
    const BIGNUM *r = NULL, *s = NULL;
    if (made) DSA_SIG_get0(made, &r, &s);
    int done = made && BN_bn2binpad(r, signature, half) > 0 && BN_bn2binpad(s, signature + half, half) > 0;
    DSA_SIG_free(made);
    DSA_free(dsa);
    return done ? 2 * half : -1;
}

int peer_dsa_verify(peer_group group, peer_bytes y, peer_bytes hash, peer_bytes signature) {
    size_t half = signature.count / 2;
    DSA *dsa = dsa_key(group, (peer_bytes){NULL, 0}, y);
    DSA_SIG *given = DSA_SIG_new();
    DSA_SIG_set0(given, number((peer_bytes){signature.bytes, half}), number((peer_bytes){signature.bytes + half, half}));
    int valid = DSA_do_verify(hash.bytes, (int)hash.count, given, dsa) == 1;
    DSA_SIG_free(given);
    DSA_free(dsa);
    return valid;
}
