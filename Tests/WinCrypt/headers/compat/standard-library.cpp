// Windows first, then the whole of the standard library: no macro of ours may harm it.
#include <tchar.h>
#include <windows.h>
#include <wincrypt.h>
#include <conio.h>
#include <strsafe.h>
#include <algorithm>
#include <any>
#include <array>
#include <atomic>
#include <bitset>
#include <chrono>
#include <cctype>
#include <cmath>
#include <complex>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <cwchar>
#include <deque>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iomanip>
#include <iostream>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <random>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <unordered_map>
#include <variant>
#include <vector>
#include <sys/stat.h>
#include <sys/wait.h>
#include <netinet/in.h>

int main()
{
    std::vector<BYTE> bytes(10);
    HCRYPTPROV provider = 0;
    char text[10];

    if (!CryptAcquireContext(&provider, nullptr, nullptr, PROV_RSA_AES, CRYPT_VERIFYCONTEXT)) {
        DWORD code = GetLastError();
        std::cerr << std::hex << code << '\n';
        switch (code) { // NTE codes are of GetLastError's type
        case NTE_BAD_KEYSET: return 1;
        case ERROR_MORE_DATA: return 2;
        }
    }
    const DWORD codes[] = {NTE_EXISTS, NTE_NO_KEY, ERROR_BUSY};
    strcpy_s(text, "x");
    sprintf_s(text, "%d", static_cast<int>(std::min<size_t>(bytes.size(), 5)));
    return static_cast<int>(std::max(codes[0], codes[1]) & 1);
}
