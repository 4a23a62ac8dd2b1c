// Draws a story from the top down: words, cards, what links them. Everything is measured before it is drawn, because
// the whole may have to scroll; the same code does both.
#pragma once

#include <string_view>

#include "visualizer/kit/canvas.hpp"
#include "visualizer/model/explain.hpp"

namespace ringside::ui {

class StoryPen {
public:
    // `drawing`: false only measures.
    StoryPen(Canvas& canvas, const Rect& area, bool drawing)
        : canvas_(canvas), left_(area), top_(area.y0), drawing_(drawing) {}

    float used() const { return left_.y0 - top_; }
    void space(float height) { left_.y0 += height; }

    void paragraph(std::string_view text, TextStyle style);
    // A grey word at the left, and what it introduces beside it.
    void introduced(std::string_view word, std::string_view text);
    void heading(std::string_view title, std::string_view explanation);
    // A line of a list: when, what, how much.
    void row(std::string_view left, std::string_view middle, std::string_view right);
    void card(const Card& card);
    void link(const Link& link);

private:
    float done_height(const Done& done, float width) const;
    bool facts_fit(const Card& card, float width) const;
    void draw_card(const Card& card, const Rect& box, const Sentence& text);

    Canvas& canvas_;
    Rect left_;
    float top_;
    bool drawing_;
};

}  // namespace ringside::ui
