#include "scripts/commands/commands.hpp"

namespace ringside::scripts {

std::vector<Command> commands() {
    return {asm_command(), disasm_command(), run_command()};
}

}  // namespace ringside::scripts
