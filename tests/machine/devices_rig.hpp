// What the tests of devices share.
//
//   Bench b(devices);                               // a board and memory, no hart: registers are written by hand
//   b.write(Source::disk, reg::disk_doorbell, 1);
//   b.finish();                                     // lets time pass until no device is busy
//
//   Machine m = assembled(config, text);            // a driver in assembly; registers have names: DISK + DISK_STATUS
#pragma once

#include <cctype>
#include <cstring>

#include <catch2/catch.hpp>

#include "isa/asm/link.hpp"
#include "machine/boot.hpp"
#include "tests/machine/rig.hpp"

namespace ringside::machine::test {

// Memory from ram_base on, as big as asked. Counts what devices do to it.
struct FlatDma : Dma {
    std::vector<std::uint8_t> memory;
    std::uint64_t bytes_read = 0, bytes_written = 0;
    std::vector<Event> events;

    explicit FlatDma(U bytes) : memory(bytes) {}
    [[nodiscard]] bool inside(isa::Gpa a, U bytes) const {
        return a.value >= ram_base && a.value < memory.size() && bytes <= isa::page_bytes - a.offset();
    }
    bool read(isa::Gpa from, std::uint8_t* to, U bytes) override {
        if (!inside(from, bytes)) return false;
        std::memcpy(to, memory.data() + from.value, bytes);
        bytes_read += bytes;
        return true;
    }
    bool write(isa::Gpa to, const std::uint8_t* from, U bytes) override {
        if (!inside(to, bytes)) return false;
        std::memcpy(memory.data() + to.value, from, bytes);
        bytes_written += bytes;
        return true;
    }
    [[nodiscard]] bool listening() const override { return true; }
    void note(std::uint64_t at, EventKind kind, U a, U b, U c, U d) override {
        events.push_back({kind, 0, no_vm, 0, 0, at, a, b, c, d});
    }
    [[nodiscard]] int count(EventKind kind) const {
        int n = 0;
        for (const Event& e : events) n += e.kind == kind;
        return n;
    }
};

inline DeviceTimes bench_times() { return {1000, 10, 500, 2}; }

struct Bench {
    static constexpr U memory_bytes = 1u << 20;
    Board board;
    FlatDma dma{memory_bytes};
    std::uint64_t now = 0;

    explicit Bench(const DeviceConfig& devices)
        : board(BoardConfig{memory_bytes, 2, 1'000'000'000, devices, bench_times()}) {}

    U read(Source device, U offset) const {
        U value = 0xdeadbeef;
        REQUIRE(board.mmio_read(row(device).base + offset, Width::word, now, value));
        return value;
    }
    void write(Source device, U offset, U value) {
        REQUIRE(board.mmio_write(row(device).base + offset, Width::word, value, now, dma));
    }
    U word(U address) const {
        U value = 0;
        std::memcpy(&value, dma.memory.data() + address, 4);
        return value;
    }
    void set_word(U address, U value) { std::memcpy(dma.memory.data() + address, &value, 4); }
    void fill(U address, U bytes, std::uint8_t first) {
        for (U i = 0; i < bytes; ++i) dma.memory[address + i] = static_cast<std::uint8_t>(first + i * 7);
    }
    bool pass(std::uint64_t time) {
        now += time;
        board.complete(now, dma);
        return board.well_formed();
    }
    void finish() {
        for (int i = 0; i < 10000 && board.devices_due != ~std::uint64_t{0}; ++i) {
            now = std::max(now, board.devices_due);
            board.complete(now, dma);
        }
        REQUIRE(board.devices_due == ~std::uint64_t{0});
    }
    [[nodiscard]] bool interrupting(Source device) const {
        return board.interrupts.level >> number_of(device) & 1;
    }
};

// Joins without operator+, which GCC 12 warns about wrongly.
inline std::string together(std::initializer_list<std::string_view> parts) {
    std::string all;
    for (const std::string_view p : parts) all.append(p);
    return all;
}

// Names for assembly: DISK for the base, DISK_STATUS for an offset.
inline std::string register_names() {
    const auto upper = [](std::string_view s) {
        std::string u(s);
        for (char& c : u) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        return u;
    };
    std::string text;
    for (const DeviceRow& d : device_table)
        if (d.bytes != 0) text += ".equ " + upper(d.name) + ", " + std::to_string(d.base) + "\n";
    for (const RegisterRow& r : register_table)
        text += ".equ " + upper(row(r.device).name) + "_" + upper(r.name) + ", " + std::to_string(r.offset) +
                "\n";
    return text;
}

inline Machine assembled(const MachineConfig& config, const std::string& text) {
    isa::assembler::LinkOptions options;
    options.text_base = code_at;
    const auto image =
        isa::assembler::build({{"names.s", ""}, {"driver.s", register_names() + text}}, options);
    INFO(image.error_text());
    REQUIRE(image);
    BootImage boot_image;
    boot_image.entry = image.value->physical_entry();
    for (const isa::Segment& s : image.value->segments)
        boot_image.segments.push_back({s.physical, s.bytes, s.memory_size});
    REQUIRE_FALSE(misfit(boot_image, config.ram_bytes));
    REQUIRE_FALSE(config.problem());
    Machine m(config);
    boot(m, boot_image);
    return m;
}

// Runs a program to its power-off; gives what it printed. Its exit code is to be `code`.
inline std::string finished(Machine& m, std::uint64_t ticks = 3'000'000, int code = 0) {
    const Stop stop = run(m, ticks);
    INFO("stopped for reason " << static_cast<int>(stop.reason) << " at pc " << std::hex << m.harts[0].pc
                               << ", cause " << m.harts[0].cause << ", tval " << m.harts[0].tval
                               << ", printed: " << m.board.console.output);
    REQUIRE(stop.reason == Stop::Reason::power_off);
    REQUIRE(m.board.power.exit_code == code);
    REQUIRE(m.well_formed());
    return m.board.console.output;
}

// Both kinds of time.
inline constexpr TimeMode both_times[] = {TimeMode::cycles, TimeMode::locked};

}  // namespace ringside::machine::test
