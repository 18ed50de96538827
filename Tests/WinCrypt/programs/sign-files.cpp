// Signs files in threads of their own, and verifies them: sign-files PRIVATEKEYBLOB-FILE FILE...
#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0601
#endif
#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>
#include <wincrypt.h>
#include <process.h>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>
#include <tchar.h>

namespace
{
using Bytes = std::vector<BYTE>;

class Lock
{
public:
    explicit Lock(CRITICAL_SECTION &section) : m_section(section) { EnterCriticalSection(&m_section); }
    ~Lock() { LeaveCriticalSection(&m_section); }
    Lock(const Lock &) = delete;
    Lock &operator=(const Lock &) = delete;

private:
    CRITICAL_SECTION &m_section;
};

// A handle that is closed once, and moves.
template <BOOL(WINAPI *Close)(ULONG_PTR)> class unique_handle
{
public:
    explicit unique_handle(ULONG_PTR handle = 0) : m_handle(handle) {}
    unique_handle(unique_handle &&other) : m_handle(other.m_handle) { other.m_handle = 0; }
    ~unique_handle() { reset(); }
    void reset()
    {
        if (m_handle) Close(m_handle);
        m_handle = 0;
    }
    ULONG_PTR get() const { return m_handle; }
    explicit operator bool() const { return m_handle != 0; }

private:
    ULONG_PTR m_handle;
};
using unique_key = unique_handle<CryptDestroyKey>;
using unique_hash = unique_handle<CryptDestroyHash>;

Bytes Load(const std::string &name)
{
    std::ifstream file(name.c_str(), std::ios::binary);
    return Bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

struct Job {
    HCRYPTPROV hProv;
    std::string file;
    Bytes signature;
    DWORD error;
    CRITICAL_SECTION *section;
    LONG volatile *done;
    HANDLE finished;
};

unique_hash HashOf(HCRYPTPROV hProv, const Bytes &data)
{
    HCRYPTHASH hHash = 0;
    if (!::CryptCreateHash(hProv, CALG_SHA1, 0, 0, &hHash)) return unique_hash();
    unique_hash hash(hHash);
    for (size_t at = 0; at < data.size(); at += 512)
        if (!::CryptHashData(hash.get(), &data[at], static_cast<DWORD>(std::min<size_t>(512, data.size() - at)), 0))
            return unique_hash();
    return hash;
}

unsigned int WINAPI SignOne(LPVOID lpParameter)
{
    Job *job = static_cast<Job *>(lpParameter);
    unique_hash hash = HashOf(job->hProv, Load(job->file));
    DWORD length = 0;
    Lock lock(*job->section);
    if (!hash || !CryptSignHash(hash.get(), AT_SIGNATURE, NULL, 0, NULL, &length))
        job->error = ::GetLastError();
    else {
        job->signature.resize(length);
        if (!CryptSignHash(hash.get(), AT_SIGNATURE, nullptr, 0, job->signature.data(), &length)) job->error = GetLastError();
    }
    if (InterlockedDecrement(job->done) == 0) SetEvent(job->finished);
    return job->error;
}
}

int _tmain(int argc, TCHAR **argv)
{
    if (argc < 3) return 2;
    const Bytes blob = Load(argv[1]);
    const char container[] = "keyblob sign-files";
    HCRYPTPROV hProv = NULL;
    HCRYPTKEY hKey = NULL;

    CryptAcquireContextA(&hProv, container, MS_ENHANCED_PROV_A, PROV_RSA_FULL, CRYPT_DELETEKEYSET);
    if (!CryptAcquireContextA(&hProv, container, MS_ENHANCED_PROV_A, PROV_RSA_FULL, CRYPT_NEWKEYSET)) {
        std::cerr << "no container: 0x" << std::hex << GetLastError() << std::endl;
        return 1;
    }
    Bytes forSigning(blob);
    reinterpret_cast<BLOBHEADER *>(forSigning.data())->aiKeyAlg = CALG_RSA_SIGN;
    if (!CryptImportKey(hProv, forSigning.data(), static_cast<DWORD>(forSigning.size()), 0, 0, &hKey)) {
        std::cerr << "no key: 0x" << std::hex << GetLastError() << std::endl;
        return 1;
    }
    unique_key key(hKey);

    CRITICAL_SECTION section;
    InitializeCriticalSection(&section);
    std::vector<Job> jobs;
    LONG volatile left = argc - 2;
    HANDLE finished = CreateEvent(NULL, TRUE, FALSE, NULL);
    for (int i = 2; i < argc; ++i) jobs.push_back(Job{hProv, argv[i], Bytes(), ERROR_SUCCESS, &section, &left, finished});
    std::vector<HANDLE> threads;
    for (auto &job : jobs) threads.push_back(reinterpret_cast<HANDLE>(_beginthreadex(nullptr, 0, &SignOne, &job, 0, nullptr)));
    if (WaitForSingleObject(finished, 60000) != WAIT_OBJECT_0) std::cout << "not finished\n";
    WaitForMultipleObjects(static_cast<DWORD>(threads.size()), threads.data(), TRUE, INFINITE);
    for (HANDLE thread : threads) {
        DWORD code = 99;
        GetExitCodeThread(thread, &code);
        if (code) std::cout << "a thread ends with " << code << "\n";
        CloseHandle(thread);
    }

    HCRYPTKEY hPublic = 0;
    if (!CryptGetUserKey(hProv, AT_SIGNATURE, &hPublic)) std::cout << "no public key\n";
    unique_key publicKey(hPublic);
    int bad = 0;
    for (const Job &job : jobs) {
        Bytes data = Load(job.file);
        const BOOL good = CryptVerifySignature(HashOf(hProv, data).get(), job.signature.data(),
                                               static_cast<DWORD>(job.signature.size()), publicKey.get(), NULL, 0);
        std::cout << job.file << ": " << job.signature.size() << " bytes, " << (good ? "verified" : "WRONG") << std::endl;
        std::cout << "    ";
        for (size_t i = 0; i < 16 && i < job.signature.size(); ++i) std::printf("%02x", job.signature[job.signature.size() - 1 - i]);
        std::fflush(stdout);
        std::cout << std::endl;
        data.push_back('!');
        SetLastError(0);
        unique_hash other = HashOf(hProv, data);
        if (!CryptVerifySignature(other.get(), job.signature.data(), (DWORD)job.signature.size(), publicKey.get(), NULL, 0))
            std::cout << "    changed: 0x" << std::hex << GetLastError() << std::dec << std::endl;
        bad += !good;
    }
    CloseHandle(finished);
    DeleteCriticalSection(&section);
    key.reset();
    publicKey.reset();
    CryptReleaseContext(hProv, 0);
    CryptAcquireContextA(&hProv, container, MS_ENHANCED_PROV_A, PROV_RSA_FULL, CRYPT_DELETEKEYSET);
    return bad;
}
