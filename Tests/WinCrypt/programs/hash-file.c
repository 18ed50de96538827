/* Hashes of a file in hexadecimal digits: hash-file FILE [ALGORITHM...] */
#include "stdafx.h"
#include <windows.h>
#include <wincrypt.h>
#include <tchar.h>
#include <strsafe.h>

#pragma comment(lib, "advapi32.lib")

#define BUFSIZE 1024

typedef struct _HASH_NAME {
    LPCTSTR pszName;
    ALG_ID Algid;
    DWORD cbHash;
} HASH_NAME, *PHASH_NAME;

static const HASH_NAME g_Hashes[] = {
    {_T("MD4"), CALG_MD4, 16},         {_T("MD5"), CALG_MD5, 16},         {_T("SHA1"), CALG_SHA1, 20},
    {_T("SHA256"), CALG_SHA_256, 32},  {_T("SHA384"), CALG_SHA_384, 48},  {_T("SHA512"), CALG_SHA_512, 64},
};

static VOID PrintError(LPCTSTR pszWhat, DWORD dwErr)
{
    LPTSTR pszText = NULL;
    DWORD cch = FormatMessage(FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS,
                              NULL, dwErr, MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT), (LPTSTR)&pszText, 0, NULL);

    _tprintf(_T("%s failed: 0x%08x (%s)\n"), pszWhat, dwErr, cch ? _T("explained") : _T("unexplained"));
    if (pszText) LocalFree(pszText);
}

_Success_(return) static BOOL HashFile(_In_ HCRYPTPROV hProv, _In_z_ LPCTSTR pszFile, _In_ const HASH_NAME *pName,
                                       _Out_writes_(cchHex) LPTSTR pszHex, _In_ size_t cchHex)
{
    BOOL bResult = FALSE;
    HCRYPTHASH hHash = 0;
    HANDLE hFile = INVALID_HANDLE_VALUE;
    BYTE rgbFile[BUFSIZE], rgbHash[64];
    DWORD cbRead = 0, cbHash = sizeof(rgbHash), cb = sizeof(DWORD), dwSize = 0, i;
    CONST CHAR rgbDigits[] = "0123456789abcdef";

    hFile = CreateFile(pszFile, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, NULL);
    if (INVALID_HANDLE_VALUE == hFile) {
        PrintError(_T("CreateFile"), GetLastError());
        goto Cleanup;
    }
    if (!CryptCreateHash(hProv, pName->Algid, 0, 0, &hHash)) {
        PrintError(_T("CryptCreateHash"), GetLastError());
        goto Cleanup;
    }
    while (ReadFile(hFile, rgbFile, BUFSIZE, &cbRead, NULL)) {
        if (0 == cbRead) break;
        if (!CryptHashData(hHash, rgbFile, cbRead, 0)) {
            PrintError(_T("CryptHashData"), GetLastError());
            goto Cleanup;
        }
    }
    if (!CryptGetHashParam(hHash, HP_HASHSIZE, (BYTE *)&dwSize, &cb, 0) || dwSize != pName->cbHash) {
        PrintError(_T("HP_HASHSIZE"), GetLastError());
        goto Cleanup;
    }
    if (!CryptGetHashParam(hHash, HP_HASHVAL, rgbHash, &cbHash, 0) || cchHex < 2 * (size_t)cbHash + 1) {
        PrintError(_T("HP_HASHVAL"), GetLastError());
        goto Cleanup;
    }
    for (i = 0; i < cbHash; i++) {
        *pszHex++ = rgbDigits[rgbHash[i] >> 4];
        *pszHex++ = rgbDigits[rgbHash[i] & 0xf];
    }
    *pszHex = _T('\0');
    bResult = TRUE;

Cleanup:
    if (hHash) CryptDestroyHash(hHash);
    if (hFile != INVALID_HANDLE_VALUE) CloseHandle(hFile);
    SecureZeroMemory(rgbFile, sizeof(rgbFile));
    return bResult;
}

int _tmain(int argc, _TCHAR *argv[])
{
    HCRYPTPROV hProv = 0;
    TCHAR szHex[129], szLine[256];
    int i, nBad = 0;
    size_t j;

    if (argc < 2) {
        _ftprintf(stderr, _T("usage: %s file [algorithm...]\n"), argv[0]);
        return EXIT_FAILURE;
    }
    if (!CryptAcquireContext(&hProv, NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT)) {
        PrintError(_T("CryptAcquireContext"), GetLastError());
        return EXIT_FAILURE;
    }
    for (i = 2; i <= argc; i++) {
        if (i == argc && argc > 2) break;
        for (j = 0; j < ARRAYSIZE(g_Hashes); j++) {
            if (i < argc && _tcsicmp(argv[i], g_Hashes[j].pszName) != 0) continue;
            if (!HashFile(hProv, argv[1], &g_Hashes[j], szHex, _countof(szHex))) {
                nBad++;
                continue;
            }
            if (FAILED(StringCchPrintf(szLine, _countof(szLine), _T("%-8s %3u %s"), g_Hashes[j].pszName,
                                       g_Hashes[j].cbHash * 8, szHex)))
                nBad++;
            _putts(szLine);
        }
    }
    CryptReleaseContext(hProv, 0);
    return nBad ? EXIT_FAILURE : EXIT_SUCCESS;
}
