#include "visualizer/kit/theme.hpp"

#include <algorithm>
#include <cmath>

namespace ringside::ui {

namespace {

// fill, deep, ink, wash
constexpr Shade shade(std::uint32_t fill, std::uint32_t deep, std::uint32_t ink, std::uint32_t wash) {
    return {rgb(fill), rgb(deep), rgb(ink), rgb(wash)};
}

constexpr Palette dark_palette{
    .ground = rgb(0x11131a),
    .panel = rgb(0x191c26),
    .raised = rgb(0x212533),
    .sunken = rgb(0x141720),
    .hairline = rgb(0x2a2f3f),
    .edge = rgb(0x353b4f),
    .current = rgb(0x223c5c),
    .hover = rgb(0x2b3144),
    .focus = rgb(0x8fb8ff),
    .playhead = rgb(0xffffff),
    .shades = {{
        shade(0xe6e9f2, 0xb9bfd0, 0xe6e9f2, 0x242837),  // plain
        shade(0x9aa3b8, 0x70788d, 0xa0a9be, 0x20242f),  // soft
        shade(0x5d6579, 0x454c5e, 0x838ca3, 0x1c202a),  // faint
        shade(0x4d8fe0, 0x2c5f9e, 0x8fbcff, 0x223c5c),  // accent
        shade(0x56b4e9, 0x2f78ad, 0x6fc1f0, 0x1c2e3e),  // vm_a
        shade(0xe69f00, 0xa87400, 0xf0b030, 0x362b17),  // vm_b
        shade(0x3f8fd9, 0x0072b2, 0x7fb9f0, 0x1a2a40),  // vm_c
        shade(0xf0e442, 0xb0a72c, 0xf0e442, 0x34331c),  // vm_d
        shade(0xcc79a7, 0x96537a, 0xe09cc3, 0x2c2231),  // monitor
        shade(0x009e73, 0x00694d, 0x3ccfa2, 0x16302c),  // shared
        shade(0xd55e00, 0x9a4400, 0xff9152, 0x372419),  // danger
        shade(0xffd479, 0xb8923f, 0xffd479, 0x3a321f),  // changed
    }},
};

constexpr Palette light_palette{
    .ground = rgb(0xe9ebf1),
    .panel = rgb(0xfcfcfe),
    .raised = rgb(0xf1f3f8),
    .sunken = rgb(0xe6e9f0),
    .hairline = rgb(0xd5d9e3),
    .edge = rgb(0xbfc5d4),
    .current = rgb(0xd3e4fb),
    .hover = rgb(0xe3e8f2),
    .focus = rgb(0x1c5fc4),
    .playhead = rgb(0x11131a),
    .shades = {{
        shade(0x1b1f2a, 0x3a4152, 0x1b1f2a, 0xe9ebf2),  // plain
        shade(0x565f73, 0x7a8296, 0x4d5568, 0xeef0f5),  // soft
        shade(0x9aa2b5, 0xb9c0cf, 0x5c6579, 0xf3f4f8),  // faint
        shade(0x2f6fd0, 0x1c4f9e, 0x1553b0, 0xd3e4fb),  // accent
        shade(0x56b4e9, 0x2478b0, 0x0b5a8c, 0xe0f1fb),  // vm_a
        shade(0xe69f00, 0xb07a00, 0x7d5200, 0xfbeed2),  // vm_b
        shade(0x0072b2, 0x00507d, 0x005384, 0xd9eaf6),  // vm_c
        shade(0xd6c500, 0xa09400, 0x5f5700, 0xf8f5cf),  // vm_d
        shade(0xcc79a7, 0x9c4c79, 0x8c3a69, 0xf8e6f0),  // monitor
        shade(0x009e73, 0x006f51, 0x00614a, 0xd7f1e8),  // shared
        shade(0xd55e00, 0x9f4600, 0x9c3f00, 0xfbe5d6),  // danger
        shade(0xffd479, 0xd9a93e, 0x735000, 0xfff0cc),  // changed
    }},
};

float linear(std::uint8_t channel) {
    const float c = static_cast<float>(channel) / 255.0F;
    return c <= 0.04045F ? c / 12.92F : std::pow((c + 0.055F) / 1.055F, 2.4F);
}

float luminance(Color c) { return 0.2126F * linear(c.r) + 0.7152F * linear(c.g) + 0.0722F * linear(c.b); }

}  // namespace

Color mix(Color from, Color to, float t) {
    const auto channel = [t](std::uint8_t a, std::uint8_t b) {
        const float value = static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * t;
        return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0F, 255.0F)));
    };
    return {channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b), channel(from.a, to.a)};
}

float contrast(Color one, Color other) {
    const float a = luminance(one);
    const float b = luminance(other);
    return (std::max(a, b) + 0.05F) / (std::min(a, b) + 0.05F);
}

std::string_view name(Scheme scheme) { return scheme == Scheme::dark ? "dark" : "light"; }

std::optional<Scheme> scheme_named(std::string_view name) {
    if (name == "dark") {
        return Scheme::dark;
    }
    if (name == "light") {
        return Scheme::light;
    }
    return std::nullopt;
}

Tone tone_of_vm(unsigned vm) { return static_cast<Tone>(static_cast<unsigned>(Tone::vm_a) + vm % 4); }

char letter_of_vm(unsigned vm) { return static_cast<char>('A' + vm % 26); }

char letter_of(Tone tone) {
    switch (tone) {
    case Tone::vm_a:
    case Tone::vm_b:
    case Tone::vm_c:
    case Tone::vm_d: return letter_of_vm(static_cast<unsigned>(tone) - static_cast<unsigned>(Tone::vm_a));
    case Tone::monitor: return 'M';
    case Tone::shared: return 'S';
    case Tone::danger: return '!';
    case Tone::changed: return '*';
    default: return 0;
    }
}

const Palette& palette(Scheme scheme) { return scheme == Scheme::dark ? dark_palette : light_palette; }

int clamped_scale(int percent) { return std::clamp(percent, least_scale, greatest_scale); }

int next_scale(int percent, int direction) {
    constexpr std::array<int, 10> steps{75, 90, 100, 110, 125, 150, 175, 200, 250, 300};
    if (direction > 0) {
        const auto* up = std::upper_bound(steps.begin(), steps.end(), percent);
        return up == steps.end() ? steps.back() : *up;
    }
    const auto* down = std::lower_bound(steps.begin(), steps.end(), percent);
    return down == steps.begin() ? steps.front() : *(down - 1);
}

}  // namespace ringside::ui
