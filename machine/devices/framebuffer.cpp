#include "machine/devices/framebuffer.hpp"

#include <algorithm>

namespace ringside::machine {

namespace {

constexpr std::uint32_t rgb_mask = 0xffffff;

std::vector<std::uint32_t> terminal_palette() {
    std::vector<std::uint32_t> p = {0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa,
                                    0x00aaaa, 0xaaaaaa, 0x555555, 0xff5555, 0x55ff55, 0xffff55,
                                    0x5555ff, 0xff55ff, 0x55ffff, 0xffffff};
    const auto level = [](std::uint32_t i) { return i == 0 ? 0 : 55 + 40 * i; };
    for (std::uint32_t i = 0; i < 216; ++i)
        p.push_back(level(i / 36) << 16 | level(i / 6 % 6) << 8 | level(i % 6));
    for (std::uint32_t i = 0; i < 24; ++i) p.push_back((8 + 10 * i) * 0x010101);
    return p;
}

bool is_palette(std::uint32_t offset) { return offset - reg::framebuffer_palette < Framebuffer::colours * 4; }

}  // namespace

Framebuffer::Framebuffer(bool is_present) {
    if (!is_present) return;
    memory = CowPages(framebuffer_memory_bytes / CowPages::page_bytes);
    palette = terminal_palette();
}

std::uint32_t Framebuffer::read(std::uint32_t offset) const {
    if (is_palette(offset)) return palette[(offset - reg::framebuffer_palette) / 4];
    switch (offset) {
    case reg::framebuffer_id: return id;
    case reg::framebuffer_mode: return mode;
    case reg::framebuffer_present: return presented;
    case reg::framebuffer_cursor: return cursor;
    default: return 0;
    }
}

void Framebuffer::write(std::uint32_t offset, std::uint32_t value) {
    if (is_palette(offset)) {
        palette[(offset - reg::framebuffer_palette) / 4] = value & rgb_mask;
        return;
    }
    switch (offset) {
    case reg::framebuffer_mode: mode = value <= mode_picture ? value : mode_off; break;
    case reg::framebuffer_present: ++presented; break;
    case reg::framebuffer_cursor: cursor = value < columns * rows ? value : no_cursor; break;
    default: break;
    }
}

std::string Framebuffer::line_text(std::uint32_t row) const {
    std::string line;
    for (std::uint32_t c = 0; c < columns; ++c) {
        const std::uint8_t b = character(row, c);
        line.push_back(b >= 0x20 && b < 0x7f ? static_cast<char>(b) : ' ');
    }
    line.resize(line.find_last_not_of(' ') + 1);
    return line;
}

bool Framebuffer::well_formed() const {
    const std::uint32_t pages = framebuffer_memory_bytes / CowPages::page_bytes;
    if (mode > mode_picture || (cursor != no_cursor && cursor >= columns * rows)) return false;
    if (memory.pages() != 0 && memory.pages() != pages) return false;
    return palette.size() == (present() ? colours : 0) &&
           std::all_of(palette.begin(), palette.end(), [](std::uint32_t c) { return c <= rgb_mask; });
}

}  // namespace ringside::machine
