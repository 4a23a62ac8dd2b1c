// The machine: harts, RAM and a board, as one value. Engines (machine/reference.hpp, machine/fast.hpp) run it.
//
//   Machine m(MachineConfig{.ram_bytes = 16 << 20, .harts = 1});
//   load_image(m, image);
//   Stop stop = run_reference(m, 1'000'000, NullSink{});
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isa/strap.hpp"
#include "isa/types.hpp"
#include "machine/board.hpp"
#include "machine/cost_model.hpp"
#include "machine/cow_pages.hpp"
#include "machine/hart.hpp"
#include "machine/turns.hpp"

namespace ringside::machine {

enum class TimeMode : std::uint8_t {
    cycles,  // guests read the clock of their hart
    locked,  // guests read the number of steps: the same guest has the same trace everywhere
};
constexpr TimeMode last_of(TimeMode) { return TimeMode::locked; }

// Tetra-V straps relive history; none is a machine of 1999.
enum class TetraV : std::uint8_t { none };
constexpr TetraV last_of(TetraV) { return TetraV::none; }

struct MachineConfig {
    std::uint32_t ram_bytes = 16u << 20;  // a multiple of 4096, at least 64 KiB
    std::uint32_t harts = 1;              // 1 to 8
    isa::TrapMask traps = isa::TrapMask::strict();
    TetraV tetra_v = TetraV::none;
    bool asid_tags = true;  // off: writing PTB drops all entries that are not global
    std::uint32_t tlb_entries = 64;
    TimeMode time = TimeMode::cycles;
    bool native_monitor = false;  // ring 0 is a monitor outside: a trap stops the machine
    CostModel costs = *CostModel::preset("modern");
    DeviceConfig devices{};

    bool operator==(const MachineConfig&) const = default;
    // A sentence that says what is wrong with it, or nothing.
    [[nodiscard]] std::optional<std::string> problem() const;

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.ram_bytes, self.harts, self.traps, self.tetra_v, self.asid_tags, self.tlb_entries, self.time,
                self.native_monitor, self.costs, self.devices);
        check_loaded(self, archive);
    }
    [[nodiscard]] bool well_formed() const { return !problem(); }
};

// The board that a machine of this configuration has.
BoardConfig board_config(const MachineConfig& config);

// The machine cannot go on: a trap could not be delivered.
enum class CheckKind : std::uint8_t {
    vector,  // TVEC does not translate at ring 0, or there is no memory behind it
    loop,    // the first instruction of the handler traps itself
};
constexpr CheckKind last_of(CheckKind) { return CheckKind::loop; }
struct MachineCheck {
    CheckKind kind{};
    std::uint32_t hart = 0;
    std::uint32_t pc = 0;     // of the instruction that trapped
    std::uint32_t cause = 0;  // of the trap that could not be delivered
    std::uint32_t tval = 0;
    std::uint32_t tvec = 0;

    bool operator==(const MachineCheck&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.kind, self.hart, self.pc, self.cause, self.tval, self.tvec);
    }
};
// What happened, where, and what to do.
std::string explain(const MachineCheck& check);

// In cycle time the hart with the smallest clock runs until it passes the next one by a quantum.
struct CycleTurn {
    std::uint32_t who = 0;
    std::uint64_t until = 0;  // clock of that hart
    bool operator==(const CycleTurn&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.who, self.until);
    }
};
inline constexpr std::uint64_t quantum_cycles = 200;

struct Machine {
    MachineConfig config;
    CowPages ram;
    std::vector<Hart> harts;
    Board board;
    LockedTurn locked_turn;
    CycleTurn cycle_turn;
    std::uint64_t steps = 0;  // instructions completed or trapped: the index of locked time
    std::uint64_t ticks = 0;  // boundaries passed: steps, and traps between them; what a budget counts, one for one
    std::optional<MachineCheck> check;

    Machine() = default;
    explicit Machine(const MachineConfig& config);
    bool operator==(const Machine&) const = default;

    // Guest time as hart `hart` reads it.
    [[nodiscard]] std::uint64_t now(std::uint32_t hart) const {
        return config.time == TimeMode::locked ? steps : harts[hart].cycle;
    }
    // INSTRET as hart `hart` reads it, and as its compare register sees it.
    [[nodiscard]] std::uint64_t instret(std::uint32_t hart) const {
        return config.time == TimeMode::locked ? steps : harts[hart].instret;
    }
    [[nodiscard]] std::uint32_t lines(std::uint32_t hart) const { return board.lines(hart, now(hart)); }

    [[nodiscard]] bool is_ram(isa::Hpa pa) const { return pa.value >= ram_base && pa.value < config.ram_bytes; }
    // May instructions be fetched there? RAM and the boot ROM.
    [[nodiscard]] bool is_executable(isa::Hpa pa) const { return is_ram(pa) || board.executable(pa.frame()); }
    // Physical accesses, aligned, to what is plain bytes: RAM, configuration page, framebuffer memory, boot ROM. False:
    // nothing answers there (a store to read-only space included). Device registers: machine/device_access.hpp.
    [[nodiscard]] bool read(isa::Hpa pa, isa::Width width, std::uint32_t& value) const;
    bool write(isa::Hpa pa, isa::Width width, std::uint32_t value);

    // Do the parts fit the configuration and each other? The constructor makes it so; loaded bytes may not.
    [[nodiscard]] bool well_formed() const;

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.config, self.ram, self.harts, self.board, self.locked_turn, self.cycle_turn, self.steps, self.ticks,
                self.check);
        check_loaded(self, archive);
    }
};

// Why an engine returned.
struct Stop {
    enum class Reason : std::uint8_t {
        budget,         // the budget is used up
        trap,           // native monitor: hart `hart` is in ring 0 with EPC, CAUSE, TVAL set, before any fetch
        idle,           // every hart is halted and nothing is due
        power_off,      // the guest powered off
        machine_check,  // machine.check says why
    };
    Reason reason = Reason::budget;
    std::uint32_t hart = 0;

    constexpr bool operator==(const Stop&) const = default;
};

}  // namespace ringside::machine
