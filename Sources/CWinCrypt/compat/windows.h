/* windows.h for Linux: what programs that use CryptoAPI take from it, over POSIX. docs/porting.md lists it.
 *
 * Functions are static and inline: nothing here needs a library beyond wincrypt's. C from gnu89 and C99 on, C++ from C++98 on. */
#ifndef KEYBLOB_WINDOWS_H
#define KEYBLOB_WINDOWS_H

/* #pragma comment(lib, "advapi32.lib") and its like mean nothing here. */
#pragma GCC diagnostic ignored "-Wunknown-pragmas"
/* Programs set handles, which are numbers, to NULL. Newer compilers take that for an error; here too it is a warning. */
#if !defined(__cplusplus) && (defined(__clang__) ? __clang_major__ >= 15 : __GNUC__ >= 14)
#pragma GCC diagnostic warning "-Wint-conversion"
#endif

#include <wincrypt.h>

#define KEYBLOB_INLINE static __inline__ __attribute__((unused))

#include "windows/annotations.h"
#include "windows/types.h"
#include "windows/text.h"
#include "windows/wide.h"
#include "windows/encoding.h"
#include "windows/decoding.h"
#include "windows/memory.h"
#include "windows/files.h"
#include "windows/folders.h"
#include "windows/file-facts.h"
#include "windows/find.h"
#include "windows/console.h"
#include "windows/messages.h"
#include "windows/clock.h"
#include "windows/process.h"
#include "windows/computer.h"
#include "windows/interlocked.h"
#include "windows/threads.h"
#include "windows/mapping.h"
#include "windows/loading.h"
#include "windows/crt.h"
#include "windows/numbers.h"
#include "windows/wide-crt.h"
#include "windows/arrays.h"

#endif
