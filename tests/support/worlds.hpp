// Small guests for tests of the hypervisor: assembled in-process, started on bare metal or in a virtual machine.
//
//   const auto image = image_of("_start: li t0, 42\n out t0, 0x40(zero)\n");
//   world::World bare = on_bare_metal(Shape{}, image);
//   world::World virtual_ = in_vm(Shape{}, Under{}, image);        // guest {0, 0}
#pragma once

#include <stdexcept>
#include <string>

#include "hypervisor/world/inspect.hpp"
#include "hypervisor/world/session.hpp"
#include "hypervisor/world/world.hpp"
#include "isa/asm/link.hpp"
#include "machine/boot.hpp"

namespace ringside::test {

using U = std::uint32_t;
using world::GuestRef;
using world::Session;
using world::SessionStop;
using world::World;

inline const GuestRef bare_guest{0, std::nullopt};
inline const GuestRef vm_guest{0, 0u};

// The program, linked at 0x10000. An error in the source is an exception: the test itself is wrong then.
inline machine::BootImage image_of(const std::string& source) {
    const auto linked = isa::assembler::build({{"guest.s", source, false}}, {});
    if (!linked) throw std::runtime_error(linked.error_text());
    machine::BootImage image;
    image.entry = linked.value->physical_entry();
    for (const isa::Segment& s : linked.value->segments) image.segments.push_back({s.physical, s.bytes, s.memory_size});
    return image;
}

// Slow, so that a slice of the host's time is 20000 cycles and several virtual processors share a hart in a short test.
inline constexpr std::uint64_t clock_hz = 20'000'000;

// The guest's own machine: the same on bare metal and in a VM.
struct Shape {
    U ram = 512u << 10;
    U cpus = 1;
    bool asid_tags = true;
    isa::TrapMask traps = isa::TrapMask::strict();
    machine::TimeMode time = machine::TimeMode::locked;
};

// How a VM carries it.
struct Under {
    hv::RingAliasing rings = hv::RingAliasing::ring_views;
    U host_harts = 1;
    U vms = 1;  // of the same image, side by side
    bool host_tags = true;
    U host_tlb = 64;
    U shadow_roots = 8;
    U shadow_frames = 512;  // per VM
    isa::TrapMask host_traps = isa::TrapMask::strict();
};

template <class T>
T made(world::Made<T> m) {
    if (!m) throw std::runtime_error(m.error);
    return std::move(*m.value);
}

inline machine::MachineConfig bare_config(const Shape& shape) {
    machine::MachineConfig c;
    c.costs.clock_hz = clock_hz;
    c.ram_bytes = shape.ram;
    c.harts = shape.cpus;
    c.asid_tags = shape.asid_tags;
    c.traps = shape.traps;
    c.time = shape.time;
    return c;
}

inline hv::VmConfig vm_config(const Shape& shape, const Under& under) {
    hv::VmConfig c;
    c.ram_bytes = shape.ram;
    c.vcpus = shape.cpus;
    c.asid_tags = shape.asid_tags;
    c.traps = shape.traps;
    c.time = shape.time;
    c.rings = under.rings;
    c.shadow_roots = under.shadow_roots;
    c.shadow_frames = under.shadow_frames;
    return c;
}

inline machine::MachineConfig host_config(const Shape& shape, const Under& under) {
    machine::MachineConfig c;
    c.costs.clock_hz = clock_hz;
    c.ram_bytes = world::host_ram_for(shape.ram, under.vms);
    c.harts = under.host_harts;
    c.asid_tags = under.host_tags;
    c.tlb_entries = under.host_tlb;
    c.traps = under.host_traps;
    return c;
}

inline World on_bare_metal(const Shape& shape, const machine::BootImage& image) {
    return made(world::bare_metal(bare_config(shape), image));
}

inline World in_vm(const Shape& shape, const Under& under, const machine::BootImage& image) {
    World w = made(world::virtualized_host(host_config(shape, under)));
    for (U i = 0; i < under.vms; ++i) made(world::add_vm(w, 0, vm_config(shape, under), image));
    return w;
}

inline const hv::Hypervisor& hypervisor(const World& w) { return w.hosts[0].hypervisor; }
inline const hv::Vm& vm(const World& w, U id = 0) { return w.hosts[0].hypervisor.vms[id]; }

// Runs until it stops by itself, or the budget is used up.
inline SessionStop run_out(Session& s, std::uint64_t ticks = 2'000'000, machine::Listener* listener = nullptr) {
    return s.run(ticks, listener);
}
inline std::string console(const World& w, const GuestRef& guest) { return world::board(w, guest).console.output; }

}  // namespace ringside::test
