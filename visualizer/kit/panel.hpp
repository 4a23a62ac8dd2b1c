// A panel: a titled box with a grey explanation beside the title. And Flow, which stacks lines in a rectangle.
//     Panel panel(canvas, rect, "Registers", "changed by this step are gold and dotted");
//     Flow flow(canvas, panel.body());
//     flow.line("The machine has not run yet.", words(Tone::soft));
// Between its construction and its end everything that is drawn lies inside the panel.
#pragma once

#include <string_view>

#include "visualizer/kit/canvas.hpp"
#include "visualizer/kit/controls.hpp"

namespace ringside::ui {

class Panel {
public:
    // `reserve`: room kept free at the right end of the heading, for heading_bar().
    Panel(Canvas& canvas, const Rect& rect, std::string_view title, std::string_view explanation = {},
          float reserve = 0);
    ~Panel();
    Panel(const Panel&) = delete;
    Panel& operator=(const Panel&) = delete;

    // Where the content goes.
    const Rect& body() const { return body_; }
    // The panel's whole width below the heading, for rows that reach from edge to edge.
    const Rect& full() const { return full_; }
    // Buttons and chips at the right end of the heading, in the room that was reserved.
    Bar heading_bar() { return {canvas_, heading_, Align::right}; }

private:
    Canvas& canvas_;
    Rect body_;
    Rect full_;
    Rect heading_;  // what the title and the explanation left free
};

class Flow {
public:
    Flow(Canvas& canvas, const Rect& area) : canvas_(canvas), left_(area) {}

    void line(std::string_view text, TextStyle style = words());
    void sentence(const Sentence& sentence);
    void paragraph(const Sentence& sentence);
    // A small heading in the panel, with its explanation beside it.
    void heading(std::string_view title, std::string_view explanation = {});
    void space(float height) { left_.y0 += height; }
    // The next `height` units.
    Rect strip(float height) { return left_.cut_top(height); }
    const Rect& rest() const { return left_; }
    bool has_room_for(float height) const { return left_.height() >= height; }

private:
    Canvas& canvas_;
    Rect left_;
};

}  // namespace ringside::ui
