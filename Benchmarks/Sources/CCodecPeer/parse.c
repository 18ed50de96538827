#include "codec_peer.h"

// What a program calls that has its parsers in a file of their own, as most do.

struct peer_error peer_parse_rsa_public(const uint8_t *blob, size_t count, struct peer_rsa_public *view) {
    return peer_inline_parse_rsa_public(blob, count, view);
}

struct peer_error peer_parse_rsa_private(const uint8_t *blob, size_t count, struct peer_rsa_private *view) {
    return peer_inline_parse_rsa_private(blob, count, view);
}

struct peer_error peer_parse_simple(const uint8_t *blob, size_t count, struct peer_simple *view) {
    return peer_inline_parse_simple(blob, count, view);
}

struct peer_error peer_parse_plaintext(const uint8_t *blob, size_t count, struct peer_plaintext *view) {
    return peer_inline_parse_plaintext(blob, count, view);
}

struct peer_error peer_parse_ecc_public(const uint8_t *blob, size_t count, struct peer_ecc_public *view) {
    return peer_inline_parse_ecc_public(blob, count, view);
}

struct peer_error peer_parse_key_data(const uint8_t *blob, size_t count, struct peer_key_data *view) {
    return peer_inline_parse_key_data(blob, count, view);
}
