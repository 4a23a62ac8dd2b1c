// Fixups: the final numbers in the final bytes.
#include <algorithm>

#include "isa/asm/emit.hpp"
#include "isa/asm/linker.hpp"

namespace ringside::isa::assembler {

namespace {

std::uint32_t get_word(const std::uint8_t* p) {
    return p[0] | std::uint32_t{p[1]} << 8 | std::uint32_t{p[2]} << 16 | std::uint32_t{p[3]} << 24;
}
void put(std::uint8_t* p, std::uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i) p[i] = static_cast<std::uint8_t>(value >> 8 * i);
}
void put_half(std::uint8_t* p, std::uint32_t low16) {
    put(p, (get_word(p) & 0xffff0000) | (low16 & 0xffff), 4);
}

std::uint8_t opcode(Op op) { return row(op).opcode; }

// The branch that is taken exactly when this one is not.
std::uint32_t inverted(std::uint32_t word) {
    const auto code = static_cast<std::uint8_t>(word >> 24);
    std::uint8_t other = code;
    for (const auto& [a, b] :
         {std::pair{Op::beq, Op::bne}, std::pair{Op::blt, Op::bge}, std::pair{Op::bltu, Op::bgeu}}) {
        if (code == opcode(a)) other = opcode(b);
        if (code == opcode(b)) other = opcode(a);
    }
    return (word & 0x00ffffff) | std::uint32_t{other} << 24;
}

std::string amount(std::int64_t n) { return std::to_string(n); }

}  // namespace

// Branches: near, or inverted over a jal that the site made room for.
void Linker::place_branch(const Piece& piece, const Fixup& fixup, std::uint32_t at, std::uint32_t to,
                          std::uint8_t* bytes) {
    if (!piece.grown.empty() && piece.grown[fixup.site]) {
        const auto distance = static_cast<std::int32_t>(to - at - 4);
        if (distance < -(1 << 21) || distance >= 1 << 21)
            return fail(piece.object, fixup.spot,
                        "the branch target is " + amount(distance) +
                            " bytes away, beyond 2 MiB; branch to a jump nearby");
        put(bytes, (inverted(get_word(bytes)) & 0xffff0000) | 2, 4);
        put(bytes + 4, encode({Op::jal, 0, 0, 0, distance / 4}), 4);
    } else {
        put_half(bytes, static_cast<std::uint32_t>(static_cast<std::int32_t>(to - at) / 4));
    }
}

// Jumps and calls: one jal, or auipc and jalr.
void Linker::place_jump(const Piece& piece, const Fixup& fixup, std::uint32_t at, std::uint32_t to,
                        std::uint8_t* bytes) {
    const std::uint32_t distance = to - at;
    const auto rd = static_cast<std::uint8_t>(get_word(bytes) >> 20 & 0xf);
    if (fixup.kind == FixupKind::call && !piece.grown.empty() && piece.grown[fixup.site]) {
        put(bytes,
            encode(
                {Op::auipc, fixup.scratch, 0, 0, static_cast<std::int32_t>(upper_half(distance) & 0xffff)}),
            4);
        put(bytes + 4, encode({Op::jalr, rd, fixup.scratch, 0, lower_half(distance)}), 4);
        return;
    }
    const auto signed_distance = static_cast<std::int32_t>(distance);
    if (signed_distance < -(1 << 21) || signed_distance >= 1 << 21)
        return fail(piece.object, fixup.spot,
                    "the jump target is " + amount(signed_distance) +
                        " bytes away, beyond 2 MiB; use call, tail or jump");
    put(bytes, encode({Op::jal, rd, 0, 0, signed_distance / 4}), 4);
}

// The distance that the auipc at the fixup's label was given.
bool Linker::pcrel_target(const Piece& piece, const Fixup& fixup, std::uint32_t& distance) {
    if (fixup.value.plus != Value::none && fixup.value.minus == Value::none && fixup.value.addend == 0) {
        const Symbol& label = objects_[piece.object].symbols[static_cast<std::size_t>(fixup.value.plus)];
        const Piece& home = pieces_[piece_of_[piece.object][label.section]];
        const std::vector<Fixup>& fixups = section_of(home).fixups;
        auto it =
            std::lower_bound(fixups.begin(), fixups.end(), label.place.offset,
                             [](const Fixup& f, std::uint32_t offset) { return f.place.offset < offset; });
        for (; label.kind == Symbol::Kind::label && it != fixups.end() &&
               it->place.offset == label.place.offset;
             ++it) {
            if (it->kind != FixupKind::pcrel_hi) continue;
            distance =
                static_cast<std::uint32_t>(evaluate(piece.object, it->value)) - address_of(home, it->place);
            return true;
        }
    }
    fail(piece.object, fixup.spot, "%pcrel_lo needs the label of an auipc with %pcrel_hi");
    return false;
}

void Linker::relocate_one(const Piece& piece, const Fixup& fixup, std::uint8_t* bytes) {
    const std::uint32_t at = address_of(piece, fixup.place);
    const std::int64_t value = evaluate(piece.object, fixup.value);
    const auto word = static_cast<std::uint32_t>(value);
    const auto fits = [&](std::int64_t least, std::int64_t most, const char* width) {
        if (value >= least && value <= most) return true;
        fail(piece.object, fixup.spot, "the value " + amount(value) + " does not fit in " + width);
        return false;
    };
    switch (fixup.kind) {
    case FixupKind::data8:
        if (fits(-0x80, 0xff, "1 byte")) put(bytes, word, 1);
        break;
    case FixupKind::data16:
        if (fits(-0x8000, 0xffff, "2 bytes")) put(bytes, word, 2);
        break;
    case FixupKind::data32: put(bytes, word, 4); break;  // addresses wrap around
    case FixupKind::data64: put(bytes, static_cast<std::uint64_t>(value), 8); break;
    case FixupKind::branch:
    case FixupKind::jump:
    case FixupKind::call:
        if ((word & 3) != 0)
            return fail(piece.object, fixup.spot, "the target is not at a multiple of 4; align it");
        if (fixup.kind == FixupKind::branch) return place_branch(piece, fixup, at, word, bytes);
        return place_jump(piece, fixup, at, word, bytes);
    case FixupKind::hi: put_half(bytes, upper_half(word)); break;
    case FixupKind::lo: put_half(bytes, word); break;
    case FixupKind::pcrel_hi: put_half(bytes, upper_half(word - at)); break;
    case FixupKind::pcrel_lo: {
        std::uint32_t distance = 0;
        if (pcrel_target(piece, fixup, distance)) put_half(bytes, distance);
        break;
    }
    case FixupKind::tprel_hi: put_half(bytes, upper_half(word - tls_start_)); break;
    case FixupKind::tprel_lo: put_half(bytes, word - tls_start_); break;
    case FixupKind::immediate:
        if (fits(-0x8000, 0x7fff, "16 bits; use la and a register")) put_half(bytes, word);
        break;
    }
}

// bytes: the piece's, with its sites filled in.
void Linker::relocate(const Piece& piece, std::uint8_t* bytes) {
    for (const Fixup& fixup : section_of(piece).fixups)
        relocate_one(piece, fixup, bytes + fixup.place.offset + added_before(piece, fixup.place.sites));
}

}  // namespace ringside::isa::assembler
