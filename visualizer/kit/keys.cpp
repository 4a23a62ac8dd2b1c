#include "visualizer/kit/keys.hpp"

#include <array>
#include <cmath>
#include <string>
#include <utility>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

// From 1.87 on Dear ImGui has key codes of its own and takes input as events; before, it indexes its arrays by the
// codes of the window library, which are GLFW's in a window and, by our choice, without one.
#define RINGSIDE_IMGUI_HAS_EVENTS (IMGUI_VERSION_NUM >= 18700)

namespace ringside::ui {

namespace {

struct KeyRow {
    Key key;
    const char* name;
    const char* word;  // another way to write it; may be null
#if RINGSIDE_IMGUI_HAS_EVENTS
    ImGuiKey code;
#else
    int code;
#endif
};

#if RINGSIDE_IMGUI_HAS_EVENTS
#define ROW(key, name, word, glfw, imgui) \
    KeyRow { Key::key, name, word, ImGuiKey_##imgui }
#else
#define ROW(key, name, word, glfw, imgui) \
    KeyRow { Key::key, name, word, GLFW_KEY_##glfw }
#endif
#define LETTER(key, upper) ROW(key, #upper, nullptr, upper, upper)
#define DIGIT(n) ROW(digit_##n, #n, nullptr, n, n)
#define FUNCTION(n) ROW(f##n, "F" #n, nullptr, F##n, F##n)

constexpr std::array<KeyRow, key_count - 1> rows{{
    LETTER(a, A),
    LETTER(b, B),
    LETTER(c, C),
    LETTER(d, D),
    LETTER(e, E),
    LETTER(f, F),
    LETTER(g, G),
    LETTER(h, H),
    LETTER(i, I),
    LETTER(j, J),
    LETTER(k, K),
    LETTER(l, L),
    LETTER(m, M),
    LETTER(n, N),
    LETTER(o, O),
    LETTER(p, P),
    LETTER(q, Q),
    LETTER(r, R),
    LETTER(s, S),
    LETTER(t, T),
    LETTER(u, U),
    LETTER(v, V),
    LETTER(w, W),
    LETTER(x, X),
    LETTER(y, Y),
    LETTER(z, Z),
    DIGIT(0),
    DIGIT(1),
    DIGIT(2),
    DIGIT(3),
    DIGIT(4),
    DIGIT(5),
    DIGIT(6),
    DIGIT(7),
    DIGIT(8),
    DIGIT(9),
    FUNCTION(1),
    FUNCTION(2),
    FUNCTION(3),
    FUNCTION(4),
    FUNCTION(5),
    FUNCTION(6),
    FUNCTION(7),
    FUNCTION(8),
    FUNCTION(9),
    FUNCTION(10),
    FUNCTION(11),
    FUNCTION(12),
    ROW(space, "Space", nullptr, SPACE, Space),
    ROW(enter, "Enter", "Return", ENTER, Enter),
    ROW(escape, "Esc", "Escape", ESCAPE, Escape),
    ROW(tab, "Tab", nullptr, TAB, Tab),
    ROW(backspace, "Backspace", nullptr, BACKSPACE, Backspace),
    ROW(del, "Del", "Delete", DELETE, Delete),
    ROW(left, "←", "Left", LEFT, LeftArrow),
    ROW(right, "→", "Right", RIGHT, RightArrow),
    ROW(up, "↑", "Up", UP, UpArrow),
    ROW(down, "↓", "Down", DOWN, DownArrow),
    ROW(home, "Home", nullptr, HOME, Home),
    ROW(end, "End", nullptr, END, End),
    ROW(page_up, "PgUp", "PageUp", PAGE_UP, PageUp),
    ROW(page_down, "PgDn", "PageDown", PAGE_DOWN, PageDown),
    ROW(minus, "-", "Minus", MINUS, Minus),
    ROW(equal, "=", "Equal", EQUAL, Equal),
    ROW(comma, ",", "Comma", COMMA, Comma),
    ROW(period, ".", "Period", PERIOD, Period),
    ROW(slash, "/", "Slash", SLASH, Slash),
}};
#undef ROW
#undef LETTER
#undef DIGIT
#undef FUNCTION

constexpr bool rows_are_in_order() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].key) != i + 1) {
            return false;
        }
    }
    return true;
}
static_assert(rows_are_in_order(), "row i describes key i + 1");

const KeyRow& row(Key key) { return rows[static_cast<std::size_t>(key) - 1]; }

bool same_word(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    if (a.size() != b.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) {
            return false;
        }
    }
    return true;
}

std::uint8_t held_modifiers() {
    const ImGuiIO& io = ImGui::GetIO();
    return static_cast<std::uint8_t>((io.KeyCtrl ? ctrl : 0) | (io.KeyShift ? shift : 0) |
                                     (io.KeyAlt ? alt : 0));
}

}  // namespace

std::string name(Chord chord) {
    std::string text;
    if ((chord.modifiers & ctrl) != 0) {
        text += "Ctrl+";
    }
    if ((chord.modifiers & alt) != 0) {
        text += "Alt+";
    }
    if ((chord.modifiers & shift) != 0) {
        text += "Shift+";
    }
    return chord.key == Key::none ? std::string() : text + row(chord.key).name;
}

std::optional<Chord> chord_named(std::string_view name) {
    Chord chord;
    // The last "+" separates, unless it is missing; no key of the table is called "+".
    for (std::size_t plus = name.find('+'); plus != std::string_view::npos; plus = name.find('+')) {
        const std::string_view modifier = name.substr(0, plus);
        if (same_word(modifier, "ctrl")) {
            chord.modifiers |= ctrl;
        } else if (same_word(modifier, "shift")) {
            chord.modifiers |= shift;
        } else if (same_word(modifier, "alt")) {
            chord.modifiers |= alt;
        } else {
            return std::nullopt;
        }
        name.remove_prefix(plus + 1);
    }
    for (const KeyRow& candidate : rows) {
        if (same_word(name, candidate.name) ||
            (candidate.word != nullptr && same_word(name, candidate.word))) {
            chord.key = candidate.key;
            return chord;
        }
    }
    return std::nullopt;
}

namespace keys {

bool pressed(Chord chord) {
    return chord.key != Key::none && held_modifiers() == chord.modifiers &&
           ImGui::IsKeyPressed(row(chord.key).code, true);
}

Pointer pointer() {
    const ImGuiIO& io = ImGui::GetIO();
    Pointer p;
    if (ImGui::IsMousePosValid()) {
        p.at = {io.MousePos.x, io.MousePos.y};
    } else {
        p.at = {-1, -1};
    }
    p.down = ImGui::IsMouseDown(0);
    p.went_down = ImGui::IsMouseClicked(0);
    p.went_up = ImGui::IsMouseReleased(0);
    p.right_went_up = ImGui::IsMouseReleased(1);
    p.moved = io.MouseDelta.x != 0 || io.MouseDelta.y != 0;
    p.wheel = io.MouseWheel;
    return p;
}

bool typing() { return ImGui::GetIO().WantTextInput; }

bool tab_pressed(bool& back) {
    back = ImGui::GetIO().KeyShift;
    return pressed({Key::tab}) || pressed({Key::tab, shift});
}

#if RINGSIDE_IMGUI_HAS_EVENTS

void prepare_injection() {}
void inject_pointer(Vec at) { ImGui::GetIO().AddMousePosEvent(at.x, at.y); }
void inject_button(int button, bool down) { ImGui::GetIO().AddMouseButtonEvent(button, down); }
void inject_wheel(float notches) { ImGui::GetIO().AddMouseWheelEvent(0, notches); }
void inject_key(Key key, bool down) { ImGui::GetIO().AddKeyEvent(row(key).code, down); }
void inject_modifiers(std::uint8_t modifiers) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Ctrl, (modifiers & ctrl) != 0);
    io.AddKeyEvent(ImGuiMod_Shift, (modifiers & shift) != 0);
    io.AddKeyEvent(ImGuiMod_Alt, (modifiers & alt) != 0);
}

#else

void prepare_injection() {
    ImGuiIO& io = ImGui::GetIO();
    constexpr std::array<std::pair<int, Key>, 13> map{{{ImGuiKey_Tab, Key::tab},
                                                       {ImGuiKey_LeftArrow, Key::left},
                                                       {ImGuiKey_RightArrow, Key::right},
                                                       {ImGuiKey_UpArrow, Key::up},
                                                       {ImGuiKey_DownArrow, Key::down},
                                                       {ImGuiKey_PageUp, Key::page_up},
                                                       {ImGuiKey_PageDown, Key::page_down},
                                                       {ImGuiKey_Home, Key::home},
                                                       {ImGuiKey_End, Key::end},
                                                       {ImGuiKey_Delete, Key::del},
                                                       {ImGuiKey_Backspace, Key::backspace},
                                                       {ImGuiKey_Enter, Key::enter},
                                                       {ImGuiKey_Escape, Key::escape}}};
    for (const auto& [imgui, key] : map) {
        io.KeyMap[imgui] = row(key).code;
    }
    io.KeyMap[ImGuiKey_Space] = row(Key::space).code;
}
void inject_pointer(Vec at) { ImGui::GetIO().MousePos = ImVec2(at.x, at.y); }
void inject_button(int button, bool down) { ImGui::GetIO().MouseDown[button] = down; }
void inject_wheel(float notches) { ImGui::GetIO().MouseWheel += notches; }
void inject_key(Key key, bool down) { ImGui::GetIO().KeysDown[row(key).code] = down; }
void inject_modifiers(std::uint8_t modifiers) {
    ImGuiIO& io = ImGui::GetIO();
    io.KeyCtrl = (modifiers & ctrl) != 0;
    io.KeyShift = (modifiers & shift) != 0;
    io.KeyAlt = (modifiers & alt) != 0;
}

#endif

void inject_text(std::string_view text) { ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str()); }

}  // namespace keys

}  // namespace ringside::ui
