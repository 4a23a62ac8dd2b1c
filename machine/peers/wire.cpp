#include "machine/peers/wire.hpp"

#include <algorithm>

#include "machine/peers/random.hpp"

namespace ringside::machine {

namespace {
constexpr std::uint64_t never = ~std::uint64_t{0};

std::uint64_t first_of(const std::vector<FrameOnWire>& frames) {
    return frames.empty() ? never : frames.front().at;
}
FrameOnWire take_first(std::vector<FrameOnWire>& frames) {
    FrameOnWire f = std::move(frames.front());
    frames.erase(frames.begin());
    return f;
}
bool good(const std::vector<FrameOnWire>& frames) {
    const auto earlier = [](const FrameOnWire& a, const FrameOnWire& b) { return a.at < b.at; };
    return frames.size() <= Wire::most_frames && std::is_sorted(frames.begin(), frames.end(), earlier) &&
           std::all_of(frames.begin(), frames.end(), [](const FrameOnWire& f) {
               return f.bytes.size() >= least_frame_bytes && f.bytes.size() <= most_frame_bytes;
           });
}

}  // namespace

void OutsidePeer::receive(const Bytes& frame, std::uint64_t at, std::vector<Bytes>&) {
    if (arrived.size() < Wire::most_frames) arrived.push_back({at, frame});
}

Wire::Wire(const WireConfig& c)
    : lost_per_mille(c.lost_per_mille), repeated_per_mille(c.repeated_per_mille),
      overtaken_per_mille(c.overtaken_per_mille), random(c.seed) {
    switch (c.peer) {
    case PeerKind::none: break;
    case PeerKind::echo: peer = EchoPeer{c.peer_station}; break;
    case PeerKind::outside: peer = OutsidePeer{}; break;
    case PeerKind::key_value_client: {
        KeyValueClient client;
        client.me = c.peer_station;
        client.server.ip = c.machine_ip;
        client.operations = c.operations;
        client.keys = c.keys;
        client.interval = c.interval;
        client.retry = c.retry;
        client.random = mixed(c.seed);
        client.next = c.start;
        peer = std::move(client);
        break;
    }
    }
}

bool Wire::chance(std::uint32_t per_mille) {
    return per_mille != 0 && next_random(random) % 1000 < per_mille;
}

void Wire::put(std::vector<FrameOnWire>& frames, std::uint64_t at, const Bytes& bytes) {
    if (frames.size() >= most_frames) {
        ++lost;
        return;
    }
    const auto later = [](std::uint64_t t, const FrameOnWire& f) { return t < f.at; };
    frames.insert(std::upper_bound(frames.begin(), frames.end(), at, later), FrameOnWire{at, bytes});
}

void Wire::send(Way way, const Bytes& frame, std::uint64_t at, std::uint64_t latency) {
    if (!connected()) return;
    std::vector<FrameOnWire>& frames = way == Way::to_peer ? to_peer : to_card;
    const std::uint64_t time = std::max<std::uint64_t>(latency, 1);
    if (chance(lost_per_mille)) {
        ++lost;
        return;
    }
    if (chance(repeated_per_mille)) {
        ++repeated;
        put(frames, at + time * 2, frame);
    }
    const bool slow = chance(overtaken_per_mille);
    if (slow) ++overtaken;
    put(frames, at + time * (slow ? overtaken_factor : 1), frame);
}

std::uint64_t Wire::due() const {
    const std::uint64_t frames = std::min(first_of(to_peer), first_of(to_card));
    return std::visit(
        [&](const auto& p) {
            if constexpr (requires { p.due(); })
                return std::min(frames, p.due());
            else
                return frames;
        },
        peer);
}

std::optional<Bytes> Wire::step(std::uint64_t at, std::uint64_t latency) {
    if (first_of(to_card) <= at) return take_first(to_card).bytes;
    std::vector<Bytes> out;
    std::optional<FrameOnWire> arrived;
    if (first_of(to_peer) <= at) arrived = take_first(to_peer);
    std::visit(
        [&](auto& p) {
            if constexpr (requires { p.due(); }) {
                if (arrived)
                    p.receive(arrived->bytes, at, out);
                else if (p.due() <= at)
                    p.wake(at, out);
            }
        },
        peer);
    for (const Bytes& frame : out) send(Way::to_card, frame, at, latency);
    return std::nullopt;
}

bool Wire::well_formed() const {
    if (!good(to_peer) || !good(to_card)) return false;
    const auto* outside = std::get_if<OutsidePeer>(&peer);
    return !outside || good(outside->arrived);
}

}  // namespace ringside::machine
