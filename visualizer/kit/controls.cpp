#include "visualizer/kit/controls.hpp"

namespace ringside::ui {

namespace {

constexpr float mark_room = 12;

// The middle `height` units of a strip.
Rect middle(const Rect& strip, float height) {
    const float top = (strip.y0 + strip.y1 - height) / 2;
    return {strip.x0, top, strip.x1, top + height};
}

TextStyle label_style(const Button& button) {
    TextStyle style = words(button.enabled ? button.tone : Tone::faint);
    if (button.chief && button.enabled) {
        style.face = Face::words_bold;
    }
    return style;
}

}  // namespace

float width_of(const Canvas& canvas, const Button& button) {
    float width = 22;
    if (!button.label.empty()) {
        width += canvas.width(button.label, label_style(button));
    }
    if (button.mark != Mark::none) {
        width += mark_room + (button.label.empty() ? 0 : 6);
    }
    if (button.show_key && !button.key.empty()) {
        width += measure::gap + canvas.key_cap_width(button.key);
    }
    return width;
}

bool draw_button(Canvas& canvas, const Rect& rect, const Button& button) {
    const Palette& colors = canvas.colors();
    const Hit hit = canvas.hit(button.name.empty() ? button.label : button.name, rect);
    const bool lit = button.enabled && hit.hovered;
    const Color surface = button.chief && button.enabled ? colors[Tone::accent].wash : colors.raised;
    canvas.fill(rect, lit ? mix(surface, colors.hover, hit.held ? 1.0F : 0.6F) : surface,
                measure::small_corner);
    canvas.outline(rect, button.chief && button.enabled ? colors[Tone::accent].deep : colors.hairline,
                   Stroke::solid, measure::small_corner);
    canvas.begin_group(Kind::button, rect, button.label.empty() ? symbol(button.mark) : button.label);
    Rect inner = rect.inset(11, 0);
    if (button.show_key && !button.key.empty()) {
        canvas.key_cap(middle(inner.cut_right(canvas.key_cap_width(button.key), measure::gap), 18),
                       button.key);
    }
    if (button.mark != Mark::none) {
        const Rect room = inner.cut_left(mark_room, 6);
        canvas.mark(button.mark, room.centre(), label_style(button).tone, 10);
    }
    if (!button.label.empty()) {
        canvas.text_in(inner, button.label, label_style(button));
    }
    canvas.end_box();
    if (!button.tip.empty()) {
        canvas.tip(button.tip, button.key);
    }
    return button.enabled && hit.clicked;
}

float tab_width(const Canvas& canvas, std::string_view label) { return canvas.width(label, bold()) + 28; }

bool draw_tab(Canvas& canvas, const Rect& rect, std::string_view label, bool selected, std::string_view tip,
              std::string_view key) {
    const Palette& colors = canvas.colors();
    const Hit hit = canvas.hit(label, rect);
    if (selected || hit.hovered) {
        canvas.fill(rect, selected ? colors[Tone::accent].wash : colors.hover, measure::small_corner + 1);
    }
    canvas.begin_group(Kind::button, rect, label);
    canvas.text_in(rect, label, selected ? bold() : words(Tone::soft), Align::centre);
    canvas.end_box();
    if (!tip.empty()) {
        canvas.tip(tip, key);
    }
    return hit.clicked;
}

float chip_width(const Canvas& canvas, const Sentence& fact) { return canvas.width(fact) + 22; }

void draw_chip(Canvas& canvas, const Rect& rect, const Sentence& fact, std::string_view tip) {
    canvas.fill(rect, canvas.colors().raised, rect.height() / 2);
    canvas.outline(rect, canvas.colors().hairline, Stroke::solid, rect.height() / 2);
    canvas.begin_group(Kind::chip, rect, {});
    canvas.sentence({rect.x0 + 11, (rect.y0 + rect.y1 - measure::row) / 2}, fact);
    canvas.end_box();
    if (!tip.empty()) {
        canvas.tip(tip);
    }
}

bool draw_link(Canvas& canvas, Vec at, std::string_view words_of, std::string_view tip) {
    TextStyle style = words(Tone::accent);
    style.underlined = true;
    const Rect box = canvas.text(at, words_of, style);
    const Hit hit = canvas.hit(words_of, box);
    if (!tip.empty()) {
        canvas.tip(tip);
    }
    return hit.clicked;
}

Rect Bar::take(float width) {
    return from_ == Align::right ? left_.cut_right(width, gap_) : left_.cut_left(width, gap_);
}

bool Bar::button(const Button& button) {
    return draw_button(canvas_, middle(take(width_of(canvas_, button)), measure::button), button);
}

bool Bar::tab(std::string_view label, bool selected, std::string_view tip, std::string_view key) {
    return draw_tab(canvas_, middle(take(tab_width(canvas_, label)), measure::button), label, selected, tip,
                    key);
}

void Bar::chip(const Sentence& fact, std::string_view tip) {
    draw_chip(canvas_, middle(take(chip_width(canvas_, fact)), measure::chip), fact, tip);
}

void Bar::text(std::string_view words, TextStyle style) {
    canvas_.text_in(middle(take(canvas_.width(words, style)), Canvas::line_height(style)), words, style);
}

void Bar::key_cap(std::string_view key) {
    canvas_.key_cap(middle(take(canvas_.key_cap_width(key)), 18), key);
}

void Bar::mark(Mark mark, Tone tone, std::string_view tip) {
    canvas_.mark(mark, take(mark_room).centre(), tone, 9, tip);
}

void Bar::legend(Mark mark, Tone tone, std::string_view meaning, std::string_view tip) {
    const TextStyle style = small(words(Tone::soft));
    Rect place = middle(take(mark_room + 4 + canvas_.width(meaning, style) + 1), measure::small_row);
    canvas_.mark(mark, place.cut_left(mark_room, 4).centre(), tone);
    canvas_.text_in(place, meaning, style);
    if (!tip.empty()) {
        canvas_.tip(tip);
    }
}

void Bar::legend(Tone tone, Pattern pattern, std::string_view meaning, std::string_view tip) {
    const TextStyle style = small(words(Tone::soft));
    Rect place = middle(take(mark_room + 4 + canvas_.width(meaning, style) + 1), measure::small_row);
    const Rect swatch = middle(place.cut_left(mark_room, 4), mark_room);
    canvas_.fill(swatch, canvas_.colors()[tone].fill, 2);
    canvas_.pattern(swatch, canvas_.colors().panel, pattern);
    canvas_.text_in(place, meaning, style);
    if (!tip.empty()) {
        canvas_.tip(tip);
    }
}

bool Bar::link(std::string_view words_of, std::string_view tip) {
    const Rect strip = middle(take(canvas_.width(words_of, words())), measure::row);
    return draw_link(canvas_, {strip.x0, strip.y0}, words_of, tip);
}

void Bar::space(float width) { take(width - gap_); }

}  // namespace ringside::ui
