// A linked program as data: what an ELF file holds, and what the machine loads.
//
//   const Segment* s = image.segment_at(pc);
//   image.symbols_near(pc)…  image.line_at(pc)…
//
// Addresses are virtual unless they are called physical. A program for a machine without paging has them equal; a
// kernel that is linked high and loaded low has physical = address + offset (LinkOptions::load_offset).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ringside::isa {

struct Segment {
    std::string name;  // "text", "rodata", "data", …; empty in a file without section names
    std::uint32_t address = 0;
    std::uint32_t physical = 0;       // where a loader puts it
    std::vector<std::uint8_t> bytes;  // what the file holds
    std::uint32_t memory_size = 0;    // at least bytes.size(); the rest is zero
    bool read = true, write = false, exec = false;

    bool operator==(const Segment&) const = default;
    [[nodiscard]] bool contains(std::uint32_t a) const { return a - address < memory_size; }
};

struct ImageSymbol {
    enum class Type : std::uint8_t { none, object, function, thread_local_object };

    std::string name;
    std::uint32_t address = 0;
    std::uint32_t size = 0;  // in bytes; 0 if unknown
    Type type = Type::none;
    bool global = false;
    bool absolute = false;   // a number (a size, say), not a place
    std::uint32_t file = 0;  // index in Image::files

    bool operator==(const ImageSymbol&) const = default;
};

// From this address on, instructions come from this line; line 0 ends a stretch.
struct ImageLine {
    std::uint32_t address = 0;
    std::uint32_t file = 0;  // index in Image::files
    std::uint32_t line = 0;

    bool operator==(const ImageLine&) const = default;
};

struct Image {
    std::uint32_t entry = 0;
    std::vector<Segment> segments;     // by rising address, not overlapping
    std::vector<ImageSymbol> symbols;  // by rising address
    std::vector<std::string> files;    // source files; [0] stands for "none" and is empty
    std::vector<ImageLine> lines;      // by rising address

    bool operator==(const Image&) const = default;

    [[nodiscard]] const Segment* segment_at(std::uint32_t address) const;
    // What the entry is while paging is off; the entry itself where no segment holds it.
    [[nodiscard]] std::uint32_t physical_entry() const;
    [[nodiscard]] const ImageSymbol* symbol_named(std::string_view name) const;
    // The symbol that covers the address: the last one at or before it in the same segment. Prefers functions and
    // objects to bare labels. None for absolute numbers' sake is ever returned.
    [[nodiscard]] const ImageSymbol* symbol_at(std::uint32_t address) const;
    // "main+0x8", or nothing.
    [[nodiscard]] std::optional<std::string> name_of(std::uint32_t address) const;
    [[nodiscard]] const ImageLine* line_at(std::uint32_t address) const;
    // "first.c:12", or nothing.
    [[nodiscard]] std::optional<std::string> source_of(std::uint32_t address) const;
    // The first address that comes from this line (of the file with this name or its last path component).
    [[nodiscard]] std::optional<std::uint32_t> address_of_line(std::string_view file,
                                                               std::uint32_t line) const;
};

}  // namespace ringside::isa
