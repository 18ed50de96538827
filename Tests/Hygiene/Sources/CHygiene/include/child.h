/* Forking, which Swift does not let one do. */
#ifndef HYGIENE_CHILD_H
#define HYGIENE_CHILD_H

#include <stddef.h>

/* Runs `body` in a forked child, which is killed after `seconds`, and returns its exit status, or minus the number of the
 * signal that ended it (SIGALRM: it hung). */
int hygiene_run_child(int (*body)(void *context), void *context, unsigned seconds);

/* `size` zeroed bytes that parent and children share; NULL where the system has none. */
void *hygiene_shared_memory(size_t size);

#endif
