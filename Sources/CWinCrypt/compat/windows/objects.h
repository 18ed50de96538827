/* What a HANDLE stands for that can be waited on: threads, events, mutexes, semaphores. Such a HANDLE is a pointer with its
 * lowest bits 2; a file's are 0.
 *
 * One mutex and one condition guard them all, so that waiting for several is as simple as waiting for one. */
#ifndef KEYBLOB_WINDOWS_OBJECTS_H
#define KEYBLOB_WINDOWS_OBJECTS_H

typedef DWORD(WINAPI *LPTHREAD_START_ROUTINE)(LPVOID argument);
typedef LPTHREAD_START_ROUTINE PTHREAD_START_ROUTINE;

typedef enum keyblob_kind { KEYBLOB_EVENT, KEYBLOB_MUTEX, KEYBLOB_SEMAPHORE, KEYBLOB_THREAD } keyblob_kind;

typedef struct keyblob_object {
    keyblob_kind kind;
    int references; /* the handle, and a running thread itself */
    int manual;     /* an event that stays set */
    LONG count;     /* how often it may be taken; a mutex: how often its owner has; a thread: how often it is suspended */
    LONG most;      /* of a semaphore */
    DWORD owner;    /* of a mutex; of a thread, its number */
    int ended;      /* a thread; `code` is what it said */
    DWORD code;
    LPTHREAD_START_ROUTINE start;
    LPVOID argument;
} keyblob_object;

#ifdef __cplusplus
extern "C" {
#endif
/* The same in all files of a program. */
__attribute__((weak)) pthread_mutex_t keyblob_objects = PTHREAD_MUTEX_INITIALIZER;
__attribute__((weak)) pthread_cond_t keyblob_change = PTHREAD_COND_INITIALIZER;
#ifdef __cplusplus
}
#endif

KEYBLOB_INLINE keyblob_object *keyblob_object_of(HANDLE handle)
{
    UINT_PTR value = (UINT_PTR)handle;

    /* -2 is GetCurrentThread's. */
    return (value & 3) == 2 && value < (UINT_PTR)-4096 ? (keyblob_object *)(value - 2) : NULL;
}

KEYBLOB_INLINE HANDLE keyblob_new_object(keyblob_kind kind, LONG count)
{
    keyblob_object *object = (keyblob_object *)calloc(1, sizeof *object);

    if (!object) {
        keyblob_fail(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    object->kind = kind;
    object->references = 1;
    object->count = count;
    SetLastError(ERROR_SUCCESS);
    return (HANDLE)((UINT_PTR)object + 2);
}

KEYBLOB_INLINE BOOL keyblob_release(keyblob_object *object)
{
    int left;

    pthread_mutex_lock(&keyblob_objects);
    left = --object->references;
    pthread_mutex_unlock(&keyblob_objects);
    if (!left) free(object);
    return TRUE;
}

#endif
