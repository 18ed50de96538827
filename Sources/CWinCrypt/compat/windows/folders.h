/* Names of files: what they are, and deleting, copying, moving; folders and temporary files. */
#ifndef KEYBLOB_WINDOWS_FOLDERS_H
#define KEYBLOB_WINDOWS_FOLDERS_H

#define MOVEFILE_REPLACE_EXISTING 0x00000001
#define MOVEFILE_COPY_ALLOWED 0x00000002
#define MOVEFILE_WRITE_THROUGH 0x00000008

KEYBLOB_INLINE BOOL DeleteFileA(LPCSTR name) { return keyblob_unlink(name) ? keyblob_fail_errno() : TRUE; }

KEYBLOB_INLINE DWORD keyblob_attributes(const struct stat *status)
{
    DWORD attributes = S_ISDIR(status->st_mode) ? FILE_ATTRIBUTE_DIRECTORY : 0;

    /* A folder may be read-only on Windows, where it means nothing. */
    if (!attributes && !(status->st_mode & 0222)) attributes |= FILE_ATTRIBUTE_READONLY;
    return attributes ? attributes : FILE_ATTRIBUTE_NORMAL;
}
KEYBLOB_INLINE DWORD GetFileAttributesA(LPCSTR name)
{
    struct stat status;

    if (stat(name, &status)) {
        keyblob_fail_errno();
        return INVALID_FILE_ATTRIBUTES;
    }
    return keyblob_attributes(&status);
}

/* Of the attributes there is one, FILE_ATTRIBUTE_READONLY. */
KEYBLOB_INLINE BOOL SetFileAttributesA(LPCSTR name, DWORD attributes)
{
    struct stat status;

    if (stat(name, &status)) return keyblob_fail_errno();
    if (S_ISDIR(status.st_mode)) return TRUE;
    return chmod(name, attributes & FILE_ATTRIBUTE_READONLY ? status.st_mode & 0555 : (status.st_mode & 07777) | 0200)
               ? keyblob_fail_errno()
               : TRUE;
}

KEYBLOB_INLINE BOOL CreateDirectoryA(LPCSTR name, LPSECURITY_ATTRIBUTES security)
{
    (void)security;
    if (!mkdir(name, 0777)) return TRUE;
    if (errno == EEXIST) return keyblob_fail(ERROR_ALREADY_EXISTS);
    return errno == ENOENT ? keyblob_fail(ERROR_PATH_NOT_FOUND) : keyblob_fail_errno();
}
KEYBLOB_INLINE BOOL RemoveDirectoryA(LPCSTR name) { return keyblob_rmdir(name) ? keyblob_fail_errno() : TRUE; }

KEYBLOB_INLINE BOOL CopyFileA(LPCSTR from, LPCSTR to, BOOL fail_if_exists)
{
    char buffer[8192];
    DWORD count = 0;
    BOOL good;
    HANDLE source = CreateFileA(from, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL), target;

    if (source == INVALID_HANDLE_VALUE) return FALSE;
    target = CreateFileA(to, GENERIC_WRITE, 0, NULL, fail_if_exists ? CREATE_NEW : CREATE_ALWAYS, 0, NULL);
    good = target != INVALID_HANDLE_VALUE;
    while (good && (good = ReadFile(source, buffer, sizeof buffer, &count, NULL)) && count)
        good = WriteFile(target, buffer, count, &count, NULL);
    if (target != INVALID_HANDLE_VALUE) CloseHandle(target);
    CloseHandle(source);
    return good;
}

KEYBLOB_INLINE BOOL MoveFileExA(LPCSTR from, LPCSTR to, DWORD flags)
{
    struct stat status;

    if (!(flags & MOVEFILE_REPLACE_EXISTING) && !stat(from, &status)) {
        /* A link does not replace what is there, as rename does. */
        if (!S_ISDIR(status.st_mode) && !keyblob_link(from, to))
            return keyblob_unlink(from) ? keyblob_fail_errno() : TRUE;
        if (!keyblob_access(to, 0)) return keyblob_fail(ERROR_ALREADY_EXISTS);
    }
    if (!rename(from, to)) return TRUE;
    if (errno == EXDEV && (flags & MOVEFILE_COPY_ALLOWED))
        return CopyFileA(from, to, !(flags & MOVEFILE_REPLACE_EXISTING)) && DeleteFileA(from);
    return keyblob_fail_errno();
}
KEYBLOB_INLINE BOOL MoveFileA(LPCSTR from, LPCSTR to) { return MoveFileExA(from, to, MOVEFILE_COPY_ALLOWED); }

KEYBLOB_INLINE const char *keyblob_current_folder(char *path)
{
    return keyblob_getcwd(path, KEYBLOB_LONGEST_PATH) ? path : "";
}
KEYBLOB_INLINE DWORD GetCurrentDirectoryA(DWORD room, LPSTR to)
{
    char path[KEYBLOB_LONGEST_PATH];

    return keyblob_give(keyblob_current_folder(path), to, room);
}
KEYBLOB_INLINE DWORD GetCurrentDirectoryW(DWORD room, LPWSTR to)
{
    char path[KEYBLOB_LONGEST_PATH];

    return keyblob_give_wide(keyblob_current_folder(path), to, room);
}
KEYBLOB_INLINE BOOL SetCurrentDirectoryA(LPCSTR name) { return keyblob_chdir(name) ? keyblob_fail_errno() : TRUE; }

/* TMPDIR or /tmp, with a slash at its end. */
KEYBLOB_INLINE const char *keyblob_temporary_folder(char *path)
{
    const char *folder = getenv("TMPDIR");

    if (!folder || !*folder) folder = "/tmp";
    snprintf(path, KEYBLOB_LONGEST_PATH, "%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/");
    return path;
}
KEYBLOB_INLINE DWORD GetTempPathA(DWORD room, LPSTR to)
{
    char path[KEYBLOB_LONGEST_PATH];

    return keyblob_give(keyblob_temporary_folder(path), to, room);
}
KEYBLOB_INLINE DWORD GetTempPathW(DWORD room, LPWSTR to)
{
    char path[KEYBLOB_LONGEST_PATH];

    return keyblob_give_wide(keyblob_temporary_folder(path), to, room);
}

/* Three letters and four hexadecimal digits; a number of 0 means a new one, whose file is made. `to` has MAX_PATH. */
KEYBLOB_INLINE UINT GetTempFileNameA(LPCSTR folder, LPCSTR prefix, UINT number, LPSTR to)
{
    struct timeval now;
    size_t length = strlen(folder);
    UINT tries;

    if (length + sizeof "/abc1234.tmp" > MAX_PATH) return (UINT)keyblob_fail(ERROR_BUFFER_OVERFLOW);
    if (keyblob_access(folder, 0)) return (UINT)keyblob_fail(ERROR_DIRECTORY);
    memcpy(to, folder, length);
    if (length && folder[length - 1] != '/') to[length++] = '/';
    gettimeofday(&now, NULL);
    for (tries = 0; tries < 0x10000; tries++) {
        UINT unique = number ? number : ((UINT)now.tv_usec + (UINT)keyblob_getpid() * 64 + tries) & 0xFFFF;
        HANDLE file;

        if (!unique) continue;
        snprintf(to + length, MAX_PATH - length, "%.3s%X.tmp", prefix ? prefix : "", unique & 0xFFFF);
        if (number) return number;
        file = CreateFileA(to, GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
        if (file != INVALID_HANDLE_VALUE) {
            CloseHandle(file);
            return unique;
        }
        if (GetLastError() != ERROR_FILE_EXISTS) return 0;
    }
    return 0;
}
KEYBLOB_INLINE UINT GetTempFileNameW(LPCWSTR folder, LPCWSTR prefix, UINT number, LPWSTR to)
{
    char narrow[KEYBLOB_LONGEST_PATH], first[64], made[MAX_PATH];
    UINT result;

    if (!keyblob_path(folder, narrow, sizeof narrow) || (prefix && !keyblob_path(prefix, first, sizeof first))) return 0;
    result = GetTempFileNameA(narrow, prefix ? first : NULL, number, made);
    if (result) keyblob_give_wide(made, to, MAX_PATH);
    return result;
}

/* The W forms of functions that take one name and something else, or two. */
#define KEYBLOB_WIDE_NAME(result, function, failure, parameters, arguments) \
    KEYBLOB_INLINE result function##W parameters                            \
    {                                                                       \
        char path[KEYBLOB_LONGEST_PATH];                                    \
                                                                            \
        return keyblob_path(name, path, sizeof path) ? function##A arguments : failure; \
    }
#define KEYBLOB_WIDE_NAMES(function, parameters, arguments)                                               \
    KEYBLOB_INLINE BOOL function##W parameters                                                            \
    {                                                                                                     \
        char old[KEYBLOB_LONGEST_PATH], path[KEYBLOB_LONGEST_PATH];                                       \
                                                                                                          \
        return keyblob_path(from, old, sizeof old) && keyblob_path(to, path, sizeof path) ? function##A arguments \
                                                                                          : FALSE;        \
    }
KEYBLOB_WIDE_NAME(BOOL, DeleteFile, FALSE, (LPCWSTR name), (path))
KEYBLOB_WIDE_NAME(DWORD, GetFileAttributes, INVALID_FILE_ATTRIBUTES, (LPCWSTR name), (path))
KEYBLOB_WIDE_NAME(BOOL, SetFileAttributes, FALSE, (LPCWSTR name, DWORD attributes), (path, attributes))
KEYBLOB_WIDE_NAME(BOOL, CreateDirectory, FALSE, (LPCWSTR name, LPSECURITY_ATTRIBUTES security), (path, security))
KEYBLOB_WIDE_NAME(BOOL, RemoveDirectory, FALSE, (LPCWSTR name), (path))
KEYBLOB_WIDE_NAME(BOOL, SetCurrentDirectory, FALSE, (LPCWSTR name), (path))
KEYBLOB_WIDE_NAMES(CopyFile, (LPCWSTR from, LPCWSTR to, BOOL fail_if_exists), (old, path, fail_if_exists))
KEYBLOB_WIDE_NAMES(MoveFileEx, (LPCWSTR from, LPCWSTR to, DWORD flags), (old, path, flags))
KEYBLOB_WIDE_NAMES(MoveFile, (LPCWSTR from, LPCWSTR to), (old, path))

#define DeleteFile WINCRYPT_FORM(DeleteFile)
#define GetFileAttributes WINCRYPT_FORM(GetFileAttributes)
#define SetFileAttributes WINCRYPT_FORM(SetFileAttributes)
#define CreateDirectory WINCRYPT_FORM(CreateDirectory)
#define RemoveDirectory WINCRYPT_FORM(RemoveDirectory)
#define CopyFile WINCRYPT_FORM(CopyFile)
#define MoveFile WINCRYPT_FORM(MoveFile)
#define MoveFileEx WINCRYPT_FORM(MoveFileEx)
#define GetCurrentDirectory WINCRYPT_FORM(GetCurrentDirectory)
#define SetCurrentDirectory WINCRYPT_FORM(SetCurrentDirectory)
#define GetTempPath WINCRYPT_FORM(GetTempPath)
#define GetTempFileName WINCRYPT_FORM(GetTempFileName)

#endif
