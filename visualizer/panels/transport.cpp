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

// How this guest is run, each fact with what it means, the most important first.
std::vector<Fact> facts_of(const View& view) {
    const auto fact = [](const char* what, const std::string& value, const char* tip) {
        return Fact{{{std::string(what) + " ", words(Tone::soft)}, {value, bold()}}, tip};
    };
    const isa::TrapMask& traps = view.machine().traps;
    const bool strict = traps == isa::TrapMask::strict();
    const bool classic = traps == isa::TrapMask::classic();
    const char* isa_name = strict ? "strict" : classic ? "classic" : "own";
    const char* isa_tip =
        strict    ? "Every sensitive instruction traps outside ring 0, so the machine can be virtualized"
        : classic ? "Some sensitive instructions do not trap outside ring 0, as on the x86 of 1999"
                  : "Which instructions trap outside ring 0 was chosen one by one";
    if (!view.in_vm()) {
        return {fact("CPU", "none between", "Bare metal: the program has the hardware to itself"),
                fact("ISA", isa_name, isa_tip)};
    }
    const hv::VmConfig& config =
        view.world.hosts[view.ui.guest.host].hypervisor.vms[*view.ui.guest.vm].config;
    return {
        fact("CPU", name_of_kind(config.cpu),
             "The guest runs directly in an outer ring; what is privileged traps, and the monitor does it"),
        fact("memory", name_of_kind(config.memory),
             "Shadow paging: the hardware walks tables that the monitor composes from the guest's own"),
        fact("ISA", isa_name, isa_tip)};
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

// All guests in one button, where there is no room for one each.
Button guest_in_front(const View& view) {
    std::size_t number = 0;
    while (number + 1 < view.guests.size() && !(view.guests[number].guest == view.ui.guest)) {
        ++number;
    }
    return {.label = name_of(view.world, view.ui.guest) + ", " + std::to_string(number + 1) + " of " +
                     std::to_string(view.guests.size()),
            .key = key_of(ActionId::next_guest),
            .tip = std::string(action(ActionId::next_guest).tip),
            .name = "guest",
            .tone = view.in_vm() ? tone_of(view.ui.guest) : Tone::plain};
}

// Which processor is looked at, where there are several.
std::optional<Button> cpu_selector(const View& view) {
    const std::uint32_t count = world::cpus(view.world, view.ui.guest);
    if (count < 2) {
        return std::nullopt;
    }
    const std::string kind = view.in_vm() ? "vCPU " : "hart ";
    return Button{.label = kind + std::to_string(view.ui.cpu) + " of " + std::to_string(count),
                  .key = key_of(ActionId::next_cpu),
                  .tip = std::string(action(ActionId::next_cpu).tip),
                  .name = "processor"};
}

constexpr ActionId transport_ids[] = {ActionId::reset, ActionId::step, ActionId::step_over, ActionId::to_trap,
                                      ActionId::run_or_pause};

}  // namespace

void draw_transport(Canvas& canvas, const Rect& strip, const View& view, Commands& commands) {
    canvas.backing(strip, canvas.colors().panel);
    canvas.hairline({strip.x0, strip.y1 - 1}, {strip.x1, strip.y1 - 1});
    const Rect inner = strip.inset(measure::pad, 0);
    const std::vector<Fact> facts = facts_of(view);
    std::vector<Button> guests = selectors(view);
    const bool all_guests = width_of(canvas, guests) < inner.width() * 0.42F;
    if (!all_guests) {
        guests = {guest_in_front(view)};
    }
    const std::optional<Button> cpu = cpu_selector(view);

    // What has room: buttons always; then their words, then chips, then the title.
    Room room;
    float left = inner.width() - tab_width(canvas, "Step") - width_of(canvas, guests) - 60 -
                 (cpu ? width_of(canvas, *cpu) + measure::gap : 0);
    const float with_words = width_of(canvas, transport(view, true));
    room.labels = left >= with_words;
    left -= room.labels ? with_words : width_of(canvas, transport(view, false));
    for (const Fact& fact : facts) {
        left -= chip_width(canvas, fact.words) + measure::gap;
        room.facts += left >= 0 ? 1 : 0;
    }
    room.title = left > canvas.width(view.title, words()) + 24;

    Bar right(canvas, inner, Align::right);
    for (std::size_t i = room.facts; i-- > 0;) {
        right.chip(facts[i].words, facts[i].tip);
    }
    if (cpu && right.button(*cpu)) {
        perform(ActionId::next_cpu, view, commands);
    }
    for (std::size_t i = guests.size(); i-- > 0;) {
        if (right.button(guests[i])) {
            if (all_guests) {
                commands.push(SelectGuest{view.guests[i].guest});
            } else {
                perform(ActionId::next_guest, view, commands);
            }
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
