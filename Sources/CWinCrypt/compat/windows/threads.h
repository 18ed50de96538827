/* Threads, over POSIX threads. */
#ifndef KEYBLOB_WINDOWS_THREADS_H
#define KEYBLOB_WINDOWS_THREADS_H

#include "waiting.h"

#define STILL_ACTIVE 259U
#define CREATE_SUSPENDED 0x00000004
#define THREAD_PRIORITY_NORMAL 0

KEYBLOB_INLINE HANDLE GetCurrentThread(void) { return (HANDLE)(LONG_PTR)-2; }
KEYBLOB_INLINE HANDLE GetCurrentProcess(void) { return (HANDLE)(LONG_PTR)-1; }
KEYBLOB_INLINE BOOL SwitchToThread(void) { return keyblob_poll(NULL, 0, 0) == 0; }

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

/* The older way, whose handle is nobody's. */
typedef struct keyblob_old_start {
    void(__cdecl *start)(void *);
    void *argument;
} keyblob_old_start;
KEYBLOB_INLINE DWORD keyblob_run_old(LPVOID argument)
{
    keyblob_old_start job = *(keyblob_old_start *)argument;

    free(argument);
    job.start(job.argument);
    return 0;
}
KEYBLOB_INLINE UINT_PTR _beginthread(void(__cdecl *start)(void *), unsigned stack, void *argument)
{
    keyblob_old_start *job = (keyblob_old_start *)keyblob_allocate(sizeof *job, 0);
    HANDLE handle = NULL;

    if (job) {
        job->start = start;
        job->argument = argument;
        handle = CreateThread(NULL, stack, keyblob_run_old, job, 0, NULL);
    }
    if (!handle) {
        free(job);
        return (UINT_PTR)-1;
    }
    CloseHandle(handle);
    return (UINT_PTR)handle;
}

#include "critical-sections.h"
#include "locks.h"

#endif
