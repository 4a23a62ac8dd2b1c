#include "tests/engine/instructions.hpp"

#include <map>
#include <string>

namespace ringside::machine::test {

U Instructions::any() {
    const U kind = random_.below(100);
    if (kind < 26)
        return of(random_.chance(75)
                      ? (random_.chance(50) ? isa::Class::alu_register : isa::Class::alu_immediate)
                      : isa::Class::multiply);
    if (kind < 56) return memory();
    if (kind < 68) return branch();
    if (kind < 73) return jump();
    if (kind < 78) return atomic();
    if (kind < 80) return ins(Op::ecall);
    if (kind < 83) return of(isa::Class::sensitive);
    if (kind < 87) return special();
    if (kind < 89) return port();
    if (kind < 93) return control();
    if (kind < 94) return random_.word();
    return fields(random_.of(isa::table));
}

unsigned Instructions::target() {
    static constexpr unsigned usual[] = {ra, sp, t0, t1, t2, a0, a1, a2, a3, zero};
    return random_.chance(98) ? random_.of(usual) : random_.below(16);
}

// Any values in the fields that the row uses.
U Instructions::fields(const isa::Row& row) {
    const isa::Fields used = isa::fields_of(row.syntax);
    const isa::ImmediateRange range = isa::immediate_range(row.syntax);
    isa::Decoded d{row.op, 0, 0, 0, 0};
    if (used.rd) d.rd = static_cast<std::uint8_t>(target());
    if (used.rs) d.rs = static_cast<std::uint8_t>(random_.below(16));
    if (used.rt) d.rt = static_cast<std::uint8_t>(random_.below(16));
    if (used.imm)
        d.imm = range.least + static_cast<S>(random_.below(static_cast<U>(range.most - range.least) + 1));
    return isa::encode(d);
}

U Instructions::of(isa::Class class_) {
    const isa::Row* row = nullptr;
    do row = &random_.of(isa::table);
    while (row->class_ != class_);
    return fields(*row);
}

U Instructions::memory() {
    static constexpr Op ops[] = {Op::lb, Op::lh, Op::lw, Op::lbu, Op::lhu,
                                 Op::sb, Op::sh, Op::sw, Op::lw,  Op::sw};
    const Op op = random_.of(ops);
    const bool store = isa::row(op).class_ == isa::Class::store;
    unsigned base = s0;
    S least = -0x800, most = 0x800;
    switch (random_.below(16)) {
    case 0:
    case 1:
    case 2:
    case 3: break;
    case 4:
    case 5:
    case 6:
        base = s1;
        least = -0x2000;
        most = 0x2000;
        break;
    case 7:
    case 8:
    case 9:  // code, mostly where it runs
        base = a5;
        least = 0;
        most = 43 * 4;
        break;
    case 10:
    case 11:  // page tables
        base = a4;
        least = -32;
        most = 80 * 4;
        break;
    case 12:
        base = tp;
        least = 0;
        most = 0x40;
        break;
    case 13:
        base = s0;
        least = -0x8000;
        most = 0x7fff;
        break;
    default: base = random_.below(16);
    }
    S offset = least + static_cast<S>(random_.below(static_cast<U>(most - least) + 1));
    if (random_.chance(92)) offset &= ~3;
    return ins(op, static_cast<S>(store ? random_.below(16) : target()), static_cast<S>(base), offset);
}

U Instructions::atomic() {
    const isa::Row* row = nullptr;
    do row = &random_.of(isa::table);
    while (row->class_ != isa::Class::atomic);
    static constexpr unsigned bases[] = {s0, s0, s0, s0, s1, s1, a5, a4, tp};
    const auto base = static_cast<S>(random_.chance(95) ? random_.of(bases) : random_.below(16));
    if (row->op == Op::lr_w) return ins(Op::lr_w, static_cast<S>(target()), base);
    return ins(row->op, static_cast<S>(target()), base, static_cast<S>(random_.below(16)));
}

U Instructions::branch() {
    static constexpr Op ops[] = {Op::beq, Op::bne, Op::blt, Op::bge, Op::bltu, Op::bgeu};
    S words = static_cast<S>(random_.below(16)) + 1;
    if (random_.chance(20)) words = -static_cast<S>(random_.below(12));
    if (random_.chance(15)) words = static_cast<S>(random_.below(2200)) - 1100;  // another page
    return ins(random_.of(ops), static_cast<S>(random_.below(16)), static_cast<S>(random_.below(16)), words);
}

U Instructions::jump() {
    if (random_.chance(40)) {
        const bool to_code = random_.chance(80);
        return ins(Op::jalr, static_cast<S>(target()), to_code ? S{a5} : static_cast<S>(random_.below(16)),
                   static_cast<S>(random_.chance(90) ? random_.below(44) * 4 : random_.below(44 * 4)));
    }
    S words = static_cast<S>(random_.below(24)) + 1;
    if (random_.chance(15)) words = -static_cast<S>(random_.below(12));
    if (random_.chance(25)) words = static_cast<S>(random_.below(3000)) - 1500;
    return ins(Op::jal, static_cast<S>(target()), words);
}

U Instructions::special() {
    static constexpr Special harmless[] = {Special::scratch, Special::icmp,    Special::mctl,
                                           Special::ms0,     Special::lrstate, Special::lrvalue,
                                           Special::lraddr,  Special::imask,   Special::epc};
    switch (random_.below(8)) {
    case 0:
    case 1: return mts(Special::ptb, random_.chance(80) ? unsigned{gp} : unsigned{zero});
    case 2:
    case 3: return mts(random_.of(harmless), random_.below(16));
    default: return mfs(target(), random_.of(isa::special_table).special);
    }
}

U Instructions::port() {
    static constexpr S ports[] = {0x10, 0x11, 0x12, 0x20, 0x21, 0x22, 0x23, 0x24, 0x30,
                                  0x31, 0x32, 0x33, 0x34, 0x34, 0x35, 0x36, 0x50};
    return random_.chance(50) ? ins(Op::in, static_cast<S>(target()), zero, random_.of(ports))
                              : ins(Op::out, static_cast<S>(random_.below(16)), zero, random_.of(ports));
}

U Instructions::control() {
    switch (random_.below(9)) {
    case 0: return ins(Op::tlbinv);
    case 1: return ins(Op::tlbinv_va, random_.chance(50) ? S{s0} : S{s1});
    case 2: return ins(Op::tlbinv_va, random_.chance(50) ? S{a5} : static_cast<S>(random_.below(16)));
    case 3: return ins(Op::tlbinv_as, static_cast<S>(random_.below(16)));
    case 4: return ins(Op::halt);
    case 5: return ins(Op::rets);
    case 6: return ins(Op::retf, S{a5}, static_cast<S>(random_.below(16)));
    case 7: return ins(Op::wrpsr, static_cast<S>(random_.below(16)));
    default:
        return ins(Op::probe, static_cast<S>(target()),
                   random_.chance(50) ? S{s0} : static_cast<S>(random_.below(16)));
    }
}

namespace {

// Words with labels: jumps and branches are filled in at the end.
class Text {
public:
    void add(U word) { words_.push_back(word); }
    void add(const std::vector<U>& words) { words_.insert(words_.end(), words.begin(), words.end()); }
    void label(const std::string& name) { labels_[name] = words_.size(); }
    void branch(Op op, unsigned a, unsigned b, const std::string& to) {
        uses_.push_back({words_.size(), to, op, a, b});
        add(U{0});
    }
    void jump(const std::string& to) { branch(Op::beq, zero, zero, to); }
    std::vector<U> finish() {
        for (const Use& u : uses_)
            words_[u.at] = ins(u.op, static_cast<S>(u.a), static_cast<S>(u.b),
                               static_cast<S>(labels_.at(u.to)) - static_cast<S>(u.at));
        return words_;
    }

private:
    struct Use {
        std::size_t at;
        std::string to;
        Op op;
        unsigned a, b;
    };
    std::vector<U> words_;
    std::map<std::string, std::size_t> labels_;
    std::vector<Use> uses_;
};

U in(unsigned rd, U port) { return ins(Op::in, static_cast<S>(rd), zero, static_cast<S>(port)); }
U out(unsigned rd, U port) { return ins(Op::out, static_cast<S>(rd), zero, static_cast<S>(port)); }

void swap_spaces(Text& t) {
    t.add({ins(Op::rdptb, t0), mfs(t1, Special::ms3), mts(Special::ptb, t1), mts(Special::ms3, t0)});
}

// By cause, through a table of jumps.
void exceptions(Text& t, const HandlerTraits& traits) {
    t.add({ins(Op::andi, t0, t0, 15), ins(Op::slli, t0, t0, 2), ins(Op::auipc, t1, 0),
           ins(Op::add, t1, t1, t0), ins(Op::jalr, zero, t1, 12)});
    for (U cause = 0; cause < 16; ++cause)
        t.jump(cause == 0 || cause == 1 || cause == 12 ? "astray"
               : cause == 8                            ? "syscall"
               : cause == 10                           ? "stepped"
               : cause == 11                           ? "compared"
                                                       : "skip");
    t.label("skip");
    t.add({mfs(t0, Special::epc), ins(Op::addi, t0, t0, 4), mts(Special::epc, t0)});
    t.jump("leave");

    t.label("astray");
    t.add(
        {mfs(t0, Special::ms2), mts(Special::epc, t0), ins(Op::xori, t0, t0, 0x1000), mts(Special::ms2, t0)});
    t.jump("leave");
    t.label("syscall");  // into the ring that a counter names
    t.add({mfs(t0, Special::scratch), ins(Op::addi, t0, t0, 0x35), mts(Special::scratch, t0),
           ins(Op::andi, t0, t0, 0x30), ins(Op::rdpsr, t1), ins(Op::andi, t1, t1, ~0x30),
           ins(Op::or_, t0, t0, t1), ins(Op::wrpsr, t0)});
    if (traits.other_space) swap_spaces(t);
    t.jump("skip");
    t.label("stepped");
    if (traits.end_steps)
        t.add({ins(Op::rdpsr, t0), ins(Op::lui, t1, 0x10), ins(Op::xori, t1, t1, -1),
               ins(Op::slli, t1, t1, 4), ins(Op::and_, t0, t0, t1), ins(Op::wrpsr, t0)});
    t.jump("leave");
    t.label("compared");
    t.add({mfs(t0, Special::instret), ins(Op::addi, t0, t0, 90), mts(Special::icmp, t0)});
    t.jump("leave");
}

void interrupts(Text& t, const HandlerTraits& traits) {
    t.label("interrupt");
    t.add(ins(Op::andi, t0, t0, 3));
    t.branch(Op::beq, t0, zero, "timer");
    t.add(ins(Op::addi, t0, t0, -1));
    t.branch(Op::beq, t0, zero, "external");
    t.add(out(zero, port::interrupts + 5));
    t.jump("leave");
    t.label("timer");
    t.add({in(t0, port::timer), ins(Op::addi, t0, t0, static_cast<S>(traits.period)),
           out(t0, port::timer + 2), in(t1, port::timer + 1), out(t1, port::timer + 3)});
    if (traits.other_space) swap_spaces(t);
    if (traits.wander) t.add({mfs(t0, Special::epc), ins(Op::addi, t0, t0, 12), mts(Special::epc, t0)});
    t.jump("leave");
    t.label("external");
    t.add({in(t0, port::interrupts + 2), in(t1, port::console), out(t0, port::interrupts + 3)});
    t.jump("leave");
}

}  // namespace

std::vector<U> handler_words(const HandlerTraits& traits) {
    Text t;
    t.add({mts(Special::ms0, t0), mts(Special::ms1, t1), mfs(t0, Special::cause)});
    t.branch(Op::blt, t0, zero, "interrupt");
    exceptions(t, traits);
    interrupts(t, traits);
    t.label("leave");
    t.add({mfs(t0, Special::ms0), mfs(t1, Special::ms1), ins(Op::rets)});
    return t.finish();
}

}  // namespace ringside::machine::test
