/* The rest of the wide string functions that programs use, for characters of 16 bits; see wide.h. */
#ifndef KEYBLOB_WINDOWS_WIDE_STRINGS_H
#define KEYBLOB_WINDOWS_WIDE_STRINGS_H

KEYBLOB_INLINE WCHAR *keyblob_wcsrchr(const WCHAR *text, int unit)
{
    const WCHAR *found = NULL;

    for (;; text++) {
        if (*text == (WCHAR)unit) found = text;
        if (!*text) return (WCHAR *)(UINT_PTR)found;
    }
}
KEYBLOB_INLINE WCHAR *keyblob_wcsstr(const WCHAR *text, const WCHAR *part)
{
    size_t count = keyblob_wcslen(part);

    for (;; text++) {
        if (keyblob_wcsncmp(text, part, count) == 0) return (WCHAR *)(UINT_PTR)text;
        if (!*text) return NULL;
    }
}
KEYBLOB_INLINE WCHAR *keyblob_wcsncat(WCHAR *to, const WCHAR *from, size_t count)
{
    WCHAR *end = to + keyblob_wcslen(to);

    for (; count && *from; count--) *end++ = *from++;
    *end = 0;
    return to;
}
KEYBLOB_INLINE WCHAR *keyblob_wmemcpy(WCHAR *to, const WCHAR *from, size_t count)
{
    return (WCHAR *)memcpy(to, from, count * sizeof(WCHAR));
}
KEYBLOB_INLINE WCHAR *keyblob_wmemset(WCHAR *to, WCHAR unit, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) to[i] = unit;
    return to;
}
/* UTF-8 both ways; a NULL buffer asks for the length, and what does not fit ends where the room does. */
KEYBLOB_INLINE size_t keyblob_mbstowcs(WCHAR *to, const char *from, size_t room)
{
    int needed = MultiByteToWideChar(CP_UTF8, 0, from, -1, NULL, 0);

    if (needed <= 0) return (size_t)-1;
    if (!to) return (size_t)needed - 1;
    if ((size_t)needed <= room) return (size_t)MultiByteToWideChar(CP_UTF8, 0, from, -1, to, needed) - 1;
    {
        WCHAR *whole = (WCHAR *)malloc((size_t)needed * sizeof(WCHAR));

        if (!whole) return (size_t)-1;
        MultiByteToWideChar(CP_UTF8, 0, from, -1, whole, needed);
        memcpy(to, whole, room * sizeof(WCHAR));
        free(whole);
    }
    return room;
}
KEYBLOB_INLINE size_t keyblob_wcstombs(char *to, const WCHAR *from, size_t room)
{
    int needed = WideCharToMultiByte(CP_UTF8, 0, from, -1, NULL, 0, NULL, NULL);

    if (needed <= 0) return (size_t)-1;
    if (!to) return (size_t)needed - 1;
    if ((size_t)needed <= room) return (size_t)WideCharToMultiByte(CP_UTF8, 0, from, -1, to, needed, NULL, NULL) - 1;
    {
        char *whole = (char *)malloc((size_t)needed);

        if (!whole) return (size_t)-1;
        WideCharToMultiByte(CP_UTF8, 0, from, -1, whole, needed, NULL, NULL);
        memcpy(to, whole, room);
        free(whole);
    }
    return room;
}

/* With a wchar_t of 16 bits the C library's own functions, which take 32, read and write past the end: these
 * take their place. wide-crt.h has the rest. */
#if defined __SIZEOF_WCHAR_T__ && __SIZEOF_WCHAR_T__ == 2
#define wcsrchr keyblob_wcsrchr
#define wcsstr keyblob_wcsstr
#define wcsncat keyblob_wcsncat
#define wmemcpy keyblob_wmemcpy
#define wmemset keyblob_wmemset
#define mbstowcs keyblob_mbstowcs
#define wcstombs keyblob_wcstombs
#endif

#endif
