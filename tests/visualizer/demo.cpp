#include "demo.hpp"

#include <array>

#include "visualizer/kit/controls.hpp"
#include "visualizer/kit/panel.hpp"
#include "visualizer/kit/table.hpp"

namespace demo {

using namespace ringside::ui;

namespace {

void top_bar(Canvas& canvas, const Rect& strip, State& state) {
    canvas.backing(strip, canvas.colors().panel);
    canvas.hairline({strip.x0, strip.y1 - 1}, {strip.x1, strip.y1 - 1});
    Bar right(canvas, strip.inset(measure::pad, 0), Align::right);
    right.chip({{"ISA ", words(Tone::soft)}, {"strict", bold()}}, "Every sensitive instruction traps");
    right.chip({{"VM ", words(Tone::soft)}, {"A", bold(Tone::vm_a)}});
    Bar left(canvas, right.rest());
    for (const char* label : {"Step", "Translate", "Memory"}) {
        if (left.tab(label, state.workspace == label, "Show this workspace")) {
            state.workspace = label;
        }
    }
    left.space(24);
    left.button({.label = "", .mark = Mark::to_start, .key = "Ctrl+R", .tip = "Start over", .name = "reset"});
    left.button({.label = "step back",
                 .mark = Mark::back,
                 .key = "Shift+F10",
                 .tip = "Undo one instruction",
                 .enabled = false});
    if (left.button({.label = "step",
                     .mark = Mark::play,
                     .key = "F10",
                     .tip = "Execute one instruction",
                     .chief = true}) ||
        canvas.pressed({Key::f10})) {
        ++state.steps;
    }
    left.button({.label = "over", .mark = Mark::over, .key = "F11", .tip = "Execute a call as one step"});
    left.button(
        {.label = "run", .mark = Mark::fast, .key = "F5", .tip = "Run until something stops the machine"});
}

void code(Canvas& canvas, const Rect& rect, State& state) {
    Panel panel(canvas, rect, "switch.s", "guest kernel, vCPU 0", 110);
    Bar bar = panel.heading_bar();
    bar.text("breakpoint", small(words(Tone::soft)));
    bar.key_cap("F9");
    constexpr int rows = 60;
    const auto scroll = canvas.begin_scroll("code", panel.full(), {0, rows * measure::row + 10});
    const Rect area = Rect::at(scroll.origin.x + 10, scroll.origin.y, scroll.width - 20, rows * measure::row);
    Table table(canvas, area,
                {{.sample = "▶", .gap = 2},
                 {.sample = "▶", .gap = 6},
                 {.sample = "80000000", .style = machine(Tone::faint)},
                 {.sample = "e1 0 a 0005", .style = machine(Tone::faint), .expendable = 1},
                 {.sample = "mts", .style = machine()},
                 {.style = machine(), .stretch = 1}},
                measure::row, {10, 10});
    for (int i = 0; i < rows; ++i) {
        const float top = table.y();
        if (top + measure::row < scroll.view.y0 || top > scroll.view.y1) {
            table.skip(1);
            continue;
        }
        const int here = 7 + state.steps;
        const std::string address = std::to_string(80001000 + i * 4);
        if (i % 9 == 0) {
            canvas.text({area.x0 + 32, top}, "swtch: save the old context, load the new one",
                        words(Tone::soft));
            table.skip(1);
            continue;
        }
        const std::string press = "row " + std::to_string(i);
        const Cell breakpoint{
            .mark = i == 6 ? Mark::disc : Mark::none, .mark_tone = Tone::danger, .tip = "Breakpoint"};
        const Cell here_mark{.mark = i == here ? Mark::play : Mark::none,
                             .mark_tone = Tone::plain,
                             .tip = "The next instruction"};
        const Hit hit = table.row({breakpoint,
                                   here_mark,
                                   {address},
                                   {i == here ? "e1 0 a 0005" : "30 a 5 0010"},
                                   {i == here ? "mts" : "lw"},
                                   {i == here ? "ptb, a0" : "a0, 16(a1)"}},
                                  {.current = i == here, .press = press, .tip = "Press to set a breakpoint"});
        if (hit.clicked) {
            state.picked = press;
        }
    }
    canvas.end_scroll();
}

void story_card(Canvas& canvas, Flow& flow, Tone tone, const char* title, const char* ring,
                const Sentence& meaning) {
    const float inner = flow.rest().width() - 32;
    const float height = 40 + canvas.paragraph_height(inner, meaning);
    const Rect card = flow.strip(height);
    canvas.begin_box(card, {.tone = tone, .corner = 7, .bar = true, .wash = true}, title);
    Rect body = card.inset(16, 7);
    Bar bar(canvas, body.cut_top(24));
    bar.text(title, bold());
    bar.chip({{"real ring ", words(Tone::soft)}, {ring, bold()}}, "The ring that the hardware sees");
    canvas.paragraph(body, meaning);
    canvas.end_box();
}

void between(Canvas& canvas, Flow& flow, Mark mark, const char* label) {
    flow.space(6);
    const Rect strip = flow.strip(26);
    const std::array<Vec, 2> points{{{strip.x0 + 24, strip.y0}, {strip.x0 + 24, strip.y1}}};
    canvas.arrow(points, {.tone = Tone::changed});
    canvas.mark(mark, {strip.x0 + 46, strip.centre().y}, Tone::changed);
    canvas.text({strip.x0 + 58, strip.y0 + 3}, label, words(Tone::changed));
    flow.space(6);
}

void story(Canvas& canvas, const Rect& rect) {
    Panel panel(canvas, rect, "What happens now", "one trap through the layers");
    Flow flow(canvas, panel.body());
    flow.space(2);
    story_card(canvas, flow, Tone::vm_a, "Guest kernel", "1",
               {{"mts ptb, a0", machine()},
                {" wants to change the page-table base. Real ring 1 may not.", words(Tone::soft)}});
    between(canvas, flow, Mark::down, "trap: privileged instruction · 412 cycles");
    story_card(canvas, flow, Tone::monitor, "Monitor", "0",
               {{"Reads the instruction at the program counter, sets the virtual PTB to ", words(Tone::soft)},
                {"0x0040_7003", machine()},
                {", and finds the cached shadow root.", words(Tone::soft)}});
    between(canvas, flow, Mark::up, "return to ring 1 · 208 cycles");
    story_card(canvas, flow, Tone::vm_a, "Guest kernel goes on", "1",
               {{"It believes that it owns the machine: PTB reads 0x0040_7003.", words(Tone::soft)}});
    flow.space(10);
    const Rect nodes = flow.strip(56);
    const Rect believed = Rect::at(nodes.x0, nodes.y0, 130, 52);
    const Rect real = Rect::at(nodes.x0 + 190, nodes.y0, 130, 52);
    canvas.begin_box(believed, {.tone = Tone::vm_a, .stroke = Stroke::dashed}, "guest root");
    canvas.text({believed.x0 + 10, believed.y0 + 5}, "guest root", bold());
    canvas.text({believed.x0 + 10, believed.y0 + 26}, "0x407 believed", machine(Tone::soft));
    canvas.end_box();
    canvas.begin_box(real, {.tone = Tone::monitor}, "shadow root");
    canvas.text({real.x0 + 10, real.y0 + 5}, "shadow root", bold());
    canvas.text({real.x0 + 10, real.y0 + 26}, "0x1802", machine());
    canvas.end_box();
    const std::array<Vec, 2> composed{{{believed.x1 + 4, nodes.y0 + 26}, {real.x0 - 4, nodes.y0 + 26}}};
    canvas.arrow(composed, {.tone = Tone::soft, .stroke = Stroke::dashed});
    flow.space(8);
    Bar bar(canvas, flow.strip(22), Align::left, 20);
    bar.link("Who last wrote PTB?", "Finds the instruction that wrote the value");
    bar.link("Show as nested paging");
}

void registers(Canvas& canvas, const Rect& rect, const State& state) {
    Panel panel(canvas, rect, "Registers", "changed: gold, with a dot");
    Rect body = panel.body();
    const Rect upper = body.cut_top(6 * measure::row, 14);
    Table table(canvas, upper,
                {{.sample = "zero", .style = machine(Tone::soft)},
                 {.sample = "00000000", .align = Align::right, .style = machine(), .stretch = 1},
                 {.sample = "zero", .style = machine(Tone::soft)},
                 {.sample = "00000000", .align = Align::right, .style = machine(), .stretch = 1}});
    const std::array<const char*, 12> names{"zero", "ra", "sp", "gp", "tp", "t0",
                                            "t1",   "t2", "s0", "s1", "a0", "a1"};
    for (std::size_t i = 0; i < names.size(); i += 2) {
        const bool changed = i == 10;
        const std::string value = changed ? "0040700" + std::to_string(state.steps % 10) : "80003fd0";
        table.row({{names[i]},
                   {value, changed ? std::optional(machine_bold(Tone::changed)) : std::nullopt,
                    changed ? Mark::dot : Mark::none, Tone::changed, "Changed by this step"},
                   {names[i + 1]},
                   {"00000000"}});
    }
    Flow flow(canvas, body);
    flow.heading("PSR", "decoded");
    Table decoded(canvas, flow.rest(),
                  {{.sample = "previous ring", .style = words(Tone::soft), .stretch = 1},
                   {.heading = "virtual", .sample = "0x0000_0000", .align = Align::right, .style = machine()},
                   {.heading = "real",
                    .sample = "0x0000_0000 ≠",
                    .align = Align::right,
                    .style = machine(Tone::vm_b)}});
    decoded.headings();
    decoded.row({{"ring"}, {"0"}, {"1 ≠"}});
    decoded.row({{"interrupts"}, {"off"}, {"on ≠"}});
    decoded.row({{"page table"}, {"0x0040_7003"}, {"0x0180_2005 ≠"}});
}

void timeline(Canvas& canvas, const Rect& rect) {
    canvas.backing(rect, canvas.colors().panel);
    canvas.hairline({rect.x0, rect.y0}, {rect.x1, rect.y0});
    Rect inner = rect.inset(measure::pad, 8);
    Bar heading(canvas, inner.cut_top(24));
    heading.text("Timeline", words(Tone::soft));
    heading.text("step 4 182 771", machine());
    heading.text("of 6 400 000", small(words(Tone::soft)));
    Bar keys(canvas, Rect{heading.rest().x0, rect.y0 + 8, inner.x1, rect.y0 + 32}, Align::right, 16);
    keys.legend(Mark::hollow_diamond, Tone::soft, "hidden fault");
    keys.legend(Mark::up, Tone::soft, "checkpoint");
    const std::array<const char*, 3> names{"user · ring 3", "guest kernel", "monitor"};
    const std::array<Tone, 3> tones{Tone::vm_a, Tone::vm_a, Tone::monitor};
    for (std::size_t lane = 0; lane < names.size(); ++lane) {
        Rect strip = inner.cut_top(18);
        canvas.text_in(strip.cut_left(110, 8), names[lane], small(words(Tone::soft)));
        std::vector<Segment> segments;
        for (int i = 0; i < 20; ++i) {
            const float from = static_cast<float>(i) * 0.05F + 0.012F * static_cast<float>(lane);
            segments.push_back({from, from + (lane == 2 ? 0.001F : 0.02F), tones[lane], lane == 1});
        }
        canvas.lane(strip.inset(0, 3), names[lane], segments);
    }
    Rect marks = inner.cut_top(18);
    marks.cut_left(118);
    for (int i = 0; i < 12; ++i) {
        const float x = marks.x0 + marks.width() * (static_cast<float>(i) + 0.5F) / 12;
        canvas.mark(i % 3 == 0   ? Mark::up
                    : i % 3 == 1 ? Mark::diamond
                                 : Mark::hollow_diamond,
                    {x, marks.centre().y}, Tone::soft, 8, "Step 12 000: a checkpoint");
    }
}

void figure(Canvas& canvas, const Rect& rect) {
    Panel panel(canvas, rect, "Frames", "colour, letter and pattern");
    Rect body = panel.body();
    const Rect legend = body.cut_bottom(20, 6);
    canvas.begin_plot(body, "frames: 40 of VM A, 20 of VM B, 10 dirty");
    const Palette& colors = canvas.colors();
    constexpr float cell = 12;
    int i = 0;
    for (float y = body.y0; y + cell <= body.y1; y += cell + 2) {
        for (float x = body.x0; x + cell <= body.x1; x += cell + 2, ++i) {
            const Rect frame = Rect::at(x, y, cell, cell);
            const Tone tone = i % 7 == 0 ? Tone::danger : i % 5 == 0 ? Tone::vm_b : Tone::vm_a;
            canvas.fill(frame, colors[tone].fill, 2);
            canvas.pattern(frame, colors.panel,
                           i % 7 == 0   ? Pattern::diagonal
                           : i % 5 == 0 ? Pattern::dotted
                                        : Pattern::plain);
        }
    }
    canvas.end_box();
    Bar bar(canvas, legend, Align::left, 16);
    bar.legend(Tone::vm_a, Pattern::plain, "A");
    bar.legend(Tone::vm_b, Pattern::dotted, "B");
    bar.legend(Tone::danger, Pattern::diagonal, "dirty", "Written since it was sent");
    bar.legend(Tone::monitor, Pattern::crossed, "monitor");
}

void command_palette(Canvas& canvas, State& state) {
    if (canvas.pressed({Key::p, ctrl})) {
        state.palette_open = true;
        state.palette_just_opened = true;
    }
    if (!state.palette_open) {
        return;
    }
    canvas.begin_overlay("palette");
    const Rect box = Rect::at(canvas.page().centre().x - 200, 80, 400, 80);
    canvas.begin_box(box, {.corner = measure::corner}, "palette");
    if (canvas.field("command", box.inset(10).clipped({0, 0, 1e6F, box.y0 + 42}), state.typed,
                     "Type a command", words(), state.palette_just_opened)) {
        state.entered = state.typed;
        state.palette_open = false;
    }
    state.palette_just_opened = false;
    canvas.text({box.x0 + 14, box.y0 + 48}, "Enter does it", words(Tone::soft));
    canvas.end_box();
    canvas.end_overlay();
}

}  // namespace

void draw(Canvas& canvas, State& state) {
    Rect page = canvas.page();
    canvas.backing(page, canvas.colors().ground);
    top_bar(canvas, page.cut_top(48), state);
    timeline(canvas, page.cut_bottom(124));
    Rect area = page.inset(measure::gap);
    code(canvas, area.cut_left(420, measure::gap), state);
    Rect right = area.cut_right(360, measure::gap);
    registers(canvas, right.cut_top(right.height() * 0.6F, measure::gap), state);
    figure(canvas, right);
    story(canvas, area);
    command_palette(canvas, state);
}

}  // namespace demo
