/* Provider types, provider names, key pairs of a container. */
#ifndef KEYBLOB_WINCRYPT_PROVIDERS_H
#define KEYBLOB_WINCRYPT_PROVIDERS_H

/* dwProvType. This library has the RSA and DSS types; the rest are numbers that Windows assigned. */
#define PROV_RSA_FULL 1
#define PROV_RSA_SIG 2
#define PROV_DSS 3
#define PROV_FORTEZZA 4
#define PROV_MS_EXCHANGE 5
#define PROV_SSL 6
#define PROV_STT_MER 7
#define PROV_STT_ACQ 8
#define PROV_STT_BRND 9
#define PROV_STT_ROOT 10
#define PROV_STT_ISS 11
#define PROV_RSA_SCHANNEL 12
#define PROV_DSS_DH 13
#define PROV_EC_ECDSA_SIG 14
#define PROV_EC_ECNRA_SIG 15
#define PROV_EC_ECDSA_FULL 16
#define PROV_EC_ECNRA_FULL 17
#define PROV_DH_SCHANNEL 18
#define PROV_SPYRUS_LYNKS 20
#define PROV_RNG 21
#define PROV_INTEL_SEC 22
#define PROV_REPLACE_OWF 23
#define PROV_RSA_AES 24

/* szProvider */
#define MS_DEF_PROV_A "Microsoft Base Cryptographic Provider v1.0"
#define MS_ENHANCED_PROV_A "Microsoft Enhanced Cryptographic Provider v1.0"
#define MS_STRONG_PROV_A "Microsoft Strong Cryptographic Provider"
#define MS_DEF_RSA_SIG_PROV_A "Microsoft RSA Signature Cryptographic Provider"
#define MS_DEF_RSA_SCHANNEL_PROV_A "Microsoft RSA SChannel Cryptographic Provider"
#define MS_DEF_DSS_PROV_A "Microsoft Base DSS Cryptographic Provider"
#define MS_DEF_DSS_DH_PROV_A "Microsoft Base DSS and Diffie-Hellman Cryptographic Provider"
#define MS_ENH_DSS_DH_PROV_A "Microsoft Enhanced DSS and Diffie-Hellman Cryptographic Provider"
#define MS_DEF_DH_SCHANNEL_PROV_A "Microsoft DH SChannel Cryptographic Provider"
#define MS_SCARD_PROV_A "Microsoft Base Smart Card Crypto Provider"
#define MS_ENH_RSA_AES_PROV_A "Microsoft Enhanced RSA and AES Cryptographic Provider"
#define MS_ENH_RSA_AES_PROV_XP_A "Microsoft Enhanced RSA and AES Cryptographic Provider (Prototype)"

#define MS_DEF_PROV_W WINCRYPT_WIDE(MS_DEF_PROV_A)
#define MS_ENHANCED_PROV_W WINCRYPT_WIDE(MS_ENHANCED_PROV_A)
#define MS_STRONG_PROV_W WINCRYPT_WIDE(MS_STRONG_PROV_A)
#define MS_DEF_RSA_SIG_PROV_W WINCRYPT_WIDE(MS_DEF_RSA_SIG_PROV_A)
#define MS_DEF_RSA_SCHANNEL_PROV_W WINCRYPT_WIDE(MS_DEF_RSA_SCHANNEL_PROV_A)
#define MS_DEF_DSS_PROV_W WINCRYPT_WIDE(MS_DEF_DSS_PROV_A)
#define MS_DEF_DSS_DH_PROV_W WINCRYPT_WIDE(MS_DEF_DSS_DH_PROV_A)
#define MS_ENH_DSS_DH_PROV_W WINCRYPT_WIDE(MS_ENH_DSS_DH_PROV_A)
#define MS_DEF_DH_SCHANNEL_PROV_W WINCRYPT_WIDE(MS_DEF_DH_SCHANNEL_PROV_A)
#define MS_SCARD_PROV_W WINCRYPT_WIDE(MS_SCARD_PROV_A)
#define MS_ENH_RSA_AES_PROV_W WINCRYPT_WIDE(MS_ENH_RSA_AES_PROV_A)
#define MS_ENH_RSA_AES_PROV_XP_W WINCRYPT_WIDE(MS_ENH_RSA_AES_PROV_XP_A)

#define MS_DEF_PROV WINCRYPT_FORM(MS_DEF_PROV_)
#define MS_ENHANCED_PROV WINCRYPT_FORM(MS_ENHANCED_PROV_)
#define MS_STRONG_PROV WINCRYPT_FORM(MS_STRONG_PROV_)
#define MS_DEF_RSA_SIG_PROV WINCRYPT_FORM(MS_DEF_RSA_SIG_PROV_)
#define MS_DEF_RSA_SCHANNEL_PROV WINCRYPT_FORM(MS_DEF_RSA_SCHANNEL_PROV_)
#define MS_DEF_DSS_PROV WINCRYPT_FORM(MS_DEF_DSS_PROV_)
#define MS_DEF_DSS_DH_PROV WINCRYPT_FORM(MS_DEF_DSS_DH_PROV_)
#define MS_ENH_DSS_DH_PROV WINCRYPT_FORM(MS_ENH_DSS_DH_PROV_)
#define MS_DEF_DH_SCHANNEL_PROV WINCRYPT_FORM(MS_DEF_DH_SCHANNEL_PROV_)
#define MS_SCARD_PROV WINCRYPT_FORM(MS_SCARD_PROV_)
#define MS_ENH_RSA_AES_PROV WINCRYPT_FORM(MS_ENH_RSA_AES_PROV_)
#define MS_ENH_RSA_AES_PROV_XP WINCRYPT_FORM(MS_ENH_RSA_AES_PROV_XP_)

/* dwKeySpec: the two key pairs of a container. */
#define AT_KEYEXCHANGE 1
#define AT_SIGNATURE 2

#define MAXUIDLEN 64

#endif
