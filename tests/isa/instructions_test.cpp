// Instructions and pseudo-instructions, as text and as words.
#include "isa/asm/emit.hpp"
#include "isa/asm/pseudo.hpp"
#include "isa/disasm.hpp"
#include "tests/isa/sources.hpp"

using namespace ringside::isa;

namespace {

struct Case {
    const char* text;
    std::vector<std::uint32_t> words;
};

void check(const std::vector<Case>& cases) {
    for (const Case& c : cases) {
        INFO(c.text);
        CHECK(words_of(c.text) == c.words);
    }
}

}  // namespace

TEST_CASE("each syntax of the table assembles to its fields") {
    check({
        {"ecall", {0x01000000}},           {"add a0, a1, a2", {0x10abc000}},
        {"addi a0, a1, -1", {0x20abffff}}, {"srai t0, t1, 31", {0x2756001f}},
        {"lui a0, 0xffff", {0x2ea0ffff}},  {"auipc ra, 1", {0x2f100001}},
        {"lw a0, -4(sp)", {0x32a2fffc}},   {"sb zero, 0x7fff(s0)", {0x40087fff}},
        {"beq a0, a1, .", {0x50ab0000}},   {"jal ra, .+8", {0x60100002}},
        {"jalr ra, 8(a0)", {0x611a0008}},  {"mulhsu a0, a1, a2", {0x72abc000}},
        {"lr.w a0, (a1)", {0x80ab0000}},   {"amoadd.w a0, a2, (a1)", {0x83abc000}},
        {"rdpsr a0", {0xd0a00000}},        {"wrpsr a0", {0xd10a0000}},
        {"probe a0, a1", {0xd4ab0000}},    {"retf a0, a1", {0xd60ab000}},
        {"mfs a0, tval", {0xe0a00002}},    {"mts 3, a0", {0xe10a0003}},
        {"in a0, 4(a1)", {0xe8ab0004}},    {"out a0, 16(zero)", {0xe9a00010}},
        {"vcall 65535", {0xf100ffff}},
    });
}

TEST_CASE("registers have ABI names, numbers, and fp") {
    for (int i = 0; i < 16; ++i) {
        const std::string number = "x" + std::to_string(i), name(register_names[i]);
        CHECK(words_of("mv " + number + ", " + number) == words_of("mv " + name + ", " + name));
        CHECK(words_of("rdpsr " + number) ==
              std::vector<std::uint32_t>{0xd0000000u | static_cast<unsigned>(i) << 20});
    }
    CHECK(words_of("rdpsr fp") == words_of("rdpsr s0"));
}

TEST_CASE("li takes one instruction where one is enough, and two elsewhere") {
    check({
        {"li a0, 0", {0x20a00000}},
        {"li a0, -1", {0x20a0ffff}},
        {"li a0, 32767", {0x20a07fff}},
        {"li a0, 0x8000", {0x2ea00001, 0x20aa8000}},
        {"li a0, -32768", {0x20a08000}},
        {"li a0, 0xffff", {0x2ea00001, 0x20aaffff}},
        {"li a0, 0x10000", {0x2ea00001}},
        {"li a0, 0x80000000", {0x2ea08000}},
        {"li a0, -2147483648", {0x2ea08000}},
        {"li a0, 0xffffffff", {0x20a0ffff}},
        {"li a0, 0x7fffffff", {0x2ea08000, 0x20aaffff}},
        {"li a0, 0x12345678", {0x2ea01234, 0x20aa5678}},
        {"li a0, 0x1234abcd", {0x2ea01235, 0x20aaabcd}},
        {"li a0, -1431654400", {0x2ea0aaab, 0x20aab000}},
        {"li a0, 'A' + 1", {0x20a00042}},
    });
    for (const char* beyond : {"-2147483649", "0x100000000"})
        CHECK(errors_of(std::string("li a0, ") + beyond).find("does not fit in 32 bits") !=
              std::string::npos);
}

TEST_CASE("a register given by li has the value, for values at every edge") {
    std::vector<std::uint32_t> values;
    for (int bit = 0; bit < 32; ++bit)
        for (const int more : {-1, 0, 1}) {
            values.push_back((1u << bit) + static_cast<std::uint32_t>(more));
            values.push_back(0u - (1u << bit) + static_cast<std::uint32_t>(more));
        }
    for (const std::uint32_t value : values) {
        std::uint32_t a0 = 0xdead;
        for (const std::uint32_t word : words_of("li a0, " + std::to_string(value))) {
            const auto d = decode(word);
            REQUIRE(d);
            if (d->op == Op::lui) a0 = static_cast<std::uint32_t>(d->imm) << 16;
            if (d->op == Op::addi) a0 = (d->rs == 0 ? 0 : a0) + static_cast<std::uint32_t>(d->imm);
        }
        CHECK(a0 == value);
    }
}

TEST_CASE("pseudo-instructions expand as their rows say") {
    // Operands for each letter, put into row and expansion alike.
    const auto put = [](std::string text) {
        for (const auto& [from, to] : {std::pair<std::string, std::string>{"imm(rs)", "8(a1)"},
                                       {"target", ".+4"},
                                       {"rd", "a0"},
                                       {"rs", "a1"},
                                       {"rt", "a2"}})
            for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
                // Only whole words: "rdcycle" is no operand.
                const bool starts = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
                if (starts && (at + from.size() == text.size() || !isalnum(text[at + from.size()])))
                    text.replace(at, from.size(), to);
            }
        for (char& c : text)
            if (c == ';') c = '\n';
        return text;
    };
    int rows = 0;
    for (const assembler::PseudoRow& r : assembler::pseudo_table) {
        if (r.code != assembler::PseudoCode::none) continue;
        ++rows;
        const std::string text = put(std::string(r.mnemonic) + " " + std::string(r.operands));
        INFO(text);
        CHECK(words_of(text) == words_of(put(std::string(r.expansion))));
    }
    CHECK(rows > 30);
    check({
        {"nop", {0x20000000}},
        {"mv a0, a1", {0x20ab0000}},
        {"not a0, a1", {0x24abffff}},
        {"bgt a0, a1, .", {0x54ba0000}},
        {"bleu a0, a1, .", {0x57ba0000}},
        {"blez a0, .", {0x550a0000}},
        {"ret", {0x61010000}},
        {"rdcycle a0", {0xe0a00010}},
        {"unimp", {0}},
    });
}

TEST_CASE("jumps and calls take the forms that other assemblers take") {
    check({
        {"jalr a0", {0x611a0000}},
        {"jalr ra, a0", {0x611a0000}},
        {"jalr ra, a0, 8", {0x611a0008}},
        {"jalr 8(a0)", {0x611a0008}},
        {"jr a0", {0x610a0000}},
        {"jr a0, 8", {0x610a0008}},
        {"jr 8(a0)", {0x610a0008}},
        {"jal .+4", {0x60100001}},
        {"j .-0", {0x60000000}},
        {"call .", {0x60100000}},
        {"call t0, .", {0x60500000}},
        {"call x@plt; x:", {0x60100001}},
        {"tail .", {0x60000000}},
        {"jump ., t1", {0x60000000}},
    });
}

TEST_CASE("a number as third operand makes the immediate instruction") {
    check({
        {"add a0, a1, 5", {0x20ab0005}},
        {"and a0, a1, 0xff", {0x22ab00ff}},
        {"or a0, a1, 1", {0x23ab0001}},
        {"xor a0, a1, -1", {0x24abffff}},
        {"sll a0, a1, 3", {0x25ab0003}},
        {"srl a0, a1, 3", {0x26ab0003}},
        {"sra a0, a1, 3", {0x27ab0003}},
        {"slt a0, a1, 3", {0x28ab0003}},
        {"sltu a0, a1, 3", {0x29ab0003}},
    });
}

TEST_CASE("memory-order suffixes and operands of fence are accepted and mean nothing") {
    check({
        {"lr.w.aq a0, (a1)", {0x80ab0000}},
        {"lr.w.aqrl a0, 0(a1)", {0x80ab0000}},
        {"sc.w.rl a0, a2, (a1)", {0x81abc000}},
        {"amoswap.w.aq a0, a2, 0(a1)", {0x82abc000}},
        {"fence", {0x03000000}},
        {"fence iorw,ow", {0x03000000}},
        {"fence.tso", {0x03000000}},
        {"fence.i", {0x04000000}},
    });
}

TEST_CASE("a load or store of a bare symbol makes the address with auipc") {
    const Image image =
        linked(".globl _start\n_start: lw a0, v\n lb a1, v+1\n sw a0, v, t0\n sh a0, w, t1\n.data\nw: "
               ".word 0\nv: .word 7\n");
    const std::uint32_t v = address_of(image, "v"), w = address_of(image, "w");
    struct Wanted {
        Op op;
        std::uint8_t base;
        std::uint32_t target;
    };
    std::uint32_t pc = image.entry;
    for (const Wanted& wanted :
         {Wanted{Op::lw, 10, v}, {Op::lb, 11, v + 1}, {Op::sw, 5, v}, {Op::sh, 6, w}}) {
        const std::uint32_t distance = wanted.target - pc;
        CHECK(word_at(image, pc) == encode({Op::auipc, wanted.base, 0, 0,
                                            static_cast<std::int32_t>(assembler::upper_half(distance))}));
        const auto access = decode(word_at(image, pc + 4));
        REQUIRE(access);
        CHECK(access->op == wanted.op);
        CHECK(access->rs == wanted.base);
        CHECK(access->imm == assembler::lower_half(distance));
        pc += 8;
    }
    check({{"lw a0, 16", {0x32a00010}}, {"out a0, 16", {0xe9a00010}}, {"in a0, (a1)", {0xe8ab0000}}});
}

TEST_CASE("several statements on a line, labels on any, comments of three kinds") {
    check({
        {"nop; nop # a; b\n /* one\n two */ nop // three ; four\n", {0x20000000, 0x20000000, 0x20000000}},
        {"1: nop; bne a0, a1, 1f; bnez a0, 1b; 1: nop", {0x20000000, 0x51ab0002, 0x51a0fffe, 0x20000000}},
        {"a: b: c : nop; j a", {0x20000000, 0x600fffff}},
        {"add a0 , a1 /* x */ , a2", {0x10abc000}},
        {"nop\r\n\tnop\r\n", {0x20000000, 0x20000000}},
    });
}

TEST_CASE("numeric labels are found forwards and backwards, however often a number is used") {
    check({{"1: nop\n1: j 1b\n j 1f\n1: nop\n2: j 2b\n j 1b\n",
            {0x20000000, 0x60000000, 0x60000001, 0x20000000, 0x60000000, 0x600ffffe}}});
}

TEST_CASE("a symbol may be called like a register, wherever a symbol can stand") {
    const Image image =
        linked(".globl _start\n_start: call t0; jal a0; tail zero; bnez a0, a0\n lla a0, sp; lw a0, sp\n"
               "t0: zero: a0: ret\n.data\nsp: .word t0\n");
    const std::uint32_t code = address_of(image, "t0"), data = address_of(image, "sp");
    CHECK(word_at(image, image.entry) == 0x60100000 + (code - image.entry) / 4);
    CHECK(word_at(image, image.entry + 4) == 0x60100000 + (code - image.entry - 4) / 4);
    CHECK(word_at(image, image.entry + 12) == 0x51a00000 + (code - image.entry - 12) / 4);
    CHECK(word_at(image, data) == code);
}
