// A guest program: an ELF file, or sources assembled and linked in memory.
//
//   ProgramFiles files;
//   files.inputs = {"boot.s", "main.s", "runtime/printf.s"};
//   Result<Program> p = load_program(files);
//   world::bare_metal(config, boot_image(p->image));
//   p->place(pc)                                             // "main+0x8 (main.c:12)"
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "isa/asm/link.hpp"
#include "isa/image.hpp"
#include "machine/boot.hpp"
#include "scripts/result.hpp"

namespace ringside::scripts {

struct ProgramFiles {
    std::vector<std::string> inputs;     // one ELF file, or sources
    std::vector<std::string> libraries;  // sources that are linked only where they are needed
    std::vector<std::string> embedded;   // NAME=FILE
    isa::assembler::LinkOptions link;
};

struct Program {
    std::string name;
    isa::Image image;
    std::map<std::string, std::string>
        sources;  // texts by the name that the line map has for them, as far as known

    // Where a person would say this address is; the bare address where nothing is known. Addresses of code that runs
    // before paging is on are physical: they are looked up as such if no segment has them.
    [[nodiscard]] std::string place(std::uint32_t address) const;
};

// Reads, assembles and links. Sources in a folder named `runtime` are library members. The error may have several
// lines, one per mistake, each with file, line and column.
Result<Program> load_program(const ProgramFiles& files);

// A program from one text.
Result<Program> assemble_program(const std::string& name, const std::string& text,
                                 const isa::assembler::LinkOptions& link = {});

// As the machine takes it: at physical addresses.
machine::BootImage boot_image(const isa::Image& image);

[[nodiscard]] bool is_elf(std::string_view bytes);

}  // namespace ringside::scripts
