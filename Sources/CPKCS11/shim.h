// PKCS #11 2.40 as p11-kit declares it. Types and numbers alone: a token's module is loaded at run time, and nothing is
// linked.
#ifndef KEYBLOB_CPKCS11_H
#define KEYBLOB_CPKCS11_H

#include <p11-kit-1/p11-kit/pkcs11.h>

#endif
