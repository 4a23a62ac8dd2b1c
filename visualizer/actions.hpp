// Everything that a key or a button does, as one table: the transport bar, the tips and the sheet of shortcuts read it,
// and a command palette can.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "visualizer/commands.hpp"
#include "visualizer/kit/keys.hpp"
#include "visualizer/view.hpp"

namespace ringside::ui {

enum class ActionId : std::uint8_t {
    run_or_pause,
    step,
    step_over,
    to_trap,
    reset,
    next_guest,
    next_cpu,
    breakpoint,
    show_pc,
    span_shorter,
    span_longer,
    theme,
    larger,
    smaller,
    usual_size,
    sheet,
    quit,
};

struct Action {
    ActionId id;
    std::string_view group;
    std::string_view title;     // as a command: "Step"
    std::string_view tip;       // a sentence
    std::vector<Chord> chords;  // the first is shown
};

std::span<const Action> actions();
const Action& action(ActionId id);
// The key cap of an action: "F10".
std::string key_of(ActionId id);

// Queues what the action means now.
void perform(ActionId id, const View& view, Commands& commands);
// Queues the actions whose keys were pressed in this frame.
class Canvas;
void perform_pressed(const Canvas& canvas, const View& view, Commands& commands);

}  // namespace ringside::ui
