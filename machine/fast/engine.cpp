#include <algorithm>
#include <cstring>

#include "machine/fast/impl.hpp"
#include "machine/reference.hpp"

namespace ringside::machine {

namespace {
// Below this many cycles the interpreter is not worth entering.
constexpr std::uint64_t least_cycles = 8;
// The accumulator holds cycles in 31 bits.
constexpr std::uint64_t most_cycles = 1u << 30;
}  // namespace

FastEngine::FastEngine() : impl_(std::make_unique<Impl>()) {}
FastEngine::~FastEngine() = default;
FastEngine::FastEngine(FastEngine&&) noexcept = default;
FastEngine& FastEngine::operator=(FastEngine&&) noexcept = default;

Stop FastEngine::run(Machine& machine, std::uint64_t ticks, NullSink) { return impl_->run(machine, ticks); }
Stop FastEngine::run(Machine& machine, std::uint64_t ticks, ListenerSink sink) { return run_reference(machine, ticks, sink); }

void FastEngine::forget() { impl_->forget(); }

FastEngine::Impl::Impl() { fast::interpret(nullptr, &handlers_); }

// Anything may have changed since the last call: memory, registers, TLBs. Shortcuts are made anew; decoded pages are
// compared with memory before their first use.
void FastEngine::Impl::enter(Machine& machine) {
    if (m_ != &machine || bytes_.size() != machine.ram.pages() || !(config_ == machine.config)) {
        m_ = &machine;
        config_ = machine.config;
        harts_.clear();
        harts_.resize(machine.harts.size());
        code_.clear();
        code_.resize(machine.ram.pages());
        fresh_ = true;
    }
    if (fresh_ || epoch_ != machine.ram.share_epoch()) {
        bytes_.assign(machine.ram.pages(), nullptr);
        own_.assign(machine.ram.pages(), 0);
        fresh_ = false;
    }
    graveyard_.clear();
    ++runs_;
    for (std::size_t i = 0; i < harts_.size(); ++i) harts_[i].rebuild(machine.harts[i]);
}

Stop FastEngine::Impl::run(Machine& machine, std::uint64_t ticks) {
    if (machine.check) return {Stop::Reason::machine_check, machine.check->hart};
    if (machine.board.power.off) return {Stop::Reason::power_off, 0};
    enter(machine);
    const Stop stop = go(machine, ticks);
    // Only here, where enter() has looked at the epoch that was: pages may have moved before a run that did nothing.
    epoch_ = machine.ram.share_epoch();
    return stop;
}

Stop FastEngine::Impl::go(Machine& machine, std::uint64_t ticks) {
    Watch watch{this};
    Reference<Watch> reference(machine, watch);
    using Then = Reference<Watch>::Then;
    const std::uint64_t end = machine.ticks + ticks;
    bool leave_it = false;  // the next boundary is the reference engine's
    while (machine.ticks < end) {
        const Selection selected = select(machine, watch);
        if (selected.idle) return {Stop::Reason::idle, 0};
        const std::uint32_t id = selected.hart;
        Hart& h = machine.harts[id];
        Hands hands(machine, id, watch);
        if (machine.config.native_monitor && h.psr.ring() == 0) return {Stop::Reason::trap, id};

        if (!leave_it) {
            const std::uint64_t cycles = limit(id, end - machine.ticks);
            if (cycles >= least_cycles && find_code(hands, id)) {
                isa::Trap trap;
                const fast::Left left = interpret(hands, id, cycles, trap);
                if (left == fast::Left::fault) {
                    ++machine.ticks;
                    if (reference.trapped(hands, h, id, trap) == Then::stop) return reference.stopped();
                    continue;
                }
                if (left == fast::Left::device) {
                    // In the midst of it: interrupts were looked for before it began, and a turn ends after it.
                    ++machine.ticks;
                    if (reference.instruction(hands, h, id) == Then::stop) return reference.stopped();
                    continue;
                }
                // A deadline or a slow operation: one boundary by the reference engine, if this hart is still the one.
                leave_it = left != fast::Left::changed;
                continue;
            }
        }
        leave_it = false;
        ++machine.ticks;
        if (reference.boundary(hands, h, id) == Then::stop) return reference.stopped();
    }
    return {Stop::Reason::budget, 0};
}

// Cycles that surely hold no boundary at which anything but the next instruction happens. An instruction takes at least
// one cycle, so a limit in instructions serves as one in cycles.
std::uint64_t FastEngine::Impl::limit(std::uint32_t id, std::uint64_t ticks) const {
    const Machine& m = *m_;
    const Hart& h = m.harts[id];
    if (h.psr.tf()) return 0;
    if (h.psr.ie() && (m.lines(id) & h.imask) != 0) return 0;
    std::uint64_t cycles = std::min(ticks, most_cycles);
    if ((h.mctl & isa::mctl_icmp_armed) && h.psr.ring() != 0) {
        const std::uint64_t now = m.instret(id);
        cycles = std::min(cycles, h.icmp > now ? h.icmp - now : 0);
    }
    const std::uint64_t now = m.now(id), due = m.board.due(id, now);
    if (due != ~std::uint64_t{0}) cycles = std::min(cycles, due - now);
    const std::uint64_t turn = m.config.time == TimeMode::locked ? m.locked_turn.left : m.cycle_turn.until - h.cycle;
    return std::min(cycles, turn);
}

// Makes sure that the page at pc has a shortcut. False: the instruction TLB has no entry for it, or it cannot be run fast.
bool FastEngine::Impl::find_code(Hands& hands, std::uint32_t id) {
    Hart& h = m_->harts[id];
    fast::Shortcuts& s = harts_[id];
    const std::uint64_t context = s.context(h, m_->config.asid_tags);
    if (s.code[fast::Shortcuts::code_slot(h.pc)].tag == (context | (h.pc & ~0xfffu))) return true;
    isa::Hpa pa;
    if (!hands.peek_fetch(isa::Gva{h.pc}, pa) || !m_->is_ram(pa)) return false;
    s.set_code(context, h.pc, code_of(pa.frame()));
    return true;
}

fast::Left FastEngine::Impl::interpret(Hands& hands, std::uint32_t id, std::uint64_t cycles, isa::Trap& trap) {
    Hart& h = m_->harts[id];
    Slow slow;
    slow.impl = this;
    slow.hands = &hands;
    slow.hart = id;
    slow.context = harts_[id].context(h, m_->config.asid_tags);
    fast::Run run;
    std::copy(h.x.begin(), h.x.end(), run.x);
    run.pc = h.pc;
    run.context = slow.context;
    run.limit = cycles;
    run.shortcuts = &harts_[id];
    run.slow = &slow;
    const fast::Left left = fast::interpret(&run, nullptr);
    std::copy_n(run.x, h.x.size(), h.x.begin());
    h.pc = run.pc;
    h.book(h.psr.ring() == 3 ? Spent::guest_user : Spent::guest_kernel, run.cycles);
    h.instret += run.instructions;
    m_->steps += run.instructions;
    m_->ticks += run.instructions;
    if (m_->config.time == TimeMode::locked) m_->locked_turn.left -= static_cast<std::uint32_t>(run.instructions);
    trap = slow.trap;
    return left;
}

// Memory of a frame was written by the reference engine's code. It may have got pages of its own (copy on write).
void FastEngine::Impl::written(std::uint32_t frame) {
    if (frame >= bytes_.size()) return;
    if (bytes_[frame] && bytes_[frame] != m_->ram.page(frame)) {
        for (fast::Shortcuts& s : harts_) s.drop_loads_of(frame);
        bytes_[frame] = nullptr;
        own_[frame] = 0;
    }
    if (code_[frame]) drop_code(frame);
}

void FastEngine::Impl::drop_code(std::uint32_t frame) {
    for (fast::Shortcuts& s : harts_) s.drop_code_of(code_[frame].get());
    graveyard_.push_back(std::move(code_[frame]));
    code_changed_ = true;
}

fast::DecodedPage* FastEngine::Impl::code_of(std::uint32_t frame) {
    std::unique_ptr<fast::DecodedPage>& code = code_[frame];
    const std::uint8_t* bytes = m_->ram.page(frame);
    if (code && code->checked != runs_ && std::memcmp(code->source.data(), bytes, code->source.size()) != 0) drop_code(frame);
    if (!code) {
        // From now on a store to this page takes the slow path, which looks at what was decoded.
        for (fast::Shortcuts& s : harts_) s.drop_stores_of(frame);
        code = std::make_unique<fast::DecodedPage>();
        code->frame = frame;
        fast::decode_page(*code, bytes, m_->config.costs, *handlers_);
    }
    code->checked = runs_;
    return code.get();
}

}  // namespace ringside::machine
