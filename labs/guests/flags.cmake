# How C for Tetra is compiled. Tetra runs the unprivileged semantics of RV32EMA, so the RISC-V compiler writes the
# assembly and Ringside's assembler encodes it. docs/programming.md shows the same call for a single file.
set(GUEST_C_FLAGS
    -march=rv32ema -mabi=ilp32e -O2
    -ffreestanding # no host library; memcpy and friends come from the runtime
    -fno-tree-loop-distribute-patterns # so that the runtime's memcpy is not compiled into a call of itself
    -Wall -Wextra -Werror
    -I${CMAKE_CURRENT_LIST_DIR}/runtime/include)
