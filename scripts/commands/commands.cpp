#include "scripts/commands/commands.hpp"

namespace ringside::scripts {

std::vector<Command> commands() {
    return {asm_command(), disasm_command(), run_command(), trace_command(), debug_command(), lab_command(), grade_command(), docs_command()};
}

}  // namespace ringside::scripts
