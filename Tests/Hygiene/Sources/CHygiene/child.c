#define _GNU_SOURCE
#include "child.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int hygiene_run_child(int (*body)(void *context), void *context, unsigned seconds) {
    pid_t child = fork();
    if (child < 0) return -255;
    if (child == 0) {
        alarm(seconds);
        _exit(body(context));
    }
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -255;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

void *hygiene_shared_memory(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}
