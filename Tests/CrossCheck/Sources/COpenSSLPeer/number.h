#ifndef PEER_NUMBER_H
#define PEER_NUMBER_H

#include "openssl_peer.h"
#include <openssl/bn.h>

/* An integer of its bytes; who calls owns it. */
static inline BIGNUM *number(peer_bytes bytes) { return BN_bin2bn(bytes.bytes, (int)bytes.count, NULL); }

#endif
