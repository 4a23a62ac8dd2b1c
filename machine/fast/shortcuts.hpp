// Shortcuts from virtual addresses to host memory, for one hart: a subset of what its simulated TLBs answer without a walk.
// A hit changes no TLB state (replacement is FIFO), so answering it from here is exact.
//
// Every shortcut carries the context it is good for (ring, ASID, paging on or off) as a number in its tag. To drop all of
// them, contexts get new numbers. To drop one TLB slot's, the page it held is looked up in a mirror of the TLB.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "machine/fast/decoded.hpp"
#include "machine/hart.hpp"

namespace ringside::machine::fast {

struct DataShortcut {
    std::uint64_t tag = ~std::uint64_t{0};  // context << 32 | page address; no address has the low bits of the empty tag
    std::uint64_t addend = 0;               // host address = addend + virtual address
};

struct CodeShortcut {
    std::uint64_t tag = ~std::uint64_t{0};
    DecodedPage* page = nullptr;
};

class Shortcuts {
public:
    static constexpr std::uint32_t data_slots = 1024, code_slots = 256;

    std::array<DataShortcut, data_slots> loads, stores;
    std::array<CodeShortcut, code_slots> code;
    std::array<std::uint32_t, data_slots> load_frames{}, store_frames{};

    static std::uint32_t data_slot(std::uint32_t va) { return va >> 12 & (data_slots - 1); }
    static std::uint32_t code_slot(std::uint32_t va) { return va >> 12 & (code_slots - 1); }

    // Forgets everything and mirrors the TLBs as they are now.
    void rebuild(const Hart& hart);
    void forget_all() { floor_ = next_; }
    // False: everything was forgotten since this context was given out.
    [[nodiscard]] bool holds(std::uint64_t context) const { return context >> 32 >= floor_; }

    // The context the hart is in now, in the high half.
    std::uint64_t context(const Hart& hart, bool asid_tags);

    // A slot of a TLB was filled with a page (of `large` size), or emptied.
    void filled(bool data, std::uint32_t slot, std::uint32_t va, bool large);
    void emptied(bool data, std::uint32_t slot);
    // filled() for the data TLB and a small page, which is what happens most.
    void replaced(int slot, std::uint32_t va) {
        Held& held = data_.slots[static_cast<std::size_t>(slot)];
        if (held.large) return filled(true, static_cast<std::uint32_t>(slot), va, false);
        const std::uint32_t page = va >> 12;
        if (held.page != empty) {
            const std::uint32_t old = held.page << 12, at = data_slot(old);
            if (static_cast<std::uint32_t>(loads[at].tag) == old) loads[at].tag = ~std::uint64_t{0};
            if (static_cast<std::uint32_t>(stores[at].tag) == old) stores[at].tag = ~std::uint64_t{0};
            --data_.pages[hash(held.page)];
        }
        held.page = page;
        ++data_.pages[hash(page)];
    }

    // False: no entry for this page is in the data TLB, whatever its ASID. (true may be wrong.)
    [[nodiscard]] bool may_hit(bool data, std::uint32_t va) const {
        const Mirror& m = data ? data_ : code_;
        return m.large != 0 || m.pages[hash(va >> 12)] != 0;
    }

    void set_load(std::uint64_t context, std::uint32_t va, const std::uint8_t* host_page, std::uint32_t frame) {
        const std::uint32_t page = va & ~0xfffu, slot = data_slot(va);
        loads[slot] = {context | page, reinterpret_cast<std::uintptr_t>(host_page) - page};
        load_frames[slot] = frame;
    }
    void set_store(std::uint64_t context, std::uint32_t va, std::uint8_t* host_page, std::uint32_t frame) {
        const std::uint32_t page = va & ~0xfffu, slot = data_slot(va);
        stores[slot] = {context | page, reinterpret_cast<std::uintptr_t>(host_page) - page};
        store_frames[slot] = frame;
    }
    void set_code(std::uint64_t context, std::uint32_t va, DecodedPage* page);
    void drop_loads_of(std::uint32_t frame);
    void drop_stores_of(std::uint32_t frame);
    void drop_code_of(const DecodedPage* page);

private:
    static constexpr std::uint32_t empty = ~std::uint32_t{0}, hashes = 2048;
    struct Held {
        std::uint32_t page = empty;
        bool large = false;
    };
    struct Mirror {
        std::vector<Held> slots;
        std::array<std::uint16_t, hashes> pages{};  // slots by hash of their page; there may be 1024
        std::uint32_t large = 0;
    };
    static std::uint32_t hash(std::uint32_t page) { return (page ^ page >> 11) & (hashes - 1); }
    void forget(bool data, const Held& held);
    static void mirror(Mirror& m, const Tlb& tlb);

    Mirror data_, code_;
    std::array<std::array<std::uint32_t, 257>, 4> contexts_{};  // by ring and ASID; [256]: paging off
    std::uint32_t next_ = 1, floor_ = 1;
    std::uint8_t vmid_ = 0;
};

}  // namespace ringside::machine::fast
