// Keys and the pointer, in one place: the only code that knows how Dear ImGui's versions differ about them.
//
// Reading (inside a frame):      if (keys::pressed({Key::f10})) …
// Naming:                        name(Chord{Key::p, ctrl}) == "Ctrl+P"; chord_named("Shift+F11")
// Injecting (between frames):    keys::inject_key(Key::f10, true);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "visualizer/kit/geometry.hpp"

namespace ringside::ui {

// clang-format off
enum class Key : std::uint8_t {
    none,
    a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z,
    digit_0, digit_1, digit_2, digit_3, digit_4, digit_5, digit_6, digit_7, digit_8, digit_9,
    f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12,
    space, enter, escape, tab, backspace, del, left, right, up, down, home, end, page_up, page_down,
    minus, equal, comma, period, slash,
};
// clang-format on
inline constexpr std::size_t key_count = static_cast<std::size_t>(Key::slash) + 1;

enum Modifiers : std::uint8_t { no_modifier = 0, ctrl = 1, shift = 2, alt = 4 };

// A key with the modifiers that must be held, no more and no fewer.
struct Chord {
    Key key = Key::none;
    std::uint8_t modifiers = no_modifier;
    friend bool operator==(const Chord&, const Chord&) = default;
};

// As a key cap shows it: "F10", "Shift+F11", "Ctrl+P", "←".
std::string name(Chord chord);
// The reverse; nothing when a part is unknown. Arrows may be written as words: "Shift+Left".
std::optional<Chord> chord_named(std::string_view name);

namespace keys {

// True in the frame in which the key went down, and again while it repeats.
bool pressed(Chord chord);

// The state of the pointer, in pixels.
struct Pointer {
    Vec at;
    bool down = false;
    bool went_down = false;
    bool went_up = false;
    bool right_went_up = false;
    bool moved = false;
    float wheel = 0;
};
Pointer pointer();
// True while a text field has the keyboard.
bool typing();
// True when Tab was pressed; `back` tells with Shift.
bool tab_pressed(bool& back);

// Tells the current context which of its keys are which; once after it was made, when no window does it.
void prepare_injection();
void inject_pointer(Vec at);
void inject_button(int button, bool down);
void inject_wheel(float notches);
void inject_key(Key key, bool down);
void inject_modifiers(std::uint8_t modifiers);
void inject_text(std::string_view text);

}  // namespace keys

}  // namespace ringside::ui
