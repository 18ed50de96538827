#include "cipher_peer.h"
#include "peer.h"

enum { TAG_SIZE = 16 };
static const unsigned char nonce[12];

struct peer_gcm {
    gcry_cipher_hd_t gcrypt;
    EVP_CIPHER_CTX *openssl;
    enum peer_direction direction;
};

peer_gcm *peer_gcm_open(enum peer_direction direction, const void *key, size_t key_size) {
    peer_gcm *gcm = fresh(sizeof *gcm);
    gcm->direction = direction;
    int number = key_size == 16 ? GCRY_CIPHER_AES128 : GCRY_CIPHER_AES256;
    must(gcry_cipher_open(&gcm->gcrypt, number, GCRY_CIPHER_MODE_GCM, 0) == 0);
    must(gcry_cipher_setkey(gcm->gcrypt, key, key_size) == 0);

    EVP_CIPHER *algorithm = EVP_CIPHER_fetch(NULL, key_size == 16 ? "AES-128-GCM" : "AES-256-GCM", NULL);
    must(algorithm);
    must(gcm->openssl = EVP_CIPHER_CTX_new());
    must(EVP_CipherInit_ex2(gcm->openssl, algorithm, key, nonce, direction == PEER_ENCRYPT, NULL));
    EVP_CIPHER_free(algorithm);
    return gcm;
}

void peer_gcm_run_gcrypt(peer_gcm *gcm, void *buffer, size_t size, const void *sealed, long turns) {
    unsigned char tag[TAG_SIZE];
    for (long turn = 0; turn < turns; turn++) {
        must(gcry_cipher_setiv(gcm->gcrypt, nonce, sizeof nonce) == 0);
        if (gcm->direction == PEER_ENCRYPT) {
            must(gcry_cipher_encrypt(gcm->gcrypt, buffer, size, NULL, 0) == 0);
            must(gcry_cipher_gettag(gcm->gcrypt, tag, sizeof tag) == 0);
        } else {
            must(gcry_cipher_decrypt(gcm->gcrypt, buffer, size, sealed, size) == 0);
            must(gcry_cipher_checktag(gcm->gcrypt, (const char *)sealed + size, TAG_SIZE) == 0);
        }
    }
}

void peer_gcm_run_openssl(peer_gcm *gcm, void *buffer, size_t size, const void *sealed, long turns) {
    unsigned char tag[TAG_SIZE];
    int written;
    for (long turn = 0; turn < turns; turn++) {
        must(EVP_CipherInit_ex2(gcm->openssl, NULL, NULL, nonce, -1, NULL));
        const void *source = gcm->direction == PEER_ENCRYPT ? buffer : sealed;
        must(EVP_CipherUpdate(gcm->openssl, buffer, &written, source, (int)size));
        if (gcm->direction == PEER_DECRYPT)
            must(EVP_CIPHER_CTX_ctrl(gcm->openssl, EVP_CTRL_AEAD_SET_TAG, TAG_SIZE, (char *)sealed + size));
        must(EVP_CipherFinal_ex(gcm->openssl, tag, &written));
        if (gcm->direction == PEER_ENCRYPT)
            must(EVP_CIPHER_CTX_ctrl(gcm->openssl, EVP_CTRL_AEAD_GET_TAG, TAG_SIZE, tag));
    }
}
