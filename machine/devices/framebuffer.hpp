// The framebuffer: 64 KiB of memory that the window shows, as text or as a picture.
//
//   text      80 x 25 cells of two bytes: the character, then its colours (ink in the low digit, paper in the high one)
//   picture   320 x 200 pixels of one byte each, an index into the palette
//
// Both begin at the start of the memory, row by row. The memory takes loads and stores of any width like RAM, but no DMA,
// no atomics and no instruction fetch. What it shows is always the present contents; `present` only counts.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "machine/archive.hpp"
#include "machine/cow_pages.hpp"
#include "machine/devices/devices.hpp"

namespace ringside::machine {

inline constexpr std::uint32_t framebuffer_memory_base = 0xf1000000, framebuffer_memory_bytes = 0x10000;

struct Framebuffer {
    CowPages memory;  // no pages: there is no framebuffer
    std::uint32_t mode = mode_off;
    std::uint32_t presented = 0;
    std::uint32_t cursor = no_cursor;
    std::vector<std::uint32_t> palette;  // 256 of 0x00rrggbb

    static constexpr std::uint32_t id = 0x46554246;
    static constexpr std::uint32_t mode_off = 0, mode_text = 1, mode_picture = 2;
    static constexpr std::uint32_t columns = 80, rows = 25, width = 320, height = 200;
    static constexpr std::uint32_t no_cursor = ~0u, colours = 256;

    Framebuffer() = default;
    // With the palette a terminal has: 16 colours, a 6 x 6 x 6 cube, 24 greys.
    explicit Framebuffer(bool present);
    bool operator==(const Framebuffer&) const = default;

    [[nodiscard]] bool present() const { return memory.pages() != 0; }
    [[nodiscard]] std::uint32_t read(std::uint32_t offset) const;
    void write(std::uint32_t offset, std::uint32_t value);

    // What is shown. `byte`: offset in the memory.
    [[nodiscard]] std::uint8_t at(std::uint32_t byte) const {
        return memory.page(byte / CowPages::page_bytes)[byte % CowPages::page_bytes];
    }
    [[nodiscard]] std::uint8_t character(std::uint32_t row, std::uint32_t column) const {
        return at((row * columns + column) * 2);
    }
    [[nodiscard]] std::uint8_t attribute(std::uint32_t row, std::uint32_t column) const {
        return at((row * columns + column) * 2 + 1);
    }
    [[nodiscard]] std::uint32_t pixel(std::uint32_t x, std::uint32_t y) const {
        return palette[at(y * width + x)];
    }
    // A row of text mode: printable ASCII as it is, other characters as spaces, none at the end.
    [[nodiscard]] std::string line_text(std::uint32_t row) const;

    [[nodiscard]] bool well_formed() const;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.memory, self.mode, self.presented, self.cursor, self.palette);
        check_loaded<Framebuffer>(self, archive);
    }
};

}  // namespace ringside::machine
