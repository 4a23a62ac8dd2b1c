// A program's code as lines: labels, comments, source lines, instructions. Addresses and lines come from the program;
// what each instruction *is* is read from the guest's memory when it is drawn, so that code that was changed shows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "visualizer/model/programs.hpp"

namespace ringside::ui {

struct CodeLine {
    enum class Kind : std::uint8_t {
        label,        // text: its name
        comment,      // a line of assembly that is a comment and stands above code
        source,       // a line of another language; text begins with its number
        instruction,  // text: the comment beside it in the source
    };
    Kind kind = Kind::instruction;
    std::uint32_t address = 0;  // as the guest has it
    std::string text;
};

struct Listing {
    std::string title;  // the file, or the program
    std::vector<CodeLine> lines;
    bool known = true;  // false: no program is known here, these are the words around

    // Index of the instruction at the address, if it is listed.
    std::optional<std::size_t> find(std::uint32_t address) const;
};

// The code around an address: the segment that holds it, or, where no program is known, the words around it.
class Listings {
public:
    const Listing& at(const Programs& programs, const Eye& eye, std::uint32_t address);
    // True when the address is not the one of the last call: a view then brings it into sight, and else leaves the
    // reader where he has scrolled to.
    bool comes_into_sight(std::uint32_t address) { return std::exchange(in_sight_, address) != address; }
    void show_again() { in_sight_.reset(); }

private:
    struct Kept {
        const KnownProgram* program;
        const isa::Segment* segment;
        std::uint32_t shift;
        std::uint32_t around;  // of an unknown stretch: where it begins
        world::GuestRef guest;
        Listing listing;
    };
    std::optional<Kept> kept_;
    std::optional<std::uint32_t> in_sight_;
};

// "e1 0 a 0005": the word's hex digits, grouped as the fields of its instruction.
std::string word_by_fields(std::uint32_t word);

}  // namespace ringside::ui
