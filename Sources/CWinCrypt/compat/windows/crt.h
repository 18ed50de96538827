/* What Microsoft's C library has beyond the standard one: the _s functions and names with an underscore. */
#ifndef KEYBLOB_WINDOWS_CRT_H
#define KEYBLOB_WINDOWS_CRT_H

#include <stdarg.h>
#include <string.h>
#include <strings.h>

typedef int errno_t;
typedef size_t rsize_t;
#define _TRUNCATE ((size_t)-1)
#define STRUNCATE 80
#ifndef _MAX_PATH
#define _MAX_PATH MAX_PATH
#endif

KEYBLOB_INLINE errno_t fopen_s(FILE **file, const char *name, const char *mode)
{
    *file = fopen(name, mode);
    return *file ? 0 : errno;
}
KEYBLOB_INLINE errno_t _wfopen_s(FILE **file, const WCHAR *name, const WCHAR *mode)
{
    *file = keyblob_wfopen(name, mode);
    return *file ? 0 : errno;
}

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

KEYBLOB_INLINE int keyblob_vsprintf(char *to, size_t room, const char *format, va_list arguments)
{
    int length = vsnprintf(to, room, format, arguments);

    return length < 0 || (size_t)length >= room ? -1 : length;
}
__attribute__((format(printf, 3, 4))) KEYBLOB_INLINE int sprintf_s(char *to, size_t room, const char *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_vsprintf(to, room, format, arguments));
}
__attribute__((format(printf, 3, 4))) KEYBLOB_INLINE int _snprintf(char *to, size_t room, const char *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_vsprintf(to, room, format, arguments));
}
__attribute__((format(printf, 4, 5))) KEYBLOB_INLINE int _snprintf_s(
    char *to, size_t room, size_t count, const char *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_vsprintf(to, count < room ? count + 1 : room, format, arguments));
}

KEYBLOB_INLINE char *gets_s(char *line, size_t room)
{
    size_t length;

    if (!room || !fgets(line, (int)room, stdin)) return NULL;
    length = strlen(line);
    if (length && line[length - 1] == '\n') line[length - 1] = 0;
    return line;
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
KEYBLOB_INLINE errno_t _dupenv_s(char **to, size_t *size, const char *name)
{
    const char *value = getenv(name);

    *to = value ? _strdup(value) : NULL;
    if (size) *size = value ? strlen(value) + 1 : 0;
    return value && !*to ? ENOMEM : 0;
}
KEYBLOB_INLINE errno_t localtime_s(struct tm *to, const time_t *from) { return localtime_r(from, to) ? 0 : EINVAL; }
KEYBLOB_INLINE errno_t gmtime_s(struct tm *to, const time_t *from) { return gmtime_r(from, to) ? 0 : EINVAL; }
KEYBLOB_INLINE errno_t ctime_s(char *to, size_t room, const time_t *from)
{
    return room < 26 ? EINVAL : ctime_r(from, to) ? 0 : EINVAL;
}
KEYBLOB_INLINE errno_t strerror_s(char *to, size_t room, int code)
{
    return strncpy_s(to, room, strerror(code), _TRUNCATE) == EINVAL ? EINVAL : 0;
}
KEYBLOB_INLINE LONG _filelength(int file)
{
    struct stat status;

    return fstat(file, &status) ? -1 : (LONG)status.st_size;
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
#define _strtoi64 strtoll
#define _strtoui64 strtoull
#define _atoi64 atoll
#define _fseeki64 fseek
#define _ftelli64 ftell
#define _isatty isatty
#define _mkdir(name) mkdir((name), 0777)
#define _rmdir rmdir
#define _getcwd getcwd
#define _getpid getpid
#define _byteswap_ushort __builtin_bswap16
#define _byteswap_ulong __builtin_bswap32
#define _byteswap_uint64 __builtin_bswap64
#define _stricmp strcasecmp
#define _strnicmp strncasecmp
#define _strcmpi strcasecmp
#define stricmp strcasecmp
#define strnicmp strncasecmp
#define _fileno fileno
#define _unlink unlink
#define _access access
#define _alloca __builtin_alloca
#define printf_s printf
#define fprintf_s fprintf
#define scanf_s scanf /* right where at most one string is read, and last */
#define sscanf_s sscanf
#define fflush_all() fflush(NULL)

/* Windows tells text from bytes; here a file is bytes. */
#define _O_BINARY 0
#define _O_TEXT 0
#define _setmode(file, mode) ((void)(file), (mode))

#endif
