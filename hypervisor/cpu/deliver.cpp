#include "hypervisor/cpu/deliver.hpp"

#include "hypervisor/memory/guest_memory.hpp"

namespace ringside::hv {

namespace {

using machine::EventKind;

void machine_check(Guest& g, machine::CheckKind kind, std::uint32_t pc, isa::Trap trap) {
    g.vm.check = machine::MachineCheck{kind, g.vcpu_id, pc, trap.cause, trap.tval, g.vcpu.v.tvec};
    g.emit(EventKind::machine_check, static_cast<std::uint32_t>(kind), trap.cause);
    g.stop(machine::explain(*g.vm.check).c_str());
}

// Enters the guest's handler. Like the machine it insists that the vector can be fetched at ring 0, which may set the A
// bit of its page; the event comes last.
void enter_handler(Guest& g, isa::Trap trap, EventKind kind) {
    machine::HartRegisters& v = g.vcpu.v;
    const std::uint32_t from = v.pc, ring = v.psr.ring();
    v.enter_trap(trap);
    g.vcpu.activity = machine::Activity::running;  // a halt that was single-stepped does not wait
    const machine::Walk w = walk_guest(g, isa::Gva{v.pc}, isa::Access::fetch, 0);
    if (!w.ok || locate(g.vm, isa::Gpa{w.address}).place != GuestPlace::ram)
        return machine_check(g, machine::CheckKind::vector, from, trap);
    g.emit(kind, trap.cause, trap.tval, from, ring);
}

}  // namespace

void reflect(Guest& g, isa::Trap trap) {
    const machine::HartRegisters& v = g.vcpu.v;
    if (v.psr.ring() == 0 && v.pc == v.tvec) return machine_check(g, machine::CheckKind::loop, v.pc, trap);
    g.count_step();
    enter_handler(g, trap, EventKind::reflect);
}

void reflect_between(Guest& g, isa::Trap trap) { enter_handler(g, trap, EventKind::reflect); }

std::uint64_t until_icmp(const Guest& g) {
    const machine::HartRegisters& v = g.vcpu.v;
    if (!(v.mctl & isa::mctl_icmp_armed) || v.psr.ring() == 0) return ~std::uint64_t{0};
    const std::uint64_t instret = g.locked() ? g.vm.steps : g.vcpu.instret;
    return v.icmp > instret ? v.icmp - instret : 0;
}

bool deliver_pending(Guest& g) {
    const machine::HartRegisters& v = g.vcpu.v;
    if (until_icmp(g) == 0) {
        reflect_between(g, isa::trap(isa::Cause::icmp, 0));
        return true;
    }
    if (!v.psr.ie()) return false;
    const std::uint32_t ready = g.lines() & v.imask;
    if (ready == 0) return false;
    std::uint32_t number = 0;
    while (!(ready >> number & 1)) ++number;
    enter_handler(g, isa::Trap{isa::cause_is_interrupt | number, 0}, EventKind::inject);
    return true;
}

}  // namespace ringside::hv
