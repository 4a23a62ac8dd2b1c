#include "visualizer/model/runner.hpp"

#include <algorithm>
#include <chrono>

#include "isa/encoding.hpp"
#include "visualizer/model/format.hpp"

namespace ringside::ui {

using Reason = world::SessionStop::Reason;

std::optional<std::uint32_t> running_pc(const world::World& world, const world::GuestRef& guest,
                                        std::uint32_t cpu) {
    const world::Host& host = world.hosts[guest.host];
    if (!guest.vm) {
        return host.machine.harts[cpu].pc;
    }
    for (std::size_t i = 0; i < host.hypervisor.on_hart.size(); ++i) {
        const hv::OnHart& on = host.hypervisor.on_hart[i];
        if (on.busy && on.vm == *guest.vm && on.vcpu == cpu && host.machine.harts[i].psr.ring() != 0) {
            return host.machine.harts[i].pc;
        }
    }
    return std::nullopt;
}

std::string name_of(const world::World& world, const world::GuestRef& guest) {
    const std::string where = world.hosts.size() > 2 ? " of host " + std::to_string(guest.host) : "";
    if (!guest.vm) {
        return "bare metal" + where;
    }
    return std::string("VM ") + static_cast<char>('A' + *guest.vm % 26) + where;
}

std::optional<std::string> ended(const world::World& world, const world::GuestRef& guest) {
    const std::string name = guest.vm ? name_of(world, guest) : "The machine";
    const machine::Power& power = world::board(world, guest).power;
    if (power.off) {
        return name + " has powered off with exit code " + std::to_string(power.exit_code) + ".";
    }
    if (!guest.vm) {
        const auto& check = world.hosts[guest.host].machine.check;
        return check ? std::optional("The machine stopped: " + machine::explain(*check)) : std::nullopt;
    }
    const hv::Vm& vm = world.hosts[guest.host].hypervisor.vms[*guest.vm];
    if (vm.state == hv::VmState::stopped) {
        return name + " was stopped: " + vm.stop_reason;
    }
    return std::nullopt;
}

std::optional<std::string> Runner::cannot_run(const world::GuestRef& guest) const {
    const world::World& world = session_.world();
    if (auto why = ended(world, guest)) {
        return *why + " Reset starts over.";
    }
    if (guest.vm && world.hosts[guest.host].hypervisor.vms[*guest.vm].state == hv::VmState::paused) {
        return name_of(world, guest) + " is paused by its host.";
    }
    return std::nullopt;
}

void Runner::begin(const Goal& goal) {
    goal_ = goal;
    said_.clear();
    left_ = at_breakpoint();
    left_steps_ = left_ ? world::steps(session_.world(), left_->guest) : 0;
}

void Runner::run() {
    const auto guests = world::guests(session_.world());
    const bool all_ended = std::all_of(guests.begin(), guests.end(), [&](const world::GuestRef& guest) {
        return ended(session_.world(), guest).has_value();
    });
    if (all_ended) {
        said_ =
            guests.size() == 1 ? *cannot_run(guests.front()) : "Every guest has ended. Reset starts over.";
        return;
    }
    Goal goal;
    goal.kind = Goal::Kind::forever;
    begin(goal);
}

void Runner::step(const world::GuestRef& guest, std::uint32_t cpu, std::uint64_t count) {
    if (auto why = cannot_run(guest)) {
        said_ = *why;
        return;
    }
    Goal goal;
    goal.kind = Goal::Kind::steps;
    goal.guest = guest;
    goal.cpu = cpu;
    goal.until = recorder_.of(guest).cpus[cpu].made + count;
    begin(goal);
}

void Runner::step_over(const world::GuestRef& guest, std::uint32_t cpu) {
    const world::World& world = session_.world();
    const machine::HartRegisters seen = world::cpu(world, guest, cpu).seen;
    const auto word = world::read_virtual(world, guest, cpu, isa::Gva{seen.pc}, isa::Width::word);
    const auto decoded = word ? isa::decode(*word) : std::nullopt;
    constexpr std::uint8_t return_address = 1;
    const bool call =
        decoded &&
        (decoded->op == isa::Op::ecall ||
         ((decoded->op == isa::Op::jal || decoded->op == isa::Op::jalr) && decoded->rd == return_address));
    step(guest, cpu, 1);
    if (!call || goal_.kind == Goal::Kind::none) {
        return;
    }
    goal_.kind = Goal::Kind::place;
    goal_.pc = seen.pc + 4;
    goal_.stack = seen.x[2];
    goal_.ptb = seen.ptb.bits;
    goal_.ring = seen.psr.ring();
}

void Runner::to_next_passage(const world::GuestRef& guest, std::uint32_t cpu) {
    if (auto why = cannot_run(guest)) {
        said_ = *why;
        return;
    }
    Goal goal;
    goal.kind = Goal::Kind::passage;
    goal.guest = guest;
    goal.cpu = cpu;
    goal.until = recorder_.of(guest).passage_count + 1;
    goal.divergences = recorder_.of(guest).divergences;
    begin(goal);
}

void Runner::pause() { goal_.kind = Goal::Kind::none; }

void Runner::reset() {
    pause();
    session_.reset();
    recorder_.clear();
    said_.clear();
}

void Runner::toggle(const Breakpoint& breakpoint) {
    const auto found = std::find(breakpoints_.begin(), breakpoints_.end(), breakpoint);
    if (found == breakpoints_.end()) {
        breakpoints_.push_back(breakpoint);
    } else {
        breakpoints_.erase(found);
    }
}

bool Runner::has(const Breakpoint& breakpoint) const {
    return std::find(breakpoints_.begin(), breakpoints_.end(), breakpoint) != breakpoints_.end();
}

std::optional<Breakpoint> Runner::at_breakpoint() const {
    for (const Breakpoint& breakpoint : breakpoints_) {
        const std::uint32_t cpus = world::cpus(session_.world(), breakpoint.guest);
        for (std::uint32_t cpu = 0; cpu < cpus; ++cpu) {
            if (running_pc(session_.world(), breakpoint.guest, cpu) == breakpoint.address) {
                return breakpoint;
            }
        }
    }
    return std::nullopt;
}

bool Runner::needs_every_boundary() const {
    const bool of_one_cpu = goal_.kind == Goal::Kind::steps && world::cpus(session_.world(), goal_.guest) > 1;
    return !breakpoints_.empty() || of_one_cpu || goal_.kind == Goal::Kind::place ||
           goal_.kind == Goal::Kind::passage;
}

bool Runner::reached() const {
    const world::World& world = session_.world();
    switch (goal_.kind) {
    case Goal::Kind::none: return true;
    case Goal::Kind::forever: return false;
    case Goal::Kind::steps: return made() >= goal_.until;
    case Goal::Kind::passage: {
        const GuestHistory& history = recorder_.of(goal_.guest);
        const auto passages = history.passages_of(goal_.cpu);
        const bool fresh = !passages.empty() && passages.front()->number >= goal_.until;
        // On bare metal the kernel's part is what one wants to see, so the trap itself is enough.
        const bool dealt_with = fresh && (!passages.front()->open || !goal_.guest.vm);
        return dealt_with || history.divergences > goal_.divergences;
    }
    case Goal::Kind::place: {
        if (running_pc(world, goal_.guest, goal_.cpu) != goal_.pc || made() < goal_.until) {
            return false;
        }
        const machine::HartRegisters seen = world::cpu(world, goal_.guest, goal_.cpu).seen;
        return seen.psr.ring() == goal_.ring && seen.ptb.bits == goal_.ptb && seen.x[2] >= goal_.stack;
    }
    }
    return true;
}

std::string Runner::sentence(const world::SessionStop& stop) const {
    const world::World& world = session_.world();
    switch (stop.reason) {
    case Reason::budget: return {};
    case Reason::idle: return "Everything sleeps and nothing is due: only input can go on.";
    case Reason::finished: {
        const auto guests = world::guests(world);
        const auto why = ended(world, guests.size() == 1 ? guests.front() : stop.guest);
        return guests.size() == 1 && why ? *why : "Every guest has ended.";
    }
    case Reason::machine_check: return ended(world, stop.guest).value_or("The machine stopped.");
    case Reason::ask: return name_of(world, stop.guest) + " waits for the answer of a policy.";
    }
    return {};
}

// One piece of a run. Checks that only concern certain boundaries make it as short as one.
void Runner::slice(std::uint64_t ticks) {
    const bool steps = goal_.kind == Goal::Kind::steps && !needs_every_boundary();
    const world::SessionStop stop =
        steps ? session_.run_steps(goal_.guest, std::min(ticks, goal_.until - made()), &recorder_)
              : session_.run(ticks, &recorder_);
    if (stop.reason != Reason::budget) {
        said_ = sentence(stop);
        pause();
        return;
    }
    if (reached()) {
        pause();
        return;
    }
    if (goal_.kind != Goal::Kind::forever) {
        if (const auto why = ended(session_.world(), goal_.guest)) {
            said_ = *why;
            pause();
            return;
        }
    }
    const auto hit = at_breakpoint();
    const bool moved =
        hit && (!left_ || !(*hit == *left_) || world::steps(session_.world(), hit->guest) > left_steps_);
    if (hit && moved) {
        said_ = "The breakpoint at 0x" + hex8(hit->address) + " was reached.";
        pause();
    }
}

void Runner::work(double seconds) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    // Long enough that looking at the clock costs nothing, short enough to be on time.
    constexpr std::uint64_t long_slice = 2000;
    constexpr int boundaries_between_looks = 500;
    while (busy()) {
        if (needs_every_boundary()) {
            for (int i = 0; i < boundaries_between_looks && busy(); ++i) {
                slice(1);
            }
        } else {
            slice(long_slice);
        }
        if (Clock::now() >= end) {
            return;
        }
    }
}

void Runner::finish() {
    while (busy()) {
        work(1);
    }
}

}  // namespace ringside::ui
