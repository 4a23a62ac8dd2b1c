// Who runs on which hart, and when: virtual machines that sleep, spin and interrupt each other share few harts.
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "hypervisor/world/inspect.hpp"
#include "hypervisor/world/session.hpp"
#include "isa/asm/link.hpp"

using namespace ringside;

namespace {

machine::BootImage assembled(const std::string& text) {
    const auto built = isa::assembler::build({{"guest.s", ".globl _start\n" + text, false}}, {});
    INFO(built.error_text());
    REQUIRE(built);
    machine::BootImage image;
    image.entry = built.value->physical_entry();
    for (const isa::Segment& s : built.value->segments)
        image.segments.push_back({s.physical, s.bytes, s.memory_size});
    return image;
}

const char* const spinner = "_start: j _start\n";

// Five naps of 100,000 ticks, and a letter after each.
const char* const sleeper = R"(
_start: li t0, 1
        mts imask, t0
        li s0, 5
nap:    in t1, 0x20(zero)
        li t2, 100000
        add t1, t1, t2
        out t1, 0x22(zero)
        out zero, 0x23(zero)
        out t0, 0x24(zero)
        halt
        li a0, 'z'
        out a0, 0x10(zero)
        addi s0, s0, -1
        bnez s0, nap
        out zero, 0x40(zero)
)";

// Processor 1 halts. Processor 0 computes for a while, wakes it, and waits for its answer without leaving the hart.
const char* const waker = R"(
_start: la t1, answer
        bnez a0, second
        li t2, 20000
work:   addi t2, t2, -1
        bnez t2, work
        li t0, 2
        out t0, 0x34(zero)
wait:   lw t0, 0(t1)
        beqz t0, wait
        li a0, 'y'
        out a0, 0x10(zero)
        out zero, 0x40(zero)
second: li t0, 4
        mts imask, t0
        halt
        li t0, 1
        sw t0, 0(t1)
spin:   j spin
        .data
answer: .word 0
)";

// Reads its clock again and again; says so and powers off with 1 if it ever went back.
const char* const watcher = R"(
_start: li s0, 30000
        mfs s1, cycle
look:   mfs t0, cycle
        mfs t1, cycleh
        bnez t1, back
        bltu t0, s1, back
        mv s1, t0
        addi s0, s0, -1
        bnez s0, look
        out zero, 0x40(zero)
back:   li a0, '!'
        out a0, 0x10(zero)
        li a0, 1
        out a0, 0x40(zero)
)";

// Waits for a timer that is set to almost the end of time.
const char* const never_due = R"(
_start: li t0, 1
        mts imask, t0
        li t1, -2
        out t1, 0x22(zero)
        out t1, 0x23(zero)
        out t0, 0x24(zero)
        halt
        li a0, '!'
        out a0, 0x10(zero)
)";

struct Host {
    std::uint32_t harts = 1;
    std::vector<const char*> guests;
    machine::TimeMode time = machine::TimeMode::cycles;
    std::uint32_t vcpus = 1;
};

world::Session started(const Host& host) {
    machine::MachineConfig config;
    config.harts = host.harts;
    config.ram_bytes = world::host_ram_for(1u << 20, static_cast<std::uint32_t>(host.guests.size()));
    auto world = world::virtualized_host(config);
    REQUIRE(world);
    for (const char* guest : host.guests) {
        hv::VmConfig vm;
        vm.ram_bytes = 1u << 20;
        vm.vcpus = host.vcpus;
        vm.time = host.time;
        REQUIRE(world::add_vm(*world.value, 0, vm, assembled(guest)));
    }
    return world::Session(*world.value);
}

const std::string& console(const world::Session& session, std::uint32_t vm) {
    return world::board(session.world(), {0, vm}).console.output;
}

}  // namespace

TEST_CASE("a virtual machine that sleeps wakes on time although another one never leaves its hart") {
    const auto time = GENERATE(machine::TimeMode::cycles, machine::TimeMode::locked);
    const std::uint32_t harts = GENERATE(1u, 2u, 3u);
    const bool sleeper_first = GENERATE(false, true);
    CAPTURE(static_cast<int>(time), harts, sleeper_first);
    auto session =
        started({harts, sleeper_first ? std::vector{sleeper, spinner} : std::vector{spinner, sleeper}, time});
    session.run(20'000'000);
    CHECK(console(session, sleeper_first ? 0 : 1) == "zzzzz");
}

TEST_CASE("more virtual machines than harts: each sleeper gets through between the spinners") {
    auto session = started({2, {spinner, sleeper, spinner, spinner, sleeper}});
    session.run(80'000'000);
    CHECK(console(session, 1) == "zzzzz");
    CHECK(console(session, 4) == "zzzzz");
}

TEST_CASE("an interrupt reaches a halted processor although its sender does not leave the hart") {
    const std::uint32_t harts = GENERATE(1u, 2u, 3u);
    const std::size_t vms = GENERATE(1u, 2u);
    CAPTURE(harts, vms);
    auto session = started({harts, std::vector<const char*>(vms, waker), machine::TimeMode::cycles, 2});
    const world::SessionStop stop = session.run(20'000'000);
    for (std::uint32_t vm = 0; vm < vms; ++vm) CHECK(console(session, vm) == "y");
    // One processor of each still spun when the other powered off: it has left its hart as well.
    CHECK(stop.reason == world::SessionStop::Reason::finished);
}

TEST_CASE("a guest's clock never goes back, whichever hart it runs on") {
    const std::uint32_t harts = GENERATE(2u, 3u);
    auto session = started({harts, {watcher, watcher, watcher, watcher, watcher}});
    const world::SessionStop stop = session.run(100'000'000);
    CHECK(stop.reason == world::SessionStop::Reason::finished);
    for (std::uint32_t vm = 0; vm < 5; ++vm) {
        CHECK(console(session, vm).empty());
        CHECK(world::board(session.world(), {0, vm}).power.exit_code == 0);
    }
}

TEST_CASE("a timer set to the end of time does not come due at once") {
    auto session = started({1, {never_due, spinner}});
    session.run(5'000'000);
    CHECK(console(session, 0).empty());
    CHECK(session.world().hosts[0].hypervisor.vms[1].exits < 20);
}
