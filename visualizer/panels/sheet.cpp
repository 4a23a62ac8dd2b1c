// The sheet of shortcuts, from the table of actions.
#include <map>

#include "visualizer/actions.hpp"
#include "visualizer/kit/panel.hpp"
#include "visualizer/kit/table.hpp"
#include "visualizer/panels/panels.hpp"

namespace ringside::ui {

void draw_sheet(Canvas& canvas, const View& view, Commands& commands) {
    if (!view.ui.sheet_open) {
        return;
    }
    canvas.begin_overlay("sheet");
    const auto rows = static_cast<float>(actions().size());
    const float groups = 3;
    const float content = rows * measure::row + groups * (measure::row + 6) + 6;
    const Rect page = canvas.page();
    const float width = std::min(800.0F, page.width() - 32);
    const float height = std::min(content + measure::heading + 20, page.height() - 32);
    const Rect box = Rect::at(page.centre().x - width / 2, page.centre().y - height / 2, width, height);
    {
        Panel panel(canvas, box, "Keys", "F1 or Escape closes this sheet", 90);
        Bar bar = panel.heading_bar();
        if (bar.button({.label = "close", .key = "Escape", .tip = "Close this sheet"}) ||
            canvas.pressed({Key::escape})) {
            commands.push(ShowSheet{false});
        }
        Rect frame = panel.body();
        const auto scroll = canvas.begin_scroll("keys", frame, {0, content});
        Flow flow(canvas, Rect::at(scroll.origin.x, scroll.origin.y, scroll.width - 4, content));
        std::string_view group;
        for (const Action& row : actions()) {
            if (row.group != group) {
                group = row.group;
                flow.space(6);
                flow.line(group, bold(Tone::accent));
            }
            Rect strip = flow.strip(measure::row);
            Rect keys = strip.cut_left(112, 12);
            Bar caps(canvas, keys, Align::left, 6);
            for (const Chord& chord : row.chords) {
                caps.key_cap(name(chord));
            }
            const float title = std::min(172.0F, strip.width());
            canvas.text_in(strip.cut_left(title, 12), row.title, words());
            canvas.tip(row.tip);
            if (strip.width() > 100) {
                canvas.text_in(strip, row.tip, small(words(Tone::soft)));
            }
        }
        canvas.end_scroll();
    }
    canvas.end_overlay();
}

}  // namespace ringside::ui
