#!/bin/sh
# A short check that both oracles run and answer.
# usage: selftest.sh FOLDER        (the folder that build.sh filled)
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
programs=${1:?usage: selftest.sh FOLDER}
dir=$(mktemp -d "${TMPDIR:-/tmp}/keyblob-selftest.XXXXXX")
trap 'rm -rf "$dir"' EXIT

failed=0
expect() {
    if ! grep -q -- "$1" "$dir/out"; then echo "selftest.sh: nothing matches $1" >&2; failed=1; fi
}

cat > "$dir/in" <<'END'
version
acquire p=a type=24 flags=0xf0000000
import p=a k=s blob=08020000016800000500000001020304ff flags=0x11
import p=a k=s blob=0802000010660000200000000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20 flags=1
setkeyparam k=s param=4 dword=2
encrypt k=s data=000102030405060708090a0b0c0d0e0f final=0
genkey p=a k=x alg=1 flags=0x4000001
export k=s with=x type=1 flags=0x40
import p=a blob=07
nonsense
END
"$here/run.sh" "$programs/capi-oracle.exe" import < "$dir/in" > "$dir/out"
expect '"implementation":"'
expect '"data":"ed6a007c4841f8423969d83d86d62a6d"'
expect '"blob":"0102000010660000'
expect '"call":"CryptImportKey","err":"0x'
expect '"message":"unknown command"'
if [ "$(wc -l < "$dir/out")" -ne 10 ]; then echo "selftest.sh: not 10 answers" >&2; failed=1; fi

printf '%s\n' 'open a=r alg=RSA' 'genpair a=r k=k bits=1024' 'export k=k type=RSAPUBLICBLOB' > "$dir/in"
"$here/run.sh" "$programs/cng-oracle.exe" import < "$dir/in" > "$dir/out"
expect '"blob":"52534131000400000300000080000000'

if [ "$failed" -ne 0 ]; then cat "$dir/out" >&2; exit 1; fi
echo "oracles: self-test passed"
