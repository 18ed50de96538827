/* Commands and named handles. */
#include "oracle.h"

static char *next_blank(char *p)
{
    while (*p && *p != ' ' && *p != '\t') p++;
    return p;
}

static char *skip_blanks(char *p)
{
    while (*p == ' ' || *p == '\t') p++;
    return p;
}

int parse_command(char *line, Command *command)
{
    char *p = skip_blanks(line);

    memset(command, 0, sizeof *command);
    if (!*p || *p == '#') return 0;
    command->verb = p;
    p = next_blank(p);
    while (*p) {
        *p++ = 0;
        p = skip_blanks(p);
        if (!*p) break;
        if (command->count == MAX_ARGUMENTS) return -1;
        Argument *a = &command->arguments[command->count++];
        a->name = p;
        p = next_blank(p);
        char *equals = memchr(a->name, '=', (size_t)(p - a->name));
        if (!equals) return -1;
        *equals = 0;
        a->value = equals + 1;
    }
    return 1;
}

const char *text(const Command *c, const char *name)
{
    for (int i = 0; i < c->count; i++)
        if (!strcmp(c->arguments[i].name, name)) return c->arguments[i].value;
    return NULL;
}

DWORD number(const Command *c, const char *name, DWORD fallback)
{
    const char *value = text(c, name);
    return value && *value ? (DWORD)strtoul(value, NULL, 0) : fallback;
}

static int nibble(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

BYTE *bytes(const Command *c, const char *name, DWORD *length, DWORD room)
{
    const char *value = text(c, name);
    size_t digits = value ? strlen(value) : 0, count = digits / 2;

    *length = 0;
    if (!value || digits % 2) return NULL;
    BYTE *data = allocate((count > room ? count : room) + 16);
    for (size_t i = 0; i < count; i++) {
        int high = nibble(value[2 * i]), low = nibble(value[2 * i + 1]);
        if (high < 0 || low < 0) { free(data); return NULL; }
        data[i] = (BYTE)(high << 4 | low);
    }
    *length = (DWORD)count;
    return data;
}

void *allocate(size_t size)
{
    void *p = calloc(1, size);
    if (!p) exit(3);
    return p;
}

static Slot *find(const Table *table, const char *name)
{
    if (!name || !*name) return NULL;
    for (int i = 0; i < table->count; i++)
        if (!strcmp(table->slots[i].name, name)) return (Slot *)&table->slots[i];
    return NULL;
}

ULONG_PTR lookup(const Table *table, const char *name)
{
    Slot *slot = find(table, name);
    return slot ? slot->handle : 0;
}

void drop(Table *table, const char *name)
{
    Slot *slot = find(table, name);
    if (!slot) return;
    table->destroy(slot->handle);
    memset(slot, 0, sizeof *slot);
}

static Slot *vacant(Table *table)
{
    for (int i = 0; i < table->count; i++)
        if (!table->slots[i].name[0]) return &table->slots[i];
    if (table->count == (int)(sizeof table->slots / sizeof *table->slots)) return NULL;
    return &table->slots[table->count++];
}

void store(Table *table, const char *name, ULONG_PTR handle)
{
    Slot *slot;

    drop(table, name);
    if (!name || !*name || strlen(name) >= sizeof slot->name || !(slot = vacant(table))) {
        table->destroy(handle);
        return;
    }
    strcpy(slot->name, name);
    slot->handle = handle;
}

void drop_all(Table *table)
{
    for (int i = 0; i < table->count; i++)
        if (table->slots[i].name[0]) table->destroy(table->slots[i].handle);
    memset(table->slots, 0, sizeof table->slots);
    table->count = 0;
}
