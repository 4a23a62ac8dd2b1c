// Small helpers between the canvas and Dear ImGui; included by the kit's sources only.
#pragma once

#include <cstdint>
#include <string_view>

#include <imgui.h>

#include "visualizer/kit/geometry.hpp"
#include "visualizer/kit/theme.hpp"

namespace ringside::ui::pen {

inline ImU32 packed(Color c) { return IM_COL32(c.r, c.g, c.b, c.a); }
inline ImVec2 im(Vec v) { return {v.x, v.y}; }
inline ImVec4 shade(Color c) {
    return {static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255, static_cast<float>(c.b) / 255,
            static_cast<float>(c.a) / 255};
}

// FNV-1a, chained: identifiers of things to press.
inline constexpr std::uint64_t first_hash = 0xcbf29ce484222325;
inline std::uint64_t hash(std::uint64_t seed, std::string_view text) {
    for (const char c : text) {
        seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }
    return (seed ^ 0xff) * 0x100000001b3;  // the end of a name counts: "a"+"b" is not "ab"
}

// The code point of UTF-8 at `at`, which moves on; U+FFFD for bytes that are none.
char32_t next_code_point(std::string_view text, std::size_t& at);

}  // namespace ringside::ui::pen
