#include "driver.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *file;
static int flushing;
static char line[8192];
static size_t used;
static char function_name[40];
static DWORD failure;
static uint32_t episode_number, step_number;

/* (function, outcome) pairs; there are some five hundred. */
static struct {
    char what[80];
    unsigned long times;
} counts[2048];
static size_t kinds;

static void fail(const char *why) {
    fprintf(stderr, "driver: %s\n", why);
    exit(2);
}

void open_transcript(const char *path, int flush) {
    file = fopen(path, "wb");
    if (!file) fail("cannot write the transcript");
    flushing = flush;
}

static void append(const char *format, va_list arguments) {
    int n = vsnprintf(line + used, sizeof line - used, format, arguments);
    if (n < 0 || (size_t)n >= sizeof line - used) fail("a line too long");
    used += (size_t)n;
}

static void text(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    append(format, arguments);
    va_end(arguments);
}

static void put_line(void) {
    line[used++] = '\n';
    if (fwrite(line, 1, used, file) != used) fail("cannot write the transcript");
    used = 0;
    if (flushing) fflush(file);
}

static int by_name(const void *a, const void *b) { return strcmp(a, b); }

void close_transcript(void) {
    size_t i;
    qsort(counts, kinds, sizeof counts[0], by_name);
    for (i = 0; i < kinds; i++) {
        text("count %s %lu", counts[i].what, counts[i].times);
        put_line();
    }
    if (fclose(file)) fail("cannot write the transcript");
}

void at(uint32_t episode, uint32_t step) { episode_number = episode, step_number = step; }

void begin(const char *function, const char *format, ...) {
    va_list arguments;
    snprintf(function_name, sizeof function_name, "%s", function);
    text("%u.%u %s(", (unsigned)episode_number, (unsigned)step_number, function);
    va_start(arguments, format);
    append(format, arguments);
    va_end(arguments);
    text(")");
    /* For a crash: what was asked stands in the file before the answer. */
    if (flushing) {
        fwrite(line, 1, used, file);
        fflush(file);
        used = 0;
    }
}

BOOL attempted(BOOL result) {
    failure = result ? 0 : GetLastError();
    return result ? TRUE : FALSE;
}

static void count(const char *what) {
    char both[sizeof counts[0].what];
    size_t i;
    snprintf(both, sizeof both, "%s %s", function_name, what);
    for (i = 0; i < kinds; i++)
        if (!strcmp(counts[i].what, both)) {
            counts[i].times++;
            return;
        }
    if (kinds == COUNT(counts)) fail("too many kinds of outcome");
    memcpy(counts[kinds].what, both, sizeof both);
    counts[kinds++].times = 1;
}

BOOL outcome(BOOL result, const char *form) {
    char what[40];
    if (result)
        snprintf(what, sizeof what, "ok%s%s", *form ? "/" : "", form);
    else
        snprintf(what, sizeof what, "%08x", (unsigned)failure);
    text(" -> %s", what);
    count(what);
    return result;
}

void also(const char *format, ...) {
    va_list arguments;
    text(" ");
    va_start(arguments, format);
    append(format, arguments);
    va_end(arguments);
}

void bytes(const BYTE *data, DWORD length, Likeness likeness) {
    static const char marks[] = {'=', '~', '?', '*'};
    uint64_t hash = 0xcbf29ce484222325u;
    DWORD i;
    text(" %c", marks[likeness]);
    if (likeness == RANDOM) return;
    if (length <= 48 || (likeness == PARITY && length <= 512)) {
        for (i = 0; i < length; i++) text("%02x", data[i]);
        return;
    }
    for (i = 0; i < length; i++) hash = (hash ^ data[i]) * 0x100000001b3u; /* FNV-1a */
    for (i = 0; i < 16; i++) text("%02x", data[i]);
    text("..%08x%08x", (unsigned)(hash >> 32), (unsigned)(hash & 0xffffffff));
}

void end(void) { put_line(); }

void remark(const char *format, ...) {
    va_list arguments;
    text("%u.%u : ", (unsigned)episode_number, (unsigned)step_number);
    va_start(arguments, format);
    append(format, arguments);
    va_end(arguments);
    put_line();
}
