#include "tracee.h"

#include <elf.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>

int hygiene_stop_thread(pid_t thread) {
    if (ptrace(PTRACE_SEIZE, thread, NULL, NULL) != 0) return -1;
    if (ptrace(PTRACE_INTERRUPT, thread, NULL, NULL) != 0) return -1;
    int status;
    return waitpid(thread, &status, __WALL) == thread && WIFSTOPPED(status) ? 0 : -1;
}

int hygiene_resume_thread(pid_t thread) { return ptrace(PTRACE_DETACH, thread, NULL, NULL) == 0 ? 0 : -1; }

ssize_t hygiene_read_registers(pid_t thread, int vector, void *buffer, size_t size) {
    struct iovec registers = { .iov_base = buffer, .iov_len = size };
    long kind = vector ? NT_X86_XSTATE : NT_PRSTATUS;
    return ptrace(PTRACE_GETREGSET, thread, (void *)kind, &registers) == 0 ? (ssize_t)registers.iov_len : -1;
}
