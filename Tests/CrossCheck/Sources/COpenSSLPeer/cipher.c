/* Block ciphers: OpenSSL's own mode where it has one, otherwise the mode of NIST SP 800-38A over its block function. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "openssl_peer.h"
#include <openssl/evp.h>
#include <openssl/rc2.h>
#include <openssl/rc4.h>
#include <stdio.h>
#include <string.h>

/* One pass of OpenSSL's cipher of that name; -1 where it has none. */
static int by_openssl(const char *name, peer_bytes key, const uint8_t *iv, int encrypt, peer_bytes source,
                      uint8_t *destination) {
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, name, NULL);
    if (!cipher) return -1;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int written = 0;
    int done = (size_t)EVP_CIPHER_get_key_length(cipher) == key.count &&
               EVP_CipherInit_ex2(context, cipher, key.bytes, iv, encrypt, NULL) == 1 &&
               EVP_CIPHER_CTX_set_padding(context, 0) == 1 &&
               EVP_CipherUpdate(context, destination, &written, source.bytes, (int)source.count) == 1 &&
               (size_t)written == source.count;
    EVP_CIPHER_CTX_free(context);
    EVP_CIPHER_free(cipher);
    return done;
}

/* The block function of a cipher, in both directions. */
typedef struct {
    size_t size;
    RC2_KEY rc2;
    EVP_CIPHER_CTX *contexts[2]; /* by direction; NULL for RC2 */
    const uint8_t *whitening[2]; /* of DESX: what goes over the output, by direction */
} block_function;

static int open_block(block_function *block, peer_cipher_key key) {
    memset(block, 0, sizeof *block);
    block->size = 8;
    if (strcmp(key.name, "RC2") == 0) {
        RC2_set_key(&block->rc2, (int)key.key.count, key.key.bytes, key.effective_bits);
        return 1;
    }
    char name[32];
    snprintf(name, sizeof name, "%s-ECB", key.name);
    if (strcmp(key.name, "DESX") == 0) {
        strcpy(name, "DES-ECB");
        block->whitening[0] = key.key.bytes + 8;
        block->whitening[1] = key.key.bytes + 16;
    }
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, name, NULL);
    if (!cipher) return 0;
    block->size = (size_t)EVP_CIPHER_get_block_size(cipher);
    int done = 1;
    for (int encrypt = 0; encrypt < 2; encrypt++) {
        block->contexts[encrypt] = EVP_CIPHER_CTX_new();
        done = done && EVP_CipherInit_ex2(block->contexts[encrypt], cipher, key.key.bytes, NULL, encrypt, NULL) == 1 &&
               EVP_CIPHER_CTX_set_padding(block->contexts[encrypt], 0) == 1;
    }
    EVP_CIPHER_free(cipher);
    return done;
}

static void close_block(block_function *block) {
    EVP_CIPHER_CTX_free(block->contexts[0]);
    EVP_CIPHER_CTX_free(block->contexts[1]);
}

static void combine(uint8_t *target, const uint8_t *other, size_t count) {
    for (size_t index = 0; index < count; index++) target[index] ^= other[index];
}

static void apply(block_function *block, int encrypt, uint8_t *data) {
    if (!block->contexts[encrypt]) {
        RC2_ecb_encrypt(data, data, &block->rc2, encrypt);
        return;
    }
    int written = 0;
    if (block->whitening[0]) combine(data, block->whitening[!encrypt], 8);
    EVP_CipherUpdate(block->contexts[encrypt], data, &written, data, (int)block->size);
    if (block->whitening[0]) combine(data, block->whitening[encrypt], 8);
}

/* CFB with segments of `segment` bytes. */
static void by_feedback(block_function *block, uint8_t *chain, int encrypt, peer_bytes source, uint8_t *destination,
                        size_t segment) {
    size_t size = block->size;
    for (size_t start = 0; start < source.count; start += segment) {
        size_t count = source.count - start < segment ? source.count - start : segment;
        uint8_t stream[16];
        memcpy(stream, chain, size);
        apply(block, 1, stream);
        for (size_t index = 0; index < count; index++) {
            destination[start + index] = source.bytes[start + index] ^ stream[index];
        }
        memmove(chain, chain + segment, size - segment);
        memcpy(chain + size - segment, (encrypt ? destination : source.bytes) + start, count);
    }
}

/* OFB and CTR. */
static void by_key_stream(block_function *block, uint8_t *chain, int is_counter, peer_bytes source,
                          uint8_t *destination) {
    size_t size = block->size;
    uint8_t stream[16];
    for (size_t index = 0; index < source.count; index++) {
        if (index % size == 0) {
            memcpy(stream, chain, size);
            apply(block, 1, stream);
            if (is_counter) {
                for (size_t digit = size; digit-- > 0 && ++chain[digit] == 0;) continue;
            } else {
                memcpy(chain, stream, size);
            }
        }
        destination[index] = source.bytes[index] ^ stream[index % size];
    }
}

/* ECB and CBC. */
static void by_blocks(block_function *block, uint8_t *chain, int is_chained, int encrypt, peer_bytes source,
                      uint8_t *destination) {
    size_t size = block->size;
    for (size_t start = 0; start < source.count; start += size) {
        uint8_t data[16];
        memcpy(data, source.bytes + start, size);
        if (is_chained && encrypt) combine(data, chain, size);
        apply(block, encrypt, data);
        if (is_chained && !encrypt) combine(data, chain, size);
        memcpy(chain, encrypt ? data : source.bytes + start, size);
        memcpy(destination + start, data, size);
    }
}

int peer_cipher(peer_cipher_key key, const char *mode, const uint8_t *iv, int encrypt, peer_bytes source,
                uint8_t *destination) {
    if (strcmp(key.name, "RC4") == 0) {
        RC4_KEY rc4;
        RC4_set_key(&rc4, (int)key.key.count, key.key.bytes);
        RC4(&rc4, source.count, source.bytes, destination);
        return 1;
    }
    if (strcmp(key.name, "RC2") != 0) {
        char name[32];
        snprintf(name, sizeof name, "%s-%s", key.name, mode);
        int done = by_openssl(name, key.key, iv, encrypt, source, destination);
        if (done >= 0) return done;
    }
    block_function block;
    uint8_t chain[16];
    int opened = open_block(&block, key);
    memcpy(chain, iv, block.size);
    if (opened && (strcmp(mode, "ECB") == 0 || strcmp(mode, "CBC") == 0)) {
        by_blocks(&block, chain, mode[0] == 'C', encrypt, source, destination);
    } else if (opened && (strcmp(mode, "OFB") == 0 || strcmp(mode, "CTR") == 0)) {
        by_key_stream(&block, chain, mode[0] == 'C', source, destination);
    } else if (opened) {
        by_feedback(&block, chain, encrypt, source, destination, strcmp(mode, "CFB8") == 0 ? 1 : block.size);
    }
    close_block(&block);
    return opened;
}
