#ifndef CODEC_PEER_INLINE_H
#define CODEC_PEER_INLINE_H

// The parsers, for the compiler to put into a caller's loop; `parse.c` has the same ones to be called.

#include "codec_peer_views.h"

#include <string.h>

enum { PEER_TYPE_SIMPLE = 1, PEER_TYPE_PUBLIC = 6, PEER_TYPE_PRIVATE = 7, PEER_TYPE_PLAINTEXT = 8 };

static const struct peer_error peer_ok = {PEER_OK, 0};

static inline struct peer_error peer_refuse(enum peer_reason reason, size_t offset) {
    return (struct peer_error){reason, offset};
}

// The wire is little-endian and so is every machine this is measured on.
static inline uint16_t peer_load16(const uint8_t *from) {
    uint16_t value;
    memcpy(&value, from, sizeof value);
    return value;
}

static inline uint32_t peer_load32(const uint8_t *from) {
    uint32_t value;
    memcpy(&value, from, sizeof value);
    return value;
}

static inline bool peer_take(const uint8_t *blob, size_t count, size_t *offset, size_t length, struct peer_bytes *field) {
    if (count - *offset < length) return false;
    *field = (struct peer_bytes){blob + *offset, length};
    *offset += length;
    return true;
}

static inline bool peer_is_rsa(uint32_t algorithm) { return algorithm == 0xA400 || algorithm == 0x2400; }

static inline bool peer_is_session_key(uint32_t algorithm) {
    switch (algorithm) {
    case 0x6601: case 0x6602: case 0x6603: case 0x6604: case 0x6609: case 0x660A: case 0x660B: case 0x660C:
    case 0x660D: case 0x660E: case 0x660F: case 0x6610: case 0x6801: case 0x6802:
    case 0x4C01: case 0x4C04: case 0x4C05: case 0x4C06:
        return true;
    default:
        return false;
    }
}

static inline bool peer_is_key_length(uint32_t algorithm, uint32_t count) {
    switch (algorithm) {
    case 0x6601: return count == 8;
    case 0x6609: case 0x660E: return count == 16;
    case 0x6603: case 0x6604: case 0x660F: return count == 24;
    case 0x6610: return count == 32;
    case 0x6801: return count >= 1 && count <= 128;
    case 0x4C01: case 0x4C06: return count == 48;
    default: return count > 0;
    }
}

static inline struct peer_error peer_header(
    const uint8_t *blob, size_t count, uint8_t type, bool (*is_legal)(uint32_t), uint32_t *algorithm
) {
    if (count < 1) return peer_refuse(PEER_TRUNCATED, 0);
    if (blob[0] != type) return peer_refuse(PEER_TYPE, 0);
    if (count < 2) return peer_refuse(PEER_TRUNCATED, 1);
    if (blob[1] != 2) return peer_refuse(PEER_VERSION, 1);
    if (count < 4) return peer_refuse(PEER_TRUNCATED, 2);
    if (peer_load16(blob + 2) != 0) return peer_refuse(PEER_RESERVED, 2);
    if (count < 8) return peer_refuse(PEER_TRUNCATED, 4);
    *algorithm = peer_load32(blob + 4);
    if (!is_legal(*algorithm)) return peer_refuse(PEER_ALGORITHM, 4);
    return peer_ok;
}

// RSAPUBKEY and the modulus, behind the header.
static inline struct peer_error peer_rsa_public_fields(
    const uint8_t *blob, size_t count, uint32_t magic, uint32_t *bits, uint32_t *exponent, struct peer_bytes *modulus
) {
    if (count < 12) return peer_refuse(PEER_TRUNCATED, 8);
    if (peer_load32(blob + 8) != magic) return peer_refuse(PEER_MAGIC, 8);
    if (count < 16) return peer_refuse(PEER_TRUNCATED, 12);
    *bits = peer_load32(blob + 12);
    if (*bits % 8 != 0 || *bits < 384 || *bits > 16384) return peer_refuse(PEER_BIT_LENGTH, 12);
    if (count < 20) return peer_refuse(PEER_TRUNCATED, 16);
    *exponent = peer_load32(blob + 16);
    if (*exponent < 3 || *exponent % 2 == 0) return peer_refuse(PEER_EXPONENT, 16);
    size_t length = *bits / 8;
    if (count - 20 < length) return peer_refuse(PEER_TRUNCATED, 20);
    *modulus = (struct peer_bytes){blob + 20, length};
    if (!(blob[20] & 1) || !(blob[20 + length - 1] & 0x80)) return peer_refuse(PEER_INTEGER, 20);
    return peer_ok;
}

static inline struct peer_error peer_inline_parse_rsa_public(const uint8_t *blob, size_t count, struct peer_rsa_public *view) {
    struct peer_error error = peer_header(blob, count, PEER_TYPE_PUBLIC, peer_is_rsa, &view->algorithm);
    if (error.reason) return error;
    error = peer_rsa_public_fields(blob, count, 0x31415352, &view->bits, &view->exponent, &view->modulus);
    if (error.reason) return error;
    size_t end = 20 + view->modulus.count;
    return count == end ? peer_ok : peer_refuse(PEER_TRAILING, end);
}

static inline struct peer_error peer_inline_parse_rsa_private(const uint8_t *blob, size_t count, struct peer_rsa_private *view) {
    struct peer_error error = peer_header(blob, count, PEER_TYPE_PRIVATE, peer_is_rsa, &view->algorithm);
    if (error.reason) return error;
    error = peer_rsa_public_fields(blob, count, 0x32415352, &view->bits, &view->exponent, &view->modulus);
    if (error.reason) return error;
    size_t whole = view->modulus.count, half = (whole + 1) / 2, offset = 20 + whole;
    if (!peer_take(blob, count, &offset, half, &view->prime1)) return peer_refuse(PEER_TRUNCATED, offset);
    if (!(view->prime1.start[0] & 1)) return peer_refuse(PEER_INTEGER, offset - half);
    if (!peer_take(blob, count, &offset, half, &view->prime2)) return peer_refuse(PEER_TRUNCATED, offset);
    if (!(view->prime2.start[0] & 1)) return peer_refuse(PEER_INTEGER, offset - half);
    if (!peer_take(blob, count, &offset, half, &view->exponent1)) return peer_refuse(PEER_TRUNCATED, offset);
    if (!peer_take(blob, count, &offset, half, &view->exponent2)) return peer_refuse(PEER_TRUNCATED, offset);
    if (!peer_take(blob, count, &offset, half, &view->coefficient)) return peer_refuse(PEER_TRUNCATED, offset);
    if (!peer_take(blob, count, &offset, whole, &view->private_exponent)) return peer_refuse(PEER_TRUNCATED, offset);
    return count == offset ? peer_ok : peer_refuse(PEER_TRAILING, offset);
}

static inline struct peer_error peer_inline_parse_simple(const uint8_t *blob, size_t count, struct peer_simple *view) {
    struct peer_error error = peer_header(blob, count, PEER_TYPE_SIMPLE, peer_is_session_key, &view->algorithm);
    if (error.reason) return error;
    if (count < 12) return peer_refuse(PEER_TRUNCATED, 8);
    view->wrapping = peer_load32(blob + 8);
    if (view->wrapping != 0xA400) return peer_refuse(PEER_ALGORITHM, 8);
    if (count - 12 < 48) return peer_refuse(PEER_TRUNCATED, 12);
    if (count - 12 > 2048) return peer_refuse(PEER_TRAILING, 12);
    view->body = (struct peer_bytes){blob + 12, count - 12};
    return peer_ok;
}

static inline struct peer_error peer_inline_parse_plaintext(const uint8_t *blob, size_t count, struct peer_plaintext *view) {
    struct peer_error error = peer_header(blob, count, PEER_TYPE_PLAINTEXT, peer_is_session_key, &view->algorithm);
    if (error.reason) return error;
    if (count < 12) return peer_refuse(PEER_TRUNCATED, 8);
    uint32_t length = peer_load32(blob + 8);
    if (!peer_is_key_length(view->algorithm, length)) return peer_refuse(PEER_KEY_LENGTH, 8);
    if (count - 12 < length) return peer_refuse(PEER_TRUNCATED, 12);
    view->key = (struct peer_bytes){blob + 12, length};
    return count - 12 == length ? peer_ok : peer_refuse(PEER_TRAILING, 12 + length);
}

static inline bool peer_is_zero(struct peer_bytes field) {
    uint8_t sum = 0;
    for (size_t offset = 0; offset < field.count; offset++) sum |= field.start[offset];
    return sum == 0;
}

// Whether 32 little-endian bytes are a number below 2^255 - 19.
static inline bool peer_is_below_25519(const uint8_t *bytes) {
    if (bytes[31] != 0x7F) return bytes[31] < 0x7F;
    for (size_t offset = 30; offset > 0; offset--)
        if (bytes[offset] != 0xFF) return true;
    return bytes[0] < 0xED;
}

// The length of a coordinate for the public magics that name a curve; 0 for those that do not.
static inline bool peer_curve(uint32_t magic, uint32_t *length) {
    switch (magic) {
    case 0x314B4345: case 0x31534345: *length = 32; return true;
    case 0x334B4345: case 0x33534345: *length = 48; return true;
    case 0x354B4345: case 0x35534345: *length = 66; return true;
    case 0x504B4345: case 0x50444345: *length = 0; return true;
    default: return false;
    }
}

static inline struct peer_error peer_inline_parse_ecc_public(
    const uint8_t *blob, size_t count, struct peer_ecc_public *view
) {
    if (count < 4) return peer_refuse(PEER_TRUNCATED, 0);
    view->magic = peer_load32(blob);
    uint32_t named;
    if (!peer_curve(view->magic, &named)) return peer_refuse(PEER_MAGIC, 0);
    if (count < 8) return peer_refuse(PEER_TRUNCATED, 4);
    uint32_t length = peer_load32(blob + 4);
    if (named ? length != named : length == 0) return peer_refuse(PEER_KEY_LENGTH, 4);
    size_t offset = 8;
    if (!peer_take(blob, count, &offset, length, &view->x)) return peer_refuse(PEER_TRUNCATED, offset);
    if (!peer_take(blob, count, &offset, length, &view->y)) return peer_refuse(PEER_TRUNCATED, offset);
    if (peer_is_zero(view->y)) {
        if (peer_is_zero(view->x)) return peer_refuse(PEER_INTEGER, offset - length);
        bool is_25519 = view->magic == 0x504B4345 && length == 32;
        if (is_25519 && !peer_is_below_25519(view->x.start)) return peer_refuse(PEER_INTEGER, offset - length);
    }
    return count == offset ? peer_ok : peer_refuse(PEER_TRAILING, offset);
}

static inline struct peer_error peer_inline_parse_key_data(
    const uint8_t *blob, size_t count, struct peer_key_data *view
) {
    if (count < 4) return peer_refuse(PEER_TRUNCATED, 0);
    if (peer_load32(blob) != 0x4D42444B) return peer_refuse(PEER_MAGIC, 0);
    if (count < 8) return peer_refuse(PEER_TRUNCATED, 4);
    if (peer_load32(blob + 4) != 1) return peer_refuse(PEER_VERSION, 4);
    if (count < 12) return peer_refuse(PEER_TRUNCATED, 8);
    uint32_t length = peer_load32(blob + 8);
    if (length == 0) return peer_refuse(PEER_KEY_LENGTH, 8);
    if (count - 12 < length) return peer_refuse(PEER_TRUNCATED, 12);
    view->key = (struct peer_bytes){blob + 12, length};
    return count - 12 == length ? peer_ok : peer_refuse(PEER_TRAILING, 12 + length);
}

#endif
