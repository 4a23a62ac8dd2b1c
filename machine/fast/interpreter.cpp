#include "machine/fast/interpreter.hpp"

#include <cstring>

#include "isa/semantics.hpp"

// Labels as values are what makes threaded dispatch; GCC and clang both have them.
#pragma GCC diagnostic ignored "-Wpedantic"

#define LIKELY(c) __builtin_expect(!!(c), 1)
#define UNLIKELY(c) __builtin_expect(!!(c), 0)

namespace ringside::machine::fast {

namespace {

using U = std::uint32_t;

// Runs a slow path and takes the cycles of its walks off at once.
template <class F>
std::int64_t spent(std::int64_t acc, SlowPath& slow, F f) {
    const std::uint64_t before = slow.walked;
    f();
    return acc - charge(static_cast<U>(slow.walked - before), 0);
}

// Instructions are counted down from here in the low half of the accumulator; a run is far shorter.
constexpr std::int64_t count_from = 0x7fffffff;

}  // namespace

// A block is charged when it is entered; if that passes the limit, it is not entered.
#define ENTER                              \
    {                                      \
        acc -= op->meta;                   \
        if (UNLIKELY(acc < 0)) goto late;  \
        goto* op->handler;                 \
    }
// The instruction trapped: its cost stays charged, it does not count, and the rest of its block is given back.
#define FAULT_AT_END(K)      \
    {                        \
        op += (K);           \
        acc += charge(0, 1); \
        left = Left::fault;  \
        goto out_here;       \
    }
#define FAULT(K)                   \
    {                              \
        acc += op[(K) + 1].meta;   \
        FAULT_AT_END(K)            \
    }
// The instruction was not begun: its cost and that of the rest is given back.
#define LEAVE_AT(K, why)        \
    {                           \
        op += (K);              \
        acc += op->meta;        \
        left = why;             \
        goto out_here;          \
    }
#define LEAVE_AFTER(K, why)     \
    {                           \
        op += (K) + 1;          \
        acc += op->meta;        \
        left = why;             \
        goto out_here;          \
    }

Left interpret(Run* run, const HandlerTable** handlers) {
    static const HandlerTable table = {
#define FAST_OP(name) &&L_##name,
#define FAST_PAIR(first, second) &&L_##first##__##second,
#include "machine/fast/handlers.inc"
#undef FAST_OP
#undef FAST_PAIR
    };
    if (!run) {
        *handlers = &table;
        return Left::slow;
    }

    U* const x = run->x;
    SlowPath& slow = *run->slow;
    const std::uint64_t context = run->context;
    const DataShortcut* const loads = run->shortcuts->loads.data();
    const DataShortcut* const stores = run->shortcuts->stores.data();
    const CodeShortcut* const code = run->shortcuts->code.data();
    const std::int64_t start = charge(static_cast<U>(run->limit), 0) + count_from;
    const std::uint64_t walked_before = slow.walked;
    std::int64_t acc = start;
    U pc = run->pc, base = 0;
    const Operation* op = nullptr;
    const Operation* ops = nullptr;
    Left left = Left::slow;
    SlowPath::Outcome outcome = SlowPath::Outcome::done;

enter_page: {
    const CodeShortcut& c = code[Shortcuts::code_slot(pc)];
    if (UNLIKELY((context | (pc & ~0xfffu)) != c.tag)) {
        left = Left::slow;
        goto out;
    }
    ops = c.page->ops.data();
    base = pc & ~0xfffu;
    op = ops + (pc >> 2 & (page_ops - 1));
    ENTER
}

#include "machine/fast/bodies.inc"

#define FAST_OP(name)                                       \
    L_##name : {                                            \
        B_##name(op->r[0], op->r[1], op->r[2], op->imm, 0)  \
        ++op;                                               \
        goto* op->handler;                                  \
    }
#define FAST_PAIR(first, second)                              \
    L_##first##__##second : {                                 \
        B_##first(op->r[0], op->r[1], op->r[2], op->imm, 0)   \
        B_##second(op->r[3], op->r[4], op->r[5], op->imm2, 1) \
        op += 2;                                              \
        goto* op->handler;                                    \
    }
#include "machine/fast/handlers.inc"
#undef FAST_OP
#undef FAST_PAIR

late:
    acc += op->meta;
    left = Left::deadline;
out_here:
    pc = base + static_cast<U>(op - ops) * 4;
out:
    run->pc = pc;
    run->instructions = static_cast<std::uint64_t>(count_from - (acc & 0xffffffff));
    run->cycles = run->limit - static_cast<std::uint64_t>(acc >> 32) - (slow.walked - walked_before);
    return left;
}

}  // namespace ringside::machine::fast
