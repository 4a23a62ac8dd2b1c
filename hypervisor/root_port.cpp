#include "hypervisor/root_port.hpp"

#include <cstring>

#include "machine/schedule.hpp"

namespace ringside::hv {

std::uint32_t RootPort::load(isa::Hpa pa, isa::Width width) {
    h().book(spent_, m_.config.costs.load);
    std::uint32_t value = 0;
    // The monitor computes its addresses from its own tables; memory is always behind them.
    if (!m_.read(pa, width, value)) return ~std::uint32_t{0};
    return value;
}

void RootPort::store(isa::Hpa pa, std::uint32_t value, isa::Width width) {
    h().book(spent_, m_.config.costs.store);
    m_.write(pa, width, value);
}

void RootPort::zero_page(std::uint32_t frame) {
    h().book(Spent::copy, m_.config.costs.page_copy);
    m_.ram.drop(frame);
}

void RootPort::write_page(std::uint32_t frame, const std::uint8_t* bytes) {
    h().book(Spent::copy, m_.config.costs.page_copy);
    std::memcpy(m_.ram.writable(frame), bytes, isa::page_bytes);
}

void RootPort::set_ptb(isa::Ptb ptb) {
    h().book(spent_, m_.config.costs.special);
    h().ptb = ptb;
    if (m_.config.asid_tags) return;
    const auto local = [](const machine::TlbEntry& e) { return !e.pte.has(isa::Pte::g); };
    h().itlb.drop_if(local);
    h().dtlb.drop_if(local);
}

void RootPort::tlb_invalidate() {
    h().book(spent_, m_.config.costs.tlb);
    const auto all = [](const machine::TlbEntry&) { return true; };
    h().itlb.drop_if(all);
    h().dtlb.drop_if(all);
}

void RootPort::tlb_invalidate_va(isa::Gva va) {
    h().book(spent_, m_.config.costs.tlb);
    const auto asid = static_cast<std::uint8_t>(m_.config.asid_tags ? h().ptb.asid() : 0);
    const auto same = [&](const machine::TlbEntry& e) { return e.matches(va, asid, h().vmid); };
    h().itlb.drop_if(same);
    h().dtlb.drop_if(same);
}

void RootPort::tlb_invalidate_asid(std::uint32_t asid) {
    h().book(spent_, m_.config.costs.tlb);
    const std::uint32_t tag = m_.config.asid_tags ? asid : 0;
    const auto same = [&](const machine::TlbEntry& e) { return e.asid == tag && !e.pte.has(isa::Pte::g); };
    h().itlb.drop_if(same);
    h().dtlb.drop_if(same);
}

void RootPort::port_out(std::uint32_t port, std::uint32_t value) {
    h().book(spent_, m_.config.costs.port);
    machine::catch_up_halted(m_, h().cycle);
    m_.board.port_out(port, value, hart_, h().cycle);
    m_.cycle_turn.until = 0;
}

void RootPort::park(Until until) {
    const bool timer = until == Until::timer;
    h().imask = timer ? 1u << static_cast<int>(isa::Interrupt::timer) : 0;
    h().activity = timer ? machine::Activity::halted : machine::Activity::parked;
    m_.cycle_turn.until = 0;
}

void RootPort::emit(machine::EventKind kind, std::uint32_t vm, std::uint32_t vcpu, std::uint32_t pc, std::uint32_t a, std::uint32_t b,
                    std::uint32_t c, std::uint32_t d) {
    if (!listener_) return;
    listener_->on(machine::Event{kind, 0, static_cast<std::uint8_t>(vm), static_cast<std::uint8_t>(vcpu), pc, h().cycle, a, b, c, d});
}

}  // namespace ringside::hv
