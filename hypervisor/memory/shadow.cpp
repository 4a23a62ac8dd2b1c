#include "hypervisor/memory/shadow.hpp"

#include <algorithm>

#include "hypervisor/memory/guest_memory.hpp"
#include "isa/encoding.hpp"

namespace ringside::hv {

namespace {

using isa::Pte;
using machine::EventKind;

constexpr std::uint32_t window_flags = Pte::v | Pte::r | Pte::w | Pte::x | Pte::a | Pte::d | Pte::l;

isa::Hpa directory_entry(const ShadowRoot& root, std::uint32_t index) { return isa::Hpa::of_frame(root.directory, index * 4); }

// Somebody outside may have changed an entry (world::WriteMemory): the monitor writes to tables of its own only.
bool points_to_table(const ShadowRoot& root, Pte directory) {
    return directory.has(Pte::v) && !directory.has(Pte::l) && std::find(root.tables.begin(), root.tables.end(), directory.frame()) != root.tables.end();
}

struct Key {
    bool paging;
    std::uint8_t asid, view;
};

Key key_of(const Guest& g) {
    const machine::HartRegisters& v = g.vcpu.v;
    const bool paging = v.ptb.enabled();
    // Without paging there is no protection, and one root serves every ring.
    const bool by_ring = paging && g.vm.config.rings == RingAliasing::ring_views;
    return {paging, static_cast<std::uint8_t>(paging && g.vm.config.asid_tags ? v.ptb.asid() : 0),
            static_cast<std::uint8_t>(by_ring ? v.psr.ring() : 0)};
}

bool matches(const ShadowRoot& r, const Key& k) { return r.paging == k.paging && r.guest_asid == k.asid && r.view == k.view; }

std::uint8_t take_asid(Hypervisor& hv) {
    for (std::uint32_t i = 1; i < 256; ++i)
        if (!(hv.real_asids[i / 64] >> (i % 64) & 1)) {
            hv.real_asids[i / 64] |= std::uint64_t{1} << (i % 64);
            return static_cast<std::uint8_t>(i);
        }
    return 0;
}

// Frames that a processor's shadow takes, and may take.
std::uint32_t frames_of(const ShadowState& s) {
    std::size_t frames = s.roots.size();
    for (const ShadowRoot& r : s.roots) frames += r.tables.size();
    return static_cast<std::uint32_t>(frames);
}
std::uint32_t share_of(const Vm& vm) { return vm.config.shadow_frames / static_cast<std::uint32_t>(vm.vcpus.size()); }

void give_back_asid(Hypervisor& hv, std::uint8_t asid) { hv.real_asids[asid / 64] &= ~(std::uint64_t{1} << (asid % 64)); }

}  // namespace

bool ShadowPaging::activate(Guest& g) const {
    const Spent before = g.port.book_as(Spent::shadow);
    ShadowState& s = g.vcpu.shadow;
    const Key key = key_of(g);
    auto found = std::find_if(s.roots.begin(), s.roots.end(), [&](const ShadowRoot& r) { return matches(r, key); });
    if (found == s.roots.end()) {
        if (!make_root(g, key.paging, key.asid, key.view)) {
            g.port.book_as(before);
            return false;
        }
        found = s.roots.end() - 1;
    }
    s.current = static_cast<std::uint32_t>(found - s.roots.begin());
    found->last_used = ++s.uses;
    const isa::Ptb wanted = isa::Ptb::make(found->directory, found->real_asid);
    if (!(g.port.registers().ptb == wanted)) g.port.set_ptb(wanted);
    g.port.book_as(before);
    return true;
}

bool ShadowPaging::make_root(Guest& g, bool paging, std::uint8_t asid, std::uint8_t view) {
    ShadowState& s = g.vcpu.shadow;
    // With a directory goes a table for the code and one for the data of an instruction.
    while (!s.roots.empty() && (s.roots.size() >= g.vm.config.shadow_roots || frames_of(s) + 3 > share_of(g.vm))) evict_oldest(g, s, false);
    ShadowRoot root{paging, asid, view, 0, no_frame, 0, {}};
    while ((root.real_asid = take_asid(g.hv)) == 0)
        if (!steal_asid(g)) return false;
    root.directory = take_frame(g, FrameKind::shadow_directory);
    if (root.directory == no_frame) {
        give_back_asid(g.hv, root.real_asid);
        return false;
    }
    g.port.store(directory_entry(root, s.window), Pte::make(0, window_flags, 0).bits);
    // Nothing of an earlier user of this tag may be left in the TLBs.
    g.port.tlb_invalidate_asid(root.real_asid);
    s.roots.push_back(std::move(root));
    return true;
}

// Gives up the root that was used longest ago.
void ShadowPaging::evict_oldest(Guest& g, ShadowState& s, bool keep_current) {
    std::size_t oldest = keep_current && s.current == 0 ? 1 : 0;
    for (std::size_t i = oldest + 1; i < s.roots.size(); ++i)
        if (s.roots[i].last_used < s.roots[oldest].last_used && !(keep_current && i == s.current)) oldest = i;
    drop_root(g, s, oldest);
}

// Every ASID is taken: one of this processor's own gives way, or else one of the processor that has most, if it runs
// nowhere. Its TLB entries on other harts cannot be hit any more: a hart that a processor comes to is flushed.
bool ShadowPaging::steal_asid(Guest& g) {
    ShadowState* richest = &g.vcpu.shadow;
    for (std::size_t v = 0; v < g.hv.vms.size() && g.vcpu.shadow.roots.empty(); ++v)
        for (std::size_t c = 0; c < g.hv.vms[v].vcpus.size(); ++c) {
            ShadowState& s = g.hv.vms[v].vcpus[c].shadow;
            const auto runs = [&](const OnHart& on) { return on.busy && on.vm == v && on.vcpu == c; };
            if (s.roots.size() > richest->roots.size() && std::none_of(g.hv.on_hart.begin(), g.hv.on_hart.end(), runs)) richest = &s;
        }
    if (richest->roots.empty()) return false;
    evict_oldest(g, *richest, false);
    return true;
}

void ShadowPaging::drop_root(Guest& g, ShadowState& s, std::size_t index) {
    ShadowRoot& root = s.roots[index];
    drop_tables(g, s, root);
    g.hv.frames.give_back(root.directory);
    give_back_asid(g.hv, root.real_asid);
    s.roots.erase(s.roots.begin() + static_cast<std::ptrdiff_t>(index));
    // If it was the current one, activate() names another before its processor runs again.
    if (s.current > index)
        --s.current;
    else if (s.current == index)
        s.current = 0;
}

std::uint32_t ShadowPaging::take_frame(Guest& g, FrameKind kind) {
    const std::uint32_t frame = g.hv.frames.take(FrameOwner{kind, static_cast<std::uint8_t>(g.vm_id), 0});
    if (frame != no_frame) g.port.zero_page(frame);
    return frame;
}

std::optional<isa::Hpa> ShadowPaging::entry_address(Guest& g, const ShadowRoot& root, isa::Gva va) {
    const Pte directory{g.port.load(directory_entry(root, isa::directory_index(va)))};
    if (!points_to_table(root, directory)) return std::nullopt;
    return isa::Hpa::of_frame(directory.frame(), isa::table_index(va) * 4);
}

// The real cause tells a store from a load, but an atomic update faults as a store and needs the right to read as well.
// It matters only where the guest allows writing and not reading; then the instruction itself is looked at.
isa::Access ShadowPaging::sharpen(Guest& g, isa::Gva va, isa::Access access) {
    if (access != isa::Access::store || !g.vcpu.v.ptb.enabled()) return access;
    const unsigned ring = g.vcpu.v.psr.ring();
    const machine::Walk w = walk_guest(g, va, access, ring, machine::SetBits::no);
    if (!w.ok || w.leaf.has(Pte::r)) return access;
    const machine::Walk code = walk_guest(g, g.pc(), isa::Access::fetch, ring, machine::SetBits::no);
    if (!code.ok) return access;
    const GuestLocation at = locate(g.vm, isa::Gpa{code.address});
    if (at.place != GuestPlace::ram) return access;
    const auto d = isa::decode(g.port.load(at.address));
    const bool updates = d && isa::row(d->op).class_ == isa::Class::atomic && d->op != isa::Op::sc_w && d->op != isa::Op::lr_w;
    return updates ? isa::Access::update : access;
}

FaultResult ShadowPaging::fault(Guest& g, isa::Gva va, isa::Access access) const {
    const Spent before = g.port.book_as(Spent::shadow);
    access = sharpen(g, va, access);
    const machine::Walk w = walk_guest(g, va, access, g.vcpu.v.psr.ring());
    FaultResult result;
    const auto reflect = [&](isa::Trap trap) {
        // As hardware drops a TLB entry that forbids: what the shadow still has of this page is stale.
        drop_entry(g, g.vcpu.shadow.roots[g.vcpu.shadow.current], va);
        g.emit(EventKind::true_fault, va.value, static_cast<std::uint32_t>(access), static_cast<std::uint32_t>(w.why));
        result = {ExitReason::true_fault, trap};
    };
    if (!w.ok) {
        reflect(w.trap_for(access, va));
    } else {
        const GuestLocation at = locate(g.vm, isa::Gpa{w.address});
        const bool ram = at.place == GuestPlace::ram;
        if (ram || (at.place == GuestPlace::config && access == isa::Access::load)) {
            g.emit(EventKind::hidden_fault, va.value, static_cast<std::uint32_t>(access));
            if (!fill(g, va, w, at.address.frame(), !ram)) g.stop("the host's memory is out: no frame for a shadow page table; give the host more RAM");
        } else {
            reflect(isa::bus_fault(access, va));
        }
    }
    g.port.book_as(before);
    return result;
}

bool ShadowPaging::fill(Guest& g, isa::Gva va, const machine::Walk& w, std::uint32_t host_frame, bool read_only) {
    ShadowState& s = g.vcpu.shadow;
    if (isa::directory_index(va) == s.window) move_window(g, s.window);
    auto at = entry_address(g, s.roots[s.current], va);
    if (!at) {
        make_room(g);
        const std::uint32_t table = take_frame(g, FrameKind::shadow_table);
        if (table == no_frame) return false;
        ShadowRoot& root = s.roots[s.current];
        root.tables.push_back(table);
        g.port.store(directory_entry(root, isa::directory_index(va)), Pte::make(table, Pte::v, 0).bits);
        at = entry_address(g, root, va);
    }
    // A and D are set in advance: the hardware's own marks in the shadow mean nothing to the guest.
    std::uint32_t flags = Pte::v | Pte::a | Pte::d | (w.leaf.bits & (Pte::r | Pte::x));
    if (w.leaf.has(Pte::w | Pte::d)) flags |= Pte::w;
    if (read_only) flags &= ~(Pte::w | Pte::x);
    // Views keep rings apart by having a root each. In the compressed form the real ring does it, and 0 and 1 fall together.
    const unsigned pl = g.vm.config.rings == RingAliasing::ring_views ? 3u : std::max(1u, w.leaf.pl());
    const Pte entry = Pte::make(host_frame, flags, pl), before{g.port.load(*at)};
    g.port.store(*at, entry.bits);
    // Rights that are gained the hardware finds by itself; a TLB that grants what the entry no longer does is flushed.
    constexpr std::uint32_t rights = Pte::r | Pte::w | Pte::x;
    if (before.has(Pte::v) && (((before.bits ^ entry.bits) & ~rights) != 0 || (before.bits & rights & ~entry.bits) != 0))
        g.port.tlb_invalidate_asid(s.roots[s.current].real_asid);
    g.emit(EventKind::shadow_fill, va.value, entry.bits, w.leaf.bits, at->value);
    return true;
}

// Room for one more table in this processor's share: older roots give way, and if there are none, this one starts anew.
void ShadowPaging::make_room(Guest& g) {
    ShadowState& s = g.vcpu.shadow;
    while (frames_of(s) >= share_of(g.vm)) {
        if (s.roots.size() > 1)
            evict_oldest(g, s, true);
        else
            return drop_tables(g, s, s.roots[s.current]);
    }
}

void ShadowPaging::drop_tables(Guest& g, ShadowState& s, ShadowRoot& root) {
    g.port.zero_page(root.directory);
    g.port.store(directory_entry(root, s.window), Pte::make(0, window_flags, 0).bits);
    for (std::uint32_t table : root.tables) g.hv.frames.give_back(table);
    root.tables.clear();
    g.port.tlb_invalidate_asid(root.real_asid);
}

void ShadowPaging::drop_entry(Guest& g, ShadowRoot& root, isa::Gva va) {
    const auto at = entry_address(g, root, va);
    if (!at || !Pte{g.port.load(*at)}.has(Pte::v)) return;
    g.port.store(*at, 0);
    g.port.tlb_invalidate_asid(root.real_asid);
}

void ShadowPaging::invalidate(Guest& g) const {
    const Spent before = g.port.book_as(Spent::shadow);
    for (ShadowRoot& r : g.vcpu.shadow.roots)
        if (r.paging) drop_tables(g, g.vcpu.shadow, r);
    g.emit(EventKind::shadow_drop, 0, 0);
    g.port.book_as(before);
}

void ShadowPaging::invalidate_va(Guest& g, isa::Gva va) const {
    const Spent before = g.port.book_as(Spent::shadow);
    // In every root: the page may be global, and what is dropped too much is filled again. A large page of the guest may
    // stand in many entries; then its whole directory slot goes.
    for (ShadowRoot& r : g.vcpu.shadow.roots) {
        if (!r.paging) continue;
        const isa::Hpa slot = directory_entry(r, isa::directory_index(va));
        const Pte directory{g.port.load(slot)};
        if (!points_to_table(r, directory)) continue;
        g.port.store(slot, 0);
        r.tables.erase(std::remove(r.tables.begin(), r.tables.end(), directory.frame()), r.tables.end());
        g.hv.frames.give_back(directory.frame());
        g.port.tlb_invalidate_asid(r.real_asid);
    }
    g.emit(EventKind::shadow_drop, va.value, 1);
    g.port.book_as(before);
}

void ShadowPaging::invalidate_asid(Guest& g, std::uint32_t asid) const {
    const Spent before = g.port.book_as(Spent::shadow);
    const std::uint32_t tag = g.vm.config.asid_tags ? asid : 0;
    for (ShadowRoot& r : g.vcpu.shadow.roots)
        if (r.paging && r.guest_asid == tag) drop_tables(g, g.vcpu.shadow, r);
    g.emit(EventKind::shadow_drop, asid, 2);
    g.port.book_as(before);
}

void ShadowPaging::ptb_written(Guest& g) const {
    // Hardware without tags drops what is not global; dropping the rest as well is always allowed.
    if (!g.vm.config.asid_tags) invalidate(g);
}

// The guest uses the directory slot that the monitor had reserved: the window goes elsewhere.
void ShadowPaging::move_window(Guest& g, std::uint32_t away_from) {
    ShadowState& s = g.vcpu.shadow;
    s.window = away_from == 0 ? 0x3ffu : away_from - 1;
    for (ShadowRoot& r : s.roots) drop_tables(g, s, r);
    g.emit(EventKind::shadow_drop, 0, 0);
}

}  // namespace ringside::hv
