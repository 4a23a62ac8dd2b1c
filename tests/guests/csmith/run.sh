#!/bin/sh
# Random C programs on Tetra: run.sh [--all-levels] [--keep FOLDER] PROGRAM RUNTIME [COUNT [FIRST]]
# csmith writes COUNT programs (default 10) from the seeds FIRST, FIRST + 1, … (default 1). Each is compiled at -O0 and at
# one more level, in turn, or at all five; what it prints on Tetra and its exit code must be those of the same assembly
# under qemu-riscv32. PROGRAM is ringside, RUNTIME the folder of the runtime's .s files (build/release/guests/runtime).
# Programs that do not end under qemu within 20 seconds are left out and counted. --keep: the programs that differ are
# copied there. Two of these with different seeds may run at once, each with its own TMPDIR.
set -u
all=
keep=
while :; do
    case ${1:-} in
    --all-levels) all=1 ;;
    --keep) keep=$2; shift ;;
    *) break ;;
    esac
    shift
done
if [ $# -lt 2 ]; then
    sed -n '2,8s/^# //p' "$0" >&2
    exit 2
fi
tetra=$1 runtime=$2 count=${3:-10} first=${4:-1}
here=$(cd "$(dirname "$0")" && pwd)
headers=$(for folder in /usr/include/csmith*; do [ -f "$folder/csmith.h" ] && echo "$folder"; done | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
oracle=${TMPDIR:-/tmp}/ringside-oracle
"$here/../oracle/build_runtime.sh" "$oracle/runtime" || exit 2

# options_of SEED: what csmith may use varies with the seed. No packed structures: it takes the addresses of their
# members, and a pointer that is not aligned traps on Tetra.
options_of() {
    case $(($1 % 4)) in
    0) echo "--float --no-packed-struct" ;;
    1) echo "--bitfields --no-packed-struct" ;;
    2) echo "--no-packed-struct --max-funcs 4 --max-expr-complexity 20 --max-pointer-depth 4" ;;
    3) echo "--no-packed-struct --inline-function --max-struct-fields 20 --max-union-fields 8" ;;
    esac
}

level_of() {
    case $(($1 % 4)) in
    0) echo -O1 ;;
    1) echo -O2 ;;
    2) echo -O3 ;;
    3) echo -Os ;;
    esac
}

programs=0 runs=0 failed=0 endless=0
seed=$first
while [ $seed -lt $((first + count)) ]; do
    source=$work/seed$seed.c
    # In that folder, because csmith leaves a file where it runs.
    if ! (cd "$work" && timeout 60 csmith --seed $seed $(options_of $seed) --output "$source") >"$work/log" 2>&1; then
        echo "seed $seed: csmith failed: $(head -n 1 "$work/log")"
        seed=$((seed + 1))
        continue
    fi
    programs=$((programs + 1))
    levels="-O0 $(level_of $((seed / 4)))"
    [ -n "$all" ] && levels="-O0 -O1 -O2 -O3 -Os"
    for level in $levels; do
        if ! riscv64-unknown-elf-gcc -march=rv32ema -mabi=ilp32e $level -w -S -I"$headers" \
            -I"$here/../../../labs/guests/runtime/include" "$source" -o "$work/program.s" 2>"$work/log"; then
            echo "seed $seed $level: not compiled: $(head -n 1 "$work/log")"
            failed=$((failed + 1))
            continue
        fi
        timeout 20 "$here/../oracle/run.sh" -d "$oracle" "$work/program.s" \
            >"$work/expected" 2>"$work/expected.errors"
        expected=$?
        if [ $expected = 124 ]; then
            endless=$((endless + 1))
            continue
        fi
        "$tetra" run --max-instructions 20000000000 "$work/program.s" "$runtime"/*.s >"$work/out" 2>"$work/errors"
        status=$?
        runs=$((runs + 1))
        if [ $status != $expected ] || ! cmp -s "$work/out" "$work/expected"; then
            echo "seed $seed $(options_of $seed) $level: exit code $status, expected $expected; differences:"
            diff "$work/expected" "$work/out" | head -n 4
            head -n 4 "$work/errors" "$work/expected.errors"
            failed=$((failed + 1))
            [ -n "$keep" ] && mkdir -p "$keep" && cp "$source" "$keep"
        fi
    done
    seed=$((seed + 1))
done
echo "$programs programs, $runs runs, $failed failed, $endless runs without an end"
[ $failed = 0 ] && [ $programs -gt 0 ]
