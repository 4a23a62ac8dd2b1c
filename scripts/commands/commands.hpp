// One function per command; the table in commands.cpp lists them.
#pragma once

#include "scripts/command.hpp"

namespace ringside::scripts {

Command asm_command();
Command disasm_command();
Command run_command();
Command trace_command();
Command debug_command();
Command lab_command();
Command grade_command();
Command docs_command();

}  // namespace ringside::scripts
