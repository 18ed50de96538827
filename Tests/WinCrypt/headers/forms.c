/* Names every function of wincrypt.h, by both its names where it has two, and uses every kind of thing that it offers. */
#include <wincrypt.h>
#include <wincrypt.h> /* twice, as happens */

typedef void (*Function)(void);
Function functions[] = {
    (Function)GetLastError,           (Function)SetLastError,
    (Function)CryptAcquireContextA,   (Function)CryptAcquireContextW,    (Function)CryptAcquireContext,
    (Function)CryptContextAddRef,     (Function)CryptReleaseContext,     (Function)CryptGetProvParam,
    (Function)CryptSetProvParam,      (Function)CryptSetProvider,        (Function)CryptSetProviderEx,
    (Function)CryptGetDefaultProvider, (Function)CryptEnumProviders,     (Function)CryptEnumProviderTypes,
    (Function)CryptGenKey,            (Function)CryptDeriveKey,          (Function)CryptDestroyKey,
    (Function)CryptDuplicateKey,      (Function)CryptGetKeyParam,        (Function)CryptSetKeyParam,
    (Function)CryptGetUserKey,        (Function)CryptExportKey,          (Function)CryptImportKey,
    (Function)CryptEncrypt,           (Function)CryptDecrypt,            (Function)CryptGenRandom,
    (Function)CryptCreateHash,        (Function)CryptDestroyHash,        (Function)CryptDuplicateHash,
    (Function)CryptHashData,          (Function)CryptHashSessionKey,     (Function)CryptGetHashParam,
    (Function)CryptSetHashParam,      (Function)CryptSignHash,           (Function)CryptVerifySignature,
};

BOOL opens(HCRYPTPROV *provider);
BOOL opens(HCRYPTPROV *provider)
{
#ifndef WITHOUT_LITERALS
    return CryptAcquireContext(provider, NULL, MS_ENH_RSA_AES_PROV, PROV_RSA_AES, CRYPT_VERIFYCONTEXT)
        && CryptAcquireContextW(provider, NULL, MS_DEF_PROV_W, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT)
        && CryptAcquireContextA(provider, NULL, MS_DEF_PROV_A, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT);
#else
    return CryptAcquireContext(provider, NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT);
#endif
}

DWORD reads(const BYTE *blob, HCRYPTKEY *key, HCRYPTPROV provider);
DWORD reads(const BYTE *blob, HCRYPTKEY *key, HCRYPTPROV provider)
{
    const PUBLICKEYSTRUC *header = (const PUBLICKEYSTRUC *)(const void *)blob;
    CRYPT_INTEGER_BLOB salt;
    PROV_ENUMALGS_EX algorithm;
    HMAC_INFO hmac;
    DWORD length = sizeof algorithm;

    salt.cbData = 0;
    salt.pbData = NULL;
    hmac.HashAlgid = CALG_SHA_256;
    if (header->bType != PLAINTEXTKEYBLOB || header->bVersion != CUR_BLOB_VERSION) return NTE_BAD_DATA;
    if (GET_ALG_CLASS(header->aiKeyAlg) != ALG_CLASS_DATA_ENCRYPT) return NTE_BAD_ALGID;
    if (!CryptImportKey(provider, blob, 12, 0, CRYPT_EXPORTABLE | 128u << 16, key)) return GetLastError();
    if (!CryptSetKeyParam(*key, KP_SALT_EX, (BYTE *)&salt, 0) && GetLastError() == NTE_BAD_KEYSET) return hmac.HashAlgid;
    if (!CryptGetProvParam(provider, PP_ENUMALGS_EX, (BYTE *)&algorithm, &length, CRYPT_FIRST)) {
        switch (GetLastError()) {
        case ERROR_MORE_DATA: return 1;
        case ERROR_NO_MORE_ITEMS: return 2;
        case NTE_BAD_KEYSET: return 3;
        case NTE_EXISTS: return 4;
        }
    }
    return (DWORD)algorithm.szName[0];
}
