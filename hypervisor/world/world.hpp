// The world is a value: hosts, each a machine and its hypervisor, on one clock. Copying a world is a snapshot; == and
// digest() compare worlds; save and load are machine::save and machine::load<World>.
//
// No pointers to outside, no callbacks, no logs, no wall clock in here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hypervisor/types.hpp"
#include "machine/boot.hpp"
#include "machine/machine.hpp"

namespace ringside::world {

struct Host {
    std::string name;
    machine::Machine machine;
    bool virtualized = false;  // false: the guest runs on the bare metal, and hypervisor is empty
    hv::Hypervisor hypervisor;

    bool operator==(const Host&) const = default;
    [[nodiscard]] bool well_formed() const;

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.name, self.machine, self.virtualized, self.hypervisor);
        machine::check_loaded(self, archive);
    }
};

struct World {
    std::vector<Host> hosts;
    std::uint64_t seed = 0;  // from which every random number of this world comes

    bool operator==(const World&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.hosts, self.seed);
    }
};

[[nodiscard]] inline std::uint64_t digest(const World& world) { return machine::digest_of(world); }
// Boundaries passed by all hosts: the time of the journal.
[[nodiscard]] std::uint64_t ticks(const World& world);

// Names one guest: a VM of a host, or the bare metal itself.
struct GuestRef {
    std::uint32_t host = 0;
    std::optional<std::uint32_t> vm;  // nothing: bare metal

    bool operator==(const GuestRef&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.host, self.vm);
    }
};

// Building worlds. Each gives a sentence on failure.
template <class T>
struct Made {
    std::optional<T> value;
    std::string error;
    explicit operator bool() const { return value.has_value(); }
};

// One host on which the image runs on bare metal: every hart starts at its entry in ring 0, paging off, a0 = hart number,
// a1 = configuration page.
Made<World> bare_metal(const machine::MachineConfig& config, const machine::BootImage& image);

// One host with a hypervisor and no VM yet. config.native_monitor is set by this function.
Made<World> virtualized_host(machine::MachineConfig config);
// Defines and starts a VM; gives its number.
Made<std::uint32_t> add_vm(World& world, std::uint32_t host, const hv::VmConfig& config, const machine::BootImage& image);
// RAM a host needs for a VM of this size: its RAM, its configuration page, shadow tables to spare.
std::uint32_t host_ram_for(std::uint32_t vm_ram_bytes, std::uint32_t vms = 1);

}  // namespace ringside::world
