// Which devices a board can have, and the offsets of their registers, as tables. docs/devices.md is the manual for those
// who write drivers; its tables are printed from these.
#pragma once

#include <cstdint>
#include <string_view>

namespace ringside::machine {

// A device by number: its source on the interrupt controller, its bit among the devices present.
enum class Source : std::uint8_t {
#define DEVICE(name, number, base, bytes, title) name = number,
#include "machine/devices/devices.inc"
#undef DEVICE
};

struct DeviceRow {
    Source source;
    std::string_view name;
    std::uint32_t base, bytes;
    std::string_view title;
};
inline constexpr DeviceRow device_table[] = {
#define DEVICE(name, number, base, bytes, title) {Source::name, #name, base, bytes, title},
#include "machine/devices/devices.inc"
#undef DEVICE
};
inline constexpr std::uint32_t device_count = sizeof device_table / sizeof device_table[0];
constexpr const DeviceRow& row(Source s) { return device_table[static_cast<std::uint32_t>(s)]; }
constexpr std::uint32_t number_of(Source s) { return static_cast<std::uint32_t>(s); }

// reg::disk_status = 0x04, …
namespace reg {
#define REGISTER(device, name, offset, access, meaning) \
    inline constexpr std::uint32_t device##_##name = offset;
#include "machine/devices/registers.inc"
#undef REGISTER
}  // namespace reg

struct RegisterRow {
    Source device;
    std::string_view name;
    std::uint32_t offset;
    std::string_view access, meaning;
};
inline constexpr RegisterRow register_table[] = {
#define REGISTER(device, name, offset, access, meaning) {Source::device, #name, offset, #access, meaning},
#include "machine/devices/registers.inc"
#undef REGISTER
};

namespace detail {
constexpr bool devices_are_in_order() {
    for (std::uint32_t i = 0; i < device_count; ++i)
        if (number_of(device_table[i].source) != i) return false;
    return true;
}
constexpr bool registers_rise() {
    for (std::size_t i = 1; i < sizeof register_table / sizeof register_table[0]; ++i) {
        const RegisterRow &before = register_table[i - 1], &now = register_table[i];
        if (now.device == before.device && now.offset <= before.offset) return false;
    }
    return true;
}
}  // namespace detail
static_assert(detail::devices_are_in_order(), "a device's row is not at its number");
static_assert(detail::registers_rise(), "registers of a device must be listed by rising offset");

}  // namespace ringside::machine
