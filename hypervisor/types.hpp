// The hypervisor's state, as plain values: virtual machines, their virtual processors, and the frames of the host.
// Behaviour lives in cpu/ and memory/ and reaches the machine only through RootPort.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hypervisor/policy.hpp"
#include "isa/strap.hpp"
#include "machine/board.hpp"
#include "machine/events.hpp"
#include "machine/machine.hpp"

namespace ringside::hv {

using machine::check_loaded;

// How the processor is virtualized. One row per technique that exists.
enum class CpuKind : std::uint8_t { trap_and_emulate };
enum class MemoryKind : std::uint8_t { shadow };
constexpr CpuKind last_of(CpuKind) { return CpuKind::trap_and_emulate; }
constexpr MemoryKind last_of(MemoryKind) { return MemoryKind::shadow; }

// How the four virtual rings are laid onto the real rings 1 to 3.
enum class RingAliasing : std::uint8_t {
    ring_views,  // a shadow root per virtual ring: protection between all four is kept
    compressed,  // one root; virtual rings 0 and 1 share real ring 1, and protection between them is lost
};
constexpr RingAliasing last_of(RingAliasing) { return RingAliasing::compressed; }

struct VmConfig {
    std::string name = "vm";
    std::uint32_t ram_bytes = 16u << 20;
    std::uint32_t vcpus = 1;
    CpuKind cpu = CpuKind::trap_and_emulate;
    MemoryKind memory = MemoryKind::shadow;
    RingAliasing rings = RingAliasing::ring_views;
    isa::TrapMask traps = isa::TrapMask::strict();  // the strap that the guest's own machine would have
    machine::TimeMode time = machine::TimeMode::cycles;
    bool asid_tags = true;           // likewise
    std::uint32_t asked = 0;         // bit per QueryKind: a scripted policy answers these
    std::uint32_t shadow_roots = 8;  // at most this many per virtual processor
    std::uint32_t shadow_frames = 512;  // for its shadow tables, set aside for it and shared out among its processors

    bool operator==(const VmConfig&) const = default;
    // A sentence that says what is wrong with it, or nothing.
    [[nodiscard]] std::optional<std::string> problem() const;
    [[nodiscard]] bool well_formed() const { return !problem(); }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.name, self.ram_bytes, self.vcpus, self.cpu, self.memory, self.rings, self.traps, self.time, self.asid_tags,
                self.asked, self.shadow_roots, self.shadow_frames);
        check_loaded(self, archive);
    }
};

// One shadow root: real page tables for one address space of a guest as one virtual ring (or all of them) sees it.
struct ShadowRoot {
    bool paging = false;           // false: guest paging is off, and this maps guest-physical addresses
    std::uint8_t guest_asid = 0;
    std::uint8_t view = 0;         // virtual ring under ring_views, else 0
    std::uint8_t real_asid = 0;
    std::uint32_t directory = 0;   // host frame
    std::uint64_t last_used = 0;
    std::vector<std::uint32_t> tables;  // host frames of its second-level tables

    bool operator==(const ShadowRoot&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.paging, self.guest_asid, self.view, self.real_asid, self.directory, self.last_used, self.tables);
    }
};

// What shadow paging keeps per virtual processor.
struct ShadowState {
    std::vector<ShadowRoot> roots;
    std::uint32_t current = 0;             // index into roots of the one in use
    std::uint32_t window = 0x3fe;          // directory index reserved for the monitor; moved when the guest uses it
    std::uint64_t uses = 0;                // ages the roots
    bool operator==(const ShadowState&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.roots, self.current, self.window, self.uses);
    }
};

struct Vcpu {
    machine::HartRegisters v;  // registers as the guest sees them; while it runs, the real hart has x, pc and the LR pair
    machine::Activity activity = machine::Activity::running;
    std::uint64_t instret = 0;             // instructions completed
    std::uint64_t instret_at_entry = 0;    // the real hart's counter when the guest was entered
    std::uint8_t last_hart = 0xff;         // its TLB entries may lie in that hart's TLBs
    std::uint64_t left_at = 0;             // clock of the hart it last ran on, or was made on, when it left: it runs nowhere before
    ShadowState shadow;

    bool operator==(const Vcpu&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.v, self.activity, self.instret, self.instret_at_entry, self.last_hart, self.left_at, self.shadow);
    }
};

enum class VmState : std::uint8_t { running, paused, powered_off, stopped };
constexpr VmState last_of(VmState) { return VmState::stopped; }

inline constexpr std::uint32_t no_frame = ~std::uint32_t{0};
inline constexpr std::size_t most_vms = 64;  // of a host

struct Vm {
    VmConfig config;
    VmState state = VmState::running;
    std::string stop_reason;                      // of VmState::stopped: a sentence
    std::optional<machine::MachineCheck> check;   // of VmState::stopped: the guest's own machine check
    machine::Board board;
    std::vector<Vcpu> vcpus;
    std::vector<std::uint32_t> frame_map;         // guest frame → host frame, or no_frame
    std::uint32_t config_frame = no_frame;        // host frame that holds the guest's configuration page
    machine::LockedTurn turn;
    std::uint64_t steps = 0;                      // locked time of this VM
    std::uint64_t time_offset = 0;                // cycle time: guest time = clock of the hart - offset
    std::optional<PendingExit> pending;           // an exit that waits for a policy's answer
    PolicyState policy_state;
    std::uint64_t exits = 0;
    std::array<std::uint64_t, exit_count> exits_by_reason{};

    bool operator==(const Vm&) const = default;
    // Do the parts fit each other? add_vm makes it so; loaded bytes may not.
    [[nodiscard]] bool well_formed() const;

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.config, self.state, self.stop_reason, self.check, self.board, self.vcpus, self.frame_map, self.config_frame,
                self.turn, self.steps, self.time_offset, self.pending, self.policy_state, self.exits, self.exits_by_reason);
        check_loaded(self, archive);
    }
};

// Who owns a frame of the host, and what for. Property: free + owned + monitor = total, one owner each.
enum class FrameKind : std::uint8_t { free, hole, guest_ram, guest_config, shadow_directory, shadow_table, monitor };
constexpr FrameKind last_of(FrameKind) { return FrameKind::monitor; }

struct FrameOwner {
    FrameKind kind = FrameKind::free;
    std::uint8_t vm = machine::no_vm;
    std::uint32_t guest_frame = 0;  // of guest_ram
    bool operator==(const FrameOwner&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.kind, self.vm, self.guest_frame);
    }
};

struct FrameTable {
    std::vector<FrameOwner> owners;  // by host frame
    std::uint32_t free_frames = 0;
    std::uint32_t search_from = 1;   // no free frame below it

    bool operator==(const FrameTable&) const = default;
    explicit FrameTable(std::uint32_t frames = 0);
    // The lowest free frame, or no_frame when memory is out.
    std::uint32_t take(const FrameOwner& owner);
    void give_back(std::uint32_t frame);

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.owners, self.free_frames, self.search_from);
    }
};

// Which virtual processor a real hart runs.
struct OnHart {
    bool busy = false;
    std::uint8_t vm = 0, vcpu = 0;
    std::uint64_t slice_end = 0;                  // clock of the hart at which the next virtual processor gets its turn
    std::uint64_t timer = ~std::uint64_t{0};      // what the host's timer of this hart is set to
    bool operator==(const OnHart&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.busy, self.vm, self.vcpu, self.slice_end, self.timer);
    }
};

struct Hypervisor {
    FrameTable frames;
    std::vector<Vm> vms;
    std::vector<OnHart> on_hart;        // by hart
    std::array<std::uint64_t, 4> real_asids{1};  // bit per ASID in use; 0 is the monitor's
    std::uint32_t next_vm = 0;          // round-robin over virtual machines

    bool operator==(const Hypervisor&) const = default;
    // Every frame and every ASID has the one owner that the tables name, and what names a VM or a processor names one.
    [[nodiscard]] bool well_formed() const;

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.frames, self.vms, self.on_hart, self.real_asids, self.next_vm);
        check_loaded(self, archive);
    }
};

}  // namespace ringside::hv
