/* The parts of capi-file. */
#ifndef CAPI_FILE_H
#define CAPI_FILE_H
#include <windows.h>
#include <wincrypt.h>
#include <stdio.h>

/* The command line. A field that was not given is NULL or 0. */
typedef struct {
    const char *public_file, *private_file, *password_file;     /* which branch: a key pair, or a password */
    ALG_ID algorithm, hash;
    DWORD bits;                                                 /* of a variable-length algorithm, else 0 */
    DWORD padding;                                              /* 0 or CRYPT_OAEP */
    const char *input, *output;
} Options;

/* session-key.c: the four ways to a session key. The blob, if the file has one, is written or read on the way. */
HCRYPTKEY new_wrapped_key(HCRYPTPROV provider, const Options *options, FILE *output);
HCRYPTKEY read_wrapped_key(HCRYPTPROV provider, const Options *options, FILE *input);
HCRYPTKEY derive_key(HCRYPTPROV provider, const Options *options);
void export_pair(HCRYPTPROV provider, DWORD bits, const char *name);

/* body.c: the file's contents, chunk by chunk. */
void encrypt_body(HCRYPTKEY key, FILE *input, FILE *output);
void decrypt_body(HCRYPTKEY key, FILE *input, FILE *output);

/* capi-file.c: end with one line of complaint, and without a half-written output. */
__attribute__((noreturn)) void fail(const char *what);
__attribute__((noreturn)) void fail_call(const char *call);     /* with GetLastError */
FILE *open_file(const char *name, const char *mode);
#endif
