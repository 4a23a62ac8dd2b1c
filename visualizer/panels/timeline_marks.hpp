// The timeline's marks: how each kind looks, what it means, and where those of a stretch of time stand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "visualizer/kit/canvas.hpp"
#include "visualizer/view.hpp"

namespace ringside::ui {

// What stretch of time the timeline shows.
struct TimeWindow {
    std::uint64_t from = 0;
    std::uint64_t to = 1;
    std::uint64_t now = 0;

    // 0 at its beginning, 1 at its end.
    float place(std::uint64_t time) const {
        return static_cast<float>(static_cast<double>(time - from) / static_cast<double>(to - from));
    }
};
TimeWindow time_window(const View& view);
// Cycles since the guests started.
std::string since_start(const View& view, std::uint64_t time);

struct MarkLook {
    Mark mark;
    Tone tone;
    std::string_view name;
};
MarkLook look_of(MarkKind kind);
const char* tip_of(MarkKind kind, bool in_vm);

// Marks that would touch are drawn as one, which says how many it stands for.
void draw_marks(Canvas& canvas, const Rect& strip, const View& view, const TimeWindow& window);

}  // namespace ringside::ui
