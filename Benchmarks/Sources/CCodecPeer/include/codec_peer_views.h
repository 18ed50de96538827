#ifndef CODEC_PEER_VIEWS_H
#define CODEC_PEER_VIEWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What a careful C programmer writes by hand for the same formats: the same checks as KeyBlob's strict parse, views
// instead of copies, and the reason and place of a refusal. The measure for the Swift codec, and a second opinion: the
// benchmarks first make sure that both refuse the same damaged BLOBs.

enum peer_reason {
    PEER_OK,
    PEER_TRUNCATED,
    PEER_TRAILING,
    PEER_TYPE,
    PEER_VERSION,
    PEER_RESERVED,
    PEER_MAGIC,
    PEER_ALGORITHM,
    PEER_BIT_LENGTH,
    PEER_EXPONENT,
    PEER_KEY_LENGTH,
    PEER_INTEGER,
};

struct peer_error {
    enum peer_reason reason;
    size_t offset;
};

struct peer_bytes {
    const uint8_t *start;
    size_t count;
};

struct peer_rsa_public {
    uint32_t algorithm, bits, exponent;
    struct peer_bytes modulus;
};

struct peer_rsa_private {
    uint32_t algorithm, bits, exponent;
    struct peer_bytes modulus, prime1, prime2, exponent1, exponent2, coefficient, private_exponent;
};

struct peer_simple {
    uint32_t algorithm, wrapping;
    struct peer_bytes body;
};

struct peer_plaintext {
    uint32_t algorithm;
    struct peer_bytes key;
};

struct peer_ecc_public {
    uint32_t magic;
    struct peer_bytes x, y;
};

struct peer_key_data {
    struct peer_bytes key;
};

#endif
