#include "hypervisor/world/commands.hpp"

#include <algorithm>

#include "hypervisor/cpu/effects.hpp"
#include "hypervisor/monitor.hpp"
#include "hypervisor/world/inspect.hpp"
#include "machine/schedule.hpp"

namespace ringside::world {

namespace {

using Refusal = std::optional<std::string>;

Refusal missing(const World& world, const GuestRef& guest) {
    if (guest.host >= world.hosts.size()) return "there is no host " + std::to_string(guest.host);
    const Host& host = world.hosts[guest.host];
    if (!guest.vm) {
        if (host.virtualized) return "host " + std::to_string(guest.host) + " runs virtual machines; name one of them";
        return std::nullopt;
    }
    if (*guest.vm >= host.hypervisor.vms.size())
        return "host " + std::to_string(guest.host) + " has no virtual machine " + std::to_string(*guest.vm);
    return std::nullopt;
}

// Before anything outside changes what may wake a processor.
void settle_clocks(Host& host) {
    std::uint64_t slowest = ~std::uint64_t{0};
    for (const machine::Hart& h : host.machine.harts)
        if (h.activity == machine::Activity::running) slowest = std::min(slowest, h.cycle);
    if (slowest != ~std::uint64_t{0}) machine::catch_up_halted(host.machine, slowest);
    host.machine.cycle_turn.until = 0;
}

void kick(Host& host) {
    settle_clocks(host);
    if (host.virtualized) hv::Monitor(host.machine, host.hypervisor, nullptr).kick();
}

// While a processor runs, its registers, pc, user flags and LR pair are on the real hart; at the monitor's door (ring 0)
// its pc and the state of the pair are where the trap put them. The number is that of SetRegister.
void put_on(machine::HartRegisters& real, std::uint32_t number, const machine::HartRegisters& v) {
    using isa::Special;
    const bool at_door = real.psr.ring() == 0;
    if (number < 16) {
        real.x[number] = v.x[number];
    } else if (number == 16) {
        (at_door ? real.epc : real.pc) = v.pc;
    } else if (number == 17) {
        real.psr.bits = (real.psr.bits & ~isa::Psr::user_mask) | v.psr.user();
    } else if (number - 0x100 == static_cast<std::uint32_t>(Special::lraddr)) {
        real.lr_address = v.lr_address;
    } else if (number - 0x100 == static_cast<std::uint32_t>(Special::lrvalue)) {
        real.lr_value = v.lr_value;
    } else if (number - 0x100 == static_cast<std::uint32_t>(Special::lrstate)) {
        const bool valid = v.lr_state & isa::lr_valid;
        real.lr_state = !valid ? 0 : at_door ? isa::lr_saved : isa::lr_valid;
    }
}

struct CarryOut {
    World& world;

    Refusal operator()(const ConsoleInput& c) const {
        constexpr std::size_t most = 1u << 20;
        Host& host = world.hosts[c.guest.host];
        machine::Board& board = c.guest.vm ? host.hypervisor.vms[*c.guest.vm].board : host.machine.board;
        if (board.console.input_ended) return "the console's input has ended; nothing more can be typed";
        if (board.console.input.size() + c.text.size() > most) return "more than 1 MiB of console input is waiting; let the guest read first";
        kick(host);
        board.console.input += c.text;
        board.console.input_ended = c.end;
        board.settle();
        return std::nullopt;
    }

    Refusal operator()(const SetRegister& c) const {
        if (c.cpu >= cpus(world, c.guest)) return "there is no processor " + std::to_string(c.cpu);
        const isa::SpecialRow* special = c.number >= 0x100 ? isa::find_special(c.number - 0x100) : nullptr;
        if (c.number > 17 && !special) return "there is no register " + std::to_string(c.number);
        if (special && !special->writable) return "special register " + std::string(special->name) + " cannot be written";
        if (c.number == 16 && (c.value & 3) != 0) return "pc must be a multiple of 4";
        Host& host = world.hosts[c.guest.host];
        const auto set = [&](machine::HartRegisters& r) {
            if (c.number < 16) {
                if (c.number != 0) r.x[c.number] = c.value;
            } else if (c.number == 16) {
                r.pc = c.value;
            } else if (c.number == 17) {
                r.psr.bits = c.value & isa::Psr::all;
            } else {
                r.write(special->special, c.value);
            }
        };
        if (!c.guest.vm) {
            set(host.machine.harts[c.cpu]);
            settle_clocks(host);
            return std::nullopt;
        }
        hv::Vcpu& vcpu = host.hypervisor.vms[*c.guest.vm].vcpus[c.cpu];
        set(vcpu.v);
        for (std::uint32_t i = 0; i < host.hypervisor.on_hart.size(); ++i) {
            const hv::OnHart& on = host.hypervisor.on_hart[i];
            if (on.busy && on.vm == *c.guest.vm && on.vcpu == c.cpu) put_on(host.machine.harts[i], c.number, vcpu.v);
        }
        kick(host);
        return std::nullopt;
    }

    Refusal operator()(const WriteMemory& c) const {
        Host& host = world.hosts[c.guest.host];
        if (c.bytes.empty() || c.bytes.size() > isa::page_bytes) return "between 1 and 4096 bytes can be written at once";
        std::vector<isa::Hpa> places;
        for (std::size_t i = 0; i < c.bytes.size(); ++i) {
            const std::uint32_t address = c.address + static_cast<std::uint32_t>(i);
            const auto pa = c.host_physical ? std::optional(isa::Hpa{address}) : host_address(world, c.guest, isa::Gpa{address});
            if (!pa || !host.machine.is_ram(*pa)) return "there is no RAM at address " + std::to_string(address);
            places.push_back(*pa);
        }
        for (std::size_t i = 0; i < places.size(); ++i) host.machine.write(places[i], isa::Width::byte, c.bytes[i]);
        if (c.flush)
            for (machine::Hart& h : host.machine.harts) {
                const auto all = [](const machine::TlbEntry&) { return true; };
                h.itlb.drop_if(all);
                h.dtlb.drop_if(all);
            }
        return std::nullopt;
    }

    Refusal operator()(const PauseVm& c) const {
        if (!c.guest.vm) return "only a virtual machine can be paused; bare metal just is not run";
        hv::Vm& vm = world.hosts[c.guest.host].hypervisor.vms[*c.guest.vm];
        const hv::VmState from = c.paused ? hv::VmState::running : hv::VmState::paused;
        if (vm.state != from) return "the virtual machine is not " + std::string(c.paused ? "running" : "paused");
        kick(world.hosts[c.guest.host]);
        vm.state = c.paused ? hv::VmState::paused : hv::VmState::running;
        return std::nullopt;
    }

    Refusal operator()(const SetPolicy& c) const {
        if (!c.guest.vm) return "only a virtual machine has policies";
        if (c.asked >> hv::query_count != 0) return "there is no such query";
        world.hosts[c.guest.host].hypervisor.vms[*c.guest.vm].config.asked = c.asked;
        return std::nullopt;
    }

    Refusal operator()(const Answer& c) const {
        if (!c.guest.vm) return "only a virtual machine asks";
        hv::Vm& vm = world.hosts[c.guest.host].hypervisor.vms[*c.guest.vm];
        if (!vm.pending || vm.pending->answer) return "virtual machine " + vm.config.name + " asks nothing now";
        if (const auto p = hv::problem(c.effects)) return p;
        vm.pending->answer = c.effects;
        vm.policy_state = c.state;
        return std::nullopt;
    }
};

}  // namespace

std::optional<std::string> carry_out(World& world, const Command& command) {
    const Refusal no_guest = std::visit([&](const auto& c) { return missing(world, c.guest); }, command);
    const auto* write = std::get_if<WriteMemory>(&command);
    const bool host_only = write && write->host_physical && write->guest.host < world.hosts.size();
    if (no_guest && !host_only) return no_guest;
    return std::visit(CarryOut{world}, command);
}

}  // namespace ringside::world
