#ifndef CORES_H
#define CORES_H

#include <stdbool.h>

// Keeps the calling thread, and those it begins from now on, to the last of the machine's cores (the first has the
// interrupts), or gives them all cores again.
void use_cores(bool only_the_last);

// Keeps the calling thread to one core; numbers from that of the cores on begin anew with the first.
void use_core(int number);

#endif
