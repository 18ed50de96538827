/* A file under a password asked for at the console, block by block: vault /e|/d SOURCE TARGET. The file begins with a
 * header: a magic, the algorithm, a salt. */
#ifndef UNICODE
#define UNICODE
#endif
#ifndef _UNICODE
#define _UNICODE
#endif
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <conio.h>
#include <tchar.h>
#include <wincrypt.h>

#pragma comment(lib, "advapi32")

#define VAULT_MAGIC 0x544c5556 /* 'VULT' */
#define BLOCK_LEN 16
#define CHUNK_LEN (64 * BLOCK_LEN)
#define MAX_PASSWORD 64

#pragma pack(push, 1)
typedef struct VAULT_HEADER {
    DWORD dwMagic;
    ALG_ID Algid;
    WORD wVersion;
    BYTE rgbSalt[8];
} VAULT_HEADER, *PVAULT_HEADER;
#pragma pack(pop)

static BOOL ReadPassword(WCHAR *wszPassword, DWORD cchPassword)
{
    HANDLE hStdin = GetStdHandle(STD_INPUT_HANDLE);
    DWORD dwMode = 0, cchRead = 0;
    BOOL bConsole = GetConsoleMode(hStdin, &dwMode);
    size_t len;

    wprintf(L"Password: ");
    fflush(stdout);
    if (bConsole) {
        SetConsoleMode(hStdin, dwMode & ~(DWORD)ENABLE_ECHO_INPUT);
        if (!ReadConsoleW(hStdin, wszPassword, cchPassword - 1, &cchRead, NULL)) cchRead = 0;
        SetConsoleMode(hStdin, dwMode);
        wszPassword[cchRead] = L'\0';
    } else if (!fgetws(wszPassword, (int)cchPassword, stdin))
        return FALSE;
    wprintf(L"\n");
    len = wcslen(wszPassword);
    while (len > 0 && (wszPassword[len - 1] == L'\n' || wszPassword[len - 1] == L'\r')) wszPassword[--len] = L'\0';
    return len > 0;
}

static BOOL DeriveKey(HCRYPTPROV hProv, const VAULT_HEADER *pHeader, const WCHAR *wszPassword, HCRYPTKEY *phKey)
{
    HCRYPTHASH hHash = 0;
    BOOL bRet = CryptCreateHash(hProv, CALG_SHA_256, 0, 0, &hHash) &&
                CryptHashData(hHash, pHeader->rgbSalt, sizeof(pHeader->rgbSalt), 0) &&
                CryptHashData(hHash, (const BYTE *)wszPassword, (DWORD)(wcslen(wszPassword) * sizeof(WCHAR)), 0) &&
                CryptDeriveKey(hProv, pHeader->Algid, hHash, 0, phKey);

    if (hHash != 0) CryptDestroyHash(hHash);
    return bRet;
}

static BOOL Transform(HCRYPTKEY hKey, BOOL bEncrypt, HANDLE hSource, HANDLE hTarget, ULONGLONG *pcbTotal)
{
    BYTE *pbBuffer = (BYTE *)HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, CHUNK_LEN + BLOCK_LEN);
    LARGE_INTEGER liSize, liZero = {{0, 0}}, liNow;
    BOOL bFinal = FALSE, bRet = FALSE;

    if (pbBuffer == NULL || !GetFileSizeEx(hSource, &liSize)) goto done;
    do {
        DWORD cbData = 0, cbWritten = 0;

        if (!ReadFile(hSource, pbBuffer, CHUNK_LEN, &cbData, NULL)) goto done;
        if (!SetFilePointerEx(hSource, liZero, &liNow, FILE_CURRENT)) goto done;
        bFinal = liNow.QuadPart == liSize.QuadPart;
        if (bEncrypt) {
            if (!CryptEncrypt(hKey, 0, bFinal, 0, pbBuffer, &cbData, CHUNK_LEN + BLOCK_LEN)) goto done;
        } else if (!CryptDecrypt(hKey, 0, bFinal, 0, pbBuffer, &cbData))
            goto done;
        if (!WriteFile(hTarget, pbBuffer, cbData, &cbWritten, NULL) || cbWritten != cbData) goto done;
        *pcbTotal += cbWritten;
    } while (!bFinal);
    bRet = TRUE;
done:
    if (pbBuffer) {
        SecureZeroMemory(pbBuffer, CHUNK_LEN + BLOCK_LEN);
        HeapFree(GetProcessHeap(), 0, pbBuffer);
    }
    return bRet;
}

int wmain(int argc, wchar_t *argv[])
{
    WCHAR wszPassword[MAX_PASSWORD];
    VAULT_HEADER header = {VAULT_MAGIC, CALG_AES_256, 1, {1, 2, 3, 4, 5, 6, 7, 8}};
    HANDLE hSource, hTarget = INVALID_HANDLE_VALUE;
    HCRYPTPROV hProv = 0;
    HCRYPTKEY hKey = 0;
    ULONGLONG cbTotal = 0;
    DWORD cb = 0, dwErr = ERROR_SUCCESS;
    BOOL bEncrypt;

    if (argc != 4 || (_wcsicmp(argv[1], L"/e") != 0 && _wcsicmp(argv[1], L"/d") != 0)) {
        fwprintf(stderr, L"usage: %s /e|/d source target\n", argv[0]);
        return 1;
    }
    bEncrypt = towlower(argv[1][1]) == L'e';
    hSource = CreateFileW(argv[2], GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    if (hSource == INVALID_HANDLE_VALUE) {
        wprintf(L"Cannot open %s: %u\n", argv[2], GetLastError());
        return 1;
    }
    if (!ReadPassword(wszPassword, _countof(wszPassword))) {
        wprintf(L"No password.\n");
        CloseHandle(hSource);
        return 1;
    }
    hTarget = CreateFileW(argv[3], GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    if (hTarget == INVALID_HANDLE_VALUE) goto fail;
    if (bEncrypt) {
        if (!WriteFile(hTarget, &header, sizeof(header), &cb, NULL)) goto fail;
    } else if (!ReadFile(hSource, &header, sizeof(header), &cb, NULL) || cb != sizeof(header) ||
               header.dwMagic != VAULT_MAGIC || header.wVersion != 1) {
        SetLastError(ERROR_INVALID_DATA);
        goto fail;
    }
    if (!CryptAcquireContextW(&hProv, NULL, MS_ENH_RSA_AES_PROV_W, PROV_RSA_AES, CRYPT_VERIFYCONTEXT)) goto fail;
    if (!DeriveKey(hProv, &header, wszPassword, &hKey)) goto fail;
    if (!Transform(hKey, bEncrypt, hSource, hTarget, &cbTotal)) goto fail;
    wprintf(L"%I64u bytes written to %ls\n", cbTotal, argv[3]);
    goto cleanup;

fail:
    dwErr = GetLastError();
    wprintf(L"%hs failed: 0x%08lX\n", bEncrypt ? "Encryption" : "Decryption", dwErr);
cleanup:
    SecureZeroMemory(wszPassword, sizeof(wszPassword));
    if (hKey) CryptDestroyKey(hKey);
    if (hProv) CryptReleaseContext(hProv, 0);
    if (hTarget != INVALID_HANDLE_VALUE) CloseHandle(hTarget);
    CloseHandle(hSource);
    if (dwErr != ERROR_SUCCESS) DeleteFileW(argv[3]);
    return dwErr == ERROR_SUCCESS ? 0 : 1;
}
