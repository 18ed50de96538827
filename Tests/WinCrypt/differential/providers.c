/* Providers: their parameters, their names and types.
 *
 * The A forms of Wine write through a NULL length pointer, and leave the length of a failed call to chance: neither is asked
 * or shown. The machine's default provider is not touched.
 */
#include "driver.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    HCRYPTPROV in;
    DWORD parameter, flags;
} Query;

static BOOL provider_parameter(void *arguments, BYTE *data, DWORD *length) {
    Query *query = arguments;
    return CryptGetProvParam(query->in, query->parameter, data, length, query->flags);
}

/* An entry in words. Names as far as they go; what stands behind the NUL means nothing. */
typedef char Entry[160];

static void describe_algorithm(const BYTE *data, DWORD length, Entry entry) {
    if (length == sizeof(PROV_ENUMALGS)) {
        PROV_ENUMALGS a;
        memcpy(&a, data, sizeof a);
        snprintf(entry, sizeof(Entry), "%x %u %u %.20s", a.aiAlgid, (unsigned)a.dwBitLen, (unsigned)a.dwNameLen, a.szName);
    } else if (length == sizeof(PROV_ENUMALGS_EX)) {
        PROV_ENUMALGS_EX a;
        memcpy(&a, data, sizeof a);
        snprintf(entry, sizeof(Entry), "%x %u %u %u %x %u %.20s, %u %.40s", a.aiAlgid, (unsigned)a.dwDefaultLen, (unsigned)a.dwMinLen,
                 (unsigned)a.dwMaxLen, (unsigned)a.dwProtocols, (unsigned)a.dwNameLen, a.szName, (unsigned)a.dwLongNameLen,
                 a.szLongName);
    } else
        strcpy(entry, "length");
}

static void show_algorithm(const BYTE *data, DWORD length, Likeness likeness) {
    Entry entry;
    (void)likeness;
    describe_algorithm(data, length, entry);
    also("%s", entry);
}

static void show_name(const BYTE *data, DWORD length, Likeness likeness) {
    (void)likeness;
    also("%.*s", (int)length, (const char *)data);
}

static Entry listed[64];

static int by_text(const void *a, const void *b) { return strcmp(a, b); }

/* A whole list in one line, sorted, for nobody says which is first. */
static void show_list(size_t n) {
    size_t i;
    qsort(listed, n, sizeof listed[0], by_text);
    for (i = 0; i < n; i++) also("%s;", listed[i]);
}

static void enumerate_algorithms(DWORD parameter) {
    DWORD length, flags = CRYPT_FIRST;
    size_t n = 0;
    begin("CryptGetProvParam", "%s, %u, all", context_name(), (unsigned)parameter);
    for (; n < COUNT(listed); flags = 0) {
        length = sizeof answer;
        if (!TRY(CryptGetProvParam(context.handle, parameter, answer, &length, flags))) break;
        describe_algorithm(answer, length, listed[n++]);
    }
    if (outcome(n > 0, "enumerated")) show_list(n);
    end();
    length = sizeof answer;
    begin("CryptGetProvParam", "%s, %u, after all", context_name(), (unsigned)parameter);
    outcome(TRY(CryptGetProvParam(context.handle, parameter, answer, &length, 0)), "enumerated");
    end();
}

int step_provider_param(void) {
    static const DWORD parameters[] = {PP_NAME,      PP_CONTAINER, PP_PROVTYPE,        PP_KEYSPEC,          PP_KEYSET_TYPE,
                                       PP_KEYSTORAGE, PP_IMPTYPE,  PP_SIG_KEYSIZE_INC, PP_KEYX_KEYSIZE_INC, PP_VERSION};
    static const DWORD odd[] = {0, 99, 0x8000, PP_KEYSET_SEC_DESCR + 100};
    Handle in = context_handle(6);
    Query query;
    char text[40];
    DWORD length;
    BOOL ok;
    query.in = in.value, query.flags = 0;
    if (is_dss() && in.slot == 0 && in.value == context.handle) {
        query.parameter = percent(80) ? PP_NAME : 99; /* it knows little else */
    } else {
        if (percent(4)) {
            enumerate_algorithms(percent(50) ? PP_ENUMALGS : PP_ENUMALGS_EX);
            return 1;
        }
        if (percent(8)) {
            BYTE data[16] = {0};
            begin("CryptSetProvParam", "%s, 99", in.name);
            ok = outcome(TRY(CryptSetProvParam(in.value, 99, data, 0)), "");
            (void)ok;
            end();
            return 1;
        }
        query.parameter = percent(94) ? ONE_OF(parameters) : ONE_OF(odd);
        if (percent(5)) query.parameter = percent(50) ? PP_ENUMALGS : PP_ENUMALGS_EX, query.flags = CRYPT_FIRST;
    }
    snprintf(text, sizeof text, "%s, %u, %x", in.name, (unsigned)query.parameter, (unsigned)query.flags);
    get("CryptGetProvParam", text, provider_parameter, &query, EXACT, 0,
        query.parameter == PP_NAME || query.parameter == PP_CONTAINER             ? show_name
        : query.parameter == PP_ENUMALGS || query.parameter == PP_ENUMALGS_EX ? show_algorithm
                                                                               : NULL,
        &length);
    return 1;
}

static void show_wide(const WCHAR *name) {
    char narrow[128];
    size_t i;
    for (i = 0; i < sizeof narrow - 1 && name[i]; i++) narrow[i] = (char)name[i];
    narrow[i] = 0;
    also("%s", narrow);
}

typedef BOOL(WINAPI *EnumerateA)(DWORD, DWORD *, DWORD, DWORD *, LPSTR, DWORD *);
typedef BOOL(WINAPI *EnumerateW)(DWORD, DWORD *, DWORD, DWORD *, LPWSTR, DWORD *);

static void enumerate(const char *function, EnumerateA a, EnumerateW w) {
    static WCHAR name[256];
    static const char *const rooms[] = {"none", "short", "ample"};
    DWORD index = percent(85) ? below(6) : below(40), type = 0, length = sizeof name, reserved = 0, flags = percent(6) ? 1 : 0;
    int with_reserved = percent(4);
    uint32_t room = percent(60) ? 2 : below(2);
    char called[40];
    BOOL ok;
    memset(name, 0, sizeof name);
    if (room == 0) length = 0;
    if (room == 1) length = 2 * (1 + below(5));
    snprintf(called, sizeof called, "%s%s", function, a ? "A" : "W");
    begin(called, "%u, %s, %u, room=%s", (unsigned)index, with_reserved ? "reserved" : "0", (unsigned)flags, rooms[room]);
    ok = outcome(a ? TRY(a(index, with_reserved ? &reserved : NULL, flags, &type, room ? (LPSTR)name : NULL, &length))
                   : TRY(w(index, with_reserved ? &reserved : NULL, flags, &type, room ? name : NULL, &length)),
                 room ? "data" : "size");
    if (ok) also("type=%u len=%u", (unsigned)type, (unsigned)length);
    if (ok && room) {
        if (a) also("%s", (char *)name);
        else show_wide(name);
    }
    end();
}

static void every_provider(void) {
    DWORD type, length, index;
    char name[200];
    begin("CryptEnumProvidersA", "all");
    for (index = 0; index < COUNT(listed); index++) {
        length = sizeof name;
        if (!TRY(CryptEnumProvidersA(index, NULL, 0, &type, name, &length))) break;
        snprintf(listed[index], sizeof(Entry), "%u %u %.130s", (unsigned)type, (unsigned)length, name);
    }
    if (outcome(index > 0, "enumerated")) show_list(index);
    end();
    length = sizeof name;
    begin("CryptEnumProvidersA", "after all");
    outcome(TRY(CryptEnumProvidersA(index, NULL, 0, &type, name, &length)), "data");
    end();
}

static void default_provider(void) {
    static const DWORD types[] = {PROV_RSA_AES, PROV_RSA_SCHANNEL, PROV_DSS, PROV_DSS_DH, 999, 1000, 4, PROV_RSA_FULL};
    static WCHAR name[256];
    DWORD type = ONE_OF(types), length = sizeof name, reserved = 0, flags = percent(85) ? CRYPT_MACHINE_DEFAULT : percent(50) ? CRYPT_USER_DEFAULT : 8;
    int with_reserved = percent(5), letter_w = percent(40), room = percent(80);
    BOOL ok;
    memset(name, 0, sizeof name);
    begin(letter_w ? "CryptGetDefaultProviderW" : "CryptGetDefaultProviderA", "%u, %s, %x, room=%s", (unsigned)type,
          with_reserved ? "reserved" : "0", (unsigned)flags, room ? "ample" : "none");
    ok = outcome(letter_w ? TRY(CryptGetDefaultProviderW(type, with_reserved ? &reserved : NULL, flags, room ? name : NULL, &length))
                          : TRY(CryptGetDefaultProviderA(type, with_reserved ? &reserved : NULL, flags, room ? (LPSTR)name : NULL, &length)),
                 room ? "data" : "size");
    if (ok) also("len=%u", (unsigned)length);
    if (ok && room) {
        if (letter_w) show_wide(name);
        else also("%s", (char *)name);
    }
    end();
}

/* Only what is refused: a default that one side has and the other has not would change every later episode. */
static void set_provider(void) {
    static const char *const names[] = {"No Such Provider", NULL};
    DWORD reserved = 0;
    const char *name = ONE_OF(names);
    const DWORD flags = percent(50) ? 0x10 : CRYPT_DELETE_DEFAULT;
    switch (below(4)) {
    case 0:
        begin("CryptSetProviderA", "%s, 1", name ? name : "0");
        outcome(TRY(CryptSetProviderA(name, PROV_RSA_FULL)), "");
        break;
    case 1:
        begin("CryptSetProviderExA", "%s, 1, reserved, 2", name ? name : "0");
        outcome(TRY(CryptSetProviderExA(name, PROV_RSA_FULL, &reserved, CRYPT_USER_DEFAULT)), "");
        break;
    case 2:
        begin("CryptSetProviderExA", "%s, 1000, 0, 2", name ? name : "0");
        outcome(TRY(CryptSetProviderExA(name, 1000, NULL, CRYPT_USER_DEFAULT)), "");
        break;
    default:
        begin("CryptSetProviderExA", "%s, 1, 0, %x", name ? name : "0", (unsigned)flags);
        outcome(TRY(CryptSetProviderExA(name, PROV_RSA_FULL, NULL, flags)), "");
    }
    end();
}

int step_providers(void) {
    switch (below(7)) {
    case 0: enumerate("CryptEnumProviders", CryptEnumProvidersA, NULL); break;
    case 1: enumerate("CryptEnumProviders", NULL, CryptEnumProvidersW); break;
    case 2: enumerate("CryptEnumProviderTypes", CryptEnumProviderTypesA, NULL); break;
    case 3: enumerate("CryptEnumProviderTypes", NULL, CryptEnumProviderTypesW); break;
    case 4: default_provider(); break;
    case 5: every_provider(); break;
    default: set_provider();
    }
    return 1;
}
