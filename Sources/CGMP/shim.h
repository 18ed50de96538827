/* GMP for Swift. Its mpn_* names are macros, which Swift does not see; the functions behind them are __gmpn_*. */
#ifndef KEYBLOB_CGMP_SHIM_H
#define KEYBLOB_CGMP_SHIM_H

#include <gmp.h>

#endif
