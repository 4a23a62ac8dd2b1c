// Messages: place, words, advice, and several in one run.
#include "tests/isa/sources.hpp"

using namespace ringside::isa;

namespace {
struct Case {
    const char* text;     // after "_start: nop\n", so line 2
    const char* message;  // the whole of it, or its beginning up to `…`
};
}  // namespace

TEST_CASE("each mistake is named with its place and what to do") {
    const std::vector<Case> cases = {
        {"addi a0, a0, 70000",
         "a.s:2:14: error: immediate 70000 does not fit in 16 bits (-32768..32767); use li"},
        {"  lw a0, 40000(sp)", "a.s:2:10: error: immediate 40000 does not fit in 16 bits (-32768..32767); "
                               "use li to make the address in a register"},
        {"lui a0, 0x12345",
         "a.s:2:9: error: immediate 74565 does not fit in 16 bits (0..65535); it sets the upper 16 bits: "
         "use li for a 32-bit number, or %hi(symbol)"},
        {"slli a0, a0, 32",
         "a.s:2:14: error: immediate 32 does not fit in 5 bits (0..31); a shift counts 0..31"},
        {"li a0, 0x100000000", "a.s:2:8: error: immediate 4294967296 does not fit in 32 bits"},
        {"adi a0, a0, 1", "a.s:2:1: error: unknown instruction 'adi'; did you mean 'addi'?"},
        {"xyzzy", "a.s:2:1: error: unknown instruction 'xyzzy'"},
        {"csrr a0, mcause",
         "a.s:2:1: error: unknown instruction 'csrr'; Tetra has mfs rd, special and mts special, rs"},
        {"add a0, a1", "a.s:2:11: error: ',' expected here; write: add rd, rs, rt"},
        {"add a0, a1, a2, a3", "a.s:2:17: error: only %tprel_add(symbol) may follow here"},
        {"sub a0, a1, 5", "a.s:2:13: error: a register expected here; write: sub rd, rs, rt"},
        {"nop nop", "a.s:2:5: error: the end of the instruction expected here; write: nop"},
        {"mv a0, a6", "a.s:2:8: error: there is no register 'a6': RV32E has 16 registers, x0..x15 (a0..a5, "
                      "s0..s1, t0..t2)"},
        {"mv x16, a0", "a.s:2:4: error: there is no register 'x16'…"},
        {"mv a0, foo", "a.s:2:8: error: 'foo' is not a register"},
        {"lw a0, 4(a0", "a.s:2:12: error: ')' expected here; write: lw rd, imm(rs)"},
        {"mfs a0, caus", "a.s:2:9: error: 'caus' is not a special register; did you mean 'cause'?"},
        {"lw a0, %low(x)(a0)", "a.s:2:8: error: unknown modifier '%low'…"},
        {"addi a0, a0, %hi(x)", "a.s:2:14: error: this %modifier does not belong to 'addi'…"},
        {"lui a0, x", "a.s:2:9: error: an address must be written %hi(symbol) here"},
        {"sw a0, x",
         "a.s:2:9: error: a store to a symbol needs a scratch register for the address: sw rd, symbol, t0"},
        {"amoadd.w a0, a1, 4(a2)",
         "a.s:2:18: error: atomic instructions take no offset; add it to the register first"},
        {"beq a0, a1, .+2", "a.s:2:13: error: the target is 2 bytes away, which is not a multiple of 4"},
        {"j 1f", "a.s:2:3: error: no label '1:' follows this '1f'"},
        {"j 1b", "a.s:2:3: error: no label '1:' comes before this"},
        {"_start: nop", "a.s:2:1: error: '_start' is defined twice; the first is at a.s:1:16"},
        {"addi a0, a0, a1", "a.s:2:14: error: undefined symbol 'a1' (a register's name, where a number or a "
                            "symbol is expected)"},
        {"call missing", "a.s:2:6: error: undefined symbol 'missing'"},
        {"call _stat", "a.s:2:6: error: undefined symbol '_stat'; did you mean '_start'?"},
        {".strin \"x\"", "a.s:2:1: error: unknown directive '.strin'; did you mean '.string'?"},
        {".asciz \"abc", "a.s:2:8: error: this string does not end on its line; close it with '\"'"},
        {".asciz abc", "a.s:2:8: error: a string in double quotes expected here"},
        {".byte 256", "a.s:2:7: error: 256 does not fit in 1 byte"},
        {".half -32769", "a.s:2:7: error: -32769 does not fit in 2 bytes"},
        {".word 1 +", "a.s:2:10: error: a number or a symbol expected here"},
        {".word (1", "a.s:2:9: error: ')' expected"},
        {".word 1 / 0", "a.s:2:9: error: division by zero"},
        {".word 0x", "a.s:2:7: error: malformed number"},
        {".word 12ab", "a.s:2:7: error: malformed number"},
        {".word _start + _start",
         "a.s:2:14: error: two addresses cannot be added; only their difference is a number"},
        {".word _start * 2",
         "a.s:2:14: error: this operator needs numbers that are known here, not addresses"},
        {".space -1", "a.s:2:8: error: a size cannot be negative (-1)"},
        {".align 20", "a.s:2:8: error: .align takes a power of two, 0..16; use .balign for bytes"},
        {".balign 3", "a.s:2:9: error: an alignment must be a power of two up to 65536"},
        {".section odd",
         "a.s:2:10: error: section 'odd' needs flags, as in .section odd,\"aw\" (a: loaded, w: written, x: "
         "executed)"},
        {".section .x,\"aq\"", "a.s:2:13: error: unknown section flag 'q'…"},
        {".bss; .word 1", "a.s:2:7: error: section '.bss' holds zeros only; put values in .data"},
        {".byte 1; nop",
         "a.s:2:10: error: this instruction is not at a multiple of 4; put .align 2 before it"},
        {".if 1", "a.s:2:1: error: this .if has no .endif"},
        {".endif", "a.s:2:1: error: .endif without .if"},
        {".macro m", "a.s:2:1: error: this has no .endm"},
        {".macro m a:req\n.endm\nm", "a.s:4:1: error: macro 'm' needs its argument 'a'"},
        {".macro m\nbad\n.endm\nm", "a.s:3:1: error: unknown instruction 'bad', in macro 'm' used at line 5"},
        {".macro m\nm\n.endm\nm",
         "a.s:3:1: error: macros are nested too deeply; does one use itself?, in macro 'm'…"},
        {".error \"stop here\"", "a.s:2:1: error: stop here"},
        {".include \"x.s\"", "a.s:2:1: error: .include is not supported…"},
        {"/* open", "a.s:2:1: error: a /* comment is never closed"},
        {"= 5", "a.s:2:1: error: an instruction, a directive or a label is expected here"},
        {".loc 7 1", "a.s:2:1: error: no .file directive has number 7"},
        {".data; .byte _start", "a.s:2:14: error: the value 65536 does not fit in 1 byte"},
        {".section .foo,\"awx\"; far: .text; addi a0, a0, far",
         "a.s:2:47: error: the value 69632 does not fit in 16 bits; use "
         "la and a register"},
        {"j x; .data; .byte 0; x:", "a.s:2:3: error: the target is not at a multiple of 4; align it"},
        {"lw a0, %pcrel_lo(_start)(a0)",
         "a.s:2:8: error: %pcrel_lo needs the label of an auipc with %pcrel_hi"},
    };
    for (const Case& c : cases) {
        const std::string all = errors_of(std::string(".globl _start; _start: nop\n") + c.text + "\n");
        std::string wanted = c.message;
        const std::size_t cut = wanted.find("…");
        const bool whole = cut == std::string::npos;
        if (!whole) wanted.resize(cut);
        INFO(c.text << "\n" << all << "wanted: " << wanted);
        CHECK(all.substr(0, wanted.size()) == wanted);
        if (whole) CHECK(all.size() > wanted.size());
    }
}

TEST_CASE("one run reports every mistake, in order, and only once each") {
    const std::string all =
        errors_of(" bad1\n nop\n add a0\n .bogus\n call nowhere\n addi a0, a0, 99999; bad2\n");
    INFO(all);
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = all.find('\n', at);
        lines.push_back(all.substr(at, end - at));
        at = end + 1;
    }
    REQUIRE(lines.size() == 5);
    CHECK(lines[0].find("a.s:1:2:") == 0);
    CHECK(lines[1].find("a.s:3:8:") == 0);
    CHECK(lines[2].find("a.s:4:2:") == 0);
    CHECK(lines[3].find("a.s:6:15:") == 0);
    CHECK(lines[4].find("a.s:6:22:") == 0);
}

TEST_CASE("mistakes of several sources are reported together") {
    const auto result = assembler::build({{"a.s", "bad\n"}, {"b.s", "\n worse\n"}}, {});
    CHECK(result.error_text() ==
          "a.s:1:1: error: unknown instruction 'bad'\nb.s:2:2: error: unknown instruction 'worse'\n");
}

TEST_CASE("a flood of mistakes ends") {
    std::string text;
    for (int i = 0; i < 10000; ++i) text += "bad\n";
    const auto result = assembler::assemble("a.s", text);
    CHECK(result.errors.size() == assembler::most_errors);
    text = ".globl _start\n_start: nop\n";
    for (int i = 0; i < 10000; ++i) text += "call nowhere" + std::to_string(i) + "\n";
    CHECK(assembler::build({{"a.s", text}}, {}).errors.size() == assembler::most_errors);
}
