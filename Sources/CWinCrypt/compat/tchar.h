/* tchar.h for Linux: names that mean 8-bit text, or 16-bit text under UNICODE or _UNICODE. */
#ifndef KEYBLOB_TCHAR_H
#define KEYBLOB_TCHAR_H

#if defined _UNICODE && !defined UNICODE
#define UNICODE
#endif
#include "windows.h"

#define _T(text) TEXT(text)
#define _TEXT(text) TEXT(text)

#ifdef UNICODE

/* The program's _tmain, called by a main that turns its arguments to 16-bit text. */
#ifdef __cplusplus
int keyblob_tmain(int count, WCHAR **arguments) __attribute__((weak));
int keyblob_tmain(void) __attribute__((weak));
#else
int keyblob_call_tmain(int count, WCHAR **arguments) __asm__("keyblob_tmain");
#endif
KEYBLOB_INLINE int keyblob_main(int count, char **arguments)
{
    WCHAR **wide = (WCHAR **)calloc((size_t)count + 1, sizeof *wide);
    int i, result;

    for (i = 0; wide && i < count; i++) {
        int room = MultiByteToWideChar(CP_UTF8, 0, arguments[i], -1, NULL, 0);

        wide[i] = (WCHAR *)malloc((size_t)room * sizeof(WCHAR));
        if (wide[i]) MultiByteToWideChar(CP_UTF8, 0, arguments[i], -1, wide[i], room);
    }
#ifdef __cplusplus
    int (*whole)(int, WCHAR **) = keyblob_tmain;
    int (*bare)(void) = keyblob_tmain;
    result = whole ? whole(count, wide) : bare();
#else
    result = keyblob_call_tmain(count, wide);
#endif
    for (i = 0; wide && i < count; i++) free(wide[i]);
    free(wide);
    return result;
}
#define _tmain                                                                                  \
    main(int count, char **arguments);                                                          \
    int main(int count, char **arguments) { return keyblob_main(count, arguments); }            \
    int keyblob_tmain
#define wmain _tmain

#define _tprintf keyblob_wprintf
#define _ftprintf keyblob_fwprintf
#define _stprintf_s keyblob_swprintf
#define _sntprintf keyblob_swprintf
#define _fputts keyblob_fputws
#define _putts keyblob_putws
#define _tfopen keyblob_wfopen
#define _tfopen_s _wfopen_s
#define _tcslen keyblob_wcslen
#define _tcscpy lstrcpyW
#define _tcscat lstrcatW
#define _tcscmp lstrcmpW
#define _tcsicmp lstrcmpiW
#define _tcsncmp keyblob_wcsncmp
#define _tcsncpy keyblob_wcsncpy
#define _tcschr keyblob_wcschr
#define _tcsdup keyblob_wcsdup
#define _tcscpy_s wcscpy_s
#define _tcscat_s wcscat_s
#define _tcstoul keyblob_wcstoul
#define _ttoi(text) ((int)keyblob_wcstoul((text), NULL, 10))
#define _gettch _getwch
#define _gettchar getchar
#define _puttchar putchar

#else

#define _tmain main
#define _tprintf printf
#define _ftprintf fprintf
#define _stprintf sprintf
#define _stprintf_s sprintf_s
#define _sntprintf _snprintf
#define _fputts fputs
#define _putts puts
#define _tscanf scanf
#define _tscanf_s scanf_s
#define _fgetts fgets
#define _getts_s gets_s
#define _tfopen fopen
#define _tfopen_s fopen_s
#define _tcslen strlen
#define _tcscpy strcpy
#define _tcscat strcat
#define _tcscmp strcmp
#define _tcsicmp _stricmp
#define _tcsncmp strncmp
#define _tcsncpy strncpy
#define _tcschr strchr
#define _tcsdup _strdup
#define _tcscpy_s strcpy_s
#define _tcscat_s strcat_s
#define _tcstoul strtoul
#define _ttoi atoi
#define _gettch _getch
#define _gettchar getchar
#define _puttchar putchar

#endif
#endif
