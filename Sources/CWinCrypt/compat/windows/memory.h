/* Memory: all the heaps are the one of malloc. */
#ifndef KEYBLOB_WINDOWS_MEMORY_H
#define KEYBLOB_WINDOWS_MEMORY_H

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Names of functions alone, so that C++ may write :: before them. */
#define ZeroMemory(to, count) memset((to), 0, (count))
#define FillMemory(to, count, byte) memset((to), (byte), (count))
#define CopyMemory(to, from, count) memcpy((to), (from), (count))
#define MoveMemory(to, from, count) memmove((to), (from), (count))
#define RtlZeroMemory ZeroMemory
#define RtlFillMemory FillMemory
#define RtlEqualMemory(a, b, count) (!memcmp((a), (b), (count)))
#define RtlCopyMemory CopyMemory
#define RtlMoveMemory MoveMemory
#define RtlSecureZeroMemory SecureZeroMemory

/* Zeroes, in a way the optimiser may not drop. */
KEYBLOB_INLINE PVOID SecureZeroMemory(PVOID to, SIZE_T count)
{
    memset(to, 0, count);
    __asm__ __volatile__("" : : "r"(to) : "memory");
    return to;
}

#define LMEM_FIXED 0x0000
#define LMEM_MOVEABLE 0x0002
#define LMEM_ZEROINIT 0x0040
#define LPTR (LMEM_FIXED | LMEM_ZEROINIT)
#define LHND (LMEM_MOVEABLE | LMEM_ZEROINIT)
#define GMEM_FIXED LMEM_FIXED
#define GMEM_MOVEABLE LMEM_MOVEABLE
#define GMEM_ZEROINIT LMEM_ZEROINIT
#define GPTR LPTR
#define GHND LHND
#define HEAP_NO_SERIALIZE 0x00000001
#define HEAP_GENERATE_EXCEPTIONS 0x00000004
#define HEAP_ZERO_MEMORY 0x00000008

KEYBLOB_INLINE void *keyblob_allocate(SIZE_T count, int zeroed)
{
    void *block = zeroed ? calloc(count ? count : 1, 1) : malloc(count ? count : 1);

    if (!block) SetLastError(ERROR_NOT_ENOUGH_MEMORY);
    return block;
}

KEYBLOB_INLINE void *keyblob_reallocate(void *old, SIZE_T count, int zeroed)
{
    SIZE_T before = old ? malloc_usable_size(old) : 0;
    char *block = (char *)realloc(old, count ? count : 1);

    if (!block) SetLastError(ERROR_NOT_ENOUGH_MEMORY);
    if (block && zeroed && count > before) memset(block + before, 0, count - before);
    return block;
}

KEYBLOB_INLINE HLOCAL LocalAlloc(UINT flags, SIZE_T count) { return keyblob_allocate(count, (flags & LMEM_ZEROINIT) != 0); }
KEYBLOB_INLINE HLOCAL LocalReAlloc(HLOCAL block, SIZE_T count, UINT flags)
{
    return keyblob_reallocate(block, count, (flags & LMEM_ZEROINIT) != 0);
}
KEYBLOB_INLINE HLOCAL LocalFree(HLOCAL block)
{
    free(block);
    return NULL;
}
KEYBLOB_INLINE LPVOID LocalLock(HLOCAL block) { return block; }
KEYBLOB_INLINE BOOL LocalUnlock(HLOCAL block) { return !block; }
#define GlobalAlloc LocalAlloc
#define GlobalReAlloc LocalReAlloc
#define GlobalFree LocalFree
#define GlobalLock LocalLock
#define GlobalUnlock LocalUnlock

KEYBLOB_INLINE HANDLE GetProcessHeap(void) { return (HANDLE)1; }
KEYBLOB_INLINE HANDLE HeapCreate(DWORD flags, SIZE_T initial, SIZE_T most)
{
    (void)flags, (void)initial, (void)most;
    return GetProcessHeap();
}
/* The blocks stay: there is no list of them. */
KEYBLOB_INLINE BOOL HeapDestroy(HANDLE heap) { return heap != NULL; }
KEYBLOB_INLINE LPVOID HeapAlloc(HANDLE heap, DWORD flags, SIZE_T count)
{
    (void)heap;
    return keyblob_allocate(count, (flags & HEAP_ZERO_MEMORY) != 0);
}
KEYBLOB_INLINE LPVOID HeapReAlloc(HANDLE heap, DWORD flags, LPVOID block, SIZE_T count)
{
    (void)heap;
    return keyblob_reallocate(block, count, (flags & HEAP_ZERO_MEMORY) != 0);
}
KEYBLOB_INLINE BOOL HeapFree(HANDLE heap, DWORD flags, LPVOID block)
{
    (void)heap, (void)flags;
    free(block);
    return TRUE;
}

#define MEM_COMMIT 0x00001000
#define MEM_RESERVE 0x00002000
#define MEM_DECOMMIT 0x00004000
#define MEM_RELEASE 0x00008000
#define PAGE_NOACCESS 0x01
#define PAGE_READONLY 0x02
#define PAGE_READWRITE 0x04

/* Whole pages of zeros. What is reserved is there at once, and all of it may be written. */
KEYBLOB_INLINE LPVOID VirtualAlloc(LPVOID where, SIZE_T count, DWORD how, DWORD protection)
{
    SIZE_T whole = (count + 4095) & ~(SIZE_T)4095;

    (void)protection;
    if (!count || whole < count || !(how & (MEM_COMMIT | MEM_RESERVE))) {
        SetLastError(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    if (where) return where;
    where = memalign(4096, whole);
    if (!where) SetLastError(ERROR_NOT_ENOUGH_MEMORY);
    return where ? memset(where, 0, whole) : NULL;
}
KEYBLOB_INLINE BOOL VirtualFree(LPVOID where, SIZE_T count, DWORD how)
{
    if (!where || (how == MEM_RELEASE ? count != 0 : how != MEM_DECOMMIT)) {
        SetLastError(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    if (how == MEM_DECOMMIT) memset(where, 0, count);
    else free(where);
    return TRUE;
}
KEYBLOB_INLINE BOOL VirtualLock(LPVOID where, SIZE_T count) { return !mlock(where, count); }
KEYBLOB_INLINE BOOL VirtualUnlock(LPVOID where, SIZE_T count) { return !munlock(where, count); }

#endif
