#include "arena.h"

#include <errno.h>
#include <sys/random.h>

bool kb_random(void *bytes, size_t size) {
    for (char *next = bytes; size > 0;) {
        ssize_t count = getrandom(next, size, 0);
        if (count < 0 && errno != EINTR) return false;
        if (count > 0) { next += count; size -= (size_t)count; }
    }
    return true;
}
