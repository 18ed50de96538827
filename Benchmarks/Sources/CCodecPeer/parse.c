#include "codec_peer.h"

#include <string.h>

enum { TYPE_SIMPLE = 1, TYPE_PUBLIC = 6, TYPE_PRIVATE = 7, TYPE_PLAINTEXT = 8 };

static const struct peer_error ok = {PEER_OK, 0};

static struct peer_error refuse(enum peer_reason reason, size_t offset) {
    return (struct peer_error){reason, offset};
}

// The wire is little-endian and so is every machine this is measured on.
static uint16_t load16(const uint8_t *from) {
    uint16_t value;
    memcpy(&value, from, sizeof value);
    return value;
}

static uint32_t load32(const uint8_t *from) {
    uint32_t value;
    memcpy(&value, from, sizeof value);
    return value;
}

static bool take(const uint8_t *blob, size_t count, size_t *offset, size_t length, struct peer_bytes *field) {
    if (count - *offset < length) return false;
    *field = (struct peer_bytes){blob + *offset, length};
    *offset += length;
    return true;
}

static bool is_rsa(uint32_t algorithm) { return algorithm == 0xA400 || algorithm == 0x2400; }

static bool is_session_key(uint32_t algorithm) {
    switch (algorithm) {
    case 0x6601: case 0x6602: case 0x6603: case 0x6604: case 0x6609: case 0x660A: case 0x660B: case 0x660C:
    case 0x660D: case 0x660E: case 0x660F: case 0x6610: case 0x6801: case 0x6802:
    case 0x4C01: case 0x4C04: case 0x4C05: case 0x4C06:
        return true;
    default:
        return false;
    }
}

static bool is_key_length(uint32_t algorithm, uint32_t count) {
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

static struct peer_error header(
    const uint8_t *blob, size_t count, uint8_t type, bool (*is_legal)(uint32_t), uint32_t *algorithm
) {
    if (count < 1) return refuse(PEER_TRUNCATED, 0);
    if (blob[0] != type) return refuse(PEER_TYPE, 0);
    if (count < 2) return refuse(PEER_TRUNCATED, 1);
    if (blob[1] != 2) return refuse(PEER_VERSION, 1);
    if (count < 4) return refuse(PEER_TRUNCATED, 2);
    if (load16(blob + 2) != 0) return refuse(PEER_RESERVED, 2);
    if (count < 8) return refuse(PEER_TRUNCATED, 4);
    *algorithm = load32(blob + 4);
    if (!is_legal(*algorithm)) return refuse(PEER_ALGORITHM, 4);
    return ok;
}

// RSAPUBKEY and the modulus, behind the header.
static struct peer_error rsa_public_fields(
    const uint8_t *blob, size_t count, uint32_t magic, uint32_t *bits, uint32_t *exponent, struct peer_bytes *modulus
) {
    if (count < 12) return refuse(PEER_TRUNCATED, 8);
    if (load32(blob + 8) != magic) return refuse(PEER_MAGIC, 8);
    if (count < 16) return refuse(PEER_TRUNCATED, 12);
    *bits = load32(blob + 12);
    if (*bits % 8 != 0 || *bits < 384 || *bits > 16384) return refuse(PEER_BIT_LENGTH, 12);
    if (count < 20) return refuse(PEER_TRUNCATED, 16);
    *exponent = load32(blob + 16);
    if (*exponent < 3 || *exponent % 2 == 0) return refuse(PEER_EXPONENT, 16);
    size_t length = *bits / 8;
    if (count - 20 < length) return refuse(PEER_TRUNCATED, 20);
    *modulus = (struct peer_bytes){blob + 20, length};
    if (!(blob[20] & 1) || !(blob[20 + length - 1] & 0x80)) return refuse(PEER_INTEGER, 20);
    return ok;
}

struct peer_error peer_parse_rsa_public(const uint8_t *blob, size_t count, struct peer_rsa_public *view) {
    struct peer_error error = header(blob, count, TYPE_PUBLIC, is_rsa, &view->algorithm);
    if (error.reason) return error;
    error = rsa_public_fields(blob, count, 0x31415352, &view->bits, &view->exponent, &view->modulus);
    if (error.reason) return error;
    size_t end = 20 + view->modulus.count;
    return count == end ? ok : refuse(PEER_TRAILING, end);
}

struct peer_error peer_parse_rsa_private(const uint8_t *blob, size_t count, struct peer_rsa_private *view) {
    struct peer_error error = header(blob, count, TYPE_PRIVATE, is_rsa, &view->algorithm);
    if (error.reason) return error;
    error = rsa_public_fields(blob, count, 0x32415352, &view->bits, &view->exponent, &view->modulus);
    if (error.reason) return error;
    size_t whole = view->modulus.count, half = (whole + 1) / 2, offset = 20 + whole;
    if (!take(blob, count, &offset, half, &view->prime1)) return refuse(PEER_TRUNCATED, offset);
    if (!(view->prime1.start[0] & 1)) return refuse(PEER_INTEGER, offset - half);
    if (!take(blob, count, &offset, half, &view->prime2)) return refuse(PEER_TRUNCATED, offset);
    if (!(view->prime2.start[0] & 1)) return refuse(PEER_INTEGER, offset - half);
    if (!take(blob, count, &offset, half, &view->exponent1)) return refuse(PEER_TRUNCATED, offset);
    if (!take(blob, count, &offset, half, &view->exponent2)) return refuse(PEER_TRUNCATED, offset);
    if (!take(blob, count, &offset, half, &view->coefficient)) return refuse(PEER_TRUNCATED, offset);
    if (!take(blob, count, &offset, whole, &view->private_exponent)) return refuse(PEER_TRUNCATED, offset);
    return count == offset ? ok : refuse(PEER_TRAILING, offset);
}

struct peer_error peer_parse_simple(const uint8_t *blob, size_t count, struct peer_simple *view) {
    struct peer_error error = header(blob, count, TYPE_SIMPLE, is_session_key, &view->algorithm);
    if (error.reason) return error;
    if (count < 12) return refuse(PEER_TRUNCATED, 8);
    view->wrapping = load32(blob + 8);
    if (view->wrapping != 0xA400) return refuse(PEER_ALGORITHM, 8);
    if (count - 12 < 48) return refuse(PEER_TRUNCATED, 12);
    if (count - 12 > 2048) return refuse(PEER_TRAILING, 12);
    view->body = (struct peer_bytes){blob + 12, count - 12};
    return ok;
}

struct peer_error peer_parse_plaintext(const uint8_t *blob, size_t count, struct peer_plaintext *view) {
    struct peer_error error = header(blob, count, TYPE_PLAINTEXT, is_session_key, &view->algorithm);
    if (error.reason) return error;
    if (count < 12) return refuse(PEER_TRUNCATED, 8);
    uint32_t length = load32(blob + 8);
    if (!is_key_length(view->algorithm, length)) return refuse(PEER_KEY_LENGTH, 8);
    if (count - 12 < length) return refuse(PEER_TRUNCATED, 12);
    view->key = (struct peer_bytes){blob + 12, length};
    return count - 12 == length ? ok : refuse(PEER_TRAILING, 12 + length);
}
