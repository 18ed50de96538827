/* CRITICAL_SECTION: a lock that its owner may take again. */
#ifndef KEYBLOB_WINDOWS_CRITICAL_SECTIONS_H
#define KEYBLOB_WINDOWS_CRITICAL_SECTIONS_H

typedef struct _RTL_CRITICAL_SECTION {
    pthread_mutex_t lock;
    DWORD OwningThread;
    LONG RecursionCount;
} CRITICAL_SECTION, *PCRITICAL_SECTION, *LPCRITICAL_SECTION;

KEYBLOB_INLINE void InitializeCriticalSection(LPCRITICAL_SECTION section)
{
    pthread_mutex_init(&section->lock, NULL);
    section->OwningThread = 0;
    section->RecursionCount = 0;
}
KEYBLOB_INLINE BOOL InitializeCriticalSectionAndSpinCount(LPCRITICAL_SECTION section, DWORD spins)
{
    (void)spins;
    InitializeCriticalSection(section);
    return TRUE;
}
#define InitializeCriticalSectionEx(section, spins, flags) InitializeCriticalSectionAndSpinCount((section), (spins))
KEYBLOB_INLINE void DeleteCriticalSection(LPCRITICAL_SECTION section) { pthread_mutex_destroy(&section->lock); }

/* Only its owner finds its own number there. */
KEYBLOB_INLINE BOOL keyblob_enter(LPCRITICAL_SECTION section, int waiting)
{
    DWORD self = GetCurrentThreadId();

    if (__atomic_load_n(&section->OwningThread, __ATOMIC_RELAXED) != self) {
        if (waiting ? pthread_mutex_lock(&section->lock) : pthread_mutex_trylock(&section->lock)) return FALSE;
        __atomic_store_n(&section->OwningThread, self, __ATOMIC_RELAXED);
    }
    section->RecursionCount++;
    return TRUE;
}
KEYBLOB_INLINE void EnterCriticalSection(LPCRITICAL_SECTION section) { keyblob_enter(section, 1); }
KEYBLOB_INLINE BOOL TryEnterCriticalSection(LPCRITICAL_SECTION section) { return keyblob_enter(section, 0); }
KEYBLOB_INLINE void LeaveCriticalSection(LPCRITICAL_SECTION section)
{
    if (--section->RecursionCount) return;
    __atomic_store_n(&section->OwningThread, 0, __ATOMIC_RELAXED);
    pthread_mutex_unlock(&section->lock);
}

#endif
