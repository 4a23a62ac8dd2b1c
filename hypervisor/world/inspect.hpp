// Looking at a world without touching it: what a guest sees, what is really there, and how the two relate. Used by the
// window, the command line, Lua and the graders alike.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "hypervisor/world/world.hpp"
#include "machine/walk.hpp"

namespace ringside::world {

// Guests of a world: the bare metal of hosts without a hypervisor, and every VM.
std::vector<GuestRef> guests(const World& world);

[[nodiscard]] const machine::Board& board(const World& world, const GuestRef& guest);
[[nodiscard]] std::uint32_t cpus(const World& world, const GuestRef& guest);
[[nodiscard]] std::uint64_t steps(const World& world, const GuestRef& guest);

// One processor of a guest.
struct CpuView {
    machine::HartRegisters seen;           // as the guest sees it
    std::optional<machine::HartRegisters> real;  // the real hart's, if one runs this processor now
    std::optional<std::uint32_t> hart;     // which
    unsigned real_ring = 0;                // ring the guest's code really runs in at this point
    machine::Activity activity = machine::Activity::running;
};
[[nodiscard]] CpuView cpu(const World& world, const GuestRef& guest, std::uint32_t number);

// Memory as the guest has it. Nothing is disturbed; nothing: no memory there or not mapped.
[[nodiscard]] std::optional<isa::Hpa> host_address(const World& world, const GuestRef& guest, isa::Gpa gpa);
[[nodiscard]] std::optional<std::uint32_t> read_physical(const World& world, const GuestRef& guest, isa::Gpa gpa, isa::Width width);
[[nodiscard]] std::optional<std::uint32_t> read_virtual(const World& world, const GuestRef& guest, std::uint32_t cpu, isa::Gva va,
                                                        isa::Width width);
// The walk through the guest's own tables, for a processor in its present ring; A and D are not set.
[[nodiscard]] machine::Walk guest_walk(const World& world, const GuestRef& guest, std::uint32_t cpu, isa::Gva va, isa::Access access);
// The walk through what the hardware uses for it (shadow tables); bare metal: the same as guest_walk.
[[nodiscard]] std::optional<machine::Walk> hardware_walk(const World& world, const GuestRef& guest, std::uint32_t cpu, isa::Gva va,
                                                         isa::Access access);

}  // namespace ringside::world
