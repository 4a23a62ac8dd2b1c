#include "machine/fast/shortcuts.hpp"

namespace ringside::machine::fast {

void Shortcuts::mirror(Mirror& m, const Tlb& tlb) {
    m.slots.assign(tlb.entries.size(), Held{});
    m.pages.fill(0);
    m.large = 0;
    for (std::size_t i = 0; i < tlb.entries.size(); ++i) {
        const TlbEntry& e = tlb.entries[i];
        if (!e.valid) continue;
        m.slots[i] = {e.page, e.pte.has(isa::Pte::l)};
        if (m.slots[i].large)
            ++m.large;
        else
            ++m.pages[hash(e.page)];
    }
}

void Shortcuts::rebuild(const Hart& hart) {
    forget_all();
    mirror(data_, hart.dtlb);
    mirror(code_, hart.itlb);
}

std::uint64_t Shortcuts::context(const Hart& h, bool asid_tags) {
    if (h.vmid != vmid_) {
        vmid_ = h.vmid;
        forget_all();
    }
    const std::size_t space = !h.ptb.enabled() ? 256 : asid_tags ? h.ptb.asid() : 0;
    std::uint32_t& number = contexts_[h.psr.ring()][space];
    if (number < floor_) {
        if (next_ == ~std::uint32_t{0}) {
            // Numbers start anew; nothing may carry an old one.
            contexts_ = {};
            loads.fill({});
            stores.fill({});
            code.fill({});
            next_ = floor_ = 1;
        }
        number = next_++;
    }
    return std::uint64_t{number} << 32;
}

void Shortcuts::forget(bool data, const Held& held) {
    if (held.page == empty) return;
    // A large page may have many shortcuts: all contexts get new numbers.
    if (held.large) return forget_all();
    const std::uint32_t va = held.page << 12;
    const auto same = [va](std::uint64_t tag) { return static_cast<std::uint32_t>(tag) == va; };
    if (data) {
        DataShortcut& load = loads[data_slot(va)];
        DataShortcut& store = stores[data_slot(va)];
        if (same(load.tag)) load.tag = ~std::uint64_t{0};
        if (same(store.tag)) store.tag = ~std::uint64_t{0};
    } else if (CodeShortcut& c = code[code_slot(va)]; same(c.tag)) {
        c.tag = ~std::uint64_t{0};
    }
}

void Shortcuts::emptied(bool data, std::uint32_t slot) {
    Mirror& m = data ? data_ : code_;
    Held& held = m.slots[slot];
    forget(data, held);
    if (held.page != empty) {
        if (held.large)
            --m.large;
        else
            --m.pages[hash(held.page)];
    }
    held = {};
}

void Shortcuts::filled(bool data, std::uint32_t slot, std::uint32_t va, bool large) {
    emptied(data, slot);
    Mirror& m = data ? data_ : code_;
    const std::uint32_t page = large ? va >> 12 & ~0x3ffu : va >> 12;
    m.slots[slot] = {page, large};
    // Another slot may hold the page as well (for another ASID, or as part of a large page). A look-up takes the lowest, so
    // the new entry may hide one that shortcuts were made from.
    forget(data, m.slots[slot]);
    if (large)
        ++m.large;
    else
        ++m.pages[hash(page)];
}

void Shortcuts::set_code(std::uint64_t context, std::uint32_t va, DecodedPage* page) {
    code[code_slot(va)] = {context | (va & ~0xfffu), page};
}

void Shortcuts::drop_loads_of(std::uint32_t frame) {
    for (std::uint32_t i = 0; i < data_slots; ++i)
        if (load_frames[i] == frame) loads[i].tag = ~std::uint64_t{0};
}

void Shortcuts::drop_stores_of(std::uint32_t frame) {
    for (std::uint32_t i = 0; i < data_slots; ++i)
        if (store_frames[i] == frame) stores[i].tag = ~std::uint64_t{0};
}

void Shortcuts::drop_code_of(const DecodedPage* page) {
    for (CodeShortcut& c : code)
        if (c.page == page) c = {};
}

}  // namespace ringside::machine::fast
