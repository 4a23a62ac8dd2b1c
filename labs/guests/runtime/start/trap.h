#pragma once

#include <tetra.h>

enum { TRAP_EXIT_CODE = 125, TRAP_STACK_BYTES = 4096 };

extern char __trap_stacks[TETRA_HARTS_MAX][TRAP_STACK_BYTES];

void __runtime_trap(struct TetraTrap* trap);
void __runtime_system_call(struct TetraTrap* trap);
