// The fast engine: the same machine as the reference engine to the bit (state, cycles, TLB contents, order of events), at
// twenty to fifty times its speed.
//
//   FastEngine engine;                       // derived things only: may be dropped at any time
//   Stop stop = engine.run(machine, 1'000'000, NullSink{});
//
// How (machine/fast/): pages of code are decoded once into 32-byte operations and run by threaded dispatch, frequent
// pairs fused; cycles and instructions are charged per block in one subtraction; loads, stores and fetches that the
// simulated TLB would answer go through host-address shortcuts, always a subset of it. Everything else (traps,
// privileged instructions, interrupts, TLB misses) is done by the reference engine's own code, one boundary at a time, so
// that there is one truth. With a listener the reference engine runs: every event is then made.
#pragma once

#include <cstdint>
#include <memory>

#include "machine/events.hpp"
#include "machine/machine.hpp"

namespace ringside::machine {

class FastEngine {
public:
    FastEngine();
    ~FastEngine();
    FastEngine(FastEngine&&) noexcept;
    FastEngine& operator=(FastEngine&&) noexcept;

    Stop run(Machine& machine, std::uint64_t ticks, NullSink sink);
    Stop run(Machine& machine, std::uint64_t ticks, ListenerSink sink);

    // To be called when the machine it ran was assigned another value (a reset, a step back): host addresses that it
    // remembers may be stale in a way it cannot see.
    void forget();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ringside::machine
