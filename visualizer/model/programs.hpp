// What is known of the programs of one guest: symbols, line maps, source texts; and which of them lies at an address.
//
// A guest kernel may hold further programs as ELF files among its constants; they are found and known as well. Where
// two programs are linked to the same address, the guest's memory decides which of them is there now.
//     Programs programs(lab_program, {lab_folder});
//     programs.name_of({world, guest, cpu}, pc)        "trap_vector+0x8"
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hypervisor/world/inspect.hpp"
#include "isa/image.hpp"
#include "scripts/program.hpp"
#include "visualizer/model/sources.hpp"

namespace ringside::ui {

// The processor through whose eyes an address is looked at.
struct Eye {
    const world::World& world;
    world::GuestRef guest;
    std::uint32_t cpu = 0;
};

struct KnownProgram {
    std::string name;
    isa::Image image;
    Sources sources;
};

class Programs {
public:
    Programs() = default;
    // `folders`: where source files are looked for.
    explicit Programs(const scripts::Program& program, const std::vector<std::string>& folders = {});

    struct Place {
        const KnownProgram* program = nullptr;
        std::uint32_t shift = 0;  // address as the guest has it = linked address + shift (it may run unpaged)
        std::uint32_t linked(std::uint32_t address) const { return address - shift; }
    };
    // The program that lies at the address now.
    std::optional<Place> at(const Eye& eye, std::uint32_t address) const;
    // "main+0x8", or nothing.
    std::optional<std::string> name_of(const Eye& eye, std::uint32_t address) const;
    // "trap.c:33", the file without its folders, or nothing.
    std::optional<std::string> source_of(const Eye& eye, std::uint32_t address) const;
    // True when code or data of a known program lies there.
    bool knows_code(const Eye& eye, std::uint32_t address) const;

    const std::vector<std::unique_ptr<KnownProgram>>& all() const { return programs_; }

private:
    void add(KnownProgram program);

    std::vector<std::unique_ptr<KnownProgram>> programs_;  // pointers, so that places stay valid
};

}  // namespace ringside::ui
