// What happens now: the last step in words, and the last trap through the layers, card by card.
#include <cmath>

#include "visualizer/kit/panel.hpp"
#include "visualizer/model/explain.hpp"
#include "visualizer/model/format.hpp"
#include "visualizer/panels/panels.hpp"
#include "visualizer/panels/story_pen.hpp"

namespace ringside::ui {

namespace {

std::string when(const View& view, const Passage& passage) {
    if (passage.open && !view.in_vm() && !ended(view.world, view.ui.guest)) {
        return "still going on";
    }
    const Step& last = view.cpu_history().last;
    if (passage.number > last.passages_before || last.how == How::nothing) {
        return "in this step";
    }
    const std::uint64_t now = world::steps(view.world, view.ui.guest);
    return counted(now - std::min(passage.step + 1, now), "step") + " ago";
}

// Passages but for the `skipped` last ones, as many as have room.
void earlier(StoryPen& pen, const View& view, std::size_t skipped, float room) {
    const auto passages = view.guest_history().passages_of(view.ui.cpu);
    const auto rows = static_cast<std::size_t>(std::max(0.0F, (room - 44) / measure::row));
    if (passages.size() <= skipped || rows == 0) {
        return;
    }
    pen.space(8);
    pen.heading(skipped == 0 ? "The last traps" : "Before that", "when, what, cycles");
    for (std::size_t i = skipped; i < passages.size() && i < rows + skipped; ++i) {
        const Passage& passage = *passages[i];
        pen.row(when(view, passage), summary(passage, view.eye()), grouped(passage.end - passage.begin));
    }
}

void last_passage(StoryPen& pen, const View& view) {
    const Passage& passage = *view.guest_history().passages_of(view.ui.cpu).front();
    const Story story = tell(passage, view.programs, view.eye());
    pen.heading(passage.wake        ? "The last wake-up"
                : passage.interrupt ? "The last interrupt"
                                    : "The last trap",
                when(view, passage) + (view.in_vm() ? ", through the layers" : ""));
    for (std::size_t i = 0; i < story.cards.size(); ++i) {
        pen.card(story.cards[i]);
        if (i < story.links.size()) {
            pen.link(story.links[i]);
        }
    }
    if (!story.moral.empty()) {
        pen.space(8);
        pen.paragraph(story.moral, words(Tone::soft));
    }
}

void content(StoryPen& pen, const View& view, float room) {
    const std::string& said = view.runner.said();
    if (!said.empty()) {
        pen.paragraph(said, bold(Tone::changed));
        pen.space(6);
    }
    const StepWords step = words_of(view.cpu_history().last, view.programs, view.eye());
    if (!step.what.empty()) {
        pen.introduced("executed", step.what);
        pen.introduced("effect", step.effects);
    } else if (said.empty()) {
        pen.paragraph(
            view.advice.empty()
                ? "Nothing has been executed yet. Step executes one instruction; run goes on until you pause."
                : view.advice,
            words(Tone::soft));
    }
    const std::string next =
        ended(view.world, view.ui.guest) ? std::string() : foretell(view.programs, view.eye());
    if (!next.empty()) {
        pen.introduced("next", next);
    }
    pen.space(8);
    if (const auto& divergence = view.cpu_history().last.divergence) {
        // Today's story is the trap that did not come.
        pen.card(tell(*divergence, view.programs, view.eye()));
        earlier(pen, view, 0, room - pen.used());
    } else if (view.guest_history().passages_of(view.ui.cpu).empty()) {
        pen.heading("No trap yet", "");
        pen.paragraph(view.in_vm()
                          ? "The hardware has executed everything by itself; the monitor was not needed."
                          : "The hardware has executed everything in place.",
                      words(Tone::soft));
    } else {
        last_passage(pen, view);
        earlier(pen, view, 1, room - pen.used());
    }
}

}  // namespace

void draw_story(Canvas& canvas, const Rect& rect, const View& view, Commands&) {
    Panel panel(canvas, rect, "What happens now", "the last step, and the last trap");
    Rect frame = panel.body();
    frame.x1 += measure::pad - 4;  // the bar for scrolling stands in the margin
    const float width = panel.body().width();
    StoryPen ruler(canvas, {0, 0, width, 1e6F}, false);
    content(ruler, view, panel.body().height());
    const float height = ruler.used();
    const auto scroll = canvas.begin_scroll("story", frame, {0, std::ceil(height)});
    StoryPen pen(canvas, Rect::at(scroll.origin.x, scroll.origin.y, width, height), true);
    content(pen, view, panel.body().height());
    canvas.end_scroll();
}

}  // namespace ringside::ui
