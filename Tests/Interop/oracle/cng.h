/* The parts of cng-oracle. */
#ifndef CNG_H
#define CNG_H
#include "oracle.h"
#include <winternl.h>
#include <bcrypt.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

extern Table algorithms, keys, secrets;
extern const Oracle oracle;

/* The handles that a command names; NULL when there is none of the name. */
BCRYPT_ALG_HANDLE algorithm(const Command *c);
BCRYPT_KEY_HANDLE key(const Command *c);

/* A text as UTF-16, `+` standing for a blank; the caller frees it. An absent text is empty. */
WCHAR *wide(const char *text);

/* Answers ok, or the status of the call that failed. */
void conclude(NTSTATUS status, const char *call);
void conclude_data(NTSTATUS status, const char *call, const char *field, const BYTE *data, ULONG length);

/* The same, and keeps the handle under the name that argument `argument` tells. */
void keep(Table *table, const Command *c, const char *argument, NTSTATUS status, const char *call, void *handle);

extern const Verb key_verbs[], crypt_verbs[], derive_verbs[];
int generate_vectors(const char *theme);
#endif
