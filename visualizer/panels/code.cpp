// The code around the program counter, as the guest's memory holds it now.
#include <algorithm>
#include <cmath>

#include "isa/disasm.hpp"
#include "visualizer/actions.hpp"
#include "visualizer/kit/panel.hpp"
#include "visualizer/kit/table.hpp"
#include "visualizer/model/explain.hpp"
#include "visualizer/model/format.hpp"
#include "visualizer/panels/panels.hpp"

namespace ringside::ui {

namespace {

std::string title_of(const View& view, std::uint32_t pc) {
    if (const auto source = view.programs.source_of(view.eye(), pc)) {
        return source->substr(0, source->rfind(':'));
    }
    const auto place = view.programs.at(view.eye(), pc);
    return place ? place->program->name : "Code";
}

std::string explanation_of(const View& view, std::uint32_t pc) {
    const auto name = view.programs.name_of(view.eye(), pc);
    std::string layer = layer_name(view.cpu.seen.psr.ring(), view.in_vm());
    layer[0] = static_cast<char>(layer[0] - 'A' + 'a');
    std::string words = (name ? *name + " · " : "") + layer;
    const bool several = world::cpus(view.world, view.ui.guest) > 1;
    if (several) {
        words += (view.in_vm() ? ", vCPU " : ", hart ") + std::to_string(view.ui.cpu);
    }
    return words;
}

std::vector<Column> columns() {
    return {{.sample = "▶", .gap = 1},
            {.sample = "▶", .gap = 6},
            {.sample = "80000000", .style = machine(Tone::faint), .gap = 14},
            {.sample = "e1 0 a 0 005", .style = machine(Tone::faint), .gap = 14, .expendable = 1},
            {.sample = "tlbinv.va", .style = machine(), .gap = 4},
            {.sample = "a5, a4, main+0x34", .style = machine(), .stretch = 1}};
}

// The instruction in a word, mnemonic and operands apart.
std::pair<std::string, std::string> in_two(const View& view, std::uint32_t word, std::uint32_t address) {
    const auto name = [&](std::uint32_t a) { return view.programs.name_of(view.eye(), a); };
    const std::string text = isa::disassemble(word, address, name);
    const auto space = text.find(' ');
    return space == std::string::npos ? std::pair(text, std::string())
                                      : std::pair(text.substr(0, space), text.substr(space + 1));
}

void instruction_row(Table& table, const View& view, const CodeLine& line, Commands& commands) {
    const bool here = line.address == view.cpu.seen.pc;
    const bool stops = view.runner.has({view.ui.guest, line.address});
    const auto word =
        world::read_virtual(view.world, view.ui.guest, view.ui.cpu, isa::Gva{line.address}, isa::Width::word);
    const Cell stop{.mark = stops ? Mark::disc : Mark::none, .mark_tone = Tone::danger, .tip = "Breakpoint"};
    const Cell now{
        .mark = here ? Mark::play : Mark::none, .mark_tone = Tone::plain, .tip = "The next instruction"};
    std::vector<Cell> cells{stop, now, {hex8(line.address)}};
    if (word) {
        const auto [mnemonic, operands] = in_two(view, *word, line.address);
        cells.push_back({word_by_fields(*word)});
        cells.push_back({mnemonic});
        cells.push_back({operands});
    } else {
        cells.push_back({});
        cells.push_back({"not mapped", words(Tone::faint)});
    }
    const std::string press = "line " + hex8(line.address);
    if (table.row(cells, {.current = here, .press = press, .tip = "Press to set or clear a breakpoint"})
            .clicked) {
        commands.push(ToggleBreakpoint{line.address});
    }
}

void other_row(Canvas& canvas, Table& table, const Rect& area, const CodeLine& line, float indent) {
    const TextStyle style = line.kind == CodeLine::Kind::label    ? machine_bold()
                            : line.kind == CodeLine::Kind::source ? machine(Tone::soft)
                                                                  : words(Tone::soft);
    const std::string text = line.kind == CodeLine::Kind::label ? line.text + ":" : line.text;
    canvas.text_in(Rect::at(area.x0 + indent, table.y(), area.width() - indent, measure::row), text, style);
    table.skip(1);
}

}  // namespace

void draw_code(Canvas& canvas, const Rect& rect, const View& view, Commands& commands) {
    const std::uint32_t pc = view.cpu.seen.pc;
    const Listing& listing = view.listings.at(view.programs, view.eye(), pc);
    constexpr float hint = 118;
    Panel panel(canvas, rect, title_of(view, pc), explanation_of(view, pc), hint);
    if (panel.full().width() > 420) {
        Bar bar = panel.heading_bar();
        bar.text("breakpoint", small(words(Tone::soft)));
        bar.key_cap(key_of(ActionId::breakpoint));
    }
    // Whole rows only.
    const float visible = std::max(1.0F, std::floor((panel.full().height() - 4) / measure::row));
    Rect frame = panel.full();
    frame.y1 = frame.y0 + visible * measure::row;
    const float height = static_cast<float>(listing.lines.size()) * measure::row;
    const auto scroll = canvas.begin_scroll("code", frame, {0, height});
    const Rect area = Rect::at(scroll.origin.x + 8, scroll.origin.y, scroll.width - 18, height);
    // Only when it has moved: in between, the code can be scrolled at will.
    const auto here = listing.find(pc);
    if (here && view.listings.comes_into_sight(pc)) {
        const auto row = static_cast<float>(*here);
        const float first_row = (frame.y0 - scroll.origin.y) / measure::row;
        if (row < first_row + 2 || row > first_row + visible - 4) {
            const float top = std::max(0.0F, row - std::floor(visible / 3)) * measure::row;
            canvas.scroll_to(top, top + visible * measure::row);
        }
    }
    Table table(canvas, area, columns(), measure::row, {8, 10});
    const float indent = canvas.width("▶▶", words()) + 9;
    const auto first = static_cast<std::size_t>(std::max(0.0F, (scroll.view.y0 - area.y0) / measure::row));
    const auto last = std::min(listing.lines.size(),
                               first + static_cast<std::size_t>(scroll.view.height() / measure::row) + 2);
    table.skip(static_cast<int>(std::min(first, listing.lines.size())));
    for (std::size_t i = first; i < last; ++i) {
        const CodeLine& line = listing.lines[i];
        if (line.kind == CodeLine::Kind::instruction) {
            instruction_row(table, view, line, commands);
        } else {
            other_row(canvas, table, area, line, indent);
        }
    }
    canvas.end_scroll();
}

}  // namespace ringside::ui
