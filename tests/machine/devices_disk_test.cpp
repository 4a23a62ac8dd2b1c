// The disk: requests through the ring, their times, their errors, and what is on the disk after a loss of power.
#include <catch2/catch.hpp>

#include "tests/machine/devices_rig.hpp"

namespace ringside::machine::test {
namespace {

constexpr U ring_at = 0x2000, buffer = 0x8000;

DeviceConfig disk_of(U blocks) {
    DeviceConfig d;
    d.disk_blocks = blocks;
    return d;
}

struct DiskBench : Bench {
    U offered = 0;
    explicit DiskBench(U blocks = 64, U entries = 8) : Bench(disk_of(blocks)) {
        write(Source::disk, reg::disk_ring, ring_at);
        write(Source::disk, reg::disk_entries, entries);
        write(Source::disk, reg::disk_control, 3);
    }
    U place(U index) const { return ring_at + (index % board.disk.ring.entries) * Disk::descriptor_bytes; }
    // Fills the next descriptor; rings only if told.
    U offer(U operation, U block, U count, U address) {
        const U at = place(offered++);
        set_word(at, operation);
        set_word(at + 4, block);
        set_word(at + 8, count);
        set_word(at + 12, address);
        set_word(at + 16, 0);
        return at;
    }
    void ring() { write(Source::disk, reg::disk_doorbell, offered); }
    U status_of(U descriptor) const { return word(descriptor + 16); }
    U request(U operation, U block, U count, U address) {
        const U at = offer(operation, block, count, address);
        ring();
        finish();
        return status_of(at);
    }
    U error() const { return read(Source::disk, reg::disk_error); }
};

constexpr auto ok = static_cast<U>(RequestStatus::done);

}  // namespace

TEST_CASE("what is written to a disk is read back from it", "[devices]") {
    DiskBench b;
    b.fill(buffer, 3 * 512, 1);
    CHECK(b.request(Disk::write_blocks, 7, 3, buffer) == ok);  // over the end of a page of the disk
    CHECK(b.request(Disk::read_blocks, 7, 3, buffer + 0x4000) == ok);
    CHECK(std::equal(b.dma.memory.begin() + buffer, b.dma.memory.begin() + buffer + 1536,
                     b.dma.memory.begin() + buffer + 0x4000));
    const Bytes bytes = b.board.disk.export_bytes();
    CHECK(bytes.size() == 64 * 512);
    CHECK(std::equal(bytes.begin() + 7 * 512, bytes.begin() + 10 * 512, b.dma.memory.begin() + buffer));
    CHECK(std::count(bytes.begin(), bytes.begin() + 7 * 512, 0) == 7 * 512);
    CHECK(std::count(bytes.begin() + 10 * 512, bytes.end(), 0) == 54 * 512);
}

TEST_CASE("a request completes at its time and not before, one after the other", "[devices]") {
    DiskBench b;
    const DeviceTimes t = bench_times();
    const U first = b.offer(Disk::write_blocks, 0, 4, buffer), second = b.offer(Disk::flush, 9, 9, 9),
            third = b.offer(Disk::read_blocks, 0, 1, buffer);
    b.pass(100);
    b.ring();
    const std::uint64_t one = 100 + t.disk_access + 4 * t.disk_block, two = one + t.disk_access,
                        three = two + t.disk_access + t.disk_block;
    CHECK(b.board.devices_due == one);
    b.now = 0;
    CHECK(b.pass(one - 1));
    CHECK(b.status_of(first) == 0);
    CHECK_FALSE(b.interrupting(Source::disk));
    CHECK(b.pass(1));
    CHECK(b.status_of(first) == ok);
    CHECK(b.interrupting(Source::disk));
    CHECK(b.status_of(second) == 0);
    CHECK(b.board.devices_due == two);
    CHECK(b.pass(two - one));
    CHECK(b.status_of(second) == ok);
    CHECK(b.board.devices_due == three);
    CHECK(b.read(Source::disk, reg::disk_done) == 2);
    // A request that comes while others wait queues behind them.
    b.offer(Disk::flush, 0, 0, 0);
    b.ring();
    b.finish();
    CHECK(b.now == three + t.disk_access);
    CHECK(b.status_of(third) == ok);
    CHECK(b.read(Source::disk, reg::disk_done) == 4);
}

TEST_CASE("a disk takes the bytes to write when the doorbell rings, and gives what it read when it completes",
          "[devices]") {
    DiskBench b;
    b.fill(buffer, 512, 5);
    const Bytes wanted(b.dma.memory.begin() + buffer, b.dma.memory.begin() + buffer + 512);
    const U at = b.offer(Disk::write_blocks, 3, 1, buffer);
    b.ring();
    b.fill(buffer, 512, 99);  // too late to change what is written
    b.set_word(at + 4, 40);   // nor where
    b.offer(Disk::read_blocks, 3, 1, 0x9000);
    b.ring();
    CHECK(b.dma.bytes_written == 0);
    b.finish();
    CHECK(std::equal(wanted.begin(), wanted.end(), b.dma.memory.begin() + 0x9000));
    CHECK(b.board.disk.pages.is_zero(5));
}

TEST_CASE("a request that cannot be done says why, and the next one is done all the same", "[devices]") {
    DiskBench b;
    struct {
        U operation, block, count, address;
        RequestStatus status;
    } const cases[] = {
        {3, 0, 1, buffer, RequestStatus::operation},
        {0xffffffff, 0, 1, buffer, RequestStatus::operation},
        {0, 64, 1, buffer, RequestStatus::range},
        {1, 63, 2, buffer, RequestStatus::range},
        {0, 0xffffffff, 1, buffer, RequestStatus::range},
        {0, 0, 65, buffer, RequestStatus::range},
        {0, 0xffffffff, 0xffffffff, buffer, RequestStatus::length},
        {0, 0, 0, buffer, RequestStatus::length},
        {1, 0, 129, buffer, RequestStatus::length},
        {0, 0, 1, 0, RequestStatus::memory},
        {1, 0, 1, 0, RequestStatus::memory},
        {0, 0, 1, Bench::memory_bytes, RequestStatus::memory},
        {1, 0, 2, Bench::memory_bytes - 512, RequestStatus::memory},
        {0, 0, 1, 0xffffff00, RequestStatus::memory},
        {1, 0, 1, 0xffffff00, RequestStatus::memory},
        {0, 0, 1, 0xf0001000, RequestStatus::memory},
        {0, 60, 4, buffer + 1, RequestStatus::done},  // buffers need no alignment
    };
    for (const auto& c : cases) {
        INFO(c.operation << " " << c.block << " " << c.count << " " << c.address);
        CHECK(b.request(c.operation, c.block, c.count, c.address) == static_cast<U>(c.status));
        CHECK(b.request(Disk::write_blocks, 5, 1, buffer) == ok);
        CHECK(b.error() == 0);
    }
    CHECK(b.board.disk.blocks_written == std::size(cases));
}

TEST_CASE("a bad ring stops the disk with its error bit, until a reset", "[devices]") {
    const auto stopped = [](DiskBench& b, DeviceError why) {
        CHECK(b.error() == static_cast<U>(why));
        CHECK((b.read(Source::disk, reg::disk_status) & 2) == 2);
        CHECK((b.read(Source::disk, reg::disk_control) & 1) == 0);
        CHECK(b.interrupting(Source::disk) == ((b.read(Source::disk, reg::disk_control) & 2) != 0));
        CHECK(b.board.well_formed());
        // Neither the doorbell nor enabling nor writing the status helps.
        b.ring();
        b.write(Source::disk, reg::disk_status, ~0u);
        b.write(Source::disk, reg::disk_control, 3);
        CHECK(b.error() == static_cast<U>(why));
        CHECK(b.board.devices_due == ~std::uint64_t{0});
        b.write(Source::disk, reg::disk_control, control_reset);
        CHECK(b.board.disk == Disk(64));
    };
    for (U entries : {0u, 1u, 3u, 65u, 128u, 0x80000000u, 0xffffffffu}) {
        DiskBench b(64, entries);
        INFO(entries << " entries");
        stopped(b, DeviceError::ring_setup);
    }
    {
        DiskBench b;
        b.write(Source::disk, reg::disk_control, 0);
        b.write(Source::disk, reg::disk_ring, ring_at + 16);
        b.write(Source::disk, reg::disk_control, 3);
        stopped(b, DeviceError::ring_setup);
    }
    for (U doorbell : {9u, 0x100u, 0x80000000u, 0xffffffffu}) {
        DiskBench b;
        b.offered = doorbell;
        INFO("doorbell " << doorbell);
        b.ring();
        stopped(b, DeviceError::doorbell);
    }
    {
        DiskBench b;
        b.write(Source::disk, reg::disk_control, 0);
        b.ring();
        stopped(b, DeviceError::doorbell);
    }
    for (U address : {0u, 0xffffffe0u, 0xf0001000u, Bench::memory_bytes}) {
        DiskBench b;
        b.write(Source::disk, reg::disk_control, 2);
        b.write(Source::disk, reg::disk_ring, address);
        b.write(Source::disk, reg::disk_control, 3);
        b.offered = 1;
        b.ring();
        INFO("ring at " << address);
        stopped(b, DeviceError::descriptor_read);
    }
}

TEST_CASE("a ring that is full takes no more, and its count wraps at 2^32", "[devices]") {
    DiskBench b(64, 4);
    // As if 2^32 - 2 requests had been made.
    b.board.disk.ring.offered = b.board.disk.ring.done = 0xfffffffe;
    b.offered = 0xfffffffe;
    for (int i = 0; i < 4; ++i) b.offer(Disk::flush, 0, 0, 0);
    b.ring();
    CHECK(b.offered == 2);
    CHECK(b.board.disk.queue.size() == 4);
    CHECK(b.board.well_formed());
    b.finish();
    CHECK(b.read(Source::disk, reg::disk_done) == 2);
    CHECK(b.error() == 0);
    for (int i = 0; i < 3; ++i) b.offer(Disk::flush, 0, 0, 0);
    b.ring();
    CHECK(b.error() == 0);
    // Three of four are under way: there is room for one, not for two.
    b.offered += 2;
    b.ring();
    CHECK(b.error() == static_cast<U>(DeviceError::doorbell));
}

TEST_CASE("where the ring lies cannot change while it is enabled", "[devices]") {
    DiskBench b;
    b.write(Source::disk, reg::disk_ring, 0x7000);
    b.write(Source::disk, reg::disk_entries, 2);
    CHECK(b.read(Source::disk, reg::disk_ring) == ring_at);
    CHECK(b.read(Source::disk, reg::disk_entries) == 8);
    b.write(Source::disk, reg::disk_control, 0);
    b.write(Source::disk, reg::disk_ring, 0x7000);
    b.write(Source::disk, reg::disk_entries, 2);
    CHECK(b.read(Source::disk, reg::disk_ring) == 0x7000);
    CHECK(b.read(Source::disk, reg::disk_entries) == 2);
}

TEST_CASE("the interrupt line follows status and control", "[devices]") {
    DiskBench b;
    b.write(Source::disk, reg::disk_control, 1);
    b.request(Disk::flush, 0, 0, 0);
    CHECK(b.read(Source::disk, reg::disk_status) == 1);
    CHECK_FALSE(b.interrupting(Source::disk));
    b.write(Source::disk, reg::disk_control, 3);
    CHECK(b.interrupting(Source::disk));
    CHECK(b.read(Source::disk, reg::disk_done) == 1);  // the ring goes on
    b.write(Source::disk, reg::disk_status, 1);
    CHECK_FALSE(b.interrupting(Source::disk));
}

TEST_CASE("stopping the ring drops what was under way", "[devices]") {
    DiskBench b;
    b.fill(buffer, 512, 1);
    const U at = b.offer(Disk::write_blocks, 0, 1, buffer);
    b.ring();
    b.write(Source::disk, reg::disk_control, 2);
    b.finish();
    CHECK(b.status_of(at) == 0);
    CHECK(b.board.disk.blocks_written == 0);
    b.write(Source::disk, reg::disk_control, 3);
    CHECK(b.read(Source::disk, reg::disk_done) == 0);
    b.offered = 0;
    CHECK(b.request(Disk::write_blocks, 0, 1, buffer) == ok);
}

TEST_CASE("after a loss of power the disk holds a prefix of the blocks written", "[devices]") {
    const auto disk_after = [](std::uint64_t writes) {
        DiskBench b(32);
        b.board.disk.writes_left = writes;
        for (U i = 0; i < 6; ++i) {
            b.fill(buffer, 1024, static_cast<std::uint8_t>(i * 16 + 1));
            CHECK(b.request(Disk::write_blocks, i * 3 % 16, 2, buffer) == ok);  // blocks are written again
        }
        CHECK(b.board.disk.blocks_written == 12);
        return b.board.disk.export_bytes();
    };
    Bytes before = disk_after(0);
    CHECK(std::count(before.begin(), before.end(), 0) == 32 * 512);
    for (U cut = 1; cut <= 12; ++cut) {
        const Bytes now = disk_after(cut);
        int changed = 0;
        U where = 0;
        for (U block = 0; block < 32; ++block)
            if (!std::equal(now.begin() + block * 512, now.begin() + (block + 1) * 512,
                            before.begin() + block * 512)) {
                ++changed;
                where = block;
            }
        INFO("power lost after block write " << cut);
        CHECK(changed == 1);
        CHECK(where == (cut - 1) / 2 * 3 % 16 + (cut - 1) % 2);
        before = now;
    }
    CHECK(before == disk_after(Disk::unlimited));
}

TEST_CASE("a file becomes a disk and comes back, or is refused with both sizes", "[devices]") {
    Disk disk(9);  // not a whole number of pages
    Bytes file(9 * 512);
    for (std::size_t i = 0; i < file.size(); ++i) file[i] = static_cast<std::uint8_t>(i * 31 >> 3);
    CHECK_FALSE(disk.import_bytes(file.data(), file.size()));
    CHECK(disk.export_bytes() == file);
    CHECK_FALSE(disk.import_bytes(file.data(), 700));
    Bytes shorter(file.begin(), file.begin() + 700);
    shorter.resize(9 * 512);
    CHECK(disk.export_bytes() == shorter);
    CHECK_FALSE(disk.import_bytes(nullptr, 0));
    CHECK(disk == Disk(9));
    file.push_back(1);
    CHECK(disk.import_bytes(file.data(), file.size()).value_or("") ==
          "the file has 4609 bytes, but the disk holds 4608; make the disk larger");
}

TEST_CASE("a large disk costs nothing until it is written, and a copy of it costs a table", "[devices]") {
    Disk disk(Disk::most_blocks);
    CHECK(disk.well_formed());
    CHECK(save(disk).size() < 200);
    const Bytes one(512, 1);
    CHECK_FALSE(disk.import_bytes(one.data(), one.size()));
    const Disk copy = disk;
    disk.pages.writable(0)[0] = 2;
    CHECK(copy.pages.page(0)[0] == 1);
}

}  // namespace ringside::machine::test
