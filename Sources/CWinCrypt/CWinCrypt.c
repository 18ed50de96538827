/* The header alone: what it declares is implemented in Swift (Sources/WinCrypt). */
#include "wincrypt.h"

typedef int keyblob_header_only;
