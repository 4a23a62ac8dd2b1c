// The words at the stack pointer: what they are, and who wrote them.
#include <cmath>

#include "visualizer/kit/panel.hpp"
#include "visualizer/kit/table.hpp"
#include "visualizer/model/format.hpp"
#include "visualizer/panels/panels.hpp"

namespace ringside::ui {

namespace {

struct Word {
    std::uint32_t address = 0;
    std::uint32_t value = 0;
    std::string meaning;  // "→ trap+0x8" or "by trap+0x8"
    bool points = false;
    std::string writer;  // a sentence, for the tip
};

std::optional<isa::Hpa> host_address(const View& view, std::uint32_t address) {
    const machine::Walk walk =
        world::guest_walk(view.world, view.ui.guest, view.ui.cpu, isa::Gva{address}, isa::Access::load);
    // Where the ring may not look the onlooker may; then the writer is not asked for.
    return walk.ok ? world::host_address(view.world, view.ui.guest, isa::Gpa{walk.address}) : std::nullopt;
}

Word look_at(const View& view, std::uint32_t address, std::uint32_t value) {
    Word word{address, value, {}, false, {}};
    std::string by;
    if (const auto at = host_address(view, address)) {
        if (const auto writer = view.history.last_writer(view.ui.guest.host, *at)) {
            by = writer->monitor
                     ? "the monitor"
                     : view.programs.name_of(view.eye(), writer->pc).value_or(hex_in_words(writer->pc));
            word.writer = "Written last by " + by;
        }
    }
    if (value != 0 && view.programs.knows_code(view.eye(), value)) {
        word.points = true;
        word.meaning = "→ " + view.programs.name_of(view.eye(), value).value_or(hex_in_words(value));
    } else if (!by.empty()) {
        word.meaning = "by " + by;
    }
    return word;
}

// From the stack pointer upwards, as far as memory goes.
std::vector<Word> words_at(const View& view, std::uint32_t stack, std::size_t most) {
    std::vector<Word> found;
    for (std::size_t i = 0; i < most; ++i) {
        const std::uint32_t address = stack + static_cast<std::uint32_t>(i) * 4;
        const auto value = address < stack ? std::nullopt
                                           : world::read_virtual(view.world, view.ui.guest, view.ui.cpu,
                                                                 isa::Gva{address}, isa::Width::word);
        if (!value) {
            break;
        }
        found.push_back(look_at(view, address, *value));
    }
    return found;
}

}  // namespace

void draw_stack(Canvas& canvas, const Rect& rect, const View& view, Commands&) {
    const std::uint32_t sp = view.cpu.seen.x[2];
    const std::uint32_t aligned = sp & ~3U;
    Panel panel(canvas, rect, "Stack",
                "sp = " + hex_in_words(sp) + " · words upwards, what they point to or who wrote them");
    const Rect body = panel.body();
    constexpr float column_width = 262;
    const int columns = std::max(1, static_cast<int>((body.width() + 20) / column_width));
    const int rows = std::max(1, static_cast<int>(body.height() / measure::row));
    const std::vector<Word> found =
        words_at(view, aligned, static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    if (found.empty()) {
        Flow flow(canvas, body);
        flow.line(sp == 0 ? "The program has not set a stack pointer yet."
                          : "No memory is mapped at the stack pointer.",
                  words(Tone::soft));
        return;
    }
    std::vector<Column> shape;
    for (int i = 0; i < columns; ++i) {
        shape.push_back({.sample = "…3fd0", .style = machine(Tone::faint), .gap = 8});
        shape.push_back({.sample = "00000000", .style = machine(), .gap = 8});
        shape.push_back({.style = small(words(Tone::soft)), .stretch = 1, .gap = 20});
    }
    // Down the columns: neighbours in memory stand below each other.
    Table table(canvas, body, shape);
    for (int row = 0; row < rows; ++row) {
        std::vector<Cell> cells;
        for (int column = 0; column < columns; ++column) {
            const auto index = static_cast<std::size_t>(column) * static_cast<std::size_t>(rows) +
                               static_cast<std::size_t>(row);
            if (index >= found.size()) {
                break;
            }
            const Word& word = found[index];
            cells.push_back({"…" + hex8(word.address).substr(4),
                             {},
                             Mark::none,
                             Tone::plain,
                             hex_in_words(word.address)});
            cells.push_back({hex8(word.value), index == 0 ? std::optional(machine_bold()) : std::nullopt,
                             Mark::none, Tone::plain, word.writer});
            cells.push_back(
                {word.meaning, word.points ? std::optional(small(machine(Tone::accent))) : std::nullopt});
        }
        table.row(cells);
    }
}

}  // namespace ringside::ui
