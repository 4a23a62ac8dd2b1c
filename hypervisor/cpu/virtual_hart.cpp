#include "hypervisor/cpu/virtual_hart.hpp"

namespace ringside::hv {

using machine::EventKind;

bool VirtualHart::translate(isa::Gva va, isa::Access access, isa::Gpa& gpa) {
    const machine::Walk w = walk_guest(g_, va, access, v_.psr.ring());
    if (!w.ok) {
        raise(w.trap_for(access, va));
        return false;
    }
    gpa = isa::Gpa{w.address};
    return true;
}

bool VirtualHart::ram(isa::Gva va, isa::Access access, isa::Gpa& gpa, isa::Hpa& pa) {
    if (!translate(va, access, gpa)) return false;
    const GuestLocation at = locate(g_.vm, gpa);
    pa = at.address;
    if (at.place == GuestPlace::ram) return true;
    raise(isa::bus_fault(access, va));
    return false;
}

bool VirtualHart::load(isa::Gva va, isa::Width width, std::uint32_t& out) {
    isa::Gpa gpa;
    if (!translate(va, isa::Access::load, gpa)) return false;
    const GuestLocation at = locate(g_.vm, gpa);
    if (at.place == GuestPlace::nothing) {
        raise(isa::bus_fault(isa::Access::load, va));
        return false;
    }
    out = g_.port.load(at.address, width);
    return true;
}

bool VirtualHart::store(isa::Gva va, isa::Width width, std::uint32_t value) {
    isa::Gpa gpa;
    isa::Hpa pa;
    if (!ram(va, isa::Access::store, gpa, pa)) return false;
    const std::uint32_t kept = width == isa::Width::word ? value : value & ((1u << isa::bytes_of(width) * 8) - 1);
    write_guest(g_, gpa, pa, kept, width);
    return true;
}

bool VirtualHart::load_reserved(isa::Gva va, std::uint32_t& out) {
    if (!load(va, isa::Width::word, out)) return false;
    v_.lr_address = va.value;
    v_.lr_value = out;
    v_.lr_state |= isa::lr_valid;
    return true;
}

bool VirtualHart::store_conditional(isa::Gva va, std::uint32_t value, bool& done) {
    isa::Gpa gpa;
    isa::Hpa pa;
    if (!ram(va, isa::Access::store, gpa, pa)) return false;
    done = (v_.lr_state & isa::lr_valid) && v_.lr_address == va.value && v_.lr_value == g_.port.load(pa);
    v_.lr_state &= ~isa::lr_valid;
    if (done) write_guest(g_, gpa, pa, value, isa::Width::word);
    return true;
}

bool VirtualHart::read_special(std::uint32_t number, std::uint32_t& value) {
    const isa::SpecialRow* r = isa::find_special(number);
    if (!r) return false;
    using isa::Special;
    const std::uint64_t instret = g_.instret();
    switch (r->special) {
        case Special::ipend: value = g_.lines(); break;
        case Special::hartid: value = g_.vcpu_id; break;
        case Special::cycle: value = static_cast<std::uint32_t>(g_.now()); break;
        case Special::cycleh: value = static_cast<std::uint32_t>(g_.now() >> 32); break;
        case Special::instret: value = static_cast<std::uint32_t>(instret); break;
        case Special::instreth: value = static_cast<std::uint32_t>(instret >> 32); break;
        default: return v_.read(r->special, value);
    }
    return true;
}

bool VirtualHart::write_special(std::uint32_t number, std::uint32_t value) {
    const isa::SpecialRow* r = isa::find_special(number);
    if (!r) return false;
    v_.write(r->special, value);
    if (r->special == isa::Special::ptb) g_.memory.ptb_written(g_);
    return true;
}

std::uint32_t VirtualHart::rights(isa::Gva va) {
    if (!v_.ptb.enabled()) return 7;
    std::uint32_t allowed = 0;
    const auto ask = [&](isa::Access access, std::uint32_t bit) {
        if (walk_guest(g_, va, access, v_.psr.ring(), machine::SetBits::no).ok) allowed |= bit;
    };
    ask(isa::Access::load, 1);
    ask(isa::Access::store, 2);
    ask(isa::Access::fetch, 4);
    return allowed;
}

std::uint32_t VirtualHart::port_in(std::uint32_t port) {
    const std::uint32_t value = g_.vm.board.port_in(port, g_.vcpu_id, g_.now());
    g_.emit(EventKind::port_in, port, value);
    return value;
}

void VirtualHart::port_out(std::uint32_t port, std::uint32_t value) {
    g_.vm.board.port_out(port, value, g_.vcpu_id, g_.now());
    g_.emit(EventKind::port_out, port, value);
}

void VirtualHart::halt() {
    g_.vcpu.activity = machine::Activity::halted;
    g_.emit(EventKind::halt);
}

}  // namespace ringside::hv
