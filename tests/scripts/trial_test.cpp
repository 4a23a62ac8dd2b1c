// The experiment of Popek and Goldberg's definitions, against the table of instructions.
#include "scripts/trial.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "isa/encoding.hpp"

using namespace ringside;
using namespace ringside::scripts;

namespace {

std::uint32_t word_of(isa::Op op) {
    isa::Decoded d{op, 0, 0, 0, 0};
    const isa::Fields used = isa::fields_of(isa::row(op).syntax);
    if (used.rd) d.rd = 10;
    if (used.rs) d.rs = 11;
    if (used.rt) d.rt = 12;
    if (op == isa::Op::mfs || op == isa::Op::mts) d.imm = static_cast<int>(isa::Special::ptb);
    if (op == isa::Op::jal || isa::row(op).syntax == isa::Syntax::branch) d.imm = 2;
    return isa::encode(d);
}

std::vector<Trial> states(isa::Op op, const isa::TrapMask& traps) {
    std::vector<Trial> all;
    for (unsigned ring = 0; ring < 4; ++ring)
        for (const std::uint32_t a1 : {trial::data + 0x40, 3u, trial::kernel})
            for (const std::uint32_t psr : {0u, 0x30u}) {
                Trial t;
                t.word = word_of(op);
                t.traps = traps;
                t.ring = ring;
                t.x[11] = a1;
                t.psr = psr;
                all.push_back(t);
            }
    return all;
}

bool same_for_program(const TrialResult& a, const TrialResult& b) {
    return a.x == b.x && a.pc == b.pc && a.memory == b.memory;
}

// Found by experiment alone; the table is not looked at.
isa::Sensitivity sensitivity_of(isa::Op op, const isa::TrapMask& traps) {
    for (const Trial& t : states(op, traps)) {
        const TrialResult r = run_trial(t);
        if (!r.trap && (r.psr.ring() != t.ring || r.moved || r.halted)) return isa::Sensitivity::control;
    }
    for (const Trial& t : states(op, traps)) {
        const TrialResult r = run_trial(t);
        for (int twin = 0; twin < 2; ++twin) {
            Trial other = t;
            if (twin == 0)
                other.ring = (t.ring + 1) % 4;
            else
                other.relocation = 5;
            const TrialResult o = run_trial(other);
            if (!r.trap && !o.trap && !same_for_program(r, o)) return isa::Sensitivity::behaviour;
        }
    }
    return isa::Sensitivity::innocuous;
}

// Devices and the TLB are outside the model, and this machine has no virtualization extension.
bool in_the_model(const isa::Row& r) {
    return r.class_ != isa::Class::virtualization && r.cost != isa::Cost::port && r.cost != isa::Cost::tlb;
}

}  // namespace

TEST_CASE("where nothing traps, experiment and table agree on what is sensitive") {
    for (const isa::Row& r : isa::table) {
        if (!in_the_model(r)) continue;
        INFO(r.mnemonic);
        CHECK(sensitivity_of(r.op, isa::TrapMask{}) == r.sensitivity);
    }
}

TEST_CASE("on the strict strap every sensitive instruction traps in rings 1 to 3 and none in ring 0") {
    for (const isa::Row& r : isa::table) {
        if (!in_the_model(r) || r.sensitivity == isa::Sensitivity::innocuous) continue;
        INFO(r.mnemonic);
        for (const Trial& t : states(r.op, isa::TrapMask::strict())) {
            const TrialResult result = run_trial(t);
            const bool privileged = result.trap && *result.trap == isa::trap(isa::Cause::privileged, t.word);
            CHECK(privileged == (t.ring != 0));
        }
    }
}

TEST_CASE("an instruction that completes in ring 0 alone cannot show the ring") {
    CHECK(sensitivity_of(isa::Op::rdring, isa::TrapMask::strict()) == isa::Sensitivity::innocuous);
    CHECK(sensitivity_of(isa::Op::rdptb, isa::TrapMask::strict()) == isa::Sensitivity::behaviour);
}

TEST_CASE("a trial shows what an instruction did, and nothing of a trap") {
    Trial t;
    t.word = isa::encode({isa::Op::sw, 12, 11, 0, 0});
    t.ring = 3;
    t.relocation = 2;
    const TrialResult stored = run_trial(t);
    REQUIRE_FALSE(stored.trap);
    REQUIRE(stored.memory.size() == 1);
    CHECK(stored.memory[0].address == trial::data + 0x40);
    CHECK(stored.memory[0].value == 3);
    CHECK(stored.pc == trial::code + 4);

    t.x[11] = trial::kernel;
    const TrialResult refused = run_trial(t);
    REQUIRE(refused.trap);
    CHECK((refused.trap->cause & 0xff) == static_cast<std::uint32_t>(isa::Cause::store_page));
    CHECK(refused.memory.empty());
    CHECK(refused.pc == trial::code);
    CHECK(refused.psr.ring() == 3);
}
