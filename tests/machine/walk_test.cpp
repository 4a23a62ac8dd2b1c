// The page walk against a model written from the words of isa/pte.hpp: every flag of an entry, at the directory and at
// the leaf, for every access and ring, by running instructions. What else a walk may do: set A and D, fill one slot, book
// its references; nothing more.
#include "machine/walk.hpp"
#include "tests/machine/expect.hpp"
#include "tests/machine/walk_model.hpp"

namespace ringside::machine::test {
namespace {

using namespace walk_model;

// The address under test: directory entry 3, table entry 8, and memory at data_at behind both sizes of page.
constexpr U va = 0x00c00000 | data_at;
constexpr U directory_at = root_at + 3 * 4, table_at = 0x20000, entry_at = table_at + 8 * 4;

struct Prepared {
    Rig rig;
    explicit Prepared(unsigned ring) {
        rig.paging(5);
        rig.ring(ring);
        rig.code(code_at, {ins(Op::addi, a3, a3, 1), ins(Op::lw, a1, a0, 0), ins(Op::sw, a2, a0, 0),
                           ins(Op::amoadd_w, a1, a0, a2)});
        rig.code(data_at, {ins(Op::addi, a3, a3, 1)});
        rig.x(a0) = va;
        rig.x(a2) = 0x01010101;
        rig.step();                 // the code page is in the instruction TLB
        rig.hart().tvec = code_at;  // and so is the handler
    }
};

constexpr Access accesses[] = {Access::fetch, Access::load, Access::store, Access::update};

// Runs the access and compares everything.
void check(const Machine& prepared, U directory, U entry, Access access) {
    Rig rig(small());
    rig.m = prepared;
    Hart& h = rig.hart();
    rig.set_word(directory_at, directory);
    rig.set_word(entry_at, entry);
    h.pc = access == Access::fetch ? va : code_at + static_cast<U>(access) * 4;
    Expected expected(rig.m);
    const Outcome o = model(directory, entry, access, h.psr.ring());
    expected.walked(o.references);
    const isa::Cost cost = access == Access::load    ? isa::Cost::load
                           : access == Access::store ? isa::Cost::store
                                                     : isa::Cost::atomic;
    if (access != Access::fetch) expected.executes(cost);
    if (o.why != 0) {
        static constexpr U cause[] = {12, 13, 15, 15};
        expected.traps(cause[static_cast<int>(access)] | o.why << 8, va);
    } else {
        expected.m.write(Hpa{o.leaf_is_large ? directory_at : entry_at}, Width::word, o.leaf);
        Tlb& tlb = access == Access::fetch ? expected.hart().itlb : expected.hart().dtlb;
        TlbEntry& slot = tlb.entries[tlb.next++];
        slot.valid = true;
        slot.asid = 5;
        slot.page = o.leaf_is_large ? va >> 22 << 10 : va >> 12;
        slot.pte.bits = o.leaf_is_large ? o.leaf : o.leaf & ~L;
        const U old = rig.word(data_at), sum = old + 0x01010101;
        if (access == Access::fetch) expected.executes(isa::Cost::alu).x(a3, 2);
        if (access == Access::load) expected.x(a1, old);
        if (access == Access::store) expected.m.write(Hpa{data_at}, Width::word, 0x01010101);
        if (access == Access::update) expected.x(a1, old).m.write(Hpa{data_at}, Width::word, sum);
        expected.step_counted();
        expected.hart().pc += 4;
        ++expected.hart().instret;
    }
    rig.step();
    expected.check(rig.m, [&] {
        return "directory " + std::to_string(directory) + ", entry " + std::to_string(entry) + ", access " +
               std::to_string(static_cast<int>(access)) + ", ring " + std::to_string(h.psr.ring());
    });
}

}  // namespace

TEST_CASE("every leaf entry, for every access and ring, does what its bits say") {
    for (unsigned ring = 0; ring < 4; ++ring) {
        const Prepared p(ring);
        for (U flags = 0; flags < 0x1000; ++flags)
            for (Access access : accesses) check(p.rig.m, table_at | V, data_at | flags, access);
    }
}

TEST_CASE("every large directory entry, for every access and ring, does what its bits say") {
    for (unsigned ring = 0; ring < 4; ++ring) {
        const Prepared p(ring);
        for (U flags = 0; flags < 0x1000; ++flags)
            for (Access access : accesses) check(p.rig.m, flags | L, data_at | V | R | W | X | 0x300, access);
    }
}

TEST_CASE("of a directory entry that points to a table, only V, L, the reserved bit and the frame count") {
    Random random(6);
    for (unsigned ring = 0; ring < 4; ++ring) {
        const Prepared p(ring);
        for (U flags = 0; flags < 0x1000; ++flags)
            for (int i = 0; i < 2; ++i)
                check(p.rig.m, table_at | flags, data_at | random.below(0x1000) | (i ? V : 0),
                      random.of(accesses));
    }
}

TEST_CASE("a large page with non-zero low frame bits faults as reserved, whichever the bit") {
    for (unsigned ring : {0u, 3u}) {
        const Prepared p(ring);
        for (U bit = 0; bit < 10; ++bit)
            for (Access access : accesses)
                check(p.rig.m, 1u << (12 + bit) | V | R | W | X | L | 0x300, 0, access);
    }
}

TEST_CASE("the rest of a large page is reached with the offset of 22 bits") {
    Rig rig;
    rig.paging();
    rig.map_large(0x00c00000, 0, Rig::all_rights, 3);
    rig.ring(3);
    rig.code(code_at, {ins(Op::lw, a1, a0, 0)});
    Random random(7);
    for (int i = 0; i < 200; ++i) {
        const U pa = random.between(0x40000, (1u << 20) - 1) & ~3u;
        const U wanted = random.word();
        rig.set_word(pa, wanted);
        rig.hart().pc = code_at;
        rig.x(a0) = 0x00c00000 | pa;
        rig.step();
        REQUIRE(rig.x(a1) == wanted);
    }
}

TEST_CASE("page tables outside RAM are a bus fault of the access, whatever the table's level") {
    for (Access access : accesses)
        for (U frame : {0u, (1u << 20) >> 12, config_page_base >> 12, 0xfffffu}) {
            const U cause = access == Access::fetch ? 1 : access == Access::load ? 5 : 7;
            Prepared p(2);
            Rig& rig = p.rig;
            const U pc = access == Access::fetch ? va : code_at + static_cast<U>(access) * 4;
            rig.hart().pc = pc;
            rig.set_word(directory_at, frame << 12 | V);
            rig.step();
            CHECK(rig.hart().cause == cause);
            CHECK(rig.hart().tval == va);
            CHECK(rig.hart().epc == pc);
        }
    // The root itself: the fetch finds no table, and neither does the handler.
    for (U frame : {0u, (1u << 20) >> 12, config_page_base >> 12}) {
        Rig rig;
        rig.hart().ptb = Ptb::make(frame, 0);
        CHECK(rig.step().reason == Stop::Reason::machine_check);
        CHECK(rig.m.check->cause == 1);
    }
}

TEST_CASE("a page that leads where there is no memory is a bus fault at the virtual address") {
    for (Access access : accesses)
        for (U pa : {0u, 1u << 20, 0xe0000000u}) {
            Prepared p(1);
            Rig& rig = p.rig;
            rig.set_word(directory_at, table_at | V);
            rig.set_word(entry_at, pa | V | R | W | X | 0x300);
            rig.hart().pc = access == Access::fetch ? va : code_at + static_cast<U>(access) * 4;
            rig.step();
            CHECK(rig.hart().cause == (access == Access::fetch ? 1u : access == Access::load ? 5u : 7u));
            CHECK(rig.hart().tval == va);
        }
}

TEST_CASE(
    "the configuration page reads in every width, through paging too, and neither writes nor executes") {
    for (bool paging : {false, true}) {
        Rig rig;
        U base = config_page_base;
        if (paging) {
            rig.paging();
            rig.map(va & ~0xfffu, config_page_base, Rig::all_rights, 3);
            base = va & ~0xfffu;
        }
        rig.x(a0) = base;
        rig.code(code_at, {ins(Op::lw, a1, a0, 0), ins(Op::lhu, a2, a0, 10), ins(Op::lbu, a3, a0, 10),
                           ins(Op::lw, a4, a0, 12), ins(Op::lb, a5, a0, 3), ins(Op::lw, t0, a0, 0xffc),
                           ins(Op::lw, t1, a0, 16), ins(Op::sw, a1, a0, 0)});
        rig.step(7);
        CHECK(rig.x(a1) == config_magic);
        CHECK(rig.x(a2) == (1u << 20) >> 16);
        CHECK(rig.x(a3) == (1u << 20) >> 16);
        CHECK(rig.x(a4) == 1);
        CHECK(rig.x(a5) == config_magic >> 24);
        CHECK(rig.x(t0) == 0);
        CHECK(rig.x(t1) == static_cast<U>(rig.m.config.costs.clock_hz));
        rig.step();
        CHECK(rig.hart().cause == 7);
        CHECK(rig.hart().tval == base);
        rig.hart().pc = base;
        rig.step();
        CHECK(rig.hart().cause == 1);
        CHECK(rig.hart().tval == base);
    }
}

TEST_CASE("the first page has no memory, the second one and the last one have") {
    Rig rig;
    for (U address : {0u, 4u, 0xffcu}) {
        U value = 0;
        CHECK_FALSE(rig.m.read(Hpa{address}, Width::word, value));
        CHECK_FALSE(rig.m.write(Hpa{address}, Width::word, 1));
    }
    for (U address : {ram_base, (1u << 20) - 4}) {
        CHECK(rig.m.write(Hpa{address}, Width::word, 0x89abcdef));
        CHECK(rig.word(address) == 0x89abcdef);
    }
}

TEST_CASE("probe answers for the real ring, without touching entries or the TLB") {
    MachineConfig config = small();
    config.traps = isa::TrapMask::classic();
    for (unsigned ring = 0; ring < 4; ++ring)
        for (U flags = 0; flags < 0x1000; flags += 1) {
            if (flags % 16 == 0 && flags % 64) continue;
            Rig rig(config);
            rig.paging();
            rig.map(va, Pte{data_at | flags});
            rig.ring(ring);
            rig.code(code_at, {ins(Op::probe, a1, a0)});
            rig.x(a0) = va;
            Expected expected(rig.m);
            expected.walked(2).hart().itlb.fill(
                {code_at >> 12, Pte::make(code_at >> 12, V | R | W | X | A | D, 3), 0, 0, true});
            U rights = 0;
            for (Access access : {Access::load, Access::store, Access::fetch})
                if (model(table_at | V, flags, access, ring).why == 0)
                    rights |= access == Access::load ? 1 : access == Access::store ? 2 : 4;
            expected.walked(2).completes(isa::Cost::special).x(a1, rights);
            rig.step();
            expected.check(
                rig.m, [&] { return "flags " + std::to_string(flags) + ", ring " + std::to_string(ring); });
        }
}

TEST_CASE("the walker reports each entry it read, and writes nothing when asked not to") {
    Rig rig;
    rig.map(va, data_at, R | W | V, 2);
    struct Tables {
        Rig& rig;
        int writes = 0;
        bool read(U address, U& word) const { return rig.m.read(Hpa{address}, Width::word, word); }
        bool write(U address, U word) {
            ++writes;
            rig.set_word(address, word);
            return true;
        }
    } tables{rig};
    const Walk dry = walk(tables, root_at >> 12, Gva{va | 0x123}, Access::store, 2, SetBits::no);
    CHECK(dry.ok);
    CHECK(dry.address == (data_at | 0x123));
    CHECK(dry.references == 2);
    CHECK(dry.steps[0] == WalkStep{directory_at, rig.word(directory_at)});
    CHECK(dry.steps[1] == WalkStep{rig.table_entry(va), data_at | R | W | V | 0x200});
    CHECK_FALSE(dry.wrote_leaf);
    CHECK(tables.writes == 0);
    const Walk wet = walk(tables, root_at >> 12, Gva{va}, Access::store, 2);
    CHECK(wet.wrote_leaf);
    CHECK(tables.writes == 1);  // A and D in one write
    CHECK(rig.word(rig.table_entry(va)) == (data_at | R | W | V | A | D | 0x200));
    const Walk again = walk(tables, root_at >> 12, Gva{va}, Access::load, 2);
    CHECK_FALSE(again.wrote_leaf);
    CHECK(tables.writes == 1);
}

}  // namespace ringside::machine::test
