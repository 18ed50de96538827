#!/bin/sh
# Runs a Windows console program under Wine, without a display, with a time limit.
# usage: run.sh PROGRAM.exe [ARGUMENT...]
# Environment:
#   INTEROP_WINEPREFIX  prefix to keep and use again (default: a temporary one, removed at the end; making one takes seconds);
#                       its server stays for ten minutes after the last program: end it with wineserver -k
#   INTEROP_TIMEOUT     seconds for the program (default 300)
# Exit status: that of the program; 1 when a tool is missing, 124 when out of time.
set -eu
if [ $# -lt 1 ]; then sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 64; fi

# wine64 itself, where it is: the wine script of Debian grumbles about a missing wine32 at every start
wine=
for candidate in wine64 /usr/lib/wine/wine64 wine; do
    if command -v "$candidate" >/dev/null 2>&1; then wine=$candidate; break; fi
done
for tool in "${wine:-wine}" timeout; do
    if ! command -v "$tool" >/dev/null 2>&1; then
        echo "run.sh: no $tool here; install the packages wine, wine64 and coreutils" >&2
        exit 1
    fi
done
server=wineserver
if [ "$wine" = /usr/lib/wine/wine64 ] && [ -x /usr/lib/wine/wineserver64 ]; then
    server=/usr/lib/wine/wineserver64
    export WINESERVER="$server"
fi
export WINEARCH=win64 WINEDEBUG=-all DISPLAY=
export WINEDLLOVERRIDES='mscoree=;mshtml=;winedbg.exe=d;winemenubuilder.exe=d'

temporary=
stop() {
    status=$?
    trap - EXIT INT TERM
    if [ -n "$temporary" ]; then
        "$server" -k >/dev/null 2>&1 || :     # the server of this prefix only
        "$server" -w >/dev/null 2>&1 || :
        rm -rf "$temporary"
    fi
    exit $status
}
if [ -n "${INTEROP_WINEPREFIX:-}" ]; then
    export WINEPREFIX="$INTEROP_WINEPREFIX"
else
    trap stop EXIT
    trap 'exit 130' INT TERM
    temporary=$(mktemp -d "${TMPDIR:-/tmp}/keyblob-wine.XXXXXX")
    export WINEPREFIX="$temporary/prefix"
fi
mkdir -p "$WINEPREFIX"
if [ ! -f "$WINEPREFIX/system.reg" ]; then
    # On a machine that is busy with others' Wine it may fail the first time.
    make_prefix() { timeout 240 "$wine" wineboot -i </dev/null >/dev/null 2>&1; }
    if ! make_prefix && ! { sleep 3 && make_prefix; }; then
        echo "run.sh: could not make a Wine prefix" >&2
        exit 1
    fi
    timeout 60 "$server" -w </dev/null >/dev/null 2>&1 || :     # it writes the registry when it ends
fi
# By itself a server ends 3 seconds after its last program, and a program that starts just then dies with it, silently.
# Where one runs already this does nothing.
# Where none does, the first program brings up Wine's services, which stay and keep its standard error open: a pipe that
# reads it would wait for them. So that is a program of no word.
if "$server" -p600 </dev/null >/dev/null 2>&1; then
    timeout 60 "$wine" cmd /c exit </dev/null >/dev/null 2>&1 || :
fi
timeout "${INTEROP_TIMEOUT:-300}" "$wine" "$@"
