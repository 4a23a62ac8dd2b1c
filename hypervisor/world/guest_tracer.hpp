// Follows one VM through the events of its host: its trace hash, and where a sensitive instruction that did not trap gave
// the guest another answer than its own machine would have given.
//
//   GuestTracer tracer(session.world(), {0, 0});
//   session.run(budget, &tracer);
//   tracer.hash().value();          // in locked time equal to the BareMetalTracer's of the same guest
#pragma once

#include <cstdint>
#include <vector>

#include "hypervisor/world/inspect.hpp"
#include "machine/trace_hash.hpp"

namespace ringside::world {

struct Divergence {
    std::uint32_t cpu = 0;
    std::uint32_t pc = 0;
    std::uint32_t word = 0;       // the instruction
    std::uint64_t step = 0;       // of the guest, the first being 1
    unsigned virtual_ring = 0, real_ring = 0;
    std::uint32_t got = 0;        // the value the guest got, or the PSR that came about
    std::uint32_t expected = 0;   // on its own machine
    bool trap_expected = false;   // its own machine would have trapped instead
};

class GuestTracer : public machine::Listener {
public:
    // `world` must outlive the tracer and be the one that runs.
    GuestTracer(const World& world, GuestRef guest) : world_(world), guest_(guest) {}

    void on(const machine::Event& event) override;

    [[nodiscard]] const machine::TraceHash& hash() const { return hash_; }
    // The first hundred.
    [[nodiscard]] const std::vector<Divergence>& divergences() const { return divergences_; }

private:
    void on_machine(const machine::Event& event);
    void on_monitor(const machine::Event& event);
    void look_for_divergence(const machine::Event& event, std::uint32_t cpu, const machine::HartRegisters& seen);
    [[nodiscard]] std::optional<isa::Gpa> guest_physical(isa::Hpa pa) const;

    const World& world_;
    GuestRef guest_;
    machine::TraceHash hash_;
    std::vector<Divergence> divergences_;
};

}  // namespace ringside::world
