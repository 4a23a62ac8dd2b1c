// The IOMMU: a page table per device between it and memory.
#include <catch2/catch.hpp>

#include "tests/machine/devices_rig.hpp"

namespace ringside::machine::test {
namespace {

constexpr U directory = 0x40000, table_at = 0x41000, ring_at = 0x2000, disk_root = reg::iommu_roots + 4 * 1;
constexpr U rw = Pte::v | Pte::r | Pte::w;

// A disk behind an IOMMU; device addresses 0x80000000.. lead to the memory from 0 on, as the table says.
struct IommuBench : Bench {
    U offered = 0;
    static DeviceConfig config() {
        DeviceConfig d;
        d.disk_blocks = 64;
        d.network = true;
        d.iommu = true;
        return d;
    }
    IommuBench() : Bench(config()) {
        set_word(directory + 512 * 4, table_at | Pte::v);
        write(Source::iommu, disk_root, directory | 1);
        write(Source::iommu, reg::iommu_control, 3);
        map(0, ring_at, rw);
        write(Source::disk, reg::disk_ring, 0x80000000);
        write(Source::disk, reg::disk_entries, 4);
        write(Source::disk, reg::disk_control, 1);
    }
    void map(U page, U to, U flags) { set_word(table_at + page * 4, Pte::make(to >> 12, flags, 0).bits); }
    U pte(U page) const { return word(table_at + page * 4); }
    U request(U operation, U count, U address, U block = 0) {
        const U at = ring_at + offered++ % 4 * 32;
        set_word(at, operation);
        set_word(at + 4, block);
        set_word(at + 8, count);
        set_word(at + 12, address);
        set_word(at + 16, 0);
        write(Source::disk, reg::disk_doorbell, offered);
        finish();
        return word(at + 16);
    }
    U status() const { return read(Source::iommu, reg::iommu_status); }
    U info() const { return read(Source::iommu, reg::iommu_fault_info); }
    U address() const { return read(Source::iommu, reg::iommu_fault_address); }
    U error() const { return read(Source::disk, reg::disk_error); }
};

constexpr auto ok = static_cast<U>(RequestStatus::done);
constexpr auto refused = static_cast<U>(RequestStatus::memory);

}  // namespace

TEST_CASE("a device's addresses go through its page table, page by page, and A and D are set", "[devices]") {
    IommuBench b;
    b.map(5, 0x9000, rw);
    b.map(6, 0x20000, rw);
    b.fill(0x9800, 2048, 1);
    b.fill(0x20000, 2048, 77);
    CHECK(b.request(Disk::write_blocks, 8, 0x80005800) == ok);
    CHECK((b.pte(5) & (Pte::a | Pte::d)) == Pte::a);
    CHECK(b.request(Disk::read_blocks, 8, 0x80006400) == refused);  // its second page is not mapped
    b.map(7, 0x30000, rw);
    CHECK(b.request(Disk::read_blocks, 8, 0x80006400) == ok);
    CHECK((b.pte(6) & (Pte::a | Pte::d)) == (Pte::a | Pte::d));
    const Bytes disk = b.board.disk.export_bytes();
    CHECK(std::equal(disk.begin(), disk.begin() + 0xc00, b.dma.memory.begin() + 0x20400));
    CHECK(std::equal(disk.begin() + 0xc00, disk.begin() + 0x1000, b.dma.memory.begin() + 0x30000));
    CHECK(disk[0] == 1);
    CHECK(disk[2048] == 77);
    CHECK(b.error() == 0);
}

TEST_CASE("a large page leads a device to 4 MiB", "[devices]") {
    IommuBench b;
    b.set_word(directory + 513 * 4, Pte::make(0, rw | Pte::l, 0).bits);
    CHECK(b.request(Disk::write_blocks, 1, 0x80409000) == ok);
}

TEST_CASE("what the IOMMU refuses is recorded, once, and interrupts", "[devices]") {
    struct {
        const char* name;
        U flags;
        U operation;
        U reason;
    } const cases[] = {
        {"absent", 0, Disk::write_blocks, static_cast<U>(FaultReason::absent)},
        {"no right to read", Pte::v | Pte::w, Disk::write_blocks, static_cast<U>(FaultReason::rights)},
        {"no right to write", Pte::v | Pte::r, Disk::read_blocks, static_cast<U>(FaultReason::rights)},
        {"reserved bit", rw | Pte::reserved, Disk::write_blocks, static_cast<U>(FaultReason::reserved)},
    };
    for (const auto& c : cases) {
        INFO(c.name);
        IommuBench b;
        b.map(5, 0x9000, c.flags);
        const U before = b.pte(5);
        CHECK_FALSE(b.interrupting(Source::iommu));
        CHECK(b.request(c.operation, 1, 0x80005010) == refused);
        CHECK(b.error() == 0);
        CHECK(b.pte(5) == before);
        CHECK(b.status() == 1);
        CHECK(b.address() == 0x80005010);
        CHECK(b.info() == (1u | (c.operation == Disk::read_blocks ? 0x100u : 0u) | c.reason << 16));
        CHECK(b.interrupting(Source::iommu));
        CHECK(b.request(Disk::write_blocks, 1, 0x90000000) == refused);
        CHECK(b.status() == 3);
        CHECK(b.address() == 0x80005010);
        b.write(Source::iommu, reg::iommu_status, 3);
        CHECK_FALSE(b.interrupting(Source::iommu));
        CHECK(b.request(Disk::write_blocks, 1, 0x90000000) == refused);
        CHECK(b.address() == 0x90000000);
        CHECK(b.info() >> 16 == static_cast<U>(FaultReason::absent_directory));
        CHECK(b.dma.count(EventKind::iommu_fault) == 3);
    }
}

TEST_CASE("a device without a table, or with one that is not in memory, reaches nothing", "[devices]") {
    for (const auto& [root, reason] : {std::pair{directory, iommu_no_table},
                                       {0u, iommu_no_table},
                                       {0xf0000001u, iommu_no_memory},
                                       {1u, iommu_no_memory}}) {
        IommuBench b;
        b.write(Source::iommu, disk_root, root);
        b.offered = 1;
        b.write(Source::disk, reg::disk_doorbell, 1);
        CHECK(b.error() == static_cast<U>(DeviceError::descriptor_read));
        CHECK(b.info() == (1u | reason << 16));
        CHECK(b.board.well_formed());
    }
}

TEST_CASE("a table changed while a request is under way counts when the device writes", "[devices]") {
    IommuBench b;
    b.map(5, 0x9000, rw);
    b.set_word(ring_at, Disk::read_blocks);
    b.set_word(ring_at + 8, 1);
    b.set_word(ring_at + 12, 0x80005000);
    b.write(Source::disk, reg::disk_doorbell, 1);
    b.set_word(0xa000, 1234);
    b.map(5, 0xa000, rw);
    b.finish();
    CHECK(b.word(ring_at + 16) == ok);
    CHECK(b.word(0xa000) == 0);
    // The ring itself is taken away: nobody can be told but the status register.
    b.write(Source::disk, reg::disk_doorbell, 2);
    b.map(0, 0, 0);
    b.finish();
    CHECK(b.error() == static_cast<U>(DeviceError::status_write));
    CHECK(b.board.well_formed());
}

TEST_CASE("a buffer that wraps beyond the last address is refused, whatever is mapped at both ends",
          "[devices]") {
    IommuBench b;
    constexpr U low_table = 0x42000, high_table = 0x43000;
    b.set_word(directory, low_table | Pte::v);
    b.set_word(directory + 1023 * 4, high_table | Pte::v);
    b.set_word(low_table, Pte::make(0x9, rw, 0).bits);
    b.set_word(high_table + 1023 * 4, Pte::make(0xa, rw, 0).bits);
    for (U block : {0u, 7u})  // within a page of the disk, and over the end of one
        for (U operation : {Disk::read_blocks, Disk::write_blocks}) {
            CHECK(b.request(operation, 1, 0xfffffe00, block) == ok);
            CHECK(b.request(operation, 2, 0xfffffe00, block) == refused);
            CHECK(b.request(operation, 1, 0xfffffe01, block) == refused);
            CHECK(b.request(operation, 2, 0, block) == ok);
        }
    CHECK(b.error() == 0);
    // The same for a frame.
    b.write(Source::iommu, reg::iommu_roots + 4 * 2, directory | 1);
    b.write(Source::network, reg::network_tx_ring, 0x80000800);
    b.write(Source::network, reg::network_tx_entries, 4);
    b.write(Source::network, reg::network_control, 1);
    b.set_word(ring_at + 0x800, 0xffffffc0);
    b.set_word(ring_at + 0x804, 64);
    b.set_word(ring_at + 0x810, 0xffffffc0);
    b.set_word(ring_at + 0x814, 65);
    b.write(Source::network, reg::network_tx_doorbell, 2);
    b.finish();
    CHECK(b.word(ring_at + 0x808) == ok);
    CHECK(b.word(ring_at + 0x818) == refused);
}

TEST_CASE("each device has a table of its own, and off is off", "[devices]") {
    IommuBench b;
    CHECK(b.read(Source::iommu, reg::iommu_roots + 4 * 2) == 0);
    b.write(Source::network, reg::network_tx_ring, 0x80000000);
    b.write(Source::network, reg::network_tx_entries, 4);
    b.write(Source::network, reg::network_control, 1);
    b.write(Source::network, reg::network_tx_doorbell, 1);
    CHECK(b.read(Source::network, reg::network_error) == static_cast<U>(DeviceError::descriptor_read));
    CHECK((b.info() & 0xff) == 2);
    b.write(Source::iommu, reg::iommu_control, 0);
    b.write(Source::disk, reg::disk_control, 8);
    b.write(Source::disk, reg::disk_ring, ring_at);
    b.write(Source::disk, reg::disk_entries, 4);
    b.write(Source::disk, reg::disk_control, 1);
    CHECK(b.request(Disk::write_blocks, 1, 0x9000) == ok);
}

}  // namespace ringside::machine::test
