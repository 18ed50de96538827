#ifndef CODEC_PEER_H
#define CODEC_PEER_H

#include "codec_peer_inline.h"
#include "codec_peer_views.h"

struct peer_error peer_parse_rsa_public(const uint8_t *blob, size_t count, struct peer_rsa_public *view);
struct peer_error peer_parse_rsa_private(const uint8_t *blob, size_t count, struct peer_rsa_private *view);
struct peer_error peer_parse_simple(const uint8_t *blob, size_t count, struct peer_simple *view);
struct peer_error peer_parse_plaintext(const uint8_t *blob, size_t count, struct peer_plaintext *view);
struct peer_error peer_parse_ecc_public(const uint8_t *blob, size_t count, struct peer_ecc_public *view);
struct peer_error peer_parse_key_data(const uint8_t *blob, size_t count, struct peer_key_data *view);

// Header stores and memcpy; no field is checked. The length written, or 0 where `room` is too short.
size_t peer_write_rsa_public(const struct peer_rsa_public *view, uint8_t *out, size_t room);
size_t peer_write_rsa_private(const struct peer_rsa_private *view, uint8_t *out, size_t room);
size_t peer_write_simple(const struct peer_simple *view, uint8_t *out, size_t room);
size_t peer_write_plaintext(const struct peer_plaintext *view, uint8_t *out, size_t room);
size_t peer_write_ecc_public(const struct peer_ecc_public *view, uint8_t *out, size_t room);
size_t peer_write_key_data(const struct peer_key_data *view, uint8_t *out, size_t room);

// Asks memory for what is there, and waits for nothing. Swift has no word for it.
static inline void peer_prefetch(const void *address) { __builtin_prefetch(address); }

// OpenSSL's decoder of MSBLOB, made once and used again and again; whether it made a key of the BLOB.
bool peer_openssl_parse(const uint8_t *blob, size_t count);

#endif
