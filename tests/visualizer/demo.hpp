// A page that uses everything of the kit, with invented values: the subject of the kit's own tests.
#pragma once

#include <string>

#include "visualizer/kit/canvas.hpp"

namespace demo {

struct State {
    int steps = 0;  // how often "step" was pressed
    std::string workspace = "Step";
    std::string picked;  // the code row that was pressed last
    bool palette_open = false;
    bool palette_just_opened = false;
    std::string typed;
    std::string entered;
};

void draw(ringside::ui::Canvas& canvas, State& state);

}  // namespace demo
