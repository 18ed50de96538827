/* Gets and sets the parameters of session keys, and shows what the setting does. */
#include "sample.h"

static void get(HCRYPTKEY key, const char *name, DWORD parameter)
{
    BYTE value[64];
    DWORD size = 0, number;
    char label[64];

    sprintf(label, "  %s", name);
    if (!CryptGetKeyParam(key, parameter, NULL, &size, 0)) {
        report(label, FALSE);
        return;
    }
    if (size > sizeof value) fail("making room");
    MUST(CryptGetKeyParam(key, parameter, value, &size, 0));
    if (parameter == KP_IV || parameter == KP_SALT)
        print_bytes(label, value, size);
    else {
        memcpy(&number, value, sizeof number);
        printf("%s: 0x%lX (%lu bytes)\n", label, (unsigned long)number, (unsigned long)size);
    }
    if (size) {
        size--;
        report("  with too little room", CryptGetKeyParam(key, parameter, value, &size, 0));
        print_number("  room needed", size);
    }
}

static void get_all(HCRYPTKEY key)
{
    get(key, "KP_ALGID", KP_ALGID);
    get(key, "KP_BLOCKLEN", KP_BLOCKLEN);
    get(key, "KP_KEYLEN", KP_KEYLEN);
    get(key, "KP_PERMISSIONS", KP_PERMISSIONS);
    get(key, "KP_PADDING", KP_PADDING);
    get(key, "KP_MODE", KP_MODE);
    get(key, "KP_IV", KP_IV);
    get(key, "number 12345", 12345);
}

static void set_number(HCRYPTKEY key, const char *what, DWORD parameter, DWORD value)
{
    char label[64];

    sprintf(label, "  %s", what);
    report(label, CryptSetKeyParam(key, parameter, (const BYTE *)&value, 0));
}

static void encrypt(HCRYPTKEY key, const char *what)
{
    BYTE data[48];
    DWORD length = 16;
    char label[64];

    memset(data, 0, length);
    sprintf(label, "  zeros, %s", what);
    if (CryptEncrypt(key, 0, TRUE, 0, data, &length, sizeof data))
        print_bytes(label, data, length);
    else
        report(label, FALSE);
}

static void block_cipher(HCRYPTKEY key)
{
    BYTE iv[16];

    encrypt(key, "CBC");
    memset(iv, 0xA5, sizeof iv);
    report("  set KP_IV", CryptSetKeyParam(key, KP_IV, iv, 0));
    get(key, "KP_IV", KP_IV);
    encrypt(key, "other IV");
    set_number(key, "set ECB", KP_MODE, CRYPT_MODE_ECB);
    get(key, "KP_MODE", KP_MODE);
    encrypt(key, "ECB");
    set_number(key, "set CFB", KP_MODE, CRYPT_MODE_CFB);
    encrypt(key, "CFB");
    set_number(key, "set PKCS5_PADDING", KP_PADDING, PKCS5_PADDING);
    set_number(key, "set ZERO_PADDING", KP_PADDING, ZERO_PADDING);
}

static void effective_length(HCRYPTKEY key)
{
    static const DWORD lengths[] = {40, 56, 64, 128, 1, 1024, 0, 1025};
    size_t i;

    get(key, "KP_EFFECTIVE_KEYLEN", KP_EFFECTIVE_KEYLEN);
    set_number(key, "set CBC", KP_MODE, CRYPT_MODE_CBC);
    for (i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        set_number(key, "set KP_EFFECTIVE_KEYLEN", KP_EFFECTIVE_KEYLEN, lengths[i]);
        encrypt(key, "effective length");
    }
}

int main(void)
{
    HCRYPTPROV provider = open_provider();
    const Cipher *cipher;

    for (cipher = example_ciphers(); cipher->name; cipher++) {
        HCRYPTKEY key =
            import_plaintext(provider, cipher->id, example_key(), cipher->bits / 8, cipher->bits > 64 ? CRYPT_EXPORTABLE : 0);

        printf("%s\n", cipher->name);
        get_all(key);
        if (GET_ALG_TYPE(cipher->id) == ALG_TYPE_BLOCK) block_cipher(key);
        if (cipher->id == CALG_RC2) effective_length(key);
        set_number(key, "set number 12345", 12345, 1);
        report("  set nothing", CryptSetKeyParam(key, KP_MODE, NULL, 0));
        report("  with flags", CryptGetKeyParam(key, KP_MODE, NULL, NULL, 1));
        MUST(CryptDestroyKey(key));
    }
    MUST(CryptReleaseContext(provider, 0));
    return 0;
}
