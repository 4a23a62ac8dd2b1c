// Framebuffer, clock and configuration page.
#include <catch2/catch.hpp>

#include "machine/ram_dma.hpp"
#include "tests/machine/devices_programs.hpp"
#include "tests/machine/devices_rig.hpp"

namespace ringside::machine::test {
namespace {

MachineConfig with_display(TimeMode time = TimeMode::cycles) {
    MachineConfig c = small(1, time);
    c.devices.framebuffer = true;
    c.devices.clock = true;
    return c;
}

}  // namespace

TEST_CASE("what a program writes into the framebuffer is shown as text", "[devices]") {
    Machine m = assembled(with_display(), together({R"(
        .globl _start
_start: li   s1, FRAMEBUFFER
        lw   s0, 0xa0(a1)       # where its memory lies
        li   t0, 1
        sw   t0, FRAMEBUFFER_MODE(s1)
        li   t0, 85
        sw   t0, FRAMEBUFFER_CURSOR(s1)
        li   t0, 0x48           # "Hi" in row 1, with sb, sh
        sb   t0, 160(s0)
        li   t0, 0x1e
        sb   t0, 161(s0)
        li   t0, 0x0769
        sh   t0, 162(s0)
        sw   zero, FRAMEBUFFER_PRESENT(s1)
        sw   zero, FRAMEBUFFER_PRESENT(s1)
        lw   a0, FRAMEBUFFER_PRESENT(s1)
        j    print_digit
)",
                                                    program_end}));
    CHECK(finished(m) == "2");
    const Framebuffer& f = m.board.framebuffer;
    CHECK(f.mode == Framebuffer::mode_text);
    CHECK(f.line_text(1) == "Hi");
    CHECK(f.line_text(0).empty());
    CHECK(f.attribute(1, 0) == 0x1e);
    CHECK(f.cursor == 85);
    CHECK(f.presented == 2);
}

TEST_CASE("what a program writes into the framebuffer is shown as a picture", "[devices]") {
    Machine m = assembled(with_display(TimeMode::locked), together({R"(
        .globl _start
_start: li   s1, FRAMEBUFFER
        li   t0, 2
        sw   t0, FRAMEBUFFER_MODE(s1)
        li   t0, 0xff123456
        li   t1, 0x400 + 4 * 200
        add  t1, t1, s1
        sw   t0, 0(t1)          # colour 200
        lw   a2, 0(t1)
        li   s0, 0xf1000000
        li   t0, 0xc8000000
        li   t1, 63996          # the last pixel is the high byte of the last word
        add  t1, t1, s0
        sw   t0, 0(t1)
        lbu  a3, 3(t1)
        li   a0, 1
        j    print_digit
)",
                                                                    program_end}));
    CHECK(finished(m) == "1");
    CHECK(m.board.framebuffer.pixel(319, 199) == 0x123456);
    CHECK(m.board.framebuffer.pixel(318, 199) == 0);
    CHECK(m.harts[0].x[a2] == 0x123456);
    CHECK(m.harts[0].x[a3] == 200);
}

TEST_CASE("the framebuffer's memory ends where it ends, and is no place for code, atomics or DMA",
          "[devices]") {
    Machine m(with_display());
    U word = 0;
    CHECK(m.write(Hpa{framebuffer_memory_base + framebuffer_memory_bytes - 4}, Width::word, 7));
    CHECK(m.read(Hpa{framebuffer_memory_base + framebuffer_memory_bytes - 4}, Width::word, word));
    CHECK(word == 7);
    CHECK_FALSE(m.write(Hpa{framebuffer_memory_base + framebuffer_memory_bytes}, Width::word, 7));
    CHECK_FALSE(m.read(Hpa{framebuffer_memory_base - 4}, Width::word, word));
    CHECK_FALSE(m.is_executable(Hpa{framebuffer_memory_base}));
    for (const auto& [text, cause] : {std::pair{"jr s1", 1u}, {"amoswap.w t0, t0, (s1)", 7u}}) {
        Machine n =
            assembled(with_display(),
                      together({".globl _start\n_start: li t0, 0x2000\n mts tvec, t0\n li s1, 0xf1000000\n",
                                text, "\n"}));
        n.write(Hpa{0x2000}, Width::word, ins(Op::beq, 0, 0, 0));
        run(n, 40);
        CHECK(n.harts[0].cause == cause);
    }
    RamDma dma(m);
    std::uint8_t byte = 0;
    CHECK_FALSE(dma.write(isa::Gpa{framebuffer_memory_base}, &byte, 1));
    CHECK_FALSE(dma.read(isa::Gpa{0xfff}, &byte, 1));
    CHECK(dma.read(isa::Gpa{0x1000}, &byte, 1));
    CHECK_FALSE(dma.read(isa::Gpa{m.config.ram_bytes}, &byte, 1));
}

TEST_CASE("a value that the framebuffer does not know turns it off", "[devices]") {
    DeviceConfig d;
    d.framebuffer = true;
    Bench b(d);
    const auto set = [&](U offset, U value) {
        b.write(Source::framebuffer, offset, value);
        return b.read(Source::framebuffer, offset);
    };
    CHECK(set(reg::framebuffer_mode, 2) == 2);
    CHECK(set(reg::framebuffer_mode, 3) == 0);
    CHECK(set(reg::framebuffer_cursor, 1999) == 1999);
    CHECK(set(reg::framebuffer_cursor, 2000) == Framebuffer::no_cursor);
    CHECK(set(reg::framebuffer_palette + 4 * 255, 0xffffffff) == 0xffffff);
    CHECK(set(0x7fc + 4, 1) == 0);
    CHECK(b.board.well_formed());
    CHECK(b.board.framebuffer.palette.size() == 256);
}

TEST_CASE("two framebuffers share their pages until one is written", "[devices]") {
    Machine m(with_display());
    m.write(Hpa{framebuffer_memory_base}, Width::word, 1);
    const Machine copy = m;
    m.write(Hpa{framebuffer_memory_base}, Width::word, 2);
    CHECK(copy.board.framebuffer.at(0) == 1);
    CHECK(m.board.framebuffer.at(0) == 2);
    CHECK_FALSE(digest_of(copy) == digest_of(m));
}

TEST_CASE("the clock tells guest time: nanoseconds since power on, seconds since 1970", "[devices]") {
    const auto at = [](std::uint64_t hz, std::uint64_t now) {
        return Clock{hz, 1'600'000'000}.nanoseconds(now);
    };
    CHECK(at(3'000'000'000, 0) == 0);
    CHECK(at(3'000'000'000, 3) == 1);
    CHECK(at(3'000'000'000, 2'999'999'999) == 999'999'999);
    CHECK(at(3'000'000'000, 3'000'000'000) == 1'000'000'000);
    CHECK(at(1, 5) == 5'000'000'000);
    CHECK(at(999'999'999'999, 999'999'999'999) == 1'000'000'000);
    CHECK(at(999'999'999'999, 999'999'999'998) < 1'000'000'000);
    CHECK(at(10'000'000'000, 9'999'999'999) == 999'999'999);
    std::uint64_t before = 0;
    for (std::uint64_t now = 0; now < 100'000'000'000; now += 123'456'789) {
        const std::uint64_t ns = at(2'400'000'000, now);
        CHECK(ns >= before);
        before = ns;
    }
    for (TimeMode time : both_times) {
        MachineConfig c = with_display(time);
        c.costs.clock_hz = 1000;
        Machine m = assembled(c, together({R"(
        .globl _start
_start: li   s1, CLOCK
        li   t0, 3000
1:      addi t0, t0, -1
        bnez t0, 1b
        lw   a2, CLOCK_NS_LOW(s1)
        lw   a3, CLOCK_NS_HIGH(s1)
        lw   a4, CLOCK_EPOCH_LOW(s1)
        mfs  a5, cycle
        sw   a5, CLOCK_NS_LOW(s1)       # has no effect
        li   a0, 1
        j    print_digit
)",
                                           program_end}));
        finished(m);
        const HartRegisters& h = m.harts[0];
        const std::uint64_t ns = std::uint64_t{h.x[a3]} << 32 | h.x[a2];
        CHECK(ns / 1'000'000 < h.x[a5]);
        CHECK(ns / 1'000'000 + 4000 > h.x[a5]);
        CHECK(ns > 6'000'000'000);
        CHECK(h.x[a4] - 1'600'000'000 >= ns / 1'000'000'000);
        CHECK(h.x[a4] - 1'600'000'000 <= h.x[a5] / 1000);
    }
}

TEST_CASE("the configuration page says which devices there are and where", "[devices]") {
    MachineConfig c = small(3);
    const auto word = [](const Machine& m, U offset) {
        U value = 1;
        REQUIRE(m.read(Hpa{config_page_base + offset}, Width::word, value));
        return value;
    };
    {
        const Machine m(c);
        const U expected[] = {config_magic, 1, c.ram_bytes, 3, static_cast<U>(c.costs.clock_hz), 0, 1, 0};
        for (U i = 0; i < 8; ++i) CHECK(word(m, 4 * i) == expected[i]);
        for (U offset = 0x20; offset < 0x1000; offset += 4) CHECK(word(m, offset) == 0);
    }
    c.devices.disk_blocks = 8;
    c.devices.network = c.devices.framebuffer = c.devices.iommu = c.devices.clock = c.devices.boot_rom = true;
    const Machine m(c);
    CHECK(word(m, 24) == 0xef);
    for (const DeviceRow& d : device_table) {
        INFO(d.name);
        CHECK(word(m, 0x20 + 4 * number_of(d.source)) == d.base);
        if (d.bytes == 0) continue;
        U id = 0;
        const bool registers = m.board.mmio_read(d.base, Width::word, 0, id);
        CHECK(registers == (d.source != Source::boot_rom));
    }
    CHECK(word(m, 0xa0) == framebuffer_memory_base);
    CHECK(word(m, 0xa4) == framebuffer_memory_bytes);
}

}  // namespace ringside::machine::test
