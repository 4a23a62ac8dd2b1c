#!/bin/sh
# Checks the corpus: check.sh [--write] [--tetra PROGRAM RUNTIME] [--one-level] [NAME…]
# Every program is compiled at -O0 to -Os and run under qemu-riscv32; its output and exit code must be those of
# NAME.out. Compiled by the host's gcc it must print the same, unless it says `host: no`.
# --write makes NAME.out anew from the -O2 run under qemu.
# --tetra runs the programs on Tetra instead: PROGRAM is ringside, RUNTIME the folder of the runtime's .s files
# (build/release/guests/runtime).
# --one-level compiles each program at one level only, the five in turn.
#
# A program is NAME.c, or a folder NAME of .c files. Its first lines may say
#   // flags: …      more flags for the compiler
#   // host: no      (why it prints something else there)
#   // exit: N       its exit code, if not 0
#   // errors: yes   what it writes to standard error belongs to the output
# NAME.in, if there, is its standard input.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
write=0
tetra=
one_level=
while :; do
    case ${1:-} in
    --write) write=1 ;;
    --tetra) tetra=$2 runtime=$3; shift 2 ;;
    --one-level) one_level=1 ;;
    *) break ;;
    esac
    shift
done
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
place=0

# run_guest LEVEL: the program $name on the machine that was asked for
run_guest() {
    if [ -z "$tetra" ]; then
        ../oracle/run.sh -d "$cache" "$1" $flags $sources <"$input"
        return
    fi
    rm -f "$work"/*.s
    for source in $sources; do
        riscv64-unknown-elf-gcc -march=rv32ema -mabi=ilp32e "$1" $flags -S -I../../../labs/guests/runtime/include \
            "$source" -o "$work/$(basename "$source" .c).s" || return
    done
    timeout 300 "$tetra" run --input "$input" --max-instructions 4000000000 "$work"/*.s "$runtime"/*.s
}

for name in $names; do
    if [ -d "$name" ]; then sources=$(ls "$name"/*.c); else sources=$name.c; fi
    first=$(head -n 5 $sources)
    flags=$(printf '%s\n' "$first" | sed -n 's|^// flags: ||p' | head -n 1)
    code=$(printf '%s\n' "$first" | sed -n 's|^// exit: \([0-9]*\).*|\1|p' | head -n 1)
    : >"$work/nothing"
    input=$work/nothing
    errors=$(printf '%s\n' "$first" | grep '^// errors: yes')
    [ -f "$name.in" ] && input=$name.in
    if [ $write = 1 ]; then
        ../oracle/run.sh -d "$cache" -O2 $flags $sources <"$input" >"$name.out" 2>"$work/errors"
        if [ -n "$errors" ]; then cat "$work/errors" >>"$name.out"; fi
    fi
    levels="-O0 -O1 -O2 -O3 -Os"
    if [ -n "$one_level" ]; then
        place=$((place % 5 + 1))
        levels=$(echo "$levels" | cut -d ' ' -f $place)
    fi
    for level in $levels; do
        run_guest $level >"$work/out" 2>"$work/errors"
        status=$?
        [ -z "$tetra" ] && [ -n "$errors" ] && cat "$work/errors" >>"$work/out"
        count=$((count + 1))
        if [ $status != "${code:-0}" ] || ! cmp -s "$work/out" "$name.out"; then
            echo "$name $level: exit code $status, expected ${code:-0}; differences:"
            diff "$name.out" "$work/out" | head -n 6
            head -n 5 "$work/errors"
            failed=$((failed + 1))
        fi
    done
    if [ -z "$tetra" ] && ! printf '%s\n' "$first" | grep -q '^// host: no'; then
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
