// Names to numbers, in a hash table that is made at compile time.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ringside::isa::assembler {

// Slots must be a power of two and leave room; the constructor refuses a double name at compile time.
template <std::size_t slots>
class NameTable {
public:
    constexpr void add(std::string_view name, std::uint16_t number) {
        std::size_t at = hash(name) % slots;
        for (; !names_[at].empty(); at = (at + 1) % slots)
            if (names_[at] == name) throw "a name is listed twice";
        names_[at] = name;
        numbers_[at] = number;
    }

    // The number, or -1.
    [[nodiscard]] constexpr int find(std::string_view name) const {
        for (std::size_t at = hash(name) % slots; !names_[at].empty(); at = (at + 1) % slots)
            if (names_[at] == name) return numbers_[at];
        return -1;
    }

    [[nodiscard]] constexpr const std::array<std::string_view, slots>& names() const { return names_; }

private:
    // FNV-1a (Fowler, Noll, Vo).
    static constexpr std::size_t hash(std::string_view name) {
        std::uint32_t h = 2166136261u;
        for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
        return h ^ h >> 15;
    }

    std::array<std::string_view, slots> names_{};
    std::array<std::uint16_t, slots> numbers_{};
};

}  // namespace ringside::isa::assembler
