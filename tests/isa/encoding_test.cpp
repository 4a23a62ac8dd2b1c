// Words, fields and their text: exhaustive where that is cheap.
#include <cstdio>

#include "isa/disasm.hpp"
#include "isa/encoding.hpp"
#include "isa/special.hpp"
#include "tests/isa/sources.hpp"

using namespace ringside::isa;

namespace {

// Patterns that touch every bit of a field and both ends of its range.
std::vector<std::uint32_t> words_to_try() {
    std::vector<std::uint32_t> words;
    for (const Row& r : table)
        for (const std::uint32_t registers : {0x000u, 0x123u, 0xfffu, 0xa5cu, 0xf00u, 0x0f0u, 0x00fu})
            for (const std::uint32_t low :
                 {0x0000u, 0x0001u, 0x7fffu, 0x8000u, 0xffffu, 0x001fu, 0x0020u, 0x5a00u, 0x1000u, 0xf000u})
                words.push_back(std::uint32_t{r.opcode} << 24 | (registers & 0xff0) << 12 |
                                (r.format == Format::R ? (registers & 0xf) << 12 | (low & 1) : low));
    return words;
}

}  // namespace

TEST_CASE("what decodes encodes to the same word, and what does not uses a field it may not") {
    std::uint64_t decoded = 0;
    // All opcodes with all patterns of each four neighbouring digits, the others all zeros or all ones.
    for (std::uint32_t opcode = 0; opcode < 256; ++opcode)
        for (std::uint32_t low = 0; low < 0x10000; ++low)
            for (const std::uint32_t high : {0x00u, 0x5au, 0xffu}) {
                const std::uint32_t word = opcode << 24 | high << 16 | low;
                const auto d = decode(word);
                if (!d) continue;
                ++decoded;
                if (encode(*d) != word) FAIL("word " << std::hex << word << " comes back as " << encode(*d));
            }
    CHECK(decoded > 1'000'000);
}

TEST_CASE("all 2^32 words decode to nothing or to what encodes to them", "[long]") {
    std::uint64_t decoded = 0, wrong = 0;
    std::uint32_t word = 0;
    do {
        const auto d = decode(word);
        if (!d) continue;
        ++decoded;
        if (encode(*d) != word) ++wrong;
    } while (++word != 0);
    CHECK(wrong == 0);
    // Sum over the rows of 2^(used bits), immediates of shifts being 0..31.
    std::uint64_t expected = 0;
    for (const Row& r : table) {
        const Fields f = fields_of(r.syntax);
        std::uint64_t count = 1;
        for (const bool used : {f.rd, f.rs, f.rt}) count *= used ? 16 : 1;
        if (f.imm) count *= r.syntax == Syntax::rd_rs_shamt ? 32 : r.format == Format::J ? 1 << 20 : 1 << 16;
        expected += count;
    }
    CHECK(decoded == expected);
}

TEST_CASE("no word with an unknown opcode decodes") {
    int unknown = 0;
    for (std::uint32_t opcode = 0; opcode < 256; ++opcode) {
        if (op_of_opcode(static_cast<std::uint8_t>(opcode))) continue;
        ++unknown;
        for (const std::uint32_t rest : {0u, 1u, 0x100000u, 0xffffffu}) CHECK(!decode(opcode << 24 | rest));
    }
    CHECK(unknown == 256 - op_count);
}

TEST_CASE("the disassembly of any word assembles to that word") {
    const std::vector<std::uint32_t> words = words_to_try();
    std::string text;
    for (const std::uint32_t word : words) text += disassemble(word) + "\n";
    const std::vector<std::uint32_t> back = words_of(text);
    REQUIRE(back.size() == words.size());
    int instructions = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        INFO(disassemble(words[i]));
        CHECK(back[i] == words[i]);
        instructions += decode(words[i]) ? 1 : 0;
    }
    CHECK(instructions > 2000);
}

TEST_CASE("every row and every register is disassembled by its name") {
    for (const Row& r : table) CHECK(disassemble(std::uint32_t{r.opcode} << 24).find(r.mnemonic) == 0);
    CHECK(disassemble(0x20ab0001) == "addi a0, a1, 1");
    CHECK(disassemble(0x42a20008) == "sw a0, 8(sp)");
    CHECK(disassemble(0x8180c000) == "sc.w s0, a2, (zero)");
    CHECK(disassemble(0xe0a00001) == "mfs a0, cause");
    CHECK(disassemble(0xe10a0005) == "mts ptb, a0");
    CHECK(disassemble(0xe0a000ee) == "mfs a0, 0xee");
    CHECK(disassemble(0x50ab0002) == "beq a0, a1, .+8");
    CHECK(disassemble(0x600fffff) == "jal zero, .-4");
    CHECK(disassemble(0) == ".word 0x00000000");
}

TEST_CASE("branch targets are named when the symbolizer knows them") {
    const auto names = [](std::uint32_t a) -> std::optional<std::string> {
        if (a == 0x1008) return "loop";
        return std::nullopt;
    };
    CHECK(disassemble(0x50ab0002, 0x1000, names) == "beq a0, a1, loop");
    CHECK(disassemble(0x60100001, 0x1004, names) == "jal ra, loop");
    CHECK(disassemble(0x60100001, 0x1000, names) == "jal ra, .+4");
}

TEST_CASE("a listing shows labels, source lines, words, data and zeroed memory") {
    const Image image =
        linked(".globl _start, main\n_start:\n  call main\n  halt\nmain: ret\n.data\nmsg: .asciz "
               "\"hi\"\n.bss\nroom: .space 100\n");
    const std::string text = listing(image);
    INFO(text);
    for (const char* part : {"00010000 <_start>:", "# a.s:3", "00010000  60100002  jal ra, main", "<main>:",
                             "jalr zero, 0(ra)", "<msg>:", "68 69 00", "hi.", "<room>:", "100 zero bytes"})
        CHECK(text.find(part) != std::string::npos);
}
