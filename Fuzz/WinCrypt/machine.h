/* The handle machine: a fuzzer's input read as a sequence of CryptoAPI calls with any arguments.
 *
 * Handles are numbers of a table that keeps every one that ever was given out, destroyed ones too. Buffers end where
 * memory ends, so that a byte too far is a fault although the library itself is not instrumented.
 */
#ifndef MACHINE_H
#define MACHINE_H
#include <stddef.h>
#include <stdint.h>
#include <wincrypt.h>

/* input.c */
void input_from(const uint8_t *data, size_t size);
int input_left(void);
uint8_t take8(void);
uint32_t take32(void);
DWORD take_from(const DWORD *list, size_t count);         /* one of a list, now and then any number */
BYTE *take_bytes(DWORD length, DWORD room);               /* `length` bytes of input in a buffer of `room`, at the end of memory */
#define ONE_OF(list) take_from(list, sizeof(list) / sizeof *(list))

/* table.c */
typedef enum { CONTEXT, KEY, HASH } Kind;
ULONG_PTR take_handle(Kind kind);                         /* mostly one of this kind; the call to come is about it */
ULONG_PTR take_optional(Kind kind);                       /* the same, or 0 */
ULONG_PTR *place(void);                                   /* where a call leaves a handle */
void keep(Kind kind, BOOL ok);                            /* what it left there */
void gone(ULONG_PTR handle);                              /* destroyed: whatever uses it now must fail */
void destroy_all(void);
BOOL check(const char *function, BOOL ok);                /* the rules for every call; see table.c */
#define CALL(function, arguments) (SetLastError(0xdeadbeef), check(#function, function arguments))

/* calls.c */
void call_something(void);
#endif
