#ifndef CIPHER_PEER_H
#define CIPHER_PEER_H

#include <stddef.h>

// What CipherCore is measured against: libgcrypt and OpenSSL 3, called from C as their manuals say.
//
// A peer has its key and all it needs before the clock runs, and works on one thread at a time. `turns` is how often the
// work is done. Whatever fails ends the process: a benchmark of something that fails says nothing.

// Starts OpenSSL with the old ciphers; before anything else here. libgcrypt has been started by CipherCore.
void peer_start(void);

// Ciphers. A message is encrypted or decrypted in place from the IV on, which is zeros; ECB and RC4, which have none,
// just go on.

enum peer_direction { PEER_ENCRYPT, PEER_DECRYPT };

typedef struct peer_gcrypt_cipher peer_gcrypt_cipher;
// `algorithm` as gcry_cipher_map_name has it; `mode` in lower case.
peer_gcrypt_cipher *peer_gcrypt_cipher_open(
    const char *algorithm, const char *mode, enum peer_direction direction, const void *key, size_t key_size);
void peer_gcrypt_cipher_run(peer_gcrypt_cipher *cipher, void *buffer, size_t size, long turns);

typedef struct peer_openssl_cipher peer_openssl_cipher;
// `name` as EVP_CIPHER_fetch has it; RC2's effective length is that of the key.
peer_openssl_cipher *peer_openssl_cipher_open(
    const char *name, enum peer_direction direction, const void *key, size_t key_size);
void peer_openssl_cipher_run(peer_openssl_cipher *cipher, void *buffer, size_t size, long turns);

// AES-GCM with a nonce of 12 zeros and a tag of 16 bytes. Decryption is of `sealed`, which is `size` bytes and the tag, into
// `buffer`; encryption is in place and has no use for it.

typedef struct peer_gcm peer_gcm;
peer_gcm *peer_gcm_open(enum peer_direction direction, const void *key, size_t key_size);
void peer_gcm_run_gcrypt(peer_gcm *gcm, void *buffer, size_t size, const void *sealed, long turns);
void peer_gcm_run_openssl(peer_gcm *gcm, void *buffer, size_t size, const void *sealed, long turns);

// Hash functions; with a key, HMAC. The value is written to the first bytes of the buffer.

typedef struct peer_digest peer_digest;
// `name` as both libraries have it, such as "SHA256"; `key` may be null.
peer_digest *peer_digest_open(const char *name, const void *key, size_t key_size);
void peer_digest_run_gcrypt(peer_digest *digest, void *buffer, size_t size, long turns);
void peer_digest_run_openssl(peer_digest *digest, void *buffer, size_t size, long turns);

// RSA keys of both libraries, made by OpenSSL. The operations are raw: no padding, on a block of the modulus's length
// that is replaced by the result.

typedef struct peer_rsa peer_rsa;
peer_rsa *peer_rsa_make(unsigned bits);
// A part, big-endian, in `size` bytes: "n", "rsa-factor1", "rsa-factor2".
void peer_rsa_part(const peer_rsa *key, const char *name, void *bytes, size_t size);
void peer_rsa_private_gcrypt(const peer_rsa *key, void *block, size_t size, long turns);
void peer_rsa_private_openssl(const peer_rsa *key, void *block, size_t size, long turns);
void peer_rsa_public_gcrypt(const peer_rsa *key, void *block, size_t size, long turns);
void peer_rsa_public_openssl(const peer_rsa *key, void *block, size_t size, long turns);

// DSA keys of both libraries in a group of RFC 5114: of 1024 and 160 bits, or of 2048 and 256.

typedef struct peer_dsa peer_dsa;
peer_dsa *peer_dsa_make(unsigned bits);
// A part, big-endian, in `size` bytes: "p", "q", "g", "priv" or "pub".
void peer_dsa_part(const peer_dsa *key, const char *name, void *bytes, size_t size);
void peer_dsa_sign_gcrypt(const peer_dsa *key, const void *hash, size_t size, long turns);
void peer_dsa_sign_openssl(const peer_dsa *key, const void *hash, size_t size, long turns);
void peer_dsa_verify_gcrypt(const peer_dsa *key, const void *hash, size_t size, long turns);
void peer_dsa_verify_openssl(const peer_dsa *key, const void *hash, size_t size, long turns);

// Elliptic-curve keys of both libraries on a curve of NIST's, such as "P-256". ECDH is with the key's own public point.

typedef struct peer_ec peer_ec;
peer_ec *peer_ec_make(const char *name);
// Big-endian, in `size` bytes.
void peer_ec_private_value(const peer_ec *key, void *bytes, size_t size);
void peer_ec_sign_gcrypt(const peer_ec *key, const void *hash, size_t size, long turns);
void peer_ec_sign_openssl(const peer_ec *key, const void *hash, size_t size, long turns);
void peer_ec_verify_gcrypt(const peer_ec *key, const void *hash, size_t size, long turns);
void peer_ec_verify_openssl(const peer_ec *key, const void *hash, size_t size, long turns);
void peer_ec_agree_gcrypt(const peer_ec *key, long turns);
void peer_ec_agree_openssl(const peer_ec *key, long turns);

#endif
