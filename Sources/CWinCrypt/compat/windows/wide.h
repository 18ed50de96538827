/* Strings of 16-bit characters. The C library's own wide functions take 32-bit ones, so where wchar_t has 16
 * (-fshort-wchar) the names that programs use are turned to ours. What is printed is UTF-8. */
#ifndef KEYBLOB_WINDOWS_WIDE_H
#define KEYBLOB_WINDOWS_WIDE_H

#include <stdarg.h>
#ifndef va_copy /* gnu89 of clang */
#define va_copy __builtin_va_copy
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __cplusplus
#include <string> /* names the C library's wide functions, so it goes before the macros below */
#else
#include <wchar.h>
#endif
#include <wctype.h>

#include "wide-print.h"

KEYBLOB_INLINE size_t keyblob_wcslen(const WCHAR *text) { return (size_t)lstrlenW(text); }
KEYBLOB_INLINE WCHAR *keyblob_wcschr(const WCHAR *text, int unit)
{
    for (; *text != (WCHAR)unit; text++)
        if (!*text) return NULL;
    return (WCHAR *)(UINT_PTR)text;
}
KEYBLOB_INLINE int keyblob_wcsncmp(const WCHAR *a, const WCHAR *b, size_t count)
{
    for (; count; a++, b++, count--)
        if (*a != *b || !*a) return *a - *b;
    return 0;
}
KEYBLOB_INLINE WCHAR *keyblob_wcsncpy(WCHAR *to, const WCHAR *from, size_t count)
{
    size_t i = 0;

    for (; i < count && from[i]; i++) to[i] = from[i];
    for (; i < count; i++) to[i] = 0;
    return to;
}
KEYBLOB_INLINE WCHAR *keyblob_wcsdup(const WCHAR *text)
{
    WCHAR *copy = (WCHAR *)malloc((keyblob_wcslen(text) + 1) * sizeof(WCHAR));

    return copy ? lstrcpyW(copy, text) : NULL;
}
KEYBLOB_INLINE unsigned long keyblob_wcstoul(const WCHAR *text, WCHAR **end, int base)
{
    char narrow[80], *stop;
    size_t i = 0;
    unsigned long value;

    for (; i < sizeof narrow - 1 && text[i] && text[i] < 0x80; i++) narrow[i] = (char)text[i];
    narrow[i] = 0;
    value = strtoul(narrow, &stop, base);
    if (end) *end = (WCHAR *)(UINT_PTR)(text + (stop - narrow));
    return value;
}
KEYBLOB_INLINE FILE *keyblob_wfopen(const WCHAR *name, const WCHAR *mode)
{
    char path[4096], narrow_mode[16];

    if (!WideCharToMultiByte(CP_UTF8, 0, name, -1, path, sizeof path, NULL, NULL) ||
        !WideCharToMultiByte(CP_UTF8, 0, mode, -1, narrow_mode, sizeof narrow_mode, NULL, NULL))
        return NULL;
    return fopen(path, narrow_mode);
}
KEYBLOB_INLINE int keyblob_fputws(const WCHAR *text, FILE *file)
{
    static const WCHAR as_it_is[] = {'%', 's', 0};

    return keyblob_fwprintf(file, as_it_is, text);
}
KEYBLOB_INLINE int keyblob_putws(const WCHAR *text) { return keyblob_fputws(text, stdout) < 0 ? EOF : putchar('\n'); }

#if defined __SIZEOF_WCHAR_T__ && __SIZEOF_WCHAR_T__ == 2
#define wprintf keyblob_wprintf
#define wprintf_s keyblob_wprintf
#define fwprintf keyblob_fwprintf
#define fwprintf_s keyblob_fwprintf
#define swprintf keyblob_swprintf
#define swprintf_s keyblob_swprintf
#define _snwprintf keyblob_swprintf
#define fputws keyblob_fputws
#define wcslen keyblob_wcslen
#define wcscpy lstrcpyW
#define wcscat lstrcatW
#define wcscmp lstrcmpW
#define wcsncmp keyblob_wcsncmp
#define wcsncpy keyblob_wcsncpy
#define wcschr keyblob_wcschr
#define wcsdup keyblob_wcsdup
#define wcstoul keyblob_wcstoul
#endif
#define _wcsicmp lstrcmpiW
#define _wcsdup keyblob_wcsdup
#define _wfopen keyblob_wfopen
#define _putws keyblob_putws

#include "wide-strings.h"

#endif
