/* DES keys as other libraries make them: weak ones, semi-weak ones, of any parity; and triple DES whose parts are equal. A
 * provider takes them all as they are. */
#include <windows.h>
#include <wincrypt.h>
#include <stdio.h>
#include <string.h>

typedef struct DES_KEY_BLOB {
    BLOBHEADER header;
    DWORD length;
    BYTE key[24];
} DES_KEY_BLOB;

static HCRYPTKEY Import(HCRYPTPROV hProv, ALG_ID alg, const BYTE *key, DWORD length)
{
    DES_KEY_BLOB blob;
    HCRYPTKEY hKey = 0;

    memset(&blob, 0, sizeof(blob));
    blob.header.bType = PLAINTEXTKEYBLOB;
    blob.header.bVersion = CUR_BLOB_VERSION;
    blob.header.aiKeyAlg = alg;
    blob.length = length;
    memcpy(blob.key, key, length);
    if (!CryptImportKey(hProv, (BYTE *)&blob, sizeof(blob) - sizeof(blob.key) + length, 0, CRYPT_EXPORTABLE, &hKey))
        printf("import: 0x%08lX\n", (unsigned long)GetLastError());
    return hKey;
}

static void Show(HCRYPTKEY hKey)
{
    BYTE block[16] = {0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF}, blob[64];
    DWORD mode = CRYPT_MODE_ECB, count, i, round;

    if (!hKey) return;
    if (!CryptSetKeyParam(hKey, KP_MODE, (BYTE *)&mode, 0)) printf("mode: 0x%08lX ", (unsigned long)GetLastError());
    for (round = 0; round < 2; round++) { /* a weak key undoes itself */
        count = 8;
        if (!CryptEncrypt(hKey, 0, FALSE, 0, block, &count, sizeof(block))) printf("0x%08lX", (unsigned long)GetLastError());
        for (i = 0; i < count; i++) printf("%02X", block[i]);
        printf(" ");
    }
    count = sizeof(blob);
    if (CryptExportKey(hKey, 0, PLAINTEXTKEYBLOB, 0, blob, &count))
        for (i = sizeof(BLOBHEADER) + sizeof(DWORD); i < count; i++) printf("%02X", blob[i]);
    printf("\n");
    CryptDestroyKey(hKey);
}

int main(void)
{
    static const BYTE keys[][8] = {
        {0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01}, {0xFE, 0xFE, 0xFE, 0xFE, 0xFE, 0xFE, 0xFE, 0xFE},
        {0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00}, {0x1F, 0x1F, 0x1F, 0x1F, 0x0E, 0x0E, 0x0E, 0x0E},
        {0x01, 0xFE, 0x01, 0xFE, 0x01, 0xFE, 0x01, 0xFE}, {0x13, 0x34, 0x57, 0x79, 0x9B, 0xBC, 0xDF, 0xF1},
        {0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC, 0xDE, 0xF0},
    };
    BYTE triple[24];
    HCRYPTPROV hProv;
    DWORD i;

    if (!CryptAcquireContext(&hProv, NULL, MS_ENHANCED_PROV, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT)) return 1;
    for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) Show(Import(hProv, CALG_DES, keys[i], 8));
    memset(triple, 0x43, sizeof(triple));
    Show(Import(hProv, CALG_3DES, triple, 24));
    Show(Import(hProv, CALG_3DES_112, triple, 16));
    memcpy(triple, keys[5], 8);
    memcpy(triple + 16, keys[5], 8);
    Show(Import(hProv, CALG_3DES, triple, 24));
    Show(Import(hProv, CALG_3DES_112, triple, 16));
    CryptReleaseContext(hProv, 0);
    return 0;
}
