#include "codec_peer.h"

#include <openssl/decoder.h>
#include <openssl/evp.h>

static OSSL_DECODER_CTX *decoder;
static EVP_PKEY *key;

bool peer_openssl_parse(const uint8_t *blob, size_t count) {
    if (!decoder)
        decoder = OSSL_DECODER_CTX_new_for_pkey(&key, "MSBLOB", NULL, "RSA", EVP_PKEY_KEYPAIR, NULL, NULL);
    if (!decoder || !OSSL_DECODER_from_data(decoder, &blob, &count)) return false;
    EVP_PKEY_free(key);
    key = NULL;
    return true;
}
