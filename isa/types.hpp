// Distinct types for distinct things: addresses, counts and frame numbers that must not be mixed up.
//
//   Gva  guest virtual   what an instruction names
//   Gpa  guest physical  what the guest's page tables yield (on bare metal this is the machine's address)
//   Hpa  host physical   what the memory bus of the machine sees
//
// All addresses are 32 bits wide and count bytes. A conversion is always spelled out.
#pragma once

#include <compare>
#include <cstdint>

namespace ringside::isa {

template <class Tag>
struct Address {
    std::uint32_t value = 0;

    constexpr auto operator<=>(const Address&) const = default;

    [[nodiscard]] constexpr std::uint32_t frame() const { return value >> 12; }
    [[nodiscard]] constexpr std::uint32_t offset() const { return value & 0xfffu; }
    // Wraps modulo 2^32, as the hardware's adder does.
    [[nodiscard]] constexpr Address plus(std::uint32_t bytes) const { return Address{value + bytes}; }
    [[nodiscard]] static constexpr Address of_frame(std::uint32_t frame, std::uint32_t offset = 0) {
        return Address{(frame << 12) | offset};
    }
};

using Gva = Address<struct GuestVirtual>;
using Gpa = Address<struct GuestPhysical>;
using Hpa = Address<struct HostPhysical>;

inline constexpr std::uint32_t page_bytes = 4096;
inline constexpr std::uint32_t large_page_bytes = 4u << 20;

// update: an atomic read-modify-write; needs both rights and counts as a store.
enum class Access : std::uint8_t { fetch, load, store, update };

constexpr bool writes(Access a) { return a == Access::store || a == Access::update; }

// Bytes moved by one load or store.
enum class Width : std::uint8_t { byte = 1, half = 2, word = 4 };

constexpr std::uint32_t bytes_of(Width w) { return static_cast<std::uint32_t>(w); }

}  // namespace ringside::isa
