// Loads and stores that had no shortcut: a refill of its own for plain misses, the reference engine's code for the rest.
#include <cstring>

#include "machine/fast/impl.hpp"

namespace ringside::machine {

using isa::Pte;

const std::uint8_t* FastEngine::Impl::readable(std::uint32_t frame) {
    // Read through this pointer only: own_ is false until writable() made sure.
    if (!bytes_[frame]) bytes_[frame] = const_cast<std::uint8_t*>(m_->ram.page(frame));
    return bytes_[frame];
}

std::uint8_t* FastEngine::Impl::writable(std::uint32_t frame) {
    if (own_[frame]) return bytes_[frame];
    std::uint8_t* const now = m_->ram.writable(frame);
    if (bytes_[frame] && bytes_[frame] != now)
        for (fast::Shortcuts& s : harts_) s.drop_loads_of(frame);
    bytes_[frame] = now;
    own_[frame] = 1;
    return now;
}

// Shortcuts for a page that was just translated. A store shortcut needs a page of the engine's own and no decoded code in it.
void FastEngine::Impl::add_shortcuts(std::uint32_t hart, std::uint64_t context, std::uint32_t va, std::uint32_t frame, bool load,
                                     bool store) {
    fast::Shortcuts& s = harts_[hart];
    if (load) s.set_load(context, va, readable(frame), frame);
    if (store && own_[frame] && !code_[frame]) s.set_store(context, va, bytes_[frame], frame);
}

// A miss of the simulated TLB that is a walk and a fill and nothing else: two entries in RAM, a small page, A (and D) set,
// the access allowed. What ReferenceHart::translate would do, without its generality. False: nothing was done.
bool FastEngine::Impl::refill(std::uint32_t id, std::uint64_t context, std::uint32_t va, isa::Access access) {
    Hart& h = m_->harts[id];
    const bool storing = access == isa::Access::store;
    std::uint32_t frame = va >> 12;
    bool may_load = true, may_store = true;
    if (h.ptb.enabled()) {
        fast::Shortcuts& s = harts_[id];
        const std::uint32_t root = h.ptb.root_frame();
        if (s.may_hit(true, va) || !in_ram(root)) return false;
        std::uint32_t directory = 0, leaf = 0;
        std::memcpy(&directory, readable(root) + (va >> 22) * 4, 4);
        const std::uint32_t table = directory >> 12;
        if ((directory & (Pte::v | Pte::reserved | Pte::l)) != Pte::v || !in_ram(table)) return false;
        std::memcpy(&leaf, readable(table) + (va >> 12 & 0x3ff) * 4, 4);
        const std::uint32_t needed = Pte::v | Pte::a | (storing ? Pte::w | Pte::d : Pte::r);
        frame = leaf >> 12;
        if ((leaf & (needed | Pte::reserved)) != needed || h.psr.ring() > Pte{leaf}.pl() || !in_ram(frame)) return false;

        h.book(Spent::walk, std::uint64_t{m_->config.costs.walk_reference} * 2);
        const auto asid = static_cast<std::uint8_t>(m_->config.asid_tags ? h.ptb.asid() : 0);
        const Pte kept{leaf & ~Pte::l};
        s.replaced(h.dtlb.fill(TlbEntry{va >> 12, kept, asid, h.vmid, true}), va);
        may_load = kept.has(Pte::r);
        may_store = kept.has(Pte::w | Pte::d);
    } else if (!in_ram(frame)) {
        return false;
    }
    if (storing) writable(frame);
    add_shortcuts(id, context, va, frame, may_load, may_store);
    return true;
}

// Alignment first, as the semantics have it: a misaligned access does not touch the TLB.
bool FastEngine::Impl::Slow::misaligned(std::uint32_t va, isa::Width width, isa::Cause cause) {
    if ((va & (isa::bytes_of(width) - 1)) == 0) return false;
    trap = isa::trap(cause, va);
    return true;
}

bool FastEngine::Impl::Slow::translate(std::uint32_t va, isa::Access access, isa::Hpa& pa) {
    if (hands->translate(isa::Gva{va}, access, impl->m_->harts[hart].psr.ring(), pa)) return true;
    trap = hands->raised();
    return false;
}

fast::SlowPath::Outcome FastEngine::Impl::Slow::load(std::uint32_t va, isa::Width width, std::uint32_t& value) {
    if (misaligned(va, width, isa::Cause::load_misaligned)) return Outcome::fault;
    Machine& m = *impl->m_;
    const Hart& h = m.harts[hart];
    const std::uint64_t before = h.cycle;
    value = 0;
    impl->code_changed_ = false;
    if (impl->refill(hart, context, va, isa::Access::load)) {
        walked += h.cycle - before;
        const fast::DataShortcut& c = impl->harts_[hart].loads[fast::Shortcuts::data_slot(va)];
        std::memcpy(&value, reinterpret_cast<const void*>(c.addend + va), isa::bytes_of(width));
        return made();
    }
    isa::Hpa pa;
    const bool ok = translate(va, isa::Access::load, pa);
    walked += h.cycle - before;
    if (!ok) return Outcome::fault;
    if (!m.read(pa, width, value)) {
        if (m.board.answers(pa.value, width)) return Outcome::device;
        trap = isa::bus_fault(isa::Access::load, isa::Gva{va});
        return Outcome::fault;
    }
    if (m.is_ram(pa)) impl->add_shortcuts(hart, context, va, pa.frame(), true, false);
    return made();  // the walk may have set A in a page that holds code
}

fast::SlowPath::Outcome FastEngine::Impl::Slow::store(std::uint32_t va, isa::Width width, std::uint32_t value) {
    if (misaligned(va, width, isa::Cause::store_misaligned)) return Outcome::fault;
    Machine& m = *impl->m_;
    const Hart& h = m.harts[hart];
    const std::uint64_t before = h.cycle;
    isa::Hpa pa;
    impl->code_changed_ = false;
    if (impl->refill(hart, context, va, isa::Access::store)) {
        walked += h.cycle - before;
        const fast::DataShortcut& c = impl->harts_[hart].stores[fast::Shortcuts::data_slot(va)];
        if (static_cast<std::uint32_t>(c.tag) == (va & ~0xfffu) && c.tag >> 32 == context >> 32) {
            std::memcpy(reinterpret_cast<void*>(c.addend + va), &value, isa::bytes_of(width));
            return made();
        }
        // A page with decoded code: the refill filled the TLB, which now answers without a walk.
    }
    const std::uint64_t from = h.cycle;
    const bool ok = translate(va, isa::Access::store, pa);
    walked += h.cycle - from;
    if (!ok) return Outcome::fault;
    if (!m.is_ram(pa)) {
        if (m.write(pa, width, value)) return made();
        if (m.board.answers(pa.value, width)) return Outcome::device;
        trap = isa::bus_fault(isa::Access::store, isa::Gva{va});
        return Outcome::fault;
    }
    std::memcpy(impl->writable(pa.frame()) + pa.offset(), &value, isa::bytes_of(width));
    if (impl->code_[pa.frame()]) impl->drop_code(pa.frame());
    impl->add_shortcuts(hart, context, va, pa.frame(), false, true);
    return made();
}

}  // namespace ringside::machine
