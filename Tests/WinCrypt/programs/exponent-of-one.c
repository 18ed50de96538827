/* Session keys in the clear, out of SIMPLEBLOBs and into them: by a key pair whose exponents are set to 1, which leaves the
 * block as it is. */
#include <windows.h>
#include <wincrypt.h>
#include <stdio.h>
#include <string.h>

#define CONTAINER TEXT("exponent of one")
#define CHECK(call)                                                          \
    do {                                                                     \
        if (!(call)) {                                                       \
            printf("%s: 0x%08lx\n", #call, (unsigned long)GetLastError()); \
            return FALSE;                                                    \
        }                                                                    \
    } while (0)

static void one(BYTE *field, DWORD length)
{
    memset(field, 0, length);
    field[0] = 1;
}

/* A new pair, exported, changed and imported in its own place. */
static BOOL CreateExponentOfOne(HCRYPTPROV hProv, HCRYPTKEY *phKey)
{
    BYTE blob[2048], *field;
    DWORD length = sizeof(blob), half;
    HCRYPTKEY hKey;

    CHECK(CryptGenKey(hProv, AT_KEYEXCHANGE, CRYPT_EXPORTABLE | (1024 << 16), &hKey));
    CHECK(CryptExportKey(hKey, 0, PRIVATEKEYBLOB, 0, blob, &length));
    CHECK(CryptDestroyKey(hKey));
    half = ((RSAPUBKEY *)(blob + sizeof(BLOBHEADER)))->bitlen / 16;
    ((RSAPUBKEY *)(blob + sizeof(BLOBHEADER)))->pubexp = 1;
    field = blob + sizeof(BLOBHEADER) + sizeof(RSAPUBKEY) + 4 * half; /* behind modulus and primes */
    one(field, half);
    one(field + half, half);
    one(field + 3 * half, 2 * half); /* behind the coefficient */
    CHECK(CryptImportKey(hProv, blob, length, 0, 0, phKey));
    SecureZeroMemory(blob, sizeof(blob));
    return TRUE;
}

/* In a SIMPLEBLOB the block is little-endian: the key backwards, a zero, padding, 2 and 0. */
static BOOL ImportPlain(HCRYPTPROV hProv, HCRYPTKEY hPair, ALG_ID alg, const BYTE *key, DWORD length, HCRYPTKEY *phKey)
{
    BYTE blob[sizeof(BLOBHEADER) + sizeof(ALG_ID) + 128], *block = blob + sizeof(BLOBHEADER) + sizeof(ALG_ID);
    BLOBHEADER *header = (BLOBHEADER *)blob;
    DWORD i;

    memset(blob, 0x55, sizeof(blob));
    header->bType = SIMPLEBLOB;
    header->bVersion = CUR_BLOB_VERSION;
    header->reserved = 0;
    header->aiKeyAlg = alg;
    *(ALG_ID *)(header + 1) = CALG_RSA_KEYX;
    for (i = 0; i < length; i++) block[i] = key[length - 1 - i];
    block[length] = 0;
    block[126] = 2;
    block[127] = 0;
    CHECK(CryptImportKey(hProv, blob, sizeof(blob), hPair, CRYPT_EXPORTABLE, phKey));
    return TRUE;
}

static BOOL ExportPlain(HCRYPTKEY hPair, HCRYPTKEY hKey, BYTE *key, DWORD *length)
{
    BYTE blob[256];
    DWORD size = sizeof(blob), bits, i;

    CHECK(CryptExportKey(hKey, hPair, SIMPLEBLOB, 0, blob, &size));
    size = sizeof(bits);
    CHECK(CryptGetKeyParam(hKey, KP_KEYLEN, (BYTE *)&bits, &size, 0));
    *length = bits / 8;
    for (i = 0; i < *length; i++) key[i] = blob[sizeof(BLOBHEADER) + sizeof(ALG_ID) + *length - 1 - i];
    return TRUE;
}

static BOOL Job(HCRYPTPROV hProv, HCRYPTKEY hPair, ALG_ID alg, DWORD length)
{
    BYTE key[32], again[32], data[64] = "abcdefghijklmnopqrstuvwxyz", other[64] = "abcdefghijklmnopqrstuvwxyz";
    DWORD i, count = 26, countOther = 26;
    HCRYPTKEY hKey, hOther;

    for (i = 0; i < length; i++) key[i] = (BYTE)(0x21 + 5 * i);
    CHECK(ImportPlain(hProv, hPair, alg, key, length, &hKey));
    CHECK(CryptEncrypt(hKey, 0, TRUE, 0, data, &count, sizeof(data)));
    printf("0x%04x ", alg);
    for (i = 0; i < count; i++) printf("%02x", data[i]);
    CHECK(ExportPlain(hPair, hKey, again, &i));
    printf(" %s\n", i == length && !memcmp(key, again, length) ? "the same key" : "another key");
    CHECK(CryptDestroyKey(hKey));

    /* One that nobody knows. */
    CHECK(CryptGenKey(hProv, alg, CRYPT_EXPORTABLE, &hKey));
    CHECK(ExportPlain(hPair, hKey, again, &length));
    CHECK(ImportPlain(hProv, hPair, alg, again, length, &hOther));
    strcpy((char *)data, "abcdefghijklmnopqrstuvwxyz");
    count = 26;
    CHECK(CryptEncrypt(hKey, 0, TRUE, 0, data, &count, sizeof(data)));
    CHECK(CryptEncrypt(hOther, 0, TRUE, 0, other, &countOther, sizeof(other)));
    printf("%lu bits, both encrypt alike: %d\n", (unsigned long)(8 * length), count == countOther && !memcmp(data, other, count));
    CHECK(CryptDestroyKey(hKey) && CryptDestroyKey(hOther));
    return TRUE;
}

static BOOL Run(void)
{
    HCRYPTPROV hProv;
    HCRYPTKEY hPair;

    CryptAcquireContext(&hProv, CONTAINER, MS_ENH_RSA_AES_PROV, PROV_RSA_AES, CRYPT_DELETEKEYSET);
    CHECK(CryptAcquireContext(&hProv, CONTAINER, MS_ENH_RSA_AES_PROV, PROV_RSA_AES, CRYPT_NEWKEYSET));
    CHECK(CreateExponentOfOne(hProv, &hPair));
    CHECK(Job(hProv, hPair, CALG_RC4, 16) && Job(hProv, hPair, CALG_RC2, 16) && Job(hProv, hPair, CALG_3DES, 24));
    CHECK(CryptDestroyKey(hPair));
    CHECK(CryptReleaseContext(hProv, 0));
    /* The pair stays what it is in the container. */
    CHECK(CryptAcquireContext(&hProv, CONTAINER, MS_ENH_RSA_AES_PROV, PROV_RSA_AES, 0));
    CHECK(CryptGetUserKey(hProv, AT_KEYEXCHANGE, &hPair));
    CHECK(Job(hProv, hPair, CALG_AES_256, 32));
    CHECK(CryptDestroyKey(hPair));
    CHECK(CryptReleaseContext(hProv, 0));
    return CryptAcquireContext(&hProv, CONTAINER, MS_ENH_RSA_AES_PROV, PROV_RSA_AES, CRYPT_DELETEKEYSET);
}

int main(void) { return Run() ? 0 : 1; }
