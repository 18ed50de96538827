#define _GNU_SOURCE
#include "machine.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static const uint8_t *next, *end;

void input_from(const uint8_t *data, size_t size) { next = data, end = data + size; }

int input_left(void) { return next < end; }

uint8_t take8(void) { return next < end ? *next++ : 0; }

uint32_t take32(void) {
    uint32_t value = take8();
    value |= (uint32_t)take8() << 8;
    value |= (uint32_t)take8() << 16;
    return value | (uint32_t)take8() << 24;
}

DWORD take_from(const DWORD *list, size_t count) {
    const uint8_t which = take8();
    return which == 0xff ? take32() : list[which % count];
}

enum { REGION = 1 << 17, REGIONS = 4, PAGE = 4096 };

/* Several, for a call may take more than one buffer. */
static BYTE *region(void) {
    static BYTE *regions[REGIONS];
    static unsigned turn;
    BYTE **chosen = &regions[turn++ % REGIONS];
    if (!*chosen) {
        *chosen = mmap(NULL, REGION + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (*chosen == MAP_FAILED || mprotect(*chosen + REGION, PAGE, PROT_NONE)) abort();
    }
    return *chosen;
}

BYTE *take_bytes(DWORD length, DWORD room) {
    BYTE *bytes;
    size_t given = (size_t)(end - next);
    if (room < length) room = length;
    if (room > REGION) abort();
    bytes = region() + REGION - room;
    if (given > length) given = length;
    memcpy(bytes, next, given);
    memset(bytes + given, 0x5a, room - given);
    next += given;
    return bytes;
}
