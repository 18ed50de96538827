#!/bin/sh
# Builds capi-oracle.exe and cng-oracle.exe with the mingw-w64 cross compiler.
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
for oracle in capi:advapi32 cng:bcrypt; do
    name=${oracle%%:*}
    "$cc" -std=gnu11 -O1 -Wall -Wextra -Werror -o "$out/$name-oracle.exe" \
        "$here/$name"-*.c "$here/answers.c" "$here/commands.c" "-l${oracle##*:}"
done
