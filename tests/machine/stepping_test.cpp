// Single step (TF) and the compare register on INSTRET: a monitor or a debugger stops a program at an exact step.
#include "tests/machine/expect.hpp"

namespace ringside::machine::test {
namespace {

// A debugger in ring 0: counts its traps in ms3 and returns.
void count_and_return(Rig& rig) {
    rig.code(handler_at, {mts(Special::ms0, t0), mfs(t0, Special::ms3), ins(Op::addi, t0, t0, 1),
                          mts(Special::ms3, t0), mfs(t0, Special::ms0), ins(Op::rets)});
}

}  // namespace

TEST_CASE("with TF set the trap comes after exactly one instruction, with EPC behind it") {
    for (unsigned ring = 0; ring < 4; ++ring) {
        Rig rig;
        rig.hart().psr.bits = Psr::tf_bit | Psr::ie_bit | ring;
        rig.code(code_at, {ins(Op::addi, a0, a0, 5), ins(Op::addi, a0, a0, 5)});
        Expected expected(rig.m);
        expected.completes(isa::Cost::alu).x(a0, 5);
        expected.enters(10, 0);
        rig.step();
        expected.check(rig.m);
        CHECK(rig.hart().epc == code_at + 4);
        CHECK(rig.hart().psr.bits == (Psr::previous_tf_bit | Psr::previous_ie_bit | ring << 4));
    }
}

TEST_CASE("a jump under TF reports the target") {
    Rig rig;
    rig.hart().psr.bits = Psr::tf_bit | 3;
    rig.code(code_at, {ins(Op::jal, ra, 100)});
    rig.step();
    CHECK(rig.hart().cause == 10);
    CHECK(rig.hart().epc == code_at + 400);
    CHECK(rig.x(ra) == code_at + 4);
}

TEST_CASE("an instruction that traps under TF takes its own trap only, and TF is put aside") {
    for (U word : {ins(Op::ecall), 0u, ins(Op::lw, a0, zero, 0), ins(Op::halt)}) {
        Rig rig;
        rig.hart().psr.bits = Psr::tf_bit | 3;
        rig.code(code_at, {word});
        const Recorder r = rig.record();
        CHECK(r.count(EventKind::trap) == 1);
        CHECK((rig.hart().cause & 0xff) != 10);
        CHECK(rig.hart().epc == code_at);
        CHECK(rig.hart().psr.bits == (Psr::previous_tf_bit | 0x30));
    }
}

TEST_CASE("TF set by rets steps one instruction of the interrupted program, not rets itself") {
    Rig rig;
    rig.code(handler_at, {ins(Op::rets)});
    rig.hart().pc = handler_at;
    rig.hart().psr.bits = Psr::previous_tf_bit | 0x30;
    rig.hart().epc = code_at;
    rig.code(code_at, {ins(Op::addi, a0, zero, 1), ins(Op::addi, a0, zero, 2)});
    rig.step();
    CHECK(rig.hart().pc == code_at);
    CHECK(rig.hart().psr.bits == (Psr::tf_bit | Psr::previous_tf_bit | 0x33));
    rig.step();
    CHECK(rig.hart().cause == 10);
    CHECK(rig.hart().epc == code_at + 4);
    CHECK(rig.x(a0) == 1);
}

TEST_CASE("wrpsr that sets TF is not stepped itself, one that clears it is") {
    Rig rig;
    rig.x(a0) = Psr::tf_bit;
    rig.code(code_at, {ins(Op::wrpsr, a0), ins(Op::wrpsr, a1)});
    rig.step();
    CHECK(rig.hart().cause == 0);
    rig.step();
    CHECK(rig.hart().cause == 10);
    CHECK(rig.hart().epc == code_at + 8);
    CHECK(rig.hart().psr.bits == 0);  // put aside as the instruction left it
}

TEST_CASE("a stepped program traps once for each instruction and ends in the same registers") {
    const auto program =
        join({li(a0, 0x12345678),
              {ins(Op::addi, a1, zero, 10), ins(Op::mul, a0, a0, a1), ins(Op::addi, a1, a1, -1),
               ins(Op::bne, a1, zero, -2), ins(Op::jal, zero, 0)}});
    const U end = code_at + static_cast<U>(program.size() - 1) * 4;
    Rig plain, stepped;
    for (Rig* rig : {&plain, &stepped}) {
        rig->code(code_at, program);
        rig->ring(3);
        count_and_return(*rig);
    }
    stepped.hart().psr.bits |= Psr::tf_bit;
    CHECK(plain.run_to(end));
    CHECK(stepped.run_to(end));
    while (stepped.hart().psr.ring() == 0) stepped.step();
    CHECK(stepped.hart().ms[3] == plain.hart().instret);
    CHECK(stepped.x(a0) == plain.x(a0));
}

TEST_CASE("halt under TF runs the debugger at once: the trap ends the wait") {
    Rig rig;
    rig.hart().psr.bits = Psr::tf_bit;
    rig.code(code_at, {ins(Op::halt)});
    rig.step();
    CHECK(rig.hart().cause == 10);
    CHECK(rig.hart().epc == code_at + 4);
    CHECK(rig.hart().activity == Activity::running);
    CHECK(rig.step().reason == Stop::Reason::budget);
}

TEST_CASE("the compare register stops a program after exactly as many instructions as it says") {
    for (U n : {0u, 1u, 2u, 5u, 17u}) {
        Rig rig;
        rig.ring(3);
        rig.code(code_at, {ins(Op::addi, a0, a0, 1), ins(Op::jal, zero, -1)});
        rig.hart().icmp = n;
        rig.hart().mctl = isa::mctl_icmp_armed;
        rig.step(n);
        CHECK(rig.hart().cause == 0);
        Expected expected(rig.m);
        expected.enters(11, 0);
        ++expected.m.ticks;  // a boundary, but no step
        rig.step();
        expected.check(rig.m);
        CHECK(rig.hart().instret == n);
        CHECK(rig.x(a0) == (n + 1) / 2);
    }
}

TEST_CASE("the compare register is 64 bits wide") {
    Rig rig;
    rig.ring(3);
    rig.code(code_at, {ins(Op::addi, a0, a0, 1), ins(Op::jal, zero, -1)});
    rig.hart().instret = 0xffffffff;
    rig.hart().icmp = 0x100000001;
    rig.hart().mctl = isa::mctl_icmp_armed;
    rig.step(2);
    CHECK(rig.hart().cause == 0);
    rig.step();
    CHECK(rig.hart().cause == 11);
}

TEST_CASE("the compare register is silent in ring 0, and unless MCTL arms it") {
    for (unsigned ring = 0; ring < 4; ++ring)
        for (U mctl : {0u, 1u, 2u, 3u}) {
            Rig rig;
            rig.ring(ring);
            rig.code(code_at, {ins(Op::addi, a0, a0, 1), ins(Op::jal, zero, -1)});
            rig.hart().mctl = mctl;
            rig.step(4);
            CHECK((rig.hart().cause == 11) == (ring != 0 && mctl >= 2));
        }
}

TEST_CASE("when it is due together with an interrupt, the compare register comes first and the interrupt is "
          "not lost") {
    Rig rig;
    rig.hart().psr.bits = Psr::ie_bit | 3;
    rig.hart().imask = 4;
    rig.m.board.interrupts.software = 1;
    rig.hart().mctl = isa::mctl_icmp_armed;
    count_and_return(rig);
    rig.step();
    CHECK(rig.hart().cause == 11);
    CHECK(rig.hart().epc == code_at);
    rig.hart().mctl = 0;
    CHECK(rig.run_to(code_at));
    rig.step();
    CHECK(rig.hart().cause == 0x80000002);
    CHECK(rig.hart().epc == code_at);
}

TEST_CASE("in locked time the compare register counts what INSTRET shows: steps") {
    Rig rig(small(1, TimeMode::locked));
    rig.ring(3);
    rig.code(code_at, {ins(Op::ecall), ins(Op::addi, a0, a0, 1), ins(Op::jal, zero, -1)});
    rig.code(handler_at, {mts(Special::ms0, t0), mfs(t0, Special::epc), ins(Op::addi, t0, t0, 4),
                          mts(Special::epc, t0), mfs(t0, Special::ms0), ins(Op::rets)});
    rig.hart().icmp = 10;  // the trapped ecall is a step, then six of the handler, then three more
    rig.hart().mctl = isa::mctl_icmp_armed;
    rig.step(10);
    CHECK(rig.m.steps == 10);
    CHECK(rig.hart().instret == 9);
    CHECK(rig.hart().cause == 8);
    rig.step();
    CHECK(rig.hart().cause == 11);
    CHECK(rig.m.steps == 10);
}

}  // namespace ringside::machine::test
