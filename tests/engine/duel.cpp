#include "tests/engine/duel.hpp"

#include <cstring>
#include <memory>

#include "machine/fast.hpp"
#include "machine/reference_step.hpp"
#include "tests/engine/coverage.hpp"

namespace ringside::machine::test {

namespace {

struct Deaf : Listener {
    void on(const Event&) override {}
};

std::string both(const std::string& name, std::uint64_t reference, std::uint64_t fast) {
    char text[120];
    std::snprintf(text, sizeof text, ": reference %llx, fast %llx",
                  static_cast<unsigned long long>(reference), static_cast<unsigned long long>(fast));
    return name + text;
}

std::optional<std::string> difference(const Hart& r, const Hart& f) {
#define RINGSIDE_DIFFER(name, member) \
    if (!(r.member == f.member)) return both(name, r.member, f.member);
    RINGSIDE_DIFFER("pc", pc)
    RINGSIDE_DIFFER("cycle", cycle)
    RINGSIDE_DIFFER("instret", instret)
    RINGSIDE_DIFFER("psr", psr.bits)
    for (std::size_t i = 0; i < r.x.size(); ++i) RINGSIDE_DIFFER("x" + std::to_string(i), x[i])
    RINGSIDE_DIFFER("epc", epc)
    RINGSIDE_DIFFER("cause", cause)
    RINGSIDE_DIFFER("tval", tval)
    RINGSIDE_DIFFER("lr_state", lr_state)
    for (std::size_t i = 0; i < r.ledger.cycles.size(); ++i)
        RINGSIDE_DIFFER("ledger " + std::string(ledger_table[i].name), ledger.cycles[i])
    for (const auto& [name, tlb] : {std::pair{"itlb", &Hart::itlb}, {"dtlb", &Hart::dtlb}}) {
        const Tlb &a = r.*tlb, &b = f.*tlb;
        if (a.next != b.next) return both(std::string(name) + " next", a.next, b.next);
        for (std::size_t i = 0; i < a.entries.size(); ++i)
            if (!(a.entries[i] == b.entries[i])) {
                const std::string slot = std::string(name) + " slot " + std::to_string(i);
                if (a.entries[i].page != b.entries[i].page)
                    return both(slot + " page", a.entries[i].page, b.entries[i].page);
                return both(slot + " entry", a.entries[i].pte.bits, b.entries[i].pte.bits);
            }
    }
#undef RINGSIDE_DIFFER
    if (!(r == f)) return "a register of a hart";
    return std::nullopt;
}

// In the order in which they tell most; nothing if the machines are equal.
std::optional<std::string> difference(const Machine& r, const Machine& f) {
    if (r == f) return std::nullopt;
    for (std::size_t i = 0; i < r.harts.size() && i < f.harts.size(); ++i)
        if (const auto d = difference(r.harts[i], f.harts[i])) return "hart " + std::to_string(i) + ", " + *d;
    if (r.ticks != f.ticks) return both("ticks", r.ticks, f.ticks);
    if (r.steps != f.steps) return both("steps", r.steps, f.steps);
    if (!(r.ram == f.ram))
        for (U page = 0; page < r.ram.pages(); ++page)
            for (U at = 0; at < isa::page_bytes; at += 4) {
                U a = 0, b = 0;
                std::memcpy(&a, r.ram.page(page) + at, 4);
                std::memcpy(&b, f.ram.page(page) + at, 4);
                if (a != b)
                    return both("RAM at " + std::to_string(page) + " * 4096 + " + std::to_string(at), a, b);
            }
    if (!(r.cycle_turn == f.cycle_turn)) return both("turn until", r.cycle_turn.until, f.cycle_turn.until);
    if (!(r.locked_turn == f.locked_turn)) return both("turn left", r.locked_turn.left, f.locked_turn.left);
    if (!(r.board == f.board)) return std::string("the board");
    return std::string("something that is not named here");
}

// Somebody outside drives the disk: a reset, a ring of two descriptors at the end of the data, one request to read.
void read_disk(Machine& m, const Recipe::Step& s) {
    constexpr U ring = data_at + 0x1f00, base = isa::page_bytes * 0xf0001;
    const U request[] = {0, s.b, s.c, s.a};
    for (U i = 0; i < std::size(request); ++i) m.write(Hpa{ring + i * 4}, Width::word, request[i]);
    RamDma dma(m);
    constexpr std::pair<U, U> writes[] = {{reg::disk_control, 8},
                                          {reg::disk_ring, ring},
                                          {reg::disk_entries, 2},
                                          {reg::disk_control, 3},
                                          {reg::disk_doorbell, 1}};
    catch_up_halted(m, m.harts[0].cycle);
    for (const auto& [at, value] : writes) m.board.mmio_write(base + at, Width::word, value, m.now(0), dma);
}

// What lies outside the machine does to it, a hypervisor for example.
void act(Machine& m, const Recipe::Step& s) {
    using Act = Recipe::Act;
    Hart& h = m.harts[s.a % m.harts.size()];
    const auto slot = s.b % static_cast<U>(h.dtlb.entries.size());
    switch (s.act) {
    case Act::word: m.write(Hpa{s.a & ~3u}, Width::word, s.b); break;
    case Act::reg:
        if (s.b & 15) h.x[s.b & 15] = s.c;
        break;
    case Act::pc: h.pc = s.b & ~3u; break;
    case Act::ptb: h.ptb.bits = s.b & Ptb::all; break;
    case Act::psr: h.psr.bits = s.b & Psr::all; break;
    case Act::vmid: h.vmid = static_cast<std::uint8_t>(s.b); break;
    case Act::drop: (s.c & 1 ? h.dtlb : h.itlb).entries[slot] = TlbEntry{}; break;
    case Act::retarget: {
        Pte& pte = (s.c & 1 ? h.dtlb : h.itlb).entries[slot].pte;
        if (!pte.has(Pte::l)) pte.bits = (pte.bits & 0xfff) | s.c / 2 % m.ram.pages() << 12;
        break;
    }
    case Act::disk:
        if (m.config.devices.disk_blocks != 0) read_disk(m, s);
        break;
    default: break;
    }
}

// So that a case goes on where a machine alone would not.
void revive(Machine& m, const Stop& stop) {
    Hart& h = m.harts[stop.hart];
    switch (stop.reason) {
    case Stop::Reason::trap: {
        // A simple monitor: interrupts are silenced, exceptions skipped, nothing stays in ring 0.
        const bool interrupt = isa::is_interrupt(h.cause);
        if (interrupt) {
            m.board.timers[stop.hart].compare = m.now(stop.hart) + 300;
            m.board.interrupts.software &= ~(1u << stop.hart);
            m.board.interrupts.enabled[stop.hart] = 0;
        }
        const U cause = h.cause & 0xff;
        if (!interrupt && cause == 11) h.icmp = m.instret(stop.hart) + 50;
        h.pc = interrupt || cause == 10 || cause == 11 ? h.epc : h.epc + 4;
        if (!interrupt && (cause == 0 || cause == 1 || cause == 12)) h.pc = code_at;
        h.psr = h.psr.returned();
        if (h.psr.ring() == 0) h.psr = h.psr.with_ring(1);
        break;
    }
    case Stop::Reason::idle:
        for (Hart& sleeper : m.harts)
            if (sleeper.activity == Activity::halted) sleeper.activity = Activity::running;
        break;
    case Stop::Reason::power_off: m.board.power.off = false; break;
    case Stop::Reason::machine_check:
        m.check.reset();
        for (Hart& each : m.harts) {
            each.ptb.bits = 0;
            each.tvec = handler_at;
            each.pc = code_at;
        }
        break;
    case Stop::Reason::budget: break;
    }
}

class Duel {
public:
    Duel(const Recipe& recipe, Coverage* coverage, DuelCounts* counts)
        : recipe_(recipe), coverage_(coverage), counts_(counts), r_(recipe.machine()),
          f_(std::make_unique<Machine>(recipe.machine())) {}

    std::optional<std::string> run() {
        for (std::size_t i = 0; i < recipe_.steps.size(); ++i)
            if (const auto wrong = step(recipe_.steps[i])) return "step " + std::to_string(i) + ", " + *wrong;
        for (std::size_t i = 0; i < kept_.size(); ++i)
            if (const auto d = difference(kept_[i].first, kept_[i].second))
                return "copy " + std::to_string(i) + " changed, " + *d;
        return std::nullopt;
    }

private:
    std::optional<std::string> step(const Recipe::Step& s) {
        using Act = Recipe::Act;
        act(r_, s);
        act(*f_, s);
        if (s.act == Act::keep) kept_.emplace_back(r_, *f_);
        if (s.act == Act::back && !kept_.empty()) {
            const auto& [reference, fast] = kept_[s.a % kept_.size()];
            r_ = reference;
            *f_ = fast;
            engine_.forget();
        }
        if (s.act == Act::move) {
            auto elsewhere = std::make_unique<Machine>(*f_);
            f_ = std::move(elsewhere);
            engine_.forget();
        }
        const std::uint64_t end = r_.ticks + s.ticks;
        for (int stops = 0; stops < 60; ++stops) {
            const std::uint64_t ticks = end - r_.ticks;
            const Stop reference = coverage_ ? run_counted(ticks) : run_reference(r_, ticks, NullSink{});
            Deaf deaf;
            const Stop fast = s.act == Act::listen ? engine_.run(*f_, ticks, ListenerSink{&deaf})
                                                   : engine_.run(*f_, ticks, NullSink{});
            if (counts_) ++counts_->runs;
            if (!(reference == fast))
                return both("reason to stop", static_cast<U>(reference.reason), static_cast<U>(fast.reason)) +
                       "; " + difference(r_, *f_).value_or("the machines are equal");
            if (const auto d = difference(r_, *f_)) return d;
            if (reference.reason == Stop::Reason::budget || r_.ticks >= end) break;
            revive(r_, reference);
            revive(*f_, fast);
        }
        if (counts_) counts_->ticks = r_.ticks;
        return std::nullopt;
    }

    Stop run_counted(std::uint64_t ticks) {
        Coverage::Sink sink = coverage_->listen_to(r_);
        return Reference<Coverage::Sink>(r_, sink).run(ticks);
    }

    const Recipe& recipe_;
    Coverage* coverage_;
    DuelCounts* counts_;
    Machine r_;
    std::unique_ptr<Machine> f_;
    FastEngine engine_;
    std::vector<std::pair<Machine, Machine>> kept_;
};

}  // namespace

std::optional<std::string> duel(const Recipe& recipe, Coverage* coverage, DuelCounts* counts) {
    return Duel(recipe, coverage, counts).run();
}

}  // namespace ringside::machine::test
