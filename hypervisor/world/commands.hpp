// Everything that comes from outside (a key, a click, a Lua call, a policy's answer) enters the world as a Command through
// Session::apply, which checks it, logs it in the journal with its time, and carries it out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hypervisor/policy.hpp"
#include "hypervisor/world/world.hpp"
#include "machine/archive.hpp"

namespace ringside::world {

// Characters typed at a guest's console.
struct ConsoleInput {
    GuestRef guest;
    std::string text;
    bool end = false;  // no more will come
    bool operator==(const ConsoleInput&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.guest, self.text, self.end);
    }
};

// number 0..15: a register; 16: pc; 17: PSR; 0x100 + n: special register n. As the guest sees them.
struct SetRegister {
    GuestRef guest;
    std::uint32_t cpu = 0, number = 0, value = 0;
    bool operator==(const SetRegister&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.guest, self.cpu, self.number, self.value);
    }
};

// Bytes at a guest-physical address (`host_physical`: at a host-physical one, e.g. a shadow table; guest.vm is ignored).
// TLBs are left alone, as any store leaves them, unless `flush` asks to drop the host's TLB entries.
struct WriteMemory {
    GuestRef guest;
    bool host_physical = false;
    std::uint32_t address = 0;
    machine::Bytes bytes;
    bool flush = false;
    bool operator==(const WriteMemory&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.guest, self.host_physical, self.address, self.bytes, self.flush);
    }
};

struct PauseVm {
    GuestRef guest;
    bool paused = true;
    bool operator==(const PauseVm&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.guest, self.paused);
    }
};

// Which queries of a VM a scripted policy answers from now on (bit per hv::QueryKind).
struct SetPolicy {
    GuestRef guest;
    std::uint32_t asked = 0;
    bool operator==(const SetPolicy&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.guest, self.asked);
    }
};

// The answer to the pending Ask of a VM, and the policy's new state.
struct Answer {
    GuestRef guest;
    std::vector<hv::Effect> effects;
    hv::PolicyState state;
    bool operator==(const Answer&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.guest, self.effects, self.state);
    }
};

using Command = std::variant<ConsoleInput, SetRegister, WriteMemory, PauseVm, SetPolicy, Answer>;

// Carries a command out. A sentence if it is refused; then the world has not changed. Only Session and replay call this.
std::optional<std::string> carry_out(World& world, const Command& command);

struct JournalEntry {
    std::uint64_t time = 0;  // ticks(world) when it was applied
    Command command;
    bool settled = false;  // see Moment in session.hpp
    bool operator==(const JournalEntry&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.time, self.command, self.settled);
    }
};
using Journal = std::vector<JournalEntry>;

}  // namespace ringside::world
