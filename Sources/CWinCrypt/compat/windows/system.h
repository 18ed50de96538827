/* What the headers here take from POSIX, where -std=c99 hides it: gcc's own words are those of the C standard then. */
#ifndef KEYBLOB_WINDOWS_SYSTEM_H
#define KEYBLOB_WINDOWS_SYSTEM_H

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>

#include "posix.h"

#if !defined __cplusplus && defined __STRICT_ANSI__
extern int fileno(FILE *file);
extern char *strtok_r(char *text, const char *separators, char **rest);
extern struct tm *localtime_r(const time_t *from, struct tm *to);
extern struct tm *gmtime_r(const time_t *from, struct tm *to);
extern char *ctime_r(const time_t *from, char *to);
#endif

/* Errors beside those of wincrypt/errors.h. */
#define ERROR_BAD_FORMAT 11L
#define ERROR_CURRENT_DIRECTORY 16L
#define ERROR_NO_MORE_FILES 18L
#define ERROR_BUFFER_OVERFLOW 111L
#define ERROR_MOD_NOT_FOUND 126L
#define ERROR_PROC_NOT_FOUND 127L
#define ERROR_DIR_NOT_EMPTY 145L
#define ERROR_ENVVAR_NOT_FOUND 203L
#define ERROR_DIRECTORY 267L
#define ERROR_NOT_OWNER 288L
#define ERROR_TOO_MANY_POSTS 298L
#define ERROR_TIMEOUT 1460L
#define ERROR_NO_SUCH_USER 1317L
#define ERROR_INVALID_ADDRESS 487L
#define ERROR_FILE_INVALID 1006L

KEYBLOB_INLINE BOOL keyblob_fail(DWORD code)
{
    SetLastError(code);
    return FALSE;
}

KEYBLOB_INLINE BOOL keyblob_fail_errno(void)
{
    switch (errno) {
    case ENOENT: return keyblob_fail(ERROR_FILE_NOT_FOUND);
    case ENOTDIR: return keyblob_fail(ERROR_PATH_NOT_FOUND);
    case EMFILE:
    case ENFILE: return keyblob_fail(ERROR_TOO_MANY_OPEN_FILES);
    case EACCES:
    case EPERM:
    case EROFS:
    case EISDIR: return keyblob_fail(ERROR_ACCESS_DENIED);
    case EBADF:
    case ENOTTY: return keyblob_fail(ERROR_INVALID_HANDLE);
    case ENOMEM: return keyblob_fail(ERROR_NOT_ENOUGH_MEMORY);
    case EEXIST: return keyblob_fail(ERROR_FILE_EXISTS);
    case ENOTEMPTY: return keyblob_fail(ERROR_DIR_NOT_EMPTY);
    case EINVAL: return keyblob_fail(ERROR_INVALID_PARAMETER);
    case ENOSPC: return keyblob_fail(ERROR_DISK_FULL);
    case ENAMETOOLONG: return keyblob_fail(ERROR_INVALID_NAME);
    default: return keyblob_fail(ERROR_GEN_FAILURE);
    }
}

/* A file name of 16-bit characters in UTF-8; NULL where it is too long. */
KEYBLOB_INLINE const char *keyblob_path(LPCWSTR name, char *path, int room)
{
    if (!name || !WideCharToMultiByte(CP_UTF8, 0, name, -1, path, room, NULL, NULL)) {
        SetLastError(ERROR_INVALID_NAME);
        return NULL;
    }
    return path;
}
#define KEYBLOB_LONGEST_PATH 4096

/* Text as functions give it that answer its length without the terminator, and where the room does not do, the room that
 * would. */
KEYBLOB_INLINE DWORD keyblob_give(const char *text, LPSTR to, DWORD room)
{
    size_t length = strlen(text);

    if (length >= room) return (DWORD)length + 1;
    memcpy(to, text, length + 1);
    return (DWORD)length;
}
KEYBLOB_INLINE DWORD keyblob_give_wide(const char *text, LPWSTR to, DWORD room)
{
    DWORD needed = (DWORD)MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);

    if (needed > room) return needed;
    MultiByteToWideChar(CP_UTF8, 0, text, -1, to, (int)room);
    return needed - 1;
}

#endif
