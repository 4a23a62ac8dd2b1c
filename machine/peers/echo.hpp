// A peer that answers: ARP for its address, ICMP echo, UDP on port 7 (RFC 862), and any frame of the experimental type
// 0x88b5, which it sends back with source and destination exchanged, so that a first driver needs no protocol at all.
#pragma once

#include <cstdint>
#include <vector>

#include "machine/peers/packet.hpp"

namespace ringside::machine {

inline constexpr std::uint16_t echo_port = 7;

struct EchoPeer {
    Station me;
    std::uint64_t answered = 0;

    bool operator==(const EchoPeer&) const = default;

    [[nodiscard]] std::uint64_t due() const { return ~std::uint64_t{0}; }
    void wake(std::uint64_t /*at*/, std::vector<Bytes>& /*out*/) {}
    void receive(const Bytes& frame, std::uint64_t at, std::vector<Bytes>& out);

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.me, self.answered);
    }
};

}  // namespace ringside::machine
