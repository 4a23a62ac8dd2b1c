// Watches a guest on bare metal and says when it first uses a translation that it has changed without invalidating it.
// From there on a machine may answer from the old entry or the new one, and two machines need not agree; up to there they
// must. It remembers every entry that the TLBs ever took since the last invalidation that covers it, as a TLB without end
// that serves fetches and data alike would: shadow page tables are such a TLB.
#pragma once

#include <vector>

#include "machine/events.hpp"
#include "machine/machine.hpp"

namespace ringside::test {

class FlushReferee : public machine::Listener {
public:
    explicit FlushReferee(const machine::Machine& machine) : m_(machine), live_(machine.harts.size()), steps_(machine.harts.size()) {}

    [[nodiscard]] bool breached() const { return breached_; }

    void on(const machine::Event& e) override {
        using machine::EventKind;
        if (breached_) return;
        switch (e.kind) {
            case EventKind::walk_step:
                if (e.d == 1) steps_[e.hart] = {e.a, e.a};
                steps_[e.hart].leaf = e.a;
                break;
            case EventKind::tlb_fill: filled(e); break;
            case EventKind::tlb_flush: flushed(e); break;
            case EventKind::store: stored(e.b & ~3u); used(e.hart, isa::Gva{e.a}); break;
            case EventKind::load: used(e.hart, isa::Gva{e.a}); break;
            case EventKind::pte_write: used(e.hart, isa::Gva{e.c}); break;
            case EventKind::retire: used(e.hart, isa::Gva{e.pc}); break;
            case EventKind::interrupt:
            case EventKind::trap:
                used(e.hart, isa::Gva{e.c});
                used(e.hart, isa::Gva{m_.harts[e.hart].tvec});
                if (!isa::is_interrupt(e.a) && (e.a & 0xff) != 2 && (e.a & 0xff) != 9) used(e.hart, isa::Gva{e.b});
                break;
            default: break;
        }
    }

private:
    struct Live {
        U page;
        bool large, global, stale;
        std::uint8_t asid;
        U directory_at, leaf_at;  // where the entries lie
        U directory, leaf;        // what they said
    };
    struct Steps {
        U directory = 0, leaf = 0;
    };
    using U = std::uint32_t;

    [[nodiscard]] std::uint8_t asid(U hart) const { return m_.config.asid_tags ? static_cast<std::uint8_t>(m_.harts[hart].ptb.asid()) : 0; }
    [[nodiscard]] U word(U address) const {
        U value = 0;
        return m_.read(isa::Hpa{address}, isa::Width::word, value) ? value : 0;
    }
    // May a cached `before` go on to be used when memory says `now`? A walk would give at least as much.
    static bool only_gained(U before, U now) {
        using isa::Pte;
        constexpr U may_be_gained = Pte::r | Pte::w | Pte::x | Pte::a | Pte::d;
        if (!(before & Pte::v)) return true;
        return (before & ~may_be_gained & ~Pte::soft) == (now & ~may_be_gained & ~Pte::soft) && (before & may_be_gained & ~now) == 0;
    }

    void filled(const machine::Event& e) {
        const isa::Pte pte{e.b};
        const Steps s = steps_[e.hart];
        const bool large = pte.has(isa::Pte::l);
        Live l{e.a >> 12 & (large ? ~0x3ffu : ~0u), large, pte.has(isa::Pte::g), false, asid(e.hart), s.directory, s.leaf, word(s.directory), word(s.leaf)};
        used(e.hart, isa::Gva{e.a});
        live_[e.hart].push_back(l);
    }
    void flushed(const machine::Event& e) {
        auto& live = live_[e.hart];
        const auto gone = [&](const Live& l) {
            switch (e.a) {
                case 0: return true;
                case 1: return covers(l, isa::Gva{e.b}) && (l.asid == asid(e.hart) || l.global);
                case 2: return l.asid == (m_.config.asid_tags ? static_cast<std::uint8_t>(e.b) : 0) && !l.global;
                default: return !l.global;
            }
        };
        live.erase(std::remove_if(live.begin(), live.end(), gone), live.end());
    }
    void stored(U at) {
        for (auto& live : live_)
            for (Live& l : live) {
                if (l.leaf_at == at) {
                    const U now = word(at);
                    l.stale = l.stale || !only_gained(l.leaf, now);
                    l.leaf = now;
                }
                if (l.directory_at == at && l.directory_at != l.leaf_at) {
                    const U now = word(at);
                    constexpr U looked_at = isa::Pte::v | isa::Pte::l | isa::Pte::reserved | 0xfffff000;
                    l.stale = l.stale || ((l.directory ^ now) & looked_at) != 0;
                    l.directory = now;
                }
            }
    }
    static bool covers(const Live& l, isa::Gva va) { return l.page == (va.frame() & (l.large ? ~0x3ffu : ~0u)); }
    void used(U hart, isa::Gva va) {
        const machine::Hart& h = m_.harts[hart];
        if (!h.ptb.enabled()) return;
        for (const Live& l : live_[hart]) {
            if (!covers(l, va) || (!l.global && l.asid != asid(hart))) continue;
            if (l.stale || !still_there(l, h.ptb.root_frame(), va)) breached_ = true;
        }
    }
    // The tables that are in use now (perhaps others than when it was cached) say the same.
    [[nodiscard]] bool still_there(const Live& l, U root, isa::Gva va) const {
        const U directory_at = root << 12 | isa::directory_index(va) << 2;
        const U directory = word(directory_at);
        if (!(directory & isa::Pte::v)) return false;
        const bool large = directory & isa::Pte::l;
        if (large != l.large) return false;
        const U now = large ? directory : word((directory & 0xfffff000) | isa::table_index(va) << 2);
        return only_gained(l.leaf & ~isa::Pte::l, now & ~isa::Pte::l);
    }

    const machine::Machine& m_;
    std::vector<std::vector<Live>> live_;
    std::vector<Steps> steps_;
    bool breached_ = false;
};

}  // namespace ringside::test
