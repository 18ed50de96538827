/* The last error of each thread, and what concerns forks. All other functions of wincrypt.h are implemented in Swift
 * (Sources/WinCrypt). */
#include "wincrypt.h"
#include "last-error.h"

#include <pthread.h>
#include <stdatomic.h>

static _Thread_local DWORD last_error;

/* Weak: a program that is linked with the static library may bring its own. */
__attribute__((weak)) DWORD WINAPI GetLastError(void) { return last_error; }

__attribute__((weak)) void WINAPI SetLastError(DWORD dwErrCode) { last_error = dwErrCode; }

void kb_report_error(uint32_t code) { SetLastError(code); }

static atomic_uint fork_generation;

uint32_t kb_fork_generation(void) { return atomic_load_explicit(&fork_generation, memory_order_relaxed); }

static void (*release_after_fork)(void);

static void in_child(void) {
    atomic_fetch_add_explicit(&fork_generation, 1, memory_order_relaxed);
    release_after_fork();
}

void kb_at_fork(void (*prepare)(void), void (*release)(void)) {
    release_after_fork = release;
    pthread_atfork(prepare, release, in_child);
}
