/* Locks of later Windows: doing a thing once, readers and writers, condition variables; and values that each thread has. */
#ifndef KEYBLOB_WINDOWS_LOCKS_H
#define KEYBLOB_WINDOWS_LOCKS_H

/* A thread that comes while another is at it waits for it. Where the function fails, the next one tries again. */
typedef struct _RTL_RUN_ONCE {
    int state; /* 0 not yet, 1 somebody is at it, 2 done */
    PVOID context;
} INIT_ONCE, *PINIT_ONCE, *LPINIT_ONCE;
#define INIT_ONCE_STATIC_INIT {0, NULL}
typedef BOOL(WINAPI *PINIT_ONCE_FN)(PINIT_ONCE once, PVOID parameter, PVOID *context);

KEYBLOB_INLINE VOID InitOnceInitialize(PINIT_ONCE once) { memset(once, 0, sizeof *once); }
KEYBLOB_INLINE BOOL InitOnceExecuteOnce(PINIT_ONCE once, PINIT_ONCE_FN function, PVOID parameter, PVOID *context)
{
    BOOL good = TRUE;

    pthread_mutex_lock(&keyblob_objects);
    while (once->state == 1) pthread_cond_wait(&keyblob_change, &keyblob_objects);
    if (!once->state) {
        once->state = 1;
        pthread_mutex_unlock(&keyblob_objects);
        good = function(once, parameter, &once->context);
        pthread_mutex_lock(&keyblob_objects);
        once->state = good ? 2 : 0;
        pthread_cond_broadcast(&keyblob_change);
    }
    pthread_mutex_unlock(&keyblob_objects);
    if (good && context) *context = once->context;
    return good;
}

typedef struct _RTL_SRWLOCK {
    pthread_mutex_t lock; /* readers exclude each other, too: nothing here reads for long */
} SRWLOCK, *PSRWLOCK;
#define SRWLOCK_INIT {PTHREAD_MUTEX_INITIALIZER}
KEYBLOB_INLINE VOID InitializeSRWLock(PSRWLOCK lock) { pthread_mutex_init(&lock->lock, NULL); }
KEYBLOB_INLINE VOID AcquireSRWLockExclusive(PSRWLOCK lock) { pthread_mutex_lock(&lock->lock); }
KEYBLOB_INLINE VOID ReleaseSRWLockExclusive(PSRWLOCK lock) { pthread_mutex_unlock(&lock->lock); }
#define AcquireSRWLockShared AcquireSRWLockExclusive
#define ReleaseSRWLockShared ReleaseSRWLockExclusive
KEYBLOB_INLINE BOOLEAN TryAcquireSRWLockExclusive(PSRWLOCK lock) { return !pthread_mutex_trylock(&lock->lock); }
#define TryAcquireSRWLockShared TryAcquireSRWLockExclusive

typedef struct _RTL_CONDITION_VARIABLE {
    pthread_cond_t change;
} CONDITION_VARIABLE, *PCONDITION_VARIABLE;
#define CONDITION_VARIABLE_INIT {PTHREAD_COND_INITIALIZER}
KEYBLOB_INLINE VOID InitializeConditionVariable(PCONDITION_VARIABLE variable) { pthread_cond_init(&variable->change, NULL); }
KEYBLOB_INLINE VOID WakeConditionVariable(PCONDITION_VARIABLE variable) { pthread_cond_signal(&variable->change); }
KEYBLOB_INLINE VOID WakeAllConditionVariable(PCONDITION_VARIABLE variable) { pthread_cond_broadcast(&variable->change); }
KEYBLOB_INLINE BOOL keyblob_wait_for_change(PCONDITION_VARIABLE variable, pthread_mutex_t *lock, DWORD milliseconds)
{
    struct timespec end;
    int refused;

    if (milliseconds == INFINITE)
        refused = pthread_cond_wait(&variable->change, lock);
    else {
        end = keyblob_deadline(milliseconds);
        refused = pthread_cond_timedwait(&variable->change, lock, &end);
    }
    return refused ? keyblob_fail(ERROR_TIMEOUT) : TRUE;
}
/* The section is entered once. */
KEYBLOB_INLINE BOOL SleepConditionVariableCS(PCONDITION_VARIABLE variable, PCRITICAL_SECTION section, DWORD milliseconds)
{
    BOOL woken;

    section->RecursionCount--;
    __atomic_store_n(&section->OwningThread, 0, __ATOMIC_RELAXED);
    woken = keyblob_wait_for_change(variable, &section->lock, milliseconds);
    __atomic_store_n(&section->OwningThread, GetCurrentThreadId(), __ATOMIC_RELAXED);
    section->RecursionCount++;
    return woken;
}
KEYBLOB_INLINE BOOL SleepConditionVariableSRW(PCONDITION_VARIABLE variable, PSRWLOCK lock, DWORD milliseconds, ULONG flags)
{
    (void)flags;
    return keyblob_wait_for_change(variable, &lock->lock, milliseconds);
}

#define TLS_OUT_OF_INDEXES 0xFFFFFFFFU
KEYBLOB_INLINE DWORD TlsAlloc(void)
{
    pthread_key_t key;

    return pthread_key_create(&key, NULL) ? keyblob_fail(ERROR_NOT_ENOUGH_MEMORY), TLS_OUT_OF_INDEXES : (DWORD)key;
}
KEYBLOB_INLINE BOOL TlsFree(DWORD index) { return pthread_key_delete(index) ? keyblob_fail(ERROR_INVALID_PARAMETER) : TRUE; }
KEYBLOB_INLINE LPVOID TlsGetValue(DWORD index)
{
    SetLastError(ERROR_SUCCESS);
    return pthread_getspecific(index);
}
KEYBLOB_INLINE BOOL TlsSetValue(DWORD index, LPVOID value)
{
    return pthread_setspecific(index, value) ? keyblob_fail(ERROR_INVALID_PARAMETER) : TRUE;
}

#endif
