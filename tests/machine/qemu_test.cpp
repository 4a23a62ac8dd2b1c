// The unprivileged instructions against qemu-riscv32: one generated RISC-V program prints the results of thousands of
// operand pairs, and the machine must give the same ones.
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/machine/rig.hpp"

namespace ringside::machine::test {
namespace {

constexpr int pair_count = 400, immediate_count = 40;
constexpr Op register_ops[] = {Op::add,    Op::sub,   Op::and_, Op::or_,  Op::xor_, Op::sll,
                               Op::srl,    Op::sra,   Op::slt,  Op::sltu, Op::mul,  Op::mulh,
                               Op::mulhsu, Op::mulhu, Op::div,  Op::divu, Op::rem,  Op::remu};
constexpr Op immediate_ops[] = {Op::addi, Op::andi, Op::ori, Op::xori, Op::slti, Op::sltiu};
constexpr Op shift_ops[] = {Op::slli, Op::srli, Op::srai};
constexpr Op branch_ops[] = {Op::beq, Op::bne, Op::blt, Op::bge, Op::bltu, Op::bgeu};
constexpr Op load_ops[] = {Op::lb, Op::lh, Op::lw, Op::lbu, Op::lhu};
constexpr Op store_ops[] = {Op::sb, Op::sh, Op::sw};
constexpr Op amo_ops[] = {Op::amoswap_w, Op::amoadd_w, Op::amoxor_w,  Op::amoand_w, Op::amoor_w,
                          Op::amomin_w,  Op::amomax_w, Op::amominu_w, Op::amomaxu_w};

int bytes_moved(Op op) {
    return op == Op::lw || op == Op::sw ? 4 : op == Op::lh || op == Op::lhu || op == Op::sh ? 2 : 1;
}

struct Operands {
    std::vector<std::pair<U, U>> pairs;
    std::vector<S> immediates;  // of 12 bits, what RISC-V can hold
};

Operands choose() {
    Random random(3);
    Operands o;
    for (int i = 0; i < pair_count; ++i) o.pairs.emplace_back(random.operand(), random.operand());
    for (S edge : {0, 1, -1, 2047, -2048, 31}) o.immediates.push_back(edge);
    while (o.immediates.size() < immediate_count)
        o.immediates.push_back(static_cast<S>(random.below(4096)) - 2048);
    return o;
}

// The RISC-V program. For each test it walks the pairs in t0 and leaves results at t1: a0, a1 in, a2 (and a3) out.
class Generator {
public:
    explicit Generator(const Operands& operands) : operands_(operands) {}

    std::string program() {
        out_ << ".text\n.globl _start\n_start: la t1, results\n";
        for (Op op : register_ops) loop(name(op) + " a2, a0, a1");
        for (Op op : immediate_ops)
            for (S imm : operands_.immediates) loop(name(op) + " a2, a0, " + std::to_string(imm));
        for (Op op : shift_ops)
            for (int n = 0; n < 32; ++n) loop(name(op) + " a2, a0, " + std::to_string(n));
        for (Op op : branch_ops) loop("li a2, 1; " + name(op) + " a0, a1, 2f; li a2, 0; 2:");
        for (Op op : load_ops)
            for (int at = 0; at < 4; at += bytes_moved(op))
                loop(name(op) + " a2, " + std::to_string(at) + "(t0)");
        for (Op op : store_ops)
            for (int at = 0; at < 4; at += bytes_moved(op))
                loop("sw a0, (t3); " + name(op) + " a1, " + std::to_string(at) + "(t3); lw a2, (t3)");
        for (Op op : amo_ops) loop("sw a0, (t3); " + name(op) + " a2, a1, (t3); lw a3, (t3)", true);
        out_ << "li a0, 1; la a1, results; sub a2, t1, a1; li a7, 64; ecall\nli a0, 0; li a7, 93; ecall\n"
             << ".data\n.balign 4\npairs:\n";
        for (const auto& [a, b] : operands_.pairs) out_ << ".word " << a << ", " << b << "\n";
        out_ << "cell: .word 0\n.bss\n.balign 4\nresults: .space " << words_ * 4 << "\n";
        return out_.str();
    }

private:
    static std::string name(Op op) { return std::string(isa::row(op).mnemonic); }
    void loop(const std::string& body, bool two = false) {
        out_ << "la t0, pairs; la t3, cell; li t2, " << pair_count << "\n1: lw a0, (t0); lw a1, 4(t0); "
             << body << "; sw a2, (t1); addi t1, t1, 4\n";
        if (two) out_ << "sw a3, (t1); addi t1, t1, 4\n";
        out_ << "addi t0, t0, 8; addi t2, t2, -1; bnez t2, 1b\n";
        words_ += pair_count * (two ? 2 : 1);
    }
    const Operands& operands_;
    std::ostringstream out_;
    long words_ = 0;
};

// The same results by the machine, in the same order.
class Ours {
public:
    explicit Ours(const Operands& operands) : operands_(operands) {}

    std::vector<U> results() {
        for (Op op : register_ops) loop({ins(op, a2, a0, a1)});
        for (Op op : immediate_ops)
            for (S imm : operands_.immediates) loop({ins(op, a2, a0, imm)});
        for (Op op : shift_ops)
            for (S n = 0; n < 32; ++n) loop({ins(op, a2, a0, n)});
        for (Op op : branch_ops)
            loop({ins(Op::addi, a2, zero, 1), ins(op, a0, a1, 2), ins(Op::addi, a2, zero, 0)});
        for (Op op : load_ops)
            for (S at = 0; at < 4; at += bytes_moved(op)) loop({ins(Op::sw, a0, t0, 0), ins(op, a2, t0, at)});
        for (Op op : store_ops)
            for (S at = 0; at < 4; at += bytes_moved(op))
                loop({ins(Op::sw, a0, t0, 0), ins(op, a1, t0, at), ins(Op::lw, a2, t0, 0)});
        for (Op op : amo_ops)
            loop({ins(Op::sw, a0, t0, 0), ins(op, a2, t0, a1), ins(Op::lw, a3, t0, 0)}, true);
        return std::move(results_);
    }

private:
    void loop(const std::vector<U>& body, bool two = false) {
        rig_.code(code_at, body);
        rig_.code(code_at + static_cast<U>(body.size()) * 4, {ins(Op::ecall)});
        for (const auto& [a, b] : operands_.pairs) {
            rig_.hart().pc = code_at;
            rig_.x(a0) = a;
            rig_.x(a1) = b;
            rig_.x(t0) = data_at;
            rig_.run_to(handler_at, 10);
            results_.push_back(rig_.x(a2));
            if (two) results_.push_back(rig_.x(a3));
        }
    }
    const Operands& operands_;
    Rig rig_;
    std::vector<U> results_;
};

bool installed(const std::string& tool) {
    return std::system(("command -v " + tool + " >/dev/null 2>&1").c_str()) == 0;
}

}  // namespace

TEST_CASE("the unprivileged instructions give the results of qemu-riscv32") {
    for (const char* tool : {"qemu-riscv32", "riscv64-unknown-elf-as", "riscv64-unknown-elf-ld"})
        if (!installed(tool)) {
            WARN("skipped: " << tool << " is not installed; ./dev test installs it");
            return;
        }
    const Operands operands = choose();
    const std::filesystem::path folder = std::filesystem::path(RINGSIDE_BINARY_DIR) / "tests-qemu-oracle";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "oracle.s") << Generator(operands).program();
    const std::string in = "cd '" + folder.string() + "' && ";
    REQUIRE(std::system(
                (in + "riscv64-unknown-elf-as -march=rv32ima -mabi=ilp32 oracle.s -o oracle.o").c_str()) ==
            0);
    REQUIRE(std::system((in + "riscv64-unknown-elf-ld -m elf32lriscv oracle.o -o oracle").c_str()) == 0);
    REQUIRE(std::system((in + "qemu-riscv32 ./oracle > oracle.out").c_str()) == 0);

    std::ifstream file(folder / "oracle.out", std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const std::vector<U> ours = Ours(operands).results();
    REQUIRE(bytes.size() == ours.size() * 4);
    for (std::size_t i = 0; i < ours.size(); ++i) {
        U theirs = 0;
        for (std::size_t b = 4; b-- > 0;) theirs = theirs << 8 | static_cast<unsigned char>(bytes[i * 4 + b]);
        if (theirs != ours[i]) {
            const auto& [a, b] = operands.pairs[i % pair_count];
            FAIL("result " << i << ": qemu has " << theirs << ", the machine " << ours[i]
                           << "; near operands " << a << ", " << b);
        }
    }
    CHECK(ours.size() > 100000);
}

}  // namespace ringside::machine::test
