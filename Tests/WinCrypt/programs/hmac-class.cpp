// HMAC as a class of a browser's kind had it: handles that close themselves, a key BLOB with room for at least a byte.
#include <windows.h>
#include <wincrypt.h>
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>
#pragma comment(lib, "advapi32.lib")

template <class Handle, BOOL(WINAPI *Close)(Handle)> class Scoped
{
public:
    Scoped() : m_handle(0) {}
    ~Scoped()
    {
        if (m_handle) Close(m_handle);
    }
    Handle *receive() { return &m_handle; }
    operator Handle() const { return m_handle; }

private:
    Scoped(const Scoped &);
    Scoped &operator=(const Scoped &);

    Handle m_handle;
};

BOOL WINAPI Release(HCRYPTPROV provider) { return ::CryptReleaseContext(provider, 0); }

class HMAC
{
public:
    explicit HMAC(ALG_ID hash) : m_hash(hash) {}

    bool Init(const std::string &key)
    {
        struct KeyBlob {
            BLOBHEADER header;
            DWORD size;
            BYTE data[1];
        };
        std::vector<BYTE> storage((std::max)(offsetof(KeyBlob, data) + key.size(), sizeof(KeyBlob)));
        KeyBlob *blob = reinterpret_cast<KeyBlob *>(&storage[0]);

        if (!::CryptAcquireContext(m_provider.receive(), NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT)) return false;
        ::ZeroMemory(blob, sizeof(*blob));
        blob->header.bType = PLAINTEXTKEYBLOB;
        blob->header.bVersion = CUR_BLOB_VERSION;
        blob->header.aiKeyAlg = CALG_RC2;
        blob->size = static_cast<DWORD>(key.size());
        ::CopyMemory(blob->data, key.data(), key.size());
        const bool imported = ::CryptImportKey(m_provider, &storage[0], static_cast<DWORD>(storage.size()), 0, CRYPT_IPSEC_HMAC_KEY,
                                               m_key.receive()) != FALSE;
        ::SecureZeroMemory(blob->data, key.size());
        return imported;
    }

    bool Sign(const std::string &data, std::vector<BYTE> &digest) const
    {
        Scoped<HCRYPTHASH, ::CryptDestroyHash> hash;
        HMAC_INFO info = HMAC_INFO();
        DWORD size = 0, count = sizeof(size);

        info.HashAlgid = m_hash;
        if (!::CryptCreateHash(m_provider, CALG_HMAC, m_key, 0, hash.receive()) ||
            !::CryptSetHashParam(hash, HP_HMAC_INFO, reinterpret_cast<BYTE *>(&info), 0) ||
            !::CryptHashData(hash, reinterpret_cast<const BYTE *>(data.data()), static_cast<DWORD>(data.size()), 0) ||
            !::CryptGetHashParam(hash, HP_HASHSIZE, reinterpret_cast<BYTE *>(&size), &count, 0))
            return false;
        digest.resize(size);
        return ::CryptGetHashParam(hash, HP_HASHVAL, &digest[0], &size, 0) != FALSE;
    }

private:
    ALG_ID m_hash;
    Scoped<HCRYPTPROV, Release> m_provider;
    Scoped<HCRYPTKEY, ::CryptDestroyKey> m_key;
};

static void Show(ALG_ID hash, const std::string &key, const std::string &data)
{
    HMAC hmac(hash);
    std::vector<BYTE> digest;
    char text[3];

    if (!hmac.Init(key) || !hmac.Sign(data, digest)) {
        std::printf("0x%08lx\n", static_cast<unsigned long>(::GetLastError()));
        return;
    }
    for (size_t i = 0; i < digest.size(); i++) {
        sprintf_s(text, "%02x", digest[i]);
        std::printf("%s", text);
    }
    std::printf("\n");
}

int main()
{
    Show(CALG_SHA1, "", "");
    Show(CALG_SHA_256, "", "");
    Show(CALG_SHA1, "k", "data");
    Show(CALG_SHA1, "key", "The quick brown fox jumps over the lazy dog");
    Show(CALG_SHA_256, "key", "The quick brown fox jumps over the lazy dog");
    Show(CALG_MD5, "key", "The quick brown fox jumps over the lazy dog");
    Show(CALG_SHA1, std::string(65, 'K'), "a key longer than a block");
    Show(CALG_SHA_256, std::string(200, 'K'), "");
    return 0;
}
