#include "hypervisor/cpu/trap_and_emulate.hpp"

#include "hypervisor/cpu/deliver.hpp"
#include "hypervisor/cpu/effects.hpp"
#include "hypervisor/cpu/emulate.hpp"
#include "machine/walk.hpp"

namespace ringside::hv {

namespace {

using isa::Cause;
using machine::EventKind;

Cause cause_of(std::uint32_t cause) { return static_cast<Cause>(cause & 0xff); }

void book_exit(Guest& g, ExitReason reason) {
    ++g.vm.exits;
    ++g.vm.exits_by_reason[static_cast<std::size_t>(reason)];
}

// The guest's registers leave the hart. What it executed since it entered is counted.
void save(Guest& g) {
    const Spent before = g.port.book_as(Spent::exit);
    g.port.compute(g.port.costs().vm_exit);
    g.port.book_as(before);
    const machine::HartRegisters& real = g.port.registers();
    machine::HartRegisters& v = g.vcpu.v;
    v.x = real.x;
    v.pc = real.epc;
    v.psr.bits = (v.psr.bits & ~isa::Psr::user_mask) | real.psr.user();
    v.lr_address = real.lr_address;
    v.lr_value = real.lr_value;
    // The trap put the pair aside; the guest must not see that. Its own put-aside copy never was on the real hart.
    v.lr_state = (v.lr_state & isa::lr_saved) | (real.lr_state & isa::lr_saved ? isa::lr_valid : 0);
    const std::uint64_t done = g.port.instret() - g.vcpu.instret_at_entry;
    g.vcpu.instret += done;
    g.vm.steps += done;
    g.vm.turn.left = done < g.vm.turn.left ? g.vm.turn.left - static_cast<std::uint32_t>(done) : 0;
}

ExitReason page_fault(Guest& g, isa::Trap trap) {
    const Cause cause = cause_of(trap.cause);
    const isa::Access access = cause == Cause::fetch_page  ? isa::Access::fetch
                               : cause == Cause::load_page ? isa::Access::load
                                                           : isa::Access::store;
    const FaultResult result = g.memory.fault(g, isa::Gva{trap.tval}, access);
    if (result.reflect) reflect(g, *result.reflect);
    return result.reason;
}

// One handler per family of exits; gives the reason it is counted under.
ExitReason dispatch(Guest& g, isa::Trap trap) {
    if (isa::is_interrupt(trap.cause)) return ExitReason::host_interrupt;
    switch (cause_of(trap.cause)) {
        case Cause::icmp: return ExitReason::step_limit;
        case Cause::privileged: emulate_or_reflect(g, trap.tval); return ExitReason::privileged;
        case Cause::syscall: reflect(g, trap); return ExitReason::syscall;
        case Cause::fetch_page:
        case Cause::load_page:
        case Cause::store_page: return page_fault(g, trap);
        case Cause::single_step: reflect_between(g, trap); return ExitReason::exception;
        default: reflect(g, trap); return ExitReason::exception;
    }
}

}  // namespace

bool TrapAndEmulate::enter(Guest& g, std::uint64_t limit) const {
    if (g.vcpu.last_hart != g.port.hart()) {
        // Another hart's TLBs were kept in step while it ran there; this one's were not.
        g.port.tlb_invalidate();
        g.vcpu.last_hart = static_cast<std::uint8_t>(g.port.hart());
    }
    if (!g.memory.activate(g)) return false;
    const Spent before = g.port.book_as(Spent::exit);
    g.port.compute(g.port.costs().vm_entry);
    g.port.book_as(before);
    const machine::HartRegisters& v = g.vcpu.v;
    machine::HartRegisters& real = g.port.registers();
    real.x = v.x;
    real.pc = v.pc;
    const unsigned ring = real_ring(v.psr.ring());
    // Interrupts of the host are always on while a guest runs; whether the guest sees its own is the monitor's affair.
    real.psr.bits = v.psr.user() | ring | isa::Psr::ie_bit | (v.psr.tf() ? isa::Psr::tf_bit : 0);
    real.lr_address = v.lr_address;
    real.lr_value = v.lr_value;
    real.lr_state = v.lr_state & isa::lr_valid;
    real.imask = 1u << static_cast<int>(isa::Interrupt::timer);
    const std::uint64_t icmp = until_icmp(g);
    if (icmp < limit) limit = icmp;
    real.mctl = limit == ~std::uint64_t{0} ? 0 : isa::mctl_icmp_armed;
    real.icmp = g.port.instret() + limit;
    g.vcpu.instret_at_entry = g.port.instret();
    g.emit(EventKind::vm_entry, v.pc, v.psr.ring(), ring);
    return true;
}

std::optional<Query> TrapAndEmulate::query(const Guest& g) const {
    const machine::HartRegisters& real = g.port.registers();
    if (isa::is_interrupt(real.cause)) return std::nullopt;
    QueryKind kind = QueryKind::exception;
    switch (cause_of(real.cause)) {
        case Cause::privileged: kind = QueryKind::privileged; break;
        case Cause::syscall:
        case Cause::illegal:
        case Cause::breakpoint:
        case Cause::load_misaligned:
        case Cause::store_misaligned:
        case Cause::fetch_misaligned: break;
        default: return std::nullopt;
    }
    if (!(g.vm.config.asked >> static_cast<int>(kind) & 1)) return std::nullopt;
    Query q;
    q.kind = kind;
    q.vcpu = static_cast<std::uint8_t>(g.vcpu_id);
    q.pc = real.epc;
    q.word = kind == QueryKind::privileged || cause_of(real.cause) == Cause::illegal ? real.tval : 0;
    q.cause = real.cause;
    q.tval = real.tval;
    q.virtual_ring = g.vcpu.v.psr.ring();
    q.x = real.x;
    return q;
}

void TrapAndEmulate::exit(Guest& g, const std::optional<std::vector<Effect>>& answer) const {
    const machine::HartRegisters& real = g.port.registers();
    const isa::Trap trap{real.cause, real.tval};
    const std::uint32_t from_ring = real.psr.previous_ring();
    save(g);
    g.emit(EventKind::vm_exit, trap.cause, trap.tval, g.vcpu.v.psr.ring(), from_ring);
    if (answer && apply_effects(g, *answer)) {
        book_exit(g, cause_of(trap.cause) == Cause::privileged ? ExitReason::privileged : ExitReason::exception);
        return;
    }
    book_exit(g, dispatch(g, trap));
}

}  // namespace ringside::hv
