// Code as lines, and programs within programs.
#include <algorithm>

#include "isa/asm/link.hpp"
#include "isa/elf/elf.hpp"
#include "rig.hpp"
#include "visualizer/model/format.hpp"

using namespace rig;

TEST_CASE("a word's digits are grouped as the fields of its instruction") {
    CHECK(word_by_fields(0x20ab0001) == "20 a b 0001");   // addi: I
    CHECK(word_by_fields(0x10abc000) == "10 a b c 000");  // add: R
    CHECK(word_by_fields(0x60100012) == "60 1 00012");    // jal: J
    CHECK(word_by_fields(0xffffffff) == "ffffffff");      // no instruction
}

TEST_CASE("a listing has the labels, and the comments of the source above their instructions") {
    Seat seat;
    Listings listings;
    const Programs& programs = *seat.app.guests().front().programs;
    const Listing& listing = listings.at(programs, {seat.app.world(), vm_a, 0}, seat.pc());
    const auto has = [&](CodeLine::Kind kind, const std::string& text) {
        return std::any_of(listing.lines.begin(), listing.lines.end(),
                           [&](const CodeLine& line) { return line.kind == kind && line.text == text; });
    };
    CHECK(has(CodeLine::Kind::label, "trap"));
    CHECK(has(CodeLine::Kind::comment, "Prints three letters. A call, to be stepped over."));
    const auto trap = listing.find(seat.address_of("trap"));
    REQUIRE(trap);
    CHECK(listing.lines[*trap - 1].text == "trap");
    CHECK_FALSE(listing.find(3));
}

TEST_CASE("code that was changed shows as it is now") {
    Seat seat;
    const std::uint32_t at = seat.pc() + 4;
    CHECK_THAT(seat.text("rings.s"), Catch::Contains("addi   sp, sp, 8448"));
    seat.act(world::Command(world::WriteMemory{vm_a, false, at, {0x00, 0x00, 0x00, 0x03}, false}));  // fence
    CHECK_THAT(seat.text("rings.s"), Catch::Contains("fence") && !Catch::Contains("addi   sp, sp, 8448"));
}

TEST_CASE("a program that a kernel holds as an ELF file is known by its symbol, and told from another at its "
          "address") {
    const auto linked = [](const char* text, std::uint32_t base) {
        isa::assembler::LinkOptions options;
        options.text_base = base;
        auto program = scripts::assemble_program("inner.s", text, options);
        REQUIRE(program);
        return isa::write_elf(program->image);
    };
    const auto one = linked("        .globl _start\n_start: addi a0, a0, 1\nloop:   j loop\n", 0x400000);
    const auto two = linked("        .globl _start\n_start: addi a1, a1, 2\nhere:   j here\n", 0x400000);
    isa::assembler::LinkOptions options;
    options.embedded.push_back({"one_elf", one, 16});
    options.embedded.push_back({"two_elf", two, 16});
    auto kernel = scripts::assemble_program(
        "kernel.s", "        .globl _start\n_start: la a0, one_elf\n        la a0, two_elf\nend:    j end\n",
        options);
    INFO(kernel.error);
    REQUIRE(kernel);
    const Programs programs(*kernel);
    REQUIRE(programs.all().size() == 3);
    CHECK(programs.all()[1]->name == "one");
    CHECK(programs.all()[2]->name == "two");

    machine::MachineConfig config;
    auto made = world::bare_metal(config, scripts::boot_image(kernel->image));
    REQUIRE(made);
    world::Session session(std::move(*made.value));
    const Eye eye{session.world(), {0, std::nullopt}, 0};
    CHECK_FALSE(programs.at(eye, 0x400000));  // nobody is there
    // A loader copies the second one to its place.
    const auto inner = isa::read_elf(two);
    machine::Bytes bytes(inner.image->segments[0].bytes.begin(), inner.image->segments[0].bytes.end());
    REQUIRE_FALSE(session.apply(world::WriteMemory{{0, std::nullopt}, false, 0x400000, bytes, false}));
    REQUIRE(programs.at(eye, 0x400000));
    CHECK(programs.at(eye, 0x400000)->program->name == "two");
    CHECK(programs.name_of(eye, 0x400004) == "here");
}

TEST_CASE("numbers are written one way everywhere") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(4182771) == "4 182 771");
    CHECK(hex8(0x1f40) == "00001f40");
    CHECK(hex_in_words(0x8000107c) == "0x8000_107c");
    CHECK(counted(1, "cycle") == "1 cycle");
    CHECK(counted(2000, "cycle") == "2 000 cycles");
}

TEST_CASE("comments of a line are found, and strings are none") {
    CHECK(comment_of("        li t0, 8    # system call") == "system call");
    CHECK(comment_of("  .ascii \"# no\"") == "");
    CHECK(comment_of("x: nop // so") == "so");
    CHECK(is_comment_only("   # --- Start: ring 0"));
    CHECK_FALSE(is_comment_only("  nop # later"));
    CHECK(is_assembly("boot.s"));
    CHECK_FALSE(is_assembly("trap.c"));
}
