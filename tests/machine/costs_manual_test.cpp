// The presets beside each other: their orderings, their sources, their manual page, and the ledger under each.
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include "machine/costs_manual.hpp"
#include "tests/machine/random_program.hpp"

namespace ringside::machine::test {

TEST_CASE("docs/costs.md is what the cost presets print") {
    std::ifstream file(RINGSIDE_SOURCE_DIR "/docs/costs.md");
    std::stringstream text;
    text << file.rdbuf();
    INFO("to print it anew: tests_machine \"[.print-costs-manual]\"");
    CHECK(text.str() == costs_manual());
}

TEST_CASE("print docs/costs.md anew", "[.print-costs-manual]") {
    std::ofstream(RINGSIDE_SOURCE_DIR "/docs/costs.md") << costs_manual();
}

TEST_CASE("the presets are in the published order: exits and entries became cheaper with every generation") {
    const CostModel p4 = *CostModel::preset("p4-2005"), core2 = *CostModel::preset("core2"),
                    nehalem = *CostModel::preset("nehalem"), modern = *CostModel::preset("modern");
    const auto round_trip = [](const CostModel& c) { return c.hardware_exit + c.hardware_entry; };
    CHECK(round_trip(p4) == 3963);
    CHECK(round_trip(core2) == 1579);
    CHECK(round_trip(nehalem) == 1009);
    CHECK(round_trip(modern) <= round_trip(nehalem));
    for (const CostModel& c : {p4, core2, nehalem, modern}) {
        // A system call costs far less than an exit, and an exit by hardware more than one by a plain trap.
        const U syscall = c.alu + c.trap_entry + c.trap_return;
        CHECK(syscall * 3 < round_trip(c));
        CHECK(c.port > c.special);
        CHECK(c.walk_reference < c.trap_entry);
    }
    CHECK(p4.alu + p4.trap_entry + p4.trap_return == 242);
}

TEST_CASE("under every preset each hart's ledger sums to its clock after any random program") {
    for (const std::string_view name : CostModel::preset_names())
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const TimeMode time = seed % 3 ? TimeMode::cycles : TimeMode::locked;
            Machine m = RandomProgram(seed, 1 + static_cast<U>(seed % 8), time).machine();
            m.config.costs = *CostModel::preset(name);
            run(m, 1500);
            INFO(name << ", seed " << seed);
            for (const Hart& h : m.harts) {
                CHECK(h.ledger.sum() == h.cycle);
                CHECK(h.cycle >= h.instret);  // nothing is free
            }
        }
}

}  // namespace ringside::machine::test
