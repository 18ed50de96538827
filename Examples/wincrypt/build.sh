#!/bin/sh
# Builds every program here, with every warning an error; encrypt-file also as a UNICODE program (encrypt-file-wide).
# usage: build.sh windows FOLDER             with mingw-w64, on its own headers
#        build.sh linux FOLDER [FLAG...]     with ${CC:-cc}; the flags say where wincrypt.h and the library are, by
#                                            default those that pkg-config knows for wincrypt
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if [ $# -lt 2 ]; then sed -n '3,5s/^# \{0,1\}//p' "$0" >&2; exit 64; fi
system=$1 out=$2
shift 2
case $system in
    windows)
        compiler=${INTEROP_CC:-x86_64-w64-mingw32-gcc} suffix=.exe wide=-municode
        set -- -D__USE_MINGW_ANSI_STDIO=0 -ladvapi32
        ;;
    *)
        compiler=${CC:-cc} suffix='' wide=-fshort-wchar
        # shellcheck disable=SC2046  # a list of words
        [ $# -gt 0 ] || set -- $(pkg-config --cflags --libs wincrypt)
        ;;
esac
build() { # PROGRAM SOURCE FLAG...
    program=$out/$1$suffix source=$here/$2.c
    shift 2
    "$compiler" -std=gnu11 -O1 -Wall -Wextra -Werror -pedantic -o "$program" "$source" "$@"
}
mkdir -p "$out"
for source in "$here"/*.c; do
    name=$(basename "$source" .c)
    build "$name" "$name" "$@"
done
build encrypt-file-wide encrypt-file -DUNICODE -D_UNICODE $wide "$@"
