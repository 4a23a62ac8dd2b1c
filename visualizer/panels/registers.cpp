// Registers with what the last action changed; PSR, virtual against real; the trap registers.
#include <cmath>

#include "isa/disasm.hpp"
#include "visualizer/kit/panel.hpp"
#include "visualizer/kit/table.hpp"
#include "visualizer/model/explain.hpp"
#include "visualizer/model/format.hpp"
#include "visualizer/panels/panels.hpp"

namespace ringside::ui {

namespace {

constexpr float row_height = 19;

// The registers before the last action, or those of now when there was none.
const machine::HartRegisters& before(const View& view) {
    return view.ui.cpu < view.before.size() ? view.before[view.ui.cpu] : view.cpu.seen;
}

Cell value_cell(std::uint32_t now, std::uint32_t then, std::string tip = {}) {
    Cell cell{hex8(now)};
    cell.tip = std::move(tip);
    if (now != then) {
        cell.style = machine_bold(Tone::changed);
        cell.mark = Mark::dot;
        cell.tip = "Changed: it was " + hex8(then) + (cell.tip.empty() ? "" : ". " + cell.tip);
    }
    return cell;
}

void general(Canvas& canvas, Flow& flow, const View& view) {
    const machine::HartRegisters& now = view.cpu.seen;
    const machine::HartRegisters& then = before(view);
    Table table(canvas, flow.strip(9 * row_height),
                {{.sample = "zero", .style = machine(Tone::soft), .gap = 8},
                 {.sample = "00000000", .align = Align::right, .style = machine(), .stretch = 1, .gap = 22},
                 {.sample = "zero", .style = machine(Tone::soft), .gap = 8},
                 {.sample = "00000000", .align = Align::right, .style = machine(), .stretch = 1}},
                row_height);
    const auto cell = [&](unsigned number) {
        const auto name = view.programs.name_of(view.eye(), now.x[number]);
        return value_cell(now.x[number], then.x[number], name && now.x[number] != 0 ? *name : std::string());
    };
    for (unsigned i = 0; i < 16; i += 2) {
        table.row({{std::string(isa::register_names[i])},
                   cell(i),
                   {std::string(isa::register_names[i + 1])},
                   cell(i + 1)});
    }
    table.row({{"pc"}, value_cell(now.pc, then.pc)});
}

std::string on_off(bool on) { return on ? "on" : "off"; }

// What the guest believes beside what the hardware has.
void decoded(Canvas& canvas, Flow& flow, const View& view) {
    const machine::HartRegisters& seen = view.cpu.seen;
    const std::optional<machine::HartRegisters>& real = view.cpu.real;
    flow.heading("PSR", !view.in_vm() ? "decoded"
                        : real        ? "believed, and real"
                                      : "believed; no hart runs it now");
    std::vector<Column> columns{{.sample = "previous ring", .style = words(Tone::soft), .gap = 8},
                                {.heading = view.in_vm() ? "virtual" : "real",
                                 .sample = "00000000",
                                 .align = Align::right,
                                 .style = machine(),
                                 .stretch = 1,
                                 .gap = 8}};
    if (view.in_vm()) {
        columns.push_back({.heading = "real",
                           .sample = "00000000",
                           .align = Align::right,
                           .style = machine(),
                           .stretch = 1,
                           .gap = 4});
        columns.push_back({.sample = "≠", .align = Align::right, .style = bold(Tone::vm_b)});
    }
    Table table(canvas, flow.strip(5 * row_height), columns, row_height);
    table.headings();
    const auto row = [&](const char* name, const std::string& virtual_value, const std::string& real_value,
                         const char* tip) {
        std::vector<Cell> cells{{name, {}, Mark::none, Tone::plain, tip}, {virtual_value}};
        if (view.in_vm()) {
            const bool differs = real && virtual_value != real_value;
            cells.push_back(
                {real ? real_value : "–", differs ? std::optional(machine_bold(Tone::vm_b)) : std::nullopt});
            cells.push_back({differs ? "≠" : ""});
        }
        table.row(cells);
    };
    const isa::Psr mine = seen.psr;
    const isa::Psr theirs = real ? real->psr : isa::Psr();
    row("ring", std::to_string(mine.ring()), std::to_string(view.cpu.real_ring),
        "0 is the innermost and may everything, 3 is for programs");
    row("interrupts", on_off(mine.ie()), on_off(theirs.ie()), "Whether interrupts are taken");
    row("previous ring", std::to_string(mine.previous_ring()), std::to_string(theirs.previous_ring()),
        "Where the last trap came from, and where a return goes");
    row("page table", hex8(seen.ptb.bits), real ? hex8(real->ptb.bits) : "",
        "PTB: the frame of the root table, the address space, and whether paging is on");
}

void trap_registers(Canvas& canvas, Flow& flow, const View& view) {
    const machine::HartRegisters& now = view.cpu.seen;
    const machine::HartRegisters& then = before(view);
    flow.heading("Trap registers", view.in_vm() ? "virtual, as the guest sees them" : "");
    Table table(canvas, flow.strip(6 * row_height),
                {{.sample = "scratch", .style = machine(Tone::soft), .gap = 16},
                 {.sample = "00000000", .align = Align::right, .style = machine(), .gap = 14},
                 {.style = small(words(Tone::soft)), .stretch = 1}},
                row_height);
    const auto place = [&](std::uint32_t address) {
        return address == 0 ? std::string() : view.programs.name_of(view.eye(), address).value_or("");
    };
    const auto row = [&](const char* name, std::uint32_t value, std::uint32_t old, const std::string& meaning,
                         const char* tip) {
        table.row({{name, {}, Mark::none, Tone::plain, tip}, value_cell(value, old), {meaning}});
    };
    const bool trapped = now.epc != 0 || now.cause != 0;
    row("epc", now.epc, then.epc, place(now.epc), "Where the last trap came from");
    row("cause", now.cause, then.cause, trapped ? cause_words(now.cause) : "no trap yet",
        "Why the last trap was taken");
    const auto cause = static_cast<isa::Cause>(now.cause & 0xff);
    const bool about_word =
        !isa::is_interrupt(now.cause) && (cause == isa::Cause::privileged || cause == isa::Cause::illegal);
    row("tval", now.tval, then.tval, about_word ? isa::disassemble(now.tval) : place(now.tval),
        "The address or the instruction that the trap is about");
    row("tvec", now.tvec, then.tvec, place(now.tvec), "Where traps go");
    row("scratch", now.scratch, then.scratch, place(now.scratch), "A word for the trap handler");
    const auto lines = [](std::uint32_t mask) {
        std::string text;
        for (const auto& [bit, name] : {std::pair{1U, "timer"}, {2U, "external"}, {4U, "software"}}) {
            text += (mask & bit) == 0 ? "" : std::string(text.empty() ? "" : ", ") + name;
        }
        return text.empty() ? "none" : text;
    };
    row("imask", now.imask, then.imask, lines(now.imask), "Which interrupts may be delivered");
}

}  // namespace

void draw_registers(Canvas& canvas, const Rect& rect, const View& view, Commands&) {
    Panel panel(canvas, rect, "Registers", "changed: gold, with a dot");
    const float height = 20 * row_height + 2 * (6 + 26);
    Rect frame = panel.body();
    frame.x1 += measure::pad - 4;
    const auto scroll = canvas.begin_scroll("registers", frame, {0, height});
    const float width = panel.body().width() - (height > frame.height() ? 6.0F : 0.0F);
    Flow flow(canvas, Rect::at(scroll.origin.x, scroll.origin.y, width, height));
    general(canvas, flow, view);
    flow.space(6);
    decoded(canvas, flow, view);
    flow.space(6);
    trap_registers(canvas, flow, view);
    canvas.end_scroll();
}

}  // namespace ringside::ui
