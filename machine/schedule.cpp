#include "machine/schedule.hpp"

#include <algorithm>

namespace ringside::machine {

namespace {

constexpr std::uint64_t never = ~std::uint64_t{0};

bool ready(const Machine& m, std::uint32_t i) {
    const Hart& h = m.harts[i];
    return h.activity == Activity::running || (h.activity == Activity::halted && (m.lines(i) & h.imask) != 0);
}

Selection run_now(Machine& m, std::uint32_t i) {
    Hart& h = m.harts[i];
    const bool woken = h.activity == Activity::halted;
    h.activity = Activity::running;
    return {i, woken, false};
}

Selection select_locked(Machine& m, Dma& dma) {
    const auto count = static_cast<std::uint32_t>(m.harts.size());
    m.board.complete(m.steps, dma);
    while (!m.locked_turn.settle(count, [&m](std::uint32_t i) { return ready(m, i); })) {
        std::uint64_t due = never;
        for (std::uint32_t i = 0; i < count; ++i)
            if (m.harts[i].activity == Activity::halted) due = std::min(due, m.board.wakes_at(i, m.harts[i].imask, m.steps));
        if (due == never) return {0, false, true};
        m.steps = due;
        m.board.complete(m.steps, dma);
    }
    return run_now(m, m.locked_turn.who);
}

// When a hart could run next, on its own clock; halted ones at their next due event.
std::uint64_t could_run(const Machine& m, std::uint32_t i) {
    const Hart& h = m.harts[i];
    if (h.activity == Activity::parked) return never;
    if (ready(m, i)) return h.cycle;
    return m.board.wakes_at(i, h.imask, h.cycle);
}

// The hart that could run first, when, and when the next one could.
struct Order {
    std::uint32_t first = 0;
    std::uint64_t earliest = never, next = never;
};

Order order(const Machine& m) {
    Order o;
    for (std::uint32_t i = 0; i < m.harts.size(); ++i) {
        const std::uint64_t at = could_run(m, i);
        if (at < o.earliest) {
            o.next = o.earliest;
            o.earliest = at;
            o.first = i;
        } else {
            o.next = std::min(o.next, at);
        }
    }
    return o;
}

Selection select_cycles(Machine& m, Dma& dma) {
    // A halted hart waits beside the others: its clock does not fall behind the slowest of those that run.
    std::uint64_t slowest = never;
    for (const Hart& h : m.harts)
        if (h.activity == Activity::running) slowest = std::min(slowest, h.cycle);
    if (slowest != never) catch_up_halted(m, slowest);

    Order o = order(m);
    while (o.earliest != never && o.earliest >= m.board.devices_due) {
        // Devices first; whom they wake is not woken in the past.
        const std::uint64_t due = m.board.devices_due;
        catch_up_halted(m, due);
        m.board.complete(due, dma);
        o = order(m);
    }
    if (o.earliest == never) return {0, false, true};
    Hart& h = m.harts[o.first];
    if (o.earliest > h.cycle) h.book(Spent::idle, o.earliest - h.cycle);
    const std::uint64_t until = o.next == never ? never : o.next + quantum_cycles;
    m.cycle_turn = {o.first, std::min(until, m.board.devices_due)};
    return run_now(m, o.first);
}

}  // namespace

void catch_up_halted(Machine& m, std::uint64_t now) {
    if (m.config.time == TimeMode::locked) return;
    m.cycle_turn.until = 0;
    for (std::uint32_t i = 0; i < m.harts.size(); ++i) {
        Hart& h = m.harts[i];
        if (h.activity != Activity::halted || ready(m, i)) continue;
        const std::uint64_t until = std::min(now, could_run(m, i));
        if (until > h.cycle) h.book(Spent::idle, until - h.cycle);
    }
}

Selection select_slow(Machine& m, Dma& dma) {
    return m.config.time == TimeMode::locked ? select_locked(m, dma) : select_cycles(m, dma);
}

}  // namespace ringside::machine
