// A peer that uses a key-value server on the machine: it asks for the server's address by ARP, then sets and gets keys, one
// request at a time over UDP, and checks every answer against what the server should hold.
//
// A request and its answer are 32 bytes, words little-endian:
//
//   0 magic 0x3130564b "KV01"   4 operation: 1 get, 2 set; + 0x80000000 in the answer   8 id   12 status: 0 done, 1 no such key
//   16 key (8 bytes)            24 value (8 bytes)
//
// Ids rise by one from request to request. A request without an answer is sent again with the same id, after twice the time
// it waited before. A server must answer it again, and must not apply a request older than one it has applied: the wire may
// repeat and delay. After `most_tries` the client gives up, so that a machine without a server comes to rest.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "machine/peers/packet.hpp"

namespace ringside::machine {

inline constexpr std::uint16_t key_value_port = 1111;

struct KeyValueClient {
    Station me, server;  // server.mac is learned
    bool server_known = false;
    std::uint32_t operations = 0;  // to do in all
    std::uint32_t keys = 8;        // different keys
    std::uint64_t interval = 0;    // guest time from an answer to the next request
    std::uint64_t retry = 0;       // guest time after which a request is sent again, at first
    std::uint64_t random = 0;

    std::uint32_t request_id = 0;  // of the request on its way, or the last one
    std::uint32_t tries = 0;       // how often it was sent; 0: none is on its way
    bool gave_up = false;
    std::uint64_t next = 0;                        // when it acts by itself
    std::map<std::uint64_t, std::uint64_t> store;  // what the server should hold

    std::uint32_t answered = 0;  // requests answered rightly
    std::uint32_t wrong = 0;     // answers that were not what the store says
    std::uint32_t repeated = 0;  // requests sent again

    static constexpr std::uint32_t magic = 0x3130564b, answer_bit = 0x80000000;
    static constexpr std::uint32_t most_tries = 16;
    enum Operation : std::uint32_t { get = 1, set = 2 };
    enum Status : std::uint32_t { found = 0, no_such_key = 1 };

    bool operator==(const KeyValueClient&) const = default;

    [[nodiscard]] bool finished() const { return gave_up || (tries == 0 && request_id >= operations); }
    [[nodiscard]] std::uint64_t due() const { return finished() ? ~std::uint64_t{0} : next; }
    void wake(std::uint64_t at, std::vector<Bytes>& out);
    void receive(const Bytes& frame, std::uint64_t at, std::vector<Bytes>& out);

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.me, self.server, self.server_known, self.operations, self.keys, self.interval,
                self.retry, self.random, self.request_id, self.tries, self.gave_up, self.next, self.store,
                self.answered, self.wrong, self.repeated);
    }

private:
    struct Request {
        Operation operation;
        std::uint64_t key, value;
    };
    // The request with the present id: a function of the seed and the id.
    [[nodiscard]] Request request() const;
    void check(const Bytes& payload, std::uint64_t at);
};

}  // namespace ringside::machine
