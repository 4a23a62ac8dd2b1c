// The trace hash: what a guest did, step by step, as one number. In locked time the same guest has the same trace hash on
// bare metal and under every technique, and that is how fidelity is measured.
//
// It covers, in order: each step (processor, pc, registers and special registers as the guest sees them), each write to
// guest-physical memory (A and D bits included, and what devices write), each port and device
// access, each interrupt delivered.
#pragma once

#include <cstdint>

#include "machine/events.hpp"
#include "machine/hart.hpp"
#include "machine/machine.hpp"

namespace ringside::machine {

class TraceHash {
public:
    void step(std::uint32_t processor, std::uint32_t pc, const HartRegisters& seen);
    void write(isa::Gpa address, std::uint32_t width, std::uint32_t value);
    void port(std::uint32_t processor, std::uint32_t port, std::uint32_t value, bool out);
    // A device's register; and what a device wrote to memory, by the hash of its bytes.
    void device(std::uint32_t processor, std::uint32_t address, std::uint32_t value, bool write);
    void dma(isa::Gpa address, std::uint32_t bytes, std::uint32_t hash);
    void interrupt(std::uint32_t processor, std::uint32_t cause, const HartRegisters& seen);

    [[nodiscard]] std::uint64_t value() const { return hash_; }
    [[nodiscard]] std::uint64_t steps() const { return steps_; }

private:
    void mix(const void* data, std::size_t size);
    std::uint64_t hash_ = 0;
    std::uint64_t steps_ = 0;
};

// Feeds a hash from the events of a machine that runs a guest on bare metal.
class BareMetalTracer : public Listener {
public:
    explicit BareMetalTracer(const Machine& machine) : machine_(machine) {}
    void on(const Event& event) override;
    [[nodiscard]] const TraceHash& hash() const { return hash_; }

private:
    const Machine& machine_;
    TraceHash hash_;
};

}  // namespace ringside::machine
