// The reference engine, step by step: one boundary of one hart. Both engines use it; the fast one for whatever it has no
// quicker way for.
#pragma once

#include <optional>

#include "isa/encoding.hpp"
#include "machine/reference_hart.hpp"
#include "machine/schedule.hpp"

namespace ringside::machine {

template <class Sink>
class Reference {
public:
    Reference(Machine& machine, Sink& sink) : m_(machine), sink_(sink) {}

    Stop run(std::uint64_t ticks) {
        if (m_.check) return {Stop::Reason::machine_check, m_.check->hart};
        if (m_.board.power.off) return {Stop::Reason::power_off, 0};
        for (; ticks > 0; --ticks) {
            const Selection selected = select(m_, sink_);
            if (selected.idle) return {Stop::Reason::idle, 0};
            Hart& h = m_.harts[selected.hart];
            ReferenceHart<Sink> hart(m_, selected.hart, sink_);
            if (selected.woken) hart.emit(EventKind::wake);
            if (m_.config.native_monitor && h.psr.ring() == 0) return {Stop::Reason::trap, selected.hart};
            ++m_.ticks;
            if (boundary(hart, h, selected.hart) == Then::stop) return stop_;
        }
        return {Stop::Reason::budget, 0};
    }

    // What follows a boundary; stopped() says why. (A std::optional<Stop> costs a stalled load on every instruction.)
    enum class Then : std::uint8_t { go_on, stop };
    [[nodiscard]] Stop stopped() const { return stop_; }

    // One boundary: the compare register, then interrupts, then an instruction.
    Then boundary(ReferenceHart<Sink>& hart, Hart& h, std::uint32_t id) {
        if ((h.mctl & isa::mctl_icmp_armed) && h.psr.ring() != 0 && m_.instret(id) >= h.icmp)
            return take(hart, h, id, isa::trap(isa::Cause::icmp, 0), EventKind::trap);
        if (h.psr.ie()) {
            if (const std::uint32_t ready = m_.lines(id) & h.imask) {
                std::uint32_t number = 0;
                while (!(ready >> number & 1)) ++number;
                return take(hart, h, id, isa::Trap{isa::cause_is_interrupt | number, 0}, EventKind::interrupt);
            }
        }
        return instruction(hart, h, id);
    }

    Then instruction(ReferenceHart<Sink>& hart, Hart& h, std::uint32_t id) {
        const bool single_step = h.psr.tf();
        std::uint32_t word = 0;
        if (!hart.fetch(isa::Gva{h.pc}, h.psr.ring(), word)) return trapped(hart, h, id, hart.raised());
        const auto decoded = isa::decode(word);
        if (!decoded) return trapped(hart, h, id, isa::trap(isa::Cause::illegal, word));
        const isa::Gate gate{h.psr.ring(), (h.mctl & isa::mctl_scratch_open) != 0, m_.config.tetra_v != TetraV::none};
        if (const auto refused = isa::refuse(*decoded, m_.config.traps, gate)) return trapped(hart, h, id, *refused);

        book_instruction(h, isa::row(decoded->op).cost);
        const std::uint32_t next = h.pc + 4;
        const isa::Flow flow = isa::execute(hart, *decoded);
        if (flow == isa::Flow::trap) return trapped(hart, h, id, hart.raised());

        ++h.instret;
        count_step();
        const std::uint32_t from = h.pc;
        h.pc = flow == isa::Flow::jump ? hart.target() : next;
        if constexpr (Sink::listening)
            sink_.on(Event{EventKind::retire, 0, no_vm, static_cast<std::uint8_t>(id), from, h.cycle, word, 0, 0, 0});
        if (decoded->op == isa::Op::rets || decoded->op == isa::Op::retf)
            hart.emit(EventKind::trap_return, h.pc, h.psr.ring());
        if (m_.board.power.off) {
            hart.emit(EventKind::power_off, m_.board.power.exit_code);
            return stop(Stop::Reason::power_off, id);
        }
        if (single_step) return take(hart, h, id, isa::trap(isa::Cause::single_step, 0), EventKind::trap);
        return Then::go_on;
    }

    // An instruction trapped instead of completing: a step as well.
    Then trapped(ReferenceHart<Sink>& hart, Hart& h, std::uint32_t id, isa::Trap trap) {
        if (!m_.config.native_monitor && h.psr.ring() == 0 && h.pc == h.tvec)
            return machine_check(hart, CheckKind::loop, id, h.pc, trap);
        count_step();
        return take(hart, h, id, trap, EventKind::trap);
    }

private:
    Then stop(Stop::Reason reason, std::uint32_t id) {
        stop_ = {reason, id};
        return Then::stop;
    }

    void book_instruction(Hart& h, isa::Cost cost) {
        const Spent where = cost == isa::Cost::port ? Spent::device : h.psr.ring() == 3 ? Spent::guest_user : Spent::guest_kernel;
        h.book(where, m_.config.costs.of(cost));
    }

    void count_step() {
        ++m_.steps;
        if (m_.config.time == TimeMode::locked) --m_.locked_turn.left;
    }

    // Enters ring 0. The event comes last, so that a listener sees the state it describes.
    Then take(ReferenceHart<Sink>& hart, Hart& h, std::uint32_t id, isa::Trap trap, EventKind kind) {
        const std::uint32_t from = h.pc, ring = h.psr.ring();
        h.book(Spent::trap, m_.config.costs.trap_entry);
        h.enter_trap(trap);
        h.activity = Activity::running;  // a halt that was single-stepped does not wait
        if (!m_.config.native_monitor) {
            std::uint32_t word = 0;
            if (!hart.fetch(isa::Gva{h.pc}, 0, word)) return machine_check(hart, CheckKind::vector, id, from, trap);
        }
        hart.emit(kind, trap.cause, trap.tval, from, ring);
        if (m_.config.native_monitor) return stop(Stop::Reason::trap, id);
        return Then::go_on;
    }

    Then machine_check(ReferenceHart<Sink>& hart, CheckKind kind, std::uint32_t id, std::uint32_t pc, isa::Trap trap) {
        m_.check = MachineCheck{kind, id, pc, trap.cause, trap.tval, m_.harts[id].tvec};
        hart.emit(EventKind::machine_check, static_cast<std::uint32_t>(kind), trap.cause);
        return stop(Stop::Reason::machine_check, id);
    }

    Machine& m_;
    Sink& sink_;
    Stop stop_;
};

}  // namespace ringside::machine
