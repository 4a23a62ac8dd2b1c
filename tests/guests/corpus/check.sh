#!/bin/sh
# Checks the corpus without Tetra: check.sh [--write] [NAME…]
# Every program is compiled at -O0 to -Os and run under qemu-riscv32; its output and exit code must be those of
# NAME.out. Compiled by the host's gcc it must print the same, unless it says `host: no`.
# --write makes NAME.out anew from the -O2 run under qemu.
#
# A program is NAME.c, or a folder NAME of .c files. Its first lines may say
#   // flags: …      more flags for the compiler
#   // host: no      (why it prints something else there)
#   // exit: N       its exit code, if not 0
# NAME.in, if there, is its standard input.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
write=0
[ "${1:-}" = --write ] && write=1 && shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cache=${TMPDIR:-/tmp}/ringside-oracle
mkdir -p "$cache"

if [ $# -gt 0 ]; then
    names="$*"
else
    names=$(ls *.c | sed 's/\.c$//'; for folder in */; do [ -d "$folder" ] && echo "${folder%/}"; done)
fi
failed=0
count=0
for name in $names; do
    if [ -d "$name" ]; then sources=$(ls "$name"/*.c); else sources=$name.c; fi
    first=$(head -n 5 $sources)
    flags=$(printf '%s\n' "$first" | sed -n 's|^// flags: ||p' | head -n 1)
    code=$(printf '%s\n' "$first" | sed -n 's|^// exit: \([0-9]*\).*|\1|p' | head -n 1)
    input=/dev/null
    [ -f "$name.in" ] && input=$name.in
    if [ $write = 1 ]; then
        ../oracle/run.sh -d "$cache" -O2 $flags $sources <"$input" >"$name.out"
    fi
    for level in -O0 -O1 -O2 -O3 -Os; do
        ../oracle/run.sh -d "$cache" $level $flags $sources <"$input" >"$work/out" 2>"$work/errors"
        status=$?
        count=$((count + 1))
        if [ $status != "${code:-0}" ] || ! cmp -s "$work/out" "$name.out"; then
            echo "$name $level: exit code $status, expected ${code:-0}; differences:"
            diff "$name.out" "$work/out" | head -n 6
            head -n 5 "$work/errors"
            failed=$((failed + 1))
        fi
    done
    if ! printf '%s\n' "$first" | grep -q '^// host: no'; then
        gcc -O1 -w $flags $sources -o "$work/native" -lm -latomic && "$work/native" <"$input" >"$work/out" 2>/dev/null
        status=$?
        count=$((count + 1))
        if [ $status != "${code:-0}" ] || ! cmp -s "$work/out" "$name.out"; then
            echo "$name on the host: exit code $status, expected ${code:-0}; differences:"
            diff "$name.out" "$work/out" | head -n 6
            failed=$((failed + 1))
        fi
    fi
done
echo "$count runs, $failed failed"
[ $failed = 0 ]
