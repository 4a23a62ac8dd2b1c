#include "hypervisor/monitor.hpp"

#include <algorithm>

#include "hypervisor/cpu/deliver.hpp"
#include "machine/schedule.hpp"

namespace ringside::hv {

namespace {
using machine::Activity;
constexpr std::uint64_t never = ~std::uint64_t{0};
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

std::uint64_t Monitor::vm_now(const Vm& vm, std::uint64_t cycle) const {
    return vm.config.time == machine::TimeMode::locked ? vm.steps : cycle - vm.time_offset;
}

Monitor::Outcome Monitor::on_trap(std::uint32_t hart) {
    RootPort port(machine_, hart, listener_);
    OnHart& on = hv_.on_hart[hart];
    if (on.busy) {
        Guest g = guest(port, on.vm, on.vcpu);
        std::optional<std::vector<Effect>> answer;
        if (const auto query = cpu(g.vm).query(g)) {
            if (!g.vm.pending || !g.vm.pending->answer) {
                g.vm.pending = PendingExit{*query, static_cast<std::uint8_t>(hart), std::nullopt};
                g.port.emit(machine::EventKind::ask, on.vm, on.vcpu, query->pc, static_cast<std::uint32_t>(query->kind));
                return Outcome::asked;
            }
            answer = std::move(g.vm.pending->answer);
            g.vm.pending.reset();
            g.emit(machine::EventKind::answer, static_cast<std::uint32_t>(answer->size()));
        }
        cpu(g.vm).exit(g, answer);
        // Boundaries between two instructions of the guest, until it may execute one again.
        while (g.vm.state == VmState::running && g.vcpu.activity == Activity::running && deliver_pending(g)) {
        }
        if (keeps(port, on) && enter(g)) return Outcome::resumed;
        on.busy = false;
    }
    run(port, choose(hart));
    return Outcome::resumed;
}

// May the processor that just exited go on at once?
bool Monitor::keeps(RootPort& port, const OnHart& on) const {
    const Vm& vm = hv_.vms[on.vm];
    if (vm.state != VmState::running || vm.vcpus[on.vcpu].activity != Activity::running) return false;
    if (vm.config.time == machine::TimeMode::locked && vm.vcpus.size() > 1 && vm.turn.left == 0) return false;
    return port.cycle() < on.slice_end || wanting_harts() <= 1;
}

// Virtual processors that could use a hart, running ones included. At most one counts of a VM in locked time.
std::uint32_t Monitor::wanting_harts() const {
    std::uint32_t count = 0;
    for (const Vm& vm : hv_.vms) {
        if (vm.state != VmState::running) continue;
        std::uint32_t here = 0;
        for (const Vcpu& c : vm.vcpus) here += c.activity == Activity::running;
        count += vm.config.time == machine::TimeMode::locked ? std::min(here, 1u) : here;
    }
    const auto harts = static_cast<std::uint32_t>(hv_.on_hart.size());
    return count <= harts ? 1 : count;
}

bool Monitor::elsewhere(std::uint32_t vm, std::uint32_t vcpu, std::uint32_t hart) const {
    for (std::uint32_t i = 0; i < hv_.on_hart.size(); ++i) {
        const OnHart& on = hv_.on_hart[i];
        if (i != hart && on.busy && on.vm == vm && on.vcpu == vcpu) return true;
    }
    return false;
}

bool Monitor::runnable(const Vm& vm, std::uint32_t i, std::uint64_t now) const {
    const Vcpu& c = vm.vcpus[i];
    return c.activity == Activity::running || (c.activity == Activity::halted && (vm.board.lines(i, now) & c.v.imask) != 0);
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
    if (vm.config.time == machine::TimeMode::locked) {
        // One processor at a time, in turns; idle time passes at once. If the turn is running elsewhere, it stays there.
        for (std::uint32_t i = 0; i < count; ++i)
            if (elsewhere(id, i, hart)) return {};
        while (!vm.turn.settle(count, [&](std::uint32_t i) { return runnable(vm, i, vm.steps); })) {
            std::uint64_t due = never;
            for (std::uint32_t i = 0; i < count; ++i)
                if (vm.vcpus[i].activity == Activity::halted) due = std::min(due, vm.board.due(i, vm.steps));
            if (due == never) return {};
            vm.steps = due;
        }
        return {true, id, vm.turn.who};
    }
    // From the one after the turn holder on, so that each processor gets its slices.
    for (std::uint32_t i = 1; i <= count; ++i) {
        const std::uint32_t c = (vm.turn.who + i) % count;
        if (elsewhere(id, c, hart) || !runnable(vm, c, vm_now(vm, machine_.harts[hart].cycle))) continue;
        vm.turn.who = c;
        return {true, id, c};
    }
    return {};
}

void Monitor::run(RootPort& port, Choice choice) {
    OnHart& on = hv_.on_hart[port.hart()];
    while (choice.found) {
        Guest g = guest(port, choice.vm, choice.vcpu);
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
        choice = choose(port.hart());
    }
    on.busy = false;
    port.park(true);
}

bool Monitor::enter(Guest& g) {
    OnHart& on = hv_.on_hart[g.port.hart()];
    std::uint64_t limit = never, wake_at = wanting_harts() > 1 ? on.slice_end : never;
    const std::uint64_t due = g.vm.board.due(g.vcpu_id, g.now());
    if (g.locked()) {
        if (due != never) limit = due - g.vm.steps;
        if (g.vm.vcpus.size() > 1) {
            limit = std::min<std::uint64_t>(limit, g.vm.turn.left);
            // Another processor of this VM may become due in this turn; it runs at the turn's end.
        }
    } else if (due != never) {
        wake_at = std::min(wake_at, due + g.vm.time_offset);
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

bool Monitor::wake_for_due() {
    // Only cycle time waits: idle steps of locked time pass in choose_in.
    std::uint64_t earliest = never;
    for (const Vm& vm : hv_.vms) {
        if (vm.state != VmState::running || vm.config.time == machine::TimeMode::locked) continue;
        for (std::uint32_t i = 0; i < vm.vcpus.size(); ++i) {
            const Vcpu& c = vm.vcpus[i];
            if (c.activity != Activity::halted || (c.v.imask & 1) == 0) continue;
            const std::uint64_t due = vm.board.due(i, vm_now(vm, machine_.harts[0].cycle));
            if (due != never) earliest = std::min(earliest, due + vm.time_offset);
        }
    }
    if (earliest == never) return false;
    for (machine::Hart& h : machine_.harts)
        if (h.cycle < earliest) h.book(Spent::idle, earliest - h.cycle);
    kick();
    return true;
}

void Monitor::kick() {
    for (std::uint32_t i = 0; i < machine_.harts.size(); ++i) {
        machine::Hart& h = machine_.harts[i];
        if (hv_.on_hart[i].busy && h.psr.ring() != 0) {
            // As an interrupt from another hart would: back to the monitor before the next instruction.
            h.mctl |= isa::mctl_icmp_armed;
            h.icmp = h.instret;
        } else if (!hv_.on_hart[i].busy) {
            h.activity = Activity::running;
        }
    }
    machine_.cycle_turn.until = 0;
}

}  // namespace ringside::hv
