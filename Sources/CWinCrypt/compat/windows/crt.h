/* What Microsoft's C library has beyond the standard one: the _s functions and names with an underscore. Strings are in
 * crt-strings.h. */
#ifndef KEYBLOB_WINDOWS_CRT_H
#define KEYBLOB_WINDOWS_CRT_H

#include <stdarg.h>

typedef int errno_t;
typedef size_t rsize_t;
#ifndef _MAX_PATH
#define _MAX_PATH MAX_PATH
#endif

#include "crt-strings.h"

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
KEYBLOB_INLINE errno_t _dupenv_s(char **to, size_t *size, const char *name)
{
    const char *value = getenv(name);

    *to = value ? _strdup(value) : NULL;
    if (size) *size = value ? strlen(value) + 1 : 0;
    return value && !*to ? ENOMEM : 0;
}
KEYBLOB_INLINE errno_t getenv_s(size_t *needed, char *to, size_t room, const char *name)
{
    const char *value = getenv(name);

    *needed = value ? strlen(value) + 1 : 0;
    if (room) to[0] = 0;
    return !room || !value ? 0 : strcpy_s(to, room, value);
}
/* A number that cannot be foretold. */
KEYBLOB_INLINE errno_t rand_s(unsigned *number) { return SystemFunction036(number, sizeof *number) ? 0 : EINVAL; }
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

#define _strtoi64 strtoll
#define _strtoui64 strtoull
#define _atoi64 atoll
#define _fseeki64 fseek
#define _ftelli64 ftell
#define _isatty keyblob_isatty
#define _mkdir(name) mkdir((name), 0777)
#define _rmdir keyblob_rmdir
#define _getcwd keyblob_getcwd
#define _getpid keyblob_getpid
#define _stat stat /* the structure, and the function */
#define _fstat fstat
#define _rotl(value, count) ((unsigned)(value) << ((count) & 31) | (unsigned)(value) >> (-(count) & 31))
#define _rotr(value, count) ((unsigned)(value) >> ((count) & 31) | (unsigned)(value) << (-(count) & 31))
#define _rotl64(value, count) ((UINT64)(value) << ((count) & 63) | (UINT64)(value) >> (-(count) & 63))
#define _rotr64(value, count) ((UINT64)(value) >> ((count) & 63) | (UINT64)(value) << (-(count) & 63))
#define _lrotl _rotl
#define _lrotr _rotr
#define _byteswap_ushort __builtin_bswap16
#define _byteswap_ulong __builtin_bswap32
#define _byteswap_uint64 __builtin_bswap64
#define _fileno fileno
#define _unlink keyblob_unlink
#define _access keyblob_access
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
