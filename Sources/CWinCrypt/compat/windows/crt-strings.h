/* Strings of 8-bit characters as Microsoft's C library has them beyond the standard's; see crt.h. */
#ifndef KEYBLOB_WINDOWS_CRT_STRINGS_H
#define KEYBLOB_WINDOWS_CRT_STRINGS_H

#include <string.h>
#include <strings.h>

#define _TRUNCATE ((size_t)-1)
#define STRUNCATE 80

/* Where the room does not do, the text becomes empty and ERANGE says so. */
KEYBLOB_INLINE errno_t strncpy_s(char *to, size_t room, const char *from, size_t count)
{
    size_t length = 0;
    errno_t result = 0;

    if (!to || !room) return EINVAL;
    to[0] = 0;
    if (!from) return EINVAL;
    while (length < count && from[length]) length++;
    if (length >= room) {
        if (count != _TRUNCATE) return ERANGE;
        length = room - 1;
        result = STRUNCATE;
    }
    memcpy(to, from, length);
    to[length] = 0;
    return result;
}
KEYBLOB_INLINE errno_t strcpy_s(char *to, size_t room, const char *from) { return strncpy_s(to, room, from, (size_t)-2); }
KEYBLOB_INLINE errno_t strcat_s(char *to, size_t room, const char *from)
{
    size_t length = 0;

    while (length < room && to[length]) length++;
    if (length == room) return EINVAL;
    if (strcpy_s(to + length, room - length, from)) {
        to[0] = 0;
        return ERANGE;
    }
    return 0;
}
KEYBLOB_INLINE errno_t wcscpy_s(WCHAR *to, size_t room, const WCHAR *from)
{
    if (!to || !room) return EINVAL;
    to[0] = 0;
    if (!from) return EINVAL;
    if ((size_t)lstrlenW(from) >= room) return ERANGE;
    lstrcpyW(to, from);
    return 0;
}
KEYBLOB_INLINE errno_t wcscat_s(WCHAR *to, size_t room, const WCHAR *from)
{
    size_t length = (size_t)lstrlenW(to);

    return length < room ? wcscpy_s(to + length, room - length, from) : EINVAL;
}
KEYBLOB_INLINE errno_t memcpy_s(void *to, size_t room, const void *from, size_t count)
{
    if (count > room) {
        memset(to, 0, room);
        return ERANGE;
    }
    memcpy(to, from, count);
    return 0;
}
KEYBLOB_INLINE errno_t memmove_s(void *to, size_t room, const void *from, size_t count)
{
    if (count > room) return ERANGE;
    memmove(to, from, count);
    return 0;
}

KEYBLOB_INLINE char *_strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = (char *)malloc(size);

    return copy ? (char *)memcpy(copy, text, size) : NULL;
}
KEYBLOB_INLINE char *_strlwr(char *text)
{
    char *at;

    for (at = text; *at; at++)
        if (*at >= 'A' && *at <= 'Z') *at = (char)(*at + ('a' - 'A'));
    return text;
}
KEYBLOB_INLINE char *_strupr(char *text)
{
    char *at;

    for (at = text; *at; at++)
        if (*at >= 'a' && *at <= 'z') *at = (char)(*at - ('a' - 'A'));
    return text;
}

KEYBLOB_INLINE char *_strrev(char *text)
{
    size_t i, length = strlen(text);

    for (i = 0; i < length / 2; i++) {
        char byte = text[i];

        text[i] = text[length - 1 - i];
        text[length - 1 - i] = byte;
    }
    return text;
}
KEYBLOB_INLINE errno_t strncat_s(char *to, size_t room, const char *from, size_t count)
{
    size_t length = 0;

    while (length < room && to[length]) length++;
    return length < room ? strncpy_s(to + length, room - length, from, count) : EINVAL;
}
KEYBLOB_INLINE size_t strnlen_s(const char *text, size_t room)
{
    size_t length = 0;

    while (text && length < room && text[length]) length++;
    return length;
}
KEYBLOB_INLINE int _memicmp(const void *a, const void *b, size_t count)
{
    const unsigned char *x = (const unsigned char *)a, *y = (const unsigned char *)b;

    for (; count; x++, y++, count--) {
        int first = *x >= 'A' && *x <= 'Z' ? *x + 32 : *x, second = *y >= 'A' && *y <= 'Z' ? *y + 32 : *y;

        if (first != second) return first - second;
    }
    return 0;
}

#define strtok_s strtok_r
#define _stricmp strcasecmp
#define _strnicmp strncasecmp
#define _strcmpi strcasecmp
#define stricmp strcasecmp
#define strnicmp strncasecmp

#endif
