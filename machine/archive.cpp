#include "machine/archive.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace ringside::machine {

struct HashSink::State {
    XXH3_state_t xxh;
};

HashSink::HashSink() : state_(new State) { XXH3_64bits_reset(&state_->xxh); }
HashSink::~HashSink() = default;
void HashSink::put(const void* data, std::size_t size) { XXH3_64bits_update(&state_->xxh, data, size); }
std::uint64_t HashSink::value() const { return XXH3_64bits_digest(&state_->xxh); }

std::uint64_t hash_bytes(const void* data, std::size_t size, std::uint64_t seed) {
    return XXH3_64bits_withSeed(data, size, seed);
}

}  // namespace ringside::machine
