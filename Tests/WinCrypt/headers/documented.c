/* In the manner of the documentation's programs: bool without its header, a jump past initialisers to the end, MAX_PATH
 * buffers, messages with TEXT. Compiled as docs/porting.md says. */
#include <tchar.h>
#include <stdio.h>
#include <windows.h>
#include <wincrypt.h>
#include <conio.h>

#pragma comment(lib, "advapi32")

static void MyHandleError(LPCTSTR text, int number)
{
    _ftprintf(stderr, TEXT("An error occurred.\n"));
    _ftprintf(stderr, TEXT("%s\n"), text);
    _ftprintf(stderr, TEXT("Error number %x.\n"), number);
}

static bool Hashes(LPTSTR name)
{
    bool fReturn = false;
    HANDLE hFile = CreateFile(name, FILE_READ_DATA, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    HCRYPTPROV hProv = 0;
    HCRYPTHASH hHash = 0;
    PBYTE pbBuffer = NULL;

    if (INVALID_HANDLE_VALUE == hFile) {
        MyHandleError(TEXT("Error opening the file."), GetLastError());
        goto Exit;
    }
    if (!CryptAcquireContext(&hProv, NULL, MS_ENHANCED_PROV, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT)) {
        MyHandleError(TEXT("Error during CryptAcquireContext."), GetLastError());
        goto Exit;
    }
    DWORD dwCount, dwBlockLen = 1000 - 1000 % 8;
    bool fEOF = FALSE;
    if (!(pbBuffer = (BYTE *)malloc(dwBlockLen))) goto Exit;
    if (!CryptCreateHash(hProv, CALG_MD5, 0, 0, &hHash)) goto Exit;
    do {
        if (!ReadFile(hFile, pbBuffer, dwBlockLen, &dwCount, NULL)) goto Exit;
        if (dwCount < dwBlockLen) fEOF = TRUE;
        if (!CryptHashData(hHash, pbBuffer, dwCount, 0)) goto Exit;
    } while (!fEOF);
    fReturn = true;

Exit:
    if (hFile) CloseHandle(hFile);
    if (pbBuffer) free(pbBuffer);
    if (hHash && !CryptDestroyHash(hHash)) MyHandleError(TEXT("Error during CryptDestroyHash."), GetLastError());
    if (hProv && !CryptReleaseContext(hProv, 0)) MyHandleError(TEXT("Error during CryptReleaseContext."), GetLastError());
    return fReturn;
}

int _tmain(int argc, _TCHAR *argv[])
{
    if (argc < 2) {
        _tprintf(TEXT("Usage: <example.exe> <file>\nPress any key to exit."));
        _gettch();
        return 1;
    }
    return Hashes(argv[1]) ? 0 : 1;
}
