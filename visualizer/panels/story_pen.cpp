#include "visualizer/panels/story_pen.hpp"

#include <algorithm>

#include "visualizer/kit/controls.hpp"
#include "visualizer/kit/markup.hpp"
#include "visualizer/model/format.hpp"
#include "visualizer/view.hpp"

namespace ringside::ui {

namespace {

constexpr float card_pad = 16;
constexpr float card_heading = 26;
constexpr float link_gap = 4;
constexpr float cycles_width = 44;

Sentence chip_of(const std::pair<std::string, std::string>& fact) {
    return {{fact.first + " ", small(words(Tone::soft))}, {fact.second, bold()}};
}

Tone tone_of_card(const Card& card) {
    switch (card.who) {
    case Card::Who::monitor: return Tone::monitor;
    case Card::Who::kernel: return Tone::accent;
    case Card::Who::nobody: return Tone::soft;
    case Card::Who::nobody_noticed: return Tone::danger;
    case Card::Who::guest: break;
    }
    return tone_of(card.guest);
}

}  // namespace

void StoryPen::paragraph(std::string_view text, TextStyle style) {
    const Sentence sentence = marked(text, style);
    if (drawing_) {
        canvas_.paragraph(left_, sentence);
    }
    left_.y0 += canvas_.paragraph_height(left_.width(), sentence);
}

void StoryPen::introduced(std::string_view word, std::string_view text) {
    constexpr float column = 74;
    const Sentence sentence = marked(text, words());
    const Rect beside{left_.x0 + column, left_.y0, left_.x1, left_.y1};
    if (drawing_) {
        canvas_.text({left_.x0, left_.y0}, word, words(Tone::soft));
        canvas_.paragraph(beside, sentence);
    }
    left_.y0 += std::max(measure::row, canvas_.paragraph_height(beside.width(), sentence));
}

void StoryPen::heading(std::string_view title, std::string_view explanation) {
    Rect strip = left_.cut_top(measure::heading - 8);
    if (drawing_) {
        const float width = canvas_.width(title, bold());
        canvas_.text_in(strip.cut_left(width, 10), title, bold());
        canvas_.text_in(strip, explanation, small(words(Tone::soft)));
    }
}

void StoryPen::row(std::string_view left, std::string_view middle, std::string_view right) {
    constexpr float left_width = 104;
    constexpr float right_width = 70;
    const Sentence sentence = marked(middle, words());
    const float height =
        canvas_.paragraph_height(left_.width() - left_width - right_width - 2 * measure::gap, sentence);
    Rect strip = left_.cut_top(std::max(measure::row, height));
    if (drawing_) {
        Rect when = strip.cut_left(left_width, measure::gap);
        Rect much = strip.cut_right(right_width, measure::gap);
        when.y1 = much.y1 = strip.y0 + measure::row;
        canvas_.text_in(when, left, words(Tone::soft));
        canvas_.text_in(much, right, machine(Tone::soft), Align::right);
        canvas_.paragraph(strip, sentence);
    }
}

void StoryPen::card(const Card& card) {
    const float inner_width = left_.width() - 2 * card_pad;
    float height = card_heading + 12 + (facts_fit(card, inner_width) ? 0.0F : card_heading);
    const Sentence text = marked(card.words, words(Tone::soft));
    height += card.words.empty() ? 0 : canvas_.paragraph_height(inner_width, text);
    for (const Done& done : card.done) {
        height += done_height(done, inner_width);
    }
    const Rect box = left_.cut_top(height);
    if (drawing_) {
        draw_card(card, box, text);
    }
}

void StoryPen::link(const Link& link) {
    constexpr float indent = card_pad + 19;
    const Sentence text = marked(link.words, words(Tone::changed));
    const float height = canvas_.paragraph_height(left_.width() - indent, text);
    Rect strip = left_.cut_top(height + 2 * link_gap);
    if (drawing_) {
        strip.y0 += link_gap;
        canvas_.mark(link.down ? Mark::down : Mark::up,
                     {strip.x0 + card_pad + 5, strip.y0 + measure::row / 2}, Tone::changed, 9);
        strip.x0 += indent;
        canvas_.paragraph(strip, text);
    }
}

float StoryPen::done_height(const Done& done, float width) const {
    return canvas_.paragraph_height(width - cycles_width - 20, marked(done.words, words()));
}

bool StoryPen::facts_fit(const Card& card, float width) const {
    float wanted = canvas_.width(card.title, bold());
    for (const auto& fact : card.facts) {
        wanted += measure::gap + chip_width(canvas_, chip_of(fact));
    }
    return wanted <= width;
}

void StoryPen::draw_card(const Card& card, const Rect& box, const Sentence& text) {
    const bool monitor = card.who == Card::Who::monitor || card.who == Card::Who::nobody_noticed;
    canvas_.begin_box(box, {.tone = tone_of_card(card), .corner = 7, .bar = true, .wash = monitor},
                      card.title);
    Rect body = box.inset(card_pad, 6);
    Bar bar(canvas_, body.cut_top(card_heading));
    bar.text(card.title, bold());
    Bar facts(canvas_, facts_fit(card, body.width()) ? bar.rest() : body.cut_top(card_heading));
    for (const auto& fact : card.facts) {
        const char* tip = fact.first == "virtual ring" ? "The ring in which the guest believes that it runs"
                                                       : "The ring that the hardware enforces";
        facts.chip(chip_of(fact), tip);
    }
    if (!card.words.empty()) {
        body.y0 += canvas_.paragraph(body, text);
    }
    int number = 0;
    for (const Done& done : card.done) {
        Rect row = body.cut_top(done_height(done, body.width()));
        if (done.cycles) {
            Rect right = row.cut_right(cycles_width);
            right.y1 = right.y0 + measure::row;
            canvas_.text_in(right, grouped(*done.cycles), machine(Tone::soft), Align::right);
            canvas_.tip("cycles");
        } else {
            row.cut_right(cycles_width);
        }
        canvas_.text({row.x0, row.y0}, std::to_string(++number), words(Tone::soft));
        row.cut_left(20);
        canvas_.paragraph(row, marked(done.words, words()));
    }
    canvas_.end_box();
}

}  // namespace ringside::ui
