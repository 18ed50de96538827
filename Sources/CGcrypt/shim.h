/* libgcrypt for Swift: what the Swift importer cannot see is given a function here, and nothing else. */
#ifndef KEYBLOB_CGCRYPT_SHIM_H
#define KEYBLOB_CGCRYPT_SHIM_H

#include <gcrypt.h>

/* gcry_control is variadic, which Swift cannot call. */
static inline gcry_error_t kb_gcry_control(enum gcry_ctl_cmds command) {
    return gcry_control(command);
}
static inline gcry_error_t kb_gcry_control_int(enum gcry_ctl_cmds command, int value) {
    return gcry_control(command, value);
}

/* gcry_cipher_test_algo and gcry_md_test_algo are function-like macros. */
static inline int kb_gcry_has_cipher(int algorithm) { return gcry_cipher_test_algo(algorithm) == 0; }
static inline int kb_gcry_has_digest(int algorithm) { return gcry_md_test_algo(algorithm) == 0; }

/* gcry_cipher_ctl takes a command that is an enum in C and an int in the prototype. */
static inline gcry_error_t kb_gcry_allow_weak_key(gcry_cipher_hd_t handle) {
    return gcry_cipher_ctl(handle, GCRYCTL_SET_ALLOW_WEAK_KEY, NULL, 1);
}

#endif
