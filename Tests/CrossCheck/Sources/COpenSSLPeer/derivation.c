/* Key wraps and key derivation. */
#include "openssl_peer.h"
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <stdlib.h>
#include <string.h>

int peer_key_wrap(const char *name, int wrap, peer_bytes key, peer_bytes source, uint8_t *destination) {
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, name, NULL);
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    EVP_CIPHER_CTX_set_flags(context, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    int written = 0, rest = 0;
    int done = cipher && EVP_CipherInit_ex2(context, cipher, key.bytes, NULL, wrap, NULL) == 1 &&
               EVP_CipherUpdate(context, destination, &written, source.bytes, (int)source.count) == 1 &&
               EVP_CipherFinal_ex(context, destination + written, &rest) == 1;
    EVP_CIPHER_CTX_free(context);
    EVP_CIPHER_free(cipher);
    return done ? written + rest : -1;
}

/* Adds what one option says to `parameters`; 1 for success. */
static int add(OSSL_PARAM *parameters, size_t *count, const OSSL_PARAM *settable, char *option) {
    char *value = strchr(option, ':');
    if (!value || *count == 15) return 0;
    *value++ = 0;
    return OSSL_PARAM_allocate_from_text(&parameters[(*count)++], settable, option, value, strlen(value), NULL) == 1;
}

int peer_kdf(const char *name, const char *options, uint8_t *output, size_t output_count) {
    EVP_KDF *kdf = EVP_KDF_fetch(NULL, name, NULL);
    if (!kdf) return -1;
    EVP_KDF_CTX *context = EVP_KDF_CTX_new(kdf);
    OSSL_PARAM parameters[16] = {OSSL_PARAM_END};
    size_t count = 0;
    char *text = strdup(options), *rest = NULL;
    int done = 1;
    for (char *option = strtok_r(text, ",", &rest); done && option; option = strtok_r(NULL, ",", &rest)) {
        done = add(parameters, &count, EVP_KDF_settable_ctx_params(kdf), option);
    }
    parameters[count] = OSSL_PARAM_construct_end();
    done = done && EVP_KDF_derive(context, output, output_count, parameters) == 1;
    for (size_t index = 0; index < count; index++) OPENSSL_free(parameters[index].data);
    free(text);
    EVP_KDF_CTX_free(context);
    EVP_KDF_free(kdf);
    return done ? (int)output_count : -1;
}
