// Frames as scripted peers read and write them: Ethernet, ARP (RFC 826), IPv4 without options or fragments (RFC 791), ICMP
// echo (RFC 792), UDP (RFC 768). Numbers in the structs are in host order; in frames they are big-endian.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "machine/archive.hpp"
#include "machine/devices/network.hpp"

namespace ringside::machine {

namespace ethertype {
inline constexpr std::uint16_t ipv4 = 0x0800, arp = 0x0806,
                               experiment = 0x88b5;  // the last: IEEE 802, for local experiments
}

inline constexpr MacAddress broadcast_mac{0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

// An end of the conversation.
struct Station {
    MacAddress mac{};
    std::uint32_t ip = 0;  // 10.0.0.1 is 0x0a000001

    bool operator==(const Station&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.mac, self.ip);
    }
};

MacAddress destination_of(const Bytes& frame);
MacAddress source_of(const Bytes& frame);
std::uint16_t type_of(const Bytes& frame);

struct ArpPacket {
    bool reply = false;
    Station from, to;  // to.mac of a request is zeros
};
Bytes arp_frame(const ArpPacket& packet);
std::optional<ArpPacket> parse_arp(const Bytes& frame);

struct UdpPacket {
    Station from, to;
    std::uint16_t from_port = 0, to_port = 0;
    Bytes payload;
};
Bytes udp_frame(const UdpPacket& packet);
// Nothing unless every length and checksum is right (a UDP checksum of 0 means there is none).
std::optional<UdpPacket> parse_udp(const Bytes& frame);

// The answer to an ICMP echo request for `me`; nothing if the frame is none.
std::optional<Bytes> echo_reply(const Bytes& frame, const Station& me);
// The same, for tests: a request.
Bytes echo_request(const Station& from, const Station& to, std::uint16_t sequence, const Bytes& payload);

}  // namespace ringside::machine
