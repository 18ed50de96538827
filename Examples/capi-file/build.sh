#!/bin/sh
# Builds capi-file.exe with the mingw-w64 cross compiler.
# usage: build.sh FOLDER
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
out=${1:?usage: build.sh FOLDER}
cc=${INTEROP_CC:-x86_64-w64-mingw32-gcc}
if ! command -v "$cc" >/dev/null 2>&1; then
    echo "build.sh: no $cc here; install the package mingw-w64" >&2
    exit 1
fi
mkdir -p "$out"
"$cc" -std=gnu11 -O1 -Wall -Wextra -Werror -o "$out/capi-file.exe" \
    "$here/capi-file.c" "$here/session-key.c" "$here/body.c" -ladvapi32
