// Words and their fields. decode() is total over the 2^32 words: a Decoded, or nothing for an illegal instruction.
//
//   auto d = isa::decode(0x20ab0001);     // addi a0, a1, 1
//   isa::encode(*d) == 0x20ab0001         // for every word that decodes
#pragma once

#include <cstdint>
#include <optional>

#include "isa/table.hpp"

namespace ringside::isa {

// Register fields hold register numbers as encoded; a store's and a branch's first register is in rd.
// imm is sign-extended where the row's syntax says signed; for branches and jumps it counts instructions.
struct Decoded {
    Op op{};
    std::uint8_t rd = 0;
    std::uint8_t rs = 0;
    std::uint8_t rt = 0;
    std::int32_t imm = 0;

    constexpr bool operator==(const Decoded&) const = default;
};

// Which fields a syntax uses.
struct Fields {
    bool rd, rs, rt, imm;
};

constexpr Fields fields_of(Syntax s) {
    switch (s) {
        case Syntax::none: return {false, false, false, false};
        case Syntax::rd_rs_rt:
        case Syntax::amo: return {true, true, true, false};
        case Syntax::rd_rs_imm:
        case Syntax::rd_rs_shamt:
        case Syntax::load:
        case Syntax::store:
        case Syntax::branch:
        case Syntax::jalr: return {true, true, false, true};
        case Syntax::rd_imm:
        case Syntax::jal:
        case Syntax::mfs: return {true, false, false, true};
        case Syntax::mts: return {false, true, false, true};
        case Syntax::lr:
        case Syntax::rd_rs: return {true, true, false, false};
        case Syntax::rd: return {true, false, false, false};
        case Syntax::rs: return {false, true, false, false};
        case Syntax::rs_rt: return {false, true, true, false};
        case Syntax::imm: return {false, false, false, true};
    }
    return {};
}

constexpr bool immediate_is_signed(Syntax s) {
    return s == Syntax::rd_rs_imm || s == Syntax::load || s == Syntax::store || s == Syntax::branch ||
           s == Syntax::jalr || s == Syntax::jal;
}

// The inclusive range an immediate may have as written in Decoded.
struct ImmediateRange {
    std::int32_t least, most;
};

constexpr ImmediateRange immediate_range(Syntax s) {
    if (s == Syntax::jal) return {-(1 << 19), (1 << 19) - 1};
    if (s == Syntax::rd_rs_shamt) return {0, 31};
    if (immediate_is_signed(s)) return {-0x8000, 0x7fff};
    return {0, 0xffff};
}

constexpr std::uint32_t encode(const Decoded& d) {
    const Row& r = row(d.op);
    std::uint32_t word = std::uint32_t{r.opcode} << 24 | std::uint32_t{d.rd} << 20;
    const auto imm = static_cast<std::uint32_t>(d.imm);
    switch (r.format) {
        case Format::R: return word | std::uint32_t{d.rs} << 16 | std::uint32_t{d.rt} << 12;
        case Format::I: return word | std::uint32_t{d.rs} << 16 | (imm & 0xffff);
        case Format::J: return word | (imm & 0xfffff);
    }
    return 0;
}

constexpr std::optional<Decoded> decode(std::uint32_t word) {
    const auto op = op_of_opcode(static_cast<std::uint8_t>(word >> 24));
    if (!op) return std::nullopt;
    const Row& r = row(*op);
    const Fields used = fields_of(r.syntax);
    Decoded d;
    d.op = *op;
    d.rd = static_cast<std::uint8_t>(word >> 20 & 0xf);
    if (r.format == Format::J) {
        d.imm = static_cast<std::int32_t>(word << 12) >> 12;
    } else {
        d.rs = static_cast<std::uint8_t>(word >> 16 & 0xf);
        if (r.format == Format::R) {
            d.rt = static_cast<std::uint8_t>(word >> 12 & 0xf);
            if ((word & 0xfff) != 0) return std::nullopt;
        } else {
            d.imm = static_cast<std::int32_t>(word & 0xffff);
            if (immediate_is_signed(r.syntax)) d.imm = static_cast<std::int16_t>(word & 0xffff);
        }
    }
    if ((!used.rd && d.rd) || (!used.rs && d.rs) || (!used.rt && d.rt) || (!used.imm && d.imm)) return std::nullopt;
    if (r.syntax == Syntax::rd_rs_shamt && d.imm > 31) return std::nullopt;
    return d;
}

namespace detail {
constexpr bool rows_round_trip() {
    for (const Row& r : table) {
        const Fields used = fields_of(r.syntax);
        const ImmediateRange range = immediate_range(r.syntax);
        for (std::int32_t imm : {range.least, std::int32_t{0}, range.most}) {
            Decoded d{r.op, 0, 0, 0, 0};
            if (used.rd) d.rd = 0xa;
            if (used.rs) d.rs = 0x5;
            if (used.rt) d.rt = 0xf;
            if (used.imm) d.imm = imm;
            const auto back = decode(encode(d));
            if (!back || !(*back == d)) return false;
        }
    }
    return true;
}
}  // namespace detail
static_assert(detail::rows_round_trip(), "encode and decode disagree on a row");

}  // namespace ringside::isa
