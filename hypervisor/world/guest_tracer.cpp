#include "hypervisor/world/guest_tracer.hpp"

#include "isa/encoding.hpp"
#include "isa/strap.hpp"

namespace ringside::world {

using machine::Event;
using machine::EventKind;

void GuestTracer::on(const Event& e) {
    if (e.host != guest_.host) return;
    if (e.vm == machine::no_vm)
        on_machine(e);
    else if (e.vm == *guest_.vm)
        on_monitor(e);
}

// Events of the real hart while it runs a processor of this VM: what executed directly.
void GuestTracer::on_machine(const Event& e) {
    if (e.kind != EventKind::retire && e.kind != EventKind::store) return;
    const hv::OnHart& on = world_.hosts[guest_.host].hypervisor.on_hart[e.hart];
    if (!on.busy || on.vm != *guest_.vm) return;
    if (e.kind == EventKind::store) {
        if (const auto gpa = guest_physical(isa::Hpa{e.b})) hash_.write(*gpa, e.d, e.c);
        return;
    }
    const machine::HartRegisters seen = cpu(world_, guest_, on.vcpu).seen;
    hash_.step(on.vcpu, e.pc, seen);
    look_for_divergence(e, on.vcpu, seen);
}

void GuestTracer::on_monitor(const Event& e) {
    // While the monitor works, the guest's registers are its own again.
    const machine::HartRegisters& seen = world_.hosts[guest_.host].hypervisor.vms[*guest_.vm].vcpus[e.hart].v;
    switch (e.kind) {
        case EventKind::emulate: hash_.step(e.hart, e.pc, seen); break;
        case EventKind::reflect: hash_.step(e.hart, e.c, seen); break;
        case EventKind::inject: hash_.interrupt(e.hart, e.a, seen); break;
        case EventKind::guest_write: hash_.write(isa::Gpa{e.a}, e.c, e.b); break;
        case EventKind::port_in: hash_.port(e.hart, e.a, e.b, false); break;
        case EventKind::port_out: hash_.port(e.hart, e.a, e.b, true); break;
        default: break;
    }
}

std::optional<isa::Gpa> GuestTracer::guest_physical(isa::Hpa pa) const {
    const hv::FrameOwner& owner = world_.hosts[guest_.host].hypervisor.frames.owners[pa.frame()];
    if (owner.kind != hv::FrameKind::guest_ram || owner.vm != *guest_.vm) return std::nullopt;
    return isa::Gpa::of_frame(owner.guest_frame, pa.offset());
}

// A sensitive instruction ran without a trap. What would the guest's own machine have done? Its registers before the
// instruction are those after it, but for what the instruction itself wrote.
void GuestTracer::look_for_divergence(const Event& e, std::uint32_t number, const machine::HartRegisters& seen) {
    const auto d = isa::decode(e.a);
    if (!d || isa::row(d->op).class_ != isa::Class::sensitive || divergences_.size() >= 100) return;
    const CpuView view = cpu(world_, guest_, number);
    const machine::HartRegisters& v = world_.hosts[guest_.host].hypervisor.vms[*guest_.vm].vcpus[number].v;
    Divergence found{number, e.pc, e.a, steps(world_, guest_), v.psr.ring(), view.real ? view.real->psr.ring() : view.real_ring, 0, 0, false};
    const std::uint32_t rd = d->rd == 0 ? 0 : seen.x[d->rd];
    found.got = rd;
    switch (d->op) {
        case isa::Op::rdpsr: found.expected = seen.psr.bits; break;
        case isa::Op::rdtvec: found.expected = v.tvec; break;
        case isa::Op::rdptb: found.expected = v.ptb.bits; break;
        case isa::Op::rdring: found.expected = v.psr.ring(); break;
        case isa::Op::probe: {
            // The address register may have been overwritten by the answer; then the question is lost.
            if (d->rd == d->rs && d->rd != 0) return;
            std::uint32_t allowed = 0;
            std::uint32_t bit = 1;
            for (const isa::Access access : {isa::Access::load, isa::Access::store, isa::Access::fetch}) {
                if (guest_walk(world_, guest_, number, isa::Gva{seen.x[d->rs]}, access).ok) allowed |= bit;
                bit <<= 1;
            }
            found.expected = allowed;
            break;
        }
        case isa::Op::wrpsr:
            found.got = seen.psr.bits;
            found.expected = v.psr.written(seen.x[d->rs]).bits;
            break;
        case isa::Op::retf:
            found.got = seen.psr.bits;
            found.expected = seen.psr.with_ring(seen.x[d->rt]).bits;
            break;
        default: return;
    }
    const isa::Gate gate{v.psr.ring(), (v.mctl & isa::mctl_scratch_open) != 0, false};
    found.trap_expected = isa::refuse(*d, world_.hosts[guest_.host].hypervisor.vms[*guest_.vm].config.traps, gate).has_value();
    const bool visible = d->rd != 0 || d->op == isa::Op::wrpsr || d->op == isa::Op::retf;
    if (found.trap_expected || (visible && found.got != found.expected)) divergences_.push_back(found);
}

}  // namespace ringside::world
