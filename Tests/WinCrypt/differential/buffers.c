#include "driver.h"
#include <string.h>

BYTE answer[8192];

BOOL get(const char *function, const char *text, Getter getter, void *arguments, Likeness likeness, int restrictions,
         Printer printer, DWORD *length) {
    static const char *const names[] = {"none", "short", "exact", "ample"};
    DWORD needed = 0;
    unsigned room = below(4);
    BOOL ok;
    if (restrictions & ONLY_SIZE_QUERY) room = 0;
    if ((restrictions & NO_SIZE_QUERY) || (room == 1 && (restrictions & NO_SHORT))) room = 3;
    if (percent(2)) { /* nowhere to put the length */
        begin(function, "%s, no length", text);
        outcome(TRY(getter(arguments, answer, NULL)), "no length");
        end();
        return FALSE;
    }
    if (room == 1 || room == 2) {
        begin(function, "%s, room=none", text);
        ok = outcome(TRY(getter(arguments, NULL, &needed)), "size");
        also("len=%u", (unsigned)needed);
        end();
        if (!ok || needed > sizeof answer) return FALSE;
    }
    *length = room == 1 ? below(needed ? needed : 1) : room == 2 ? needed : room == 3 ? sizeof answer : 0;
    memset(answer, 0xa5, sizeof answer);
    begin(function, "%s, room=%s", text, names[room]);
    ok = outcome(TRY(getter(arguments, room ? answer : NULL, length)), room ? "data" : "size");
    also("len=%u", (unsigned)*length);
    if (ok && room) {
        if (printer)
            printer(answer, *length, likeness);
        else
            bytes(answer, *length, likeness);
    }
    end();
    return ok && room;
}
