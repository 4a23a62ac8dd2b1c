// RootPort: all that the hypervisor can do to the machine. Each method is one thing that ring-0 code of a real hart could
// do, and books its cost on that hart. Code in cpu/, memory/, io/ and migration/ includes nothing else of the machine.
#pragma once

#include <cstdint>

#include "isa/types.hpp"
#include "machine/events.hpp"
#include "machine/machine.hpp"

namespace ringside::hv {

using machine::Spent;

class RootPort {
public:
    // Work is booked under `spent` until changed. Events go to `listener` if there is one.
    RootPort(machine::Machine& m, std::uint32_t hart, machine::Listener* listener) : m_(m), hart_(hart), listener_(listener) {}

    // Sets what the following work is booked under; gives what it was before.
    Spent book_as(Spent spent) {
        const Spent before = spent_;
        spent_ = spent;
        return before;
    }
    // Work that is neither memory nor a special instruction: decoding, saving registers.
    void compute(std::uint64_t cycles) { h().book(spent_, cycles); }

    // Physical memory, one access each. The address must be host RAM.
    [[nodiscard]] std::uint32_t load(isa::Hpa pa, isa::Width width = isa::Width::word);
    void store(isa::Hpa pa, std::uint32_t value, isa::Width width = isa::Width::word);
    // A whole page: books every load and store, leaves the TLBs alone.
    void zero_page(std::uint32_t frame);
    void write_page(std::uint32_t frame, const std::uint8_t* bytes);

    // The hart's registers. Those of the interrupted guest are read and written by the exit and entry code.
    [[nodiscard]] const machine::HartRegisters& registers() const { return h(); }
    machine::HartRegisters& registers() { return h(); }
    [[nodiscard]] std::uint64_t instret() const { return h().instret; }
    [[nodiscard]] std::uint64_t cycle() const { return h().cycle; }
    [[nodiscard]] std::uint32_t hart() const { return hart_; }
    [[nodiscard]] const machine::CostModel& costs() const { return m_.config.costs; }
    [[nodiscard]] const isa::TrapMask& traps() const { return m_.config.traps; }

    // mts ptb; with tags strapped off it drops what hardware drops.
    void set_ptb(isa::Ptb ptb);
    void tlb_invalidate();
    void tlb_invalidate_va(isa::Gva va);  // of the ASID in PTB
    void tlb_invalidate_asid(std::uint32_t asid);

    // Ports of the host's own board.
    void port_out(std::uint32_t port, std::uint32_t value);

    // Leaves this hart without work: it halts until its timer, or with all interrupts masked until another hart gives it
    // work again.
    enum class Until : std::uint8_t { timer, work };
    void park(Until until);

    void emit(machine::EventKind kind, std::uint32_t vm, std::uint32_t vcpu, std::uint32_t pc, std::uint32_t a = 0, std::uint32_t b = 0,
              std::uint32_t c = 0, std::uint32_t d = 0);

private:
    [[nodiscard]] machine::Hart& h() const { return m_.harts[hart_]; }

    machine::Machine& m_;
    std::uint32_t hart_;
    machine::Listener* listener_;
    Spent spent_ = Spent::emulate;
};

}  // namespace ringside::hv
