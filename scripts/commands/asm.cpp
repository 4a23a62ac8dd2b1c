#include <fmt/format.h>

#include <ostream>

#include "isa/elf/elf.hpp"
#include "scripts/commands/commands.hpp"
#include "scripts/commands/options.hpp"
#include "scripts/files.hpp"

namespace ringside::scripts {

Command asm_command() {
    return {"asm", "assemble and link sources into a program", [](CLI::App& app) -> Action {
                app.description("Assembles Tetra assembly, or what a RISC-V compiler writes for rv32ema, and "
                                "links it into one ELF32 "
                                "file with symbols and a line map.");
                app.footer("examples:\n"
                           "  ringside asm hello.s -o hello.elf\n"
                           "  ringside asm main.s build/release/guests/runtime/*.s -o main.elf");
                const auto files = std::make_shared<ProgramFiles>();
                const auto output = std::make_shared<std::string>();
                app.add_option("-o,--output", *output, "where to write the program")
                    ->type_name("FILE")
                    ->required();
                declare_program(app, files);
                return [files, output](const Streams& streams) {
                    const auto program = load_program(*files);
                    if (!program) {
                        streams.err << program.error << (program.error.back() == '\n' ? "" : "\n");
                        return exit_broken;
                    }
                    const std::vector<std::uint8_t> elf = isa::write_elf(program->image);
                    if (const auto problem =
                            write_file(*output, {reinterpret_cast<const char*>(elf.data()), elf.size()})) {
                        streams.err << *problem << "\n";
                        return exit_broken;
                    }
                    return exit_done;
                };
            }};
}

}  // namespace ringside::scripts
