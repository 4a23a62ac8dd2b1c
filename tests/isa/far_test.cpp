// Branches and calls that do not reach: they grow, and everything else stays right.
#include "isa/encoding.hpp"
#include "tests/isa/sources.hpp"

using namespace ringside::isa;

namespace {

// Where control goes from `pc`, following the code as a hart would; registers in `x`.
std::uint32_t step(const Image& image, std::uint32_t pc, std::uint32_t (&x)[16]) {
    const auto d = decode(word_at(image, pc));
    REQUIRE(d);
    const auto imm = static_cast<std::uint32_t>(d->imm);
    const std::uint32_t next = pc + 4, base = x[d->rs];
    switch (d->op) {
    case Op::auipc: x[d->rd] = pc + (imm << 16); return next;
    case Op::lui: x[d->rd] = imm << 16; return next;
    case Op::addi:
        x[d->rd] = base + imm;
        x[0] = 0;
        return next;
    case Op::jal:
        x[d->rd] = next;
        x[0] = 0;
        return pc + imm * 4;
    case Op::jalr:
        x[d->rd] = next;
        x[0] = 0;
        return (base + imm) & ~1u;
    case Op::beq: return x[d->rd] == base ? pc + imm * 4 : next;
    case Op::bne: return x[d->rd] != base ? pc + imm * 4 : next;
    case Op::blt:
        return static_cast<std::int32_t>(x[d->rd]) < static_cast<std::int32_t>(base) ? pc + imm * 4 : next;
    case Op::bgeu: return x[d->rd] >= base ? pc + imm * 4 : next;
    default: FAIL("unexpected instruction"); return 0;
    }
}

}  // namespace

TEST_CASE("calls are one instruction where they reach") {
    const Image image = linked(".globl _start\n_start: call f; tail f\n.space 2097144\nf: ret\n");
    CHECK(address_of(image, "f") - image.entry == 2097152 + 4);   // grown by one
    CHECK(decode(word_at(image, image.entry))->op == Op::auipc);  // exactly one instruction too far
    const Image near = linked(".globl _start\n_start: call f; tail f\n.space 2097136\nf: ret\n");
    CHECK(decode(word_at(near, near.entry))->op == Op::jal);
    CHECK(address_of(near, "f") == near.entry + 2097144);
}

TEST_CASE("a call that does not reach becomes auipc and jalr, forwards and backwards") {
    const Image image = linked(
        ".globl _start\nb: ret\n.space 3000000\n_start: call f\n call b\n call t0, f\n tail f\n jump b, t2\n"
        " jal f\nend: .space 3000000\nf: ret\n");
    const std::uint32_t f = address_of(image, "f"), b = address_of(image, "b");
    CHECK(address_of(image, "end") - image.entry == 6 * 8);
    struct Wanted {
        std::uint32_t target;
        int link;
    };
    std::uint32_t pc = image.entry;
    for (const Wanted& w : {Wanted{f, 1}, {b, 1}, {f, 5}, {f, 0}, {b, 0}, {f, 1}}) {
        std::uint32_t x[16] = {};
        CHECK(step(image, step(image, pc, x), x) == w.target);
        if (w.link != 0) CHECK(x[w.link] == pc + 8);
        pc += 8;
    }
}

TEST_CASE("a branch that does not reach is inverted over a jal") {
    // Each condition with operands for which it holds, and for which it does not.
    const std::string branches[] = {"beq a0, a1", "bne a0, a2",  "blt a0, a2",
                                    "bge a2, a0", "bltu a0, a2", "bgeu a2, a0"};
    for (const std::string& branch : branches) {
        INFO(branch);
        const Image image =
            linked(".globl _start\n_start: " + branch + ", far\nnext: nop\n.space 140000\nfar: ret\n");
        CHECK(address_of(image, "next") == image.entry + 8);
        const auto d = decode(word_at(image, image.entry));
        REQUIRE(d);
        CHECK(d->imm == 2);
        const auto jump = decode(word_at(image, image.entry + 4));
        REQUIRE(jump);
        CHECK(jump->op == Op::jal);
        CHECK(image.entry + 4 + static_cast<std::uint32_t>(jump->imm) * 4 == address_of(image, "far"));
        const auto original = decode(words_of(branch + ", .")[0]);
        REQUIRE(original);
        CHECK((row(d->op).opcode ^ 1) == row(original->op).opcode);
        CHECK(d->rd == original->rd);
        CHECK(d->rs == original->rs);
    }
    const Image near = linked(".globl _start\n_start: beq a0, a1, far\n.space 131064\nfar: ret\n");
    CHECK(address_of(near, "far") == near.entry + 131068);
    CHECK(decode(word_at(near, near.entry))->op == Op::beq);
    const Image back = linked("far: ret\n.space 131072\n.globl _start\n_start: nop; beq a0, a1, far\n");
    CHECK(decode(word_at(back, back.entry + 4))->op == Op::bne);
}

TEST_CASE("a branch to a known distance is short up to the last instruction that it reaches") {
    CHECK(words_of("beqz a0, . + 131068").size() == 1);
    CHECK(words_of("beqz a0, . - 131072")[0] == 0x50a08000);
    CHECK(words_of("beqz a0, . + 131072") == std::vector<std::uint32_t>{0x51a00002, 0x60007fff});
    CHECK(words_of("beqz a0, . - 131076").size() == 2);
    CHECK(words_of("call . + 2097148")[0] == 0x6017ffff);
    CHECK(words_of("call . + 2097152").size() == 2);
}

TEST_CASE("what grows pushes others out of reach, and they grow too") {
    // The first branch reaches only as long as the second is short.
    const Image image = linked(".globl _start\n_start: beq a0, a1, mid\n beq a0, a1, far\n.space 131056\n "
                               "nop\nmid: ret\n.space 131072\nfar: ret\n");
    CHECK(decode(word_at(image, image.entry))->op == Op::bne);
    CHECK(decode(word_at(image, image.entry + 8))->op == Op::bne);
    std::uint32_t x[16] = {};
    CHECK(step(image, step(image, image.entry, x), x) == address_of(image, "mid"));
    CHECK(step(image, step(image, image.entry + 8, x), x) == address_of(image, "far"));
}

TEST_CASE("labels, sizes, differences, alignment and lines follow what grows") {
    const Image image = linked({{"a.s", ".globl _start\n.type _start, @function\n_start:\n beq a0, a1, far\n "
                                        "call distant\n.align 4\nin: nop\n"
                                        ".size _start, . - _start\n.section .rodata\ntable: .word in - "
                                        "_start, far - in\n.text\n.space 200000\nfar: ret\n"},
                                {"b.s", ".space 3000000\n.globl distant\ndistant: ret\n"}});
    CHECK(address_of(image, "in") == image.entry + 16);
    CHECK(image.symbol_named("_start")->size == 20);
    CHECK(word_at(image, "table") == 16);
    CHECK(word_at(image, address_of(image, "table") + 4) ==
          address_of(image, "far") - address_of(image, "in"));
    CHECK(image.source_of(image.entry + 4) == "a.s:4");
    CHECK(image.source_of(image.entry + 8) == "a.s:5");
    CHECK(image.source_of(image.entry + 16) == "a.s:7");
    CHECK(image.source_of(address_of(image, "far")) == "a.s:13");
}

TEST_CASE("a plain jump that does not reach is an error, because it has no register to go through") {
    CHECK(errors_of(".globl _start\n_start: j far\n.space 3000000\nfar: ret\n") ==
          "a.s:2:11: error: the jump target is 3000004 bytes away, beyond 2 MiB; use call, tail or jump\n");
    CHECK(errors_of(".globl _start\n_start: bnez a0, far\n.space 3000000\nfar: ret\n")
              .find("a.s:2:18: error: the branch target") == 0);
}

TEST_CASE("auipc with %pcrel_hi and its low halves give the address, from wherever they are used") {
    const Image image =
        linked(".globl _start\n_start: nop\n1: auipc a0, %pcrel_hi(v+4)\n nop\n addi a0, a0, %pcrel_lo(1b)\n "
               "lla a1, v\n"
               "2: auipc a2, %pcrel_hi(v)\n sw a3, %pcrel_lo(2b)(a2)\n.data\n.space 40000\nv: .word 1, 2\n");
    std::uint32_t x[16] = {};
    std::uint32_t pc = image.entry;
    for (int i = 0; i < 6; ++i) pc = step(image, pc, x);
    const std::uint32_t v = address_of(image, "v");
    CHECK(x[10] == v + 4);
    CHECK(x[11] == v);
    const auto upper = decode(word_at(image, pc)), store = decode(word_at(image, pc + 4));
    REQUIRE((upper && store));
    CHECK(pc + (static_cast<std::uint32_t>(upper->imm) << 16) + static_cast<std::uint32_t>(store->imm) == v);
}
