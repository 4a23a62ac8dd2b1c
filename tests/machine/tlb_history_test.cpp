// Random histories of accesses, table changes, address-space switches and invalidations against a TLB model of our own:
// which entry answers, which is replaced, which survives.
#include "tests/machine/expect.hpp"
#include "tests/machine/walk_model.hpp"

namespace ringside::machine::test {
namespace {

using walk_model::model;
using walk_model::Outcome;

constexpr U base = 0x00c00000, table = 0x30000;  // three directory entries from here on, a table each
constexpr U directory_at = root_at + (base >> 22) * 4;

bool covers(const TlbEntry& e, U va) {
    if (!e.valid) return false;
    return e.pte.bits & 0x80 ? e.page >> 10 == va >> 22 : e.page == va >> 12;
}

struct Model {
    Expected& expected;
    bool tags;

    Hart& h() { return expected.hart(); }
    U asid() { return tags ? h().ptb.bits >> 4 & 0xff : 0; }
    bool answers(const TlbEntry& e, U va) {
        return covers(e, va) && e.vmid == h().vmid && (e.asid == asid() || (e.pte.bits & 0x40));
    }
    U word(U at) {
        U value = 0;
        return expected.m.read(Hpa{at}, Width::word, value) ? value : 0;
    }

    // The frame an access reaches, or nothing after the trap.
    std::optional<U> access(U va, Access access) {
        Tlb& tlb = h().dtlb;
        const bool writes = access != Access::load;
        U hit = 0;
        while (hit < tlb.entries.size() && !answers(tlb.entries[hit], va)) ++hit;
        if (hit < tlb.entries.size()) {
            const U e = tlb.entries[hit].pte.bits;
            const bool right = access == Access::load    ? e & 2
                               : access == Access::store ? e & 4
                                                         : (e & 6) == 6;
            const bool allowed = right && h().psr.ring() <= (e >> 8 & 3);
            if (allowed && (!writes || (e & 0x20))) return reached(e, va);
        }
        const U directory = word(root_at + (va >> 22) * 4);
        const U entry_at = (directory & ~0xfffu) + (va >> 12 & 1023) * 4;
        const Outcome o = model(directory, word(entry_at), access, h().psr.ring());
        expected.walked(o.references);
        if (o.why != 0) {
            if (hit < tlb.entries.size()) tlb.entries[hit] = {};
            expected.traps((writes ? 15 : 13) | o.why << 8, va);
            return {};
        }
        expected.m.write(Hpa{o.leaf_is_large ? root_at + (va >> 22) * 4 : entry_at}, Width::word, o.leaf);
        if (hit == tlb.entries.size()) {
            hit = tlb.next;
            tlb.next = (tlb.next + 1) % static_cast<U>(tlb.entries.size());
        }
        const U leaf = o.leaf_is_large ? o.leaf : o.leaf & ~0x80u;
        tlb.entries[hit] = {o.leaf_is_large ? va >> 22 << 10 : va >> 12, Pte{leaf},
                            static_cast<std::uint8_t>(asid()), h().vmid, true};
        return reached(leaf, va);
    }
    static U reached(U leaf, U va) {
        return (leaf & 0x80 ? (leaf >> 22 << 10) + (va >> 12 & 1023) : leaf >> 12);
    }
};

// A random entry: mostly valid, with frames of the data area.
U random_entry(Random& random, bool large) {
    U flags = random.below(0x1000) & ~0x880u;
    if (random.chance(85)) flags |= 7 | 8;
    if (random.chance(70)) flags |= 0x300;
    if (random.chance(4)) flags |= 0x800;
    if (large) return flags | 0x80;
    return (data_at + random.below(8) * isa::page_bytes) | flags | (random.chance(30) ? 0x80 : 0);
}

void history(std::uint64_t seed, bool tags, int length) {
    Random random(seed);
    MachineConfig config = small();
    config.asid_tags = tags;
    config.tlb_entries = 5;
    Rig rig(config);
    rig.paging(1);
    rig.map(handler_at, handler_at, Rig::all_rights | Pte::a | Pte::d | Pte::g, 3);
    rig.map(code_at, code_at, Rig::all_rights | Pte::a | Pte::d | Pte::g, 3);
    for (U i = 0; i < 3; ++i) rig.set_word(directory_at + i * 4, (table + i * isa::page_bytes) | 1);
    rig.code(code_at, {ins(Op::addi, 0, 0, 0), ins(Op::lw, a1, a0, 0), ins(Op::sw, a2, a0, 0),
                       ins(Op::amoswap_w, a1, a0, a2), ins(Op::tlbinv), ins(Op::tlbinv_va, a0),
                       ins(Op::tlbinv_as, a0), mts(Special::ptb, a0)});
    rig.step();
    rig.hart().tvec = code_at;  // the handler needs no entry of its own
    for (int i = 0; i < length; ++i) {
        const U va = base + random.below(3) * 0x400000 + data_at + random.below(4) * isa::page_bytes +
                     random.below(4) * 4;
        Hart& h = rig.hart();
        switch (random.below(10)) {
        case 0:
        case 1:
            rig.set_word(table + (va - base) / 0x400000 * isa::page_bytes + (va >> 12 & 1023) * 4,
                         random_entry(random, false));
            break;
        case 2: {
            const U i3 = (va - base) >> 22;
            rig.set_word(directory_at + i3 * 4,
                         random.chance(30) ? random_entry(random, true) : (table + i3 * isa::page_bytes) | 1);
            break;
        }
        case 3: h.vmid = random.chance(80) ? 0 : 1; break;
        default: break;
        }
        rig.ring(random.below(4));
        // The instruction TLB keeps the code page: it is global, but a VMID of its own has its own entry.
        h.itlb.entries[0] = {code_at >> 12,
                             Pte::make(code_at >> 12, Rig::all_rights | Pte::a | Pte::d | Pte::g, 3), 0,
                             h.vmid, true};
        const U what = random.chance(85) ? random.between(1, 3) : random.between(4, 7);
        if (what >= 4) rig.ring(0);
        h.pc = code_at + what * 4;
        rig.x(a0) = what == 6   ? random.below(3)
                    : what == 7 ? Ptb::make(root_at >> 12, random.below(3)).bits
                                : va;
        rig.x(a2) = random.word();
        Expected expected(rig.m);
        Model m{expected, tags};
        if (what <= 3) {
            const Access access = what == 1 ? Access::load : what == 2 ? Access::store : Access::update;
            const isa::Cost cost = what == 1   ? isa::Cost::load
                                   : what == 2 ? isa::Cost::store
                                               : isa::Cost::atomic;
            expected.executes(cost);
            if (const auto frame = m.access(va, access)) {
                const U pa = *frame << 12 | (va & 0xfff);
                const bool memory = pa >= ram_base && pa < rig.m.config.ram_bytes;
                REQUIRE(memory);
                if (what != 2) expected.x(a1, m.word(pa));
                if (what != 1) expected.m.write(Hpa{pa}, Width::word, rig.x(a2));
                expected.step_counted();
                expected.hart().pc += 4;
                ++expected.hart().instret;
            }
        } else {
            expected.completes(what == 7 ? isa::Cost::special : isa::Cost::tlb);
            if (what == 7) expected.hart().ptb.bits = rig.x(a0);
            for (Tlb* tlb : {&expected.hart().itlb, &expected.hart().dtlb})
                for (TlbEntry& e : tlb->entries) {
                    const bool global = e.pte.bits & 0x40;
                    const bool mine = e.vmid == h.vmid;
                    const bool drop = what == 4   ? mine
                                      : what == 5 ? m.answers(e, va)
                                      : what == 6 ? mine && !global && (!tags || e.asid == rig.x(a0))
                                                  : !tags && !global;
                    if (drop) e = {};
                }
        }
        rig.step();
        expected.check(rig.m,
                       [&] { return "seed " + std::to_string(seed) + ", event " + std::to_string(i); });
    }
}

}  // namespace

TEST_CASE("through random histories, with ASID tags, each TLB slot is what a plain model says") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) history(seed, true, 500);
}

TEST_CASE("through random histories, without ASID tags, each TLB slot is what a plain model says") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) history(seed, false, 500);
}

}  // namespace ringside::machine::test
