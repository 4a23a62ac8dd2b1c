#include "hypervisor/monitor.hpp"

#include <algorithm>

#include "hypervisor/cpu/deliver.hpp"
#include "machine/schedule.hpp"

namespace ringside::hv {

namespace {
using machine::Activity;
constexpr std::uint64_t never = ~std::uint64_t{0};

// Guest time of a processor, were it on a hart whose clock shows `cycle`. It is never set back, whatever hart that is.
std::uint64_t guest_time(const Vm& vm, const Vcpu& vcpu, std::uint64_t cycle) {
    if (vm.config.time == machine::TimeMode::locked) return vm.steps;
    return std::max(cycle, vcpu.left_at) - vm.time_offset;
}

// The other way round. A guest may have set its timer to any time at all, so the sum must not wrap.
std::uint64_t host_time(const Vm& vm, std::uint64_t due) { return due > never - vm.time_offset ? never : due + vm.time_offset; }

// Locked time: is it another processor's turn?
bool turn_over(const Vm& vm) { return vm.config.time == machine::TimeMode::locked && vm.vcpus.size() > 1 && vm.turn.left == 0; }

// When a halted processor wakes by itself, in guest time.
std::uint64_t wakes_at(const Vm& vm, std::uint32_t i, std::uint64_t cycle) {
    const Vcpu& c = vm.vcpus[i];
    return c.activity == Activity::halted ? vm.board.wakes_at(i, c.v.imask, guest_time(vm, c, cycle)) : never;
}
}  // namespace

const CpuTechnique& Monitor::cpu(const Vm& vm) const {
    switch (vm.config.cpu) {
        case CpuKind::trap_and_emulate: return trap_and_emulate_;
    }
    return trap_and_emulate_;
}

const MemoryTechnique& Monitor::memory(const Vm& vm) const {
    switch (vm.config.memory) {
        case MemoryKind::shadow: return shadow_;
    }
    return shadow_;
}

Guest Monitor::guest(RootPort& port, std::uint32_t vm, std::uint32_t vcpu) {
    Vm& v = hv_.vms[vm];
    return Guest{port, hv_, v, v.vcpus[vcpu], memory(v), vm, vcpu};
}

Monitor::Outcome Monitor::on_trap(std::uint32_t hart) {
    RootPort port(machine_, hart, listener_);
    OnHart& on = hv_.on_hart[hart];
    if (on.busy) {
        Guest g = guest(port, on.vm, on.vcpu);
        std::optional<std::vector<Effect>> answer;
        if (g.vm.pending && g.vm.pending->hart == hart) {
            // It asked when it came here first, whatever may be asked of the next exit.
            if (!g.vm.pending->answer) return Outcome::asked;
            answer = std::move(g.vm.pending->answer);
            g.vm.pending.reset();
            g.emit(machine::EventKind::answer, static_cast<std::uint32_t>(answer->size()));
        } else if (const auto query = cpu(g.vm).query(g)) {
            g.vm.pending = PendingExit{*query, static_cast<std::uint8_t>(hart), std::nullopt};
            g.port.emit(machine::EventKind::ask, on.vm, on.vcpu, query->pc, static_cast<std::uint32_t>(query->kind));
            return Outcome::asked;
        }
        cpu(g.vm).exit(g, answer);
        // Boundaries between two instructions of the guest, until it may execute one again. After the last step of a turn
        // they are for the next turn.
        while (g.vm.state == VmState::running && g.vcpu.activity == Activity::running && !turn_over(g.vm) && deliver_pending(g)) {
        }
        if (keeps(port, on) && enter(g)) {
            rouse(port);
            return Outcome::resumed;
        }
        on.busy = false;
        g.vcpu.left_at = port.cycle();
        // Its other processors leave their harts, too.
        if (g.vm.state != VmState::running) kick();
    }
    run(port, choose(hart));
    rouse(port);
    return Outcome::resumed;
}

// May the processor that just exited go on at once?
bool Monitor::keeps(RootPort& port, const OnHart& on) const {
    const Vm& vm = hv_.vms[on.vm];
    if (vm.state != VmState::running || vm.vcpus[on.vcpu].activity != Activity::running) return false;
    if (turn_over(vm)) return false;
    return port.cycle() < on.slice_end || wanting_harts(port.cycle()) <= hv_.on_hart.size();
}

// Virtual processors that could use a hart at this time, those that have one included. In locked time a VM needs one hart
// at most, and can use it while all its processors wait for the timer, too: idle steps pass at once.
std::uint32_t Monitor::wanting_harts(std::uint64_t cycle) const {
    std::uint32_t count = 0;
    for (const Vm& vm : hv_.vms) {
        if (vm.state != VmState::running) continue;
        const bool locked = vm.config.time == machine::TimeMode::locked;
        std::uint32_t here = 0;
        for (std::uint32_t i = 0; i < vm.vcpus.size(); ++i)
            here += runnable(vm, i, cycle) || (locked && wakes_at(vm, i, cycle) != never);
        count += locked ? std::min(here, 1u) : here;
    }
    return count;
}

bool Monitor::elsewhere(std::uint32_t vm, std::uint32_t vcpu, std::uint32_t hart) const {
    for (std::uint32_t i = 0; i < hv_.on_hart.size(); ++i) {
        const OnHart& on = hv_.on_hart[i];
        if (i != hart && on.busy && on.vm == vm && on.vcpu == vcpu) return true;
    }
    return false;
}

bool Monitor::runnable(const Vm& vm, std::uint32_t i, std::uint64_t cycle) const {
    const Vcpu& c = vm.vcpus[i];
    if (c.activity == Activity::running) return true;
    return c.activity == Activity::halted && (vm.board.lines(i, guest_time(vm, c, cycle)) & c.v.imask) != 0;
}

// Round robin over the virtual machines, so that each gets its slices.
Monitor::Choice Monitor::choose(std::uint32_t hart) {
    const auto count = static_cast<std::uint32_t>(hv_.vms.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t vm = (hv_.next_vm + i) % count;
        const Choice c = choose_in(vm, hart);
        if (!c.found) continue;
        hv_.next_vm = (vm + 1) % count;
        return c;
    }
    return {};
}

Monitor::Choice Monitor::choose_in(std::uint32_t id, std::uint32_t hart) {
    Vm& vm = hv_.vms[id];
    if (vm.state != VmState::running || (vm.pending && !vm.pending->answer)) return {};
    const auto count = static_cast<std::uint32_t>(vm.vcpus.size());
    const std::uint64_t cycle = machine_.harts[hart].cycle;
    if (vm.config.time == machine::TimeMode::locked) {
        // One processor at a time, in turns; idle time passes at once. If the turn is running elsewhere, it stays there.
        for (std::uint32_t i = 0; i < count; ++i)
            if (elsewhere(id, i, hart)) return {};
        while (!vm.turn.settle(count, [&](std::uint32_t i) { return runnable(vm, i, cycle); })) {
            std::uint64_t due = never;
            for (std::uint32_t i = 0; i < count; ++i) due = std::min(due, wakes_at(vm, i, cycle));
            if (due == never) return {};
            vm.steps = due;
        }
        return {true, id, vm.turn.who};
    }
    // From the one after the turn holder on, so that each processor gets its slices.
    for (std::uint32_t i = 1; i <= count; ++i) {
        const std::uint32_t c = (vm.turn.who + i) % count;
        if (elsewhere(id, c, hart) || !runnable(vm, c, cycle)) continue;
        vm.turn.who = c;
        return {true, id, c};
    }
    return {};
}

void Monitor::run(RootPort& port, Choice choice) {
    OnHart& on = hv_.on_hart[port.hart()];
    while (choice.found) {
        Guest g = guest(port, choice.vm, choice.vcpu);
        if (port.cycle() < g.vcpu.left_at) {
            // It comes from a hart whose clock is ahead of this one's; its own must not run backwards.
            const Spent before = port.book_as(Spent::idle);
            port.compute(g.vcpu.left_at - port.cycle());
            port.book_as(before);
        }
        if (g.vcpu.activity == Activity::halted) {
            g.vcpu.activity = Activity::running;
            g.emit(machine::EventKind::wake);
        }
        while (g.vm.state == VmState::running && g.vcpu.activity == Activity::running && deliver_pending(g)) {
        }
        on = OnHart{true, static_cast<std::uint8_t>(choice.vm), static_cast<std::uint8_t>(choice.vcpu),
                    port.cycle() + machine_.config.costs.clock_hz / slices_per_second, on.timer};
        if (g.vm.state == VmState::running && enter(g)) return;
        on.busy = false;
        g.vcpu.left_at = port.cycle();
        if (g.vm.state != VmState::running) kick();
        choice = choose(port.hart());
    }
    on.busy = false;
    // Another hart may never come to the monitor again: this one looks after who wakes next.
    const std::uint64_t due = next_due(port.cycle());
    set_timer(port, due);
    port.park(due == never ? RootPort::Until::work : RootPort::Until::timer);
}

bool Monitor::enter(Guest& g) {
    OnHart& on = hv_.on_hart[g.port.hart()];
    const bool share = wanting_harts(g.port.cycle()) > hv_.on_hart.size();
    // Whoever waits for a timer of its own gets its turn then, even if this guest never leaves the hart by itself.
    std::uint64_t limit = never, wake_at = std::min(share ? on.slice_end : never, next_due(g.port.cycle()));
    const std::uint64_t due = g.vm.board.due(g.vcpu_id, g.now());
    if (g.locked()) {
        if (due != never) limit = due - g.vm.steps;
        if (g.vm.vcpus.size() > 1) {
            limit = std::min<std::uint64_t>(limit, g.vm.turn.left);
            // Another processor of this VM may become due in this turn; it runs at the turn's end.
        }
    } else if (due != never) {
        wake_at = std::min(wake_at, host_time(g.vm, due));
    }
    set_timer(g.port, wake_at);
    if (cpu(g.vm).enter(g, limit)) return true;
    if (g.vm.state == VmState::running) g.stop("the host's memory is out: no frame for a shadow page table; give the host more RAM");
    return false;
}

void Monitor::set_timer(RootPort& port, std::uint64_t at) {
    OnHart& on = hv_.on_hart[port.hart()];
    if (on.timer == at) return;
    const Spent before = port.book_as(Spent::exit);
    port.port_out(machine::port::timer + 2, static_cast<std::uint32_t>(at));
    port.port_out(machine::port::timer + 3, static_cast<std::uint32_t>(at >> 32));
    if (on.timer == never) port.port_out(machine::port::timer + 4, 1);
    if (at == never) port.port_out(machine::port::timer + 4, 0);
    on.timer = at;
    port.book_as(before);
}

// When the next halted processor wakes by itself, on the host's clock. Only cycle time waits: idle steps of locked time
// pass in choose_in.
std::uint64_t Monitor::next_due(std::uint64_t cycle) const {
    std::uint64_t earliest = never;
    for (const Vm& vm : hv_.vms) {
        if (vm.state != VmState::running || vm.config.time == machine::TimeMode::locked) continue;
        for (std::uint32_t i = 0; i < vm.vcpus.size(); ++i) earliest = std::min(earliest, host_time(vm, wakes_at(vm, i, cycle)));
    }
    return earliest;
}

// What this hart just did may concern others. A processor that runs elsewhere may have been sent an interrupt that it can
// take: it comes back for it. More processors may have become runnable than there are harts at work: those without work
// come back for them, no earlier than now.
void Monitor::rouse(const RootPort& port) {
    for (std::uint32_t i = 0; i < machine_.harts.size(); ++i) {
        const OnHart& on = hv_.on_hart[i];
        if (i == port.hart() || !on.busy || hv_.vms[on.vm].config.time == machine::TimeMode::locked) continue;
        const Vm& vm = hv_.vms[on.vm];
        const Vcpu& c = vm.vcpus[on.vcpu];
        if (c.v.psr.ie() && (vm.board.lines(on.vcpu, guest_time(vm, c, machine_.harts[i].cycle)) & c.v.imask) != 0) recall(i);
    }
    const auto without_work = [](const machine::Hart& h) { return h.activity != Activity::running; };
    auto idle = static_cast<std::uint32_t>(std::count_if(machine_.harts.begin(), machine_.harts.end(), without_work));
    if (idle == 0) return;
    const auto working = static_cast<std::uint32_t>(machine_.harts.size()) - idle;
    const std::uint32_t wanted = wanting_harts(port.cycle());
    for (std::uint32_t more = wanted > working ? wanted - working : 0; more > 0 && idle > 0; --more, --idle) {
        machine::Hart& h = *std::find_if(machine_.harts.begin(), machine_.harts.end(), without_work);
        if (h.cycle < port.cycle()) h.book(Spent::idle, port.cycle() - h.cycle);
        h.activity = Activity::running;
        machine_.cycle_turn.until = 0;
    }
}

void Monitor::kick() {
    for (std::uint32_t i = 0; i < machine_.harts.size(); ++i) {
        if (hv_.on_hart[i].busy)
            recall(i);
        else
            machine_.harts[i].activity = Activity::running;
    }
    machine_.cycle_turn.until = 0;
}

// As an interrupt from another hart would: back to the monitor before the next instruction of the guest.
void Monitor::recall(std::uint32_t hart) {
    machine::Hart& h = machine_.harts[hart];
    if (h.psr.ring() == 0) return;  // it is on its way
    h.mctl |= isa::mctl_icmp_armed;
    h.icmp = h.instret;
}

}  // namespace ringside::hv
