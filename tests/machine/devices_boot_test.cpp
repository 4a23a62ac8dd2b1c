// The boot ROM: its words, what it loads, and what it says when it cannot.
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include "machine/fast.hpp"
#include "tests/machine/devices_rig.hpp"

namespace ringside::machine::test {
namespace {

// Every hart adds its number and one to a sum; hart 0 waits for all and prints the digit.
constexpr const char* counting_program = R"(
    .text
    .globl _start
_start:
    bnez s1, bad
    bnez sp, bad
    lw   t1, 0(a1)
    li   t2, 0x52544554         # the configuration page
    bne  t1, t2, bad
    la   t1, sum
    addi t2, a0, 1
    amoadd.w zero, t2, (t1)
    bnez a0, rest
    lw   t2, 12(a1)
    addi t0, t2, 1
    mul  t2, t2, t0
    srli t2, t2, 1              # 1 + 2 + … + harts
1:  lw   t0, 0(t1)
    bne  t0, t2, 1b
    addi t0, t0, 48
    out  t0, 0x10(zero)
    out  zero, 0x40(zero)
rest: halt
    j    rest
bad:
    li   t0, 9
    out  t0, 0x40(zero)
    .data
    .space 70000                # more blocks than one request takes
sum: .word 0
)";

struct Program {
    Bytes bytes;
    U address, entry;
};

Program linked(const char* text) {
    isa::assembler::LinkOptions options;
    options.text_base = 0x5000;
    const auto image = isa::assembler::build({{"program.s", text}}, options);
    REQUIRE(image);
    Program p{{}, image.value->segments.front().address, image.value->entry};
    for (const isa::Segment& s : image.value->segments) {
        p.bytes.resize(s.address - p.address);
        p.bytes.insert(p.bytes.end(), s.bytes.begin(), s.bytes.end());
        p.bytes.resize(s.address - p.address + s.memory_size);
    }
    return p;
}

MachineConfig booting(U harts, TimeMode time, U blocks = 400) {
    MachineConfig c = small(harts, time);
    c.devices.disk_blocks = blocks;
    c.devices.boot_rom = true;
    return c;
}

Machine with_disk(const MachineConfig& c, const Bytes& disk) {
    REQUIRE_FALSE(c.problem());
    Machine m(c);
    REQUIRE_FALSE(m.board.disk.import_bytes(disk.data(), disk.size()));
    boot_from_disk(m);
    return m;
}

Bytes bootable(const Program& p, U first_block = 3) {
    const U blocks = static_cast<U>((p.bytes.size() + 511) / 512);
    Bytes disk = BootRecord{first_block, blocks, p.address, p.entry}.block();
    disk.resize(std::size_t{first_block} * 512);
    disk.insert(disk.end(), p.bytes.begin(), p.bytes.end());
    return disk;
}

std::string message(const MachineConfig& c, const Bytes& disk) {
    Machine m = with_disk(c, disk);
    return finished(m, 3'000'000, 1);
}

}  // namespace

TEST_CASE("the boot ROM's words are its source, assembled", "[devices]") {
    std::ifstream file(RINGSIDE_SOURCE_DIR "/machine/devices/boot_rom.s");
    std::stringstream text;
    text << file.rdbuf();
    isa::assembler::LinkOptions options;
    options.text_base = boot_rom_base;
    const auto image = isa::assembler::build({{"boot_rom.s", text.str()}}, options);
    INFO(image.error_text());
    REQUIRE(image);
    REQUIRE(image.value->segments.size() == 1);
    CHECK(image.value->entry == boot_rom_base);
    Bytes bytes = image.value->segments[0].bytes;
    bytes.resize(boot_rom_bytes);
    CHECK(std::equal(bytes.begin(), bytes.end(), boot_rom_page()));
}

TEST_CASE("the boot ROM loads a program from the disk and starts it on every hart", "[devices]") {
    const Program p = linked(counting_program);
    for (TimeMode time : both_times)
        for (U harts : {1u, 2u, 3u}) {
            INFO("harts " << harts);
            Machine m = with_disk(booting(harts, time), bootable(p));
            Machine fast = m;
            FastEngine engine;
            CHECK(engine.run(fast, 3'000'000, NullSink{}).reason == Stop::Reason::power_off);
            CHECK(finished(m) == std::to_string(harts * (harts + 1) / 2));
            Disk as_new(400);
            as_new.pages = m.board.disk.pages;
            CHECK(m.board.disk == as_new);
            CHECK(fast == m);
        }
}

TEST_CASE("a program that begins on the first page of RAM and ends before the last is loaded", "[devices]") {
    const Program p = linked(counting_program);
    const MachineConfig c = booting(1, TimeMode::cycles, 3000);
    Bytes disk = BootRecord{1, (c.ram_bytes - 0x2000) / 512, 0x1000, p.entry}.block();
    disk.resize(512 + p.address - 0x1000);
    disk.insert(disk.end(), p.bytes.begin(), p.bytes.end());
    Machine m = with_disk(c, disk);
    CHECK(finished(m) == "1");
}

TEST_CASE("a boot ROM that cannot load says why and turns the power off", "[devices]") {
    const Program p = linked(counting_program);
    const MachineConfig c = booting(2, TimeMode::cycles);
    CHECK(message(c, {}).find("no boot record") != std::string::npos);
    const auto with_record = [&](BootRecord r) { return message(c, r.block()); };
    const U end = c.ram_bytes - 0x1000;
    for (const BootRecord& r :
         {BootRecord{1, 8, 0x5000, 0x5002}, BootRecord{1, 8, 0xfff, 0x5000}, BootRecord{1, 1, end, 0x5000},
          BootRecord{1, 9, end - 8 * 512, 0x5000}, BootRecord{1, 0xffffffff, 0x1000, 0x5000},
          BootRecord{1, 1, 0xfffffe00, 0x5000}})
        CHECK(with_record(r).find("does not fit in RAM") != std::string::npos);
    CHECK(with_record({399, 2, 0x5000, 0x5000}).find("the disk reports an error") != std::string::npos);
    CHECK(with_record({0xffffffff, 2, 0x5000, 0x5000}).find("the disk reports an error") !=
          std::string::npos);
    MachineConfig no_disk = c;
    no_disk.devices.disk_blocks = 0;
    CHECK(no_disk.problem().value_or("").find("boot ROM needs a disk") != std::string::npos);
}

TEST_CASE("the boot ROM can be read and executed, and not written", "[devices]") {
    const MachineConfig c = booting(1, TimeMode::cycles);
    Machine m(c);
    U word = 0;
    CHECK(m.read(Hpa{boot_rom_base}, Width::word, word));
    CHECK(word == boot_rom_words[0]);
    CHECK_FALSE(m.write(Hpa{boot_rom_base}, Width::word, 0));
    CHECK_FALSE(m.read(Hpa{boot_rom_base + boot_rom_bytes}, Width::word, word));
    Machine without(small());
    CHECK_FALSE(without.read(Hpa{boot_rom_base}, Width::word, word));
}

}  // namespace ringside::machine::test
