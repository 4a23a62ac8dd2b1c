#include "hypervisor/cpu/emulate.hpp"

#include "hypervisor/cpu/deliver.hpp"
#include "hypervisor/cpu/virtual_hart.hpp"
#include "isa/strap.hpp"

namespace ringside::hv {

using machine::EventKind;

void complete(Guest& g, std::uint32_t next, std::uint32_t word) {
    const std::uint32_t from = g.vcpu.v.pc;
    ++g.vcpu.instret;
    g.count_step();
    g.vcpu.v.pc = next;
    g.port.emit(EventKind::emulate, g.vm_id, g.vcpu_id, from, word, 0, g.vcpu.v.psr.ring());
    // A VM that was paused while it waited for a policy's answer powers off all the same.
    if (!g.vm.board.power.off || (g.vm.state != VmState::running && g.vm.state != VmState::paused)) return;
    g.vm.state = VmState::powered_off;
    g.emit(EventKind::power_off, g.vm.board.power.exit_code);
}

void emulate_or_reflect(Guest& g, std::uint32_t word) {
    g.port.compute(g.port.costs().decode);
    const auto d = isa::decode(word);
    if (!d) return reflect(g, isa::trap(isa::Cause::illegal, word));
    const machine::HartRegisters& v = g.vcpu.v;
    const isa::Gate gate{v.psr.ring(), (v.mctl & isa::mctl_scratch_open) != 0, false};
    if (const auto refused = isa::refuse(*d, g.vm.config.traps, gate)) return reflect(g, *refused);

    const bool single_step = v.psr.tf();
    const std::uint32_t next = v.pc + 4;
    VirtualHart hart(g);
    switch (isa::execute(hart, *d)) {
        case isa::Flow::trap: return reflect(g, hart.raised());
        case isa::Flow::jump: complete(g, hart.target(), word); break;
        case isa::Flow::next: complete(g, next, word); break;
    }
    if (single_step && g.vm.state == VmState::running) reflect_between(g, isa::trap(isa::Cause::single_step, 0));
}

}  // namespace ringside::hv
