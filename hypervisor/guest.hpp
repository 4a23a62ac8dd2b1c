// What a handler of one exit works on: the port to the machine, the virtual machine and its processor; and the two
// interfaces that a technique implements.
//
//   CPU technique     how the guest's instructions run: enters the guest, handles what comes back
//   memory technique  how its addresses are translated: fills tables on faults, drops them on invalidations
#pragma once

#include <cstdint>
#include <optional>

#include "hypervisor/root_port.hpp"
#include "hypervisor/types.hpp"
#include "isa/causes.hpp"

namespace ringside::hv {

class MemoryTechnique;

struct Guest {
    RootPort& port;
    Hypervisor& hv;
    Vm& vm;
    Vcpu& vcpu;
    const MemoryTechnique& memory;
    std::uint32_t vm_id;
    std::uint32_t vcpu_id;

    [[nodiscard]] bool locked() const { return vm.config.time == machine::TimeMode::locked; }
    // Guest time, as its timer and its clock registers show it.
    [[nodiscard]] std::uint64_t now() const { return locked() ? vm.steps : port.cycle() - vm.time_offset; }
    // INSTRET as the guest reads it, and as its compare register sees it.
    [[nodiscard]] std::uint64_t instret() const { return locked() ? vm.steps : vcpu.instret; }
    [[nodiscard]] std::uint32_t lines() const { return vm.board.lines(vcpu_id, now()); }
    [[nodiscard]] isa::Gva pc() const { return isa::Gva{vcpu.v.pc}; }

    void count_step() {
        ++vm.steps;
        if (vm.turn.left > 0) --vm.turn.left;
    }
    void stop(const char* reason) {
        vm.state = VmState::stopped;
        vm.stop_reason = reason;
        emit(machine::EventKind::vm_stop);
    }
    void emit(machine::EventKind kind, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0, std::uint32_t d = 0) {
        port.emit(kind, vm_id, vcpu_id, vcpu.v.pc, a, b, c, d);
    }
};

// What a page fault of the guest came to.
struct FaultResult {
    ExitReason reason = ExitReason::hidden_fault;
    std::optional<isa::Trap> reflect;  // the trap to deliver; nothing: resume, the access is tried again
};

class MemoryTechnique {
public:
    virtual ~MemoryTechnique() = default;
    // The guest touched va and the real tables refused. Sets guest A and D bits as hardware would.
    virtual FaultResult fault(Guest& guest, isa::Gva va, isa::Access access) const = 0;
    // Makes the real PTB fit the guest's PTB and virtual ring. False: host memory is out.
    virtual bool activate(Guest& guest) const = 0;
    // The guest executed tlbinv, tlbinv.va, tlbinv.as, or wrote PTB.
    virtual void invalidate(Guest& guest) const = 0;
    virtual void invalidate_va(Guest& guest, isa::Gva va) const = 0;
    virtual void invalidate_asid(Guest& guest, std::uint32_t asid) const = 0;
    virtual void ptb_written(Guest& guest) const = 0;
};

class CpuTechnique {
public:
    virtual ~CpuTechnique() = default;
    // Loads the real hart so that the guest goes on; at most `limit` instructions (~0: no limit). False: it cannot.
    virtual bool enter(Guest& guest, std::uint64_t limit) const = 0;
    // What a policy would be asked about the exit that lies in the hart's registers; changes and books nothing.
    virtual std::optional<Query> query(const Guest& guest) const = 0;
    // Takes the guest off the hart and handles its exit, with the policy's answer if there was a query.
    virtual void exit(Guest& guest, const std::optional<std::vector<Effect>>& answer) const = 0;
};

}  // namespace ringside::hv
