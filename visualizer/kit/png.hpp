// Pictures to files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ringside::ui {

// Rows from the top, three bytes a pixel.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;
    friend bool operator==(const Picture&, const Picture&) = default;
};

// Writes a PNG under a temporary name beside `path` and renames it, so that nothing half-written is ever seen.
// The same picture gives the same bytes. Returns an empty string, or what went wrong as a sentence.
std::string write_png(const Picture& picture, const std::string& path);

}  // namespace ringside::ui
