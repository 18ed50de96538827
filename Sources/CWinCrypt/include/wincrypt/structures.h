/* The structures, each with its size held against Windows's. */
#ifndef KEYBLOB_WINCRYPT_STRUCTURES_H
#define KEYBLOB_WINCRYPT_STRUCTURES_H

/* Key BLOBs: bType of the header */
#define SIMPLEBLOB 0x1
#define PUBLICKEYBLOB 0x6
#define PRIVATEKEYBLOB 0x7
#define PLAINTEXTKEYBLOB 0x8
#define OPAQUEKEYBLOB 0x9
#define PUBLICKEYBLOBEX 0xA
#define SYMMETRICWRAPKEYBLOB 0xB
#define KEYSTATEBLOB 0xC

#define CUR_BLOB_VERSION 2

#ifdef __cplusplus
extern "C" {
#endif

/* What every key BLOB begins with. */
typedef struct _PUBLICKEYSTRUC {
    BYTE bType;
    BYTE bVersion;
    WORD reserved;
    ALG_ID aiKeyAlg;
} BLOBHEADER, PUBLICKEYSTRUC;

/* RSA: "RSA1" or "RSA2", then the modulus and, of a private key, its parts, each with its lowest byte first. */
typedef struct _RSAPUBKEY {
    DWORD magic;
    DWORD bitlen;
    DWORD pubexp;
} RSAPUBKEY;

/* Diffie-Hellman and DSS, version 2 of the BLOB. */
typedef struct _PUBKEY {
    DWORD magic;
    DWORD bitlen;
} DHPUBKEY, DSSPUBKEY, KEAPUBKEY, TEKPUBKEY;

/* How DSS parameters came to be; counter 0xFFFFFFFF: nobody says. */
typedef struct _DSSSEED {
    DWORD counter;
    BYTE seed[20];
} DSSSEED;

/* Diffie-Hellman and DSS, version 3 of the BLOB. */
typedef struct _PUBKEYVER3 {
    DWORD magic;
    DWORD bitlenP;
    DWORD bitlenQ;
    DWORD bitlenJ;
    DSSSEED DSSSeed;
} DHPUBKEY_VER3, DSSPUBKEY_VER3;

typedef struct _PRIVKEYVER3 {
    DWORD magic;
    DWORD bitlenP;
    DWORD bitlenQ;
    DWORD bitlenJ;
    DWORD bitlenX;
    DSSSEED DSSSeed;
} DHPRIVKEY_VER3, DSSPRIVKEY_VER3;

/* KEYSTATEBLOB: what follows the header. */
typedef struct _CRYPT_RC4_KEY_STATE {
    unsigned char Key[16];
    unsigned char SBox[256];
    unsigned char i;
    unsigned char j;
} CRYPT_RC4_KEY_STATE, *PCRYPT_RC4_KEY_STATE;

typedef struct _CRYPT_DES_KEY_STATE {
    unsigned char Key[8];
    unsigned char IV[8];
    unsigned char Feedback[8];
} CRYPT_DES_KEY_STATE, *PCRYPT_DES_KEY_STATE;

typedef struct _CRYPT_3DES_KEY_STATE {
    unsigned char Key[24];
    unsigned char IV[8];
    unsigned char Feedback[8];
} CRYPT_3DES_KEY_STATE, *PCRYPT_3DES_KEY_STATE;

typedef struct _CRYPT_AES_128_KEY_STATE {
    unsigned char Key[16];
    unsigned char IV[16];
    unsigned char EncryptionState[11][16];
    unsigned char DecryptionState[11][16];
    unsigned char Feedback[16];
} CRYPT_AES_128_KEY_STATE, *PCRYPT_AES_128_KEY_STATE;

typedef struct _CRYPT_AES_256_KEY_STATE {
    unsigned char Key[32];
    unsigned char IV[16];
    unsigned char EncryptionState[15][16];
    unsigned char DecryptionState[15][16];
    unsigned char Feedback[16];
} CRYPT_AES_256_KEY_STATE, *PCRYPT_AES_256_KEY_STATE;

/* Bytes and how many: KP_SALT_EX, KP_P, KP_CLIENT_RANDOM, HP_TLS1PRF_SEED and others. */
#ifndef CRYPTO_BLOBS_DEFINED
#define CRYPTO_BLOBS_DEFINED
typedef struct _CRYPTOAPI_BLOB {
    DWORD cbData;
    BYTE *pbData;
} CRYPT_INTEGER_BLOB, *PCRYPT_INTEGER_BLOB, CRYPT_UINT_BLOB, *PCRYPT_UINT_BLOB, CRYPT_OBJID_BLOB, *PCRYPT_OBJID_BLOB,
    CERT_NAME_BLOB, *PCERT_NAME_BLOB, CERT_RDN_VALUE_BLOB, *PCERT_RDN_VALUE_BLOB, CERT_BLOB, *PCERT_BLOB, CRL_BLOB,
    *PCRL_BLOB, DATA_BLOB, *PDATA_BLOB, CRYPT_DATA_BLOB, *PCRYPT_DATA_BLOB, CRYPT_HASH_BLOB, *PCRYPT_HASH_BLOB,
    CRYPT_DIGEST_BLOB, *PCRYPT_DIGEST_BLOB, CRYPT_DER_BLOB, *PCRYPT_DER_BLOB, CRYPT_ATTR_BLOB, *PCRYPT_ATTR_BLOB;
#endif

/* The name of an algorithm, by OID, and its parameters in DER. */
typedef struct _CRYPT_ALGORITHM_IDENTIFIER {
    LPSTR pszObjId;
    CRYPT_OBJID_BLOB Parameters;
} CRYPT_ALGORITHM_IDENTIFIER, *PCRYPT_ALGORITHM_IDENTIFIER;

/* HP_HMAC_INFO: lengths of 0 mean the usual strings. */
typedef struct _HMAC_Info {
    ALG_ID HashAlgid;
    BYTE *pbInnerString;
    DWORD cbInnerString;
    BYTE *pbOuterString;
    DWORD cbOuterString;
} HMAC_INFO, *PHMAC_INFO;

/* KP_SCHANNEL_ALG */
typedef struct _SCHANNEL_ALG {
    DWORD dwUse;
    ALG_ID Algid;
    DWORD cBits;
    DWORD dwFlags;
    DWORD dwReserved;
} SCHANNEL_ALG, *PSCHANNEL_ALG;

/* KP_CMS_KEY_INFO */
typedef struct _CMS_KEY_INFO {
    DWORD dwVersion;
    ALG_ID Algid;
    BYTE *pbOID;
    DWORD cbOID;
} CMS_KEY_INFO, *PCMS_KEY_INFO;

/* KP_CMS_DH_KEY_INFO */
typedef struct _CMS_DH_KEY_INFO {
    DWORD dwVersion;
    ALG_ID Algid;
    LPSTR pszContentEncObjId;
    CRYPT_DATA_BLOB PubInfo;
    void *pReserved;
} CMS_DH_KEY_INFO, *PCMS_DH_KEY_INFO;

/* PP_ENUMALGS: an algorithm; dwNameLen counts the terminator. */
typedef struct _PROV_ENUMALGS {
    ALG_ID aiAlgid;
    DWORD dwBitLen;
    DWORD dwNameLen;
    CHAR szName[20];
} PROV_ENUMALGS;

/* PP_ENUMALGS_EX: the same with all its lengths, protocols and a long name. */
typedef struct _PROV_ENUMALGS_EX {
    ALG_ID aiAlgid;
    DWORD dwDefaultLen;
    DWORD dwMinLen;
    DWORD dwMaxLen;
    DWORD dwProtocols;
    DWORD dwNameLen;
    CHAR szName[20];
    DWORD dwLongNameLen;
    CHAR szLongName[40];
} PROV_ENUMALGS_EX;

/* An array of -1 elements, which does not compile, where a size is not Windows's; pointers are as wide as Win64's. */
#define WINCRYPT_SIZE(type, size) typedef char wincrypt_size_of_##type[sizeof(type) == (size) ? 1 : -1]
WINCRYPT_SIZE(BOOL, 4);
WINCRYPT_SIZE(BYTE, 1);
WINCRYPT_SIZE(CHAR, 1);
WINCRYPT_SIZE(WORD, 2);
WINCRYPT_SIZE(DWORD, 4);
WINCRYPT_SIZE(ALG_ID, 4);
WINCRYPT_SIZE(HCRYPTKEY, sizeof(void *));
WINCRYPT_SIZE(BLOBHEADER, 8);
WINCRYPT_SIZE(RSAPUBKEY, 12);
WINCRYPT_SIZE(DHPUBKEY, 8);
WINCRYPT_SIZE(DSSSEED, 24);
WINCRYPT_SIZE(DHPUBKEY_VER3, 40);
WINCRYPT_SIZE(DHPRIVKEY_VER3, 44);
WINCRYPT_SIZE(CRYPT_RC4_KEY_STATE, 274);
WINCRYPT_SIZE(CRYPT_DES_KEY_STATE, 24);
WINCRYPT_SIZE(CRYPT_3DES_KEY_STATE, 40);
WINCRYPT_SIZE(CRYPT_AES_128_KEY_STATE, 400);
WINCRYPT_SIZE(CRYPT_AES_256_KEY_STATE, 544);
WINCRYPT_SIZE(CRYPT_INTEGER_BLOB, 2 * sizeof(void *));
WINCRYPT_SIZE(HMAC_INFO, 4 * sizeof(void *) + (sizeof(void *) == 8 ? 8 : 4));
WINCRYPT_SIZE(SCHANNEL_ALG, 20);
WINCRYPT_SIZE(CMS_KEY_INFO, 8 + 2 * sizeof(void *));
WINCRYPT_SIZE(CMS_DH_KEY_INFO, 8 + 4 * sizeof(void *));
WINCRYPT_SIZE(PROV_ENUMALGS, 32);
WINCRYPT_SIZE(PROV_ENUMALGS_EX, 88);
#undef WINCRYPT_SIZE

#ifdef __cplusplus
}
#endif

#endif
