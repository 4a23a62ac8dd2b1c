// The monitor: called when a hart reaches ring 0. Handles the exit of the guest that ran there, chooses what runs next and
// enters it, or parks the hart. State is in Hypervisor; this object is made anew for each call and keeps nothing.
//
//   while (true) {
//       Stop stop = run_reference(machine, budget, sink);
//       if (stop.reason != Stop::Reason::trap) break;
//       if (Monitor(machine, hypervisor, listener).on_trap(stop.hart) == Monitor::Outcome::asked) break;
//   }
#pragma once

#include <cstdint>

#include "hypervisor/cpu/trap_and_emulate.hpp"
#include "hypervisor/guest.hpp"
#include "hypervisor/memory/shadow.hpp"

namespace ringside::hv {

class Monitor {
public:
    Monitor(machine::Machine& machine, Hypervisor& hypervisor, machine::Listener* listener)
        : machine_(machine), hv_(hypervisor), listener_(listener) {}

    enum class Outcome : std::uint8_t {
        resumed,  // the hart runs a guest again, or is parked
        asked,    // a VM's `pending` waits for an answer; nothing has changed but that
    };
    Outcome on_trap(std::uint32_t hart);

    // Something outside changed a VM (input, a pause, an answer): harts that run it come back to the monitor at the next
    // boundary, and a parked hart looks for work.
    void kick();

    // A slice of the host's time for one virtual processor, when several want a hart.
    static constexpr std::uint64_t slices_per_second = 1000;

private:
    struct Choice {
        bool found = false;
        std::uint32_t vm = 0, vcpu = 0;
    };
    Guest guest(RootPort& port, std::uint32_t vm, std::uint32_t vcpu);
    Choice choose(std::uint32_t hart);
    [[nodiscard]] bool runnable(const Vm& vm, std::uint32_t vcpu, std::uint64_t cycle) const;
    Choice choose_in(std::uint32_t vm, std::uint32_t hart);
    [[nodiscard]] bool elsewhere(std::uint32_t vm, std::uint32_t vcpu, std::uint32_t hart) const;
    [[nodiscard]] bool keeps(RootPort& port, const OnHart& on) const;
    void run(RootPort& port, Choice choice);
    bool enter(Guest& g);
    void set_timer(RootPort& port, std::uint64_t at);
    [[nodiscard]] std::uint64_t next_due(std::uint64_t cycle) const;
    void rouse(const RootPort& port);
    void recall(std::uint32_t hart);
    [[nodiscard]] const CpuTechnique& cpu(const Vm& vm) const;
    [[nodiscard]] const MemoryTechnique& memory(const Vm& vm) const;
    [[nodiscard]] std::uint32_t wanting_harts(std::uint64_t cycle) const;

    machine::Machine& machine_;
    Hypervisor& hv_;
    machine::Listener* listener_;
    TrapAndEmulate trap_and_emulate_;
    ShadowPaging shadow_;
};

}  // namespace ringside::hv
