/* What both oracles share: commands and their arguments, named handles, answers. README.md has the command language. */
#ifndef ORACLE_H
#define ORACLE_H
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The most that a query for a blob or a parameter can bring. */
#define BUFFER_ROOM 65536

/* Commands: a verb and its name=value arguments. */

#define MAX_ARGUMENTS 32
typedef struct { char *name, *value; } Argument;
typedef struct { char *verb; int count; Argument arguments[MAX_ARGUMENTS]; } Command;

/* Cuts `line` up in place: 1 a command, 0 nothing to do, -1 malformed. */
int parse_command(char *line, Command *command);

/* An argument's value; NULL or `fallback` when it is absent. */
const char *text(const Command *c, const char *name);
DWORD number(const Command *c, const char *name, DWORD fallback);

/* A hex argument, in zeroed memory of at least `room` bytes; NULL when absent or malformed. The caller frees it. */
BYTE *bytes(const Command *c, const char *name, DWORD *length, DWORD room);

/* Zeroed memory; there is always enough. */
void *allocate(size_t size);

/* Handles under names of the client's choice. */

typedef struct { char name[48]; ULONG_PTR handle; } Slot;
typedef struct { void (*destroy)(ULONG_PTR handle); int count; Slot slots[512]; } Table;

ULONG_PTR lookup(const Table *table, const char *name);
void store(Table *table, const char *name, ULONG_PTR handle);     /* destroys what had the name */
void drop(Table *table, const char *name);
void drop_all(Table *table);

/* Answers: one JSON object a line. Fields are put between answer_begin and answer_end. */

void answer_begin(void);
void put_hex(const char *name, const BYTE *data, DWORD length);
void put_number(const char *name, DWORD value);
void answer_end(void);
void answer_ok(void);
void answer_failure(const char *call, DWORD error);
void answer_failure_size(const char *call, DWORD error, DWORD size);
void answer_misuse(const char *message);                            /* the command itself was wrong */

/* Closes the object that encloses an answer, in gen mode. */
extern const char *answer_suffix;

/* The host: "wine-8.0", "windows-10.0.19045". */
extern char implementation[64];

/* A program: its verbs in tables, each ended by a NULL verb, the list of tables by a NULL. */
typedef struct { const char *verb; void (*run)(const Command *command); } Verb;
typedef struct {
    const char *name;
    const Verb *const *verbs;
    void (*before)(const Command *command);                         /* what precedes every command, or NULL */
    void (*reset)(void);
    int (*generate)(const char *theme);
} Oracle;

void run_command(const Oracle *oracle, const Command *command);
int oracle_main(const Oracle *oracle, int argc, char **argv);
#endif
