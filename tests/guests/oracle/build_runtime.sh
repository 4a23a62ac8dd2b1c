#!/bin/sh
# Builds the runtime for a Linux process: build_runtime.sh FOLDER [LEVEL]
# Leaves FOLDER/libruntime.a and FOLDER/crt0.o, made from the same C files as Tetra's runtime; only the files that
# touch the machine are replaced by the ones here. Does nothing if they are newer than every source.
set -eu
out=$1
level=${2:--O2}
here=$(cd "$(dirname "$0")" && pwd)
runtime=$here/../../../labs/guests/runtime
gcc=riscv64-unknown-elf-gcc
flags="-march=rv32ema -mabi=ilp32e $level -ffreestanding -fno-tree-loop-distribute-patterns -I$runtime/include"

mkdir -p "$out"
if [ -f "$out/libruntime.a" ] && [ -f "$out/crt0.o" ] &&
    [ -z "$(find "$runtime" "$here" -type f -newer "$out/libruntime.a" | head -n 1)" ]; then
    exit 0
fi
rm -f "$out"/*.o "$out/libruntime.a"

for source in "$runtime"/*/*.c "$here/platform.c"; do
    case $source in
    "$runtime"/platform/* | */start/trap.c | */start/system_call.c) continue ;;
    esac
    # By way of assembly text, as on Tetra.
    $gcc $flags -S "$source" -o "$out/one.s"
    $gcc -march=rv32ema -mabi=ilp32e -c "$out/one.s" -o "$out/$(basename "$source" .c).o"
done
for source in "$runtime"/registers/*.s; do
    $gcc -march=rv32ema -mabi=ilp32e -c "$source" -o "$out/$(basename "$source" .s).o"
done
rm -f "$out/one.s"
riscv64-unknown-elf-ar rcs "$out/libruntime.tmp" "$out"/*.o
$gcc -march=rv32ema -mabi=ilp32e -c "$here/crt0.s" -o "$out/crt0.o"
mv "$out/libruntime.tmp" "$out/libruntime.a"
