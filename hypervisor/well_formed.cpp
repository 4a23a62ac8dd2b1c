#include <algorithm>
#include <set>

#include "hypervisor/types.hpp"

namespace ringside::hv {

std::optional<std::string> VmConfig::problem() const {
    machine::MachineConfig as_machine;
    as_machine.ram_bytes = ram_bytes;
    as_machine.harts = vcpus;
    if (const auto p = as_machine.problem()) return p;
    if (shadow_frames / vcpus < 4) return "it needs at least 4 frames for shadow tables per virtual processor";
    if (asked >> query_count != 0) return "there is no such query";
    return std::nullopt;
}

bool Vm::well_formed() const {
    if (vcpus.size() != config.vcpus || board.config.harts != config.vcpus || board.config.ram_bytes != config.ram_bytes) return false;
    if (frame_map.size() != config.ram_bytes / isa::page_bytes || turn.who >= vcpus.size() || turn.left > machine::turn_steps) return false;
    for (std::size_t i = 0; i < frame_map.size(); ++i)
        if ((frame_map[i] == no_frame) != (i < machine::ram_base / isa::page_bytes)) return false;
    if ((check && check->hart >= vcpus.size()) || (pending && pending->query.vcpu >= vcpus.size())) return false;
    return std::all_of(vcpus.begin(), vcpus.end(), [](const Vcpu& c) {
        const ShadowState& s = c.shadow;
        return s.window < 1024 && (s.current < s.roots.size() || (s.current == 0 && s.roots.empty()));
    });
}

namespace {

// Counts who claims which frame and which ASID.
class Claims {
public:
    explicit Claims(const FrameTable& frames) : frames_(frames) {}
    void frame(std::uint32_t frame, const FrameOwner& owner) {
        ok_ = ok_ && frame < frames_.owners.size() && frames_.owners[frame] == owner && seen_.insert(frame).second;
    }
    void asid(std::uint8_t asid) {
        ok_ = ok_ && asid != 0 && (asids_[asid / 64] >> (asid % 64) & 1) == 0;
        asids_[asid / 64] |= std::uint64_t{1} << (asid % 64);
    }
    // No owner without a claim, nothing free that is not counted and not found.
    [[nodiscard]] bool complete(const std::array<std::uint64_t, 4>& asids) const {
        std::size_t free = 0, monitor = 0;
        for (std::uint32_t i = 0; i < frames_.owners.size(); ++i) {
            const FrameKind kind = frames_.owners[i].kind;
            free += kind == FrameKind::free;
            monitor += kind == FrameKind::monitor || kind == FrameKind::hole;
            if (kind == FrameKind::free && i < frames_.search_from) return false;
        }
        return ok_ && free == frames_.free_frames && free + monitor + seen_.size() == frames_.owners.size() && asids == asids_;
    }

private:
    const FrameTable& frames_;
    std::set<std::uint32_t> seen_;
    std::array<std::uint64_t, 4> asids_{1};
    bool ok_ = true;
};

void claim(Claims& claims, const Vm& vm, std::uint8_t id) {
    for (std::uint32_t g = 0; g < vm.frame_map.size(); ++g)
        if (vm.frame_map[g] != no_frame) claims.frame(vm.frame_map[g], {FrameKind::guest_ram, id, g});
    claims.frame(vm.config_frame, {FrameKind::guest_config, id, 0});
    for (const Vcpu& c : vm.vcpus)
        for (const ShadowRoot& r : c.shadow.roots) {
            claims.asid(r.real_asid);
            claims.frame(r.directory, {FrameKind::shadow_directory, id, 0});
            for (const std::uint32_t t : r.tables) claims.frame(t, {FrameKind::shadow_table, id, 0});
        }
}

}  // namespace

bool Hypervisor::well_formed() const {
    if (vms.size() > most_vms || next_vm >= std::max<std::size_t>(vms.size(), 1)) return false;
    std::set<std::pair<std::uint8_t, std::uint8_t>> running;
    for (const OnHart& on : on_hart) {
        if (!on.busy) continue;
        if (on.vm >= vms.size() || on.vcpu >= vms[on.vm].vcpus.size() || !running.insert({on.vm, on.vcpu}).second) return false;
    }
    for (std::size_t i = 0; i < vms.size(); ++i) {
        if (!vms[i].pending) continue;
        const PendingExit& p = *vms[i].pending;
        if (p.hart >= on_hart.size()) return false;
        const OnHart& on = on_hart[p.hart];
        if (!on.busy || on.vm != i || on.vcpu != p.query.vcpu) return false;
    }
    Claims claims(frames);
    for (std::size_t i = 0; i < vms.size(); ++i) claim(claims, vms[i], static_cast<std::uint8_t>(i));
    return claims.complete(real_asids);
}

}  // namespace ringside::hv
