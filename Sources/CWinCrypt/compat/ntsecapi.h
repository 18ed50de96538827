#include "windows.h"
#define RtlGenRandom SystemFunction036
