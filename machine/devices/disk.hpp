// The disk: blocks of 512 bytes, read and written by DMA through a ring of descriptors.
//
//   Disk disk(2048);                                // 1 MiB
//   if (auto problem = disk.import_bytes(image)) …
//   Bytes bytes = disk.export_bytes();
//
// A descriptor is 8 words: operation, first block, number of blocks, address of the buffer, status (written by the disk),
// and three that belong to the driver. Requests are done one after the other, in order. The bytes to write are taken when
// the doorbell rings; a write is on the disk when it completes, whole blocks in rising order. A flush completes after all
// requests before it.
//
// A test of power loss sets `writes_left`: after so many blocks nothing reaches the disk any more, though the guest is told
// that it did, and what the disk then holds is what a machine finds that starts after the power came back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "machine/archive.hpp"
#include "machine/cow_pages.hpp"
#include "machine/devices/dma.hpp"
#include "machine/devices/ring.hpp"

namespace ringside::machine {

struct DiskRequest {
    std::uint32_t index = 0;  // of its descriptor
    std::uint32_t operation = 0, block = 0, count = 0, address = 0;
    RequestStatus status = RequestStatus::done;  // what was found when it was submitted
    std::uint64_t due = 0;
    Bytes data;  // of a write

    bool operator==(const DiskRequest&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.index, self.operation, self.block, self.count, self.address, self.status, self.due,
                self.data);
    }
};

// Guest time that requests take.
struct DiskSpeed {
    std::uint32_t access = 0;  // each request
    std::uint32_t block = 0;   // each block besides
};

struct Disk {
    std::uint32_t blocks = 0;
    CowPages pages;  // eight blocks each
    Ring ring;
    std::vector<DiskRequest> queue;  // not completed yet, in order
    bool enabled = false;
    bool interrupt_enabled = false;
    std::uint32_t status = 0;
    DeviceError error = DeviceError::none;
    static constexpr std::uint64_t unlimited = ~std::uint64_t{0};
    std::uint64_t blocks_written = 0;       // since the beginning; each is a point at which power may fail
    std::uint64_t writes_left = unlimited;  // block writes that still reach the disk

    static constexpr std::uint32_t id = 0x4b534944;
    static constexpr std::uint32_t block_bytes = 512, blocks_per_page = CowPages::page_bytes / block_bytes;
    static constexpr std::uint32_t most_blocks = 1u << 23;     // 4 GiB
    static constexpr std::uint32_t most_request_blocks = 128;  // 64 KiB
    static constexpr std::uint32_t descriptor_bytes = 32, status_offset = 16;
    static constexpr std::uint32_t completed_bit = 1, error_bit = 2, interrupt_bit = 2;
    enum Operation : std::uint32_t { read_blocks = 0, write_blocks = 1, flush = 2 };

    Disk() = default;
    explicit Disk(std::uint32_t block_count)
        : blocks(block_count), pages((block_count + blocks_per_page - 1) / blocks_per_page) {}
    bool operator==(const Disk&) const = default;

    [[nodiscard]] std::uint32_t read(std::uint32_t offset) const;
    void write(std::uint32_t offset, std::uint32_t value, std::uint64_t now, const DiskSpeed& speed,
               BusMaster bus);
    [[nodiscard]] bool line() const { return interrupt_enabled && status != 0; }
    [[nodiscard]] std::uint64_t due() const { return queue.empty() ? ~std::uint64_t{0} : queue.front().due; }
    // Completes the request at the front of the queue.
    void complete(BusMaster bus);

    // The disk's contents from a file's bytes, zeros behind them; a sentence if they do not fit.
    std::optional<std::string> import_bytes(const std::uint8_t* bytes, std::size_t size);
    [[nodiscard]] Bytes export_bytes() const;

    [[nodiscard]] bool well_formed() const;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.blocks, self.pages, self.ring, self.queue, self.enabled, self.interrupt_enabled,
                self.status, self.error, self.blocks_written, self.writes_left);
        check_loaded<Disk>(self, archive);
    }

private:
    void control(std::uint32_t value, BusMaster& bus);
    void submit(std::uint32_t doorbell, std::uint64_t now, const DiskSpeed& speed, BusMaster& bus);
    [[nodiscard]] bool fetch(DiskRequest& request, BusMaster& bus) const;
    [[nodiscard]] RequestStatus carry_out(const DiskRequest& request, BusMaster& bus);
    void store(std::uint32_t block, std::uint32_t count, const std::uint8_t* bytes);
    void stop(DeviceError why, BusMaster& bus);
};

}  // namespace ringside::machine
