#include "machine/devices/disk.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace ringside::machine {

std::uint32_t Disk::read(std::uint32_t offset) const {
    switch (offset) {
    case reg::disk_id: return id;
    case reg::disk_status: return status;
    case reg::disk_control: return (enabled ? control_enable : 0) | (interrupt_enabled ? interrupt_bit : 0);
    case reg::disk_blocks: return blocks;
    case reg::disk_ring: return ring.address;
    case reg::disk_entries: return ring.entries;
    case reg::disk_done: return ring.done;
    case reg::disk_error: return static_cast<std::uint32_t>(error);
    default: return 0;
    }
}

void Disk::write(std::uint32_t offset, std::uint32_t value, std::uint64_t now, const DiskSpeed& speed,
                 BusMaster bus) {
    switch (offset) {
    case reg::disk_status: status &= ~(value & completed_bit); break;
    case reg::disk_control: control(value, bus); break;
    case reg::disk_ring:
        if (!enabled) ring.address = value;
        break;
    case reg::disk_entries:
        if (!enabled) ring.entries = value;
        break;
    case reg::disk_doorbell: submit(value, now, speed, bus); break;
    default: break;
    }
}

void Disk::control(std::uint32_t value, BusMaster& bus) {
    if (value & control_reset) {
        ring = Ring{};
        queue.clear();
        enabled = interrupt_enabled = false;
        status = 0;
        error = DeviceError::none;
        return;
    }
    interrupt_enabled = value & interrupt_bit;
    const bool enable = (value & control_enable) != 0 && error == DeviceError::none;
    if (enable == enabled) return;
    // Either way the ring begins anew, and what was under way is dropped.
    ring.offered = ring.done = 0;
    queue.clear();
    enabled = enable;
    if (enabled && !ring.fits(descriptor_bytes)) stop(DeviceError::ring_setup, bus);
}

void Disk::stop(DeviceError why, BusMaster& bus) {
    error = why;
    status |= error_bit;
    enabled = false;
    queue.clear();
    bus.note(EventKind::device_error, static_cast<std::uint32_t>(why));
}

void Disk::submit(std::uint32_t doorbell, std::uint64_t now, const DiskSpeed& speed, BusMaster& bus) {
    if (error != DeviceError::none) return;
    std::uint32_t count = 0;
    if (!enabled || !ring.offers(doorbell, count)) return stop(DeviceError::doorbell, bus);
    std::uint64_t free_at = queue.empty() ? now : std::max(now, queue.back().due);
    for (; count > 0; --count) {
        DiskRequest request;
        request.index = ring.offered;
        if (!fetch(request, bus)) return stop(DeviceError::descriptor_read, bus);
        const bool moves = request.status == RequestStatus::done && request.operation != flush;
        free_at += speed.access + std::uint64_t{speed.block} * (moves ? request.count : 0);
        request.due = free_at;
        queue.push_back(std::move(request));
        ++ring.offered;
    }
}

// Reads the descriptor, once, and the bytes of a write. False: the descriptor is not in memory.
bool Disk::fetch(DiskRequest& request, BusMaster& bus) const {
    std::array<std::uint8_t, 16> bytes{};
    std::array<std::uint32_t, 4> words{};
    if (!bus.read(ring.place(request.index, descriptor_bytes), bytes.data(), bytes.size())) return false;
    std::memcpy(words.data(), bytes.data(), bytes.size());
    request.operation = words[0];
    request.block = words[1];
    request.count = words[2];
    request.address = words[3];
    if (request.operation > flush) {
        request.status = RequestStatus::operation;
    } else if (request.operation != flush) {
        if (request.count == 0 || request.count > most_request_blocks)
            request.status = RequestStatus::length;
        else if (request.block >= blocks || request.count > blocks - request.block)
            request.status = RequestStatus::range;
    }
    // Checked here for the whole request: it may be moved in pieces.
    const bool moves = request.status == RequestStatus::done && request.operation != flush;
    if (moves && request.address > ~(request.count * block_bytes - 1)) request.status = RequestStatus::memory;
    if (request.status == RequestStatus::done && request.operation == write_blocks) {
        request.data.resize(std::size_t{request.count} * block_bytes);
        if (!bus.read(request.address, request.data.data(), request.count * block_bytes)) {
            request.status = RequestStatus::memory;
            request.data.clear();
        }
    }
    return true;
}

void Disk::complete(BusMaster bus) {
    const DiskRequest request = std::move(queue.front());
    queue.erase(queue.begin());
    const RequestStatus result =
        request.status == RequestStatus::done ? carry_out(request, bus) : request.status;
    const std::uint32_t place = ring.place(request.index, descriptor_bytes) + status_offset;
    if (!bus.write_word(place, static_cast<std::uint32_t>(result)))
        return stop(DeviceError::status_write, bus);
    ++ring.done;
    status |= completed_bit;
    bus.note(EventKind::device_done, static_cast<std::uint32_t>(result), request.operation, request.block);
}

RequestStatus Disk::carry_out(const DiskRequest& request, BusMaster& bus) {
    if (request.operation == flush) return RequestStatus::done;
    // In pieces that lie within one page of the disk.
    for (std::uint32_t i = 0, count = 0; i < request.count; i += count) {
        const std::uint32_t block = request.block + i, in_page = block % blocks_per_page;
        count = std::min(request.count - i, blocks_per_page - in_page);
        if (request.operation == write_blocks)
            store(block, count, request.data.data() + std::size_t{i} * block_bytes);
        else if (!bus.write(request.address + i * block_bytes,
                            pages.page(block / blocks_per_page) + in_page * block_bytes, count * block_bytes))
            return RequestStatus::memory;
    }
    return RequestStatus::done;
}

// Blocks of one page, as far as the power reaches.
void Disk::store(std::uint32_t block, std::uint32_t count, const std::uint8_t* bytes) {
    const auto kept = static_cast<std::uint32_t>(std::min<std::uint64_t>(count, writes_left));
    blocks_written += count;
    if (writes_left != unlimited) writes_left -= kept;
    if (kept == 0) return;
    std::memcpy(pages.writable(block / blocks_per_page) + block % blocks_per_page * block_bytes, bytes,
                std::size_t{kept} * block_bytes);
}

std::optional<std::string> Disk::import_bytes(const std::uint8_t* bytes, std::size_t size) {
    const std::uint64_t capacity = std::uint64_t{blocks} * block_bytes;
    if (size > capacity)
        return "the file has " + std::to_string(size) + " bytes, but the disk holds " +
               std::to_string(capacity) + "; make the disk larger";
    for (std::uint32_t p = 0; p < pages.pages(); ++p) {
        const std::size_t from = std::size_t{p} * CowPages::page_bytes;
        const std::size_t count = from < size ? std::min<std::size_t>(size - from, CowPages::page_bytes) : 0;
        pages.drop(p);
        if (count == 0) continue;
        // Zeros cost nothing.
        if (std::any_of(bytes + from, bytes + from + count, [](std::uint8_t b) { return b != 0; }))
            std::memcpy(pages.writable(p), bytes + from, count);
    }
    return std::nullopt;
}

Bytes Disk::export_bytes() const {
    Bytes bytes(std::size_t{blocks} * block_bytes);
    for (std::uint32_t p = 0; p < pages.pages(); ++p) {
        const std::size_t from = std::size_t{p} * CowPages::page_bytes;
        const std::size_t count = std::min<std::size_t>(bytes.size() - from, CowPages::page_bytes);
        if (!pages.untouched(p)) std::memcpy(bytes.data() + from, pages.page(p), count);
    }
    return bytes;
}

bool Disk::well_formed() const {
    if (blocks > most_blocks || pages.pages() != (blocks + blocks_per_page - 1) / blocks_per_page)
        return false;
    if ((status & ~(completed_bit | error_bit)) != 0 ||
        ((status & error_bit) != 0) != (error != DeviceError::none))
        return false;
    if (enabled && (error != DeviceError::none || !ring.fits(descriptor_bytes))) return false;
    if (queue.size() != (enabled ? ring.outstanding() : 0) || queue.size() > Ring::most_entries) return false;
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const DiskRequest& r = queue[i];
        const bool writes = r.status == RequestStatus::done && r.operation == write_blocks;
        const bool moves = r.status == RequestStatus::done && r.operation != flush;
        if (r.index != ring.done + i || r.due < before) return false;
        if (r.data.size() != (writes ? std::size_t{r.count} * block_bytes : 0)) return false;
        if (moves && (r.operation > flush || r.count > most_request_blocks || r.block >= blocks ||
                      r.count > blocks - r.block))
            return false;
        before = r.due;
    }
    return true;
}

}  // namespace ringside::machine
