// The clock: guest time as nanoseconds since power on, and as seconds since 1970. It has no state: the time is that of the
// hart that asks (in locked time: steps), divided by the clock's frequency, and the date at power on is configuration.
#pragma once

#include <cstdint>

#include "machine/devices/devices.hpp"

namespace ringside::machine {

struct Clock {
    std::uint64_t clock_hz = 1;
    std::uint64_t boot_seconds = 0;  // since 1970, at power on

    static constexpr std::uint32_t id = 0x4b434c43;
    static constexpr std::uint64_t second_ns = 1'000'000'000;

    // Exact: in two steps of a thousand's power, so that nothing overflows at any clock frequency up to 10^12.
    [[nodiscard]] std::uint64_t nanoseconds(std::uint64_t now) const {
        const std::uint64_t millionths = now % clock_hz * 1'000'000;
        return now / clock_hz * second_ns + millionths / clock_hz * 1000 +
               millionths % clock_hz * 1000 / clock_hz;
    }
    [[nodiscard]] std::uint32_t read(std::uint32_t offset, std::uint64_t now) const {
        const std::uint64_t epoch = boot_seconds + now / clock_hz;
        switch (offset) {
        case reg::clock_id: return id;
        case reg::clock_ns_low: return static_cast<std::uint32_t>(nanoseconds(now));
        case reg::clock_ns_high: return static_cast<std::uint32_t>(nanoseconds(now) >> 32);
        case reg::clock_epoch_low: return static_cast<std::uint32_t>(epoch);
        case reg::clock_epoch_high: return static_cast<std::uint32_t>(epoch >> 32);
        default: return 0;
        }
    }
};

}  // namespace ringside::machine
