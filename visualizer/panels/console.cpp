// What the guest has printed, and a line to type to it.
#include <cmath>

#include "visualizer/kit/panel.hpp"
#include "visualizer/model/format.hpp"
#include "visualizer/panels/panels.hpp"

namespace ringside::ui {

namespace {

// So many rows are drawn in any case, so that the text form has them; of more only those in sight.
constexpr std::size_t few_rows = 300;

// Bytes as a terminal would show them: lines, with what cannot be shown as a dot.
std::vector<std::string> lines_of(const std::string& output) {
    std::vector<std::string> lines(1);
    for (const char c : output) {
        if (c == '\n') {
            lines.emplace_back();
        } else if (c == '\t') {
            lines.back().append(8 - lines.back().size() % 8, ' ');
        } else if (c != '\r') {
            lines.back() += c >= ' ' && c < 0x7f ? std::string(1, c) : std::string("·");
        }
    }
    return lines;
}

// Breaks a line where the panel ends.
void add_broken(std::vector<std::string>& rows, const std::string& line, std::size_t columns) {
    std::size_t at = 0;
    do {
        rows.push_back(line.substr(at, columns));
        at += columns;
    } while (at < line.size());
}

}  // namespace

void draw_console(Canvas& canvas, const Rect& rect, const View& view, Commands& commands) {
    const machine::Console& console = world::board(view.world, view.ui.guest).console;
    const std::string explanation =
        name_of(view.world, view.ui.guest) + " · " + counted(console.printed, "byte") + " printed";
    Panel panel(canvas, rect, "Console", explanation);
    Rect body = panel.body();
    const bool can_type = !ended(view.world, view.ui.guest) && !console.input_ended;
    if (can_type && body.height() > 3 * measure::row) {
        std::string typed = view.ui.typed;
        const bool entered = canvas.field("type to the guest", body.cut_bottom(26, 6), typed,
                                          "Type to the guest; Enter sends the line", machine());
        if (typed != view.ui.typed) {
            commands.push(SetTyped{typed});
        }
        if (entered) {
            commands.push(world::Command(world::ConsoleInput{view.ui.guest, typed + "\n", false}));
            commands.push(SetTyped{});
        }
    }
    const float letter = canvas.width("0000000000", machine()) / 10;
    const auto columns = static_cast<std::size_t>(std::max(8.0F, (body.width() - 12) / letter));
    std::vector<std::string> rows;
    for (const std::string& line : lines_of(console.output)) {
        add_broken(rows, line, columns);
    }
    const float height = static_cast<float>(rows.size()) * measure::small_row;
    Rect frame = body;
    frame.x1 += measure::pad - 4;
    frame.y1 =
        frame.y0 + std::max(1.0F, std::floor(frame.height() / measure::small_row)) * measure::small_row;
    const auto scroll = canvas.begin_scroll("console", frame, {0, height});
    if (console.output.empty()) {
        canvas.text_in({scroll.view.x0, scroll.view.y0, body.x1, scroll.view.y0 + measure::row},
                       "Nothing has been printed yet.", words(Tone::soft));
    } else {
        // The newest is in sight whenever something came.
        if (view.ui.console_seen != console.printed) {
            canvas.scroll_to(height - measure::small_row, height);
            commands.push(ConsoleSeen{console.printed});
        }
        float y = scroll.origin.y;
        for (std::size_t i = 0; i < rows.size(); ++i, y += measure::small_row) {
            const bool in_sight = y + measure::small_row >= scroll.view.y0 && y <= scroll.view.y1;
            if (in_sight || rows.size() < few_rows) {
                canvas.text({scroll.origin.x, y}, rows[i], small(machine()));
                if (i + 1 == rows.size()) {
                    const float x = scroll.origin.x + canvas.width(rows[i], small(machine()));
                    canvas.backing(Rect::at(x + 1, y + 2, 7, measure::small_row - 4),
                                   canvas.colors()[Tone::soft].fill);
                }
            }
        }
    }
    canvas.end_scroll();
}

}  // namespace ringside::ui
