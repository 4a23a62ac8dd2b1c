// The bar at the top: workspace, transport, guests, techniques.
#include "visualizer/actions.hpp"
#include "visualizer/kit/controls.hpp"
#include "visualizer/panels/panels.hpp"

namespace ringside::ui {

namespace {

struct Fact {
    Sentence words;
    std::string tip;
};

std::string name_of_kind(hv::CpuKind kind) {
    switch (kind) {
    case hv::CpuKind::trap_and_emulate: return "trap-and-emulate";
    }
    return "unknown";
}

std::string name_of_kind(hv::MemoryKind kind) {
    switch (kind) {
    case hv::MemoryKind::shadow: return "shadow";
    }
    return "unknown";
}

// How this guest is run, each fact with what it means.
std::vector<Fact> facts_of(const View& view) {
    const auto fact = [](const char* what, const std::string& value, const char* tip) {
        return Fact{{{std::string(what) + " ", words(Tone::soft)}, {value, bold()}}, tip};
    };
    std::vector<Fact> facts;
    const isa::TrapMask& traps = view.machine().traps;
    const bool strict = traps == isa::TrapMask::strict();
    const bool classic = traps == isa::TrapMask::classic();
    facts.push_back(
        fact("ISA",
             strict    ? "strict"
             : classic ? "classic"
                       : "own",
             strict    ? "Every sensitive instruction traps outside ring 0, so the machine can be virtualized"
             : classic ? "Some sensitive instructions do not trap outside ring 0, as on the x86 of 1999"
                       : "Which instructions trap outside ring 0 was chosen one by one"));
    if (!view.in_vm()) {
        facts.push_back(fact("CPU", "none between", "Bare metal: the program has the hardware to itself"));
        return facts;
    }
    const hv::VmConfig& config =
        view.world.hosts[view.ui.guest.host].hypervisor.vms[*view.ui.guest.vm].config;
    facts.push_back(
        fact("memory", name_of_kind(config.memory),
             "Shadow paging: the hardware walks tables that the monitor composes from the guest's own"));
    facts.push_back(
        fact("CPU", name_of_kind(config.cpu),
             "The guest runs directly in an outer ring; what is privileged traps, and the monitor does it"));
    return facts;
}

struct Room {
    bool labels = true;     // words on the transport's buttons
    bool title = true;      // the lab's title
    std::size_t facts = 0;  // how many chips
};

Button transport_button(ActionId id, const char* label, Mark mark, bool labels) {
    return {.label = labels ? label : "",
            .mark = mark,
            .key = key_of(id),
            .tip = std::string(action(id).tip),
            .name = label};
}

std::vector<Button> transport(const View& view, bool labels) {
    const bool busy = view.runner.busy();
    const auto why = ended(view.world, view.ui.guest);
    std::vector<Button> buttons{transport_button(ActionId::reset, "reset", Mark::to_start, false),
                                transport_button(ActionId::step, "step", Mark::play, labels),
                                transport_button(ActionId::step_over, "over", Mark::over, labels),
                                transport_button(ActionId::to_trap, "to trap", Mark::down, labels),
                                transport_button(ActionId::run_or_pause, busy ? "pause" : "run",
                                                 busy ? Mark::pause : Mark::fast, labels)};
    for (std::size_t i = 1; i < 4; ++i) {
        buttons[i].enabled = !busy && !why;
        if (why) {
            buttons[i].tip = *why + " Reset starts over.";
        }
    }
    buttons[busy ? 4 : 1].chief = true;
    return buttons;
}

float width_of(const Canvas& canvas, const std::vector<Button>& buttons) {
    float sum = 0;
    for (const Button& button : buttons) {
        sum += width_of(canvas, button) + measure::gap;
    }
    return sum;
}

std::vector<Button> selectors(const View& view) {
    std::vector<Button> buttons;
    for (const GuestEntry& entry : view.guests) {
        const bool selected = entry.guest == view.ui.guest;
        const std::string name = name_of(view.world, entry.guest);
        const bool vm = entry.guest.vm.has_value();
        const std::string program =
            vm ? view.world.hosts[entry.guest.host].hypervisor.vms[*entry.guest.vm].config.name : "";
        buttons.push_back({.label = name,
                           .key = key_of(ActionId::next_guest),
                           .tip = "Look at " + name + (program.empty() ? "" : " (" + program + ")"),
                           .chief = selected,
                           .tone = vm ? tone_of(entry.guest) : Tone::plain});
    }
    return buttons;
}

constexpr ActionId transport_ids[] = {ActionId::reset, ActionId::step, ActionId::step_over, ActionId::to_trap,
                                      ActionId::run_or_pause};

}  // namespace

void draw_transport(Canvas& canvas, const Rect& strip, const View& view, Commands& commands) {
    canvas.backing(strip, canvas.colors().panel);
    canvas.hairline({strip.x0, strip.y1 - 1}, {strip.x1, strip.y1 - 1});
    const Rect inner = strip.inset(measure::pad, 0);
    const std::vector<Fact> facts = facts_of(view);
    const std::vector<Button> guests = selectors(view);

    // What has room: buttons always; then their words, then chips, then the title.
    Room room;
    float left = inner.width() - tab_width(canvas, "Step") - width_of(canvas, guests) - 60;
    const float with_words = width_of(canvas, transport(view, true));
    room.labels = left >= with_words;
    left -= room.labels ? with_words : width_of(canvas, transport(view, false));
    for (auto fact = facts.rbegin(); fact != facts.rend(); ++fact) {
        left -= chip_width(canvas, fact->words) + measure::gap;
        room.facts += left >= 0 ? 1 : 0;
    }
    room.title = left > canvas.width(view.title, words()) + 24;

    Bar right(canvas, inner, Align::right);
    for (std::size_t i = facts.size() - room.facts; i < facts.size(); ++i) {
        right.chip(facts[i].words, facts[i].tip);
    }
    for (auto button = guests.rbegin(); button != guests.rend(); ++button) {
        if (right.button(*button)) {
            commands.push(
                SelectGuest{view.guests[static_cast<std::size_t>(guests.rend() - button) - 1].guest});
        }
    }
    Bar bar(canvas, right.rest());
    bar.tab("Step", true, "Step through the machine: code, layers, registers, console, stack");
    if (room.title) {
        bar.text(view.title, words(Tone::soft));
    }
    // The transport stands in the middle of the page where that is free.
    const std::vector<Button> buttons = transport(view, room.labels);
    const float wanted = strip.centre().x - width_of(canvas, buttons) / 2;
    constexpr float apart = 20;
    const float furthest = bar.rest().x1 - width_of(canvas, buttons) - apart;
    bar.space(std::max(12.0F, std::min(wanted, furthest) - bar.rest().x0));
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        if (bar.button(buttons[i])) {
            perform(transport_ids[i], view, commands);
        }
    }
}

}  // namespace ringside::ui
