/* RSA by hand: a public key is taken apart and put together again, a file is encrypted block by block, and the ciphertext
 * is turned round for libraries that want the highest byte first: public-key FILE PRIVATEKEYBLOB-FILE */
#include <stdio.h>
#include <windows.h>
#include <winerror.h>
#include <wincrypt.h>
#include <assert.h>

#pragma comment (lib, "advapi32.lib")

#define BAIL(what) do { dwError = GetLastError(); printf("%s: error 0x%08X\n", what, (unsigned)dwError); goto exit; } while (0)
#define RSA1 0x31415352

typedef struct _RSA_PUBLIC_BLOB {
    PUBLICKEYSTRUC publickeystruc;
    RSAPUBKEY rsapubkey;
    BYTE modulus[ANYSIZE_ARRAY];
} RSA_PUBLIC_BLOB, *PRSA_PUBLIC_BLOB;

static void ReverseBytes(LPBYTE lpb, SIZE_T cb)
{
    SIZE_T i;
    for (i = 0; i < cb / 2; ++i) {
        BYTE b = lpb[i];
        lpb[i] = lpb[cb - 1 - i];
        lpb[cb - 1 - i] = b;
    }
}

static void HexDump(const char *title, const unsigned char *data, DWORD length)
{
    DWORD i;
    printf("%s (%lu bytes)\n", title, (unsigned long)length);
    for (i = 0; i < length; i++) printf("%02X%s", data[i], (i + 1) % 16 == 0 || i + 1 == length ? "\n" : ":");
}

static PBYTE Slurp(LPCSTR szFile, DWORD *pcb)
{
    HANDLE h = CreateFileA(szFile, GENERIC_READ, FILE_SHARE_READ, 0, OPEN_EXISTING, 0, 0);
    PBYTE pb = NULL;

    if (h == INVALID_HANDLE_VALUE) return NULL;
    *pcb = GetFileSize(h, NULL);
    if (*pcb != INVALID_FILE_SIZE && (pb = (PBYTE)LocalAlloc(LPTR, *pcb + 1)) != NULL) {
        DWORD cbRead;
        if (!ReadFile(h, pb, *pcb, &cbRead, NULL) || cbRead != *pcb) pb = (PBYTE)LocalFree(pb);
    }
    CloseHandle(h);
    return pb;
}

int __cdecl main(int argc, char *argv[])
{
    HCRYPTPROV hProv = 0;
    HCRYPTKEY hPrivate = 0, hPublic = 0, hSession = 0, hSession2 = 0;
    PBYTE pbFile = NULL, pbPrivate = NULL, pbBlock = NULL, pbSimple = NULL;
    PRSA_PUBLIC_BLOB pBlob = NULL;
    DWORD cbFile = 0, cbPrivate = 0, cbBlob = 0, cbModulus, cbChunk, cbDone, cbBlocks = 0, cbSimple = 0, cb, dwValue, dwError = NO_ERROR;
    BOOL fSame = TRUE;

    if (argc < 3) {
        fprintf(stderr, "Usage: %s file private-key-blob\n", argv[0]);
        return 1;
    }
    if ((pbFile = Slurp(argv[1], &cbFile)) == NULL || (pbPrivate = Slurp(argv[2], &cbPrivate)) == NULL) BAIL("Slurp");
    if (!CryptAcquireContext(&hProv, NULL, MS_ENHANCED_PROV, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT)) BAIL("CryptAcquireContext");
    if (!CryptImportKey(hProv, pbPrivate, cbPrivate, 0, 0, &hPrivate)) BAIL("CryptImportKey");

    /* Out with the public half, ... */
    if (!CryptExportKey(hPrivate, 0, PUBLICKEYBLOB, 0, NULL, &cbBlob)) BAIL("CryptExportKey");
    if (!(pBlob = (PRSA_PUBLIC_BLOB)GlobalAlloc(GPTR, cbBlob))) BAIL("GlobalAlloc");
    if (!CryptExportKey(hPrivate, 0, PUBLICKEYBLOB, 0, (LPBYTE)pBlob, &cbBlob)) BAIL("CryptExportKey");
    assert(pBlob->publickeystruc.bType == PUBLICKEYBLOB && pBlob->rsapubkey.magic == RSA1);
    cbModulus = pBlob->rsapubkey.bitlen / 8;
    printf("type %d version %d algorithm 0x%04x magic %.4s bits %lu exponent %lu\n", pBlob->publickeystruc.bType,
           pBlob->publickeystruc.bVersion, (unsigned)pBlob->publickeystruc.aiKeyAlg, (const char *)&pBlob->rsapubkey.magic,
           (unsigned long)pBlob->rsapubkey.bitlen, (unsigned long)pBlob->rsapubkey.pubexp);
    ReverseBytes(pBlob->modulus, cbModulus);
    HexDump("Modulus", pBlob->modulus, cbModulus);
    ReverseBytes(pBlob->modulus, cbModulus);

    /* ... and in again, for signatures of the key's container would not encrypt. */
    pBlob->publickeystruc.aiKeyAlg = CALG_RSA_KEYX;
    if (!CryptImportKey(hProv, (const BYTE *)pBlob, cbBlob, 0, CRYPT_EXPORTABLE, &hPublic)) BAIL("CryptImportKey");
    cb = sizeof(dwValue);
    if (!CryptGetKeyParam(hPublic, KP_BLOCKLEN, (PBYTE)&dwValue, &cb, 0)) BAIL("KP_BLOCKLEN");
    printf("block %lu bits\n", (unsigned long)dwValue);
    cb = sizeof(dwValue);
    if (!CryptGetKeyParam(hPublic, KP_PERMISSIONS, (PBYTE)&dwValue, &cb, 0)) BAIL("KP_PERMISSIONS");

    /* Too much for one block: NTE_BAD_LEN. */
    if (!(pbBlock = (PBYTE)VirtualAlloc(NULL, cbModulus, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE))) BAIL("VirtualAlloc");
    cb = cbModulus - 10;
    if (!CryptEncrypt(hPublic, 0, TRUE, 0, pbBlock, &cb, cbModulus)) printf("too long: 0x%08X\n", (unsigned)GetLastError());

    for (cbDone = 0; cbDone < cbFile; cbDone += cbChunk) {
        cbChunk = min(cbFile - cbDone, cbModulus - 11);
        CopyMemory(pbBlock, pbFile + cbDone, cbChunk);
        cb = cbChunk;
        if (!CryptEncrypt(hPublic, 0, TRUE, 0, pbBlock, &cb, cbModulus)) BAIL("CryptEncrypt");
        cbBlocks += cb;
        ReverseBytes(pbBlock, cb); /* as others want it */
        ReverseBytes(pbBlock, cb); /* and back */
        if (!CryptDecrypt(hPrivate, 0, TRUE, 0, pbBlock, &cb)) BAIL("CryptDecrypt");
        fSame = fSame && cb == cbChunk && memcmp(pbBlock, pbFile + cbDone, cb) == 0;
    }
    printf("%lu bytes in %lu bytes of blocks, %s\n", (unsigned long)cbFile, (unsigned long)cbBlocks, fSame ? "the same again" : "CHANGED");

    /* A session key crosses in a SIMPLEBLOB. */
    if (!CryptGenKey(hProv, CALG_3DES, CRYPT_EXPORTABLE, &hSession)) BAIL("CryptGenKey");
    if (!CryptExportKey(hSession, hPublic, SIMPLEBLOB, 0, NULL, &cbSimple)) BAIL("CryptExportKey");
    pbSimple = (PBYTE)HeapAlloc(GetProcessHeap(), 0, cbSimple);
    if (!CryptExportKey(hSession, hPublic, SIMPLEBLOB, 0, pbSimple, &cbSimple)) BAIL("CryptExportKey");
    printf("simple blob: %lu bytes, type %d, algorithms 0x%04X and 0x%04lX\n", (unsigned long)cbSimple, pbSimple[0],
           (unsigned)((BLOBHEADER *)pbSimple)->aiKeyAlg, (unsigned long)*(ALG_ID *)(pbSimple + sizeof(BLOBHEADER)));
    if (!CryptImportKey(hProv, pbSimple, cbSimple, hPrivate, 0, &hSession2)) BAIL("CryptImportKey");
    ZeroMemory(pbBlock, cbModulus);
    cb = 20;
    if (!CryptEncrypt(hSession, 0, TRUE, 0, pbBlock, &cb, cbModulus)) BAIL("CryptEncrypt");
    printf("%lu bytes of ciphertext\n", (unsigned long)cb);
    if (!CryptDecrypt(hSession2, 0, TRUE, 0, pbBlock, &cb)) BAIL("CryptDecrypt");
    printf("%lu bytes of text, first %d last %d\n", (unsigned long)cb, pbBlock[0], pbBlock[19]);

exit:
    if (pbBlock) VirtualFree(pbBlock, 0, MEM_RELEASE);
    if (pbSimple) HeapFree(GetProcessHeap(), 0, pbSimple);
    if (pBlob) GlobalFree(pBlob);
    LocalFree(pbFile);
    LocalFree(pbPrivate);
    if (hSession2) CryptDestroyKey(hSession2);
    if (hSession) CryptDestroyKey(hSession);
    if (hPublic) CryptDestroyKey(hPublic);
    if (hPrivate) CryptDestroyKey(hPrivate);
    if (hProv) CryptReleaseContext(hProv, 0);
    return dwError == NO_ERROR ? 0 : 1;
}
