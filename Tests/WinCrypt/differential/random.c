#include "driver.h"

static uint64_t state;

/* SplitMix64 (Steele, Lea, Flood 2014): any state is a good one. */
static uint64_t next(void) {
    uint64_t z = state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

void draw_for(uint64_t seed, uint64_t episode, uint64_t step) {
    state = seed;
    state = next() ^ episode;
    state = next() ^ step;
    next();
}

uint32_t below(uint32_t bound) { return (uint32_t)((next() >> 32) * bound >> 32); }

int percent(uint32_t probability) { return below(100) < probability; }

void fill(BYTE *bytes, DWORD length) {
    DWORD i;
    for (i = 0; i < length; i++) bytes[i] = (BYTE)below(256);
}
