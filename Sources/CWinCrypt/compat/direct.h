#include "windows.h"
#include <unistd.h> /* whose names this header has on Windows, too */
