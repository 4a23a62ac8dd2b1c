#include "machine/peers/packet.hpp"

#include <algorithm>

namespace ringside::machine {

namespace {

constexpr std::size_t ethernet_bytes = 14, ipv4_bytes = 20, udp_bytes = 8, icmp_bytes = 8, arp_bytes = 28;
constexpr std::uint8_t protocol_icmp = 1, protocol_udp = 17;

std::uint16_t half(const Bytes& b, std::size_t at) {
    return static_cast<std::uint16_t>(b[at] << 8 | b[at + 1]);
}
std::uint32_t word(const Bytes& b, std::size_t at) {
    return static_cast<std::uint32_t>(half(b, at)) << 16 | half(b, at + 2);
}
void put_half(Bytes& b, std::uint32_t v) {
    b.push_back(static_cast<std::uint8_t>(v >> 8));
    b.push_back(static_cast<std::uint8_t>(v));
}
void put_word(Bytes& b, std::uint32_t v) {
    put_half(b, v >> 16);
    put_half(b, v & 0xffff);
}
void put_mac(Bytes& b, const MacAddress& mac) { b.insert(b.end(), mac.begin(), mac.end()); }
void set_half(Bytes& b, std::size_t at, std::uint32_t v) {
    b[at] = static_cast<std::uint8_t>(v >> 8);
    b[at + 1] = static_cast<std::uint8_t>(v);
}
MacAddress mac_at(const Bytes& b, std::size_t at) {
    MacAddress mac{};
    std::copy_n(b.begin() + static_cast<std::ptrdiff_t>(at), mac.size(), mac.begin());
    return mac;
}

// The Internet checksum of bytes [from, to), with what the caller has summed already (RFC 1071).
std::uint32_t checksum(const Bytes& b, std::size_t from, std::size_t to, std::uint32_t sum = 0) {
    for (std::size_t i = from; i < to; i += 2) sum += b[i] << 8 | (i + 1 < to ? b[i + 1] : 0);
    while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
    return ~sum & 0xffff;
}
std::uint32_t pseudo_header(std::uint32_t from, std::uint32_t to, std::size_t length) {
    return (from >> 16) + (from & 0xffff) + (to >> 16) + (to & 0xffff) + protocol_udp +
           static_cast<std::uint32_t>(length);
}

void put_ethernet(Bytes& b, const MacAddress& to, const MacAddress& from, std::uint16_t type) {
    put_mac(b, to);
    put_mac(b, from);
    put_half(b, type);
}

void put_ipv4(Bytes& b, const Station& from, const Station& to, std::uint8_t protocol,
              std::size_t payload_bytes) {
    put_ethernet(b, to.mac, from.mac, ethertype::ipv4);
    put_half(b, 0x4500);
    put_half(b, static_cast<std::uint32_t>(ipv4_bytes + payload_bytes));
    put_word(b, 0);                    // no fragments
    put_half(b, 64u << 8 | protocol);  // time to live
    put_half(b, 0);
    put_word(b, from.ip);
    put_word(b, to.ip);
    set_half(b, ethernet_bytes + 10, checksum(b, ethernet_bytes, ethernet_bytes + ipv4_bytes));
}

// Where the payload of a good IPv4 packet ends; 0 if it is none.
std::size_t ipv4_end(const Bytes& frame, std::uint8_t protocol) {
    if (frame.size() < ethernet_bytes + ipv4_bytes || type_of(frame) != ethertype::ipv4) return 0;
    const std::size_t end = ethernet_bytes + half(frame, ethernet_bytes + 2);
    const bool fragment = (half(frame, ethernet_bytes + 6) & 0x3fff) != 0;
    if (frame[ethernet_bytes] != 0x45 || end < ethernet_bytes + ipv4_bytes || end > frame.size() || fragment)
        return 0;
    if (frame[ethernet_bytes + 9] != protocol) return 0;
    return checksum(frame, ethernet_bytes, ethernet_bytes + ipv4_bytes) == 0 ? end : 0;
}

}  // namespace

MacAddress destination_of(const Bytes& frame) { return mac_at(frame, 0); }
MacAddress source_of(const Bytes& frame) { return mac_at(frame, 6); }
std::uint16_t type_of(const Bytes& frame) { return half(frame, 12); }

Bytes arp_frame(const ArpPacket& p) {
    Bytes b;
    put_ethernet(b, p.reply ? p.to.mac : broadcast_mac, p.from.mac, ethertype::arp);
    put_half(b, 1);  // Ethernet
    put_half(b, ethertype::ipv4);
    put_half(b, 0x0604);  // lengths of the addresses
    put_half(b, p.reply ? 2 : 1);
    put_mac(b, p.from.mac);
    put_word(b, p.from.ip);
    put_mac(b, p.to.mac);
    put_word(b, p.to.ip);
    return b;
}

std::optional<ArpPacket> parse_arp(const Bytes& b) {
    if (b.size() < ethernet_bytes + arp_bytes || type_of(b) != ethertype::arp) return std::nullopt;
    if (half(b, 14) != 1 || half(b, 16) != ethertype::ipv4 || half(b, 18) != 0x0604) return std::nullopt;
    const std::uint16_t operation = half(b, 20);
    if (operation != 1 && operation != 2) return std::nullopt;
    return ArpPacket{operation == 2, {mac_at(b, 22), word(b, 28)}, {mac_at(b, 32), word(b, 38)}};
}

Bytes udp_frame(const UdpPacket& p) {
    Bytes b;
    const std::size_t length = udp_bytes + p.payload.size(), start = ethernet_bytes + ipv4_bytes;
    put_ipv4(b, p.from, p.to, protocol_udp, length);
    put_half(b, p.from_port);
    put_half(b, p.to_port);
    put_half(b, static_cast<std::uint32_t>(length));
    put_half(b, 0);
    b.insert(b.end(), p.payload.begin(), p.payload.end());
    const std::uint32_t sum = checksum(b, start, b.size(), pseudo_header(p.from.ip, p.to.ip, length));
    set_half(b, start + 6, sum == 0 ? 0xffff : sum);
    return b;
}

std::optional<UdpPacket> parse_udp(const Bytes& b) {
    const std::size_t end = ipv4_end(b, protocol_udp), start = ethernet_bytes + ipv4_bytes;
    if (end < start + udp_bytes || half(b, start + 4) != end - start) return std::nullopt;
    UdpPacket p{{source_of(b), word(b, 26)},
                {destination_of(b), word(b, 30)},
                half(b, start),
                half(b, start + 2),
                {}};
    if (half(b, start + 6) != 0 &&
        checksum(b, start, end, pseudo_header(p.from.ip, p.to.ip, end - start)) != 0)
        return std::nullopt;
    p.payload.assign(b.begin() + static_cast<std::ptrdiff_t>(start + udp_bytes),
                     b.begin() + static_cast<std::ptrdiff_t>(end));
    return p;
}

std::optional<Bytes> echo_reply(const Bytes& frame, const Station& me) {
    const std::size_t end = ipv4_end(frame, protocol_icmp), start = ethernet_bytes + ipv4_bytes;
    if (end < start + icmp_bytes || half(frame, start) != 0x0800 || word(frame, 30) != me.ip)
        return std::nullopt;
    if (checksum(frame, start, end) != 0) return std::nullopt;
    Bytes b;
    put_ipv4(b, me, {source_of(frame), word(frame, 26)}, protocol_icmp, end - start);
    b.insert(b.end(), frame.begin() + static_cast<std::ptrdiff_t>(start),
             frame.begin() + static_cast<std::ptrdiff_t>(end));
    b[start] = 0;
    set_half(b, start + 2, 0);
    set_half(b, start + 2, checksum(b, start, b.size()));
    return b;
}

Bytes echo_request(const Station& from, const Station& to, std::uint16_t sequence, const Bytes& payload) {
    Bytes b;
    const std::size_t start = ethernet_bytes + ipv4_bytes;
    put_ipv4(b, from, to, protocol_icmp, icmp_bytes + payload.size());
    put_half(b, 0x0800);
    put_half(b, 0);
    put_half(b, 1);
    put_half(b, sequence);
    b.insert(b.end(), payload.begin(), payload.end());
    set_half(b, start + 2, checksum(b, start, b.size()));
    return b;
}

}  // namespace ringside::machine
