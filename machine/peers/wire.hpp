// A wire with two ends: the machine's network card, and a peer that follows a script. The wire can lose frames, repeat them
// and let them overtake each other, all from a seed, so that a run is the same every time.
//
// Frames arrive `latency` of guest time after they were sent; one that is overtaken takes `overtaken_factor` times as long.
// With the peer `outside`, frames that arrive there wait for the owner of the board, who also puts frames in with send():
// that is how a board joins a larger network.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "machine/peers/echo.hpp"
#include "machine/peers/key_value_client.hpp"

namespace ringside::machine {

enum class PeerKind : std::uint8_t { none, echo, key_value_client, outside };
constexpr PeerKind last_of(PeerKind) { return PeerKind::outside; }

struct WireConfig {
    PeerKind peer = PeerKind::none;
    std::uint32_t lost_per_mille = 0, repeated_per_mille = 0, overtaken_per_mille = 0;
    std::uint64_t seed = 0;
    Station peer_station{{0x02, 0x52, 0x53, 0, 0, 1}, 0x0a000001};  // 10.0.0.1
    std::uint32_t machine_ip = 0x0a000002;  // 10.0.0.2: where the key-value client looks for its server
    // Of the key-value client; times in guest time.
    std::uint32_t operations = 100, keys = 8;
    std::uint64_t start = 0, interval = 10'000, retry = 2'000'000;

    bool operator==(const WireConfig&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.peer, self.lost_per_mille, self.repeated_per_mille, self.overtaken_per_mille, self.seed,
                self.peer_station, self.machine_ip, self.operations, self.keys, self.start, self.interval,
                self.retry);
    }
};

struct FrameOnWire {
    std::uint64_t at = 0;  // when it arrives
    Bytes bytes;

    bool operator==(const FrameOnWire&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.at, self.bytes);
    }
};

// Frames that came out at the far end, for the owner of the board.
struct OutsidePeer {
    std::vector<FrameOnWire> arrived;

    bool operator==(const OutsidePeer&) const = default;
    [[nodiscard]] std::uint64_t due() const { return ~std::uint64_t{0}; }
    void wake(std::uint64_t /*at*/, std::vector<Bytes>& /*out*/) {}
    void receive(const Bytes& frame, std::uint64_t at, std::vector<Bytes>& out);

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.arrived);
    }
};

struct Wire {
    std::uint32_t lost_per_mille = 0, repeated_per_mille = 0, overtaken_per_mille = 0;
    std::uint64_t random = 0;
    std::vector<FrameOnWire> to_peer, to_card;  // by rising time
    std::variant<std::monostate, EchoPeer, KeyValueClient, OutsidePeer> peer;
    std::uint64_t lost = 0, repeated = 0, overtaken = 0;

    static constexpr std::size_t most_frames = 1024;  // each way; more are lost
    static constexpr std::uint64_t overtaken_factor = 4;

    Wire() = default;
    explicit Wire(const WireConfig& config);
    bool operator==(const Wire&) const = default;

    enum class Way : std::uint8_t { to_peer, to_card };
    void send(Way way, const Bytes& frame, std::uint64_t at, std::uint64_t latency);
    [[nodiscard]] bool connected() const { return peer.index() != 0; }
    // When something arrives or the peer acts by itself; ~0 if nothing will.
    [[nodiscard]] std::uint64_t due() const;
    // Does the one thing that is due at `at`; gives a frame if it arrives at the card.
    std::optional<Bytes> step(std::uint64_t at, std::uint64_t latency);

    [[nodiscard]] bool well_formed() const;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.lost_per_mille, self.repeated_per_mille, self.overtaken_per_mille, self.random,
                self.to_peer, self.to_card, self.peer, self.lost, self.repeated, self.overtaken);
        check_loaded<Wire>(self, archive);
    }

private:
    bool chance(std::uint32_t per_mille);
    void put(std::vector<FrameOnWire>& frames, std::uint64_t at, const Bytes& bytes);
};

}  // namespace ringside::machine
