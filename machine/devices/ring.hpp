// A ring of descriptors in memory, as disk and network card have them.
//
// The driver fills descriptors in order and writes to the doorbell how many it has offered since the ring was enabled, a
// count that never goes back and wraps at 2^32. The device reads each descriptor once, at the doorbell, and completes them
// in order. Descriptor k lies at ring + (k mod entries) * bytes. A slot may be filled again once `done` has passed it.
// So there are no chains that could loop, no index beyond the ring, and nothing that is read twice.
#pragma once

#include <cstdint>
#include <string_view>

namespace ringside::machine {

// Why a device's error bit is set: the value of its error register. Only a reset clears it.
enum class DeviceError : std::uint8_t {
#define DEVICE_ERROR(name, number, meaning) name = number,
#include "machine/devices/device_errors.inc"
#undef DEVICE_ERROR
};
struct DeviceErrorRow {
    DeviceError error;
    std::string_view name, meaning;
};
inline constexpr DeviceErrorRow device_error_table[] = {
#define DEVICE_ERROR(name, number, meaning) {DeviceError::name, #name, meaning},
#include "machine/devices/device_errors.inc"
#undef DEVICE_ERROR
};
constexpr DeviceError last_of(DeviceError) { return DeviceError::status_write; }

// How a request ended: the value of the status word in its descriptor.
enum class RequestStatus : std::uint8_t {
#define REQUEST_STATUS(name, number, meaning) name = number,
#include "machine/devices/request_status.inc"
#undef REQUEST_STATUS
};
struct RequestStatusRow {
    RequestStatus status;
    std::string_view name, meaning;
};
inline constexpr RequestStatusRow request_status_table[] = {
#define REQUEST_STATUS(name, number, meaning) {RequestStatus::name, #name, meaning},
#include "machine/devices/request_status.inc"
#undef REQUEST_STATUS
};
constexpr RequestStatus last_of(RequestStatus) { return RequestStatus::memory; }

// Bits that the control and status registers of disk and network card share.
inline constexpr std::uint32_t control_enable = 1, control_reset = 8;

struct Ring {
    std::uint32_t address = 0;
    std::uint32_t entries = 0;
    std::uint32_t offered = 0;
    std::uint32_t done = 0;

    static constexpr std::uint32_t least_entries = 2, most_entries = 64;

    bool operator==(const Ring&) const = default;

    [[nodiscard]] bool fits(std::uint32_t descriptor_bytes) const {
        return entries >= least_entries && entries <= most_entries && (entries & (entries - 1)) == 0 &&
               address % descriptor_bytes == 0;
    }
    [[nodiscard]] std::uint32_t outstanding() const { return offered - done; }
    // How many new descriptors this doorbell offers; false if the ring cannot hold them.
    [[nodiscard]] bool offers(std::uint32_t doorbell, std::uint32_t& count) const {
        count = doorbell - offered;
        return count <= entries - outstanding();
    }
    [[nodiscard]] std::uint32_t place(std::uint32_t index, std::uint32_t descriptor_bytes) const {
        return address + (index & (entries - 1)) * descriptor_bytes;
    }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.address, self.entries, self.offered, self.done);
    }
};

}  // namespace ringside::machine
