// The network card, the wire, and the peers at its other end.
#include <catch2/catch.hpp>

#include "machine/peers/packet.hpp"
#include "tests/machine/devices_rig.hpp"

namespace ringside::machine::test {
namespace {

constexpr U tx_at = 0x2000, rx_at = 0x3000, buffers_at = 0x10000, buffer_bytes = 0x800, send_at = 0x8000;
constexpr auto ok = static_cast<U>(RequestStatus::done);

DeviceConfig network_with(PeerKind peer) {
    DeviceConfig d;
    d.network = true;
    d.wire.peer = peer;
    return d;
}

struct NetBench : Bench {
    U sent = 0, offered = 0;
    explicit NetBench(const DeviceConfig& d, U entries = 8) : Bench(d) {
        write(Source::network, reg::network_tx_ring, tx_at);
        write(Source::network, reg::network_tx_entries, entries);
        write(Source::network, reg::network_rx_ring, rx_at);
        write(Source::network, reg::network_rx_entries, entries);
        write(Source::network, reg::network_control, 7);
    }
    U place(U ring, U index, U entries) const { return ring + (index & (entries - 1)) * 16; }
    U send(U address, U length) {
        const U at = place(tx_at, sent++, board.network.tx.entries);
        set_word(at, address);
        set_word(at + 4, length);
        set_word(at + 8, 0);
        write(Source::network, reg::network_tx_doorbell, sent);
        return at;
    }
    U send(const Bytes& frame) {
        std::copy(frame.begin(), frame.end(), dma.memory.begin() + send_at);
        return send(send_at, static_cast<U>(frame.size()));
    }
    void offer(U count, U length = buffer_bytes) {
        for (; count > 0; --count, ++offered) {
            const U at = place(rx_at, offered, board.network.rx.entries);
            set_word(at, buffers_at + offered % board.network.rx.entries * buffer_bytes);
            set_word(at + 4, length);
            set_word(at + 8, 0);
        }
        write(Source::network, reg::network_rx_doorbell, offered);
    }
    U rx_word(U index, U offset) const {
        return word(place(rx_at, index, board.network.rx.entries) + offset);
    }
    Bytes received(U index) const {
        const U from = buffers_at + index % board.network.rx.entries * buffer_bytes;
        return Bytes(dma.memory.begin() + from, dma.memory.begin() + from + rx_word(index, 4));
    }
    U dropped() const { return read(Source::network, reg::network_dropped); }
};

const WireConfig plain;
const Station peer = plain.peer_station, machine_station{{0x02, 0x52, 0x53, 0, 0, 2}, 0x0a000002};

Bytes raw_frame(std::size_t size, std::uint8_t first, MacAddress to = peer.mac) {
    Bytes f(size);
    std::copy(to.begin(), to.end(), f.begin());
    std::copy(machine_station.mac.begin(), machine_station.mac.end(), f.begin() + 6);
    f[12] = 0x88;
    f[13] = 0xb5;
    for (std::size_t i = 14; i < size; ++i) f[i] = static_cast<std::uint8_t>(first + i * 3);
    return f;
}

}  // namespace

TEST_CASE("a frame that was sent comes back from an echo peer, with the two addresses exchanged",
          "[devices]") {
    NetBench b(network_with(PeerKind::echo));
    b.offer(8);
    U index = 0;
    for (std::size_t size : {14u, 15u, 60u, 1000u, 1514u}) {
        const Bytes frame = raw_frame(size, static_cast<std::uint8_t>(size));
        const U at = b.send(frame);
        b.finish();
        CHECK(b.word(at + 8) == ok);
        REQUIRE(b.read(Source::network, reg::network_rx_done) == index + 1);
        CHECK(b.rx_word(index, 8) == ok);
        const Bytes back = b.received(index++);
        CHECK(destination_of(back) == machine_station.mac);
        CHECK(source_of(back) == peer.mac);
        CHECK(Bytes(back.begin() + 12, back.end()) == Bytes(frame.begin() + 12, frame.end()));
    }
    CHECK(b.read(Source::network, reg::network_tx_done) == 5);
    CHECK(b.read(Source::network, reg::network_status) == 0xb);
    b.write(Source::network, reg::network_status, 3);
    CHECK(b.read(Source::network, reg::network_status) == 8);
    CHECK_FALSE(b.interrupting(Source::network));
    CHECK(b.dma.count(EventKind::frame_sent) == 5);
    CHECK(b.dma.count(EventKind::frame_received) == 5);
}

TEST_CASE("sending takes a time per byte, the wire its latency each way", "[devices]") {
    NetBench b(network_with(PeerKind::echo));
    const DeviceTimes t = bench_times();
    b.offer(2);
    const U at = b.send(raw_frame(100, 1));
    b.send(raw_frame(200, 1));
    CHECK(b.board.devices_due == 100 * t.network_byte);
    CHECK(b.pass(100 * t.network_byte));
    CHECK(b.word(at + 8) == ok);
    CHECK(b.board.devices_due == 300 * t.network_byte);
    b.finish();
    CHECK(b.now == 300 * t.network_byte + 2 * t.network_latency);
}

TEST_CASE("a frame is taken when the doorbell rings", "[devices]") {
    NetBench b(network_with(PeerKind::echo));
    b.offer(1);
    const Bytes frame = raw_frame(64, 1);
    b.send(frame);
    b.fill(send_at, 64, 200);
    b.finish();
    const Bytes back = b.received(0);
    CHECK(Bytes(back.begin() + 12, back.end()) == Bytes(frame.begin() + 12, frame.end()));
}

TEST_CASE("a frame that cannot be sent says why, and the next one is sent all the same", "[devices]") {
    NetBench b(network_with(PeerKind::echo));
    b.offer(8);
    struct {
        U address, length;
        RequestStatus status;
    } const cases[] = {{send_at, 0, RequestStatus::length},
                       {send_at, 13, RequestStatus::length},
                       {send_at, 1515, RequestStatus::length},
                       {send_at, 0xffffffff, RequestStatus::length},
                       {0, 64, RequestStatus::memory},
                       {0xffffffe0, 64, RequestStatus::memory},
                       {Bench::memory_bytes - 32, 64, RequestStatus::memory}};
    for (const auto& c : cases) {
        INFO(c.address << " " << c.length);
        const U at = b.send(c.address, c.length);
        b.finish();
        CHECK(b.word(at + 8) == static_cast<U>(c.status));
    }
    CHECK(b.read(Source::network, reg::network_rx_done) == 0);
    b.send(raw_frame(64, 1));
    b.finish();
    CHECK(b.read(Source::network, reg::network_rx_done) == 1);
    CHECK(b.read(Source::network, reg::network_error) == 0);
}

TEST_CASE("a frame without a buffer, or with one too small or nowhere, is dropped and counted", "[devices]") {
    NetBench b(network_with(PeerKind::echo));
    b.send(raw_frame(64, 1));
    b.finish();
    CHECK(b.dropped() == 1);
    CHECK(b.read(Source::network, reg::network_rx_done) == 0);
    b.offer(1, 63);
    b.send(raw_frame(64, 1));
    b.finish();
    CHECK(b.dropped() == 2);
    CHECK(b.rx_word(0, 4) == 64);
    CHECK(b.rx_word(0, 8) == static_cast<U>(RequestStatus::length));
    b.set_word(rx_at + 16, 0xf1000000);
    b.set_word(rx_at + 16 + 4, 2000);
    b.offered = 2;
    b.write(Source::network, reg::network_rx_doorbell, 2);
    b.send(raw_frame(64, 1));
    b.finish();
    CHECK(b.dropped() == 3);
    CHECK(b.rx_word(1, 8) == static_cast<U>(RequestStatus::memory));
    CHECK(b.read(Source::network, reg::network_error) == 0);
}

TEST_CASE("a card takes frames for its address and for groups; for others only if told", "[devices]") {
    NetBench b(network_with(PeerKind::outside));
    b.offer(8);
    const auto arrives = [&](MacAddress to) {
        const U before = b.read(Source::network, reg::network_rx_done);
        b.board.wire.send(Wire::Way::to_card, raw_frame(60, 1, to), b.now, 10);
        b.board.settle();
        b.finish();
        return b.read(Source::network, reg::network_rx_done) == before + 1;
    };
    CHECK(arrives(machine_station.mac));
    CHECK(arrives(broadcast_mac));
    CHECK(arrives({0x01, 0, 0x5e, 0, 0, 1}));
    CHECK_FALSE(arrives({0x02, 0x52, 0x53, 0, 0, 3}));
    b.write(Source::network, reg::network_control, 7 + 16);
    CHECK(arrives({0x02, 0x52, 0x53, 0, 0, 3}));
    CHECK(b.dropped() == 0);
}

TEST_CASE("frames to an outside peer wait there for the owner of the board", "[devices]") {
    NetBench b(network_with(PeerKind::outside));
    const Bytes frame = raw_frame(60, 1);
    b.send(frame);
    b.finish();
    const auto& outside = std::get<OutsidePeer>(b.board.wire.peer);
    REQUIRE(outside.arrived.size() == 1);
    CHECK(outside.arrived[0].bytes == frame);
    CHECK(outside.arrived[0].at == 60 * bench_times().network_byte + bench_times().network_latency);
}

TEST_CASE("without anything at the other end the link is down, and sending completes", "[devices]") {
    NetBench b(network_with(PeerKind::none));
    CHECK(b.read(Source::network, reg::network_status) == 0);
    const U at = b.send(raw_frame(60, 1));
    b.finish();
    CHECK(b.word(at + 8) == ok);
    CHECK(b.read(Source::network, reg::network_mac_low) == 0x00535202);
    CHECK(b.read(Source::network, reg::network_mac_high) == 0x0200);
}

TEST_CASE("a bad ring stops the card with its error bit, until a reset", "[devices]") {
    const auto stopped = [](NetBench& b, DeviceError why) {
        CHECK(b.read(Source::network, reg::network_error) == static_cast<U>(why));
        CHECK((b.read(Source::network, reg::network_status) & 4) == 4);
        CHECK(b.interrupting(Source::network));
        CHECK(b.board.well_formed());
        b.write(Source::network, reg::network_status, ~0u);
        b.write(Source::network, reg::network_control, 7);
        b.write(Source::network, reg::network_rx_doorbell, 1);
        CHECK(b.read(Source::network, reg::network_error) == static_cast<U>(why));
        b.write(Source::network, reg::network_control, control_reset);
        CHECK((b.read(Source::network, reg::network_status) & 4) == 0);
        CHECK(b.board.network.tx == Ring{});
    };
    for (U entries : {1u, 5u, 65u, 0xffffffffu}) {
        NetBench b(network_with(PeerKind::echo), entries);
        INFO(entries);
        stopped(b, DeviceError::ring_setup);
    }
    {
        NetBench b(network_with(PeerKind::echo));
        b.write(Source::network, reg::network_rx_doorbell, 9);
        stopped(b, DeviceError::doorbell);
    }
    {
        NetBench b(network_with(PeerKind::echo), 0);  // rings of no entries are allowed, but offer nothing
        CHECK(b.read(Source::network, reg::network_error) == 0);
        b.write(Source::network, reg::network_tx_doorbell, 1);
        stopped(b, DeviceError::doorbell);
    }
    {
        NetBench b(network_with(PeerKind::echo));
        b.write(Source::network, reg::network_control, 6);
        b.write(Source::network, reg::network_tx_ring, 0xfffffff0);
        b.write(Source::network, reg::network_control, 7);
        b.write(Source::network, reg::network_tx_doorbell, 1);
        stopped(b, DeviceError::descriptor_read);
    }
}

TEST_CASE("an echo peer answers ARP for its address, ICMP echo and UDP port 7, and nothing else",
          "[devices]") {
    EchoPeer echo{peer};
    const auto answer = [&](const Bytes& frame) {
        std::vector<Bytes> out;
        echo.receive(frame, 0, out);
        return out.empty() ? Bytes{} : out[0];
    };
    const auto arp = parse_arp(answer(arp_frame({false, machine_station, {MacAddress{}, peer.ip}})));
    REQUIRE(arp);
    CHECK(arp->reply);
    CHECK(arp->from == peer);
    CHECK(arp->to == machine_station);
    CHECK(answer(arp_frame({false, machine_station, {MacAddress{}, 0x0a000009}})).empty());
    CHECK(answer(arp_frame({true, machine_station, peer})).empty());

    const Bytes ping = echo_request(machine_station, peer, 7, {1, 2, 3, 4, 5});
    const Bytes pong = answer(ping);
    REQUIRE(pong.size() == ping.size());
    CHECK(pong[34] == 0);
    CHECK(Bytes(pong.begin() + 38, pong.end()) == Bytes(ping.begin() + 38, ping.end()));
    CHECK(destination_of(pong) == machine_station.mac);
    CHECK(answer(echo_request(machine_station, {peer.mac, 0x0a000009}, 7, {1})).empty());

    const UdpPacket packet{machine_station, peer, 5000, echo_port, {9, 8, 7}};
    const auto back = parse_udp(answer(udp_frame(packet)));
    REQUIRE(back);
    CHECK(back->payload == packet.payload);
    CHECK(back->to_port == 5000);
    CHECK(back->from_port == echo_port);
    CHECK(back->to == machine_station);
    CHECK(answer(udp_frame({machine_station, peer, 5000, 8, {1}})).empty());
    CHECK(echo.answered == 3);

    // Every single changed bit of a packet is noticed, but for those of the Ethernet header and the fields no checksum covers.
    for (const Bytes& good : {udp_frame(packet), ping})
        for (std::size_t bit = 14 * 8; bit < good.size() * 8; ++bit) {
            Bytes bad = good;
            bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ 1u << bit % 8);
            INFO("bit " << bit);
            CHECK(answer(bad).empty());
        }
    // No prefix of a packet crashes it or is taken for one.
    for (const Bytes& good :
         {udp_frame(packet), ping, arp_frame({false, machine_station, {MacAddress{}, peer.ip}})})
        for (std::size_t size = least_frame_bytes; size < good.size(); ++size)
            CHECK(answer(Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size))).empty());
}

TEST_CASE("a checksum is that of RFC 1071", "[devices]") {
    // The example of RFC 1071 section 3 is a UDP-free one; this frame was checked by hand against it.
    const Bytes f = udp_frame({{{}, 0xc0a80001}, {{}, 0xc0a800c7}, 0x1234, 0x4321, {0xde, 0xad}});
    U sum = 0;
    for (std::size_t i = 14; i < 34; i += 2) sum += static_cast<U>(f[i] << 8 | f[i + 1]);
    while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
    CHECK(sum == 0xffff);
}

TEST_CASE("a wire loses, repeats and delays the share of frames it is told to, the same every time",
          "[devices]") {
    const auto run_wire = [](U lost, U repeated, U overtaken, std::uint64_t seed) {
        WireConfig c;
        c.peer = PeerKind::outside;
        c.lost_per_mille = lost;
        c.repeated_per_mille = repeated;
        c.overtaken_per_mille = overtaken;
        c.seed = seed;
        Wire wire(c);
        std::vector<U> order;
        for (U i = 0; i < 4000; ++i) {
            Bytes frame(60);
            std::memcpy(frame.data() + 14, &i, 4);
            wire.send(Wire::Way::to_peer, frame, i * 100, 150);
            while (wire.due() <= i * 100) wire.step(wire.due(), 150);
        }
        while (wire.due() != ~std::uint64_t{0}) wire.step(wire.due(), 150);
        CHECK(wire.well_formed());
        return wire;
    };
    // The outside peer keeps the first 1024 frames; the wire's own counts cover all.
    CHECK(run_wire(0, 0, 0, 1).lost == 0);
    const Wire w = run_wire(100, 50, 200, 1);
    CHECK(w.lost > 320);
    CHECK(w.lost < 480);
    CHECK(w.repeated > 120);
    CHECK(w.repeated < 250);
    CHECK(w.overtaken > 600);
    CHECK(w.overtaken < 850);
    CHECK(w == run_wire(100, 50, 200, 1));
    CHECK_FALSE(w == run_wire(100, 50, 200, 2));
    CHECK(run_wire(1000, 0, 0, 1).lost == 4000);
    const auto& arrived = std::get<OutsidePeer>(w.peer).arrived;
    int inversions = 0;
    for (std::size_t i = 1; i < arrived.size(); ++i) {
        CHECK(arrived[i].at >= arrived[i - 1].at);
        inversions += std::memcmp(arrived[i].bytes.data() + 14, arrived[i - 1].bytes.data() + 14, 4) < 0;
    }
    CHECK(inversions > 50);
}

TEST_CASE("a wire holds at most so many frames; the others are lost", "[devices]") {
    WireConfig c;
    c.peer = PeerKind::echo;
    Wire wire(c);
    for (int i = 0; i < 3000; ++i) wire.send(Wire::Way::to_card, Bytes(60), 0, 5);
    CHECK(wire.to_card.size() == Wire::most_frames);
    CHECK(wire.lost == 3000 - Wire::most_frames);
}

}  // namespace ringside::machine::test
