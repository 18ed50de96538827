/* Algorithm identifiers: three bits of class, four of type, nine of number. */
#ifndef KEYBLOB_WINCRYPT_ALGORITHMS_H
#define KEYBLOB_WINCRYPT_ALGORITHMS_H

#define GET_ALG_CLASS(x) ((x) & (7 << 13))
#define GET_ALG_TYPE(x) ((x) & (15 << 9))
#define GET_ALG_SID(x) ((x) & 511)

#define ALG_CLASS_ANY 0
#define ALG_CLASS_SIGNATURE (1 << 13)
#define ALG_CLASS_MSG_ENCRYPT (2 << 13)
#define ALG_CLASS_DATA_ENCRYPT (3 << 13)
#define ALG_CLASS_HASH (4 << 13)
#define ALG_CLASS_KEY_EXCHANGE (5 << 13)
#define ALG_CLASS_ALL (7 << 13)

#define ALG_TYPE_ANY 0
#define ALG_TYPE_DSS (1 << 9)
#define ALG_TYPE_RSA (2 << 9)
#define ALG_TYPE_BLOCK (3 << 9)
#define ALG_TYPE_STREAM (4 << 9)
#define ALG_TYPE_DH (5 << 9)
#define ALG_TYPE_SECURECHANNEL (6 << 9)
#define ALG_TYPE_ECDH (7 << 9)

#define ALG_SID_ANY 0
/* RSA */
#define ALG_SID_RSA_ANY 0
#define ALG_SID_RSA_PKCS 1
#define ALG_SID_RSA_MSATWORK 2
#define ALG_SID_RSA_ENTRUST 3
#define ALG_SID_RSA_PGP 4
/* DSS */
#define ALG_SID_DSS_ANY 0
#define ALG_SID_DSS_PKCS 1
#define ALG_SID_DSS_DMS 2
#define ALG_SID_ECDSA 3
/* block ciphers */
#define ALG_SID_DES 1
#define ALG_SID_RC2 2
#define ALG_SID_3DES 3
#define ALG_SID_DESX 4
#define ALG_SID_IDEA 5
#define ALG_SID_CAST 6
#define ALG_SID_SAFERSK64 7
#define ALG_SID_SAFERSK128 8
#define ALG_SID_3DES_112 9
#define ALG_SID_SKIPJACK 10
#define ALG_SID_TEK 11
#define ALG_SID_CYLINK_MEK 12
#define ALG_SID_RC5 13
#define ALG_SID_AES_128 14
#define ALG_SID_AES_192 15
#define ALG_SID_AES_256 16
#define ALG_SID_AES 17
/* stream ciphers */
#define ALG_SID_RC4 1
#define ALG_SID_SEAL 2
/* Diffie-Hellman and other key agreement */
#define ALG_SID_DH_SANDF 1
#define ALG_SID_DH_EPHEM 2
#define ALG_SID_AGREED_KEY_ANY 3
#define ALG_SID_KEA 4
#define ALG_SID_ECDH 5
#define ALG_SID_ECDH_EPHEM 6
#define ALG_SID_ECMQV 1
/* hashes */
#define ALG_SID_MD2 1
#define ALG_SID_MD4 2
#define ALG_SID_MD5 3
#define ALG_SID_SHA 4
#define ALG_SID_SHA1 4
#define ALG_SID_MAC 5
#define ALG_SID_RIPEMD 6
#define ALG_SID_RIPEMD160 7
#define ALG_SID_SSL3SHAMD5 8
#define ALG_SID_HMAC 9
#define ALG_SID_TLS1PRF 10
#define ALG_SID_HASH_REPLACE_OWF 11
#define ALG_SID_SHA_256 12
#define ALG_SID_SHA_384 13
#define ALG_SID_SHA_512 14
/* Schannel */
#define ALG_SID_SSL3_MASTER 1
#define ALG_SID_SCHANNEL_MASTER_HASH 2
#define ALG_SID_SCHANNEL_MAC_KEY 3
#define ALG_SID_PCT1_MASTER 4
#define ALG_SID_SSL2_MASTER 5
#define ALG_SID_TLS1_MASTER 6
#define ALG_SID_SCHANNEL_ENC_KEY 7

#define ALG_SID_EXAMPLE 80

/* The identifiers themselves, written out, so that they can be looked up from a dump. */
#define CALG_NO_SIGN 0x2000
#define CALG_DSS_SIGN 0x2200
#define CALG_ECDSA 0x2203
#define CALG_RSA_SIGN 0x2400

#define CALG_SSL3_MASTER 0x4C01
#define CALG_SCHANNEL_MASTER_HASH 0x4C02
#define CALG_SCHANNEL_MAC_KEY 0x4C03
#define CALG_PCT1_MASTER 0x4C04
#define CALG_SSL2_MASTER 0x4C05
#define CALG_TLS1_MASTER 0x4C06
#define CALG_SCHANNEL_ENC_KEY 0x4C07

#define CALG_NULLCIPHER 0x6000
#define CALG_DES 0x6601
#define CALG_RC2 0x6602
#define CALG_3DES 0x6603
#define CALG_DESX 0x6604
#define CALG_3DES_112 0x6609
#define CALG_SKIPJACK 0x660A
#define CALG_TEK 0x660B
#define CALG_CYLINK_MEK 0x660C
#define CALG_RC5 0x660D
#define CALG_AES_128 0x660E
#define CALG_AES_192 0x660F
#define CALG_AES_256 0x6610
#define CALG_AES 0x6611 /* without a key length: no key can be made with it */
#define CALG_RC4 0x6801
#define CALG_SEAL 0x6802

#define CALG_MD2 0x8001
#define CALG_MD4 0x8002
#define CALG_MD5 0x8003
#define CALG_SHA 0x8004
#define CALG_SHA1 0x8004
#define CALG_MAC 0x8005
#define CALG_SSL3_SHAMD5 0x8008
#define CALG_HMAC 0x8009
#define CALG_TLS1PRF 0x800A
#define CALG_HASH_REPLACE_OWF 0x800B
#define CALG_SHA_256 0x800C
#define CALG_SHA_384 0x800D
#define CALG_SHA_512 0x800E

#define CALG_ECMQV 0xA001
#define CALG_HUGHES_MD5 0xA003
#define CALG_RSA_KEYX 0xA400
#define CALG_DH_SF 0xAA01
#define CALG_DH_EPHEM 0xAA02
#define CALG_AGREEDKEY_ANY 0xAA03
#define CALG_KEA_KEYX 0xAA04
#define CALG_ECDH 0xAA05
#define CALG_ECDH_EPHEM 0xAE06

#endif
