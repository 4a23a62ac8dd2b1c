#include <CLI/CLI.hpp>
#include <ostream>

#include "isa/disasm.hpp"
#include "scripts/commands/commands.hpp"
#include "scripts/program.hpp"

namespace ringside::scripts {

Command disasm_command() {
    return {"disasm", "show a program as assembly, with symbols and source lines",
            [](CLI::App& app) -> Action {
                app.description("Prints every segment of a program: code as address, word and instruction, "
                                "under its labels and "
                                "source lines; data as bytes. Sources are assembled first.");
                app.footer("example:\n  ringside disasm build/release/guests/hello.elf");
                const auto files = std::make_shared<ProgramFiles>();
                app.add_option("files", files->inputs, "")->type_name("FILE")->required();
                return [files](const Streams& streams) {
                    const auto program = load_program(*files);
                    if (!program) {
                        streams.err << program.error << (program.error.back() == '\n' ? "" : "\n");
                        return exit_broken;
                    }
                    streams.out << isa::listing(program->image);
                    return exit_done;
                };
            }};
}

}  // namespace ringside::scripts
