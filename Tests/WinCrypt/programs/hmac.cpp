// HMAC by HMAC_INFO under a key that is packed by hand, with classes that close what they open: hmac KEY TEXT...
#include <windows.h>
#include <wincrypt.h>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#pragma comment(lib, "Advapi32")
#pragma warning(disable : 4100)

typedef std::vector<BYTE> Bytes;

class CryptError : public std::runtime_error
{
public:
    CryptError(const char *what, DWORD code = ::GetLastError()) : std::runtime_error(what), m_code(code) {}
    DWORD code() const { return m_code; }

private:
    DWORD m_code;
};

// Closes a handle of any of the three kinds.
template <typename Handle, BOOL(WINAPI *Close)(Handle)> class Closing
{
public:
    Closing() : m_handle(0) {}
    ~Closing() { reset(); }
    Handle *operator&()
    {
        reset();
        return &m_handle;
    }
    operator Handle() const { return m_handle; }
    void reset()
    {
        if (m_handle) Close(m_handle);
        m_handle = 0;
    }

private:
    Closing(const Closing &);
    Closing &operator=(const Closing &);
    Handle m_handle;
};

class CProvider
{
public:
    CProvider(LPCSTR name, DWORD type) : m_hProv(NULL)
    {
        if (!CryptAcquireContextA(&m_hProv, NULL, name, type, CRYPT_VERIFYCONTEXT)) throw CryptError("CryptAcquireContext");
    }
    virtual ~CProvider()
    {
        if (m_hProv != NULL) CryptReleaseContext(m_hProv, 0);
    }
    HCRYPTPROV Handle() const { return m_hProv; }

private:
    HCRYPTPROV m_hProv;
};

#pragma pack(push, 1)
struct PlainTextKeyBlob {
    BLOBHEADER hdr;
    DWORD cbKeySize;
    BYTE rgbKeyData[1];
};
#pragma pack(pop)
C_ASSERT(FIELD_OFFSET(PlainTextKeyBlob, rgbKeyData) == 12);

class CHmac
{
public:
    CHmac(const CProvider &provider, ALG_ID algorithm, const Bytes &key) : m_provider(provider)
    {
        Bytes blob(FIELD_OFFSET(PlainTextKeyBlob, rgbKeyData) + key.size());
        PlainTextKeyBlob *p = reinterpret_cast<PlainTextKeyBlob *>(&blob[0]);
        p->hdr.bType = PLAINTEXTKEYBLOB;
        p->hdr.bVersion = CUR_BLOB_VERSION;
        p->hdr.reserved = 0;
        p->hdr.aiKeyAlg = CALG_RC2;
        p->cbKeySize = static_cast<DWORD>(key.size());
        CopyMemory(&blob[FIELD_OFFSET(PlainTextKeyBlob, rgbKeyData)], &key[0], key.size());
        if (!CryptImportKey(provider.Handle(), &blob[0], static_cast<DWORD>(blob.size()), 0, CRYPT_IPSEC_HMAC_KEY, &m_key))
            throw CryptError("CryptImportKey");
        if (!CryptCreateHash(provider.Handle(), CALG_HMAC, m_key, 0, &m_hash)) throw CryptError("CryptCreateHash");
        HMAC_INFO info;
        ZeroMemory(&info, sizeof(info));
        info.HashAlgid = algorithm;
        if (!CryptSetHashParam(m_hash, HP_HMAC_INFO, reinterpret_cast<BYTE *>(&info), 0)) throw CryptError("HP_HMAC_INFO");
        SecureZeroMemory(&blob[0], blob.size());
    }
    CHmac &operator<<(const std::string &text)
    {
        if (!CryptHashData(m_hash, reinterpret_cast<const BYTE *>(text.data()), (DWORD)text.size(), 0))
            throw CryptError("CryptHashData");
        return *this;
    }
    Bytes Value() const
    {
        DWORD length = 0, room = sizeof(DWORD);
        if (!CryptGetHashParam(m_hash, HP_HASHSIZE, (PBYTE)&length, &room, 0)) throw CryptError("HP_HASHSIZE");
        Bytes value(length);
        if (!CryptGetHashParam(m_hash, HP_HASHVAL, value.data(), &length, 0)) throw CryptError("HP_HASHVAL");
        return value;
    }

private:
    const CProvider &m_provider;
    Closing<HCRYPTKEY, CryptDestroyKey> m_key;
    Closing<HCRYPTHASH, CryptDestroyHash> m_hash;
};

static std::string ToHex(const Bytes &bytes)
{
    std::ostringstream out;
    out << std::hex << std::setfill('0');
    for (size_t i = 0; i < bytes.size(); ++i) out << std::setw(2) << static_cast<unsigned>(bytes[i]);
    return out.str();
}

int main(int argc, char *argv[])
{
    static const struct {
        const char *name;
        ALG_ID id;
    } algorithms[] = {{"MD5", CALG_MD5}, {"SHA1", CALG_SHA1}, {"SHA256", CALG_SHA_256}};

    if (argc < 3) {
        std::cerr << "usage: hmac key text..." << std::endl;
        return 2;
    }
    try {
        CProvider provider(MS_ENH_RSA_AES_PROV_A, PROV_RSA_AES);
        for (const auto &algorithm : algorithms) {
            CHmac mac(provider, algorithm.id, Bytes(argv[1], argv[1] + strlen(argv[1])));
            for (int i = 2; i < argc; ++i) mac << argv[i];
            std::cout << std::left << std::setw(8) << algorithm.name << ToHex(mac.Value()) << std::endl;
        }
        try {
            CHmac none(provider, CALG_SHA1, Bytes(1, 0x5a));
            none.Value();
            none << "after the value";
        } catch (const CryptError &error) {
            std::cout << error.what() << " 0x" << std::hex << error.code() << std::dec << "\n";
        }
    } catch (const CryptError &error) {
        std::cerr << error.what() << ": 0x" << std::hex << error.code() << std::endl;
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
