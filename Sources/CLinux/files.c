#define _GNU_SOURCE
#include "files.h"

#include <fcntl.h>
#include <stdlib.h>

const int kb_open_path = O_PATH;

const char *kb_secure_getenv(const char *name) { return secure_getenv(name); }
