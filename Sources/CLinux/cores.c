#define _GNU_SOURCE
#include "cores.h"

#include <sched.h>

int kb_usable_cores(void) {
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
    return CPU_COUNT(&cores);
}
