// Each trap cause: EPC, CAUSE, TVAL and PSR exactly, and nothing else changed by the instruction that trapped.
#include "tests/machine/expect.hpp"

namespace ringside::machine::test {
namespace {

constexpr U beyond_ram = 1u << 20;  // small() has 1 MiB

struct Case {
    const char* name;
    U word;
    U a0_value;  // address or target
    U cause, tval;
    std::optional<isa::Cost> cost;  // booked if the instruction began to execute
};

const Case cases[] = {
    {"jalr to an odd half-word", ins(Op::jalr, ra, a0, 0), code_at + 2, 0, code_at + 2, isa::Cost::jump},
    {"jalr with offset to an odd half-word", ins(Op::jalr, a0, a0, 3), code_at, 0, code_at + 2,
     isa::Cost::jump},
    {"a word of zeros", 0, 0, 2, 0, {}},
    {"a word of ones", 0xffffffff, 0, 2, 0xffffffff, {}},
    {"a field that must be zero is not",
     ins(Op::add, a1, a2, a3) | 1,
     0,
     2,
     ins(Op::add, a1, a2, a3) | 1,
     {}},
    {"a shift by 32", ins(Op::slli, a1, a2, 0) | 32, 0, 2, ins(Op::slli, a1, a2, 0) | 32, {}},
    {"vrun on a machine without Tetra-V", ins(Op::vrun, a0), 0, 2, ins(Op::vrun, a0), {}},
    {"vcall on a machine without Tetra-V", ins(Op::vcall, 3), 0, 2, ins(Op::vcall, 3), {}},
    {"ebreak", ins(Op::ebreak), 0, 3, code_at, isa::Cost::alu},
    {"ecall", ins(Op::ecall), 0, 8, 0, isa::Cost::alu},
    {"lw not aligned", ins(Op::lw, a1, a0, 0), data_at + 2, 4, data_at + 2, isa::Cost::load},
    {"lh not aligned", ins(Op::lh, a1, a0, 1), data_at, 4, data_at + 1, isa::Cost::load},
    {"lhu not aligned", ins(Op::lhu, a0, a0, 3), data_at, 4, data_at + 3, isa::Cost::load},
    {"lr.w not aligned", ins(Op::lr_w, a1, a0), data_at + 1, 4, data_at + 1, isa::Cost::atomic},
    {"lb from the null page", ins(Op::lb, a1, a0, 0), 0, 5, 0, isa::Cost::load},
    {"lw from the end of the null page", ins(Op::lw, a1, a0, -4), ram_base, 5, ram_base - 4, isa::Cost::load},
    {"lw beyond RAM", ins(Op::lw, a1, a0, 0), beyond_ram, 5, beyond_ram, isa::Cost::load},
    {"lw after the configuration page", ins(Op::lw, a1, a0, 0), config_page_base + 4096, 5,
     config_page_base + 4096, isa::Cost::load},
    {"lw from the last word", ins(Op::lw, a1, a0, 0), 0xfffffffc, 5, 0xfffffffc, isa::Cost::load},
    {"lr.w beyond RAM", ins(Op::lr_w, a1, a0), beyond_ram, 5, beyond_ram, isa::Cost::atomic},
    {"a misaligned load where there is no memory", ins(Op::lw, a1, a0, 0), beyond_ram + 1, 4, beyond_ram + 1,
     isa::Cost::load},
    {"sw not aligned", ins(Op::sw, a1, a0, 0), data_at + 1, 6, data_at + 1, isa::Cost::store},
    {"sh not aligned", ins(Op::sh, a1, a0, -1), data_at, 6, data_at - 1, isa::Cost::store},
    {"sc.w not aligned", ins(Op::sc_w, a1, a0, a2), data_at + 2, 6, data_at + 2, isa::Cost::atomic},
    {"amoadd.w not aligned", ins(Op::amoadd_w, a1, a0, a2), data_at + 2, 6, data_at + 2, isa::Cost::atomic},
    {"sb to the null page", ins(Op::sb, a1, a0, 0), 0, 7, 0, isa::Cost::store},
    {"sw beyond RAM", ins(Op::sw, a1, a0, 0), beyond_ram, 7, beyond_ram, isa::Cost::store},
    {"sw to the configuration page", ins(Op::sw, a1, a0, 0), config_page_base, 7, config_page_base,
     isa::Cost::store},
    {"sb to the configuration page", ins(Op::sb, a1, a0, 5), config_page_base, 7, config_page_base + 5,
     isa::Cost::store},
    {"sc.w beyond RAM", ins(Op::sc_w, a1, a0, a2), beyond_ram, 7, beyond_ram, isa::Cost::atomic},
    {"sc.w to the configuration page", ins(Op::sc_w, a1, a0, a2), config_page_base, 7, config_page_base,
     isa::Cost::atomic},
    {"amoor.w beyond RAM", ins(Op::amoor_w, a1, a0, a2), beyond_ram, 7, beyond_ram, isa::Cost::atomic},
    {"amoor.w on the configuration page", ins(Op::amoor_w, a1, a0, a2), config_page_base, 7, config_page_base,
     isa::Cost::atomic},
};

// Every PSR that matters: rings, interrupts, single step, previous values, user flags.
std::vector<Psr> psrs() {
    std::vector<Psr> all;
    for (U ring = 0; ring < 4; ++ring)
        for (U bits : {0u, Psr::ie_bit, Psr::tf_bit, Psr::ie_bit | Psr::tf_bit, Psr::previous_ring_mask,
                       Psr::previous_ie_bit, Psr::previous_tf_bit, Psr::user_mask,
                       0xa5000000u | Psr::ie_bit | Psr::previous_tf_bit})
            all.push_back(Psr{bits | ring});
    return all;
}

}  // namespace

TEST_CASE("each cause sets EPC, CAUSE, TVAL and PSR exactly, and the instruction changes nothing else") {
    for (const Case& c : cases)
        for (Psr psr : psrs())
            for (U lr_state : {0u, isa::lr_valid, isa::lr_saved, isa::lr_all}) {
                Rig rig;
                Hart& h = rig.hart();
                for (unsigned r = 1; r < 16; ++r) rig.x(r) = 0x1111u * r;
                rig.x(a0) = c.a0_value;
                h.psr = psr;
                h.lr_address = c.a0_value;
                h.lr_state = lr_state;
                h.epc = 0x44444444;
                h.cause = 0x55555555;
                h.tval = 0x66666666;
                rig.set_word(code_at, c.word);
                Expected expected(rig.m);
                if (c.cost) expected.executes(*c.cost);
                expected.traps(c.cause, c.tval);
                CHECK(rig.step().reason == Stop::Reason::budget);
                expected.check(rig.m,
                               [&] { return std::string(c.name) + ", psr " + std::to_string(psr.bits); });
            }
}

TEST_CASE("a fetch from a place that is not RAM is a bus fault at that address") {
    for (U pc : {0u, ram_base - 4, beyond_ram, config_page_base, config_page_base + 8, 0xfffffffcu}) {
        Rig rig;
        rig.hart().pc = pc;
        Expected expected(rig.m);
        expected.traps(1, pc);
        rig.step();
        expected.check(rig.m, [&] { return "pc " + std::to_string(pc); });
    }
}

TEST_CASE("a jump off the end of RAM completes, and the fetch after it traps") {
    Rig rig;
    rig.x(a0) = beyond_ram;
    rig.code(code_at, {ins(Op::jalr, ra, a0, 0)});
    rig.step();
    CHECK(rig.hart().pc == beyond_ram);
    CHECK(rig.x(ra) == code_at + 4);
    Expected expected(rig.m);
    expected.traps(1, beyond_ram);
    rig.step();
    expected.check(rig.m);
}

TEST_CASE(
    "a special register that does not exist is an illegal instruction in ring 0, a privileged one outside") {
    for (U number = 0; number < 0x200; ++number) {
        if (isa::find_special(number)) continue;
        for (U word : {ins(Op::mfs, a1, static_cast<S>(number)), ins(Op::mts, a1, static_cast<S>(number))})
            for (unsigned ring = 0; ring < 4; ++ring) {
                Rig rig;
                rig.ring(ring);
                rig.set_word(code_at, word);
                Expected expected(rig.m);
                if (ring == 0) expected.executes(isa::Cost::special);
                expected.traps(ring == 0 ? 2 : 9, word);
                rig.step();
                expected.check(rig.m, [&] { return "special " + std::to_string(number); });
            }
    }
}

TEST_CASE("rets gives back what the trap put aside, and leaves the previous values as they are") {
    for (Psr psr : psrs()) {
        if (psr.tf()) continue;
        Rig rig;
        rig.hart().psr = psr;
        rig.code(code_at, {ins(Op::ecall)});
        rig.code(handler_at, {ins(Op::rets)});
        rig.step();
        Expected expected(rig.m);
        expected.completes(isa::Cost::trap_return);
        expected.hart().pc = code_at;
        const U previous = psr.ring() << 4 | (psr.ie() ? Psr::previous_ie_bit : 0);
        expected.hart().psr.bits = psr.user() | previous | psr.ring() | (psr.ie() ? Psr::ie_bit : 0);
        rig.step();
        expected.check(rig.m);
    }
}

TEST_CASE("TVEC that is not memory for ring 0 stops the machine with a sentence") {
    for (U tvec : {0u, beyond_ram, config_page_base}) {
        Rig rig;
        rig.hart().tvec = tvec;
        rig.ring(3);
        rig.code(code_at, {ins(Op::ecall)});
        const Stop stop = rig.step(10);
        CHECK(stop == Stop{Stop::Reason::machine_check, 0});
        REQUIRE(rig.m.check);
        CHECK(*rig.m.check == MachineCheck{CheckKind::vector, 0, code_at, 8, 0, tvec});
        const std::string text = explain(*rig.m.check);
        CHECK(text.find("system call at pc 0x00004000") != std::string::npos);
        CHECK(text.find("TVEC") != std::string::npos);
        CHECK(text.find("set TVEC to a handler") != std::string::npos);
        // It stays stopped, and nothing moves.
        const Machine before = rig.m;
        CHECK(rig.step(10) == Stop{Stop::Reason::machine_check, 0});
        CHECK(rig.m == before);
    }
}

TEST_CASE("TVEC must be mapped, executable and allowed for ring 0 while paging is on") {
    for (U flags : {0u, Pte::v | Pte::r | Pte::w, Pte::v | Pte::x | Pte::reserved}) {
        Rig rig;
        rig.paging();
        rig.map(handler_at, handler_at, flags, 3);
        rig.code(code_at, {ins(Op::ecall)});
        CHECK(rig.step(10).reason == Stop::Reason::machine_check);
        REQUIRE(rig.m.check);
        CHECK(rig.m.check->kind == CheckKind::vector);
    }
    Rig rig;
    rig.paging();
    rig.code(code_at, {ins(Op::ecall)});
    CHECK(rig.step(10).reason == Stop::Reason::budget);
}

TEST_CASE("a handler whose first instruction traps stops the machine, whatever the trap") {
    for (U first :
         {0u, ins(Op::ecall), ins(Op::ebreak), ins(Op::lw, a0, zero, 0), ins(Op::lw, a0, zero, 1)}) {
        Rig rig;
        rig.ring(3);
        rig.code(code_at, {ins(Op::ecall)});
        rig.code(handler_at, {first});
        const Stop stop = rig.step(10);
        CHECK(stop.reason == Stop::Reason::machine_check);
        REQUIRE(rig.m.check);
        CHECK(rig.m.check->kind == CheckKind::loop);
        CHECK(rig.m.check->pc == handler_at);
        CHECK(explain(*rig.m.check).find("mend the handler") != std::string::npos);
    }
}

TEST_CASE("a handler whose second instruction traps is no machine check") {
    Rig rig;
    rig.code(code_at, {ins(Op::ecall)});
    rig.code(handler_at, {ins(Op::addi, t0, t0, 1), ins(Op::ebreak)});
    CHECK(rig.step(1000).reason == Stop::Reason::budget);
    CHECK(rig.x(t0) == 500);
}

TEST_CASE("with a native monitor a trap stops the machine before the fetch, and touches no TLB") {
    MachineConfig config = small();
    config.native_monitor = true;
    Rig rig(config);
    rig.paging();
    rig.ring(3);
    rig.hart().tvec = 0;  // nothing there: nobody fetches
    rig.code(code_at, {ins(Op::addi, a0, a0, 1), ins(Op::ecall)});
    rig.step();
    Expected expected(rig.m);
    expected.executes(isa::Cost::alu).traps(8, 0);
    CHECK(rig.step(100) == Stop{Stop::Reason::trap, 0});
    expected.check(rig.m);
    // Ring 0 is outside: the machine does not run it.
    CHECK(rig.step(100) == Stop{Stop::Reason::trap, 0});
    expected.check(rig.m);
}

TEST_CASE("a machine that powered off stays off") {
    Rig rig;
    rig.x(a0) = 0x12345;
    rig.code(code_at, {ins(Op::out, a0, zero, port::power), ins(Op::addi, a1, zero, 1)});
    CHECK(rig.step(100) == Stop{Stop::Reason::power_off, 0});
    CHECK(rig.m.board.power.exit_code == 0x45);
    CHECK(rig.hart().instret == 1);
    const Machine before = rig.m;
    CHECK(rig.step(100) == Stop{Stop::Reason::power_off, 0});
    CHECK(rig.m == before);
    CHECK(rig.x(a1) == 0);
}

}  // namespace ringside::machine::test
