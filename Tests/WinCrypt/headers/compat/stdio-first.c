/* The C library first, then windows.h in one of its other spellings; wincrypt.h comes with it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <Windows.h>
#include <WinCrypt.h>
#include <conio.h>
#include <strsafe.h>

static void fail(const char *what)
{
    fprintf(stderr, "%s: error %u\n", what, (unsigned)GetLastError());
    exit(1);
}

int main(void)
{
    FILE *file = NULL;
    char line[64], *copy;
    PROV_ENUMALGS algorithm;
    DWORD size = sizeof algorithm;
    WCHAR wide[64];
    LARGE_INTEGER count;

    if (fopen_s(&file, "data.bin", "rb")) fail("fopen_s");
    if (strcpy_s(line, sizeof line, "text") || strcat_s(line, sizeof line, " more")) fail("strcpy_s");
    sprintf_s(line, sizeof line, "%d", 5);
    StringCchPrintfA(line, sizeof line, "%s", "x");
    copy = _strdup(line);
    if (!copy || _stricmp(copy, "X")) fail("_strdup");
    free(copy);
    if (!MultiByteToWideChar(CP_ACP, 0, line, -1, wide, 64)) fail("MultiByteToWideChar");
    if (!CryptGetProvParam(0, PP_ENUMALGS, (BYTE *)&algorithm, &size, CRYPT_FIRST)) fail("CryptGetProvParam");
    QueryPerformanceCounter(&count);
    if (_kbhit()) return _getch();
    return (int)count.QuadPart & 1;
}
