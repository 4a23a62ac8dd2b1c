#include <cstring>
#include <optional>

#include "machine/fast/decoded.hpp"

namespace ringside::machine::fast {

namespace {

using isa::Op;

// A branch this many instructions after the start of its block ends it even if it is likely not taken: what is charged
// ahead must stay small, for a deadline that cuts into a block is reached one instruction at a time.
constexpr std::uint32_t late = 24;

struct Shape {
    Handler handler = Handler::leave;
    bool ends = true;   // the block ends here
    bool leave = true;  // charged by the reference engine
};

std::uint8_t destination(std::uint8_t rd) { return rd == 0 ? sink_register : rd; }

Handler plain(Op op) {
    switch (op) {
#define SAME(name) \
    case Op::name: return Handler::name;
        SAME(add) SAME(sub) SAME(and_) SAME(or_) SAME(xor_) SAME(sll) SAME(srl) SAME(sra) SAME(slt) SAME(sltu)
        SAME(addi) SAME(andi) SAME(ori) SAME(xori) SAME(slli) SAME(srli) SAME(srai) SAME(slti) SAME(sltiu) SAME(auipc)
        SAME(mul) SAME(mulh) SAME(mulhsu) SAME(mulhu) SAME(div) SAME(divu) SAME(rem) SAME(remu)
        SAME(lb) SAME(lh) SAME(lw) SAME(lbu) SAME(lhu) SAME(sb) SAME(sh) SAME(sw)
#undef SAME
        case Op::lui: return Handler::li;
        case Op::fence:
        case Op::fence_i:
        case Op::pause: return Handler::nop;
        default: return Handler::leave;
    }
}

Handler branch_handler(Op op, bool far, bool cut) {
    switch (op) {
#define BRANCH(name) \
    case Op::name: return far ? Handler::name##_far : cut ? Handler::name##_cut : Handler::name;
        BRANCH(beq) BRANCH(bne) BRANCH(blt) BRANCH(bge) BRANCH(bltu) BRANCH(bgeu)
#undef BRANCH
        default: return Handler::leave;
    }
}

std::optional<Handler> pair_of(Handler first, Handler second) {
    const auto key = [](Handler a, Handler b) { return static_cast<unsigned>(a) << 16 | static_cast<unsigned>(b); };
    switch (key(first, second)) {
#define FAST_OP(name)
#define FAST_PAIR(a, b) \
    case static_cast<unsigned>(Handler::a) << 16 | static_cast<unsigned>(Handler::b): return Handler::a##__##b;
#include "machine/fast/handlers.inc"
#undef FAST_OP
#undef FAST_PAIR
        default: return std::nullopt;
    }
}

class PageDecoder {
public:
    PageDecoder(DecodedPage& page, const CostModel& costs, const HandlerTable& handlers) : page_(page), costs_(costs), handlers_(handlers) {}

    void run() {
        for (std::uint32_t i = 0; i < page_ops; ++i) one(i);
        page_.ops[page_ops] = {handlers_[static_cast<std::size_t>(Handler::page_end)], 0, 0, 0, {}};
        // From the end, each operation adds itself to what follows it in its block.
        for (std::uint32_t i = page_ops; i-- > 0;) {
            const Shape& s = shapes_[i];
            const std::int64_t rest = s.ends ? 0 : page_.ops[i + 1].meta;
            page_.ops[i].meta = s.leave ? 0 : charges_[i] + rest;
        }
        for (std::uint32_t i = 0; i + 1 < page_ops; ++i) fuse(i);
    }

private:
    void one(std::uint32_t i) {
        Operation& op = page_.ops[i];
        op = {nullptr, 0, 0, 0, {}};
        std::uint32_t word = 0;
        std::memcpy(&word, page_.source.data() + i * 4, 4);
        const auto d = isa::decode(word);
        Shape s;
        if (d) s = shape(*d, i, op);
        in_block_ = s.ends ? 0 : in_block_ + 1;
        shapes_[i] = s;
        if (d) charges_[i] = charge(costs_.of(isa::row(d->op).cost), 1);
        op.handler = handlers_[static_cast<std::size_t>(s.handler)];
    }

    Shape shape(const isa::Decoded& d, std::uint32_t i, Operation& op) {
        op.imm = d.imm;
        op.r = {destination(d.rd), d.rs, d.rt, 0, 0, 0, 0, 0};
        const std::int64_t target = static_cast<std::int64_t>(i) + d.imm;
        const bool far = target < 0 || target >= page_ops;
        switch (isa::row(d.op).class_) {
            case isa::Class::branch: {
                op.r[0] = d.rd;  // it is read
                const bool cut = far || d.imm <= 0 || in_block_ >= late;
                if (far) op.imm2 = static_cast<std::int32_t>(target * 4);
                return {branch_handler(d.op, far, cut), cut, false};
            }
            case isa::Class::store:
                op.r[0] = d.rd;
                return {plain(d.op), false, false};
            case isa::Class::jump:
                op.imm2 = static_cast<std::int32_t>(i * 4 + 4);
                if (d.op == Op::jalr) return {Handler::jalr, true, false};
                if (far) {
                    op.imm = static_cast<std::int32_t>(target * 4);
                    return {Handler::jal_far, true, false};
                }
                return {d.rd == 0 ? Handler::j : Handler::jal, true, false};
            default: break;
        }
        Handler h = plain(d.op);
        if (h == Handler::leave) return {};
        if (d.op == Op::lui) op.imm = static_cast<std::int32_t>(static_cast<std::uint32_t>(d.imm) << 16);
        if (d.op == Op::addi && d.rs == 0) h = Handler::li;
        if (d.op == Op::auipc) op.imm = static_cast<std::int32_t>((static_cast<std::uint32_t>(d.imm) << 16) + i * 4);
        return {h, false, false};
    }

    void fuse(std::uint32_t i) {
        if (shapes_[i].ends) return;
        const auto pair = pair_of(shapes_[i].handler, shapes_[i + 1].handler);
        if (!pair) return;
        Operation& op = page_.ops[i];
        const Operation& next = page_.ops[i + 1];
        op.handler = handlers_[static_cast<std::size_t>(*pair)];
        // A jump needs two numbers; its first instruction then must need none of its own besides imm.
        op.imm2 = next.imm;
        op.r[3] = next.r[0];
        op.r[4] = next.r[1];
        op.r[5] = next.r[2];
    }

    DecodedPage& page_;
    const CostModel& costs_;
    const HandlerTable& handlers_;
    std::array<Shape, page_ops> shapes_;
    std::array<std::int64_t, page_ops> charges_{};
    std::uint32_t in_block_ = 0;
};

}  // namespace

void decode_page(DecodedPage& page, const std::uint8_t* bytes, const CostModel& costs, const HandlerTable& handlers) {
    std::memcpy(page.source.data(), bytes, page.source.size());
    PageDecoder(page, costs, handlers).run();
}

}  // namespace ringside::machine::fast
