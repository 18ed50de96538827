/* Microsoft's C library for 16-bit text: names with _w and wcs, and what takes a file's name. */
#ifndef KEYBLOB_WINDOWS_WIDE_CRT_H
#define KEYBLOB_WINDOWS_WIDE_CRT_H

#include "wide-scan.h"

KEYBLOB_INLINE int _wcsnicmp(const WCHAR *a, const WCHAR *b, size_t count)
{
    for (; count; a++, b++, count--) {
        int x = *a >= 'A' && *a <= 'Z' ? *a + 32 : *a, y = *b >= 'A' && *b <= 'Z' ? *b + 32 : *b;

        if (x != y || !x) return x - y;
    }
    return 0;
}
/* Letters of ASCII. */
KEYBLOB_INLINE WCHAR *_wcsupr(WCHAR *text)
{
    WCHAR *at;

    for (at = text; *at; at++)
        if (*at >= 'a' && *at <= 'z') *at = (WCHAR)(*at - 32);
    return text;
}
KEYBLOB_INLINE WCHAR *_wcslwr(WCHAR *text)
{
    WCHAR *at;

    for (at = text; *at; at++)
        if (*at >= 'A' && *at <= 'Z') *at = (WCHAR)(*at + 32);
    return text;
}
KEYBLOB_INLINE WCHAR *_wcsrev(WCHAR *text)
{
    size_t i, length = keyblob_wcslen(text);

    for (i = 0; i < length / 2; i++) {
        WCHAR unit = text[i];

        text[i] = text[length - 1 - i];
        text[length - 1 - i] = unit;
    }
    return text;
}
KEYBLOB_INLINE size_t keyblob_wcsnlen(const WCHAR *text, size_t room)
{
    size_t length = 0;

    while (text && length < room && text[length]) length++;
    return length;
}
/* How many units at the beginning are (or are not) among those of a set. */
KEYBLOB_INLINE size_t keyblob_span(const WCHAR *text, const WCHAR *set, int inside)
{
    size_t length = 0;

    while (text[length] && (keyblob_wcschr(set, text[length]) != NULL) == (inside != 0)) length++;
    return length;
}
KEYBLOB_INLINE size_t keyblob_wcsspn(const WCHAR *text, const WCHAR *set) { return keyblob_span(text, set, 1); }
KEYBLOB_INLINE size_t keyblob_wcscspn(const WCHAR *text, const WCHAR *set) { return keyblob_span(text, set, 0); }
KEYBLOB_INLINE WCHAR *keyblob_wcspbrk(const WCHAR *text, const WCHAR *set)
{
    text += keyblob_wcscspn(text, set);
    return *text ? (WCHAR *)(UINT_PTR)text : NULL;
}
KEYBLOB_INLINE WCHAR *wcstok_s(WCHAR *text, const WCHAR *separators, WCHAR **rest)
{
    if (!text) text = *rest;
    text += keyblob_wcsspn(text, separators);
    *rest = text + keyblob_wcscspn(text, separators);
    if (!*text) return NULL;
    if (**rest) *(*rest)++ = 0;
    return text;
}
KEYBLOB_INLINE errno_t wcsncpy_s(WCHAR *to, size_t room, const WCHAR *from, size_t count)
{
    size_t length;
    errno_t result = 0;

    if (!to || !room) return EINVAL;
    to[0] = 0;
    if (!from) return EINVAL;
    length = keyblob_wcsnlen(from, count);
    if (length >= room) {
        if (count != _TRUNCATE) return ERANGE;
        length = room - 1;
        result = STRUNCATE;
    }
    memcpy(to, from, length * sizeof(WCHAR));
    to[length] = 0;
    return result;
}
KEYBLOB_INLINE errno_t wcsncat_s(WCHAR *to, size_t room, const WCHAR *from, size_t count)
{
    size_t length = keyblob_wcsnlen(to, room);

    return length < room ? wcsncpy_s(to + length, room - length, from, count) : EINVAL;
}

/* At most `count` characters of it. */
KEYBLOB_INLINE int _snwprintf_s(WCHAR *to, size_t room, size_t count, const WCHAR *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_vsnwprintf(to, count < room ? count + 1 : room, format, &arguments));
}

/* A variable of the environment in a copy that stays, as the environment does. */
KEYBLOB_INLINE WCHAR *_wgetenv(const WCHAR *name)
{
    char narrow[KEYBLOB_LONGEST_PATH];
    const char *value = keyblob_path(name, narrow, sizeof narrow) ? getenv(narrow) : NULL;
    int room = value ? MultiByteToWideChar(CP_UTF8, 0, value, -1, NULL, 0) : 0;
    WCHAR *copy = room ? (WCHAR *)malloc((size_t)room * sizeof(WCHAR)) : NULL;

    if (copy) MultiByteToWideChar(CP_UTF8, 0, value, -1, copy, room);
    return copy;
}

#define KEYBLOB_WIDE_CALL(function, parameters, call)                       \
    KEYBLOB_INLINE int function parameters                                  \
    {                                                                       \
        char path[KEYBLOB_LONGEST_PATH];                                    \
                                                                            \
        return keyblob_path(name, path, sizeof path) ? call : (errno = EINVAL, -1); \
    }
KEYBLOB_WIDE_CALL(_wsystem, (const WCHAR *name), system(path))
KEYBLOB_WIDE_CALL(_wremove, (const WCHAR *name), remove(path))
KEYBLOB_WIDE_CALL(_wunlink, (const WCHAR *name), keyblob_unlink(path))
KEYBLOB_WIDE_CALL(_waccess, (const WCHAR *name, int mode), keyblob_access(path, mode))
KEYBLOB_WIDE_CALL(_wmkdir, (const WCHAR *name), mkdir(path, 0777))
KEYBLOB_WIDE_CALL(_wrmdir, (const WCHAR *name), keyblob_rmdir(path))

/* Where wchar_t has 16 bits: see wide-strings.h. The last ones do not link, and the missing name says why. */
#define swscanf_s keyblob_swscanf_s
#define wcsnlen_s keyblob_wcsnlen
#define _fgetws keyblob_fgetws
#define _getws_s keyblob_getws_s
#define _vsnwprintf keyblob_vswprintf_list
#define vswprintf_s keyblob_vswprintf_list
#define _vscwprintf keyblob_vscwprintf
#if defined __SIZEOF_WCHAR_T__ && __SIZEOF_WCHAR_T__ == 2
#define wcstol keyblob_wcstol
#define wcstod keyblob_wcstod
#define wcsnlen keyblob_wcsnlen
#define wcsspn keyblob_wcsspn
#define wcscspn keyblob_wcscspn
#define wcspbrk keyblob_wcspbrk
#define wcstok wcstok_s
#define fgetws keyblob_fgetws
#define swscanf keyblob_swscanf
#define vswprintf keyblob_vswprintf_list
#define vfwprintf keyblob_vfwprintf_list
#define vwprintf keyblob_vwprintf_list
#ifndef __cplusplus
#define wcscoll wcscoll_is_not_there_for_16_bit_characters
#define fgetwc fgetwc_is_not_there_for_16_bit_characters
#define fwscanf fwscanf_is_not_there_for_16_bit_characters
#define wscanf wscanf_is_not_there_for_16_bit_characters
#endif
#endif

#endif
