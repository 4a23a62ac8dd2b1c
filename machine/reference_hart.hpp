// The real hart as the semantics see it: registers, translation through the TLBs, physical memory, ports.
// Part of the reference engine; the bodies in isa/semantics.hpp run over it.
#pragma once

#include <cstdint>

#include "isa/semantics.hpp"
#include "isa/strap.hpp"
#include "machine/device_access.hpp"
#include "machine/events.hpp"
#include "machine/machine.hpp"
#include "machine/schedule.hpp"
#include "machine/walk.hpp"

namespace ringside::machine {

// Physical memory as the hardware walk sees it: entries live in RAM.
struct PhysicalTables {
    Machine& m;
    bool read(std::uint32_t address, std::uint32_t& word) const {
        return m.is_ram(isa::Hpa{address}) && m.read(isa::Hpa{address}, isa::Width::word, word);
    }
    bool write(std::uint32_t address, std::uint32_t word) const { return m.write(isa::Hpa{address}, isa::Width::word, word); }
};

template <class Sink>
class ReferenceHart {
public:
    ReferenceHart(Machine& machine, std::uint32_t id, Sink& sink) : m_(machine), h_(machine.harts[id]), id_(id), sink_(sink) {}

    // What the semantics ask for.
    [[nodiscard]] std::uint32_t reg(unsigned i) const { return h_.x[i]; }
    void set_reg(unsigned i, std::uint32_t v) {
        if (i != 0) h_.x[i] = v;
    }
    [[nodiscard]] std::uint32_t pc() const { return h_.pc; }
    void set_pc(std::uint32_t target) { target_ = target; }
    [[nodiscard]] isa::Psr psr() const { return h_.psr; }
    void set_psr(isa::Psr psr) { h_.psr = psr; }
    void raise(isa::Trap t) { trap_ = t; }

    bool load(isa::Gva va, isa::Width width, std::uint32_t& out) {
        isa::Hpa pa;
        if (!translate(va, isa::Access::load, h_.psr.ring(), pa)) return false;
        return read_at(va, pa, width, out);
    }
    bool store(isa::Gva va, isa::Width width, std::uint32_t value) {
        isa::Hpa pa;
        if (!translate(va, isa::Access::store, h_.psr.ring(), pa)) return false;
        return write_at(va, pa, width, value);
    }
    template <class F>
    bool update(isa::Gva va, F f, std::uint32_t& old) {
        isa::Hpa pa;
        if (!translate(va, isa::Access::update, h_.psr.ring(), pa)) return false;
        // An atomic access to a place that is not RAM is refused as a store, whichever half fails.
        if (!m_.is_ram(pa)) return raise_bus(isa::Access::update, va);
        return read_at(va, pa, isa::Width::word, old) && write_at(va, pa, isa::Width::word, f(old));
    }
    bool load_reserved(isa::Gva va, std::uint32_t& out) {
        if (!load(va, isa::Width::word, out)) return false;
        h_.lr_address = va.value;
        h_.lr_value = out;
        h_.lr_state |= isa::lr_valid;
        return true;
    }
    // Permission is checked and D set even if the condition fails; either way the pair is used up.
    bool store_conditional(isa::Gva va, std::uint32_t value, bool& done) {
        isa::Hpa pa;
        if (!translate(va, isa::Access::store, h_.psr.ring(), pa)) return false;
        // Refused before the pair is looked at, so that the trap finds it whole and can put it aside.
        std::uint32_t memory = 0;
        if (!m_.is_ram(pa) || !m_.read(pa, isa::Width::word, memory)) return raise_bus(isa::Access::store, va);
        done = (h_.lr_state & isa::lr_valid) && h_.lr_address == va.value && h_.lr_value == memory;
        h_.lr_state &= ~isa::lr_valid;
        return !done || write_at(va, pa, isa::Width::word, value);
    }

    bool read_special(std::uint32_t number, std::uint32_t& value);
    bool write_special(std::uint32_t number, std::uint32_t value);
    std::uint32_t rights(isa::Gva va);
    std::uint32_t port_in(std::uint32_t port);
    void port_out(std::uint32_t port, std::uint32_t value);
    void halt();
    void tlb_invalidate();
    void tlb_invalidate_va(isa::Gva va);
    void tlb_invalidate_asid(std::uint32_t asid);
    isa::Flow virtualization(const isa::Decoded& d) {
        raise(isa::trap(isa::Cause::illegal, isa::encode(d)));
        return isa::Flow::trap;
    }

    // What the engine asks for.
    [[nodiscard]] const isa::Trap& raised() const { return trap_; }
    [[nodiscard]] std::uint32_t target() const { return target_; }
    bool fetch(isa::Gva va, unsigned ring, std::uint32_t& word) {
        isa::Hpa pa;
        if (!translate(va, isa::Access::fetch, ring, pa)) return false;
        if (!m_.is_executable(pa)) return raise_bus(isa::Access::fetch, va);
        return m_.read(pa, isa::Width::word, word);
    }
    void emit(EventKind kind, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0, std::uint32_t d = 0) {
        if constexpr (Sink::listening)
            sink_.on(Event{kind, 0, no_vm, static_cast<std::uint8_t>(id_), h_.pc, h_.cycle, a, b, c, d});
    }

    bool translate(isa::Gva va, isa::Access access, unsigned ring, isa::Hpa& pa);
    // Where a fetch at the present ring goes if that changes no TLB; false if it would walk.
    bool peek_fetch(isa::Gva va, isa::Hpa& pa) const {
        pa = isa::Hpa{va.value};
        if (!h_.ptb.enabled()) return true;
        const int slot = look_up(h_.itlb, false, va);
        if (slot == Tlb::none) return false;
        const TlbEntry& hit = h_.itlb.entries[static_cast<std::size_t>(slot)];
        pa = hit.translate(va);
        return hit.pte.refuses(isa::Access::fetch, h_.psr.ring()) == isa::FaultReason::none;
    }

private:
    // A sink may know that no entry matches, which spares the search.
    int look_up(const Tlb& tlb, bool data, isa::Gva va) const {
        if constexpr (requires { sink_.surely_misses(id_, data, va); })
            if (sink_.surely_misses(id_, data, va)) return Tlb::none;
        return tlb.find(va, asid(), h_.vmid);
    }
    bool raise_bus(isa::Access access, isa::Gva va) {
        raise(isa::bus_fault(access, va));
        return false;
    }
    bool read_at(isa::Gva va, isa::Hpa pa, isa::Width width, std::uint32_t& out) {
        if (!m_.read(pa, width, out)) return read_device(va, pa, width, out);
        emit(EventKind::load, va.value, pa.value, out, isa::bytes_of(width));
        return true;
    }
    bool write_at(isa::Gva va, isa::Hpa pa, isa::Width width, std::uint32_t value) {
        if (!m_.write(pa, width, value)) return write_device(va, pa, width, value);
        const std::uint32_t kept = width == isa::Width::word ? value : value & ((1u << isa::bytes_of(width) * 8) - 1);
        emit(EventKind::store, va.value, pa.value, kept, isa::bytes_of(width));
        return true;
    }
    bool read_device(isa::Gva va, isa::Hpa pa, isa::Width width, std::uint32_t& out) {
        if (!load_device(m_, id_, pa, width, out)) return raise_bus(isa::Access::load, va);
        emit(EventKind::device_read, pa.value, out, va.value);
        return true;
    }
    bool write_device(isa::Gva va, isa::Hpa pa, isa::Width width, std::uint32_t value) {
        TellingDma<Sink> dma(m_, sink_);
        if (!store_device(m_, id_, pa, width, value, dma)) return raise_bus(isa::Access::store, va);
        emit(EventKind::device_write, pa.value, value, va.value);
        return true;
    }
    [[nodiscard]] std::uint8_t asid() const { return m_.config.asid_tags ? static_cast<std::uint8_t>(h_.ptb.asid()) : 0; }
    void ptb_written();
    void flushed(std::uint32_t kind, std::uint32_t argument, int dropped) {
        emit(EventKind::tlb_flush, kind, argument, static_cast<std::uint32_t>(dropped));
    }

    Machine& m_;
    Hart& h_;
    std::uint32_t id_;
    Sink& sink_;
    isa::Trap trap_;
    std::uint32_t target_ = 0;
};

// Through the TLB; on a miss, or a hit that forbids, through the tables. A forbidding hit (or a store to an entry with
// D = 0) walks again before it faults, because tables may have gained rights without an invalidation: success replaces
// the slot, a fault drops it, and the FIFO pointer stays.
template <class Sink>
bool ReferenceHart<Sink>::translate(isa::Gva va, isa::Access access, unsigned ring, isa::Hpa& pa) {
    if (!h_.ptb.enabled()) {
        pa = isa::Hpa{va.value};
        return true;
    }
    const bool fetching = access == isa::Access::fetch;
    Tlb& tlb = fetching ? h_.itlb : h_.dtlb;
    const std::uint32_t which = fetching ? 0 : 1;
    const int slot = look_up(tlb, !fetching, va);
    if (slot != Tlb::none) {
        const TlbEntry& hit = tlb.entries[static_cast<std::size_t>(slot)];
        const bool clean_store = isa::writes(access) && !hit.pte.has(isa::Pte::d);
        if (hit.pte.refuses(access, ring) == isa::FaultReason::none && !clean_store) {
            pa = hit.translate(va);
            return true;
        }
    }

    const Walk w = walk(PhysicalTables{m_}, h_.ptb.root_frame(), va, access, ring);
    h_.book(Spent::walk, std::uint64_t{m_.config.costs.walk_reference} * static_cast<unsigned>(w.references));
    for (int i = 0; i < w.references; ++i) {
        const WalkStep& step = w.steps[static_cast<std::size_t>(i)];
        emit(EventKind::walk_step, step.address, step.entry, va.value, static_cast<std::uint32_t>(i + 1));
    }
    if (w.wrote_leaf) {
        // The entry as it stands in memory: the walk's own copy tells the page size in L.
        const WalkStep& last = w.steps[static_cast<std::size_t>(w.references - 1)];
        emit(EventKind::pte_write, w.leaf_address, last.entry | (w.leaf.bits & (isa::Pte::a | isa::Pte::d)), va.value);
    }
    if (!w.ok) {
        if (slot != Tlb::none) {
            tlb.entries[static_cast<std::size_t>(slot)] = TlbEntry{};
            emit(EventKind::tlb_drop, va.value, 0, static_cast<std::uint32_t>(slot), which);
        }
        raise(w.trap_for(access, va));
        return false;
    }
    TlbEntry entry{va.frame(), w.leaf, asid(), h_.vmid, true};
    entry.page &= entry.page_mask();
    int filled = slot;
    if (slot != Tlb::none)
        tlb.entries[static_cast<std::size_t>(slot)] = entry;
    else
        filled = tlb.fill(entry);
    emit(EventKind::tlb_fill, va.value, entry.pte.bits, static_cast<std::uint32_t>(filled), which);
    pa = isa::Hpa{w.address};
    return true;
}

// probe: what the tables allow the current ring, without touching the TLB or setting A.
template <class Sink>
std::uint32_t ReferenceHart<Sink>::rights(isa::Gva va) {
    if (!h_.ptb.enabled()) return 7;
    std::uint32_t allowed = 0;
    int references = 0;
    for (const auto& [access, bit] : {std::pair{isa::Access::load, 1u}, {isa::Access::store, 2u}, {isa::Access::fetch, 4u}}) {
        const Walk w = walk(PhysicalTables{m_}, h_.ptb.root_frame(), va, access, h_.psr.ring(), SetBits::no);
        if (w.ok) allowed |= bit;
        references = w.references;
    }
    h_.book(Spent::walk, std::uint64_t{m_.config.costs.walk_reference} * static_cast<unsigned>(references));
    return allowed;
}

template <class Sink>
bool ReferenceHart<Sink>::read_special(std::uint32_t number, std::uint32_t& value) {
    const isa::SpecialRow* r = isa::find_special(number);
    if (!r) return false;
    const std::uint64_t instret = m_.instret(id_);
    using isa::Special;
    switch (r->special) {
        case Special::ipend: value = m_.lines(id_); break;
        case Special::hartid: value = id_; break;
        case Special::cycle: value = static_cast<std::uint32_t>(m_.now(id_)); break;
        case Special::cycleh: value = static_cast<std::uint32_t>(m_.now(id_) >> 32); break;
        case Special::instret: value = static_cast<std::uint32_t>(instret); break;
        case Special::instreth: value = static_cast<std::uint32_t>(instret >> 32); break;
        default: return h_.HartRegisters::read(r->special, value);
    }
    return true;
}

template <class Sink>
bool ReferenceHart<Sink>::write_special(std::uint32_t number, std::uint32_t value) {
    const isa::SpecialRow* r = isa::find_special(number);
    if (!r) return false;
    h_.HartRegisters::write(r->special, value);
    if (r->special == isa::Special::ptb) ptb_written();
    return true;
}

template <class Sink>
void ReferenceHart<Sink>::ptb_written() {
    if (m_.config.asid_tags) return;
    const auto local = [](const TlbEntry& e) { return !e.pte.has(isa::Pte::g); };
    flushed(3, h_.ptb.bits, h_.itlb.drop_if(local) + h_.dtlb.drop_if(local));
}

template <class Sink>
std::uint32_t ReferenceHart<Sink>::port_in(std::uint32_t port) {
    const std::uint32_t value = m_.board.port_in(port, id_, m_.now(id_));
    m_.cycle_turn.until = 0;  // wires may have changed: choose anew
    emit(EventKind::port_in, port, value);
    return value;
}

template <class Sink>
void ReferenceHart<Sink>::port_out(std::uint32_t port, std::uint32_t value) {
    catch_up_halted(m_, h_.cycle);
    m_.board.port_out(port, value, id_, m_.now(id_));
    emit(EventKind::port_out, port, value);
}

template <class Sink>
void ReferenceHart<Sink>::halt() {
    h_.activity = Activity::halted;
    emit(EventKind::halt);
}

template <class Sink>
void ReferenceHart<Sink>::tlb_invalidate() {
    const auto mine = [this](const TlbEntry& e) { return e.vmid == h_.vmid; };
    flushed(0, 0, h_.itlb.drop_if(mine) + h_.dtlb.drop_if(mine));
}

template <class Sink>
void ReferenceHart<Sink>::tlb_invalidate_va(isa::Gva va) {
    const auto same = [&](const TlbEntry& e) { return e.matches(va, asid(), h_.vmid); };
    flushed(1, va.value, h_.itlb.drop_if(same) + h_.dtlb.drop_if(same));
}

template <class Sink>
void ReferenceHart<Sink>::tlb_invalidate_asid(std::uint32_t asid) {
    // Without tags every entry carries ASID 0, and dropping one space drops all of them.
    const std::uint32_t tag = m_.config.asid_tags ? asid : 0;
    const auto same = [&](const TlbEntry& e) { return e.vmid == h_.vmid && e.asid == tag && !e.pte.has(isa::Pte::g); };
    flushed(2, asid, h_.itlb.drop_if(same) + h_.dtlb.drop_if(same));
}

}  // namespace ringside::machine
