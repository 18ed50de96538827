/* What the C library keeps behind _GNU_SOURCE, so that Swift's Glibc does not show it. */
#ifndef KEYBLOB_FILES_H
#define KEYBLOB_FILES_H

/* O_PATH of open: a place in the file system, to look at and to go on from, which takes no right to read it. */
extern const int kb_open_path;

/* secure_getenv: a variable of the environment; NULL where it is not set, and in a program that has more rights than
 * whoever started it. */
const char *kb_secure_getenv(const char *name);

#endif
