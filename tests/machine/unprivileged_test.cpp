// The unprivileged instructions against a plain model, and nothing else changed by any of them.
#include "tests/machine/expect.hpp"
#include "tests/machine/plain_model.hpp"

namespace ringside::machine::test {
namespace {

constexpr U window = 0x100;  // bytes of data that random addresses fall into, around data_at

// A random instruction of a class, with base registers that mostly point into the window.
U random_instruction(Random& random, Rig& rig) {
    const isa::Row* row = nullptr;
    do row = &random.of(isa::table);
    while (static_cast<int>(row->class_) > 8);
    const isa::Fields used = isa::fields_of(row->syntax);
    const isa::ImmediateRange range = isa::immediate_range(row->syntax);
    isa::Decoded d{row->op, 0, 0, 0, 0};
    if (used.rd) d.rd = static_cast<std::uint8_t>(random.below(16));
    if (used.rs) d.rs = static_cast<std::uint8_t>(random.below(16));
    if (used.rt) d.rt = static_cast<std::uint8_t>(random.below(16));
    const auto span = static_cast<U>(range.most - range.least) + 1;
    if (used.imm)
        d.imm = random.chance(20) ? (random.chance(50) ? range.least : range.most)
                                  : range.least + static_cast<S>(random.below(span));
    for (unsigned r = 1; r < 16; ++r) rig.x(r) = random.operand();
    const bool memory = row->class_ == isa::Class::load || row->class_ == isa::Class::store;
    if (row->class_ == isa::Class::atomic && d.rs != 0 && random.chance(90))
        rig.x(d.rs) = data_at + random.below(window);
    if (row->class_ == isa::Class::atomic && d.rs != 0 && random.chance(90)) rig.x(d.rs) &= ~3u;
    if (memory && d.rs != 0 && random.chance(90)) {
        rig.x(d.rs) = data_at + random.below(window) - static_cast<U>(d.imm);
        if (random.chance(70)) rig.x(d.rs) -= (rig.x(d.rs) + static_cast<U>(d.imm)) & 3;
    }
    if (row->class_ == isa::Class::branch && random.chance(30)) rig.x(d.rd) = rig.x(d.rs);
    rig.x(0) = 0;
    return isa::encode(d);
}

Plain plain_of(const Rig& rig) {
    Plain p;
    p.ram.resize(rig.m.config.ram_bytes);
    for (U f = 1; f < rig.m.ram.pages(); ++f)
        std::copy_n(rig.m.ram.page(f), isa::page_bytes,
                    p.ram.begin() + static_cast<std::ptrdiff_t>(f) * isa::page_bytes);
    return p;
}

void copy_ram(const Plain& from, Machine& to) {
    for (U f = 1; f < to.ram.pages(); ++f) {
        const std::uint8_t* bytes = from.ram.data() + std::size_t{f} * isa::page_bytes;
        if (!std::equal(bytes, bytes + isa::page_bytes, to.ram.page(f)))
            std::copy_n(bytes, isa::page_bytes, to.ram.writable(f));
    }
}

MachineConfig tiny() {
    MachineConfig c = small();
    c.ram_bytes = 64u << 10;
    return c;
}

bool reads_or_writes_memory(isa::Cost c) {
    return c == isa::Cost::load || c == isa::Cost::store || c == isa::Cost::atomic;
}

}  // namespace

TEST_CASE("every unprivileged instruction does what a plain model says, and nothing else") {
    Rig rig(tiny());
    Random random(1);
    Plain plain = plain_of(rig);
    std::array<int, 9> done{}, trapped{};
    for (int i = 0; i < 150000; ++i) {
        Hart& h = rig.hart();
        h.pc = code_at + random.below(64) * 4;
        rig.ring(random.below(4));
        const U word = random_instruction(random, rig);
        const isa::Row& row = isa::row(*isa::op_of_opcode(static_cast<std::uint8_t>(word >> 24)));
        rig.set_word(h.pc, word);
        std::copy_n(rig.m.ram.page(code_at >> 12), isa::page_bytes, plain.ram.begin() + code_at);
        plain.x = h.x;
        plain.pc = h.pc;
        plain.reserved = h.lr_state & 1;
        plain.reserved_address = h.lr_address;
        plain.reserved_value = h.lr_value;

        Expected expected(rig.m);
        const auto trap = plain.execute(word);
        expected.executes(row.cost);
        if (trap) {
            expected.traps(trap->cause, trap->tval);
        } else {
            expected.step_counted();
            ++expected.hart().instret;
            expected.hart().x = plain.x;
            expected.hart().pc = plain.pc;
            const U kept = expected.hart().lr_state & 0x10;
            expected.hart().lr_state = kept | (plain.reserved ? 1 : 0);
            expected.hart().lr_address = plain.reserved_address;
            expected.hart().lr_value = plain.reserved_value;
            if (reads_or_writes_memory(row.cost)) copy_ram(plain, expected.m);
        }
        rig.step();
        expected.check(rig.m,
                       [&] { return "word " + std::to_string(word) + " " + std::string(row.mnemonic); });
        ++(trap ? trapped : done)[static_cast<std::size_t>(row.class_)];
    }
    for (int n : done) CHECK(n > 500);
    CHECK(trapped[3] > 100);
    CHECK(trapped[4] > 100);
    CHECK(trapped[6] > 100);
    CHECK(trapped[8] > 100);
}

TEST_CASE("register zero reads zero whatever is written to it") {
    for (Op op : {Op::add, Op::addi, Op::lui, Op::auipc, Op::lw, Op::jal, Op::jalr, Op::mulhu, Op::divu,
                  Op::amoswap_w}) {
        Rig rig;
        rig.set_word(data_at, 0x12345678);
        for (unsigned r = 1; r < 16; ++r) rig.x(r) = data_at;
        const isa::Fields used = isa::fields_of(isa::row(op).syntax);
        rig.code(code_at, {used.rt   ? ins(op, zero, a0, a1)
                           : used.rs ? ins(op, zero, a0, 0)
                                     : ins(op, zero, 4)});
        rig.step();
        INFO(isa::row(op).mnemonic);
        CHECK(rig.hart().instret == 1);
        CHECK(rig.x(zero) == 0);
    }
}

TEST_CASE("division by zero and overflow give RISC-V's answers and never trap") {
    struct Case {
        Op op;
        U a, b, result;
    };
    const Case cases[] = {
        {Op::div, 7, 0, 0xffffffff},
        {Op::divu, 7, 0, 0xffffffff},
        {Op::rem, 7, 0, 7},
        {Op::remu, 7, 0, 7},
        {Op::div, 0x80000000, ~0u, 0x80000000},
        {Op::rem, 0x80000000, ~0u, 0},
        {Op::div, U(-7), 2, U(-3)},
        {Op::rem, U(-7), 2, U(-1)},
        {Op::rem, 7, U(-2), 1},
    };
    for (const Case& c : cases) {
        Rig rig;
        rig.x(a0) = c.a;
        rig.x(a1) = c.b;
        rig.code(code_at, {ins(c.op, a2, a0, a1)});
        rig.step();
        INFO(isa::row(c.op).mnemonic << " " << c.a << ", " << c.b);
        CHECK(rig.x(a2) == c.result);
        CHECK(rig.hart().pc == code_at + 4);
    }
}

TEST_CASE("a store is seen by the next fetch without a fence") {
    Rig rig;
    rig.code(code_at, {ins(Op::sw, a0, a1, 0), ins(Op::ebreak)});
    rig.x(a0) = ins(Op::addi, a2, zero, 7);
    rig.x(a1) = code_at + 4;
    rig.step(2);
    CHECK(rig.x(a2) == 7);
}

TEST_CASE("a word of an undefined form is an illegal instruction, with the word in TVAL, in every ring") {
    Random random(2);
    int illegal = 0;
    Rig rig;
    for (int i = 0; i < 20000; ++i) {
        // Half of the words are an instruction with one bit flipped: the near misses.
        U word = random.word();
        if (random.chance(50))
            word = isa::encode({random.of(isa::table).op, 0, 0, 0, 0}) ^ (1u << random.below(32));
        if (isa::decode(word)) continue;
        rig.hart().pc = code_at;
        rig.ring(random.below(4));
        rig.set_word(code_at, word);
        Expected expected(rig.m);
        expected.traps(2, word);
        rig.step();
        expected.check(rig.m, [&] { return "word " + std::to_string(word); });
        ++illegal;
    }
    CHECK(illegal > 5000);
}

}  // namespace ringside::machine::test
