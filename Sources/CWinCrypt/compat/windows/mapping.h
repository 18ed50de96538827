/* Files in memory. A mapping's HANDLE is a descriptor of its own, as a file's; which views there are, and how long, is kept
 * in a list. Names of mappings are not looked at. */
#ifndef KEYBLOB_WINDOWS_MAPPING_H
#define KEYBLOB_WINDOWS_MAPPING_H

#define PAGE_WRITECOPY 0x08
#define FILE_MAP_COPY 0x0001
#define FILE_MAP_WRITE 0x0002
#define FILE_MAP_READ 0x0004
#define FILE_MAP_ALL_ACCESS 0x000F001F

typedef struct keyblob_view {
    struct keyblob_view *next;
    void *start;
    SIZE_T count;
} keyblob_view;
#ifdef __cplusplus
extern "C" {
#endif
__attribute__((weak)) keyblob_view *keyblob_views = NULL; /* under the lock of objects.h */
#ifdef __cplusplus
}
#endif

/* A size of 0 is the file's; a file that is shorter grows. INVALID_HANDLE_VALUE is memory of no file. */
KEYBLOB_INLINE HANDLE CreateFileMappingA(HANDLE file, LPSECURITY_ATTRIBUTES security, DWORD protection, DWORD high, DWORD low,
                                         LPCSTR name)
{
    ULONGLONG wanted = (ULONGLONG)high << 32 | low;
    int descriptor = file == INVALID_HANDLE_VALUE ? keyblob_memfd_create("mapping", 1) : keyblob_dup(keyblob_descriptor(file));
    struct stat status;

    (void)security, (void)name;
    if (descriptor < 0 || fstat(descriptor, &status)) {
        keyblob_fail_errno();
        return NULL;
    }
    if (!wanted && !status.st_size) {
        keyblob_close(descriptor);
        keyblob_fail(file == INVALID_HANDLE_VALUE ? ERROR_INVALID_PARAMETER : ERROR_FILE_INVALID);
        return NULL;
    }
    if (wanted > (ULONGLONG)status.st_size && (protection != PAGE_READWRITE || keyblob_ftruncate(descriptor, (off_t)wanted))) {
        keyblob_close(descriptor);
        keyblob_fail(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    SetLastError(ERROR_SUCCESS);
    return keyblob_handle(descriptor);
}
KEYBLOB_INLINE HANDLE CreateFileMappingW(HANDLE file, LPSECURITY_ATTRIBUTES security, DWORD protection, DWORD high, DWORD low,
                                         LPCWSTR name)
{
    (void)name;
    return CreateFileMappingA(file, security, protection, high, low, NULL);
}
#define CreateFileMapping WINCRYPT_FORM(CreateFileMapping)

/* The offset is a multiple of the page size, or of 64 KiB as Windows wants it; a count of 0 means to the end. */
KEYBLOB_INLINE LPVOID MapViewOfFile(HANDLE mapping, DWORD access, DWORD high, DWORD low, SIZE_T count)
{
    ULONGLONG offset = (ULONGLONG)high << 32 | low;
    int descriptor = keyblob_descriptor(mapping), writes = (access & (FILE_MAP_WRITE | FILE_MAP_COPY)) != 0;
    int shared = (access & FILE_MAP_WRITE) || !(access & FILE_MAP_COPY);
    struct stat status;
    keyblob_view *view;

    if (fstat(descriptor, &status)) return keyblob_fail_errno(), (LPVOID)NULL;
    if (offset >= (ULONGLONG)status.st_size || count > (ULONGLONG)status.st_size - offset) {
        keyblob_fail(ERROR_ACCESS_DENIED);
        return NULL;
    }
    view = (keyblob_view *)keyblob_allocate(sizeof *view, 0);
    if (!view) return NULL;
    view->count = count ? count : (SIZE_T)((ULONGLONG)status.st_size - offset);
    view->start = mmap(NULL, view->count, writes ? PROT_READ | PROT_WRITE : PROT_READ, shared ? MAP_SHARED : MAP_PRIVATE,
                       descriptor, (off_t)offset);
    if (view->start == MAP_FAILED) {
        free(view);
        keyblob_fail_errno();
        return NULL;
    }
    pthread_mutex_lock(&keyblob_objects);
    view->next = keyblob_views;
    keyblob_views = view;
    pthread_mutex_unlock(&keyblob_objects);
    return view->start;
}
KEYBLOB_INLINE BOOL UnmapViewOfFile(LPCVOID start)
{
    keyblob_view **at, *view;

    pthread_mutex_lock(&keyblob_objects);
    for (at = &keyblob_views; *at && (*at)->start != start;) at = &(*at)->next;
    view = *at;
    if (view) *at = view->next;
    pthread_mutex_unlock(&keyblob_objects);
    if (!view) return keyblob_fail(ERROR_INVALID_ADDRESS);
    munmap(view->start, view->count);
    free(view);
    return TRUE;
}
/* What was written is in the file at once; FlushFileBuffers brings it to the disk. */
KEYBLOB_INLINE BOOL FlushViewOfFile(LPCVOID start, SIZE_T count)
{
    (void)count;
    return start ? TRUE : keyblob_fail(ERROR_INVALID_ADDRESS);
}

#endif
