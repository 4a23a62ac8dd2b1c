// Guests that go astray: the run ends, and says what, where and why.
#include <catch2/catch.hpp>

#include "tests/guests/levels.hpp"

using namespace ringside;
using namespace ringside::guests;
using Catch::Matchers::Contains;

namespace {

const std::string gcc = "riscv64-unknown-elf-gcc";

Shown in_c(const std::string& name, const std::string& text, bool vm) {
    CProgram p = program_of(name, text, "-w");
    p.text_base = 0x100000;  // with the stack below the program, where it cannot grow into anything
    scripts::RunOptions options = options_for(p);
    options.vm = vm;
    options.max_instructions = 50'000'000;
    return shown_by(p, "-O0", options);
}

Shown in_assembly(const std::string& text, bool vm) {
    const auto program = assemble_alone("astray.s", ".globl _start\n" + text);
    if (!program) FAIL(program.error);
    scripts::RunOptions options;
    options.vm = vm;
    options.max_instructions = 1'000'000;
    return run(*program, options).shown;
}

}  // namespace

TEST_CASE("a C program that goes astray is told its trap, where it was and why, and exits with 125") {
    if (!installed(gcc)) return;
    const bool vm = GENERATE(false, true);
    CAPTURE(vm);
    SECTION("a call into nowhere") {
        const Shown s =
            in_c("into_nowhere", "int main(void) { ((void (*)(void))0x70000000)(); return 0; }\n", vm);
        CHECK(s.exit_code == 125);
        CHECK_THAT(
            s.console,
            Contains("hart 0 trapped: no memory behind this fetch (cause 0x00000001) at pc 0x70000000"));
    }
    SECTION("a call of a null pointer") {
        const Shown s =
            in_c("null_call", "int main(void) { void (*volatile f)(void) = 0; f(); return 0; }\n", vm);
        CHECK(s.exit_code == 125);
        CHECK_THAT(s.console, Contains("no memory behind this fetch") && Contains("A null pointer?"));
    }
    SECTION("recursion without an end") {
        const Shown s =
            in_c("endless",
                 "int deep(int n) { volatile char room[100]; room[0] = n; return deep(n + 1) + room[0]; }\n"
                 "int main(void) { return deep(0); }\n",
                 vm);
        CHECK(s.exit_code == 125);
        CHECK_THAT(s.console, Contains("no memory behind this store (cause 0x00000007) at pc 0x001") &&
                                  Contains("The stack has overflowed"));
    }
    SECTION("data that is executed") {
        const Shown s =
            in_c("data_executed",
                 "unsigned data[4];\nint main(void) { ((void (*)(void))data)(); return 0; }\n", vm);
        CHECK(s.exit_code == 125);
        CHECK_THAT(s.console,
                   Contains("illegal instruction (cause 0x00000002)") && Contains("tval 0x00000000"));
    }
    SECTION("a trap hook that traps") {
        const Shown s = in_c("hook_traps",
                             "#include <tetra.h>\n"
                             "int tetra_trap_hook(struct TetraTrap* trap) { return *(volatile int*)8; }\n"
                             "int main(void) { return *(volatile int*)4; }\n",
                             vm);
        CHECK(s.exit_code == 125);
        CHECK_THAT(s.console,
                   Contains("hart 0 trapped inside its trap handler: no memory behind this load") &&
                       Contains("tval 0x00000008"));
    }
}

TEST_CASE(
    "a program without a trap handler that goes astray stops with a sentence: where, why, and what to do") {
    const bool vm = GENERATE(false, true);
    CAPTURE(vm);
    SECTION("a jump into nowhere") {
        const Shown s = in_assembly("_start: li t0, 0x70000000\nleap: jr 0(t0)\n", vm);
        CHECK(s.exit_code == scripts::exit_died);
        CHECK_THAT(s.errors, Contains("no memory behind this fetch at pc 0x70000000") &&
                                 Contains("set TVEC to a handler"));
    }
    SECTION("a load from nowhere, in a function") {
        const Shown s = in_assembly("_start: call reader\n.globl reader\nreader: lw a0, 16(zero)\nret\n", vm);
        CHECK(s.exit_code == scripts::exit_died);
        CHECK_THAT(s.errors, Contains("astray.s: at reader") && Contains("(astray.s:4)") &&
                                 Contains("no memory behind this load at pc 0x0001") &&
                                 Contains("tval 0x00000010"));
    }
    SECTION("data that is executed") {
        const Shown s = in_assembly("_start: j table\n.align 2\n.globl table\ntable: .word 7\n", vm);
        CHECK(s.exit_code == scripts::exit_died);
        CHECK_THAT(s.errors,
                   Contains("at table") && Contains("illegal instruction") && Contains("tval 0x00000007"));
    }
    SECTION("a handler whose first instruction traps") {
        const Shown s = in_assembly("_start: la t0, handler\nmts tvec, t0\nlw a0, 16(zero)\n.globl "
                                    "handler\nhandler: lw a1, 20(zero)\nrets\n",
                                    vm);
        CHECK(s.exit_code == scripts::exit_died);
        CHECK_THAT(s.errors, Contains("at handler") &&
                                 Contains("first instruction of the trap handler itself") &&
                                 Contains("tval 0x00000014"));
    }
    SECTION("a handler that traps later on goes on for ever: the limit ends it, at the handler") {
        const Shown s = in_assembly("_start: la t0, handler\nmts tvec, t0\nlw a0, 16(zero)\n.globl "
                                    "handler\nhandler: nop\nlw a1, 20(zero)\nrets\n",
                                    vm);
        CHECK(s.exit_code == scripts::exit_limit);
        CHECK_THAT(s.errors, Contains("stopped after 1000000 instructions") && Contains("at handler"));
    }
    SECTION("a handler that is not there") {
        const Shown s =
            in_assembly("_start: li t0, 0x70000000\nmts tvec, t0\n.globl before\nbefore: ecall\n", vm);
        CHECK(s.exit_code == scripts::exit_died);
        CHECK_THAT(s.errors,
                   Contains("at before") && Contains("system call") && Contains("TVEC = 0x70000000"));
    }
    SECTION("a halt that nothing ends") {
        const Shown s = in_assembly("_start: nop\n.globl waiting\nwaiting: halt\nj waiting\n", vm);
        CHECK(s.exit_code == scripts::exit_died);
        CHECK_THAT(s.errors, Contains("halted at waiting") && Contains("for ever"));
    }
}
