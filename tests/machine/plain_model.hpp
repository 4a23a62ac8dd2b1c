// A second opinion on the unprivileged instructions, written from RISC-V's manual and the table's words, with its own
// decoding and other arithmetic than isa/semantics.hpp: multiplication by halves, division by magnitudes, shifts by
// powers of two. It shares no code with what it checks.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace ringside::machine::test {

struct PlainTrap {
    std::uint32_t cause, tval;
};

class Plain {
public:
    std::array<std::uint32_t, 16> x{};
    std::uint32_t pc = 0;
    std::vector<std::uint8_t> ram;  // from address 0; the first page does not answer
    bool reserved = false;          // lr.w's pair
    std::uint32_t reserved_address = 0, reserved_value = 0;

    // Runs one instruction of classes 0 to 8; a trap leaves everything as it was.
    std::optional<PlainTrap> execute(std::uint32_t word) {
        const std::uint32_t opcode = word >> 24;
        rd_ = word >> 20 & 15;
        rs_ = word >> 16 & 15;
        rt_ = word >> 12 & 15;
        imm_ = word & 0xffff;
        if (imm_ & 0x8000) imm_ |= 0xffff0000;
        switch (opcode >> 4) {
        case 0x0: return system(opcode);
        case 0x1: return finish(register_alu(opcode & 15, x[rs_], x[rt_]));
        case 0x2: return immediate(opcode & 15);
        case 0x3: return load(opcode & 15);
        case 0x4: return store(opcode & 15);
        case 0x5: return branch(opcode & 15);
        case 0x6: return jump(opcode, word);
        case 0x7: return finish(multiply(opcode & 15, x[rs_], x[rt_]));
        default: return atomic(opcode & 15, x[rs_], x[rt_]);
        }
    }

private:
    using W = std::uint32_t;
    using D = std::uint64_t;
    using Result = std::optional<PlainTrap>;
    W rd_ = 0, rs_ = 0, rt_ = 0, imm_ = 0;

    static bool negative(W v) { return v >> 31; }
    static W magnitude(W v) { return negative(v) ? 0 - v : v; }
    // Flipping the sign bit turns signed order into unsigned order.
    static bool less(W a, W b) { return (a ^ 0x80000000) < (b ^ 0x80000000); }

    Result finish(W value) {
        if (rd_ != 0) x[rd_] = value;
        pc += 4;
        return {};
    }
    Result go(W target) {
        pc = target;
        return {};
    }

    Result system(W opcode) {
        if (opcode == 0x01) return PlainTrap{8, 0};
        if (opcode == 0x02) return PlainTrap{3, pc};
        pc += 4;
        return {};
    }

    static W power(W n) { return W{1} << n; }
    static W register_alu(W what, W a, W b) {
        const W n = b % 32;
        switch (what) {
        case 0: return static_cast<W>(D{a} + b);
        case 1: return static_cast<W>(D{a} + (D{1} << 32) - b);
        case 2: return ~(~a | ~b);
        case 3: return ~(~a & ~b);
        case 4: return (a | b) - (a & b);
        case 5: return static_cast<W>(D{a} * power(n));
        case 6: return a / power(n);
        case 7: return negative(a) ? ~(~a / power(n)) : a / power(n);
        case 8: return less(a, b) ? 1 : 0;
        default: return a < b ? 1 : 0;
        }
    }
    Result immediate(W what) {
        if (what == 0xe) return finish(imm_ * 0x10000);
        if (what == 0xf) return finish(pc + imm_ * 0x10000);
        return finish(register_alu(what, x[rs_], imm_));
    }

    bool answers(W address) const { return address >= 0x1000 && address < ram.size(); }
    W peek(W address, W bytes) const {
        W value = 0;
        for (W i = bytes; i-- > 0;) value = value * 256 + ram[address + i];
        return value;
    }
    void poke(W address, W bytes, W value) {
        for (W i = 0; i < bytes; ++i, value /= 256) ram[address + i] = static_cast<std::uint8_t>(value % 256);
    }
    Result load(W what) {
        const W bytes = what == 0 || what == 4 ? 1 : what == 1 || what == 5 ? 2 : 4;
        const W address = x[rs_] + imm_;
        if (address % bytes) return PlainTrap{4, address};
        if (!answers(address)) return PlainTrap{5, address};
        W value = peek(address, bytes);
        const W sign = power(bytes * 8 - 1);
        if (what < 2 && value >= sign) value -= 2 * sign;
        return finish(value);
    }
    Result store(W what) {
        const W bytes = power(what);
        const W address = x[rs_] + imm_;
        if (address % bytes) return PlainTrap{6, address};
        if (!answers(address)) return PlainTrap{7, address};
        poke(address, bytes, x[rd_]);
        pc += 4;
        return {};
    }
    Result branch(W what) {
        const W a = x[rd_], b = x[rs_];
        const bool holds = what < 2 ? a == b : what < 6 ? less(a, b) : a < b;
        const bool taken = what % 2 ? !holds : holds;
        return go(taken ? pc + imm_ * 4 : pc + 4);
    }
    Result jump(W opcode, W word) {
        const W back = pc + 4;
        W target = pc + ((word & 0xfffff) ^ 0x80000) * 4 - 0x80000 * 4;
        if (opcode == 0x61) {
            target = (x[rs_] + imm_) / 2 * 2;
            if (target % 4) return PlainTrap{0, target};
        }
        if (rd_ != 0) x[rd_] = back;
        return go(target);
    }

    static D product(W a, W b) {
        const D al = a & 0xffff, ah = a >> 16, bl = b & 0xffff, bh = b >> 16;
        const D middle = ah * bl + (al * bl >> 16);
        const D cross = al * bh + (middle & 0xffff);
        return (ah * bh + (middle >> 16) + (cross >> 16)) << 32 | (cross & 0xffff) << 16 | (al * bl & 0xffff);
    }
    static W multiply(W what, W a, W b) {
        const W high = static_cast<W>(product(a, b) >> 32);
        switch (what) {
        case 0: return static_cast<W>(product(a, b));
        case 1: return high - (negative(a) ? b : 0) - (negative(b) ? a : 0);
        case 2: return high - (negative(a) ? b : 0);
        case 3: return high;
        default: break;
        }
        if (b == 0) return what < 6 ? 0xffffffff : a;
        if (what == 5) return a / b;
        if (what == 7) return a % b;
        const W quotient = magnitude(a) / magnitude(b), rest = magnitude(a) % magnitude(b);
        if (what == 4) return negative(a) != negative(b) ? 0 - quotient : quotient;
        return negative(a) ? 0 - rest : rest;
    }

    Result atomic(W what, W address, W operand) {
        const bool loads = what == 0;
        if (address % 4) return PlainTrap{loads ? 4u : 6u, address};
        if (!answers(address)) return PlainTrap{loads ? 5u : 7u, address};
        const W old = peek(address, 4);
        if (loads) {
            reserved = true;
            reserved_address = address;
            reserved_value = old;
            return finish(old);
        }
        if (what == 1) {
            const bool holds = reserved && reserved_address == address && reserved_value == old;
            reserved = false;
            if (holds) poke(address, 4, operand);
            return finish(holds ? 0 : 1);
        }
        W fresh = 0;
        switch (what) {
        case 2: fresh = operand; break;
        case 3: fresh = register_alu(0, old, operand); break;
        case 4: fresh = register_alu(4, old, operand); break;
        case 5: fresh = register_alu(2, old, operand); break;
        case 6: fresh = register_alu(3, old, operand); break;
        case 7: fresh = less(old, operand) ? old : operand; break;
        case 8: fresh = less(old, operand) ? operand : old; break;
        case 9: fresh = old < operand ? old : operand; break;
        default: fresh = old > operand ? old : operand; break;
        }
        poke(address, 4, fresh);
        return finish(old);
    }
};

}  // namespace ringside::machine::test
