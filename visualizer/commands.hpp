// What panels ask for. Nothing happens while a panel draws: its wishes are queued here, and the application carries
// them out between two frames. What touches the world is a world::Command and goes through the session's journal.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "hypervisor/world/commands.hpp"
#include "visualizer/kit/theme.hpp"
#include "visualizer/model/runner.hpp"

namespace ringside::ui {

struct Run {};
struct Pause {};
struct StepGuest {
    std::uint64_t count = 1;
};
struct StepOver {};
struct RunToPassage {};
struct Reset {};
struct SelectGuest {
    world::GuestRef guest;
};
struct SelectCpu {
    std::uint32_t cpu = 0;
};
struct ToggleBreakpoint {
    std::uint32_t address = 0;
};
struct ShowPc {};
struct SetSpan {
    std::uint64_t cycles = 0;
};
struct ShowCompactPanel {
    std::string title;
};
struct ShowSheet {
    bool open = true;
};
struct SetTyped {
    std::string text;
};
struct ConsoleSeen {
    std::uint64_t printed = 0;
};
struct SetLook {
    Look look;
};
struct Quit {};

using UiCommand = std::variant<Run, Pause, StepGuest, StepOver, RunToPassage, Reset, SelectGuest, SelectCpu,
                               ToggleBreakpoint, ShowPc, SetSpan, ShowCompactPanel, ShowSheet, SetTyped,
                               ConsoleSeen, SetLook, Quit, world::Command>;

class Commands {
public:
    void push(UiCommand command) { queue_.push_back(std::move(command)); }
    // Hands over what has come and is empty afterwards.
    std::vector<UiCommand> take() { return std::exchange(queue_, {}); }

private:
    std::vector<UiCommand> queue_;
};

}  // namespace ringside::ui
