#include "machine/peers/echo.hpp"

#include <algorithm>

namespace ringside::machine {

namespace {

// What it answers, if anything.
std::optional<Bytes> answer(const Bytes& frame, const Station& me) {
    if (const auto arp = parse_arp(frame)) {
        if (arp->reply || arp->to.ip != me.ip) return std::nullopt;
        return arp_frame({true, me, arp->from});
    }
    if (destination_of(frame) != me.mac && destination_of(frame) != broadcast_mac) return std::nullopt;
    if (type_of(frame) == ethertype::experiment) {
        Bytes back = frame;
        std::copy_n(frame.begin() + 6, 6, back.begin());
        std::copy(me.mac.begin(), me.mac.end(), back.begin() + 6);
        return back;
    }
    if (const auto udp = parse_udp(frame); udp && udp->to.ip == me.ip && udp->to_port == echo_port)
        return udp_frame({me, udp->from, udp->to_port, udp->from_port, udp->payload});
    return echo_reply(frame, me);
}

}  // namespace

void EchoPeer::receive(const Bytes& frame, std::uint64_t, std::vector<Bytes>& out) {
    if (auto reply = answer(frame, me)) {
        ++answered;
        out.push_back(std::move(*reply));
    }
}

}  // namespace ringside::machine
