// The board: the devices of one machine, and the bus that owns their addresses. A VM has a board of its own, made of
// the same models. A device sees offsets and its own state only. docs/devices.md is the manual for those who write drivers.
//
// Ports (isa: in, out):                          Physical memory:
//   0x10.. console   0x20.. timer                  0x00000000  no memory: catches null pointers
//   0x30.. interrupt controller                    0x00001000  RAM, up to the size of RAM
//   0x40   power                                   0xf0000000  configuration page, read-only
// A port that nobody owns reads as 0xffffffff       0xf0001000  device registers, a page each (devices.inc)
// and ignores writes.                               0xf1000000  framebuffer memory, 64 KiB
//                                                   0xffff0000  boot ROM, read and execute
//
// `now` is guest time: cycles of the hart that asks, or steps in locked time.
//
// Who owns a board does this:
//   - a load or store that is not RAM goes to bus_page() (framebuffer memory, boot ROM: plain bytes), else to mmio_read() or
//     mmio_write() (machine/device_access.hpp does it for a hart), else it is a bus fault;
//   - when guest time reaches devices_due, and before anything else happens then, it calls complete(). devices_due is part
//     of due() and wakes_at(), so whoever sleeps until those wakes in time;
//   - both get a Dma (machine/devices/dma.hpp), through which all that devices read and write goes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isa/types.hpp"
#include "machine/archive.hpp"
#include "machine/devices/boot_rom.hpp"
#include "machine/devices/clock.hpp"
#include "machine/devices/console.hpp"
#include "machine/devices/disk.hpp"
#include "machine/devices/framebuffer.hpp"
#include "machine/devices/interrupts.hpp"
#include "machine/devices/iommu.hpp"
#include "machine/devices/network.hpp"
#include "machine/devices/power.hpp"
#include "machine/devices/timer.hpp"
#include "machine/peers/wire.hpp"

namespace ringside::machine {

inline constexpr std::uint32_t ram_base = 0x1000;
inline constexpr std::uint32_t config_page_base = 0xf0000000;
inline constexpr std::uint32_t most_ram = config_page_base;
inline constexpr std::uint32_t config_magic = 0x52544554;  // "TETR"

namespace port {
inline constexpr std::uint32_t console = 0x10, timer = 0x20, interrupts = 0x30, power = 0x40;
}

// Which devices there are, besides console, timers, interrupt controller and power, which always are.
struct DeviceConfig {
    std::uint32_t disk_blocks = 0;  // of 512 bytes; 0: no disk
    bool network = false;
    bool framebuffer = false;
    bool iommu = false;
    bool clock = false;
    bool boot_rom = false;
    MacAddress mac{0x02, 0x52, 0x53, 0, 0, 2};
    WireConfig wire;
    std::uint64_t boot_seconds = 1'600'000'000;  // the clock's date at power on, seconds since 1970

    bool operator==(const DeviceConfig&) const = default;
    // A sentence that says what is wrong with it, or nothing.
    [[nodiscard]] std::optional<std::string> problem() const;

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.disk_blocks, self.network, self.framebuffer, self.iommu, self.clock, self.boot_rom,
                self.mac, self.wire, self.boot_seconds);
    }
};

// What devices take of guest time (the cost model's constants of the same names).
struct DeviceTimes {
    std::uint32_t disk_access = 1, disk_block = 1, network_latency = 1, network_byte = 1;

    bool operator==(const DeviceTimes&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.disk_access, self.disk_block, self.network_latency, self.network_byte);
    }
};

struct BoardConfig {
    std::uint32_t ram_bytes = 0;
    std::uint32_t harts = 1;
    std::uint64_t clock_hz = 0;
    DeviceConfig devices{};
    DeviceTimes times{};

    bool operator==(const BoardConfig&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.ram_bytes, self.harts, self.clock_hz, self.devices, self.times);
    }
};

// Offsets in the configuration page. An image that reads it fits every machine.
namespace config_page {
#define CONFIG_WORD(name, offset, meaning) inline constexpr std::uint32_t name = offset;
#include "machine/devices/config_page.inc"
#undef CONFIG_WORD
}  // namespace config_page

struct Board {
    BoardConfig config;
    Console console;
    std::vector<Timer> timers;  // one per hart
    InterruptController interrupts;
    Power power;
    Disk disk;
    NetworkCard network;
    Wire wire;
    Framebuffer framebuffer;
    Iommu iommu;
    // When the earliest device completes something, in guest time; ~0 if none is busy. Kept by settle().
    std::uint64_t devices_due = ~std::uint64_t{0};

    Board() = default;
    explicit Board(const BoardConfig& config);
    bool operator==(const Board&) const = default;

    std::uint32_t port_in(std::uint32_t port, std::uint32_t hart, std::uint64_t now);
    void port_out(std::uint32_t port, std::uint32_t value, std::uint32_t hart, std::uint64_t now);
    // Reads a port without disturbing its device.
    [[nodiscard]] std::uint32_t peek(std::uint32_t port, std::uint32_t hart, std::uint64_t now) const;

    // Bytes of physical memory that are neither RAM nor registers, by frame; nullptr: none there. May ring 0 write them?
    [[nodiscard]] const std::uint8_t* bus_page(std::uint32_t frame) const;
    [[nodiscard]] std::uint8_t* writable_bus_page(std::uint32_t frame);
    // May instructions be fetched from this frame? (RAM is not asked about here.)
    [[nodiscard]] bool executable(std::uint32_t frame) const;

    // Does a device that is there answer such an access? Registers take words only.
    [[nodiscard]] bool answers(std::uint32_t address, isa::Width width) const;
    // One register of a device; reading changes nothing. False: none answers, a bus fault.
    [[nodiscard]] bool mmio_read(std::uint32_t address, isa::Width width, std::uint64_t now,
                                 std::uint32_t& value) const;
    bool mmio_write(std::uint32_t address, isa::Width width, std::uint32_t value, std::uint64_t now,
                    Dma& dma);
    // Everything that is due at `now` or before, each at its own time and in the order of time.
    void complete(std::uint64_t now, Dma& dma);

    [[nodiscard]] bool present(Source device) const;
    // The configuration page, word by word; zero beyond its end.
    [[nodiscard]] std::uint32_t config_word(std::uint32_t offset) const;

    // Drives the interrupt wires from the devices' states. To be called after anything outside changed a device.
    void settle();
    // IPEND of a hart.
    [[nodiscard]] std::uint32_t lines(std::uint32_t hart, std::uint64_t now) const;
    // When a line of this hart may go up by itself; ~0 if none does. Not before complete() at that time, if it is a device's.
    [[nodiscard]] std::uint64_t due(std::uint32_t hart, std::uint64_t now) const;
    // The same for the lines in `imask`: when a halted hart may be woken. What is masked does not wake.
    [[nodiscard]] std::uint64_t wakes_at(std::uint32_t hart, std::uint32_t imask, std::uint64_t now) const;

    [[nodiscard]] bool well_formed() const;

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.config, self.console, self.timers, self.interrupts, self.power, self.disk, self.network,
                self.wire, self.framebuffer, self.iommu, self.devices_due);
        check_loaded<Board>(self, archive);
    }

private:
    // The device whose registers lie there; nothing if it is absent.
    [[nodiscard]] std::optional<Source> device_at(std::uint32_t address) const;
    [[nodiscard]] Clock clock() const {
        return {config.clock_hz == 0 ? 1 : config.clock_hz, config.devices.boot_seconds};
    }
    [[nodiscard]] std::uint64_t earliest() const;
    void step(std::uint64_t at, Dma& dma);
};

}  // namespace ringside::machine
