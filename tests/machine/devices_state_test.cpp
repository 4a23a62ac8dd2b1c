// The state of devices is a value: every member is visited, compared and part of the digest, and damaged bytes are refused.
#include <catch2/catch.hpp>

#include "tests/machine/devices_programs.hpp"
#include "tests/machine/devices_rig.hpp"
#include "tests/machine/members.hpp"

namespace ringside::machine::test {
namespace {

template <class T>
void all_members_are_visited(const char* name) {
    INFO(name);
    CHECK(visits_of(T{}).places.size() == members_of<T>());
}

// Everything is under way: requests in the disk's queue, frames in the card and on the wire both ways.
Board busy_board(PeerKind peer) {
    DeviceConfig d;
    d.disk_blocks = 16;
    d.network = d.framebuffer = d.iommu = d.clock = true;
    d.wire.peer = peer;
    Bench b(d);
    b.write(Source::disk, reg::disk_ring, 0x2000);
    b.write(Source::disk, reg::disk_entries, 4);
    b.write(Source::disk, reg::disk_control, 3);
    for (U i = 0; i < 3; ++i) {
        const U words[] = {i, i, 1, 0x8000};
        for (U w = 0; w < 4; ++w) b.set_word(0x2000 + i * 32 + w * 4, words[w]);
    }
    b.write(Source::disk, reg::disk_doorbell, 3);
    b.write(Source::network, reg::network_tx_ring, 0x3000);
    b.write(Source::network, reg::network_tx_entries, 4);
    b.write(Source::network, reg::network_rx_ring, 0x4000);
    b.write(Source::network, reg::network_rx_entries, 4);
    b.write(Source::network, reg::network_control, 7);
    for (U i = 0; i < 4; ++i) {
        b.set_word(0x3000 + i * 16, 0x8000);
        b.set_word(0x3000 + i * 16 + 4, 40);
        b.set_word(0x4000 + i * 16, 0x9000);
        b.set_word(0x4000 + i * 16 + 4, 2000);
    }
    b.write(Source::network, reg::network_rx_doorbell, 3);
    b.write(Source::network, reg::network_tx_doorbell, 4);
    b.board.wire.send(Wire::Way::to_card, Bytes(60, 1), 0, 300);
    b.board.settle();
    b.pass(100);
    REQUIRE(b.board.disk.queue.size() == 3);
    REQUIRE(b.board.network.sending.size() == 3);
    REQUIRE(b.board.wire.to_peer.size() == 1);
    REQUIRE(b.board.wire.to_card.size() >= 1);
    return b.board;
}

}  // namespace

TEST_CASE("serialize of every device visits as many members as there are", "[devices]") {
    all_members_are_visited<Ring>("Ring");
    all_members_are_visited<DiskRequest>("DiskRequest");
    all_members_are_visited<SentFrame>("SentFrame");
    all_members_are_visited<ReceiveBuffer>("ReceiveBuffer");
    all_members_are_visited<NetworkCard>("NetworkCard");
    all_members_are_visited<Iommu>("Iommu");
    all_members_are_visited<Station>("Station");
    all_members_are_visited<EchoPeer>("EchoPeer");
    all_members_are_visited<KeyValueClient>("KeyValueClient");
    all_members_are_visited<OutsidePeer>("OutsidePeer");
    all_members_are_visited<FrameOnWire>("FrameOnWire");
    all_members_are_visited<WireConfig>("WireConfig");
    all_members_are_visited<DeviceConfig>("DeviceConfig");
    all_members_are_visited<DeviceTimes>("DeviceTimes");
    CHECK(visits_fill(Disk(8)));
    CHECK(visits_fill(Framebuffer(true)));
    CHECK(visits_fill(Wire(WireConfig{})));
}

TEST_CASE("changing any one member of a busy board changes ==, the digest and the saved bytes", "[devices]") {
    for (PeerKind peer : {PeerKind::echo, PeerKind::key_value_client, PeerKind::outside}) {
        const Board board = busy_board(peer);
        const std::uint64_t digest = digest_of(board);
        const Bytes bytes = save(board);
        int leaves = 0;
        for (;; ++leaves) {
            Board poked = board;
            Poke poke(leaves);
            Board::serialize(poked, poke);
            if (!poke.done()) break;
            INFO("leaf " << leaves);
            REQUIRE_FALSE(poked == board);
            REQUIRE(digest_of(poked) != digest);
            REQUIRE(save(poked) != bytes);
        }
        CHECK(leaves > 1000);
        const auto back = load<Board>(bytes);
        REQUIRE(back);
        CHECK(*back == board);
    }
}

TEST_CASE("damaged bytes of a board are refused, or are another board that runs", "[devices]") {
    Random random(3);
    for (PeerKind peer : {PeerKind::echo, PeerKind::key_value_client, PeerKind::outside}) {
        const Bytes bytes = save(busy_board(peer));
        int refused = 0;
        for (int i = 0; i < 3000; ++i) {
            Bytes bad = bytes;
            const U where = random.below(static_cast<U>(bad.size()));
            if (random.chance(20))
                bad.resize(where);
            else if (random.chance(50))
                bad[where] ^= static_cast<std::uint8_t>(1u << random.below(8));
            else
                bad[where] = static_cast<std::uint8_t>(random.operand());
            auto board = load<Board>(bad);
            if (!board) {
                ++refused;
                continue;
            }
            REQUIRE(board->well_formed());
            FlatDma dma(Bench::memory_bytes);
            for (int step = 0; step < 50 && board->devices_due != ~std::uint64_t{0}; ++step)
                board->complete(board->devices_due, dma);
            REQUIRE(board->well_formed());
        }
        CHECK(refused > 500);
    }
}

TEST_CASE("a board whose parts do not fit each other is not loaded", "[devices]") {
    const Board good = busy_board(PeerKind::echo);
    const auto refused = [&](auto change) {
        Board b = good;
        change(b);
        return !load<Board>(save(b));
    };
    CHECK_FALSE(refused([](Board&) {}));
    CHECK(refused([](Board& b) { ++b.disk.ring.offered; }));
    CHECK(refused([](Board& b) { b.disk.enabled = false; }));
    CHECK(refused([](Board& b) { b.disk.ring.entries = 3; }));
    CHECK(refused([](Board& b) { b.disk.status = 2; }));
    CHECK(refused([](Board& b) { ++b.disk.queue[1].index; }));
    CHECK(refused([](Board& b) { b.disk.queue[0].block = 16; }));
    CHECK(refused([](Board& b) { b.disk.queue[1].data.pop_back(); }));
    CHECK(refused([](Board& b) { b.disk.queue[2].due = 0; }));
    CHECK(refused([](Board& b) { b.disk.blocks = 24; }));
    CHECK(refused([](Board& b) { ++b.network.tx.done; }));
    CHECK(refused([](Board& b) { b.network.rx.entries = 0; }));
    CHECK(refused([](Board& b) { b.network.sending[0].bytes.resize(1515); }));
    CHECK(refused([](Board& b) { b.network.interrupts = 1; }));
    CHECK(refused([](Board& b) { b.network.link_up = false; }));
    CHECK(refused([](Board& b) { b.wire.to_card[0].bytes.clear(); }));
    CHECK(refused([](Board& b) { b.wire.peer = std::monostate{}; }));
    CHECK(refused([](Board& b) { b.framebuffer.palette.pop_back(); }));
    CHECK(refused([](Board& b) { b.framebuffer.memory = CowPages(1); }));
    CHECK(refused([](Board& b) { b.iommu.roots[3] = 2; }));
    CHECK(refused([](Board& b) { ++b.devices_due; }));
    CHECK(refused([](Board& b) { b.timers.emplace_back(); }));
}

TEST_CASE("a configuration of devices that cannot be is refused with a sentence", "[devices]") {
    MachineConfig c;
    c.devices.disk_blocks = Disk::most_blocks + 1;
    CHECK(c.problem().value_or("").find("4 GiB") != std::string::npos);
    c = {};
    c.devices.wire.lost_per_mille = 1001;
    CHECK(c.problem().value_or("").find("0 to 1000 frames of 1000") != std::string::npos);
}

}  // namespace ringside::machine::test
