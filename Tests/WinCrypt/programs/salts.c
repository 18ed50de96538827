/* Salts and effective key lengths of derived keys, in every RSA provider: what is taken, what is read back, what it encrypts
 * to. */
#include <windows.h>
#include <wincrypt.h>
#include <stdio.h>
#include <string.h>

static HCRYPTPROV hProv;

static void dump(const char *what, const BYTE *bytes, DWORD count)
{
    printf("  %s", what);
    while (count--) printf(" %02X", *bytes++);
    printf("\n");
}

static void answer(const char *what, BOOL good)
{
    if (good) printf("%s: taken\n", what);
    else printf("%s: %08lX\n", what, (unsigned long)GetLastError());
}

static void state(HCRYPTKEY hKey)
{
    BYTE bytes[64];
    DWORD count = sizeof(bytes), bits;

    if (CryptGetKeyParam(hKey, KP_SALT, bytes, &count, 0)) dump("salt", bytes, count);
    else answer("  salt", FALSE);
    count = sizeof(bits);
    if (CryptGetKeyParam(hKey, KP_EFFECTIVE_KEYLEN, (BYTE *)&bits, &count, 0)) printf("  effective %lu\n", (unsigned long)bits);
    else answer("  effective", FALSE);
    memcpy(bytes, "sixteen  letters", 16);
    count = 16;
    if (CryptEncrypt(hKey, 0, TRUE, 0, bytes, &count, sizeof(bytes))) dump("cipher", bytes, count);
    else answer("  cipher", FALSE);
}

static HCRYPTKEY derive(ALG_ID alg, DWORD flags)
{
    HCRYPTHASH hHash;
    HCRYPTKEY hKey = 0;

    if (!CryptCreateHash(hProv, CALG_MD5, 0, 0, &hHash)) return 0;
    if (!CryptHashData(hHash, (const BYTE *)"1134-kelp", 9, 0) || !CryptDeriveKey(hProv, alg, hHash, flags, &hKey))
        answer("derive", FALSE);
    CryptDestroyHash(hHash);
    return hKey;
}

static void tour(LPCSTR name, DWORD type)
{
    static const DWORD lengths[] = {0, 1, 5, 11, 16, 23, 25, 100};
    static const DWORD bits[] = {0, 1, 8, 39, 40, 41, 56, 64, 128, 256, 1024, 1025};
    static BYTE bytes[100] = {0x10, 0x21, 0x32, 0x43, 0x54, 0x65, 0x76, 0x87, 0x98, 0xA9, 0xBA, 0xCB};
    CRYPT_INTEGER_BLOB salt;
    HCRYPTKEY hKey;
    DWORD i, value;

    printf("%s\n", name);
    if (!CryptAcquireContextA(&hProv, NULL, name, type, CRYPT_VERIFYCONTEXT)) {
        answer("provider", FALSE);
        return;
    }
    hKey = derive(CALG_RC4, 40 << 16);
    state(hKey);
    answer("KP_SALT", CryptSetKeyParam(hKey, KP_SALT, bytes, 0));
    state(hKey);
    CryptDestroyKey(hKey);
    for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
        hKey = derive(CALG_RC2, 40 << 16);
        salt.cbData = lengths[i];
        salt.pbData = bytes;
        printf("%lu bytes of salt, ", (unsigned long)lengths[i]);
        answer("KP_SALT_EX", CryptSetKeyParam(hKey, KP_SALT_EX, (BYTE *)&salt, 0));
        state(hKey);
        CryptDestroyKey(hKey);
    }
    for (i = 0; i < sizeof(bits) / sizeof(bits[0]); i++) {
        hKey = derive(CALG_RC2, 0);
        value = bits[i];
        printf("%lu effective bits, ", (unsigned long)value);
        answer("KP_EFFECTIVE_KEYLEN", CryptSetKeyParam(hKey, KP_EFFECTIVE_KEYLEN, (BYTE *)&value, 0));
        state(hKey);
        CryptDestroyKey(hKey);
    }
    CryptReleaseContext(hProv, 0);
}

int main(void)
{
    tour(MS_DEF_PROV_A, PROV_RSA_FULL);
    tour(MS_STRONG_PROV_A, PROV_RSA_FULL);
    tour(MS_ENHANCED_PROV_A, PROV_RSA_FULL);
    tour(MS_ENH_RSA_AES_PROV_A, PROV_RSA_AES);
    return 0;
}
