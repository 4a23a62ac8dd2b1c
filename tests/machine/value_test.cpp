// State is a value: every member is serialized, compared and part of the digest.
#include <catch2/catch.hpp>

#include "tests/machine/members.hpp"
#include "tests/machine/random_program.hpp"

namespace ringside::machine::test {
namespace {

struct Two {
    int a;
    std::vector<int> b;
};
struct Three : Two {
    std::string c;
    std::array<int, 4> d;
};
static_assert(members_of<Two>() == 2);
static_assert(members_of<Three>() == 3, "a base counts as one");

template <class T>
void all_members_are_visited(const char* name) {
    INFO(name);
    CHECK(visits_of(T{}).places.size() == members_of<T>());
}

Machine busy_machine() {
    Machine m = RandomProgram(3, 2, TimeMode::cycles).machine();
    run(m, 700);
    m.board.console.output = "printed";
    return m;
}

}  // namespace

TEST_CASE("serialize visits as many members as the aggregate has") {
    all_members_are_visited<isa::TrapMask>("TrapMask");
    all_members_are_visited<HartRegisters>("HartRegisters");
    all_members_are_visited<TlbEntry>("TlbEntry");
    all_members_are_visited<Tlb>("Tlb");
    all_members_are_visited<CostLedger>("CostLedger");
    all_members_are_visited<CostModel>("CostModel");
    all_members_are_visited<MachineConfig>("MachineConfig");
    all_members_are_visited<MachineCheck>("MachineCheck");
    all_members_are_visited<CycleTurn>("CycleTurn");
    all_members_are_visited<LockedTurn>("LockedTurn");
    all_members_are_visited<BoardConfig>("BoardConfig");
    all_members_are_visited<Console>("Console");
    all_members_are_visited<Timer>("Timer");
    all_members_are_visited<InterruptController>("InterruptController");
    all_members_are_visited<Power>("Power");
    // A hart is its registers and its own members; the registers count as one of them.
    CHECK(visits_of(Hart{}).places.size() == members_of<Hart>() - 1 + members_of<HartRegisters>());
}

TEST_CASE("a member that serialize forgets is found, also where alignment hides it") {
    struct Hidden {
        std::uint64_t a = 1;
        bool b = false;
        bool forgotten = false;
        Hidden() = default;
        bool operator==(const Hidden&) const = default;
        static void serialize(const Hidden& self, Visits& archive) { archive(self.a, self.b); }
    };
    struct Whole {
        std::uint64_t a = 1;
        bool b = false;
        Whole() = default;
        bool operator==(const Whole&) const = default;
        static void serialize(const Whole& self, Visits& archive) { archive(self.a, self.b); }
    };
    CHECK_FALSE(visits_fill(Hidden{}));
    CHECK(visits_fill(Whole{}));
}

TEST_CASE("serialize of a machine and of a board leaves no byte out") {
    const Machine m(small());
    CHECK(visits_fill(m));
    CHECK(visits_fill(m.board));
}

TEST_CASE("changing any one member changes ==, the digest and the saved bytes") {
    for (bool checked : {false, true}) {
        Machine m = busy_machine();
        if (checked) m.check = MachineCheck{};
        const std::uint64_t digest = digest_of(m);
        const Bytes bytes = save(m);
        int leaves = 0;
        for (bool more = true; more; ++leaves) {
            Machine poked = m;
            Poke poke(leaves);
            Machine::serialize(poked, poke);
            more = poke.done();
            if (!more) break;
            INFO("leaf " << leaves);
            REQUIRE_FALSE(poked == m);
            REQUIRE(digest_of(poked) != digest);
            REQUIRE(save(poked) != bytes);
        }
        CHECK(leaves > 300);
        CHECK(save(m) == bytes);
    }
}

TEST_CASE("a machine that is saved and loaded is the same machine") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Machine m =
            RandomProgram(seed, 1 + static_cast<U>(seed % 8), seed % 2 ? TimeMode::cycles : TimeMode::locked)
                .machine();
        run(m, 500);
        const auto back = load<Machine>(save(m));
        REQUIRE(back);
        CHECK(*back == m);
        CHECK(digest_of(*back) == digest_of(m));
    }
}

TEST_CASE("a fresh machine of any good configuration is well formed") {
    for (U harts = 1; harts <= most_harts; ++harts)
        for (U entries : {1u, 64u, 1024u}) {
            MachineConfig c = small(harts);
            c.tlb_entries = entries;
            CHECK_FALSE(c.problem());
            CHECK(Machine(c).well_formed());
        }
}

TEST_CASE("a configuration that cannot be built is refused with a sentence") {
    const auto problem = [](auto change) {
        MachineConfig c;
        change(c);
        return c.problem().value_or("");
    };
    CHECK(problem([](MachineConfig&) {}).empty());
    CHECK(problem([](MachineConfig& c) { c.ram_bytes += 1; }) ==
          "the size of RAM must be a multiple of 4096 bytes");
    CHECK(problem([](MachineConfig& c) { c.ram_bytes = 0xf000; }) == "RAM must be at least 64 KiB");
    CHECK(problem([](MachineConfig& c) { c.ram_bytes = 0xf0001000; }).find("at most 3840 MiB") !=
          std::string::npos);
    CHECK(problem([](MachineConfig& c) { c.harts = 0; }) == "the number of harts must be 1 to 8");
    CHECK(problem([](MachineConfig& c) { c.harts = 9; }) == "the number of harts must be 1 to 8");
    CHECK(problem([](MachineConfig& c) { c.tlb_entries = 0; }) ==
          "the number of TLB entries must be 1 to 1024");
    CHECK(problem([](MachineConfig& c) { c.tlb_entries = 1025; }) ==
          "the number of TLB entries must be 1 to 1024");
    CHECK(problem([](MachineConfig& c) { c.costs.divide = 0; }).find("`divide`") != std::string::npos);
}

}  // namespace ringside::machine::test
