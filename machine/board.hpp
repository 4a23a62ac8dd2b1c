// The board: the devices of one machine, and the bus that owns their addresses. A VM has a board of its own, made of
// the same models. A device sees offsets and its own state only.
//
// Ports (isa: in, out):                          Physical memory:
//   0x10.. console   0x20.. timer                  0x00000000  no memory: catches null pointers
//   0x30.. interrupt controller                    0x00001000  RAM, up to the size of RAM
//   0x40   power                                   0xf0000000  configuration page, read-only
// A port that nobody owns reads as 0xffffffff and ignores writes.
//
// `now` is guest time: cycles of the hart that asks, or steps in locked time.
#pragma once

#include <cstdint>
#include <vector>

#include "machine/archive.hpp"
#include "machine/devices/console.hpp"
#include "machine/devices/interrupts.hpp"
#include "machine/devices/power.hpp"
#include "machine/devices/timer.hpp"

namespace ringside::machine {

inline constexpr std::uint32_t ram_base = 0x1000;
inline constexpr std::uint32_t config_page_base = 0xf0000000;
inline constexpr std::uint32_t most_ram = config_page_base;
inline constexpr std::uint32_t config_magic = 0x52544554;  // "TETR"

namespace port {
inline constexpr std::uint32_t console = 0x10, timer = 0x20, interrupts = 0x30, power = 0x40;
}

struct BoardConfig {
    std::uint32_t ram_bytes = 0;
    std::uint32_t harts = 1;
    std::uint64_t clock_hz = 0;

    bool operator==(const BoardConfig&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.ram_bytes, self.harts, self.clock_hz);
    }
};

struct Board {
    BoardConfig config;
    Console console;
    std::vector<Timer> timers;  // one per hart
    InterruptController interrupts;
    Power power;

    Board() = default;
    explicit Board(const BoardConfig& c) : config(c), timers(c.harts) {}
    bool operator==(const Board&) const = default;

    std::uint32_t port_in(std::uint32_t port, std::uint32_t hart, std::uint64_t now);
    void port_out(std::uint32_t port, std::uint32_t value, std::uint32_t hart, std::uint64_t now);
    // Reads a port without disturbing its device.
    [[nodiscard]] std::uint32_t peek(std::uint32_t port, std::uint32_t hart, std::uint64_t now) const;

    // The configuration page, word by word; zero beyond its end.
    [[nodiscard]] std::uint32_t config_word(std::uint32_t offset) const;

    // Drives the interrupt wires from the devices' states. To be called after anything outside changed a device.
    void settle();
    // IPEND of a hart.
    [[nodiscard]] std::uint32_t lines(std::uint32_t hart, std::uint64_t now) const;
    // When a line of this hart goes up by itself; ~0 if none does.
    [[nodiscard]] std::uint64_t due(std::uint32_t hart, std::uint64_t now) const;
    // The same for the lines in `imask`: when a halted hart will be woken. What is masked does not wake.
    [[nodiscard]] std::uint64_t wakes_at(std::uint32_t hart, std::uint32_t imask, std::uint64_t now) const;

    [[nodiscard]] bool well_formed() const { return config.harts <= most_harts && timers.size() == config.harts; }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.config, self.console, self.timers, self.interrupts, self.power);
        check_loaded<Board>(self, archive);
    }
};

}  // namespace ringside::machine
