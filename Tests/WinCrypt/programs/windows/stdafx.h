/* What Visual Studio's wizard makes for a console program, and headers in the spellings that Windows does not tell apart. */
#include <stdio.h>
#include <stdlib.h>
#include <tchar.h>
