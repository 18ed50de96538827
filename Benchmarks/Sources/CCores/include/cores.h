#ifndef CORES_H
#define CORES_H

#include <stdbool.h>

// Keeps the calling thread, and those it begins from now on, to the last of the machine's cores (the first has the
// interrupts), or gives them all cores again.
void use_cores(bool only_the_last);

#endif
