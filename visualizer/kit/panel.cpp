#include "visualizer/kit/panel.hpp"

namespace ringside::ui {

Panel::Panel(Canvas& canvas, const Rect& rect, std::string_view title, std::string_view explanation,
             float reserve)
    : canvas_(canvas) {
    canvas.fill(rect, canvas.colors().panel, measure::corner);
    canvas.outline(rect, canvas.colors().hairline, Stroke::solid, measure::corner);
    canvas.begin_group(Kind::panel, rect, title);
    canvas.push_scope(title);
    canvas.push_clip(rect);
    Rect inside = rect.inset(1);
    heading_ = inside.cut_top(measure::heading).inset(measure::pad - 1, 0);
    full_ = inside;
    body_ = inside.inset(measure::pad - 1, 0);
    body_.y1 -= measure::pad - 4;
    // Title and explanation share a line; the explanation is dropped rather than cut to a stump.
    const float title_width = std::min(canvas.width(title, bold()), heading_.width());
    canvas.text_in(heading_.cut_left(title_width, 10), title, bold());
    canvas.name_last(Kind::heading);
    constexpr float least = 60;
    const float room = heading_.width() - reserve;
    if (!explanation.empty() && room > least) {
        const TextStyle grey = small(words(Tone::soft));
        canvas.text_in(heading_.cut_left(std::min(canvas.width(explanation, grey) + 1, room), measure::gap),
                       explanation, grey);
        canvas.name_last(Kind::heading);
    }
}

Panel::~Panel() {
    canvas_.pop_clip();
    canvas_.pop_scope();
    canvas_.end_box();
}

void Flow::line(std::string_view text, TextStyle style) {
    canvas_.text_in(left_.cut_top(Canvas::line_height(style)), text, style);
}

void Flow::sentence(const Sentence& sentence) {
    canvas_.sentence({left_.x0, left_.y0}, sentence);
    left_.y0 += measure::row;
}

void Flow::paragraph(const Sentence& sentence) { left_.y0 += canvas_.paragraph(left_, sentence); }

void Flow::heading(std::string_view title, std::string_view explanation) {
    Rect strip = left_.cut_top(measure::heading - 10);
    canvas_.text_in(strip.cut_left(canvas_.width(title, bold()), 10), title, bold());
    if (!explanation.empty()) {
        canvas_.text_in(strip, explanation, small(words(Tone::soft)));
    }
}

}  // namespace ringside::ui
