/* Another process, stopped: what ptrace(2), which is variadic, does for the memory scan. 0 is success. */
#ifndef HYGIENE_TRACEE_H
#define HYGIENE_TRACEE_H

#include <stddef.h>
#include <sys/types.h>

/* Stops a thread of a child process where it stands. */
int hygiene_stop_thread(pid_t thread);

/* Lets it go on; a system call that was interrupted begins again. */
int hygiene_resume_thread(pid_t thread);

/* Copies the general (vector: the extended) registers of a stopped thread, and returns their length in bytes. */
ssize_t hygiene_read_registers(pid_t thread, int vector, void *buffer, size_t size);

#endif
