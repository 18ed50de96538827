/* Waiting, and what is waited for: events, mutexes, semaphores. Names of objects are not looked at: none is another
 * process's. */
#ifndef KEYBLOB_WINDOWS_WAITING_H
#define KEYBLOB_WINDOWS_WAITING_H

#define WAIT_OBJECT_0 0U
#define WAIT_ABANDONED 0x00000080U
#define WAIT_TIMEOUT 258U
#define WAIT_FAILED 0xFFFFFFFFU
#define MAXIMUM_WAIT_OBJECTS 64
#define SYNCHRONIZE 0x00100000

KEYBLOB_INLINE DWORD GetCurrentThreadId(void) { return (DWORD)keyblob_syscall(SYS_gettid); }

/* The moment that many milliseconds from now. */
KEYBLOB_INLINE struct timespec keyblob_deadline(DWORD milliseconds)
{
    struct timeval now;
    struct timespec end;

    gettimeofday(&now, NULL);
    end.tv_sec = now.tv_sec + (time_t)(milliseconds / 1000);
    end.tv_nsec = now.tv_usec * 1000L + (long)(milliseconds % 1000) * 1000000L;
    if (end.tv_nsec >= 1000000000L) end.tv_sec++, end.tv_nsec -= 1000000000L;
    return end;
}

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
    struct timespec end = keyblob_deadline(milliseconds);
    int late = 0;

    if (!count || count > MAXIMUM_WAIT_OBJECTS) return keyblob_fail(ERROR_INVALID_PARAMETER) - 1U;
    for (i = 0; i < count; i++)
        if (!keyblob_object_of(handles[i])) return keyblob_fail(ERROR_INVALID_HANDLE) - 1U;
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

#endif
