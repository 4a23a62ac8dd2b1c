#include "tests/engine/coverage.hpp"

#include "machine/walk.hpp"

namespace ringside::machine::test {

namespace {

struct Tables {
    const Machine& m;
    bool read(U address, U& word) const {
        return m.is_ram(Hpa{address}) && m.read(Hpa{address}, Width::word, word);
    }
    static bool write(U, U) { return false; }
};

// The word that a hart had at `pc` in `ring` just before it trapped. false: there was none.
bool word_at(const Machine& m, const Hart& h, U pc, unsigned ring, U& word) {
    Hpa pa{pc};
    if (h.ptb.enabled()) {
        const auto asid = static_cast<std::uint8_t>(m.config.asid_tags ? h.ptb.asid() : 0);
        const int slot = h.itlb.find(Gva{pc}, asid, h.vmid);
        if (slot != Tlb::none) {
            pa = h.itlb.entries[static_cast<std::size_t>(slot)].translate(Gva{pc});
        } else {
            const Walk w = walk(Tables{m}, h.ptb.root_frame(), Gva{pc}, Access::fetch, ring, SetBits::no);
            if (!w.ok) return false;
            pa = Hpa{w.address};
        }
    }
    return m.is_executable(pa) && m.read(pa, Width::word, word);
}

std::string row_name(int row) {
    if (row == Coverage::no_instruction) return "(no instruction)";
    if (row == Coverage::no_word) return "(no word)";
    return std::string(isa::table[row].mnemonic);
}
std::string outcome_name(int outcome) {
    if (outcome == Coverage::completed) return "completed";
    if (outcome == Coverage::interrupted) return "interrupt";
    const isa::CauseRow* cause = isa::find_cause(static_cast<U>(outcome - 1));
    return cause ? std::string(cause->name) : "cause " + std::to_string(outcome - 1);
}

bool is_load(Op op) { return isa::row(op).class_ == isa::Class::load || op == Op::lr_w; }
bool is_store(Op op) {
    return isa::row(op).class_ == isa::Class::store ||
           (isa::row(op).class_ == isa::Class::atomic && op != Op::lr_w);
}
bool one_byte(Op op) { return op == Op::lb || op == Op::lbu || op == Op::sb; }

// Traps that an instruction may make by itself, with any trap mask.
bool may_trap(Op op, unsigned ring, Cause cause) {
    const isa::Class class_ = isa::row(op).class_;
    const bool sensitive = static_cast<int>(class_) >= static_cast<int>(isa::Class::sensitive);
    switch (cause) {
    case Cause::fetch_misaligned: return op == Op::jalr || op == Op::retf;
    case Cause::illegal: return class_ == isa::Class::virtualization || op == Op::mfs || op == Op::mts;
    case Cause::breakpoint: return op == Op::ebreak;
    case Cause::syscall: return op == Op::ecall;
    case Cause::privileged: return ring != 0 && sensitive && class_ != isa::Class::virtualization;
    case Cause::load_misaligned: return is_load(op) && !one_byte(op);
    case Cause::load_bus:
    case Cause::load_page: return is_load(op);
    case Cause::store_misaligned: return is_store(op) && !one_byte(op);
    case Cause::store_bus:
    case Cause::store_page: return is_store(op);
    default: return false;
    }
}

}  // namespace

Coverage::Sink Coverage::listen_to(const Machine& machine) {
    Sink s{this, &machine, {}};
    for (std::size_t i = 0; i < machine.harts.size(); ++i) s.ring[i] = machine.harts[i].psr.ring();
    return s;
}

void Coverage::Sink::on(const Event& e) {
    const Hart& h = machine->harts[e.hart];
    if (e.kind == EventKind::retire) {
        last_word = e.a;
        last_ring = ring[e.hart];
        coverage->add(last_word, true, last_ring, completed);
    } else if (e.kind == EventKind::trap || e.kind == EventKind::interrupt) {
        const U cause = e.a & 0xff;
        const bool interrupt = e.kind == EventKind::interrupt;
        U word = 0;
        if (!interrupt && cause == 10) {  // a single step follows its instruction
            coverage->add(last_word, true, last_ring, by_cause(cause));
        } else if (!interrupt && (cause == 2 || cause == 9)) {
            coverage->add(e.b, true, e.d, by_cause(cause));
        } else {
            const bool failed_fetch = !interrupt && (cause == 1 || cause == 12);
            const bool fetched = !failed_fetch && word_at(*machine, h, e.c, e.d, word);
            coverage->add(word, fetched, e.d, interrupt ? interrupted : by_cause(cause), true);
        }
    }
    ring[e.hart] = h.psr.ring();
}

// `afterwards`: the word was looked up when the trap had been taken. Where a walk has just set A in the very page, or the
// handler's page has pushed the TLB entry out, it may be another one than was executed; then nothing is counted.
void Coverage::add(U word, bool fetched, unsigned ring, int outcome, bool afterwards) {
    int row = no_word;
    if (fetched) {
        const auto d = isa::decode(word);
        row = d ? static_cast<int>(d->op) : no_instruction;
    }
    if (afterwards && !reachable(row, ring, outcome)) return;
    ++cells_[static_cast<std::size_t>(row)][ring][static_cast<std::size_t>(outcome)];
}

bool Coverage::reachable(int row, unsigned ring, int outcome) {
    if (outcome == interrupted) return true;
    if (outcome == by_cause(11)) return ring != 0;
    if (row == no_word) return outcome == by_cause(1) || outcome == by_cause(12);
    if (row == no_instruction) return outcome == by_cause(2);
    const Op op = isa::table[row].op;
    const bool completes =
        op != Op::ecall && op != Op::ebreak && isa::row(op).class_ != isa::Class::virtualization;
    if (outcome == completed || outcome == by_cause(10)) return completes;
    return may_trap(op, ring, static_cast<Cause>(outcome - 1));
}

Coverage::Sum Coverage::sum() const {
    Sum s;
    for (int row = 0; row < rows; ++row)
        for (unsigned ring = 0; ring < 4; ++ring)
            for (int outcome = 0; outcome < outcomes; ++outcome) {
                const bool may = reachable(row, ring, outcome), was = count(row, ring, outcome) != 0;
                s.reachable += may;
                s.reached += may && was;
                s.impossible += was && !may;
                if (may != was)
                    s.missing += (was ? "impossible: " : "not reached: ") + row_name(row) + ", ring " +
                                 std::to_string(ring) + ", " + outcome_name(outcome) + "\n";
            }
    return s;
}

std::string Coverage::table() const {
    std::string out;
    for (int row = 0; row < rows; ++row) {
        out += row_name(row) + ":";
        for (int outcome = 0; outcome < outcomes; ++outcome) {
            std::string counts;
            bool any = false;
            for (unsigned ring = 0; ring < 4; ++ring) {
                any = any || reachable(row, ring, outcome);
                counts += (ring ? "/" : " ") + std::to_string(count(row, ring, outcome));
            }
            if (any) out += " " + outcome_name(outcome) + counts + ";";
        }
        out += "\n";
    }
    return out;
}

}  // namespace ringside::machine::test
