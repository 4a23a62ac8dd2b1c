// One function per command; the table in commands.cpp lists them.
#pragma once

#include "scripts/command.hpp"

namespace ringside::scripts {

Command asm_command();
Command disasm_command();
Command run_command();

}  // namespace ringside::scripts
