// Trap and emulate (Popek & Goldberg 1974, section 4): the guest runs directly, deprivileged to real ring 1 or more; what
// is privileged traps to the monitor, which does it to the virtual hart, or reflects it if the guest's own hardware would
// have trapped.
//
//   virtual ring   0 1 2 3
//   real ring      1 1 2 3
#pragma once

#include "hypervisor/guest.hpp"

namespace ringside::hv {

class TrapAndEmulate final : public CpuTechnique {
public:
    bool enter(Guest& guest, std::uint64_t limit) const override;
    std::optional<Query> query(const Guest& guest) const override;
    void exit(Guest& guest, const std::optional<std::vector<Effect>>& answer) const override;

    static constexpr unsigned real_ring(unsigned virtual_ring) { return virtual_ring == 0 ? 1 : virtual_ring; }
};

}  // namespace ringside::hv
