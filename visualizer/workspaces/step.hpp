// The Step workspace: one instruction after the other, through all layers.
#pragma once

#include "visualizer/commands.hpp"
#include "visualizer/kit/canvas.hpp"
#include "visualizer/view.hpp"

namespace ringside::ui {

// Fills the page. Small pages show fewer panels at once and let one choose.
void draw_step_workspace(Canvas& canvas, const View& view, Commands& commands);

}  // namespace ringside::ui
