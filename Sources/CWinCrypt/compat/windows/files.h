/* Files: a HANDLE holds a file descriptor. No sharing modes, no overlapped reads; text is bytes, as in Windows's own
 * ReadFile. */
#ifndef KEYBLOB_WINDOWS_FILES_H
#define KEYBLOB_WINDOWS_FILES_H

#include "system.h"
#include "objects.h"


#define GENERIC_READ 0x80000000U
#define GENERIC_WRITE 0x40000000U
#define GENERIC_ALL 0x10000000U
#define FILE_READ_DATA 0x0001
#define FILE_WRITE_DATA 0x0002
#define FILE_APPEND_DATA 0x0004
#define FILE_SHARE_READ 0x00000001
#define FILE_SHARE_WRITE 0x00000002
#define FILE_SHARE_DELETE 0x00000004
#define CREATE_NEW 1
#define CREATE_ALWAYS 2
#define OPEN_EXISTING 3
#define OPEN_ALWAYS 4
#define TRUNCATE_EXISTING 5
#define FILE_ATTRIBUTE_READONLY 0x00000001
#define FILE_ATTRIBUTE_HIDDEN 0x00000002
#define FILE_ATTRIBUTE_DIRECTORY 0x00000010
#define FILE_ATTRIBUTE_ARCHIVE 0x00000020
#define FILE_ATTRIBUTE_NORMAL 0x00000080
#define FILE_ATTRIBUTE_TEMPORARY 0x00000100
#define FILE_FLAG_SEQUENTIAL_SCAN 0x08000000
#define FILE_FLAG_RANDOM_ACCESS 0x10000000
#define FILE_FLAG_NO_BUFFERING 0x20000000
#define FILE_FLAG_WRITE_THROUGH 0x80000000U
#define FILE_BEGIN 0
#define FILE_CURRENT 1
#define FILE_END 2
#define INVALID_FILE_SIZE 0xFFFFFFFFU
#define INVALID_SET_FILE_POINTER 0xFFFFFFFFU
#define INVALID_FILE_ATTRIBUTES 0xFFFFFFFFU
#define STD_INPUT_HANDLE ((DWORD)-10)
#define STD_OUTPUT_HANDLE ((DWORD)-11)
#define STD_ERROR_HANDLE ((DWORD)-12)

/* A descriptor and one, in steps of four: neither NULL nor INVALID_HANDLE_VALUE. */
KEYBLOB_INLINE HANDLE keyblob_handle(int descriptor) { return (HANDLE)(((UINT_PTR)descriptor + 1) << 2); }
KEYBLOB_INLINE int keyblob_descriptor(HANDLE handle)
{
    UINT_PTR value = (UINT_PTR)handle;

    return !value || value & 3 || value >> 2 > 0x7FFFFFFF ? -1 : (int)(value >> 2) - 1;
}

KEYBLOB_INLINE HANDLE CreateFileA(LPCSTR name, DWORD wanted, DWORD share, LPSECURITY_ATTRIBUTES security,
                                  DWORD disposition, DWORD attributes, HANDLE pattern)
{
    static const int creating[] = {
        0, KEYBLOB_O_CREAT | KEYBLOB_O_EXCL, KEYBLOB_O_CREAT | KEYBLOB_O_TRUNC, 0, KEYBLOB_O_CREAT, KEYBLOB_O_TRUNC};
    int reads = (wanted & (GENERIC_READ | GENERIC_ALL | FILE_READ_DATA)) != 0;
    int writes = (wanted & (GENERIC_WRITE | GENERIC_ALL | FILE_WRITE_DATA | FILE_APPEND_DATA)) != 0;
    int flags = (writes ? reads ? KEYBLOB_O_RDWR : KEYBLOB_O_WRONLY : KEYBLOB_O_RDONLY), descriptor;
    BOOL existed;

    (void)share, (void)security, (void)attributes, (void)pattern;
    if (!name || disposition < CREATE_NEW || disposition > TRUNCATE_EXISTING) {
        SetLastError(ERROR_INVALID_PARAMETER);
        return INVALID_HANDLE_VALUE;
    }
    if (!(wanted & (GENERIC_WRITE | GENERIC_ALL | FILE_WRITE_DATA)) && (wanted & FILE_APPEND_DATA))
        flags |= KEYBLOB_O_APPEND;
    existed = disposition != CREATE_NEW && !keyblob_access(name, 0);
    flags |= KEYBLOB_O_CLOEXEC;
    descriptor = keyblob_open(name, flags | creating[disposition], 0666);
    if (descriptor < 0) {
        keyblob_fail_errno();
        return INVALID_HANDLE_VALUE;
    }
    SetLastError(existed && (disposition == CREATE_ALWAYS || disposition == OPEN_ALWAYS) ? ERROR_ALREADY_EXISTS : 0);
    return keyblob_handle(descriptor);
}

KEYBLOB_INLINE HANDLE CreateFileW(LPCWSTR name, DWORD wanted, DWORD share, LPSECURITY_ATTRIBUTES security,
                                  DWORD disposition, DWORD attributes, HANDLE pattern)
{
    char path[KEYBLOB_LONGEST_PATH];

    if (!keyblob_path(name, path, sizeof path)) return INVALID_HANDLE_VALUE;
    return CreateFileA(path, wanted, share, security, disposition, attributes, pattern);
}
#define CreateFile WINCRYPT_FORM(CreateFile)

/* As many bytes as there are up to `count`, as of a file in Windows; 0 at the end, which is a success. */
KEYBLOB_INLINE BOOL ReadFile(HANDLE file, LPVOID buffer, DWORD count, LPDWORD done, LPOVERLAPPED overlapped)
{
    int descriptor = keyblob_descriptor(file);
    DWORD total = 0;

    (void)overlapped;
    if (done) *done = 0;
    while (total < count) {
        ssize_t step = keyblob_read(descriptor, (char *)buffer + total, count - total);

        if (step < 0 && errno == EINTR) continue;
        if (step < 0) return keyblob_fail_errno();
        total += (DWORD)step;
        if (step == 0 || keyblob_lseek(descriptor, 0, SEEK_CUR) < 0) break; /* a pipe gives what it has */
    }
    if (done) *done = total;
    return TRUE;
}

KEYBLOB_INLINE BOOL WriteFile(HANDLE file, LPCVOID buffer, DWORD count, LPDWORD done, LPOVERLAPPED overlapped)
{
    int descriptor = keyblob_descriptor(file);
    DWORD total = 0;

    (void)overlapped;
    if (done) *done = 0;
    while (total < count) {
        ssize_t step = keyblob_write(descriptor, (const char *)buffer + total, count - total);

        if (step < 0 && errno == EINTR) continue;
        if (step < 0) return keyblob_fail_errno();
        total += (DWORD)step;
        if (done) *done = total;
    }
    return TRUE;
}

KEYBLOB_INLINE BOOL CloseHandle(HANDLE handle)
{
    if (keyblob_object_of(handle)) return keyblob_release(keyblob_object_of(handle));
    return keyblob_close(keyblob_descriptor(handle)) ? keyblob_fail_errno() : TRUE;
}

KEYBLOB_INLINE BOOL FlushFileBuffers(HANDLE file)
{
    return keyblob_fsync(keyblob_descriptor(file)) ? keyblob_fail_errno() : TRUE;
}

KEYBLOB_INLINE HANDLE GetStdHandle(DWORD which)
{
    if (which < STD_ERROR_HANDLE || which > STD_INPUT_HANDLE) return INVALID_HANDLE_VALUE;
    return keyblob_handle((int)(STD_INPUT_HANDLE - which));
}

KEYBLOB_INLINE BOOL GetFileSizeEx(HANDLE file, PLARGE_INTEGER size)
{
    struct stat status;

    if (fstat(keyblob_descriptor(file), &status)) return keyblob_fail_errno();
    size->QuadPart = status.st_size;
    return TRUE;
}

KEYBLOB_INLINE DWORD GetFileSize(HANDLE file, LPDWORD high)
{
    LARGE_INTEGER size;

    size.QuadPart = 0;
    if (!GetFileSizeEx(file, &size)) return INVALID_FILE_SIZE;
    if ((DWORD)size.QuadPart == INVALID_FILE_SIZE) SetLastError(ERROR_SUCCESS);
    if (high) *high = (DWORD)((ULONGLONG)size.QuadPart >> 32);
    return (DWORD)size.QuadPart;
}

KEYBLOB_INLINE BOOL SetFilePointerEx(HANDLE file, LARGE_INTEGER distance, PLARGE_INTEGER position, DWORD method)
{
    off_t now = keyblob_lseek(keyblob_descriptor(file), (off_t)distance.QuadPart,
                      method == FILE_BEGIN ? SEEK_SET : method == FILE_CURRENT ? SEEK_CUR : SEEK_END);

    if (now < 0) return keyblob_fail_errno();
    if (position) position->QuadPart = now;
    return TRUE;
}

KEYBLOB_INLINE DWORD SetFilePointer(HANDLE file, LONG distance, PLONG high, DWORD method)
{
    LARGE_INTEGER far, now;

    now.QuadPart = 0;
    far.QuadPart = high ? (LONGLONG)((ULONGLONG)(DWORD)*high << 32 | (DWORD)distance) : distance;
    if (!SetFilePointerEx(file, far, &now, method)) return INVALID_SET_FILE_POINTER;
    SetLastError(ERROR_SUCCESS);
    if (high) *high = (LONG)((ULONGLONG)now.QuadPart >> 32);
    return (DWORD)now.QuadPart;
}

/* The file ends where the position is. */
KEYBLOB_INLINE BOOL SetEndOfFile(HANDLE file)
{
    int descriptor = keyblob_descriptor(file);
    off_t end = keyblob_lseek(descriptor, 0, SEEK_CUR);

    return end < 0 || keyblob_ftruncate(descriptor, end) ? keyblob_fail_errno() : TRUE;
}

#endif
