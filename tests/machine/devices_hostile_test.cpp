// Drivers that mean harm or know nothing: the device says so, the host goes on, and no write takes long.
#include <catch2/catch.hpp>

#include "tests/machine/devices_rig.hpp"

namespace ringside::machine::test {
namespace {

DeviceConfig everything(Random& random) {
    DeviceConfig d;
    d.disk_blocks = random.between(1, 200);
    d.network = d.framebuffer = d.iommu = d.clock = true;
    d.boot_rom = random.chance(50);
    static constexpr PeerKind kinds[] = {PeerKind::none, PeerKind::echo, PeerKind::key_value_client,
                                         PeerKind::outside};
    d.wire.peer = random.of(kinds);
    d.wire.lost_per_mille = random.below(1001);
    d.wire.repeated_per_mille = random.below(1001);
    d.wire.overtaken_per_mille = random.below(1001);
    d.wire.retry = random.below(3000);
    d.wire.interval = random.below(3000);
    d.wire.seed = random.word();
    return d;
}

// An address: mostly one where something is.
U address(Random& r) {
    switch (r.below(6)) {
    case 0: return r.operand();
    case 1: return Bench::memory_bytes - r.below(0x2000);
    case 2: return 0xf0000000 + r.below(0x6000);
    default: return 0x1000 + (r.below(16) << 12) + (r.chance(70) ? r.below(64) * 32 : r.below(4096));
    }
}

U value_for(Random& r, const RegisterRow& row) {
    const bool ring = row.name.find("ring") != row.name.npos;
    const bool entries = row.name.find("entries") != row.name.npos;
    if (r.chance(10)) return r.operand();
    if (row.name == "control") return r.below(32) & (r.chance(80) ? ~8u : ~0u);
    if (ring) return address(r) & (r.chance(90) ? ~31u : ~0u);
    if (entries) return r.chance(80) ? 1u << r.below(8) : r.below(300);
    if (row.name == "roots") return (0x10000 + r.below(8) * 0x1000) | r.below(2);
    return r.word();
}

// Words of memory that may be descriptors or page tables.
void scribble(Bench& b, Random& r) {
    U at = (address(r) & ~3u);
    if (at < ram_base || at > Bench::memory_bytes - 64) return;
    for (int i = 0; i < 16; ++i, at += 4) {
        const U pick = r.below(6);
        const U word = pick == 0   ? r.below(4)
                       : pick == 1 ? r.below(300)
                       : pick == 2 ? address(r)
                       : pick == 3 ? (address(r) & ~0xfffu) | 0x3f7
                                   : r.operand();
        b.set_word(at, word);
    }
}

void doorbell(Bench& b, Random& r) {
    static constexpr U offsets[] = {reg::disk_doorbell, reg::network_tx_doorbell, reg::network_rx_doorbell};
    const U which = r.below(3);
    const Ring& ring = which == 0 ? b.board.disk.ring : which == 1 ? b.board.network.tx : b.board.network.rx;
    const U count = r.chance(90) ? r.below(std::min(ring.entries, 80u) + 1) - r.below(2) * ring.outstanding()
                                 : r.operand();
    b.write(which == 0 ? Source::disk : Source::network, offsets[which], ring.offered + count);
}

void one_write(Bench& b, Random& r) {
    const RegisterRow& row = r.of(register_table);
    U offset = row.offset;
    if (row.name == "roots") offset += 4 * r.below(device_count);
    b.write(row.device, offset, value_for(r, row));
}

// What one write or completion may move at most: a full ring of the largest requests, and each descriptor, with its walks.
constexpr std::uint64_t most_moved = Ring::most_entries * (Disk::most_request_blocks * 512u + 2000u) * 2;

void torment(std::uint64_t seed, int writes) {
    Random r(seed);
    Bench b(everything(r));
    for (int i = 0; i < writes; ++i) {
        const std::uint64_t before = b.dma.bytes_read + b.dma.bytes_written;
        if (r.chance(30)) scribble(b, r);
        if (r.chance(60))
            doorbell(b, r);
        else
            one_write(b, r);
        b.dma.events.clear();
        INFO("seed " << seed << ", write " << i);
        REQUIRE(b.dma.bytes_read + b.dma.bytes_written - before <= most_moved);
        if (r.chance(30)) REQUIRE(b.pass(r.below(r.chance(50) ? 2000 : 100'000)));
        REQUIRE(b.board.well_formed());
        if (i % 64 == 0) {
            const auto back = load<Board>(save(b.board));
            REQUIRE(back);
            REQUIRE(*back == b.board);
        }
    }
    // Whatever happened, a reset and a proper driver find a working disk.
    b.write(Source::iommu, reg::iommu_control, 0);
    b.write(Source::disk, reg::disk_control, control_reset);
    b.write(Source::disk, reg::disk_ring, 0x2000);
    b.write(Source::disk, reg::disk_entries, 2);
    b.write(Source::disk, reg::disk_control, 1);
    for (U i = 0; i < 5; ++i) b.set_word(0x2000 + 4 * i, i == 2 ? 1 : i == 3 ? 0x4000 : 0);
    b.write(Source::disk, reg::disk_doorbell, 1);
    b.pass(10'000);
    REQUIRE(b.word(0x2010) == 1);
}

}  // namespace

TEST_CASE("random registers, rings and memory leave the board well formed, and a reset mends it",
          "[devices]") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) torment(seed, 600);
}

TEST_CASE("random registers, rings and memory, for longer", "[devices][long]") {
    for (std::uint64_t seed = 1000; seed < 3000; ++seed) torment(seed, 3000);
}

TEST_CASE("the largest doorbell of all is bounded work", "[devices]") {
    DeviceConfig d;
    d.disk_blocks = 1000;
    Bench b(d);
    b.write(Source::disk, reg::disk_ring, 0x2000);
    b.write(Source::disk, reg::disk_entries, 64);
    b.write(Source::disk, reg::disk_control, 1);
    for (U i = 0; i < 64; ++i) {
        b.set_word(0x2000 + i * 32, Disk::write_blocks);
        b.set_word(0x2000 + i * 32 + 8, Disk::most_request_blocks);
        b.set_word(0x2000 + i * 32 + 12, 0x10000);
    }
    b.write(Source::disk, reg::disk_doorbell, 64);
    CHECK(b.dma.bytes_read == 64 * (16 + 65536));
    CHECK(b.board.disk.queue.size() == 64);
    b.finish();
    CHECK(b.board.disk.blocks_written == 64 * 128);
}

TEST_CASE("a ring that lies over its own buffers ends in errors, not in a loop", "[devices]") {
    DeviceConfig d;
    d.disk_blocks = 64;
    Bench b(d);
    b.write(Source::disk, reg::disk_ring, 0x2000);
    b.write(Source::disk, reg::disk_entries, 4);
    b.write(Source::disk, reg::disk_control, 1);
    // Each request reads the disk over the ring itself.
    for (U i = 0; i < 4; ++i) {
        b.set_word(0x2000 + i * 32 + 8, 1);
        b.set_word(0x2000 + i * 32 + 12, 0x2000);
    }
    b.write(Source::disk, reg::disk_doorbell, 4);
    b.finish();
    CHECK(b.read(Source::disk, reg::disk_done) == 4);
    CHECK(b.word(0x2000 + 96 + 16) == 1);
}

TEST_CASE("a program that stores at random into devices and memory is bounded, and the same every time",
          "[devices]") {
    // A linear congruential generator chooses: a register of some device page, or a word of memory where rings may lie.
    const std::string program = R"(
        .globl _start
_start: li   t0, 0x2000
        mts  tvec, t0
        li   s0, 1664525
        li   s1, 1013904223
        li   t2, 0x0fff
        mfs  a5, hartid
        addi a5, a5, 77
loop:   mul  a5, a5, s0
        add  a5, a5, s1
        srli t0, a5, 8
        and  a2, t0, t2
        andi a2, a2, -4
        srli t0, a5, 20
        andi t0, t0, 3
        addi t0, t0, 1
        slli t0, t0, 12
        li   a3, 0xf0000000
        srli a4, a5, 30
        bnez a4, 1f
        li   a3, 0x20000
1:      add  a3, a3, t0
        mul  a5, a5, s0
        add  a5, a5, s1
        srli t0, a5, 16
        andi t1, a5, 0x700
        bnez t1, 2f
        mv   t0, a5
2:      andi t1, a5, 0x3000
        bnez t1, 3f
        andi a2, a2, 0x3c
        andi t0, t0, 0x57
3:      add  a3, a3, a2
        sw   t0, 0(a3)
        lw   t1, 0(a3)
        j    loop
)";
    for (TimeMode time : both_times) {
        MachineConfig c = small(2, time);
        Random random(9);
        c.devices = everything(random);
        Machine m = assembled(c, program);
        m.write(Hpa{0x2000}, Width::word, ins(Op::rets));
        Machine again = m;
        CHECK(run(m, 400'000).reason == Stop::Reason::budget);
        CHECK(m.well_formed());
        for (int i = 0; i < 40; ++i) run(again, 10'000);
        CHECK(m == again);
    }
}

}  // namespace ringside::machine::test
