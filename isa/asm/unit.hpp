// The file being assembled: the object as far as it is built, and what the statements read so far have set up.
// Internal to the assembler. The statement parsers (expression, instruction, directive, …) are free functions over it.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "isa/asm/diagnostic.hpp"
#include "isa/asm/object.hpp"
#include "isa/asm/scanner.hpp"

namespace ringside::isa::assembler {

struct Macro {
    struct Parameter {
        std::string name, preset;
        bool required = false, rest = false;
    };
    std::vector<Parameter> parameters;
    std::string_view body;
    std::uint32_t first_line = 0;  // of the body
};

struct Conditional {
    bool active = true;  // statements count
    bool taken = false;  // a branch has been chosen already
    bool outer = true;   // the surroundings were active
    Spot spot;
};

class Unit {
public:
    Unit(std::string_view name, std::string_view text);

    Scanner in;
    Object object;
    std::vector<Diagnostic> errors;

    // --- messages; each returns false, so that a parser can say `return unit.fail(…)` ---
    bool fail(Spot at, std::string message);
    bool fail_here(std::string message);
    [[nodiscard]] bool too_many_errors() const { return errors.size() >= most_errors; }

    // --- sections ---
    [[nodiscard]] Section& section() { return object.sections[current]; }
    [[nodiscard]] Place here() const {
        const Section& s = object.sections[current];
        return {s.size, static_cast<std::uint32_t>(s.sites.size())};
    }
    std::uint32_t current = 0;   // index of the section that statements go to
    std::uint32_t previous = 0;  // for .previous
    bool skipping = false;       // in a section that is not loaded (.debug_…)
    bool previous_skipping = false;
    struct Selected {
        std::uint32_t current, previous;
        bool skipping, previous_skipping;
    };
    std::vector<Selected> pushed;
    // The section of this name and group, made if it is new.
    std::uint32_t find_section(std::string_view name, std::string_view group);
    void select(std::uint32_t section, bool skip);

    // --- contents ---
    [[nodiscard]] bool has_room(std::uint64_t bytes) const;
    bool room(std::uint64_t bytes);                  // takes it, or complains
    bool emit(std::uint64_t value, unsigned bytes);  // little-endian
    bool emit_zeros(std::uint64_t count, std::uint8_t fill = 0);
    bool emit_word(std::uint32_t instruction);  // marks the line, checks alignment
    void add_fixup(FixupKind kind, const Value& value, Spot spot, std::uint8_t scratch = 0);
    void add_site(const Site& site);
    // The statement that is being assembled: for line marks, and how its operands are written.
    Spot statement;
    std::string_view mnemonic, usage;
    // "',' expected; write: add rd, rs, rt"
    bool expected(const std::string& what);

    // --- symbols ---
    std::int32_t find_symbol(std::string_view name);  // made, undefined, if it is new
    bool define_label(std::string_view name, Spot at);
    std::int32_t local_label(std::string_view digits, bool forward,
                             Spot at);  // 1f, 1b; -1 if there is none before
    void define_local_label(std::string_view digits, Spot at);
    std::int32_t dot();            // an unnamed symbol for the current place
    std::int32_t section_start();  // the same for the start of the current section
    [[nodiscard]] std::string where_defined(const Symbol& symbol) const;

    // --- line marks ---
    bool explicit_lines = false;  // a .loc was seen: marks come from .loc only
    std::uint32_t loc_file = 0, loc_line = 0;
    std::unordered_map<std::uint32_t, std::uint32_t> file_numbers;  // of .file N -> index in object.files

    // --- macros and conditionals ---
    std::unordered_map<std::string_view, Macro> macros;
    std::vector<Conditional> conditionals;
    std::size_t conditional_floor = 0;   // those opened outside this macro are not its own
    std::deque<std::string> expansions;  // texts that names may point into
    int depth = 0;                       // of expansion
    std::uint32_t expansion_count = 0;   // \@
    std::string expansion_note;          // ", in macro NAME used at line N"
    std::size_t expansion_bytes = 0;
    [[nodiscard]] bool active() const { return conditionals.empty() || conditionals.back().active; }

    // Forward references that were never defined, open conditionals.
    void finish();

private:
    void mark_line();

    std::unordered_map<std::string_view, std::int32_t> symbols_;
    std::unordered_map<std::string, std::uint32_t> sections_;
    struct LocalLabel {
        std::int32_t last = -1, next = -1;
    };
    std::unordered_map<std::string_view, LocalLabel> local_labels_;
    std::vector<std::uint32_t>
        aligned_at_;  // by section: an offset known to be a multiple of four once laid out
    std::uint64_t total_size_ = 0;
};

// True for names that stay out of the linked image's symbol table.
inline bool is_local_name(std::string_view name) { return name.empty() || name.substr(0, 2) == ".L"; }

}  // namespace ringside::isa::assembler
