/* PBKDF2 (RFC 2898) over the provider's HMAC, whose keys are PLAINTEXTKEYBLOBs of CALG_RC2: the vectors of RFC 6070, and
 * SHA-256. */
#include <windows.h>
#include <wincrypt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef CRYPT_IPSEC_HMAC_KEY
#define CRYPT_IPSEC_HMAC_KEY 0x00000100
#endif

typedef struct HMAC_KEY_BLOB {
    BLOBHEADER header;
    DWORD length;
    BYTE key[1];
} HMAC_KEY_BLOB;

static HCRYPTKEY ImportPassword(HCRYPTPROV hProv, const char *password, DWORD length)
{
    DWORD size = (DWORD)offsetof(HMAC_KEY_BLOB, key) + length;
    HMAC_KEY_BLOB *blob = (HMAC_KEY_BLOB *)calloc(1, size > sizeof(*blob) ? size : sizeof(*blob));
    HCRYPTKEY hKey = 0;

    if (!blob) return 0;
    blob->header.bType = PLAINTEXTKEYBLOB;
    blob->header.bVersion = CUR_BLOB_VERSION;
    blob->header.aiKeyAlg = CALG_RC2;
    blob->length = length;
    memcpy(blob->key, password, length);
    if (!CryptImportKey(hProv, (const BYTE *)blob, size, 0, CRYPT_IPSEC_HMAC_KEY, &hKey))
        printf("import: 0x%08lx\n", (unsigned long)GetLastError());
    SecureZeroMemory(blob, size);
    free(blob);
    return hKey;
}

/* The HMAC of one or two pieces. */
static BOOL Authenticate(HCRYPTPROV hProv, HCRYPTKEY hKey, ALG_ID alg, const BYTE *first, DWORD firstLength,
                         const BYTE *second, DWORD secondLength, BYTE *value, DWORD *length)
{
    HMAC_INFO info;
    HCRYPTHASH hHash;
    BOOL good;

    memset(&info, 0, sizeof(info));
    info.HashAlgid = alg;
    if (!CryptCreateHash(hProv, CALG_HMAC, hKey, 0, &hHash)) return FALSE;
    good = CryptSetHashParam(hHash, HP_HMAC_INFO, (BYTE *)&info, 0) && CryptHashData(hHash, first, firstLength, 0) &&
           (!second || CryptHashData(hHash, second, secondLength, 0)) && CryptGetHashParam(hHash, HP_HASHVAL, value, length, 0);
    CryptDestroyHash(hHash);
    return good;
}

static void Derive(HCRYPTPROV hProv, ALG_ID alg, const char *password, DWORD passwordLength, const char *salt, DWORD saltLength,
                   DWORD rounds, DWORD wanted)
{
    HCRYPTKEY hKey = ImportPassword(hProv, password, passwordLength);
    BYTE block[4] = {0}, value[64], sum[64];
    DWORD round, i, length = 0;

    if (!hKey) return;
    while (wanted) {
        block[3]++;
        for (round = 0; round < rounds; round++) {
            BOOL good;
            DWORD before = length;

            length = sizeof(value);
            good = round ? Authenticate(hProv, hKey, alg, value, before, NULL, 0, value, &length)
                         : Authenticate(hProv, hKey, alg, (const BYTE *)salt, saltLength, block, 4, value, &length);
            if (!good) {
                printf("HMAC: 0x%08lx\n", (unsigned long)GetLastError());
                CryptDestroyKey(hKey);
                return;
            }
            for (i = 0; i < length; i++) sum[i] = (BYTE)((round ? sum[i] : 0) ^ value[i]);
        }
        for (i = 0; i < length && wanted; i++, wanted--) printf("%02x", sum[i]);
    }
    printf("\n");
    CryptDestroyKey(hKey);
}

int main(void)
{
    HCRYPTPROV hProv;

    if (!CryptAcquireContextW(&hProv, NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT | CRYPT_SILENT)) return 1;
    Derive(hProv, CALG_SHA1, "password", 8, "salt", 4, 1, 20);
    Derive(hProv, CALG_SHA1, "password", 8, "salt", 4, 2, 20);
    Derive(hProv, CALG_SHA1, "password", 8, "salt", 4, 4096, 20);
    Derive(hProv, CALG_SHA1, "passwordPASSWORDpassword", 24, "saltSALTsaltSALTsaltSALTsaltSALTsalt", 36, 4096, 25);
    Derive(hProv, CALG_SHA1, "pass\0word", 9, "sa\0lt", 5, 4096, 16);
    Derive(hProv, CALG_SHA_256, "passwd", 6, "salt", 4, 1, 64);
    Derive(hProv, CALG_MD5, "x", 1, "", 0, 3, 33);
    CryptReleaseContext(hProv, 0);
    return 0;
}
