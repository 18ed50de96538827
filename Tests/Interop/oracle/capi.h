/* The parts of capi-oracle. */
#ifndef CAPI_H
#define CAPI_H
#include "oracle.h"
#include <wincrypt.h>

#ifndef CRYPT_NOHASHOID
#define CRYPT_NOHASHOID 1
#endif

extern Table providers, keys, hashes;

/* A call after which GetLastError speaks of this call only. */
#define CALL(expression) (SetLastError(0), (expression))

/* Answers ok, or the error of the call that has just failed. */
void conclude(BOOL done, const char *call);

/* The same, and keeps the handle under the name that argument `argument` tells. */
void keep(Table *table, const Command *c, const char *argument, BOOL done, const char *call, const ULONG_PTR *handle);

/* The same, with the bytes that the call brought. */
void conclude_data(BOOL done, const char *call, const char *field, const BYTE *data, DWORD length);

extern const Verb key_verbs[], hash_verbs[];
int generate_vectors(const char *theme);
#endif
