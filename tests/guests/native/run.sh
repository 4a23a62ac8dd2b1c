#!/bin/sh
# Checks the runtime against the host's own C library and floating-point unit: run.sh [ROUNDS [FOLDER]]
# The runtime's portable files are compiled for the host, and all their symbols get the prefix ours_, so that both
# libraries fit into one program. Needs gcc and binutils for x86-64.
set -eu
rounds=${1:-200000}
here=$(cd "$(dirname "$0")" && pwd)
runtime=$here/../../../labs/guests/runtime
out=${2:-${TMPDIR:-/tmp}/ringside-native-checks}
mkdir -p "$out/objects"

rm -f "$out/objects"/*.o
for source in "$runtime"/integer/*.c "$runtime"/float/*.c "$runtime"/math/*.c "$runtime"/string/*.c \
    "$runtime"/ctype/*.c "$runtime"/stdlib/*.c "$runtime"/stdio/*.c; do
    case $source in
    # long double is 80 bits wide here: what depends on its being 128 is checked under qemu-riscv32.
    */strtold.c | */fabsl.c | */multc3.c | */divtc3.c) continue ;;
    esac
    gcc -O1 -w -ffreestanding -fno-builtin -I"$runtime/include" -c "$source" \
        -o "$out/objects/$(basename "$source" .c).o"
done
ld -r -o "$out/runtime.rel" "$out/objects"/*.o
objcopy --prefix-symbols=ours_ "$out/runtime.rel"

failed=0
for check in "$here"/check_*.c; do
    name=$(basename "$check" .c)
    gcc -O1 -w -fno-builtin -D_GNU_SOURCE "$check" "$here/platform.c" "$out/runtime.rel" -lm -o "$out/$name"
    printf '%s: ' "$name"
    "$out/$name" "$rounds" || failed=1
done
exit $failed
