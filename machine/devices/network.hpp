// The network card: Ethernet frames, sent and received by DMA through two rings of descriptors.
//
// A descriptor is 4 words: address of the buffer, length in bytes, status (written by the card), one that belongs to the
// driver. Sending: the frame is taken when the doorbell rings, and is on the wire when its descriptor completes. Receiving:
// the driver offers buffers; a frame fills the next one, and the card writes its length. A frame that finds no buffer is
// dropped. Frames have 14 to 1514 bytes: destination, source, type, payload; no checksum.
//
// The card knows nothing of the other end of its wire (machine/peers/wire.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "machine/archive.hpp"
#include "machine/devices/dma.hpp"
#include "machine/devices/ring.hpp"

namespace ringside::machine {

using MacAddress = std::array<std::uint8_t, 6>;
inline constexpr std::uint32_t least_frame_bytes = 14, most_frame_bytes = 1514;

struct SentFrame {
    RequestStatus status = RequestStatus::done;  // what was found when it was submitted
    std::uint64_t due = 0;
    Bytes bytes;

    bool operator==(const SentFrame&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.status, self.due, self.bytes);
    }
};

struct ReceiveBuffer {
    std::uint32_t address = 0, length = 0;

    bool operator==(const ReceiveBuffer&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.address, self.length);
    }
};

struct NetworkCard {
    MacAddress mac{};
    bool link_up = false;  // something is at the other end
    bool enabled = false;
    std::uint32_t interrupts = 0;  // the control register's interrupt bits
    bool promiscuous = false;
    std::uint32_t status = 0;
    DeviceError error = DeviceError::none;
    std::uint32_t dropped = 0;
    Ring tx, rx;
    std::vector<SentFrame> sending;      // offered, not yet on the wire, in order
    std::vector<ReceiveBuffer> buffers;  // offered, not yet filled, in order

    static constexpr std::uint32_t id = 0x2054454e;
    static constexpr std::uint32_t descriptor_bytes = 16, length_offset = 4, status_offset = 8;
    static constexpr std::uint32_t received_bit = 1, sent_bit = 2, error_bit = 4, link_bit = 8;
    static constexpr std::uint32_t interrupt_bits = 6, promiscuous_bit = 16;

    bool operator==(const NetworkCard&) const = default;

    [[nodiscard]] std::uint32_t read(std::uint32_t offset) const;
    // byte_time: guest time that a byte takes onto the wire.
    void write(std::uint32_t offset, std::uint32_t value, std::uint64_t now, std::uint32_t byte_time,
               BusMaster bus);
    [[nodiscard]] bool line() const;
    [[nodiscard]] std::uint64_t due() const {
        return sending.empty() ? ~std::uint64_t{0} : sending.front().due;
    }
    // Completes the sending at the front; gives the frame that is now on the wire, if it was a good one.
    std::optional<Bytes> complete(BusMaster bus);
    // A frame arrives.
    void receive(const Bytes& frame, BusMaster bus);

    [[nodiscard]] bool well_formed() const;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.mac, self.link_up, self.enabled, self.interrupts, self.promiscuous, self.status,
                self.error, self.dropped, self.tx, self.rx, self.sending, self.buffers);
        check_loaded<NetworkCard>(self, archive);
    }

private:
    void control(std::uint32_t value, BusMaster& bus);
    void submit_frames(std::uint32_t doorbell, std::uint64_t now, std::uint32_t byte_time, BusMaster& bus);
    void submit_buffers(std::uint32_t doorbell, BusMaster& bus);
    [[nodiscard]] bool for_me(const Bytes& frame) const;
    void begin();
    void stop(DeviceError why, BusMaster& bus);
};

}  // namespace ringside::machine
