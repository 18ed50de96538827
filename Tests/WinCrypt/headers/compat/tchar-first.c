/* What the documented programs begin with. */
#include "tchar.h"
#include <stdio.h>
#include <windows.h>
#include <wincrypt.h>
#include <conio.h>

#define KEYLENGTH 0x00800000
#define ENCRYPT_BLOCK_SIZE 8

static void show(LPCTSTR text, DWORD code) { _ftprintf(stderr, TEXT("%s: 0x%08x\n"), text, code); }

int _tmain(int argc, _TCHAR *argv[])
{
    LPCTSTR container = TEXT("a container");
    TCHAR name[MAX_PATH];
    HCRYPTPROV provider;

    if (argc < 2) {
        _tprintf(TEXT("usage: %s <file>\n"), argv[0]);
        _gettch();
        return 1;
    }
    if (_tcslen(argv[1]) >= MAX_PATH || _tcscpy_s(name, MAX_PATH, argv[1])) return 1;
    if (!CryptAcquireContext(&provider, container, NULL, PROV_RSA_FULL, CRYPT_NEWKEYSET)) {
        show(TEXT("CryptAcquireContext"), GetLastError());
        return 1;
    }
    _tprintf(_T("%d characters\n"), lstrlen(name));
    return 0;
}
