// The TLBs, entry by entry: labs measure misses and show stale entries, so every slot is part of the contract.
#include "tests/machine/expect.hpp"

namespace ringside::machine::test {
namespace {

constexpr U va = 0x00c00000, page = isa::page_bytes;
constexpr U rights = Rig::all_rights;

// Paging on in ring 0, and six data pages at va; page i leads to data_at + i pages. One load and one store to play with.
struct Paged : Rig {
    static constexpr U load_at = code_at, store_at = code_at + 8, spare_at = code_at + 16;

    explicit Paged(const MachineConfig& config = small()) : Rig(config) {
        paging(1);
        for (U i = 0; i < 6; ++i) {
            map(va + i * page, data_at + i * page, rights, 3);
            set_word(data_at + i * page, 0x100 + i);
        }
        code(load_at,
             {ins(Op::lw, a1, a0, 0), ins(Op::jal, 0, 0), ins(Op::sw, a2, a0, 0), ins(Op::jal, 0, 0)});
        execute(ins(Op::addi, 0, 0, 0));
    }
    U load(U address) {
        x(a0) = address;
        hart().pc = load_at;
        step();
        return x(a1);
    }
    void store(U address, U value) {
        x(a0) = address;
        x(a2) = value;
        hart().pc = store_at;
        step();
    }
    bool trapped() { return hart().pc == handler_at; }
    // Runs one word in ring 0.
    void execute(U word) {
        ring(0);
        set_word(spare_at, word);
        hart().pc = spare_at;
        step();
    }
    void address_space(U asid) { hart().ptb = Ptb::make(root_at >> 12, asid); }
    TlbEntry& slot(U i) { return hart().dtlb.entries[i]; }
    U valid_slots() {
        U n = 0;
        for (const TlbEntry& e : hart().dtlb.entries) n += e.valid;
        return n;
    }
};

}  // namespace

TEST_CASE("misses fill the slots in turn, and the oldest goes first, hit or not") {
    Paged rig;
    for (U i = 0; i < 4; ++i) rig.load(va + i * page);
    for (int again = 0; again < 3; ++again) rig.load(va);  // hits do not make it younger
    rig.load(va + 4 * page);
    CHECK(rig.slot(0).page == (va >> 12) + 4);
    rig.load(va + 5 * page);
    CHECK(rig.slot(1).page == (va >> 12) + 5);
    CHECK(rig.hart().dtlb.next == 2);
    rig.load(va);  // gone: it comes back in the third slot
    CHECK(rig.slot(2).page == va >> 12);
}

TEST_CASE("a hit changes nothing but the registers") {
    Paged rig;
    rig.store(va, 7);
    rig.x(a0) = va;
    rig.hart().pc = Paged::load_at;
    Expected expected(rig.m);
    expected.completes(isa::Cost::load).x(a1, 7);
    rig.step();
    expected.check(rig.m);
}

TEST_CASE("fetches use the instruction TLB, loads and stores the data TLB") {
    Paged rig;
    const Tlb instructions = rig.hart().itlb;
    rig.load(va);
    CHECK(rig.hart().itlb == instructions);
    const Tlb data = rig.hart().dtlb;
    rig.hart().pc = va + page;
    rig.set_word(data_at + page, ins(Op::addi, 0, 0, 0));
    rig.step();
    CHECK(rig.hart().dtlb == data);
    CHECK(rig.hart().itlb.entries[1].page == (va + page) >> 12);
}

TEST_CASE("a store to an entry with D=0 walks again, sets D and replaces the slot in place") {
    Paged rig;
    rig.load(va);
    rig.load(va + page);
    CHECK_FALSE(rig.slot(0).pte.has(Pte::d));
    const U next = rig.hart().dtlb.next;
    const std::uint64_t walked = rig.hart().ledger[Spent::walk];
    rig.store(va, 9);
    CHECK(rig.slot(0).pte.has(Pte::a | Pte::d));
    CHECK((rig.word(rig.table_entry(va)) & Pte::d) != 0);
    CHECK(rig.hart().dtlb.next == next);
    CHECK(rig.hart().ledger[Spent::walk] == walked + 24);
    rig.store(va, 10);
    CHECK(rig.hart().ledger[Spent::walk] == walked + 24);
}

TEST_CASE("rights gained without an invalidation work at once: the hit that forbids walks again") {
    Paged rig;
    rig.map(va, data_at, Pte::v | Pte::r, 3);
    rig.load(va);
    rig.map(va, data_at + page, rights, 3);
    rig.store(va, 0x77);
    CHECK_FALSE(rig.trapped());
    CHECK(rig.word(data_at + page) == 0x77);
    CHECK(rig.slot(0).pte.frame() == (data_at + page) >> 12);
    CHECK(rig.hart().dtlb.next == 1);
}

TEST_CASE("a hit that forbids, and a walk that forbids too: the slot is dropped, the FIFO pointer stays") {
    Paged rig;
    rig.map(va + page, data_at + page, Pte::v | Pte::r, 3);
    rig.load(va);
    rig.load(va + page);
    rig.store(va + page, 1);
    CHECK(rig.trapped());
    CHECK(rig.hart().cause == (15 | 3 << 8));
    CHECK(rig.slot(1) == TlbEntry{});
    CHECK(rig.slot(0).valid);
    CHECK(rig.hart().dtlb.next == 2);
}

TEST_CASE("a ring that an entry refuses drops the entry, although the inner ring could still use it") {
    Paged rig;
    rig.map(va, data_at, rights, 1);
    rig.ring(1);
    rig.load(va);
    CHECK(rig.valid_slots() == 1);
    rig.ring(2);
    rig.load(va);
    CHECK(rig.trapped());
    CHECK(rig.hart().cause == (13 | 4 << 8));
    CHECK(rig.valid_slots() == 0);
}

TEST_CASE("a stale entry stays usable until it is invalidated") {
    Paged rig;
    CHECK(rig.load(va) == 0x100);
    rig.map(va, Pte{});
    CHECK(rig.load(va) == 0x100);
    rig.map(va, data_at + page, rights, 3);
    CHECK(rig.load(va) == 0x100);
    rig.x(a0) = va;
    rig.execute(ins(Op::tlbinv_va, a0));
    CHECK(rig.load(va) == 0x101);
}

TEST_CASE("absent entries are never cached: a page that is mapped later needs no invalidation") {
    Paged rig;
    rig.map(va, Pte{});
    rig.load(va);
    CHECK(rig.trapped());
    CHECK(rig.valid_slots() == 0);
    rig.map(va, data_at, rights, 3);
    CHECK(rig.load(va) == 0x100);
}

TEST_CASE("an entry answers for its own ASID only, a global one for all") {
    Paged rig;
    rig.map(va + page, data_at + page, rights | Pte::g, 3);
    rig.load(va);
    rig.load(va + page);
    rig.map(va, data_at + 2 * page, rights, 3);
    rig.map(va + page, data_at + 2 * page, rights, 3);
    rig.address_space(2);
    CHECK(rig.load(va) == 0x102);
    CHECK(rig.load(va + page) == 0x101);
    CHECK(rig.slot(2).asid == 2);
    rig.address_space(1);
    CHECK(rig.load(va) == 0x100);
    CHECK(rig.valid_slots() == 3);
}

TEST_CASE("an entry of another VMID does not answer, not even a global one") {
    Paged rig;
    rig.map(va, data_at, rights | Pte::g, 3);
    rig.load(va);
    rig.map(va, data_at + page, rights | Pte::g, 3);
    rig.hart().vmid = 3;
    CHECK(rig.load(va) == 0x101);
    CHECK(rig.slot(1).vmid == 3);
    rig.execute(ins(Op::tlbinv));
    CHECK(rig.valid_slots() == 1);
    rig.hart().vmid = 0;
    CHECK(rig.load(va) == 0x100);
}

TEST_CASE("a large entry answers for all of its 4 MiB") {
    Paged rig;
    rig.map_large(0x01000000, 0, rights, 3);
    rig.load(0x01000000 + data_at);
    const std::uint64_t walked = rig.hart().ledger[Spent::walk];
    for (U i = 0; i < 6; ++i) CHECK(rig.load(0x01000000 + data_at + i * page) == 0x100 + i);
    CHECK(rig.hart().ledger[Spent::walk] == walked);
    CHECK(rig.slot(0).page == 0x01000000 >> 12);
    rig.load(0x01400000);
    CHECK(rig.trapped());
}

TEST_CASE("of two entries for one address the lowest slot wins") {
    Paged rig;
    rig.load(va);
    rig.load(va + page);
    rig.slot(1).page = va >> 12;
    CHECK(rig.load(va) == 0x100);
    std::swap(rig.slot(0), rig.slot(1));
    CHECK(rig.load(va) == 0x101);
}

TEST_CASE("tlbinv empties both TLBs of this hart and of no other; FIFO order goes on where it was") {
    Rig both(small(2));
    for (U id = 0; id < 2; ++id)
        for (Tlb* tlb : {&both.hart(id).itlb, &both.hart(id).dtlb}) {
            for (TlbEntry& e : tlb->entries) e = {0x77, Pte{rights | Pte::g}, 9, 0, true};
            tlb->next = 3;
        }
    both.code(code_at, {ins(Op::tlbinv)});
    const Hart other = both.hart(1);
    both.step();
    for (const Tlb* tlb : {&both.hart(0).itlb, &both.hart(0).dtlb}) {
        for (const TlbEntry& e : tlb->entries) CHECK(e == TlbEntry{});
        CHECK(tlb->next == 3);
    }
    CHECK(both.hart(1) == other);
}

TEST_CASE("tlbinv.va drops the current ASID's entry, global ones and large ones that cover the address, and "
          "no other") {
    Paged rig;
    const U frame = va >> 12;
    rig.slot(0) = {frame, Pte{rights}, 1, 0, true};
    rig.slot(1) = {frame, Pte{rights}, 2, 0, true};
    rig.slot(2) = {frame, Pte{rights | Pte::g}, 2, 0, true};
    rig.slot(3) = {frame + 1, Pte{rights}, 1, 0, true};
    rig.hart().itlb.entries[3] = {frame, Pte{rights | Pte::l}, 1, 0, true};
    rig.hart().itlb.entries[2] = {frame, Pte{rights}, 1, 5, true};  // another VMID's
    rig.x(a0) = va + 0x123;
    rig.execute(ins(Op::tlbinv_va, a0));
    CHECK_FALSE(rig.slot(0).valid);
    CHECK(rig.slot(1).valid);
    CHECK_FALSE(rig.slot(2).valid);
    CHECK(rig.slot(3).valid);
    CHECK_FALSE(rig.hart().itlb.entries[3].valid);
    CHECK(rig.hart().itlb.entries[2].valid);
}

TEST_CASE("tlbinv.as drops the entries of one ASID that are not global") {
    for (U argument : {2u, 0x102u}) {
        Paged rig;
        rig.slot(0) = {1, Pte{rights}, 1, 0, true};
        rig.slot(1) = {2, Pte{rights}, 2, 0, true};
        rig.slot(2) = {3, Pte{rights | Pte::g}, 2, 0, true};
        rig.slot(3) = {4, Pte{rights}, 2, 5, true};
        rig.hart().itlb.entries[3] = {5, Pte{rights}, 2, 0, true};
        rig.x(a0) = argument;
        rig.execute(ins(Op::tlbinv_as, a0));
        CHECK(rig.slot(0).valid);
        CHECK_FALSE(rig.slot(1).valid);
        CHECK(rig.slot(2).valid);
        CHECK(rig.slot(3).valid);
        CHECK_FALSE(rig.hart().itlb.entries[3].valid);
    }
}

TEST_CASE("writing PTB drops nothing while ASIDs tag the entries") {
    Paged rig;
    rig.load(va);
    const Tlb before = rig.hart().dtlb;
    rig.x(a0) = Ptb::make(root_at >> 12, 2).bits;
    rig.execute(mts(Special::ptb, a0));
    CHECK(rig.hart().dtlb == before);
}

TEST_CASE("without tags, writing PTB drops every entry that is not global, and ASIDs count for nothing") {
    MachineConfig config = small();
    config.asid_tags = false;
    Paged rig(config);
    rig.map(va + page, data_at + page, rights | Pte::g, 3);
    rig.load(va);
    rig.load(va + page);
    CHECK(rig.slot(0).asid == 0);
    rig.address_space(2);  // by hand: nothing is dropped
    rig.map(va, Pte{});
    CHECK(rig.load(va) == 0x100);
    rig.x(a0) = Ptb::make(root_at >> 12, 1).bits;
    rig.execute(mts(Special::ptb, a0));
    CHECK_FALSE(rig.slot(0).valid);
    CHECK(rig.slot(1).valid);
    for (const TlbEntry& e : rig.hart().itlb.entries) CHECK_FALSE(e.valid);
    rig.load(va);
    CHECK(rig.trapped());
}

TEST_CASE("with paging off the TLB is neither asked nor filled, and its entries are there again afterwards") {
    Paged rig;
    rig.load(va);
    const Tlb before = rig.hart().dtlb;
    rig.hart().ptb.bits &= ~1u;
    CHECK(rig.load(data_at + page) == 0x101);
    CHECK(rig.hart().dtlb == before);
    rig.hart().ptb.bits |= 1;
    rig.map(va, Pte{});
    CHECK(rig.load(va) == 0x100);
}

TEST_CASE("taking a trap fetches the handler, and its translation is in the TLB then") {
    Paged rig;
    rig.execute(ins(Op::tlbinv));
    const std::uint64_t walked = rig.hart().ledger[Spent::walk];
    rig.hart().pc = code_at + 0x100;
    rig.set_word(code_at + 0x100, ins(Op::ecall));
    rig.step();
    CHECK(rig.hart().ledger[Spent::walk] == walked + 48);
    rig.step();
    CHECK(rig.hart().ledger[Spent::walk] == walked + 48);
}

}  // namespace ringside::machine::test
