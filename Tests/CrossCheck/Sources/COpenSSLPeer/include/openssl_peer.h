/* OpenSSL 3 at the other side of every check: bytes in, bytes out, one call an operation.
 *
 * Integers are big-endian and as long as their buffers. Unless said otherwise a function returns how many bytes it wrote,
 * or -1 where OpenSSL refused. */
#ifndef OPENSSL_PEER_H
#define OPENSSL_PEER_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    const uint8_t *bytes;
    size_t count;
} peer_bytes;

/* Loads the providers; the library's version, or NULL where one is missing. */
const char *peer_start(void);

/* -- Symmetric -- */

typedef struct {
    const char *name; /* AES-128, AES-192, AES-256, DES, DES-EDE, DES-EDE3, DESX, RC2 or RC4 */
    peer_bytes key;
    int effective_bits; /* of RC2 */
} peer_cipher_key;

/* A whole message; `mode` is ECB, CBC, CFB, CFB8, OFB or CTR. 1 for success, 0 for none. */
int peer_cipher(peer_cipher_key key, const char *mode, const uint8_t *iv, int encrypt, peer_bytes source, uint8_t *destination);

/* `name` is AES-128-GCM, …, AES-256-CCM. 1 for success, 0 for none. */
int peer_seal(const char *name, peer_bytes key, peer_bytes nonce, peer_bytes additional_data, peer_bytes plaintext,
              uint8_t *ciphertext, uint8_t *tag, size_t tag_count);

int peer_digest(const char *name, peer_bytes data, uint8_t *value);
int peer_hmac(const char *name, peer_bytes key, peer_bytes data, uint8_t *code);

/* -- Key wraps and key derivation -- */

/* `name` is AES-128-WRAP, …, AES-256-WRAP-PAD or DES3-WRAP; `destination` has room for `source` and 16 bytes. */
int peer_key_wrap(const char *name, int wrap, peer_bytes key, peer_bytes source, uint8_t *destination);

/* `options` as for `openssl kdf -kdfopt`, separated by commas; writes as much as is asked for. */
int peer_kdf(const char *name, const char *options, uint8_t *output, size_t output_count);

/* -- RSA -- */

typedef struct evp_pkey_st peer_rsa_key;

/* Replaces an odd number by the next prime p for which p - 1 has no divisor in common with e. 1 for success. */
int peer_prime(uint8_t *number, size_t count, uint32_t e);

/* The key of two primes: d = 1/e modulo (p - 1)(q - 1), or modulo their least common multiple. NULL where there is none. */
peer_rsa_key *peer_rsa_new(peer_bytes p, peer_bytes q, uint32_t e, int least_exponent);
void peer_rsa_free(peer_rsa_key *key);

/* One of n, d, p, q, dp, dq, qinv, with zeros in front. */
int peer_rsa_part(const peer_rsa_key *key, const char *name, uint8_t *number, size_t count);

/* `options` as for `openssl pkeyutl -pkeyopt`, separated by commas; `output` has the modulus's length. */
int peer_rsa_encrypt(peer_rsa_key *key, const char *options, peer_bytes message, uint8_t *output);
int peer_rsa_decrypt(peer_rsa_key *key, const char *options, peer_bytes ciphertext, uint8_t *output);
int peer_rsa_sign(peer_rsa_key *key, const char *options, peer_bytes hash, uint8_t *output);
/* 1 for a valid signature, 0 for another. */
int peer_rsa_verify(peer_rsa_key *key, const char *options, peer_bytes hash, peer_bytes signature);

/* -- DSA and Diffie-Hellman -- */

typedef struct {
    peer_bytes p, q, g;
} peer_group;

/* Replaces q by the next prime, p by the next prime of which q divides p - 1, and writes a generator of the subgroup, as
 * long as p. 1 for success. */
int peer_dsa_group(uint8_t *p, size_t p_count, uint8_t *q, size_t q_count, uint8_t *g);

/* g^x mod p, as long as p. */
int peer_dh_public(peer_group group, peer_bytes x, uint8_t *y);
/* y^x mod p, as long as p. */
int peer_dh_agree(peer_group group, peer_bytes x, peer_bytes y, uint8_t *secret);

/* r and s, each as long as q. */
int peer_dsa_sign(peer_group group, peer_bytes x, peer_bytes hash, uint8_t *signature);
/* 1 for a valid signature, 0 for another. */
int peer_dsa_verify(peer_group group, peer_bytes y, peer_bytes hash, peer_bytes signature);

/* -- Elliptic curves: a point is its x and y, each as long as p -- */

typedef struct ec_group_st peer_curve;

/* OpenSSL's curve of that number, which counts from 0; NULL behind the last. */
peer_curve *peer_curve_open(int index);
void peer_curve_free(peer_curve *curve);
const char *peer_curve_name(const peer_curve *curve);
/* The length of p, in bits; 0 where the field is none of integers modulo a prime. */
int peer_curve_bits(const peer_curve *curve);
/* One of p, a, b, x and y of the generator, as long as p; n; h, one byte. */
int peer_curve_part(const peer_curve *curve, const char *name, uint8_t *number);

/* d times the point, or times the generator where there is none. */
int peer_curve_multiply(const peer_curve *curve, peer_bytes d, const uint8_t *point, uint8_t *product);
/* r and s, each as long as n. */
int peer_ecdsa_sign(const peer_curve *curve, peer_bytes d, peer_bytes hash, uint8_t *signature);
/* 1 for a valid signature, 0 for another. */
int peer_ecdsa_verify(const peer_curve *curve, const uint8_t *point, peer_bytes hash, peer_bytes signature);

/* 32 bytes: the secret, or the public u where none is given. */
int peer_x25519(const uint8_t *scalar, const uint8_t *u, uint8_t *secret);

#endif
