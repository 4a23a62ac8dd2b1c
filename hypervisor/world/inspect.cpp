#include "hypervisor/world/inspect.hpp"

#include "hypervisor/cpu/trap_and_emulate.hpp"
#include "hypervisor/memory/guest_memory.hpp"

namespace ringside::world {

namespace {

const Host& host_of(const World& world, const GuestRef& guest) { return world.hosts[guest.host]; }
const hv::Vm& vm_of(const World& world, const GuestRef& guest) { return host_of(world, guest).hypervisor.vms[*guest.vm]; }

// Page tables as machine::walk wants them, read-only and free of charge.
struct GuestView {
    const World& world;
    const GuestRef& guest;
    bool read(std::uint32_t address, std::uint32_t& word) const {
        const auto pa = host_address(world, guest, isa::Gpa{address});
        return pa && host_of(world, guest).machine.read(*pa, isa::Width::word, word);
    }
    bool write(std::uint32_t, std::uint32_t) const { return true; }
};
struct HostView {
    const machine::Machine& machine;
    bool read(std::uint32_t address, std::uint32_t& word) const {
        return machine.is_ram(isa::Hpa{address}) && machine.read(isa::Hpa{address}, isa::Width::word, word);
    }
    bool write(std::uint32_t, std::uint32_t) const { return true; }
};

machine::Walk identity(isa::Gva va) {
    machine::Walk w;
    w.ok = true;
    w.address = va.value;
    w.leaf = isa::Pte::make(va.frame(), isa::Pte::v | isa::Pte::r | isa::Pte::w | isa::Pte::x, 3);
    return w;
}

}  // namespace

std::vector<GuestRef> guests(const World& world) {
    std::vector<GuestRef> all;
    for (std::uint32_t h = 0; h < world.hosts.size(); ++h) {
        if (!world.hosts[h].virtualized) all.push_back({h, std::nullopt});
        for (std::uint32_t v = 0; v < world.hosts[h].hypervisor.vms.size(); ++v) all.push_back({h, v});
    }
    return all;
}

const machine::Board& board(const World& world, const GuestRef& guest) {
    return guest.vm ? vm_of(world, guest).board : host_of(world, guest).machine.board;
}

std::uint32_t cpus(const World& world, const GuestRef& guest) {
    return static_cast<std::uint32_t>(guest.vm ? vm_of(world, guest).vcpus.size() : host_of(world, guest).machine.harts.size());
}

std::uint64_t steps(const World& world, const GuestRef& guest) {
    if (!guest.vm) return host_of(world, guest).machine.steps;
    // What a processor has executed since it was entered is counted when it leaves.
    const Host& host = host_of(world, guest);
    const hv::Vm& vm = vm_of(world, guest);
    std::uint64_t total = vm.steps;
    for (std::uint32_t i = 0; i < host.hypervisor.on_hart.size(); ++i) {
        const hv::OnHart& on = host.hypervisor.on_hart[i];
        if (on.busy && on.vm == *guest.vm) total += host.machine.harts[i].instret - vm.vcpus[on.vcpu].instret_at_entry;
    }
    return total;
}

CpuView cpu(const World& world, const GuestRef& guest, std::uint32_t number) {
    CpuView view;
    const Host& host = host_of(world, guest);
    if (!guest.vm) {
        const machine::Hart& h = host.machine.harts[number];
        view.seen = h;
        view.hart = number;
        view.real_ring = h.psr.ring();
        view.activity = h.activity;
        return view;
    }
    const hv::Vcpu& c = vm_of(world, guest).vcpus[number];
    view.seen = c.v;
    view.activity = c.activity;
    view.real_ring = hv::TrapAndEmulate::real_ring(c.v.psr.ring());
    for (std::uint32_t i = 0; i < host.hypervisor.on_hart.size(); ++i) {
        const hv::OnHart& on = host.hypervisor.on_hart[i];
        if (!on.busy || on.vm != *guest.vm || on.vcpu != number) continue;
        const machine::Hart& h = host.machine.harts[i];
        view.hart = i;
        view.real = h;
        view.seen.x = h.x;
        // In ring 0 the hart is at the monitor's door, and the guest's pc and LR pair are what the trap put aside.
        const bool at_door = h.psr.ring() == 0;
        view.seen.pc = at_door ? h.epc : h.pc;
        view.seen.psr.bits = (c.v.psr.bits & ~isa::Psr::user_mask) | h.psr.user();
        view.seen.lr_address = h.lr_address;
        view.seen.lr_value = h.lr_value;
        const bool valid = h.lr_state & (at_door ? isa::lr_saved : isa::lr_valid);
        view.seen.lr_state = (c.v.lr_state & isa::lr_saved) | (valid ? isa::lr_valid : 0);
        if (!at_door) view.real_ring = h.psr.ring();
    }
    return view;
}

std::optional<isa::Hpa> host_address(const World& world, const GuestRef& guest, isa::Gpa gpa) {
    const Host& host = host_of(world, guest);
    if (!guest.vm) {
        const isa::Hpa pa{gpa.value};
        if (!host.machine.is_ram(pa)) return std::nullopt;
        return pa;
    }
    const hv::GuestLocation at = hv::locate(vm_of(world, guest), gpa);
    if (at.place != hv::GuestPlace::ram) return std::nullopt;
    return at.address;
}

std::optional<std::uint32_t> read_physical(const World& world, const GuestRef& guest, isa::Gpa gpa, isa::Width width) {
    std::uint32_t value = 0;
    const machine::Machine& m = host_of(world, guest).machine;
    if (!guest.vm) return m.read(isa::Hpa{gpa.value}, width, value) ? std::optional(value) : std::nullopt;
    const hv::GuestLocation at = hv::locate(vm_of(world, guest), gpa);
    if (at.place == hv::GuestPlace::nothing || !m.read(at.address, width, value)) return std::nullopt;
    return value;
}

std::optional<std::uint32_t> read_virtual(const World& world, const GuestRef& guest, std::uint32_t number, isa::Gva va, isa::Width width) {
    // Looking is allowed wherever the page is mapped: rights and rings do not matter to an onlooker.
    const CpuView view = cpu(world, guest, number);
    if (!view.seen.ptb.enabled()) return read_physical(world, guest, isa::Gpa{va.value}, width);
    for (const isa::Access access : {isa::Access::load, isa::Access::fetch, isa::Access::store}) {
        const machine::Walk w = machine::walk(GuestView{world, guest}, view.seen.ptb.root_frame(), va, access, 0, machine::SetBits::no);
        if (w.ok) return read_physical(world, guest, isa::Gpa{w.address}, width);
    }
    return std::nullopt;
}

machine::Walk guest_walk(const World& world, const GuestRef& guest, std::uint32_t number, isa::Gva va, isa::Access access) {
    const CpuView view = cpu(world, guest, number);
    if (!view.seen.ptb.enabled()) return identity(va);
    return machine::walk(GuestView{world, guest}, view.seen.ptb.root_frame(), va, access, view.seen.psr.ring(), machine::SetBits::no);
}

std::optional<machine::Walk> hardware_walk(const World& world, const GuestRef& guest, std::uint32_t number, isa::Gva va, isa::Access access) {
    if (!guest.vm) return guest_walk(world, guest, number, va, access);
    const CpuView view = cpu(world, guest, number);
    const hv::Vcpu& c = vm_of(world, guest).vcpus[number];
    if (c.shadow.roots.empty()) return std::nullopt;
    const std::uint32_t root = view.real ? view.real->ptb.root_frame() : c.shadow.roots[c.shadow.current].directory;
    return machine::walk(HostView{host_of(world, guest).machine}, root, va, access, view.real_ring, machine::SetBits::no);
}

}  // namespace ringside::world
