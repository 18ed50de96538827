#include "codec_peer.h"

#include <string.h>

static uint8_t *store32(uint8_t *out, uint32_t value) {
    memcpy(out, &value, sizeof value);
    return out + sizeof value;
}

static uint8_t *header(uint8_t *out, uint8_t type, uint32_t algorithm) {
    out[0] = type;
    out[1] = 2;
    out[2] = out[3] = 0;
    return store32(out + 4, algorithm);
}

static uint8_t *bytes(uint8_t *out, struct peer_bytes field) {
    memcpy(out, field.start, field.count);
    return out + field.count;
}

size_t peer_write_rsa_public(const struct peer_rsa_public *view, uint8_t *out, size_t room) {
    size_t count = 20 + view->modulus.count;
    if (room < count) return 0;
    out = store32(header(out, 6, view->algorithm), 0x31415352);
    bytes(store32(store32(out, view->bits), view->exponent), view->modulus);
    return count;
}

size_t peer_write_rsa_private(const struct peer_rsa_private *view, uint8_t *out, size_t room) {
    size_t count = 20 + 2 * view->modulus.count + 5 * view->prime1.count;
    if (room < count) return 0;
    out = store32(header(out, 7, view->algorithm), 0x32415352);
    out = bytes(store32(store32(out, view->bits), view->exponent), view->modulus);
    out = bytes(bytes(out, view->prime1), view->prime2);
    out = bytes(bytes(out, view->exponent1), view->exponent2);
    bytes(bytes(out, view->coefficient), view->private_exponent);
    return count;
}

size_t peer_write_simple(const struct peer_simple *view, uint8_t *out, size_t room) {
    size_t count = 12 + view->body.count;
    if (room < count) return 0;
    bytes(store32(header(out, 1, view->algorithm), view->wrapping), view->body);
    return count;
}

size_t peer_write_plaintext(const struct peer_plaintext *view, uint8_t *out, size_t room) {
    size_t count = 12 + view->key.count;
    if (room < count) return 0;
    bytes(store32(header(out, 8, view->algorithm), (uint32_t)view->key.count), view->key);
    return count;
}

size_t peer_write_ecc_public(const struct peer_ecc_public *view, uint8_t *out, size_t room) {
    size_t count = 8 + view->x.count + view->y.count;
    if (room < count) return 0;
    out = store32(store32(out, view->magic), (uint32_t)view->x.count);
    bytes(bytes(out, view->x), view->y);
    return count;
}

size_t peer_write_key_data(const struct peer_key_data *view, uint8_t *out, size_t room) {
    size_t count = 12 + view->key.count;
    if (room < count) return 0;
    bytes(store32(store32(store32(out, 0x4D42444B), 1), (uint32_t)view->key.count), view->key);
    return count;
}
