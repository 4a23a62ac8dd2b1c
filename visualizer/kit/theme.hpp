// The looks of the window: colours, measures, scale.
//
// Colour is kept for owners and layers (the hues of Okabe and Ito, which colour-blind eyes tell apart), and it is
// never the only cue: every tone has a letter, and what draws with it adds a word, a mark, a dash or a pattern.
//     const Palette &p = palette(Scheme::dark);
//     p[Tone::vm_a].fill   // a bar or a frame that belongs to VM A
//     p[Tone::vm_a].ink    // text about VM A; readable on every surface of the palette (contrast of at least 4.5)
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ringside::ui {

struct Color {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;
    friend bool operator==(const Color&, const Color&) = default;
};

constexpr Color rgb(std::uint32_t code) {
    return {static_cast<std::uint8_t>(code >> 16), static_cast<std::uint8_t>(code >> 8),
            static_cast<std::uint8_t>(code)};
}

// The colour a share `t` (0 to 1) of the way from `from` to `to`.
Color mix(Color from, Color to, float t);

// The contrast ratio of WCAG 2: from 1 (the same) to 21 (black on white); 4.5 is the least for text.
float contrast(Color one, Color other);

enum class Scheme : std::uint8_t { dark, light };

std::string_view name(Scheme scheme);
std::optional<Scheme> scheme_named(std::string_view name);

// What a thing is about. The first four are for words; the others name an owner or a state.
enum class Tone : std::uint8_t {
    plain,   // values and words that matter
    soft,    // explanations beside them
    faint,   // addresses, encodings, absent things
    accent,  // the selection, the chief button, links
    vm_a,
    vm_b,
    vm_c,
    vm_d,
    monitor,  // the hypervisor
    shared,   // belongs to several VMs; also devices, which serve them all
    danger,   // dirty, faulting, destructive; drawn with a stroke
    changed,  // changed by the last step
};
inline constexpr std::size_t tone_count = 12;

// The tone of VM 0, 1, 2, …; the letters go on, the colours repeat.
Tone tone_of_vm(unsigned vm);
// "A" for VM 0; "M" for the monitor and so on through letter_of(Tone).
char letter_of_vm(unsigned vm);
// The letter that stands beside the colour; 0 for the tones of plain words.
char letter_of(Tone tone);

struct Shade {
    Color fill;  // bars, frames, outlines
    Color deep;  // the same owner's inner layer: the guest kernel beside the guest user
    Color ink;   // text
    Color wash;  // a tinted surface behind text
};

struct Palette {
    Color ground;    // behind the panels
    Color panel;     // a panel
    Color raised;    // a card or a button on a panel
    Color sunken;    // an empty lane, a text field
    Color hairline;  // lines between things
    Color edge;      // outline of cards and buttons
    Color current;   // the row where the machine stands
    Color hover;     // the row or button under the pointer
    Color focus;     // the ring around what the keyboard has hold of
    Color playhead;  // the present, on the timeline
    std::array<Shade, tone_count> shades;

    constexpr const Shade& operator[](Tone tone) const { return shades[static_cast<std::size_t>(tone)]; }
};

const Palette& palette(Scheme scheme);

// The user's choice of looks.
struct Look {
    Scheme scheme = Scheme::dark;
    int scale_percent = 100;
    friend bool operator==(const Look&, const Look&) = default;
};

inline constexpr int least_scale = 75;
inline constexpr int greatest_scale = 300;

// `percent` brought within the limits.
int clamped_scale(int percent);
// The next step up (+1) or down (-1) of 75, 90, 100, 110, 125, 150, 175, 200, 250, 300.
int next_scale(int percent, int direction);

// Measures in logical units.
namespace measure {
inline constexpr float gap = 8;     // between panels, between things in a row
inline constexpr float corner = 9;  // radius of a panel
inline constexpr float small_corner = 5;
inline constexpr float pad = 14;  // from a panel's edge to its content
inline constexpr float row = 21;  // one line of normal text
inline constexpr float small_row = 18;
inline constexpr float heading = 36;  // a panel's heading line
inline constexpr float button = 30;
inline constexpr float chip = 24;
}  // namespace measure

}  // namespace ringside::ui
