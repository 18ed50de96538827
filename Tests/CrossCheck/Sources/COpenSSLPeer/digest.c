/* AEAD, digests and HMAC; and the providers that all of it needs. */
#include "openssl_peer.h"
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/provider.h>

const char *peer_start(void) {
    /* RC4, RC2, DES and MD4 are in `legacy`; naming one provider takes away the implicit one. */
    int loaded = OSSL_PROVIDER_load(NULL, "legacy") && OSSL_PROVIDER_load(NULL, "default");
    return loaded ? OpenSSL_version(OPENSSL_VERSION) : NULL;
}

int peer_seal(const char *name, peer_bytes key, peer_bytes nonce, peer_bytes additional_data, peer_bytes plaintext,
              uint8_t *ciphertext, uint8_t *tag, size_t tag_count) {
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, name, NULL);
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int is_ccm = cipher && EVP_CIPHER_get_mode(cipher) == EVP_CIPH_CCM_MODE;
    int written = 0;
    int done = cipher && EVP_EncryptInit_ex2(context, cipher, NULL, NULL, NULL) == 1 &&
               EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, (int)nonce.count, NULL) == 1;
    /* CCM wants to know all lengths first. */
    if (done && is_ccm) done = EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, (int)tag_count, NULL) == 1;
    done = done && EVP_EncryptInit_ex2(context, NULL, key.bytes, nonce.bytes, NULL) == 1;
    if (done && is_ccm) done = EVP_EncryptUpdate(context, NULL, &written, NULL, (int)plaintext.count) == 1;
    if (done && additional_data.count > 0) {
        done = EVP_EncryptUpdate(context, NULL, &written, additional_data.bytes, (int)additional_data.count) == 1;
    }
    done = done && EVP_EncryptUpdate(context, ciphertext, &written, plaintext.bytes, (int)plaintext.count) == 1 &&
           EVP_EncryptFinal_ex(context, ciphertext, &written) == 1 &&
           EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, (int)tag_count, tag) == 1;
    EVP_CIPHER_CTX_free(context);
    EVP_CIPHER_free(cipher);
    return done;
}

int peer_digest(const char *name, peer_bytes data, uint8_t *value) {
    size_t count = 0;
    return EVP_Q_digest(NULL, name, NULL, data.bytes, data.count, value, &count) == 1 ? (int)count : -1;
}

int peer_hmac(const char *name, peer_bytes key, peer_bytes data, uint8_t *code) {
    size_t count = 0;
    return EVP_Q_mac(NULL, "HMAC", NULL, name, NULL, key.bytes, key.count, data.bytes, data.count, code, 64, &count)
               ? (int)count
               : -1;
}
