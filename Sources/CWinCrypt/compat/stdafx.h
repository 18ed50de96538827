/* What Visual Studio's wizard puts there, for a program that has none of its own. */
#include <stdio.h>
#include <stdlib.h>
#include "tchar.h"
