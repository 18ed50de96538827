/* What the implementation of wincrypt.h needs of C; not installed. */
#ifndef KEYBLOB_LAST_ERROR_H
#define KEYBLOB_LAST_ERROR_H

#include <stdint.h>

/* Sets the calling thread's last error through the exported SetLastError: a program that has a GetLastError and
 * SetLastError of its own sees it. */
void kb_report_error(uint32_t code);

/* How many forks lie between this process and the one that loaded the library. */
uint32_t kb_fork_generation(void);

/* Has `prepare` called before every fork, and `release` after it in parent and child. */
void kb_at_fork(void (*prepare)(void), void (*release)(void));

#endif
