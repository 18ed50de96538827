#include "cipher_peer.h"
#include "peer.h"

#include <openssl/provider.h>
#include <stdbool.h>
#include <string.h>

void peer_start(void) { must(OSSL_PROVIDER_load(NULL, "default") && OSSL_PROVIDER_load(NULL, "legacy")); }

static const unsigned char zeros[16];

struct peer_gcrypt_cipher {
    gcry_cipher_hd_t handle;
    size_t iv_size;
    int mode;
    enum peer_direction direction;
};

static int gcrypt_mode(const char *name) {
    static const struct { const char *name; int mode; } modes[] = {
        { "ecb", GCRY_CIPHER_MODE_ECB }, { "cbc", GCRY_CIPHER_MODE_CBC },   { "ctr", GCRY_CIPHER_MODE_CTR },
        { "cfb", GCRY_CIPHER_MODE_CFB }, { "cfb8", GCRY_CIPHER_MODE_CFB8 }, { "ofb", GCRY_CIPHER_MODE_OFB },
        { "stream", GCRY_CIPHER_MODE_STREAM },
    };
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (strcmp(modes[i].name, name) == 0) return modes[i].mode;
    return GCRY_CIPHER_MODE_NONE;
}

peer_gcrypt_cipher *peer_gcrypt_cipher_open(
    const char *algorithm, const char *mode, enum peer_direction direction, const void *key, size_t key_size) {
    peer_gcrypt_cipher *cipher = fresh(sizeof *cipher);
    int number = gcry_cipher_map_name(algorithm);
    cipher->mode = gcrypt_mode(mode);
    cipher->direction = direction;
    if (cipher->mode != GCRY_CIPHER_MODE_ECB && cipher->mode != GCRY_CIPHER_MODE_STREAM)
        cipher->iv_size = gcry_cipher_get_algo_blklen(number);
    must(gcry_cipher_open(&cipher->handle, number, cipher->mode, 0) == 0);
    must(gcry_cipher_setkey(cipher->handle, key, key_size) == 0);
    return cipher;
}

void peer_gcrypt_cipher_run(peer_gcrypt_cipher *cipher, void *buffer, size_t size, long turns) {
    for (long turn = 0; turn < turns; turn++) {
        if (cipher->mode == GCRY_CIPHER_MODE_CTR)
            must(gcry_cipher_setctr(cipher->handle, zeros, cipher->iv_size) == 0);
        else if (cipher->iv_size)
            must(gcry_cipher_setiv(cipher->handle, zeros, cipher->iv_size) == 0);
        if (cipher->direction == PEER_ENCRYPT)
            must(gcry_cipher_encrypt(cipher->handle, buffer, size, NULL, 0) == 0);
        else
            must(gcry_cipher_decrypt(cipher->handle, buffer, size, NULL, 0) == 0);
    }
}

struct peer_openssl_cipher {
    EVP_CIPHER_CTX *context;
    bool has_iv;
};

peer_openssl_cipher *peer_openssl_cipher_open(
    const char *name, enum peer_direction direction, const void *key, size_t key_size) {
    peer_openssl_cipher *cipher = fresh(sizeof *cipher);
    EVP_CIPHER *algorithm = EVP_CIPHER_fetch(NULL, name, NULL);
    must(algorithm);
    must(cipher->context = EVP_CIPHER_CTX_new());
    int encrypts = direction == PEER_ENCRYPT;
    must(EVP_CipherInit_ex2(cipher->context, algorithm, NULL, NULL, encrypts, NULL));
    must(EVP_CIPHER_CTX_set_key_length(cipher->context, (int)key_size));
    cipher->has_iv = EVP_CIPHER_get_iv_length(algorithm) > 0;
    must(EVP_CipherInit_ex2(cipher->context, NULL, key, cipher->has_iv ? zeros : NULL, encrypts, NULL));
    must(EVP_CIPHER_CTX_set_padding(cipher->context, 0));
    EVP_CIPHER_free(algorithm);
    return cipher;
}

void peer_openssl_cipher_run(peer_openssl_cipher *cipher, void *buffer, size_t size, long turns) {
    for (long turn = 0; turn < turns; turn++) {
        int written;
        if (cipher->has_iv) must(EVP_CipherInit_ex2(cipher->context, NULL, NULL, zeros, -1, NULL));
        must(EVP_CipherUpdate(cipher->context, buffer, &written, buffer, (int)size));
    }
}
