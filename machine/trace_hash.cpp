#include "machine/trace_hash.hpp"

namespace ringside::machine {

namespace {

// No padding: every byte of it is hashed.
struct StepRecord {
    std::uint32_t kind, processor, pc, next_pc;
    std::uint32_t x[16];
    std::uint32_t psr, epc, cause, tval, tvec, scratch, ptb, imask;
    std::uint32_t icmp_low, icmp_high, mctl, ms[4], lr_address, lr_value, lr_state;
};

StepRecord record(std::uint32_t kind, std::uint32_t processor, std::uint32_t pc, const HartRegisters& r) {
    StepRecord s{};
    s.kind = kind;
    s.processor = processor;
    s.pc = pc;
    s.next_pc = r.pc;
    for (std::size_t i = 0; i < 16; ++i) s.x[i] = r.x[i];
    s.psr = r.psr.bits;
    s.epc = r.epc;
    s.cause = r.cause;
    s.tval = r.tval;
    s.tvec = r.tvec;
    s.scratch = r.scratch;
    s.ptb = r.ptb.bits;
    s.imask = r.imask;
    s.icmp_low = static_cast<std::uint32_t>(r.icmp);
    s.icmp_high = static_cast<std::uint32_t>(r.icmp >> 32);
    s.mctl = r.mctl;
    for (std::size_t i = 0; i < 4; ++i) s.ms[i] = r.ms[i];
    s.lr_address = r.lr_address;
    s.lr_value = r.lr_value;
    s.lr_state = r.lr_state;
    return s;
}

enum Kind : std::uint32_t { step_kind = 1, write_kind, port_in_kind, port_out_kind, interrupt_kind, device_read_kind, device_write_kind, dma_kind };

}  // namespace

void TraceHash::mix(const void* data, std::size_t size) { hash_ = hash_bytes(data, size, hash_); }

void TraceHash::step(std::uint32_t processor, std::uint32_t pc, const HartRegisters& seen) {
    const StepRecord r = record(step_kind, processor, pc, seen);
    mix(&r, sizeof r);
    ++steps_;
}

void TraceHash::interrupt(std::uint32_t processor, std::uint32_t cause, const HartRegisters& seen) {
    const StepRecord r = record(interrupt_kind, processor, cause, seen);
    mix(&r, sizeof r);
}

void TraceHash::write(isa::Gpa address, std::uint32_t width, std::uint32_t value) {
    const std::uint32_t r[] = {write_kind, address.value, width, value};
    mix(r, sizeof r);
}

void TraceHash::port(std::uint32_t processor, std::uint32_t port, std::uint32_t value, bool out) {
    const std::uint32_t r[] = {out ? port_out_kind : port_in_kind, processor, port, value};
    mix(r, sizeof r);
}

void TraceHash::device(std::uint32_t processor, std::uint32_t address, std::uint32_t value, bool write) {
    const std::uint32_t r[] = {write ? device_write_kind : device_read_kind, processor, address, value};
    mix(r, sizeof r);
}

void TraceHash::dma(isa::Gpa address, std::uint32_t bytes, std::uint32_t hash) {
    const std::uint32_t r[] = {dma_kind, address.value, bytes, hash};
    mix(r, sizeof r);
}

void BareMetalTracer::on(const Event& e) {
    const HartRegisters& seen = machine_.harts[e.hart];
    switch (e.kind) {
        case EventKind::retire: hash_.step(e.hart, e.pc, seen); break;
        case EventKind::trap: hash_.step(e.hart, e.c, seen); break;
        case EventKind::interrupt: hash_.interrupt(e.hart, e.a, seen); break;
        case EventKind::store: hash_.write(isa::Gpa{e.b}, e.d, e.c); break;
        case EventKind::pte_write: hash_.write(isa::Gpa{e.a}, 4, e.b); break;
        case EventKind::port_in: hash_.port(e.hart, e.a, e.b, false); break;
        case EventKind::port_out: hash_.port(e.hart, e.a, e.b, true); break;
        case EventKind::device_read: hash_.device(e.hart, e.a, e.b, false); break;
        case EventKind::device_write: hash_.device(e.hart, e.a, e.b, true); break;
        case EventKind::dma_write: hash_.dma(isa::Gpa{e.b}, e.c, e.d); break;
        default: break;
    }
}

}  // namespace ringside::machine
