/* Threads, events, mutexes, semaphores, critical sections, over POSIX threads. Names of objects are not looked at: none is
 * another process's. */
#ifndef KEYBLOB_WINDOWS_THREADS_H
#define KEYBLOB_WINDOWS_THREADS_H

#define WAIT_OBJECT_0 0U
#define WAIT_ABANDONED 0x00000080U
#define WAIT_TIMEOUT 258U
#define WAIT_FAILED 0xFFFFFFFFU
#define MAXIMUM_WAIT_OBJECTS 64
#define STILL_ACTIVE 259U
#define CREATE_SUSPENDED 0x00000004
#define SYNCHRONIZE 0x00100000
#define THREAD_PRIORITY_NORMAL 0

KEYBLOB_INLINE DWORD GetCurrentThreadId(void) { return (DWORD)syscall(SYS_gettid); }
KEYBLOB_INLINE HANDLE GetCurrentThread(void) { return (HANDLE)(LONG_PTR)-2; }
KEYBLOB_INLINE HANDLE GetCurrentProcess(void) { return (HANDLE)(LONG_PTR)-1; }
KEYBLOB_INLINE BOOL SwitchToThread(void) { return poll(NULL, 0, 0) == 0; }

/* Under the lock: whether the calling thread may go on, and what that takes. */
KEYBLOB_INLINE int keyblob_may_take(const keyblob_object *object, DWORD self)
{
    if (object->kind == KEYBLOB_THREAD) return object->ended;
    return object->kind == KEYBLOB_MUTEX ? !object->count || object->owner == self : object->count > 0;
}
KEYBLOB_INLINE void keyblob_take(keyblob_object *object, DWORD self)
{
    if (object->kind == KEYBLOB_MUTEX) {
        object->owner = self;
        object->count++;
    } else if (object->kind == KEYBLOB_SEMAPHORE || (object->kind == KEYBLOB_EVENT && !object->manual))
        object->count--;
}

KEYBLOB_INLINE DWORD WaitForMultipleObjects(DWORD count, const HANDLE *handles, BOOL all, DWORD milliseconds)
{
    DWORD i, ready, result = WAIT_TIMEOUT, self = GetCurrentThreadId();
    struct timeval now;
    struct timespec end;
    int late = 0;

    if (!count || count > MAXIMUM_WAIT_OBJECTS) return keyblob_fail(ERROR_INVALID_PARAMETER) - 1U;
    for (i = 0; i < count; i++)
        if (!keyblob_object_of(handles[i])) return keyblob_fail(ERROR_INVALID_HANDLE) - 1U;
    gettimeofday(&now, NULL);
    end.tv_sec = now.tv_sec + (time_t)(milliseconds / 1000);
    end.tv_nsec = now.tv_usec * 1000L + (long)(milliseconds % 1000) * 1000000L;
    if (end.tv_nsec >= 1000000000L) end.tv_sec++, end.tv_nsec -= 1000000000L;
    pthread_mutex_lock(&keyblob_objects);
    for (;;) {
        for (i = ready = 0; i < count; i++) {
            if (!keyblob_may_take(keyblob_object_of(handles[i]), self)) continue;
            ready++;
            if (!all) break;
        }
        if (ready == (all ? count : 1U)) {
            result = WAIT_OBJECT_0 + (all ? 0 : i);
            for (i = all ? 0 : i; i < (all ? count : result + 1); i++) keyblob_take(keyblob_object_of(handles[i]), self);
            break;
        }
        if (late || !milliseconds) break;
        if (milliseconds == INFINITE)
            pthread_cond_wait(&keyblob_change, &keyblob_objects);
        else
            late = pthread_cond_timedwait(&keyblob_change, &keyblob_objects, &end) == ETIMEDOUT;
    }
    pthread_mutex_unlock(&keyblob_objects);
    return result;
}
KEYBLOB_INLINE DWORD WaitForSingleObject(HANDLE handle, DWORD milliseconds)
{
    return WaitForMultipleObjects(1, &handle, FALSE, milliseconds);
}
#define WaitForSingleObjectEx(handle, milliseconds, alertable) WaitForSingleObject((handle), (milliseconds))
#define WaitForMultipleObjectsEx(count, handles, all, milliseconds, alertable) \
    WaitForMultipleObjects((count), (handles), (all), (milliseconds))

/* Sets an object's count and wakes who waits for it. */
KEYBLOB_INLINE BOOL keyblob_set_event(HANDLE event, LONG count)
{
    keyblob_object *object = keyblob_object_of(event);

    if (!object || object->kind != KEYBLOB_EVENT) return keyblob_fail(ERROR_INVALID_HANDLE);
    pthread_mutex_lock(&keyblob_objects);
    object->count = count;
    pthread_cond_broadcast(&keyblob_change);
    pthread_mutex_unlock(&keyblob_objects);
    return TRUE;
}
KEYBLOB_INLINE BOOL SetEvent(HANDLE event) { return keyblob_set_event(event, 1); }
KEYBLOB_INLINE BOOL ResetEvent(HANDLE event) { return keyblob_set_event(event, 0); }
KEYBLOB_INLINE HANDLE CreateEventA(LPSECURITY_ATTRIBUTES security, BOOL manual, BOOL set, LPCSTR name)
{
    HANDLE event = keyblob_new_object(KEYBLOB_EVENT, set != 0);

    (void)security, (void)name;
    if (event) keyblob_object_of(event)->manual = manual;
    return event;
}

KEYBLOB_INLINE HANDLE CreateMutexA(LPSECURITY_ATTRIBUTES security, BOOL own, LPCSTR name)
{
    HANDLE mutex = keyblob_new_object(KEYBLOB_MUTEX, 0);

    (void)security, (void)name;
    if (mutex && own) keyblob_take(keyblob_object_of(mutex), GetCurrentThreadId());
    return mutex;
}
KEYBLOB_INLINE BOOL ReleaseMutex(HANDLE mutex)
{
    keyblob_object *object = keyblob_object_of(mutex);
    BOOL mine;

    if (!object || object->kind != KEYBLOB_MUTEX) return keyblob_fail(ERROR_INVALID_HANDLE);
    pthread_mutex_lock(&keyblob_objects);
    mine = object->count && object->owner == GetCurrentThreadId();
    if (mine && !--object->count) pthread_cond_broadcast(&keyblob_change);
    pthread_mutex_unlock(&keyblob_objects);
    return mine ? TRUE : keyblob_fail(ERROR_NOT_OWNER);
}

KEYBLOB_INLINE HANDLE CreateSemaphoreA(LPSECURITY_ATTRIBUTES security, LONG count, LONG most, LPCSTR name)
{
    HANDLE semaphore;

    (void)security, (void)name;
    if (count < 0 || most <= 0 || count > most) {
        keyblob_fail(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    semaphore = keyblob_new_object(KEYBLOB_SEMAPHORE, count);
    if (semaphore) keyblob_object_of(semaphore)->most = most;
    return semaphore;
}
KEYBLOB_INLINE BOOL ReleaseSemaphore(HANDLE semaphore, LONG more, LPLONG before)
{
    keyblob_object *object = keyblob_object_of(semaphore);
    BOOL fits;

    if (!object || object->kind != KEYBLOB_SEMAPHORE) return keyblob_fail(ERROR_INVALID_HANDLE);
    if (more <= 0) return keyblob_fail(ERROR_INVALID_PARAMETER);
    pthread_mutex_lock(&keyblob_objects);
    fits = more <= object->most - object->count;
    if (fits && before) *before = object->count;
    if (fits) object->count += more;
    pthread_cond_broadcast(&keyblob_change);
    pthread_mutex_unlock(&keyblob_objects);
    return fits ? TRUE : keyblob_fail(ERROR_TOO_MANY_POSTS);
}
#define CreateEventW(security, manual, set, name) CreateEventA((security), (manual), (set), ((void)(name), (LPCSTR)NULL))
#define CreateMutexW(security, own, name) CreateMutexA((security), (own), ((void)(name), (LPCSTR)NULL))
#define CreateSemaphoreW(security, count, most, name) \
    CreateSemaphoreA((security), (count), (most), ((void)(name), (LPCSTR)NULL))
#define CreateEvent WINCRYPT_FORM(CreateEvent)
#define CreateMutex WINCRYPT_FORM(CreateMutex)
#define CreateSemaphore WINCRYPT_FORM(CreateSemaphore)

KEYBLOB_INLINE void *keyblob_run_thread(void *argument)
{
    keyblob_object *thread = (keyblob_object *)argument;
    DWORD code;

    pthread_mutex_lock(&keyblob_objects);
    thread->owner = GetCurrentThreadId();
    pthread_cond_broadcast(&keyblob_change);
    while (thread->count) pthread_cond_wait(&keyblob_change, &keyblob_objects);
    pthread_mutex_unlock(&keyblob_objects);
    code = thread->start(thread->argument);
    pthread_mutex_lock(&keyblob_objects);
    thread->code = code;
    thread->ended = 1;
    pthread_cond_broadcast(&keyblob_change);
    pthread_mutex_unlock(&keyblob_objects);
    keyblob_release(thread);
    return NULL;
}

/* A stack size of 0 means the system's. */
KEYBLOB_INLINE HANDLE CreateThread(LPSECURITY_ATTRIBUTES security, SIZE_T stack, LPTHREAD_START_ROUTINE start,
                                   LPVOID argument, DWORD flags, LPDWORD number)
{
    HANDLE handle = keyblob_new_object(KEYBLOB_THREAD, flags & CREATE_SUSPENDED ? 1 : 0);
    keyblob_object *thread = handle ? keyblob_object_of(handle) : NULL;
    pthread_attr_t attributes;
    pthread_t made;
    int refused;

    (void)security;
    if (!thread) return NULL;
    thread->start = start;
    thread->argument = argument;
    thread->references = 2;
    thread->code = STILL_ACTIVE;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (stack >= 65536) pthread_attr_setstacksize(&attributes, (stack + 4095) & ~(SIZE_T)4095);
    refused = pthread_create(&made, &attributes, keyblob_run_thread, thread);
    pthread_attr_destroy(&attributes);
    if (refused) {
        free(thread);
        keyblob_fail(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    pthread_mutex_lock(&keyblob_objects);
    while (!thread->owner) pthread_cond_wait(&keyblob_change, &keyblob_objects);
    if (number) *number = thread->owner;
    pthread_mutex_unlock(&keyblob_objects);
    return handle;
}
KEYBLOB_INLINE DWORD ResumeThread(HANDLE handle)
{
    keyblob_object *thread = keyblob_object_of(handle);
    LONG before;

    if (!thread || thread->kind != KEYBLOB_THREAD) return keyblob_fail(ERROR_INVALID_HANDLE) - 1U;
    pthread_mutex_lock(&keyblob_objects);
    before = thread->count;
    if (before) thread->count--;
    pthread_cond_broadcast(&keyblob_change);
    pthread_mutex_unlock(&keyblob_objects);
    return (DWORD)before;
}
KEYBLOB_INLINE BOOL GetExitCodeThread(HANDLE handle, LPDWORD code)
{
    keyblob_object *thread = keyblob_object_of(handle);

    if (!thread || thread->kind != KEYBLOB_THREAD) return keyblob_fail(ERROR_INVALID_HANDLE);
    pthread_mutex_lock(&keyblob_objects);
    *code = thread->code;
    pthread_mutex_unlock(&keyblob_objects);
    return TRUE;
}
/* The C library's way; the handle is to be closed. */
KEYBLOB_INLINE UINT_PTR _beginthreadex(void *security, unsigned stack, unsigned(__stdcall *start)(void *), void *argument,
                                       unsigned flags, unsigned *number)
{
    return (UINT_PTR)CreateThread((LPSECURITY_ATTRIBUTES)security, stack, start, argument, flags, number);
}

#include "critical-sections.h"

#endif
