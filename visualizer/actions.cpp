#include "visualizer/actions.hpp"

#include <algorithm>

#include "visualizer/kit/canvas.hpp"

namespace ringside::ui {

namespace {

const std::vector<Action>& table() {
    static const std::vector<Action> rows{
        {ActionId::step,
         "Run",
         "Step",
         "Execute one instruction of this guest, with all that it causes in the layers below",
         {{Key::f10}, {Key::space}}},
        {ActionId::step_over,
         "Run",
         "Step over",
         "As step, but a call or a system call counts as one instruction",
         {{Key::f11}}},
        {ActionId::to_trap,
         "Run",
         "To the next trap",
         "Run until this guest's next trap has been dealt with, or until one should have come and did not",
         {{Key::f8}}},
        {ActionId::run_or_pause,
         "Run",
         "Run or pause",
         "Run until something stops the machine, or pause between two instructions",
         {{Key::f5}}},
        {ActionId::reset, "Run", "Reset", "Back to the beginning, with the same start", {{Key::r, ctrl}}},
        {ActionId::next_guest,
         "Look",
         "Next guest",
         "Look at the next guest: another virtual machine, or bare metal",
         {{Key::g}}},
        {ActionId::next_cpu,
         "Look",
         "Next processor",
         "Look at the next processor of this guest",
         {{Key::c}}},
        {ActionId::breakpoint,
         "Look",
         "Breakpoint",
         "Set or clear a breakpoint at the current instruction",
         {{Key::f9}}},
        {ActionId::show_pc,
         "Look",
         "Show the program counter",
         "Bring the current instruction back into sight",
         {{Key::home}}},
        {ActionId::span_shorter,
         "Look",
         "Timeline: shorter span",
         "Show fewer cycles, in more detail",
         {{Key::period}}},
        {ActionId::span_longer,
         "Look",
         "Timeline: longer span",
         "Show more cycles, up to the whole run",
         {{Key::comma}}},
        {ActionId::theme,
         "Window",
         "Light or dark",
         "Change between the dark and the light theme",
         {{Key::l, ctrl}}},
        {ActionId::larger, "Window", "Larger", "Make everything larger, up to 300 %", {{Key::equal, ctrl}}},
        {ActionId::smaller,
         "Window",
         "Smaller",
         "Make everything smaller, down to 75 %",
         {{Key::minus, ctrl}}},
        {ActionId::usual_size, "Window", "Usual size", "Back to 100 %", {{Key::digit_0, ctrl}}},
        {ActionId::sheet, "Window", "This sheet", "Show or hide the sheet of shortcuts", {{Key::f1}}},
        {ActionId::quit, "Window", "Quit", "Close the window", {{Key::q, ctrl}}},
    };
    return rows;
}

// The spans of the timeline, in cycles; 0 is the whole run.
constexpr std::uint64_t spans[] = {2'000,     5'000,      20'000,      100'000, 500'000,
                                   2'000'000, 10'000'000, 100'000'000, 0};

std::uint64_t neighbour_span(std::uint64_t span, int direction) {
    const auto* at = std::find(std::begin(spans), std::end(spans), span);
    const auto index = (at == std::end(spans) ? std::end(spans) - 1 : at) - std::begin(spans);
    return spans[std::clamp<std::ptrdiff_t>(index + direction, 0, std::end(spans) - std::begin(spans) - 1)];
}

world::GuestRef guest_after(const View& view) {
    for (std::size_t i = 0; i < view.guests.size(); ++i) {
        if (view.guests[i].guest == view.ui.guest) {
            return view.guests[(i + 1) % view.guests.size()].guest;
        }
    }
    return view.ui.guest;
}

}  // namespace

std::span<const Action> actions() { return table(); }

const Action& action(ActionId id) {
    return *std::find_if(table().begin(), table().end(), [id](const Action& a) { return a.id == id; });
}

std::string key_of(ActionId id) { return name(action(id).chords.front()); }

void perform(ActionId id, const View& view, Commands& commands) {
    Look look = view.ui.look;
    switch (id) {
    case ActionId::run_or_pause:
        if (view.runner.busy()) {
            commands.push(Pause{});
        } else {
            commands.push(Run{});
        }
        return;
    case ActionId::step: commands.push(StepGuest{1}); return;
    case ActionId::step_over: commands.push(StepOver{}); return;
    case ActionId::to_trap: commands.push(RunToPassage{}); return;
    case ActionId::reset: commands.push(Reset{}); return;
    case ActionId::next_guest: commands.push(SelectGuest{guest_after(view)}); return;
    case ActionId::next_cpu:
        commands.push(SelectCpu{(view.ui.cpu + 1) % world::cpus(view.world, view.ui.guest)});
        return;
    case ActionId::breakpoint: commands.push(ToggleBreakpoint{view.cpu.seen.pc}); return;
    case ActionId::show_pc: commands.push(ShowPc{}); return;
    case ActionId::span_shorter: commands.push(SetSpan{neighbour_span(view.ui.span, -1)}); return;
    case ActionId::span_longer: commands.push(SetSpan{neighbour_span(view.ui.span, +1)}); return;
    case ActionId::theme: look.scheme = look.scheme == Scheme::dark ? Scheme::light : Scheme::dark; break;
    case ActionId::larger: look.scale_percent = next_scale(look.scale_percent, +1); break;
    case ActionId::smaller: look.scale_percent = next_scale(look.scale_percent, -1); break;
    case ActionId::usual_size: look.scale_percent = 100; break;
    case ActionId::sheet: commands.push(ShowSheet{!view.ui.sheet_open}); return;
    case ActionId::quit: commands.push(Quit{}); return;
    }
    commands.push(SetLook{look});
}

void perform_pressed(const Canvas& canvas, const View& view, Commands& commands) {
    for (const Action& row : table()) {
        const bool pressed =
            std::any_of(row.chords.begin(), row.chords.end(), [&](Chord c) { return canvas.pressed(c); });
        if (pressed && (!view.ui.sheet_open || row.group == "Window")) {
            perform(row.id, view, commands);
        }
    }
}

}  // namespace ringside::ui
