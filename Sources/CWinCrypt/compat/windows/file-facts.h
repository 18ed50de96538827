/* What is known of a file: kind, size, times. */
#ifndef KEYBLOB_WINDOWS_FILE_FACTS_H
#define KEYBLOB_WINDOWS_FILE_FACTS_H

#define FILE_TYPE_UNKNOWN 0
#define FILE_TYPE_DISK 1
#define FILE_TYPE_CHAR 2
#define FILE_TYPE_PIPE 3

typedef enum _GET_FILEEX_INFO_LEVELS { GetFileExInfoStandard, GetFileExMaxInfoLevel } GET_FILEEX_INFO_LEVELS;
typedef struct _WIN32_FILE_ATTRIBUTE_DATA {
    DWORD dwFileAttributes;
    FILETIME ftCreationTime, ftLastAccessTime, ftLastWriteTime;
    DWORD nFileSizeHigh, nFileSizeLow;
} WIN32_FILE_ATTRIBUTE_DATA, *LPWIN32_FILE_ATTRIBUTE_DATA;
typedef struct _BY_HANDLE_FILE_INFORMATION {
    DWORD dwFileAttributes;
    FILETIME ftCreationTime, ftLastAccessTime, ftLastWriteTime;
    DWORD dwVolumeSerialNumber, nFileSizeHigh, nFileSizeLow, nNumberOfLinks, nFileIndexHigh, nFileIndexLow;
} BY_HANDLE_FILE_INFORMATION, *PBY_HANDLE_FILE_INFORMATION, *LPBY_HANDLE_FILE_INFORMATION;

KEYBLOB_INLINE FILETIME keyblob_file_time(time_t seconds)
{
    ULONGLONG ticks = ((ULONGLONG)seconds + 11644473600U) * 10000000;
    FILETIME time;

    time.dwLowDateTime = (DWORD)ticks;
    time.dwHighDateTime = (DWORD)(ticks >> 32);
    return time;
}
/* When a file was made is not kept here; the last change of anything about it comes nearest. */
KEYBLOB_INLINE WIN32_FILE_ATTRIBUTE_DATA keyblob_file_facts(const struct stat *status)
{
    WIN32_FILE_ATTRIBUTE_DATA facts;

    facts.dwFileAttributes = keyblob_attributes(status);
    facts.ftCreationTime = keyblob_file_time(status->st_ctime);
    facts.ftLastAccessTime = keyblob_file_time(status->st_atime);
    facts.ftLastWriteTime = keyblob_file_time(status->st_mtime);
    facts.nFileSizeHigh = (DWORD)((ULONGLONG)status->st_size >> 32);
    facts.nFileSizeLow = (DWORD)status->st_size;
    return facts;
}

KEYBLOB_INLINE BOOL GetFileAttributesExA(LPCSTR name, GET_FILEEX_INFO_LEVELS level, LPVOID to)
{
    struct stat status;

    if (level != GetFileExInfoStandard || !to) return keyblob_fail(ERROR_INVALID_PARAMETER);
    if (stat(name, &status)) return keyblob_fail_errno();
    *(LPWIN32_FILE_ATTRIBUTE_DATA)to = keyblob_file_facts(&status);
    return TRUE;
}
KEYBLOB_WIDE_NAME(BOOL, GetFileAttributesEx, FALSE, (LPCWSTR name, GET_FILEEX_INFO_LEVELS level, LPVOID to),
                  (path, level, to))
#define GetFileAttributesEx WINCRYPT_FORM(GetFileAttributesEx)

KEYBLOB_INLINE BOOL GetFileInformationByHandle(HANDLE file, LPBY_HANDLE_FILE_INFORMATION to)
{
    struct stat status;

    if (fstat(keyblob_descriptor(file), &status)) return keyblob_fail_errno();
    {
        WIN32_FILE_ATTRIBUTE_DATA facts = keyblob_file_facts(&status);

        to->dwFileAttributes = facts.dwFileAttributes;
        to->ftCreationTime = facts.ftCreationTime;
        to->ftLastAccessTime = facts.ftLastAccessTime;
        to->ftLastWriteTime = facts.ftLastWriteTime;
        to->nFileSizeHigh = facts.nFileSizeHigh;
        to->nFileSizeLow = facts.nFileSizeLow;
    }
    to->dwVolumeSerialNumber = (DWORD)status.st_dev;
    to->nNumberOfLinks = (DWORD)status.st_nlink;
    to->nFileIndexHigh = (DWORD)((ULONGLONG)status.st_ino >> 32);
    to->nFileIndexLow = (DWORD)status.st_ino;
    return TRUE;
}
KEYBLOB_INLINE BOOL GetFileTime(HANDLE file, LPFILETIME created, LPFILETIME accessed, LPFILETIME written)
{
    BY_HANDLE_FILE_INFORMATION facts;

    if (!GetFileInformationByHandle(file, &facts)) return FALSE;
    if (created) *created = facts.ftCreationTime;
    if (accessed) *accessed = facts.ftLastAccessTime;
    if (written) *written = facts.ftLastWriteTime;
    return TRUE;
}
KEYBLOB_INLINE DWORD GetFileType(HANDLE file)
{
    struct stat status;

    if (fstat(keyblob_descriptor(file), &status)) {
        keyblob_fail_errno();
        return FILE_TYPE_UNKNOWN;
    }
    SetLastError(ERROR_SUCCESS);
    if (S_ISCHR(status.st_mode)) return FILE_TYPE_CHAR;
    return S_ISREG(status.st_mode) || S_ISDIR(status.st_mode) || S_ISBLK(status.st_mode) ? FILE_TYPE_DISK : FILE_TYPE_PIPE;
}

#endif
