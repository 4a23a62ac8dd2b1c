// The panels: each a function of what there is to see, and a queue for what is asked for.
#pragma once

#include "visualizer/commands.hpp"
#include "visualizer/kit/canvas.hpp"
#include "visualizer/view.hpp"

namespace ringside::ui {

// Tabs, transport, guests and their techniques: the bar at the top.
void draw_transport(Canvas& canvas, const Rect& strip, const View& view, Commands& commands);
// The code around the program counter.
void draw_code(Canvas& canvas, const Rect& rect, const View& view, Commands& commands);
// The last step in words, and the last trap through the layers.
void draw_story(Canvas& canvas, const Rect& rect, const View& view, Commands& commands);
// Registers, PSR virtual against real, trap registers.
void draw_registers(Canvas& canvas, const Rect& rect, const View& view, Commands& commands);
// What the guest has printed, and a line to type to it.
void draw_console(Canvas& canvas, const Rect& rect, const View& view, Commands& commands);
// The words at the stack pointer.
void draw_stack(Canvas& canvas, const Rect& rect, const View& view, Commands& commands);
// Who had the processor when.
void draw_timeline(Canvas& canvas, const Rect& rect, const View& view, Commands& commands);
float timeline_height(const View& view, bool compact);
// The sheet of shortcuts, over everything.
void draw_sheet(Canvas& canvas, const View& view, Commands& commands);

}  // namespace ringside::ui
