#include "machine.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is held of every call:
 * - a failure says why: the last error is another than before;
 * - a destroyed or invented handle is refused with ERROR_INVALID_PARAMETER (other arguments may be refused first, with
 *   another error, but success is a find);
 * - a success gives a handle that is neither 0 nor one that is there already.
 * Which outcome of which function an input reached is its coverage: the library has no counters of its own. */

enum { MOST = 256 };
static struct {
    ULONG_PTR handle;
    Kind kind;
    int dead;
} table[MOST];
static size_t used;
static ULONG_PTR placed;
static int invalid; /* the call to come has a handle that must not be taken */

__attribute__((section("__libfuzzer_extra_counters"))) static unsigned char reached[1 << 14];

static void find(const char *function, const char *why) {
    fprintf(stderr, "machine: %s: %s, last error %08x\n", function, why, (unsigned)GetLastError());
    abort();
}

ULONG_PTR take_handle(Kind kind) {
    const uint8_t which = take8();
    size_t i, n = 0;
    if (which >= 0xf8) { /* any of the table, or any number */
        if (which < 0xfc && used) {
            i = take8() % used;
            invalid |= table[i].dead || table[i].kind != kind;
            return table[i].handle;
        }
        invalid = 1;
        const ULONG_PTR number = which == 0xff ? 0 : which == 0xfe ? (ULONG_PTR)take32() << 32 | take32() : take8();
        for (i = 0; i < used; i++)
            if (table[i].handle == number && !table[i].dead) return 0;
        return number;
    }
    for (i = 0; i < used; i++) n += table[i].kind == kind;
    if (!n) {
        invalid = 1;
        return 0;
    }
    /* The latest have the lowest numbers: what an input refers to stays when something is put before it. */
    n = which % n;
    for (i = used; i-- > 0;)
        if (table[i].kind == kind && !n--) {
            invalid |= table[i].dead;
            return table[i].handle;
        }
    return 0;
}

ULONG_PTR take_optional(Kind kind) {
    const int before = invalid;
    const ULONG_PTR handle = take8() & 1 ? take_handle(kind) : 0;
    if (!handle) invalid = before;
    return handle;
}

ULONG_PTR *place(void) {
    placed = 0;
    return take8() == 0xff ? NULL : &placed;
}

void keep(Kind kind, BOOL ok) {
    size_t i;
    if (!ok) return;
    if (!placed) find("a maker of handles", "success without a handle");
    for (i = 0; i < used; i++)
        if (table[i].handle == placed) find("a maker of handles", "a handle that was given out before");
    if (used == MOST) abort();
    table[used].handle = placed, table[used].kind = kind, table[used++].dead = 0;
    placed = 0;
}

void gone(ULONG_PTR handle) {
    size_t i;
    for (i = 0; i < used; i++)
        if (table[i].handle == handle) table[i].dead = 1;
}

BOOL check(const char *function, BOOL ok) {
    const DWORD error = GetLastError();
    uint32_t hash = 2166136261u;
    const char *c;
    for (c = function; *c; c++) hash = (hash ^ (unsigned char)*c) * 16777619u;
    hash = (hash ^ (ok ? 0 : error)) * 16777619u;
    hash = (hash ^ hash >> 15) % sizeof reached;
    if (reached[hash] < 255) reached[hash]++;
    if (!ok && error == 0xdeadbeef) find(function, "failure without an error");
    if (ok && invalid) find(function, "a handle was taken that is none");
    invalid = 0;
    return ok;
}

void destroy_all(void) {
    size_t i;
    for (i = used; i-- > 0;) {
        if (table[i].dead || table[i].kind == CONTEXT) continue;
        if (table[i].kind == KEY) CryptDestroyKey(table[i].handle);
        if (table[i].kind == HASH) CryptDestroyHash(table[i].handle);
    }
    for (i = used; i-- > 0;)
        if (table[i].kind == CONTEXT)
            while (CryptReleaseContext(table[i].handle, 0)) {}
    used = 0, invalid = 0, placed = 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    int calls = 0;
    input_from(data, size);
    while (input_left() && used < MOST - 1 && calls++ < 200) {
        invalid = 0; /* of handles that were taken and then not passed to anything */
        call_something();
    }
    destroy_all();
    return 0;
}
