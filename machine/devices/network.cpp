#include "machine/devices/network.hpp"

#include <algorithm>
#include <cstring>

namespace ringside::machine {

namespace {

// The first two words of a descriptor: address and length.
bool fetch(BusMaster& bus, std::uint32_t place, ReceiveBuffer& out) {
    std::array<std::uint8_t, 8> bytes{};
    if (!bus.read(place, bytes.data(), bytes.size())) return false;
    std::memcpy(&out.address, bytes.data(), 4);
    std::memcpy(&out.length, bytes.data() + 4, 4);
    return true;
}

bool usable(const Ring& ring) { return ring.entries == 0 || ring.fits(NetworkCard::descriptor_bytes); }

}  // namespace

std::uint32_t NetworkCard::read(std::uint32_t offset) const {
    switch (offset) {
    case reg::network_id: return id;
    case reg::network_status: return status | (link_up ? link_bit : 0);
    case reg::network_control:
        return (enabled ? control_enable : 0) | interrupts | (promiscuous ? promiscuous_bit : 0);
    case reg::network_mac_low:
        return mac[0] | mac[1] << 8 | mac[2] << 16 | static_cast<std::uint32_t>(mac[3]) << 24;
    case reg::network_mac_high: return mac[4] | static_cast<std::uint32_t>(mac[5]) << 8;
    case reg::network_tx_ring: return tx.address;
    case reg::network_tx_entries: return tx.entries;
    case reg::network_tx_done: return tx.done;
    case reg::network_rx_ring: return rx.address;
    case reg::network_rx_entries: return rx.entries;
    case reg::network_rx_done: return rx.done;
    case reg::network_error: return static_cast<std::uint32_t>(error);
    case reg::network_dropped: return dropped;
    default: return 0;
    }
}

void NetworkCard::write(std::uint32_t offset, std::uint32_t value, std::uint64_t now, std::uint32_t byte_time,
                        BusMaster bus) {
    const auto set = [&](std::uint32_t& field) {
        if (!enabled) field = value;
    };
    switch (offset) {
    case reg::network_status: status &= ~(value & (received_bit | sent_bit)); break;
    case reg::network_control: control(value, bus); break;
    case reg::network_tx_ring: set(tx.address); break;
    case reg::network_tx_entries: set(tx.entries); break;
    case reg::network_tx_doorbell: submit_frames(value, now, byte_time, bus); break;
    case reg::network_rx_ring: set(rx.address); break;
    case reg::network_rx_entries: set(rx.entries); break;
    case reg::network_rx_doorbell: submit_buffers(value, bus); break;
    default: break;
    }
}

bool NetworkCard::line() const {
    // The interrupt bits stand one digit place above the status bits; an error interrupts whoever asked for anything.
    const std::uint32_t wanted = interrupts >> 1 | (interrupts != 0 ? error_bit : 0);
    return (status & wanted) != 0;
}

void NetworkCard::begin() {
    tx.offered = tx.done = rx.offered = rx.done = 0;
    sending.clear();
    buffers.clear();
}

void NetworkCard::control(std::uint32_t value, BusMaster& bus) {
    if (value & control_reset) {
        begin();
        tx = rx = Ring{};
        enabled = promiscuous = false;
        interrupts = status = dropped = 0;
        error = DeviceError::none;
        return;
    }
    interrupts = value & interrupt_bits;
    promiscuous = value & promiscuous_bit;
    const bool enable = (value & control_enable) != 0 && error == DeviceError::none;
    if (enable == enabled) return;
    begin();
    enabled = enable;
    if (enabled && !(usable(tx) && usable(rx))) stop(DeviceError::ring_setup, bus);
}

void NetworkCard::stop(DeviceError why, BusMaster& bus) {
    error = why;
    status |= error_bit;
    enabled = false;
    sending.clear();
    buffers.clear();
    bus.note(EventKind::device_error, static_cast<std::uint32_t>(why));
}

// Reads descriptors and frames, each once.
void NetworkCard::submit_frames(std::uint32_t doorbell, std::uint64_t now, std::uint32_t byte_time,
                                BusMaster& bus) {
    if (error != DeviceError::none) return;
    std::uint32_t count = 0;
    if (!enabled || !tx.offers(doorbell, count)) return stop(DeviceError::doorbell, bus);
    std::uint64_t free_at = sending.empty() ? now : std::max(now, sending.back().due);
    for (; count > 0; --count) {
        ReceiveBuffer d;
        if (!fetch(bus, tx.place(tx.offered, descriptor_bytes), d))
            return stop(DeviceError::descriptor_read, bus);
        SentFrame frame;
        if (d.length < least_frame_bytes || d.length > most_frame_bytes) {
            frame.status = RequestStatus::length;
        } else {
            frame.bytes.resize(d.length);
            if (!bus.read(d.address, frame.bytes.data(), d.length)) {
                frame.status = RequestStatus::memory;
                frame.bytes.clear();
            }
        }
        free_at += std::uint64_t{byte_time} * std::max<std::size_t>(frame.bytes.size(), least_frame_bytes);
        frame.due = free_at;
        sending.push_back(std::move(frame));
        ++tx.offered;
    }
}

void NetworkCard::submit_buffers(std::uint32_t doorbell, BusMaster& bus) {
    if (error != DeviceError::none) return;
    std::uint32_t count = 0;
    if (!enabled || !rx.offers(doorbell, count)) return stop(DeviceError::doorbell, bus);
    for (; count > 0; --count) {
        ReceiveBuffer d;
        if (!fetch(bus, rx.place(rx.offered, descriptor_bytes), d))
            return stop(DeviceError::descriptor_read, bus);
        buffers.push_back(d);
        ++rx.offered;
    }
}

std::optional<Bytes> NetworkCard::complete(BusMaster bus) {
    SentFrame frame = std::move(sending.front());
    sending.erase(sending.begin());
    const std::uint32_t place = tx.place(tx.done, descriptor_bytes);
    if (!bus.write_word(place + status_offset, static_cast<std::uint32_t>(frame.status))) {
        stop(DeviceError::status_write, bus);
        return std::nullopt;
    }
    ++tx.done;
    status |= sent_bit;
    if (frame.status != RequestStatus::done) return std::nullopt;
    bus.note(EventKind::frame_sent, static_cast<std::uint32_t>(frame.bytes.size()),
             static_cast<std::uint32_t>(hash_bytes(frame.bytes.data(), frame.bytes.size())));
    return std::move(frame.bytes);
}

bool NetworkCard::for_me(const Bytes& frame) const {
    const bool group = frame[0] & 1;  // broadcast and multicast
    return promiscuous || group || std::equal(mac.begin(), mac.end(), frame.begin());
}

void NetworkCard::receive(const Bytes& frame, BusMaster bus) {
    if (!enabled || rx.entries == 0 || frame.size() < least_frame_bytes || !for_me(frame)) return;
    const auto size = static_cast<std::uint32_t>(frame.size());
    if (buffers.empty()) {
        ++dropped;
        return;
    }
    const ReceiveBuffer buffer = buffers.front();
    buffers.erase(buffers.begin());
    RequestStatus result = RequestStatus::done;
    if (size > buffer.length)
        result = RequestStatus::length;
    else if (!bus.write(buffer.address, frame.data(), size))
        result = RequestStatus::memory;
    if (result != RequestStatus::done) ++dropped;
    const std::uint32_t place = rx.place(rx.done, descriptor_bytes);
    if (!bus.write_word(place + length_offset, size) ||
        !bus.write_word(place + status_offset, static_cast<std::uint32_t>(result)))
        return stop(DeviceError::status_write, bus);
    ++rx.done;
    status |= received_bit;
    bus.note(EventKind::frame_received, size,
             static_cast<std::uint32_t>(hash_bytes(frame.data(), frame.size())),
             static_cast<std::uint32_t>(result));
}

bool NetworkCard::well_formed() const {
    if ((status & ~(received_bit | sent_bit | error_bit)) != 0 || (interrupts & ~interrupt_bits) != 0)
        return false;
    if (((status & error_bit) != 0) != (error != DeviceError::none)) return false;
    if (enabled && (error != DeviceError::none || !usable(tx) || !usable(rx))) return false;
    if (sending.size() != (enabled ? tx.outstanding() : 0) || sending.size() > (enabled ? tx.entries : 0))
        return false;
    if (buffers.size() != (enabled ? rx.outstanding() : 0) || buffers.size() > (enabled ? rx.entries : 0))
        return false;
    std::uint64_t before = 0;
    for (const SentFrame& f : sending) {
        const bool good = f.status == RequestStatus::done;
        if (f.due < before || (good ? f.bytes.size() < least_frame_bytes : !f.bytes.empty())) return false;
        if (f.bytes.size() > most_frame_bytes) return false;
        before = f.due;
    }
    return true;
}

}  // namespace ringside::machine
