/* OpenSSL's readers of key BLOBs at the other end of a pipe. A request is a line, `READER PASSWORD BYTES`, the last two
 * in hex with `-` for none. The answer is a line too: `takes NAME=HEX ...`, or `refuses REASON`. */
#include <openssl/cms.h>
#include <openssl/core_names.h>
#include <openssl/decoder.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/provider.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 65536

static unsigned char bytes[LONGEST];
static unsigned char password[LONGEST];
static size_t password_length;

static int give_password(char *buffer, int size, int writing, void *unused)
{
    (void)writing, (void)unused;
    if ((size_t)size < password_length)
        return -1;
    memcpy(buffer, password, password_length);
    return (int)password_length;
}

/* The reason that lies deepest: the first in the queue. */
static void print_refusal(void)
{
    unsigned long code = ERR_get_error();
    const char *reason = code ? ERR_reason_error_string(code) : NULL;
    printf("refuses %s\n", reason ? reason : "without a reason");
}

static void print_numbers(EVP_PKEY *key)
{
    static const char *const names[] = {
        OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_RSA_D, OSSL_PKEY_PARAM_RSA_FACTOR1,
        OSSL_PKEY_PARAM_RSA_FACTOR2, OSSL_PKEY_PARAM_RSA_EXPONENT1, OSSL_PKEY_PARAM_RSA_EXPONENT2,
        OSSL_PKEY_PARAM_RSA_COEFFICIENT1, OSSL_PKEY_PARAM_FFC_P, OSSL_PKEY_PARAM_FFC_Q, OSSL_PKEY_PARAM_FFC_G,
        OSSL_PKEY_PARAM_PUB_KEY, OSSL_PKEY_PARAM_PRIV_KEY,
    };
    printf("takes");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        BIGNUM *number = NULL;
        if (EVP_PKEY_get_bn_param(key, names[i], &number)) {
            char *hex = BN_bn2hex(number);
            printf(" %s=%s", names[i], hex);
            OPENSSL_free(hex);
        }
        BN_clear_free(number);
    }
    printf("\n");
}

static void answer_key(EVP_PKEY *key)
{
    if (key)
        print_numbers(key);
    else
        print_refusal();
    EVP_PKEY_free(key);
}

/* The decoder of OpenSSL 3's providers, told the form and whether the key is private, as `openssl pkey -inform` is. */
static EVP_PKEY *decode(const char *form, int selection, size_t length)
{
    EVP_PKEY *key = NULL;
    OSSL_DECODER_CTX *context = OSSL_DECODER_CTX_new_for_pkey(&key, form, NULL, NULL, selection, NULL, NULL);
    const unsigned char *data = bytes;
    if (password_length)
        OSSL_DECODER_CTX_set_passphrase(context, password, password_length);
    if (!OSSL_DECODER_from_data(context, &data, &length))
        key = NULL;
    OSSL_DECODER_CTX_free(context);
    return key;
}

static void answer(const char *reader, size_t length)
{
    BIO *source = BIO_new_mem_buf(bytes, (int)length);
    int whole = EVP_PKEY_KEYPAIR, public_only = EVP_PKEY_PUBLIC_KEY;
    ERR_clear_error();
    if (!strcmp(reader, "b2i-private"))
        answer_key(b2i_PrivateKey_bio(source));
    else if (!strcmp(reader, "b2i-public"))
        answer_key(b2i_PublicKey_bio(source));
    else if (!strcmp(reader, "b2i-pvk"))
        answer_key(b2i_PVK_bio(source, give_password, NULL));
    else if (!strcmp(reader, "decoder-private"))
        answer_key(decode("MSBLOB", whole, length));
    else if (!strcmp(reader, "decoder-public"))
        answer_key(decode("MSBLOB", public_only, length));
    else if (!strcmp(reader, "decoder-pvk"))
        answer_key(decode("PVK", whole, length));
    else if (!strcmp(reader, "d2i-pkcs8")) {
        PKCS8_PRIV_KEY_INFO *plain = d2i_PKCS8_PRIV_KEY_INFO_bio(source, NULL);
        X509_SIG *encrypted = NULL;
        (void)BIO_reset(source);
        if (!plain)
            encrypted = d2i_PKCS8_bio(source, NULL);
        if (plain || encrypted)
            printf("takes\n");
        else
            print_refusal();
        PKCS8_PRIV_KEY_INFO_free(plain);
        X509_SIG_free(encrypted);
    } else if (!strcmp(reader, "d2i-cms")) {
        CMS_ContentInfo *envelope = d2i_CMS_bio(source, NULL);
        if (envelope)
            printf("takes\n");
        else
            print_refusal();
        CMS_ContentInfo_free(envelope);
    } else {
        fprintf(stderr, "openssl-peer: no reader %s\n", reader);
        exit(1);
    }
    BIO_free(source);
}

/* The bytes that `hex` spells. */
static size_t decode_hex(const char *hex, unsigned char *out)
{
    size_t length = strcmp(hex, "-") ? strlen(hex) / 2 : 0;
    for (size_t i = 0; i < length; i++) {
        char digits[3] = {hex[2 * i], hex[2 * i + 1], 0};
        out[i] = (unsigned char)strtoul(digits, NULL, 16);
    }
    return length;
}

int main(void)
{
    static char reader[32], secret[LONGEST + 1], hex[2 * LONGEST + 1];
    OSSL_PROVIDER_load(NULL, "default");
    OSSL_PROVIDER_load(NULL, "legacy"); /* RC4, of PVK files */
    while (scanf("%31s %65536s %131072s", reader, secret, hex) == 3) {
        password_length = decode_hex(secret, password);
        answer(reader, decode_hex(hex, bytes));
        fflush(stdout);
    }
    return 0;
}
