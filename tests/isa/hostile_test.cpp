// Sources from anywhere: damaged, absurd or endless text gets messages, never a crash, and never all of memory.
#include <random>

#include "tests/isa/sources.hpp"

using namespace ringside::isa;

namespace {

const std::string seed = R"(
        .file 1 "t.c"
        .text
        .globl _start
        .type _start, @function
_start: .loc 1 2 3
        lui a5, %hi(g+4); addi a5, a5, %lo(g+4)
        li a0, 'x' ; la a1, msg /* c */
1:      lbu a2, 0(a1) # comment
        beqz a2, 2f
        j 1b
2:      call f
        .size _start, .-_start
        .macro twice x, y=2
        .word \x, \y
        .endm
        .section .rodata.str1.4,"aMS",@progbits,1
msg:    .string "a\n\"b\101"
        .data
        .align 3
g:      .word 1, g - msg, (3 + 4) * -2 << 1
        twice 5
        .rept 3
        .byte 1
        .endr
        .if 1 == 1
        .set q, . + 0
        .else
        .space 5
        .endif
        .comm pool, 64, 16
        .uleb128 300
        .org 64
        .text
f:      amoadd.w.aq a0, a1, (a2); fence iorw, ow
        mfs a0, cause
        ret
)";

void survive(const std::string& text) {
    const auto result = assembler::build({{"a.s", text}}, {});
    if (static_cast<bool>(result) == !result.errors.empty()) FAIL("a value and errors, or neither");
}

}  // namespace

TEST_CASE("the seed of the damaged sources is good") { linked(seed); }

TEST_CASE("damaged sources get an image or messages") {
    static const char* const pieces[] = {"(",
                                         ")",
                                         "\"",
                                         "'",
                                         "\n",
                                         ";",
                                         "\\",
                                         ".macro m\n",
                                         ".endm\n",
                                         ".if ",
                                         "%hi(",
                                         "1f",
                                         ".",
                                         "0x",
                                         "-",
                                         "/*",
                                         "*/",
                                         ".rept 9\n",
                                         ".endr\n",
                                         ",",
                                         ":",
                                         "=",
                                         "99999999999999999999",
                                         ".section .text\n",
                                         ".set a, b\n",
                                         ".set b, a\n",
                                         "\0x",
                                         "\xff",
                                         ".org 0\n",
                                         ".space -1\n"};
    std::mt19937 random(7);
    for (int round = 0; round < 6000; ++round) {
        std::string text = seed;
        const unsigned changes = 1 + random() % 6;
        for (unsigned i = 0; i < changes; ++i) {
            const std::size_t at = random() % text.size();
            switch (random() % 4) {
            case 0: text.insert(at, pieces[random() % std::size(pieces)]); break;
            case 1: text.erase(at, 1 + random() % 20); break;
            case 2: text[at] = static_cast<char>(random()); break;
            default: text.insert(at, text.substr(random() % text.size(), random() % 60)); break;
            }
        }
        survive(text);
    }
}

TEST_CASE("every beginning of a source gets an image or messages") {
    for (std::size_t n = 0; n < seed.size(); ++n) survive(seed.substr(0, n));
}

TEST_CASE("absurd sizes and depths are refused") {
    CHECK(errors_of(".data\n.space 0x7fffffffffffffff\n").find("too large") != std::string::npos);
    CHECK(errors_of(".bss\n.space 0x40000001\n").find("too large") != std::string::npos);
    CHECK(errors_of(".data\n.fill 0x7fffffff, 8, 1\n").find("too large") != std::string::npos);
    CHECK(errors_of(".rept 1000000000\n.byte 1\n.endr\n").find("too much text") != std::string::npos);
    CHECK(errors_of(".macro m\nm\nm\n.endm\nm\n").find("nested too deeply") != std::string::npos);
    CHECK(errors_of(".word " + std::string(100000, '(') + "1\n").find("nested too deeply") !=
          std::string::npos);
    CHECK(errors_of(".word " + std::string(100000, '-') + "1\n").find("nested too deeply") !=
          std::string::npos);
    CHECK(errors_of(".set a, b\n.set b, a\n.globl _start\n_start: .word a\n") != "");
    std::string nested;
    for (int i = 0; i < 100000; ++i) nested += ".if 1\n";
    CHECK(errors_of(nested).find("no .endif") != std::string::npos);
}

TEST_CASE("sizes that depend on themselves do not settle, and that is said") {
    const std::string text = errors_of(".globl _start\n_start: nop\n.space a - _start\na: nop\n");
    CHECK((text.find("do not settle") != std::string::npos ||
           text.find("the size comes out as") != std::string::npos));
}

TEST_CASE("an empty source is an object without anything") {
    const auto object = assembler::assemble("empty.s", "");
    REQUIRE(object);
    CHECK(object.value->symbols.empty());
}
