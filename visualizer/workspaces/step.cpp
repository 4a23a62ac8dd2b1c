#include "visualizer/workspaces/step.hpp"

#include <algorithm>
#include <array>

#include "visualizer/kit/controls.hpp"
#include "visualizer/panels/panels.hpp"

namespace ringside::ui {

namespace {

using DrawPanel = void (*)(Canvas&, const Rect&, const View&, Commands&);

struct Choice {
    const char* title;
    DrawPanel draw;
};

constexpr std::array<Choice, 5> choices{{{"Code", draw_code},
                                         {"What happens now", draw_story},
                                         {"Registers", draw_registers},
                                         {"Console", draw_console},
                                         {"Stack", draw_stack}}};

// Everything at once: three columns above, two panels below.
void wide(Canvas& canvas, Rect area, const View& view, Commands& commands) {
    const float width = area.width();
    const float upper = std::max(320.0F, area.height() * 0.735F);
    Rect above = area.cut_top(std::min(upper, area.height() - 130), measure::gap);
    const float code = std::clamp(width * 0.385F, 372.0F, 620.0F);
    const float registers = std::clamp(width * 0.25F, 284.0F, 380.0F);
    Rect lower_left = area.cut_left(code, measure::gap);
    draw_code(canvas, above.cut_left(code, measure::gap), view, commands);
    draw_registers(canvas, above.cut_right(registers, measure::gap), view, commands);
    draw_story(canvas, above, view, commands);
    draw_console(canvas, lower_left, view, commands);
    draw_stack(canvas, area, view, commands);
}

// A row of tabs chooses one of the panels.
void chosen(Canvas& canvas, Rect area, const View& view, Commands& commands, std::size_t first) {
    Rect strip = area.cut_top(measure::button, 4);
    Bar bar(canvas, strip, Align::left, 2);
    std::size_t selected = first;
    for (std::size_t i = first; i < choices.size(); ++i) {
        selected = view.ui.compact_panel == choices[i].title ? i : selected;
    }
    for (std::size_t i = first; i < choices.size(); ++i) {
        const std::string label = i == 1 && strip.width() < 420 ? "Now" : choices[i].title;
        if (bar.tab(label, i == selected, std::string("Show ") + choices[i].title)) {
            commands.push(ShowCompactPanel{choices[i].title});
        }
    }
    choices[selected].draw(canvas, area, view, commands);
}

}  // namespace

void draw_step_workspace(Canvas& canvas, const View& view, Commands& commands) {
    Rect page = canvas.page();
    canvas.backing(page, canvas.colors().ground);
    draw_transport(canvas, page.cut_top(page.height() < 420 ? 40.0F : 48.0F), view, commands);
    const bool roomy = page.width() >= 940 && page.height() >= 560;
    draw_timeline(canvas, page.cut_bottom(timeline_height(view, !roomy)), view, commands);
    Rect area = page.inset(measure::gap);
    if (roomy) {
        wide(canvas, area, view, commands);
    } else if (area.width() >= 700) {
        draw_code(canvas, area.cut_left(std::max(340.0F, area.width() * 0.48F), measure::gap), view,
                  commands);
        chosen(canvas, area, view, commands, 1);
    } else {
        chosen(canvas, area, view, commands, 0);
    }
}

}  // namespace ringside::ui
