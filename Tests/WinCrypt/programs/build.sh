#!/bin/sh
# Builds the programs here, which are written as for Visual C++: those in C as C and as C++, hash-file in both its forms.
# usage: build.sh windows FOLDER             with mingw-w64, on its own headers; no C++
#        build.sh linux FOLDER FLAG...       with gcc and g++; the flags say where wincrypt.h, compat and the library are
#        build.sh all FOLDER FLAG...         with gcc, clang, g++ and clang++, each to a folder of its own
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if [ $# -lt 2 ]; then sed -n '3,5s/^# \{0,1\}//p' "$0" >&2; exit 64; fi
system=$1 out=$2
shift 2
build() { # FOLDER C-COMPILER C++-COMPILER WIDE-FLAG FLAG...
    to=$1 c=$2 cxx=$3 wide=$4
    shift 4
    mkdir -p "$to"
    for source in "$here"/*.c; do
        name=$(basename "$source" .c)
        [ "$name" = vault ] && first=$wide || first=-UUNICODE
        # shellcheck disable=SC2086  # lists of words
        $c $first "$source" -x none -o "$to/$name$suffix" "$@"
    done
    # shellcheck disable=SC2086
    $c -DUNICODE -D_UNICODE $wide "$here/hash-file.c" -x none -o "$to/hash-file-wide$suffix" "$@"
    [ "$cxx" ] || return 0
    for source in "$here"/*.cpp; do
        # shellcheck disable=SC2086
        $cxx "$source" -x none -o "$to/$(basename "$source" .cpp)$suffix" "$@"
    done
}
suffix=''
case $system in
    windows)
        suffix=.exe
        set -- -O1 -w -D__USE_MINGW_ANSI_STDIO=0 -idirafter "$here/windows" -static -ladvapi32
        build "$out" "x86_64-w64-mingw32-gcc -std=gnu11" '' -municode "$@"
        ;;
    linux) build "$out" "gcc -std=gnu11 -O1" "g++ -std=gnu++14 -O1" -fshort-wchar -Wno-format "$@" ;;
    all)
        build "$out/gcc" "gcc -std=gnu11 -O2" "g++ -std=gnu++17 -O2" -fshort-wchar -w "$@"
        build "$out/clang" "clang -std=gnu11 -O1" "clang++ -std=gnu++14 -O1" -fshort-wchar -w "$@"
        build "$out/g++" "g++ -x c++ -std=gnu++11 -fpermissive" "g++ -x c++ -std=gnu++20" -fshort-wchar -w "$@"
        ;;
esac
