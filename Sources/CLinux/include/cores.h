/* Processor cores. */
#ifndef KEYBLOB_CORES_H
#define KEYBLOB_CORES_H

/* How many cores the calling thread may run on: those of the machine, or fewer in a container or under taskset; 1 where
 * the system does not say. */
int kb_usable_cores(void);

#endif
