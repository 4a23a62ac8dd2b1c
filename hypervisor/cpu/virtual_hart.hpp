// The virtual hart as the semantics see it: the same bodies that the machine runs (isa/semantics.hpp) run here over the
// guest's registers, its own page tables, its RAM through the guest-frame map, and its own board.
#pragma once

#include "hypervisor/guest.hpp"
#include "hypervisor/memory/guest_memory.hpp"
#include "isa/semantics.hpp"

namespace ringside::hv {

class VirtualHart {
public:
    explicit VirtualHart(Guest& guest) : g_(guest), v_(guest.vcpu.v) {}

    [[nodiscard]] std::uint32_t reg(unsigned i) const { return v_.x[i]; }
    void set_reg(unsigned i, std::uint32_t value) {
        if (i != 0) v_.x[i] = value;
    }
    [[nodiscard]] std::uint32_t pc() const { return v_.pc; }
    void set_pc(std::uint32_t target) { target_ = target; }
    [[nodiscard]] isa::Psr psr() const { return v_.psr; }
    void set_psr(isa::Psr psr) { v_.psr = psr; }
    void raise(isa::Trap t) { trap_ = t; }

    bool load(isa::Gva va, isa::Width width, std::uint32_t& out);
    bool store(isa::Gva va, isa::Width width, std::uint32_t value);
    template <class F>
    bool update(isa::Gva va, F f, std::uint32_t& old) {
        isa::Gpa gpa;
        isa::Hpa pa;
        if (!ram(va, isa::Access::update, gpa, pa)) return false;
        old = g_.port.load(pa);
        write_guest(g_, gpa, pa, f(old), isa::Width::word);
        return true;
    }
    bool load_reserved(isa::Gva va, std::uint32_t& out);
    bool store_conditional(isa::Gva va, std::uint32_t value, bool& done);

    bool read_special(std::uint32_t number, std::uint32_t& value);
    bool write_special(std::uint32_t number, std::uint32_t value);
    std::uint32_t rights(isa::Gva va);
    std::uint32_t port_in(std::uint32_t port);
    void port_out(std::uint32_t port, std::uint32_t value);
    void halt();
    void tlb_invalidate() { g_.memory.invalidate(g_); }
    void tlb_invalidate_va(isa::Gva va) { g_.memory.invalidate_va(g_, va); }
    void tlb_invalidate_asid(std::uint32_t asid) { g_.memory.invalidate_asid(g_, asid); }
    isa::Flow virtualization(const isa::Decoded& d) {
        raise(isa::trap(isa::Cause::illegal, isa::encode(d)));
        return isa::Flow::trap;
    }

    [[nodiscard]] const isa::Trap& raised() const { return trap_; }
    [[nodiscard]] std::uint32_t target() const { return target_; }

private:
    // Translates and insists on RAM.
    bool ram(isa::Gva va, isa::Access access, isa::Gpa& gpa, isa::Hpa& pa);
    bool translate(isa::Gva va, isa::Access access, isa::Gpa& gpa);

    Guest& g_;
    machine::HartRegisters& v_;
    isa::Trap trap_;
    std::uint32_t target_ = 0;
};

}  // namespace ringside::hv
