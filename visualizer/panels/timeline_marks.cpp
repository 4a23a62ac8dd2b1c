#include "visualizer/panels/timeline_marks.hpp"

#include <algorithm>
#include <array>

#include "isa/disasm.hpp"
#include "visualizer/model/explain.hpp"
#include "visualizer/model/format.hpp"

namespace ringside::ui {

namespace {

std::string about(const View& view, const TrailMark& mark, std::size_t more) {
    const MarkLook look = look_of(mark.kind);
    std::string words = "Cycle " + since_start(view, mark.time) + ": " + std::string(look.name);
    if (mark.kind == MarkKind::hidden_fault || mark.kind == MarkKind::true_fault) {
        words += " at " + hex_in_words(mark.about);
    }
    if (mark.kind == MarkKind::interrupt) {
        words = "Cycle " + since_start(view, mark.time) + ": " + cause_words(mark.about);
    }
    if (mark.kind == MarkKind::divergence) {
        words += " by " + isa::disassemble(mark.about);
    }
    const auto place = view.programs.name_of(view.eye(), mark.pc);
    words += ", when pc was " + (place ? *place : hex_in_words(mark.pc));
    return more == 0 ? words : words + ", and " + grouped(more) + " more close by";
}

}  // namespace

TimeWindow time_window(const View& view) {
    TimeWindow window;
    const std::uint64_t start = view.history.start(view.ui.guest.host);
    window.now = view.history.now(view.ui.guest.host);
    constexpr std::uint64_t least = 1000;
    const std::uint64_t span = view.ui.span == 0 ? std::max(window.now - start, least) : view.ui.span;
    // Until the span is filled the present moves to the right; then the past moves out to the left.
    window.to = std::max(window.now, start + span);
    window.from = window.to - span;
    return window;
}

std::string since_start(const View& view, std::uint64_t time) {
    return grouped(time - std::min(time, view.history.start(view.ui.guest.host)));
}

MarkLook look_of(MarkKind kind) {
    switch (kind) {
    case MarkKind::hidden_fault: return {Mark::hollow_diamond, Tone::soft, "hidden fault"};
    case MarkKind::true_fault: return {Mark::diamond, Tone::plain, "true fault"};
    case MarkKind::interrupt: return {Mark::bar, Tone::soft, "interrupt"};
    case MarkKind::divergence: return {Mark::square, Tone::danger, "silent divergence"};
    case MarkKind::end: return {Mark::cross, Tone::danger, "end"};
    }
    return {Mark::dot, Tone::soft, ""};
}

const char* tip_of(MarkKind kind, bool in_vm) {
    switch (kind) {
    case MarkKind::hidden_fault:
        return "The guest's tables allow the access, the monitor's did not yet: the guest never learns of it";
    case MarkKind::true_fault:
        return in_vm ? "The guest's own tables refuse the access: the fault is handed to the guest"
                     : "The page tables refuse the access";
    case MarkKind::interrupt: return "An interrupt was delivered to this guest";
    case MarkKind::divergence:
        return "A sensitive instruction did not trap, and the guest was told something else than by a "
               "machine of its own";
    case MarkKind::end: break;
    }
    return "";
}

void draw_marks(Canvas& canvas, const Rect& strip, const View& view, const TimeWindow& window) {
    const auto marks = view.history.trail(view.ui.guest.host)
                           .marks(view.history.index_of(view.ui.guest), window.from, window.to);
    constexpr float apart = 12;
    float last_x = -apart;
    for (std::size_t i = 0; i < marks.size();) {
        const float x =
            strip.x0 + std::clamp(window.place(marks[i].time) * strip.width(), 5.0F, strip.width() - 5);
        std::size_t end = i + 1;
        std::size_t chosen = i;
        while (end < marks.size() && strip.x0 + window.place(marks[end].time) * strip.width() < x + apart) {
            // Of several the most telling is shown: an end, a divergence, a true fault, a hidden one, an interrupt.
            constexpr std::array<int, 5> weight{1, 2, 0, 3, 4};
            if (weight[static_cast<std::size_t>(marks[end].kind)] >
                weight[static_cast<std::size_t>(marks[chosen].kind)]) {
                chosen = end;
            }
            ++end;
        }
        if (x >= last_x + apart - 0.5F) {
            const MarkLook look = look_of(marks[chosen].kind);
            canvas.mark(look.mark, {x, strip.centre().y}, look.tone, 9,
                        about(view, marks[chosen], end - i - 1));
            last_x = x;
        }
        i = end;
    }
}

}  // namespace ringside::ui
