/* Answers, and the loop that reads commands. */
#include "oracle.h"
#include <io.h>
#include <fcntl.h>

const char *answer_suffix = "";
char implementation[64];

void answer_begin(void) { printf("{\"ok\":true"); }

void put_hex(const char *name, const BYTE *data, DWORD length)
{
    printf(",\"%s\":\"", name);
    for (DWORD i = 0; i < length; i++) printf("%02x", data[i]);
    printf("\"");
}

void put_number(const char *name, DWORD value) { printf(",\"%s\":%lu", name, value); }

void answer_end(void)
{
    printf("}%s\n", answer_suffix);
    fflush(stdout);
}

void answer_ok(void)
{
    answer_begin();
    answer_end();
}

void answer_failure(const char *call, DWORD error)
{
    printf("{\"ok\":false,\"call\":\"%s\",\"err\":\"0x%08lx\"", call, error);
    answer_end();
}

void answer_failure_size(const char *call, DWORD error, DWORD size)
{
    printf("{\"ok\":false,\"call\":\"%s\",\"err\":\"0x%08lx\",\"size\":%lu", call, error, size);
    answer_end();
}

void answer_misuse(const char *message)
{
    printf("{\"ok\":false,\"call\":\"protocol\",\"message\":\"%s\"", message);
    answer_end();
}

static void name_implementation(void)
{
    typedef const char *(CDECL *VersionFunction)(void);
    HMODULE module = GetModuleHandleA("ntdll.dll");
    VersionFunction version = module ? (VersionFunction)(void *)GetProcAddress(module, "wine_get_version") : NULL;

    if (version) {
        snprintf(implementation, sizeof implementation, "wine-%s", version());
    } else {
        OSVERSIONINFOA info = {.dwOSVersionInfoSize = sizeof info};
        GetVersionExA(&info);
        snprintf(implementation, sizeof implementation, "windows-%lu.%lu.%lu", info.dwMajorVersion,
                 info.dwMinorVersion, info.dwBuildNumber);
    }
}

/* The next line without its end, in memory that the next call uses again; NULL at the end of the input. */
static char *read_line(FILE *file)
{
    static char *line;
    static size_t room;
    size_t length = 0;
    int c;

    while ((c = fgetc(file)) != EOF && c != '\n') {
        if (length + 2 > room) {
            room = room ? room * 2 : BUFFER_ROOM;
            line = realloc(line, room);
            if (!line) exit(3);
        }
        if (c != '\r') line[length++] = (char)c;
    }
    if (c == EOF && length == 0) return NULL;
    if (!line) return "";
    line[length] = 0;
    return line;
}

void run_command(const Oracle *oracle, const Command *command)
{
    if (!strcmp(command->verb, "version")) {
        answer_begin();
        printf(",\"implementation\":\"%s\",\"protocol\":1", implementation);
        answer_end();
        return;
    }
    if (!strcmp(command->verb, "reset")) {
        oracle->reset();
        answer_ok();
        return;
    }
    for (const Verb *const *table = oracle->verbs; *table; table++)
        for (const Verb *verb = *table; verb->verb; verb++)
            if (!strcmp(command->verb, verb->verb)) {
                if (oracle->before) oracle->before(command);
                verb->run(command);
                return;
            }
    answer_misuse("unknown command");
}

static int serve(const Oracle *oracle)
{
    char *line;

    while ((line = read_line(stdin))) {
        Command command;
        int found = parse_command(line, &command);
        if (found < 0) answer_misuse("malformed line");
        if (found <= 0) continue;
        if (!strcmp(command.verb, "quit")) break;
        run_command(oracle, &command);
    }
    oracle->reset();
    return 0;
}

int oracle_main(const Oracle *oracle, int argc, char **argv)
{
    _setmode(_fileno(stdout), _O_BINARY);
    name_implementation();
    if (argc >= 2 && !strcmp(argv[1], "gen")) return oracle->generate(argc >= 3 ? argv[2] : NULL);
    if (argc == 2 && !strcmp(argv[1], "import")) return serve(oracle);
    fprintf(stderr, "usage: %s gen [THEME] | %s import < commands\n", oracle->name, oracle->name);
    return 2;
}
