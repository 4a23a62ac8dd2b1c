#include "machine/peers/key_value_client.hpp"

#include <algorithm>
#include <cstring>

#include "machine/peers/random.hpp"

namespace ringside::machine {

namespace {

constexpr std::uint16_t client_port = 40000;

// The 32 bytes of requests and answers. Hosts are little-endian, as the archive's form is.
struct Message {
    std::uint32_t magic, operation, id, status;
    std::uint64_t key, value;
};
static_assert(sizeof(Message) == 32);

Bytes bytes_of(const Message& m) {
    Bytes b(sizeof m);
    std::memcpy(b.data(), &m, sizeof m);
    return b;
}

}  // namespace

KeyValueClient::Request KeyValueClient::request() const {
    std::uint64_t state = random + std::uint64_t{request_id} * 0x100000001b3;
    const std::uint64_t which = next_random(state), value = next_random(state);
    const std::uint64_t key =
        0x3030303030303030 + which % std::max(keys, 1u);  // eight digits, to be seen in a dump
    return {which >> 63 ? set : get, key, value};
}

void KeyValueClient::wake(std::uint64_t at, std::vector<Bytes>& out) {
    if (tries >= most_tries) {
        gave_up = true;
        return;
    }
    if (tries == 0)
        ++request_id;
    else
        ++repeated;
    ++tries;
    next = at + (std::max<std::uint64_t>(retry, 1) << (tries - 1));  // twice as patient each time
    if (!server_known) {
        out.push_back(arp_frame({false, me, {MacAddress{}, server.ip}}));
        return;
    }
    const Request r = request();
    const Message m{magic, r.operation, request_id, 0, r.key, r.operation == set ? r.value : 0};
    out.push_back(udp_frame({me, server, client_port, key_value_port, bytes_of(m)}));
}

void KeyValueClient::receive(const Bytes& frame, std::uint64_t at, std::vector<Bytes>& out) {
    if (const auto arp = parse_arp(frame)) {
        if (!arp->reply && arp->to.ip == me.ip) out.push_back(arp_frame({true, me, arp->from}));
        if (arp->from.ip != server.ip || finished()) return;
        // Learned anew each time: the server may have moved to another machine.
        server.mac = arp->from.mac;
        if (server_known) return;
        server_known = true;
        if (tries == 0) return;
        tries = 0;  // asking for the address was no try of the request
        --request_id;
        next = at;
        return;
    }
    const auto udp = parse_udp(frame);
    if (udp && udp->from.ip == server.ip && udp->to.ip == me.ip && udp->from_port == key_value_port &&
        udp->to_port == client_port)
        check(udp->payload, at);
}

void KeyValueClient::check(const Bytes& payload, std::uint64_t at) {
    Message m{};
    if (tries == 0 || gave_up || payload.size() != sizeof m) return;
    std::memcpy(&m, payload.data(), sizeof m);
    if (m.magic != magic || m.id != request_id) return;  // an answer to an earlier request, come late
    const Request r = request();
    const auto held = store.find(r.key);
    bool right = m.operation == (r.operation | answer_bit) && m.key == r.key;
    if (r.operation == set)
        right = right && m.status == found;
    else if (held == store.end())
        right = right && m.status == no_such_key;
    else
        right = right && m.status == found && m.value == held->second;
    if (r.operation == set) store[r.key] = r.value;
    ++(right ? answered : wrong);
    tries = 0;
    next = at + std::max<std::uint64_t>(interval, 1);
}

}  // namespace ringside::machine
