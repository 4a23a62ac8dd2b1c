// Running to a stop.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "scripts/debug/words.hpp"

namespace ringside::scripts {

using machine::Event;
using machine::EventKind;

// Looks at each step of the guest as it happens, and notes the first at which something to stop for holds.
struct Debugger::Watcher final : machine::Listener {
    const Debugger& d;
    const Condition& stop;
    bool breakpoints;
    std::vector<std::uint32_t> register_values;  // by watchpoint, before the step
    std::vector<std::string> written;            // by watchpoint: what a store of this step did
    std::optional<std::uint64_t> found;          // the guest's step count there
    Outcome outcome;

    Watcher(const Debugger& debugger, const Condition& condition, bool with_breakpoints)
        : d(debugger), stop(condition), breakpoints(with_breakpoints), register_values(d.watchpoints_.size()), written(d.watchpoints_.size()) {
        const world::CpuView view = d.cpu();
        for (std::size_t i = 0; i < d.watchpoints_.size(); ++i)
            if (d.watchpoints_[i].reg) register_values[i] = view.seen.x[*d.watchpoints_[i].reg];
    }

    // Events of the machine name the hart; which processor of the guest it runs is in the world.
    [[nodiscard]] bool ours(const Event& e) const {
        const world::Host& host = d.session_.world().hosts[d.guest_.host];
        if (!d.guest_.vm) return e.hart == d.cpu_;
        if (e.vm == *d.guest_.vm) return e.hart == d.cpu_;
        if (e.vm != machine::no_vm) return false;
        const hv::OnHart& on = host.hypervisor.on_hart[e.hart];
        return on.busy && on.vm == *d.guest_.vm && on.vcpu == d.cpu_;
    }

    void on(const Event& e) override {
        if (found || !ours(e)) return;
        switch (e.kind) {
            case EventKind::store: note_store(e); break;
            case EventKind::retire:
            case EventKind::emulate:
            case EventKind::reflect:
            case EventKind::inject:
            case EventKind::interrupt: step(e); break;
            case EventKind::trap:
                // Under a monitor a trap of the hart is the monitor's affair until it is reflected.
                if (!d.guest_.vm) step(e);
                break;
            default: break;
        }
    }

    void note_store(const Event& e) {
        for (std::size_t i = 0; i < d.watchpoints_.size(); ++i) {
            const Watchpoint& w = d.watchpoints_[i];
            if (w.reg || e.a + e.d <= w.address || e.a >= w.address + w.bytes) continue;
            written[i] = fmt::format("{} was written: {:#x} at {}", w.text, e.c, d.program_.place(e.pc));
        }
    }

    void step(const Event& e) {
        const world::CpuView view = d.cpu();
        for (std::size_t i = 0; i < d.watchpoints_.size(); ++i) {
            const Watchpoint& w = d.watchpoints_[i];
            if (w.reg && view.seen.x[*w.reg] != register_values[i]) {
                hit(Ended::watchpoint, fmt::format("watchpoint {}: {} changed from {:#x} to {:#x} at {}", w.number, w.text, register_values[i],
                                                   view.seen.x[*w.reg], d.program_.place(e.pc)));
                return;
            }
            if (!written[i].empty()) return hit(Ended::watchpoint, fmt::format("watchpoint {}: {}", w.number, written[i]));
        }
        if (breakpoints)
            for (const Breakpoint& b : d.breakpoints_)
                if (b.address == view.seen.pc) return hit(Ended::breakpoint, fmt::format("breakpoint {}", b.number));
        if (stop(view, e.kind == EventKind::retire || e.kind == EventKind::emulate ? e.a : 0)) hit(Ended::hit, {});
    }

    void hit(Ended ended, std::string detail) {
        found = world::steps(d.session_.world(), d.guest_);
        outcome = {ended, std::move(detail)};
    }
};

Debugger::Outcome Debugger::run_until(const Condition& stop, bool breakpoints) {
    constexpr std::uint64_t stretch = 65536;
    while (true) {
        const world::Session::Mark mark = session_.mark();
        const std::uint64_t from = world::steps(session_.world(), guest_);
        Watcher watcher(*this, stop, breakpoints);
        const world::SessionStop ended = session_.run(stretch, &watcher);
        if (watcher.found) {
            session_.back_to(mark);
            session_.run_steps(guest_, *watcher.found - from);
            return watcher.outcome;
        }
        if (ended.reason == world::SessionStop::Reason::budget) continue;
        const auto detail = [&]() -> std::string {
            const world::Host& host = session_.world().hosts[guest_.host];
            if (world::board(session_.world(), guest_).power.off)
                return fmt::format("the guest powered off with exit code {}", world::board(session_.world(), guest_).power.exit_code);
            if (!guest_.vm && host.machine.check) return machine::explain(*host.machine.check);
            if (guest_.vm && host.hypervisor.vms[*guest_.vm].state == hv::VmState::stopped)
                return "the virtual machine was stopped: " + host.hypervisor.vms[*guest_.vm].stop_reason;
            if (ended.reason == world::SessionStop::Reason::ask) return "a policy is asked, and nobody answers here";
            return "every processor is halted and nothing is due";
        };
        return {Ended::guest, detail()};
    }
}

void Debugger::report(const Outcome& outcome, std::ostream& out) {
    const machine::Console& c = world::board(session_.world(), guest_).console;
    if (c.printed > shown_) {
        const std::uint64_t fresh = std::min<std::uint64_t>(c.printed - shown_, c.output.size());
        out << c.output.substr(c.output.size() - fresh);
        if (c.output.back() != '\n') out << '\n';
    }
    shown_ = c.printed;
    if (!outcome.detail.empty()) out << outcome.detail << '\n';
    if (outcome.ended != Ended::guest) where(out);
}

Debugger::Result Debugger::step_instruction(const Words& w, std::ostream& out) {
    std::uint32_t count = 1;
    if (w.size() > 1 && address_of(w[1], count, out) != Result::done) return Result::failed;
    std::uint32_t left = std::max(count, 1u);
    report(run_until([&left](const world::CpuView&, std::uint32_t) { return --left == 0; }, false), out);
    return Result::done;
}

Debugger::Result Debugger::over_lines(bool into, std::ostream& out) {
    const world::CpuView start = cpu();
    const std::string line = line_at(start.seen.pc);
    const std::uint32_t sp = start.seen.x[2];
    const auto elsewhere = [&](const world::CpuView& now, std::uint32_t) {
        if (!into && now.seen.x[2] < sp) return false;  // deeper: inside a call
        const std::string here = line_at(now.seen.pc);
        return line.empty() || (!here.empty() && here != line);
    };
    report(run_until(elsewhere, true), out);
    return Result::done;
}

Debugger::Result Debugger::step_line(const Words&, std::ostream& out) { return over_lines(true, out); }
Debugger::Result Debugger::next_line(const Words&, std::ostream& out) { return over_lines(false, out); }

// Until a return leaves this frame: `ret` with the stack back at least to where it is now.
Debugger::Result Debugger::finish(const Words&, std::ostream& out) {
    const std::uint32_t sp = cpu().seen.x[2];
    constexpr std::uint32_t ret = 0x61010000;  // jalr zero, 0(ra)
    report(run_until([sp](const world::CpuView& now, std::uint32_t executed) { return executed == ret && now.seen.x[2] >= sp; }, true), out);
    return Result::done;
}

Debugger::Result Debugger::go_on(const Words&, std::ostream& out) {
    report(run_until([](const world::CpuView&, std::uint32_t) { return false; }, true), out);
    return Result::done;
}

}  // namespace ringside::scripts
