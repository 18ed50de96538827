#define _GNU_SOURCE
#include "cores.h"

#include <sched.h>
#include <unistd.h>

void use_cores(bool only_the_last) {
    int count = (int)sysconf(_SC_NPROCESSORS_CONF);
    cpu_set_t cores;
    CPU_ZERO(&cores);
    for (int core = only_the_last ? count - 1 : 0; core < count; core++) CPU_SET(core, &cores);
    sched_setaffinity(0, sizeof cores, &cores);
}

void use_core(int number) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(number % (int)sysconf(_SC_NPROCESSORS_CONF), &cores);
    sched_setaffinity(0, sizeof cores, &cores);
}
