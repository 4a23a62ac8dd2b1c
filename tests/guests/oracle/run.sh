#!/bin/sh
# Runs a C program as Tetra would, but under qemu-riscv32: run.sh [-d FOLDER] [FLAG…] FILE…
# FILE: .c (compiled with the flags, -O2 if there is no -O) or .s (taken as it is). FOLDER (default: under $TMPDIR)
# keeps the built runtime. Standard input, output and the exit code are the program's.
set -eu
flags=-O2
folder=${TMPDIR:-/tmp}/ringside-oracle
while [ $# -gt 0 ]; do
    case $1 in
    -d) folder=$2; shift ;;
    -*) flags="$flags $1" ;;
    *) break ;;
    esac
    shift
done
if [ $# -eq 0 ]; then
    sed -n '2,4s/^# //p' "$0" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
gcc=riscv64-unknown-elf-gcc
arch="-march=rv32ema -mabi=ilp32e"
"$here/build_runtime.sh" "$folder/runtime"

work=$(mktemp -d "$folder/program.XXXXXX")
trap 'rm -rf "$work"' EXIT
objects=
for file in "$@"; do
    stem=$work/$(basename "$file")
    case $file in
    *.c) $gcc $arch $flags -S -I"$here/../../../labs/guests/runtime/include" "$file" -o "$stem.s" ;;
    *) cp "$file" "$stem.s" ;;
    esac
    $gcc $arch -c "$stem.s" -o "$stem.o"
    objects="$objects $stem.o"
done
riscv64-unknown-elf-ld -m elf32lriscv -T "$here/oracle.ld" --no-warn-rwx-segments \
    "$folder/runtime/crt0.o" $objects "$folder/runtime/libruntime.a" -o "$work/program"
status=0
qemu-riscv32 "$work/program" || status=$?
exit $status
