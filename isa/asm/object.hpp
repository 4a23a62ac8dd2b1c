// An assembled file before linking, as data.
//
// Instructions whose length depends on distances (far branches and calls) and alignments are *sites*: the bytes of
// a section hold the short form, and the linker decides how many bytes each site adds. A place therefore counts the
// sites before it, and its address is
//
//   address of the section + place.offset + bytes added by the first place.sites sites
//
// Nothing moves until the final addresses are known, so labels, differences of labels and alignments stay right
// whatever grows (isa/asm/layout.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ringside::isa::assembler {

// A slip in .space must not eat the host's memory: bytes of one source, and of one .space; zeroed bytes.
inline constexpr std::uint64_t most_bytes = 64u << 20, most_zeros = 1u << 30;

struct Spot {
    std::uint32_t line = 0, column = 0;
};

struct Place {
    std::uint32_t offset = 0;  // in the section's bytes
    std::uint32_t sites = 0;   // sites of the section that lie before this place
};

// plus - minus + addend, where plus and minus are symbols of the object or none.
struct Value {
    static constexpr std::int32_t none = -1;
    std::int32_t plus = none, minus = none;
    std::int64_t addend = 0;

    [[nodiscard]] bool is_constant() const { return plus == none && minus == none; }
    static Value constant(std::int64_t v) { return {none, none, v}; }
    static Value symbol(std::int32_t index) { return {index, none, 0}; }
};

enum class Binding : std::uint8_t { local, global, weak };
enum class SymbolType : std::uint8_t { none, object, function, thread_local_object };

struct Symbol {
    enum class Kind : std::uint8_t { undefined, label, value, common };

    std::string name;  // empty for an unnamed place (`.` in an expression)
    Kind kind = Kind::undefined;
    Binding binding = Binding::local;
    SymbolType type = SymbolType::none;
    bool assigned = false;        // defined by .set: may be set again
    bool declared_local = false;  // by .local: a common symbol of this file only
    bool referenced = false;      // used by something that is not in a debug section
    std::uint32_t section = 0;    // label
    Place place;                  // label
    Value value;                  // value: what .set gave; common: addend is the size
    std::uint32_t align = 1;      // common
    Value size;                   // of .size
    Spot defined, used;           // first use
};

enum class SiteKind : std::uint8_t {
    align,  // up to a multiple of `amount`, unless that takes more than `most` bytes
    grow,   // 4 bytes more if the fixup `amount` needs its long form
    skip,   // as many bytes as the value `amount` of the section's `values` says
    uleb,   // the value `amount`, as unsigned LEB128
    sleb,   // the value `amount`, as signed LEB128
};

struct Site {
    SiteKind kind = SiteKind::align;
    std::uint8_t fill = 0;
    bool fill_with_nops = false;
    std::uint32_t offset = 0;  // in the section's bytes; the added bytes come before the byte at offset
    std::uint32_t amount = 1;
    std::uint32_t most = 0xffffffff;
    Spot spot;
};

enum class FixupKind : std::uint8_t {
    data8,
    data16,
    data32,
    data64,
    branch,     // imm16 in instructions; long form: the inverted branch over a jal
    jump,       // imm20 in instructions
    call,       // jal; long form: auipc and jalr through register `scratch`
    hi,         // upper 16 bits, corrected for a signed low half
    lo,         // signed low 16 bits
    pcrel_hi,   // as hi, relative to the instruction
    pcrel_lo,   // the low half that belongs to the auipc at the value's label
    tprel_hi,   // as hi, relative to the start of the thread-local block
    tprel_lo,   // as lo, likewise
    immediate,  // signed 16 bits, must fit
};

struct Fixup {
    FixupKind kind = FixupKind::data32;
    std::uint8_t scratch = 0;
    Place place;
    std::uint32_t site = 0;  // branch and call: the site that makes room for the long form
    Value value;
    Spot spot;
};

// From here on, instructions come from this line.
struct LineMark {
    Place place;
    std::uint32_t file = 0;  // index in Object::files
    std::uint32_t line = 0;
};

struct Section {
    std::string name;
    std::string group;  // comdat signature, or empty
    bool write = false, exec = false;
    bool zero = false;  // no bytes in the file (.bss)
    bool thread_local_ = false;
    bool merge = false, strings = false;
    std::uint32_t entry_size = 0;
    std::uint32_t align = 1;
    std::uint32_t size = 0;  // without what sites add; bytes.size() unless zero
    std::vector<std::uint8_t> bytes;
    std::vector<Site> sites;
    std::vector<Value> values;  // of skip, uleb and sleb sites
    std::vector<Fixup> fixups;  // by rising place
    std::vector<LineMark> lines;
};

struct Object {
    std::string name;                // the source file, for messages
    std::vector<std::string> files;  // of the line marks; [0] is name
    std::vector<Section> sections;
    std::vector<Symbol> symbols;
};

}  // namespace ringside::isa::assembler
