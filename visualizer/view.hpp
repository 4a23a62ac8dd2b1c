// What a panel may look at: the world, the guest in front, what is known of its programs, what has happened, and the
// state of the window. A panel is a function of it: void draw(Canvas&, const Rect&, const View&, Commands&).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "hypervisor/world/inspect.hpp"
#include "visualizer/kit/theme.hpp"
#include "visualizer/model/history.hpp"
#include "visualizer/model/listing.hpp"
#include "visualizer/model/programs.hpp"
#include "visualizer/model/runner.hpp"

namespace ringside::ui {

// What the window remembers of itself; nothing of it is part of the world.
struct UiState {
    world::GuestRef guest;
    std::uint32_t cpu = 0;
    std::uint64_t span = 20'000;  // cycles that the timeline shows; 0 = the whole run
    std::string compact_panel =
        "What happens now";          // which panel a small window shows beside or instead of the code
    bool sheet_open = false;         // the sheet of shortcuts
    std::string typed;               // the console's input line
    std::uint64_t console_seen = 0;  // bytes printed when the console last scrolled to its end
    Look look;
};

struct GuestEntry {
    world::GuestRef guest;
    std::shared_ptr<const Programs> programs;
};

struct View {
    const world::World& world;
    const Recorder& history;
    const Runner& runner;
    const UiState& ui;
    const std::string& title;   // of the lab
    const std::string& advice;  // what to do, a paragraph; may be empty
    const std::vector<GuestEntry>& guests;
    const Programs& programs;  // of the guest in front
    Listings& listings;        // derived from programs; kept from frame to frame
    const std::vector<machine::HartRegisters>&
        before;          // per processor of the guest in front, before the last action
    world::CpuView cpu;  // the processor in front

    Eye eye() const { return {world, ui.guest, ui.cpu}; }
    const GuestHistory& guest_history() const { return history.of(ui.guest); }
    const CpuHistory& cpu_history() const { return guest_history().cpus[ui.cpu]; }
    bool in_vm() const { return ui.guest.vm.has_value(); }
    const machine::MachineConfig& machine() const { return world.hosts[ui.guest.host].machine.config; }
};

// The colour of a guest: VMs have theirs, bare metal is grey.
inline Tone tone_of(const world::GuestRef& guest) { return guest.vm ? tone_of_vm(*guest.vm) : Tone::soft; }

}  // namespace ringside::ui
