#include "cipher_peer.h"
#include "peer.h"

#include <openssl/params.h>
#include <string.h>

struct peer_digest {
    gcry_md_hd_t gcrypt;
    unsigned value_size;
    EVP_MD_CTX *hash;
    EVP_MAC_CTX *mac;
};

static void open_mac(peer_digest *digest, const char *name, const void *key, size_t key_size) {
    EVP_MAC *algorithm = EVP_MAC_fetch(NULL, "HMAC", NULL);
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string("digest", (char *)name, 0),
        OSSL_PARAM_construct_end(),
    };
    must(digest->mac = EVP_MAC_CTX_new(algorithm));
    must(EVP_MAC_init(digest->mac, key, key_size, parameters));
    EVP_MAC_free(algorithm);
}

static void open_hash(peer_digest *digest, const char *name) {
    EVP_MD *algorithm = EVP_MD_fetch(NULL, name, NULL);
    must(algorithm);
    must(digest->hash = EVP_MD_CTX_new());
    must(EVP_DigestInit_ex2(digest->hash, algorithm, NULL));
    EVP_MD_free(algorithm);
}

peer_digest *peer_digest_open(const char *name, const void *key, size_t key_size) {
    peer_digest *digest = fresh(sizeof *digest);
    int number = gcry_md_map_name(name);
    digest->value_size = gcry_md_get_algo_dlen(number);
    must(gcry_md_open(&digest->gcrypt, number, key ? GCRY_MD_FLAG_HMAC : 0) == 0);
    if (key) {
        must(gcry_md_setkey(digest->gcrypt, key, key_size) == 0);
        open_mac(digest, name, key, key_size);
    } else {
        open_hash(digest, name);
    }
    return digest;
}

void peer_digest_run_gcrypt(peer_digest *digest, void *buffer, size_t size, long turns) {
    for (long turn = 0; turn < turns; turn++) {
        gcry_md_write(digest->gcrypt, buffer, size);
        memcpy(buffer, gcry_md_read(digest->gcrypt, 0), digest->value_size < size ? digest->value_size : size);
        gcry_md_reset(digest->gcrypt);
    }
}

void peer_digest_run_openssl(peer_digest *digest, void *buffer, size_t size, long turns) {
    unsigned char value[EVP_MAX_MD_SIZE];
    for (long turn = 0; turn < turns; turn++) {
        if (digest->mac) {
            size_t written;
            must(EVP_MAC_init(digest->mac, NULL, 0, NULL));
            must(EVP_MAC_update(digest->mac, buffer, size));
            must(EVP_MAC_final(digest->mac, value, &written, sizeof value));
        } else {
            must(EVP_DigestInit_ex2(digest->hash, NULL, NULL));
            must(EVP_DigestUpdate(digest->hash, buffer, size));
            must(EVP_DigestFinal_ex(digest->hash, value, NULL));
        }
        memcpy(buffer, value, digest->value_size < size ? digest->value_size : size);
    }
}
