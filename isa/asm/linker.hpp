// The linker's working state and its steps; internal. The steps, in the order of link(): select (which inputs),
// resolve (which symbol means which), arrange and lay out (addresses), relocate (bytes), write (the image).
#pragma once

#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "isa/asm/link.hpp"

namespace ringside::isa::assembler {

// One section of one object while it is being linked.
struct Piece {
    std::uint32_t object = 0, section = 0;
    std::uint32_t output = 0;  // index in Linker::outputs
    std::uint32_t address = 0;
    std::uint32_t size = 0;            // with what its sites add
    bool dropped = false;              // a second copy of a comdat group
    std::vector<std::uint32_t> added;  // by the first n sites; empty while all are zero
    std::vector<bool> grown;           // by site
};

// Sections of one name, and the segment kinds they fall into.
enum class Kind : std::uint8_t { code, constants, data, everything };
inline constexpr int kind_count = 4;

struct Output {
    std::string name;
    Kind kind = Kind::code;
    bool zero = false, thread_local_ = false;
    int rank = 0;
    std::uint32_t address = 0, end = 0;
    std::vector<std::uint32_t> pieces;
};

// What a symbol of an object means after resolution.
struct Meaning {
    enum class Kind : std::uint8_t { own, other, weak_zero } kind = Kind::own;
    std::uint32_t object = 0, symbol = 0;  // other
};

class Linker {
public:
    Linker(std::vector<Input> inputs, const LinkOptions& options);
    Result<Image> run();

private:
    // select.cpp
    void select();
    void define(std::uint32_t object);
    void define_symbol(std::uint32_t object, std::uint32_t symbol);
    void drop_second_groups(std::uint32_t object);
    void add_embedded();
    void resolve();
    void resolve_object(std::uint32_t object);
    void allocate_common(std::uint32_t object, std::uint32_t symbol);
    bool provide(std::string_view name, std::uint32_t object, std::uint32_t symbol);
    void undefined(std::uint32_t object, const Symbol& symbol);
    [[nodiscard]] bool is_defined_here(std::uint32_t object, const Symbol& symbol) const;

    // merge.cpp
    void merge_constants();
    void merge_section(std::uint32_t object, const Section& section,
                       const std::vector<std::uint32_t>& labels);
    [[nodiscard]] bool can_merge(std::uint32_t object, const Section& section,
                                 const std::vector<std::uint32_t>& labels) const;

    // layout.cpp
    void arrange();
    void lay_out();
    void assign_addresses();
    void measure(Piece& piece);
    std::uint32_t measure_site(const Piece& piece, const Site& site, std::uint32_t offset);
    void compute_addresses();
    bool grow_far_ones();
    void provide_values();

    // relocate.cpp
    void relocate(const Piece& piece, std::uint8_t* bytes);
    void relocate_one(const Piece& piece, const Fixup& fixup, std::uint8_t* bytes);
    void place_branch(const Piece& piece, const Fixup& fixup, std::uint32_t at, std::uint32_t to,
                      std::uint8_t* bytes);
    void place_jump(const Piece& piece, const Fixup& fixup, std::uint32_t at, std::uint32_t to,
                    std::uint8_t* bytes);
    bool pcrel_target(const Piece& piece, const Fixup& fixup, std::uint32_t& distance);

    // write.cpp
    Image write();
    void write_piece(const Piece& piece, std::vector<std::uint8_t>& bytes, std::uint32_t start);
    void write_symbols(Image& image);
    void write_lines(Image& image);
    std::uint32_t file_index(Image& image, const std::string& name);
    void check_skips();

    // --- shared by the steps ---
    [[nodiscard]] const Section& section_of(const Piece& piece) const {
        return objects_[piece.object].sections[piece.section];
    }
    [[nodiscard]] static std::uint32_t added_before(const Piece& piece, std::uint32_t sites) {
        return piece.added.empty() ? 0 : piece.added[sites];
    }
    [[nodiscard]] static std::uint32_t address_of(const Piece& piece, Place place) {
        return piece.address + place.offset + added_before(piece, place.sites);
    }
    [[nodiscard]] std::uint32_t symbol_address(std::uint32_t object, std::int32_t symbol) const {
        return addresses_[object][static_cast<std::size_t>(symbol)];
    }
    // plus - minus + addend, at 64 bits so that overflows are seen.
    [[nodiscard]] std::int64_t evaluate(std::uint32_t object, const Value& value) const;
    void fail(std::uint32_t object, Spot spot, std::string message);

    const LinkOptions& options_;
    std::vector<Object> objects_;  // the inputs, and last the linker's own: common symbols, embedded files
    std::vector<bool> library_, selected_;
    std::uint32_t own_ = 0;                                           // index of the linker's own object
    static constexpr std::uint32_t own_zeros = 0, own_constants = 1;  // its sections
    std::unordered_map<std::string, std::uint32_t> merged_;  // constant -> symbol of the linker's own object
    std::vector<Diagnostic> errors_;

    struct Definition {
        std::uint32_t object, symbol;
    };
    std::unordered_map<std::string_view, Definition> globals_;
    std::unordered_map<std::string_view, std::uint32_t> groups_;  // signature -> object that keeps it
    std::deque<std::string_view> missing_;                        // names to look for in the library
    std::vector<std::vector<Meaning>> meanings_;                  // by object and symbol
    std::vector<std::vector<std::uint32_t>> addresses_;           // by object and symbol, of the last layout
    std::unordered_map<std::string_view, std::uint32_t>
        provided_;                                                // name -> symbol of the linker's own object
    std::unordered_map<std::string_view, std::uint32_t> common_;  // name -> symbol of the linker's own object

    std::vector<Piece> pieces_;
    std::vector<std::vector<std::uint32_t>> piece_of_;  // by object and section
    std::vector<Output> outputs_;                       // in the order of their addresses
    struct Extent {
        std::uint32_t address = 0, file_end = 0, end = 0;
        bool used = false;
    };
    Extent extents_[kind_count];
    std::unordered_map<std::string, std::uint32_t> file_indices_;  // of the image
    std::uint32_t end_ = 0;
    bool room_exceeded_ = false;
    std::uint32_t tls_start_ = 0, tls_size_ = 0, tls_align_ = 1, tdata_size_ = 0;
};

// Does the linker provide a symbol of this name, if it is needed?
bool is_provided_name(std::string_view name);

}  // namespace ringside::isa::assembler
