// Drivers in assembly on whole machines: in both kinds of time, on one hart and on several, however a run is cut.
#include <catch2/catch.hpp>

#include "machine/fast.hpp"
#include "machine/trace_hash.hpp"
#include "tests/machine/devices_programs.hpp"
#include "tests/machine/devices_rig.hpp"

namespace ringside::machine::test {
namespace {

MachineConfig with_devices(TimeMode time, U harts = 1) {
    MachineConfig c = small(harts, time);
    c.devices.disk_blocks = 64;
    c.devices.network = true;
    c.devices.framebuffer = true;
    c.devices.iommu = true;
    c.devices.clock = true;
    return c;
}

Machine disk_machine(TimeMode time, U harts = 1) {
    return assembled(with_devices(time, harts), together({disk_program, program_end}));
}

Machine echo_machine(TimeMode time) {
    MachineConfig c = with_devices(time);
    c.devices.wire.peer = PeerKind::echo;
    return assembled(c, together({echo_program, program_end}));
}

Machine server(TimeMode time, U lost, U repeated, U overtaken, std::uint64_t seed) {
    MachineConfig c = with_devices(time);
    WireConfig& w = c.devices.wire;
    w.peer = PeerKind::key_value_client;
    w.operations = 60;
    w.lost_per_mille = lost;
    w.repeated_per_mille = repeated;
    w.overtaken_per_mille = overtaken;
    w.seed = seed;
    w.retry = 400'000;
    return assembled(c, key_value_program);
}

std::uint64_t trace_of(Machine m, std::uint64_t ticks) {
    BareMetalTracer tracer(m);
    run(m, ticks, &tracer);
    return tracer.hash().value();
}

}  // namespace

TEST_CASE("a disk driver works by interrupts, in both kinds of time, on one hart and beside others",
          "[devices]") {
    for (TimeMode time : both_times)
        for (U harts : {1u, 2u, 4u}) {
            INFO("harts " << harts << ", " << (time == TimeMode::locked ? "locked" : "cycles"));
            Machine m = disk_machine(time, harts);
            CHECK(finished(m) == "3");
            CHECK(m.board.disk.blocks_written == 2);
            if (harts == 1) CHECK(m.steps > (time == TimeMode::locked ? 180'000u : 3'000u));
        }
}

TEST_CASE("time spent waiting for a device is idle, and nothing else", "[devices]") {
    Machine m = disk_machine(TimeMode::cycles);
    finished(m);
    const CostModel& c = m.config.costs;
    const Hart& h = m.harts[0];
    CHECK(h.ledger[Spent::idle] > 3 * c.disk_access * 9 / 10);
    CHECK(h.ledger[Spent::idle] <= 3 * c.disk_access + 4 * c.disk_block);
    CHECK(h.cycle == h.ledger.sum());
    CHECK(h.ledger[Spent::device] % c.device_register ==
          0);  // ports and registers cost the same in this preset
}

TEST_CASE("a network driver sends frames and gets them back", "[devices]") {
    for (TimeMode time : both_times) {
        Machine m = echo_machine(time);
        CHECK(finished(m) == "9");
        CHECK(std::get<EchoPeer>(m.board.wire.peer).answered == 9);
    }
}

TEST_CASE("a key-value server answers its client rightly through loss, repetition and overtaking",
          "[devices]") {
    for (TimeMode time : both_times) {
        {
            Machine m = server(time, 0, 0, 0, 1);
            CHECK(run(m, 3'000'000).reason == Stop::Reason::idle);
            const auto& client = std::get<KeyValueClient>(m.board.wire.peer);
            CHECK(client.answered == 60);
            CHECK(client.wrong == 0);
            CHECK(client.repeated == 0);
        }
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            Machine m = server(time, 150, 100, 250, seed);
            CHECK(run(m, 9'000'000).reason == Stop::Reason::idle);
            const auto& client = std::get<KeyValueClient>(m.board.wire.peer);
            INFO("seed " << seed << ", repeated " << client.repeated << ", lost " << m.board.wire.lost);
            CHECK(client.finished());
            CHECK_FALSE(client.gave_up);
            CHECK(client.answered == 60);
            CHECK(client.wrong == 0);
            CHECK(client.repeated > 5);
        }
    }
}

TEST_CASE("a client without a server gives up, and the machine comes to rest", "[devices]") {
    Machine m = server(TimeMode::cycles, 1000, 0, 0, 1);
    CHECK(run(m, 3'000'000).reason == Stop::Reason::idle);
    const auto& client = std::get<KeyValueClient>(m.board.wire.peer);
    CHECK(client.gave_up);
    CHECK(client.repeated == KeyValueClient::most_tries - 1);
    // Each time it waited twice as long.
    CHECK(client.next == 400'000ull * ((1u << KeyValueClient::most_tries) - 1));
}

TEST_CASE("a server that applies an old request is found out by the client", "[devices]") {
    // The same server, but it takes every request for the newest one.
    std::string careless = key_value_program;
    const std::string check = "bltu a2, tp, done";
    careless.replace(careless.find(check), check.size(), "nop");
    MachineConfig c = with_devices(TimeMode::cycles);
    c.devices.wire.peer = PeerKind::key_value_client;
    c.devices.wire.operations = 400;
    c.devices.wire.keys = 2;
    c.devices.wire.overtaken_per_mille = 300;
    c.devices.wire.retry = 40'000;  // hastier than the delayed frames
    c.devices.wire.interval = 1'000;
    Machine m = assembled(c, careless);
    run(m, 9'000'000);
    CHECK(std::get<KeyValueClient>(m.board.wire.peer).wrong > 0);
    Machine careful = assembled(c, key_value_program);
    run(careful, 9'000'000);
    CHECK(std::get<KeyValueClient>(careful.board.wire.peer).wrong == 0);
    CHECK(std::get<KeyValueClient>(careful.board.wire.peer).answered == 400);
}

TEST_CASE("how a run is cut changes nothing, copies in between included", "[devices]") {
    Random random(5);
    for (TimeMode time : both_times)
        for (Machine m : {disk_machine(time, 2), echo_machine(time), server(time, 100, 100, 100, 3)}) {
            Machine whole = m, cut = m;
            run(whole, 150'000);
            for (std::uint64_t left = 150'000; left > 0;) {
                const std::uint64_t some =
                    std::min<std::uint64_t>(left, 1 + random.below(random.chance(20) ? 30'000 : 60));
                Machine copy = cut;
                run(copy, some);
                cut = std::move(copy);
                left -= some;
            }
            CHECK(cut == whole);
            CHECK(digest_of(cut) == digest_of(whole));
        }
}

TEST_CASE("a machine saved while its devices are busy goes on as if nothing had been", "[devices]") {
    for (TimeMode time : both_times)
        for (const Machine& start :
             {disk_machine(time, 2), echo_machine(time), server(time, 100, 100, 100, 3)})
            for (std::uint64_t at : {600u, 1500u, 2500u, 4000u, 20'000u}) {
                Machine m = start;
                run(m, at);
                auto back = load<Machine>(save(m));
                REQUIRE(back);
                REQUIRE(*back == m);
                run(m, 30'000);
                run(*back, 30'000);
                CHECK(*back == m);
            }
}

TEST_CASE("the trace hash covers what devices write to memory and what they answer", "[devices]") {
    Machine m = echo_machine(TimeMode::locked);
    const std::uint64_t hash = trace_of(m, 100'000);
    CHECK(trace_of(m, 100'000) == hash);
    // One bit of what the disk holds, read into memory that no instruction looks at.
    Machine d = assembled(with_devices(TimeMode::locked), R"(
        .globl _start
_start: li s1, DISK
        li s0, 0x20000
        sw s0, DISK_RING(s1)
        li t0, 2
        sw t0, DISK_ENTRIES(s1)
        sw t0, 8(s0)
        li t0, 0x21000
        sw t0, 12(s0)
        li t0, 1
        sw t0, DISK_CONTROL(s1)
        sw t0, DISK_DOORBELL(s1)
1:      lw t1, DISK_DONE(s1)
        bne t0, t1, 1b
        out zero, 0x40(zero)
)");
    Machine other = d;
    other.board.disk.pages.writable(0)[700] ^= 1;
    CHECK(trace_of(d, 1'000'000) == trace_of(d, 1'000'000));
    CHECK(trace_of(d, 1'000'000) != trace_of(other, 1'000'000));
    Recorder r;
    run(d, 1'000'000, &r);
    CHECK(r.count(EventKind::dma_write) == 2);
    CHECK(r.find(EventKind::dma_write)->b == 0x21000);
    CHECK(r.find(EventKind::dma_write)->c == 1024);
    CHECK(r.count(EventKind::device_done) == 1);
    CHECK(r.find(EventKind::device_done)->time >= d.config.costs.disk_access);
}

TEST_CASE("a device completes at its time although every hart is halted and its interrupt is masked",
          "[devices]") {
    for (TimeMode time : both_times) {
        // Waits for the timer only, longer than the disk takes, then looks at the status word.
        Machine m = assembled(with_devices(time), together({R"(
        .globl _start
_start: li s1, DISK
        li s0, 0x20000
        sw s0, DISK_RING(s1)
        li t0, 2
        sw t0, DISK_ENTRIES(s1)
        sw t0, 0(s0)            # flush
        li t0, 3
        sw t0, DISK_CONTROL(s1)
        li t0, 500000
        out t0, 0x22(zero)
        out zero, 0x23(zero)
        li t0, 1
        out t0, 0x24(zero)
        mts imask, t0
        sw t0, DISK_DOORBELL(s1)
        halt
        lw a0, 16(s0)
        j  print_digit
)",
                                                            program_end}));
        Recorder r;
        CHECK(run(m, 100'000, &r).reason == Stop::Reason::power_off);
        CHECK(m.board.console.output == "1");
        REQUIRE(r.count(EventKind::device_done) == 1);
        CHECK(r.find(EventKind::device_done)->time < 100'000);
        CHECK(r.find(EventKind::wake)->time >= (time == TimeMode::cycles ? 500'000 : 0));
    }
}

TEST_CASE("a device completes before the first instruction that begins at its time or later", "[devices]") {
    for (TimeMode time : both_times)
        for (U harts : {1u, 2u}) {
            // Polls, so that harts run all the time.
            Machine m = assembled(with_devices(time, harts), R"(
        .globl _start
_start: bnez a0, rest
        li   s1, DISK
        li   s0, 0x20000
        sw   s0, DISK_RING(s1)
        li   t0, 2
        sw   t0, DISK_ENTRIES(s1)
        sw   t0, 0(s0)
        li   t0, 1
        sw   t0, DISK_CONTROL(s1)
        sw   t0, DISK_DOORBELL(s1)
1:      lw   t1, 16(s0)
        beqz t1, 1b
        out  zero, 0x40(zero)
rest:   j    rest
)");
            bool was_busy = false;
            for (int i = 0; i < 200'000 && !m.board.power.off; ++i) {
                std::uint64_t began = ~std::uint64_t{0};
                for (U h = 0; h < harts; ++h) began = std::min(began, m.now(h));
                run(m, 1);
                // Nothing that was due when the slowest hart began is still to come.
                REQUIRE(m.board.devices_due > began);
                was_busy = was_busy || m.board.devices_due != ~std::uint64_t{0};
            }
            CHECK(was_busy);
            CHECK(m.board.power.off);
        }
}

TEST_CASE("a halted machine whose devices can wake nobody is idle, not endless", "[devices]") {
    for (TimeMode time : both_times)
        for (const char* mask : {"0", "2", "7"}) {
            MachineConfig c = with_devices(time, 2);
            c.devices.wire.peer = PeerKind::key_value_client;
            Machine m = assembled(
                c, together({".globl _start\n_start: li t0, ", mask, "\nmts imask, t0\nhalt\nj _start\n"}));
            CHECK(run(m, 1'000'000).reason == Stop::Reason::idle);
        }
}

TEST_CASE("the fast engine drives devices as the reference engine does", "[devices]") {
    for (TimeMode time : both_times)
        for (const Machine& start : {disk_machine(time, 1), disk_machine(time, 2), echo_machine(time),
                                     server(time, 0, 0, 0, 1), server(time, 100, 100, 100, 3)}) {
            Machine slow = start, fast = start;
            FastEngine engine;
            Random random(7);
            for (int piece = 0; piece < 200 && !slow.board.power.off; ++piece) {
                const std::uint64_t ticks = 1 + random.below(piece < 100 ? 300 : 20'000);
                const Stop one = run(slow, ticks), other = engine.run(fast, ticks, NullSink{});
                INFO("piece " << piece << ", pc " << std::hex << slow.harts[0].pc << " and "
                              << fast.harts[0].pc);
                REQUIRE(one == other);
                REQUIRE(slow == fast);
            }
            CHECK(digest_of(slow) == digest_of(fast));
        }
}

TEST_CASE("a register loaded over its own address survives the fast engine", "[devices]") {
    Machine m = assembled(with_devices(TimeMode::cycles), R"(
        .globl _start
_start: li   a4, 50
1:      li   t0, DISK
        lw   t0, 0(t0)
        li   t1, DISK
        addi t2, t0, 1
        lw   t1, DISK_BLOCKS(t1)
        addi a4, a4, -1
        bnez a4, 1b
        out  zero, 0x40(zero)
)");
    FastEngine engine;
    CHECK(engine.run(m, 10'000, NullSink{}).reason == Stop::Reason::power_off);
    CHECK(m.harts[0].x[t0] == Disk::id);
    CHECK(m.harts[0].x[t1] == 64);
}

TEST_CASE("code that a device writes over is decoded anew", "[devices]") {
    // The disk holds an instruction; it is read over one that has run already.
    for (TimeMode time : both_times) {
        Machine m = assembled(with_devices(time), together({R"(
        .globl _start
_start: li   s1, DISK
        li   s0, 0x20000
        sw   s0, DISK_RING(s1)
        li   t0, 2
        sw   t0, DISK_ENTRIES(s1)
        li   t0, 1
        sw   t0, 8(s0)
        la   a2, place
        sw   a2, 12(s0)
        sw   t0, DISK_CONTROL(s1)
        li   a4, 1000
1:      jal  place              # often, so that it is decoded
        addi a4, a4, -1
        bnez a4, 1b
        sw   t0, DISK_DOORBELL(s1)
2:      jal  place
        lw   t1, DISK_DONE(s1)
        bne  t0, t1, 2b
        jal  place
        j    print_digit
        .balign 4096
place:  li   a0, 3
        ret
        .space 1024
)",
                                                            program_end}));
        const U words[] = {ins(Op::addi, a0, zero, 5), ins(Op::jalr, zero, ra, 0)};
        std::memcpy(m.board.disk.pages.writable(0), words, sizeof words);
        Machine fast = m;
        CHECK(finished(m) == "5");
        FastEngine engine;
        CHECK(engine.run(fast, 3'000'000, NullSink{}).reason == Stop::Reason::power_off);
        CHECK(fast == m);
    }
}

TEST_CASE("device registers take aligned words only, and absent devices are bus faults", "[devices]") {
    for (const auto& [text, cause] : {std::pair{"lb t0, 0(s1)", 5u},
                                      {"lh t0, 0(s1)", 5u},
                                      {"sb t0, 0(s1)", 7u},
                                      {"sh t0, 8(s1)", 7u},
                                      {"amoadd.w t0, t0, (s1)", 7u},
                                      {"sc.w t0, t0, (s1)", 7u},
                                      {"lw t0, 2(s1)", 4u},
                                      {"jr s1", 1u}}) {
        Machine m = assembled(
            with_devices(TimeMode::cycles),
            together({".globl _start\n_start: li t0, 0x2000\n mts tvec, t0\n li s1, DISK\n", text, "\n"}));
        m.write(Hpa{0x2000}, Width::word, ins(Op::beq, 0, 0, 0));
        INFO(text);
        run(m, 40);
        CHECK((m.harts[0].cause & 0xff) == cause);
        CHECK(m.harts[0].pc == 0x2000);
    }
    MachineConfig bare = small();
    for (const DeviceRow& d : device_table) {
        if (d.bytes == 0) continue;
        Machine m = assembled(bare, together({".globl _start\n_start: li t0, 0x2000\n mts tvec, t0\n li s1, ",
                                              std::to_string(d.base), "\n lw t0, 0(s1)\n"}));
        m.write(Hpa{0x2000}, Width::word, ins(Op::beq, 0, 0, 0));
        const Cause wanted = Cause::load_bus;
        run(m, 40);
        CHECK(m.harts[0].cause == static_cast<U>(wanted));
        CHECK(m.harts[0].ledger[Spent::device] == 0);
    }
}

}  // namespace ringside::machine::test
