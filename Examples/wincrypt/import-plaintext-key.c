/* Imports session keys whose bytes are known, and encrypts with them in every mode. */
#include "sample.h"

static void encrypt(HCRYPTPROV provider, const Cipher *cipher, DWORD mode, const char *name)
{
    static const char text[] = "The quick brown fox jumps over the lazy dog";
    HCRYPTKEY key = import_plaintext(provider, cipher->id, example_key(), cipher->bits / 8, CRYPT_EXPORTABLE);
    BYTE data[128], iv[16];
    DWORD length = sizeof text - 1;
    char label[64];

    memset(iv, 0x5A, sizeof iv);
    memcpy(data, text, length);
    sprintf(label, "%s %s", cipher->name, name);
    if (mode) {
        MUST(CryptSetKeyParam(key, KP_MODE, (const BYTE *)&mode, 0));
        MUST(CryptSetKeyParam(key, KP_IV, iv, 0));
    }
    MUST(CryptEncrypt(key, 0, TRUE, 0, data, &length, sizeof data));
    print_bytes(label, data, length);
    MUST(CryptDecrypt(key, 0, TRUE, 0, data, &length));
    if (length != sizeof text - 1 || memcmp(data, text, length)) fail("comparing what came back");
    CryptDestroyKey(key);
}

int main(void)
{
    HCRYPTPROV provider = open_provider();
    const Cipher *cipher;

    for (cipher = example_ciphers(); cipher->name; cipher++) {
        if (GET_ALG_TYPE(cipher->id) == ALG_TYPE_STREAM) {
            encrypt(provider, cipher, 0, "stream");
            continue;
        }
        encrypt(provider, cipher, CRYPT_MODE_CBC, "CBC");
        encrypt(provider, cipher, CRYPT_MODE_ECB, "ECB");
        encrypt(provider, cipher, CRYPT_MODE_CFB, "CFB");
    }
    MUST(CryptReleaseContext(provider, 0));
    return 0;
}
