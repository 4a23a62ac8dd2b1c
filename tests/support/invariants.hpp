// What must hold of a virtualized host at every entry into a guest, whatever its guests do.
//
//   CHECK(broken_invariants(host) == "");          // a line for each that is broken
//
//   InvariantWatch watch(world, 10);               // a listener that looks at every tenth entry
//   session.run(ticks, &watch);
//   CHECK(watch.broken == "");
//
// Numbers in the texts are those of the properties in the project's list: 1 shadow leaf ⊆ guest walk ∘ frame map,
// 3 one owner a frame and no monitor frame reachable, 5 TLB entries derivable, 6 A and D exact, 13 frames add up.
#pragma once

#include <map>
#include <set>
#include <string>

#include "hypervisor/memory/guest_memory.hpp"
#include "machine/walk.hpp"
#include "tests/support/compare.hpp"

namespace ringside::test {

// Property 1 holds for guests that invalidate what they change; for others a stale entry is legal.
enum class Guests : bool { may_be_stale, obey_the_flush_rules };

class Invariants {
public:
    Invariants(const world::Host& host, Guests guests) : m_(host.machine), hv_(host.hypervisor), guests_(guests) {}

    std::string run() {
        frames();
        harts();
        std::set<U> asids;
        for (U v = 0; v < hv_.vms.size(); ++v)
            for (U c = 0; c < hv_.vms[v].vcpus.size(); ++c) vcpu(v, c, asids);
        for (U a = 1; a < 256; ++a)
            if ((hv_.real_asids[a / 64] >> (a % 64) & 1) != asids.count(a)) say(format("ASID %u is marked used, but no root has it, or the reverse", a));
        if (!(hv_.real_asids[0] & 1)) say("the monitor's own ASID 0 is marked free");
        return text_;
    }

private:
    void say(const std::string& what) { text_ += what + "\n"; }
    [[nodiscard]] U word(isa::Hpa pa) const {
        U value = 0;
        return m_.read(pa, isa::Width::word, value) ? value : 0;
    }
    void claim(U frame, hv::FrameKind kind, U vm, U guest_frame, const char* what) {
        if (frame >= hv_.frames.owners.size()) return say(format("3: %s of VM %u is frame %u, which does not exist", what, vm, frame));
        if (!claimed_.insert(frame).second) say(format("3: frame %u is used twice, now as %s of VM %u", frame, what, vm));
        const hv::FrameOwner& o = hv_.frames.owners[frame];
        if (o.kind != kind || o.vm != vm || o.guest_frame != guest_frame) say(format("3: frame %u is %s of VM %u, but the table says otherwise", frame, what, vm));
    }

    void frames() {
        for (U v = 0; v < hv_.vms.size(); ++v) {
            const hv::Vm& vm = hv_.vms[v];
            for (U g = 0; g < vm.frame_map.size(); ++g)
                if (vm.frame_map[g] != hv::no_frame) claim(vm.frame_map[g], hv::FrameKind::guest_ram, v, g, "RAM");
            claim(vm.config_frame, hv::FrameKind::guest_config, v, 0, "the configuration page");
            for (const hv::Vcpu& c : vm.vcpus)
                for (const hv::ShadowRoot& r : c.shadow.roots) {
                    claim(r.directory, hv::FrameKind::shadow_directory, v, 0, "a shadow directory");
                    for (const U t : r.tables) claim(t, hv::FrameKind::shadow_table, v, 0, "a shadow table");
                }
        }
        U free = 0, others = 0;
        for (U f = 0; f < hv_.frames.owners.size(); ++f) {
            const hv::FrameKind k = hv_.frames.owners[f].kind;
            free += k == hv::FrameKind::free;
            others += k == hv::FrameKind::monitor || k == hv::FrameKind::hole;
            if (k == hv::FrameKind::free && f < hv_.frames.search_from) say(format("13: frame %u is free but will not be found", f));
        }
        if (free != hv_.frames.free_frames) say(format("13: %u frames are free, %u by the count", free, hv_.frames.free_frames));
        if (free + others + claimed_.size() != hv_.frames.owners.size()) say("13: a frame is owned, but nobody uses it");
    }

    void harts() {
        std::set<std::pair<U, U>> running;
        for (U i = 0; i < m_.harts.size(); ++i) {
            const machine::Hart& h = m_.harts[i];
            if (h.ledger.sum() != h.cycle) say(format("hart %u: the ledger does not sum to the clock", i));
            const hv::OnHart& on = hv_.on_hart[i];
            if (!on.busy) continue;
            if (!running.insert({on.vm, on.vcpu}).second) say(format("VM %u processor %u runs on two harts", on.vm, on.vcpu));
            if (h.psr.ring() == 0) continue;
            const hv::ShadowState& s = hv_.vms[on.vm].vcpus[on.vcpu].shadow;
            if (s.current >= s.roots.size() || !(h.ptb == isa::Ptb::make(s.roots[s.current].directory, s.roots[s.current].real_asid)))
                say(format("hart %u: PTB is not the current shadow root of its guest", i));
            if (!h.psr.ie()) say(format("hart %u: a guest runs with the host's interrupts off", i));
            if (h.mctl & isa::mctl_scratch_open) say(format("hart %u: a guest can reach the monitor's scratch registers", i));
        }
    }

    void vcpu(U v, U c, std::set<U>& asids) {
        const hv::Vm& vm = hv_.vms[v];
        const hv::Vcpu& p = vm.vcpus[c];
        if (p.shadow.roots.size() > std::max(vm.config.shadow_roots, U{1})) say(format("VM %u processor %u has too many shadow roots", v, c));
        for (const hv::ShadowRoot& r : p.shadow.roots) {
            if (r.real_asid == 0 || !asids.insert(r.real_asid).second) say(format("real ASID %u belongs to two roots, or is the monitor's", r.real_asid));
            root(v, p, r);
            if (p.last_hart < m_.harts.size()) tlbs(m_.harts[p.last_hart], r);
        }
    }

    void root(U v, const hv::Vcpu& p, const hv::ShadowRoot& r) {
        std::set<U> linked;
        for (U d = 0; d < 1024; ++d) {
            const isa::Pte e{word(isa::Hpa::of_frame(r.directory, d * 4))};
            if (d == p.shadow.window) {
                if (!e.has(isa::Pte::v | isa::Pte::l) || e.pl() != 0 || e.frame() != 0 || e.has(isa::Pte::g)) say(format("VM %u: the monitor's window is %08x", v, e.bits));
                continue;
            }
            if (!e.has(isa::Pte::v)) continue;
            if (e.has(isa::Pte::l)) say(format("VM %u: a large shadow entry %08x", v, e.bits));
            if (std::find(r.tables.begin(), r.tables.end(), e.frame()) == r.tables.end() || !linked.insert(e.frame()).second) {
                say(format("VM %u: shadow directory entry %u points to frame %u, which is not a table of this root", v, d, e.frame()));
                continue;
            }
            for (U t = 0; t < 1024; ++t)
                if (const isa::Pte leaf{word(isa::Hpa::of_frame(e.frame(), t * 4))}; leaf.has(isa::Pte::v)) check_leaf(v, p, r, isa::Gva{d << 22 | t << 12}, leaf);
        }
        if (linked.size() != r.tables.size()) say(format("VM %u: a shadow table hangs nowhere", v));
    }

    void check_leaf(U v, const hv::Vcpu& p, const hv::ShadowRoot& r, isa::Gva va, isa::Pte leaf) {
        const hv::Vm& vm = hv_.vms[v];
        const auto broken = [&](const char* why) { say(format("VM %u view %u: the shadow entry %08x of va %08x %s", v, r.view, leaf.bits, va.value, why)); };
        if (leaf.frame() >= hv_.frames.owners.size()) return broken("maps no memory");
        const hv::FrameOwner& o = hv_.frames.owners[leaf.frame()];
        const bool config = o.kind == hv::FrameKind::guest_config;
        if (o.vm != v || (o.kind != hv::FrameKind::guest_ram && !config)) return broken("maps a frame that is not this VM's (3)");
        if (config && (leaf.bits & (isa::Pte::w | isa::Pte::x))) broken("lets the guest write or execute the configuration page");
        if (leaf.has(isa::Pte::g)) broken("is global");
        if (leaf.pl() == 0) broken("cannot be used by any guest");
        if (guests_ == Guests::obey_the_flush_rules) check_subset(vm, p, r, va, leaf, o, config, broken);
    }

    // Only roots whose guest directory is known: that of the address space in use.
    template <class Broken>
    void check_subset(const hv::Vm& vm, const hv::Vcpu& p, const hv::ShadowRoot& r, isa::Gva va, isa::Pte leaf, const hv::FrameOwner& o, bool config,
                      const Broken& broken) {
        const U gpfn = config ? machine::config_page_base >> 12 : o.guest_frame;
        if (!r.paging) {
            if (gpfn != va.frame()) broken("is not the identity, though paging is off (1)");
            return;
        }
        if (!p.v.ptb.enabled() || (vm.config.asid_tags && p.v.ptb.asid() != r.guest_asid)) return;
        const bool by_ring = vm.config.rings == hv::RingAliasing::ring_views;
        const unsigned ring = by_ring ? r.view : 0;
        const struct {
            U right;
            isa::Access access;
        } all[] = {{isa::Pte::r, isa::Access::load}, {isa::Pte::x, isa::Access::fetch}, {isa::Pte::w, isa::Access::store}};
        for (const auto& [right, access] : all) {
            if (!leaf.has(right)) continue;
            const machine::Walk w = machine::walk(Tables{*this, vm}, p.v.ptb.root_frame(), va, access, ring, machine::SetBits::no);
            if (!w.ok) return broken("grants what the guest's tables refuse (1)");
            if (w.address >> 12 != gpfn) return broken("maps another frame than the guest's tables (1)");
            if (!w.leaf.has(isa::Pte::a)) broken("stands although the guest's A is 0 (6)");
            if (right == isa::Pte::w && !w.leaf.has(isa::Pte::d)) broken("can be written although the guest's D is 0 (6)");
            if (!by_ring && leaf.pl() > std::max(1u, w.leaf.pl())) broken("lets outer rings in (1)");
        }
    }
    struct Tables {
        const Invariants& self;
        const hv::Vm& vm;
        bool read(U address, U& value) const {
            const hv::GuestLocation at = hv::locate(vm, isa::Gpa{address});
            if (at.place != hv::GuestPlace::ram) return false;
            value = self.word(at.address);
            return true;
        }
        bool write(U, U) const { return true; }
    };

    // Entries that the guest of this root could still hit are what a walk of the shadow gives now.
    void tlbs(const machine::Hart& h, const hv::ShadowRoot& r) {
        for (const machine::Tlb* tlb : {&h.itlb, &h.dtlb})
            for (const machine::TlbEntry& e : tlb->entries) {
                if (!e.valid || !m_.config.asid_tags || e.asid != r.real_asid) continue;
                const isa::Gva va{e.page << 12};
                const isa::Pte d{word(isa::Hpa::of_frame(r.directory, isa::directory_index(va) * 4))};
                const isa::Pte leaf = d.has(isa::Pte::v) && !d.has(isa::Pte::l) ? isa::Pte{word(isa::Hpa::of_frame(d.frame(), isa::table_index(va) * 4))} : isa::Pte{};
                // Rights that the shadow has gained since are found by the walk that follows a refusing hit.
                constexpr U rights = isa::Pte::r | isa::Pte::w | isa::Pte::x, same = ~(rights | isa::Pte::a | isa::Pte::d | isa::Pte::l);
                if ((leaf.bits & same) != (e.pte.bits & same) || (e.pte.bits & rights & ~leaf.bits) != 0) say(format("5: a TLB holds %08x for va %08x, the shadow %08x", e.pte.bits, va.value, leaf.bits));
            }
    }

    const machine::Machine& m_;
    const hv::Hypervisor& hv_;
    Guests guests_;
    std::string text_;
    std::set<U> claimed_;
};

inline std::string broken_invariants(const world::Host& host, Guests guests = Guests::may_be_stale) { return Invariants(host, guests).run(); }

// Looks at every n-th entry into a guest, and keeps the first complaint.
class InvariantWatch : public machine::Listener {
public:
    InvariantWatch(const World& world, unsigned every, Guests guests = Guests::may_be_stale) : world_(world), every_(every), guests_(guests) {}
    void on(const machine::Event& e) override {
        if (next) next->on(e);
        if (e.kind != machine::EventKind::vm_entry || !broken.empty() || ++seen_ % every_ != 0) return;
        ++looked;
        broken = broken_invariants(world_.hosts[e.host], guests_);
        if (!broken.empty()) broken = format("at exit %llu: ", static_cast<unsigned long long>(vm(world_, e.vm).exits)) + broken;
    }
    std::string broken;
    unsigned looked = 0;
    machine::Listener* next = nullptr;

private:
    const World& world_;
    unsigned every_;
    Guests guests_;
    unsigned seen_ = 0;
};

}  // namespace ringside::test
