// The timeline: who had the processor when, marks for what happened, and the present.
#include <algorithm>
#include <cmath>

#include "visualizer/actions.hpp"
#include "visualizer/kit/panel.hpp"
#include "visualizer/model/format.hpp"
#include "visualizer/panels/panels.hpp"
#include "visualizer/panels/timeline_marks.hpp"

namespace ringside::ui {

namespace {

constexpr float lane_height = 18;
constexpr float compact_lane_height = 13;
constexpr float names_width = 112;

struct LaneRow {
    std::string name;
    Tone tone;
    bool deep;
    std::size_t lane;  // of Trail::Column; lane_count = the other guests
    const char* tip;
};

std::vector<LaneRow> lanes_of(const View& view) {
    const Tone own = tone_of(view.ui.guest);
    std::vector<LaneRow> rows{
        {"user · ring 3", own, false, 0, "Programs of this guest"},
        {view.in_vm() ? "guest kernel" : "kernel", own, true, 1, "The kernel of this guest"}};
    if (view.in_vm()) {
        rows.push_back(
            {"monitor", Tone::monitor, false, 2, "The monitor, working for this guest or another one"});
    }
    rows.push_back({"devices", Tone::shared, false, 3, "Port accesses"});
    const auto on_host = std::count_if(view.guests.begin(), view.guests.end(), [&](const GuestEntry& g) {
        return g.guest.host == view.ui.guest.host;
    });
    if (on_host > 1) {
        rows.push_back(
            {"other guests", Tone::soft, false, lane_count, "Other guests have this host's harts"});
    }
    return rows;
}

// A column's share of a lane. At the edge of something solid it is rounded, so that edges are sharp.
float share_at(const std::vector<Trail::Column>& columns, const LaneRow& row, std::size_t i) {
    const auto raw = [&](std::size_t at) {
        return at >= columns.size()     ? 0.0F
               : row.lane == lane_count ? columns[at].others
                                        : columns[at].lanes[row.lane];
    };
    constexpr float solid = 0.98F;
    const float before = raw(i - 1);  // beyond the left edge there is nothing: i - 1 wraps
    const float after = raw(i + 1);
    const bool edge = (before >= solid && after <= 0) || (before <= 0 && after >= solid) ||
                      (before >= solid && after >= solid);
    return edge ? std::round(raw(i)) : raw(i);
}

// Columns that look alike are joined.
std::vector<Segment> segments_of(const std::vector<Trail::Column>& columns, const LaneRow& row) {
    std::vector<Segment> segments;
    const auto count = static_cast<float>(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        float stepped = std::ceil(share_at(columns, row, i) * 10) / 10;
        if (row.lane == static_cast<std::size_t>(Layer::device) && stepped > 0) {
            stepped = 1;  // an access takes next to no time and is seen all the same
        }
        if (stepped <= 0) {
            continue;
        }
        const float from = static_cast<float>(i) / count;
        const float to = static_cast<float>(i + 1) / count;
        if (!segments.empty() && segments.back().share == stepped && segments.back().to >= from - 1e-6F) {
            segments.back().to = to;
        } else {
            segments.push_back({from, to, row.tone, row.deep, stepped});
        }
    }
    return segments;
}

struct State {
    Mark mark;
    Tone tone;
    const char* word;
};

State state_of(const View& view) {
    if (view.runner.busy()) {
        return {Mark::fast, Tone::accent, "running"};
    }
    return ended(view.world, view.ui.guest) ? State{Mark::cross, Tone::danger, "ended"}
                                            : State{Mark::pause, Tone::soft, "paused"};
}

void span_button(Canvas& canvas, Bar& bar, const View& view, Commands& commands, ActionId id,
                 const char* label, const char* name) {
    const Button button{.label = label, .key = key_of(id), .tip = std::string(action(id).tip), .name = name};
    const Rect place = bar.take(width_of(canvas, button));
    const float middle = place.centre().y;
    if (draw_button(canvas, {place.x0, middle - 11, place.x1, middle + 11}, button)) {
        perform(id, view, commands);
    }
}

void heading(Canvas& canvas, const Rect& strip, const View& view, Commands& commands) {
    Bar left(canvas, strip, Align::left, 10);
    const State state = state_of(view);
    left.mark(state.mark, state.tone);
    left.text(state.word, bold(state.tone == Tone::soft ? Tone::plain : state.tone));
    left.text("step " + grouped(world::steps(view.world, view.ui.guest)), machine());
    if (strip.width() > 560) {
        left.text("cycle " + since_start(view, view.history.now(view.ui.guest.host)), machine(Tone::soft));
    }
    Bar right(canvas, left.rest(), Align::right, 6);
    span_button(canvas, right, view, commands, ActionId::span_longer, "+", "longer span");
    span_button(canvas, right, view, commands, ActionId::span_shorter, "–", "shorter span");
    const std::string span = view.ui.span == 0 ? "the whole run" : grouped(view.ui.span) + " cycles";
    const TextStyle grey = small(words(Tone::soft));
    if (right.has_room_for(canvas.width(span, grey) + 40)) {
        right.text(span, grey);
    }
    const bool can_diverge = view.in_vm() && !(view.machine().traps == isa::TrapMask::strict());
    for (const MarkKind kind :
         {MarkKind::interrupt, MarkKind::divergence, MarkKind::hidden_fault, MarkKind::true_fault}) {
        const bool needed =
            kind == MarkKind::divergence ? can_diverge : view.in_vm() || kind != MarkKind::hidden_fault;
        const MarkLook look = look_of(kind);
        const std::string name =
            !view.in_vm() && kind == MarkKind::true_fault ? "page fault" : std::string(look.name);
        if (needed && right.has_room_for(canvas.width(name, grey) + 60)) {
            right.space(14);
            right.legend(look.mark, look.tone, name, tip_of(kind, view.in_vm()));
        }
    }
}

}  // namespace

float timeline_height(const View& view, bool compact) {
    const auto lanes = static_cast<float>(lanes_of(view).size());
    return compact ? 30 + lanes * compact_lane_height + 24 : 34 + lanes * lane_height + 30;
}

void draw_timeline(Canvas& canvas, const Rect& rect, const View& view, Commands& commands) {
    canvas.backing(rect, canvas.colors().panel);
    canvas.hairline({rect.x0, rect.y0}, {rect.x1, rect.y0});
    Rect inner = rect.inset(measure::pad, 4);
    canvas.begin_group(Kind::panel, inner, "Timeline");
    const auto rows = lanes_of(view);
    const bool compact = rect.height() < timeline_height(view, false) - 1;
    const float height = compact ? compact_lane_height : lane_height;
    heading(canvas, inner.cut_top(26, compact ? 0.0F : 4.0F), view, commands);
    const TimeWindow window = time_window(view);
    const Rect lanes{inner.x0 + names_width, inner.y0, inner.x1,
                     inner.y0 + static_cast<float>(rows.size()) * height};
    const auto columns = view.history.trail(view.ui.guest.host)
                             .columns(view.history.index_of(view.ui.guest), window.from, window.to,
                                      static_cast<std::size_t>(std::max(16.0F, lanes.width())),
                                      view.history.present(view.ui.guest.host));
    const Hit hit = canvas.hit("lanes", lanes, false);
    for (const LaneRow& row : rows) {
        Rect strip = inner.cut_top(height);
        canvas.text_in(strip.cut_left(names_width), row.name, small(words(Tone::soft)));
        canvas.tip(row.tip);
        canvas.lane(strip.inset(0, compact ? 2 : 3), row.name, segments_of(columns, row));
    }
    Rect marks = inner.cut_top(18);
    marks.cut_left(names_width);
    draw_marks(canvas, marks, view, window);
    // The present.
    const float x = lanes.x0 + std::clamp(window.place(window.now), 0.0F, 1.0F) * (lanes.width() - 2);
    canvas.fill({x, lanes.y0 - 2, x + 2, marks.y1}, canvas.colors().playhead);
    canvas.end_box();
    if (hit.wheel != 0) {
        perform(hit.wheel > 0 ? ActionId::span_shorter : ActionId::span_longer, view, commands);
    }
}

}  // namespace ringside::ui
