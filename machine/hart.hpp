// A hart: the architectural state of one processor, as a value.
#pragma once

#include <array>
#include <cstdint>

#include "isa/causes.hpp"
#include "isa/special.hpp"
#include "machine/archive.hpp"
#include "machine/ledger.hpp"
#include "machine/tlb.hpp"

namespace ringside::machine {

enum class Activity : std::uint8_t {
    running,
    halted,  // until an unmasked interrupt is pending
    parked,  // taken out of service by a native monitor; nothing wakes it but the monitor
};
constexpr Activity last_of(Activity) { return Activity::parked; }

// Registers and special registers: what a world switch saves.
struct HartRegisters {
    std::array<std::uint32_t, 16> x{};
    std::uint32_t pc = 0;
    isa::Psr psr;
    std::uint32_t epc = 0, cause = 0, tval = 0, tvec = 0, scratch = 0;
    isa::Ptb ptb;
    std::uint32_t imask = 0;
    std::uint64_t icmp = 0;
    std::uint32_t mctl = 0;
    std::array<std::uint32_t, 4> ms{};
    std::uint32_t lr_address = 0, lr_value = 0, lr_state = 0;

    bool operator==(const HartRegisters&) const = default;

    // What mts makes of a register that is plain storage; ptb included, its side effects excluded. Registers that
    // cannot be written ignore it. Shared by the real hart and the monitor's virtual one.
    void write(isa::Special special, std::uint32_t value) {
        using isa::Special;
        const auto low = [value](std::uint64_t& r) { r = (r & ~std::uint64_t{0xffffffff}) | value; };
        const auto high = [value](std::uint64_t& r) { r = (r & 0xffffffff) | std::uint64_t{value} << 32; };
        switch (special) {
            case Special::epc: epc = value & ~3u; break;
            case Special::cause: cause = value; break;
            case Special::tval: tval = value; break;
            case Special::tvec: tvec = value & ~3u; break;
            case Special::scratch: scratch = value; break;
            case Special::ptb: ptb.bits = value & isa::Ptb::all; break;
            case Special::imask: imask = value & isa::interrupt_mask; break;
            case Special::icmp: low(icmp); break;
            case Special::icmph: high(icmp); break;
            case Special::mctl: mctl = value & isa::mctl_all; break;
            case Special::ms0:
            case Special::ms1:
            case Special::ms2:
            case Special::ms3: ms[static_cast<std::size_t>(special) & 3] = value; break;
            case Special::lraddr: lr_address = value; break;
            case Special::lrvalue: lr_value = value; break;
            case Special::lrstate: lr_state = value & isa::lr_all; break;
            case Special::ipend:
            case Special::hartid:
            case Special::cycle:
            case Special::cycleh:
            case Special::instret:
            case Special::instreth: break;
        }
    }
    // mfs of the same registers; false for those that are not storage (counters, lines, hart number).
    [[nodiscard]] bool read(isa::Special special, std::uint32_t& value) const {
        using isa::Special;
        switch (special) {
            case Special::epc: value = epc; return true;
            case Special::cause: value = cause; return true;
            case Special::tval: value = tval; return true;
            case Special::tvec: value = tvec; return true;
            case Special::scratch: value = scratch; return true;
            case Special::ptb: value = ptb.bits; return true;
            case Special::imask: value = imask; return true;
            case Special::icmp: value = static_cast<std::uint32_t>(icmp); return true;
            case Special::icmph: value = static_cast<std::uint32_t>(icmp >> 32); return true;
            case Special::mctl: value = mctl; return true;
            case Special::ms0:
            case Special::ms1:
            case Special::ms2:
            case Special::ms3: value = ms[static_cast<std::size_t>(special) & 3]; return true;
            case Special::lraddr: value = lr_address; return true;
            case Special::lrvalue: value = lr_value; return true;
            case Special::lrstate: value = lr_state; return true;
            default: return false;
        }
    }
    // A trap or interrupt, as far as these registers go: pc and PSR are saved, ring 0 begins, the LR pair is put aside.
    void enter_trap(isa::Trap trap) {
        epc = pc;
        cause = trap.cause;
        tval = trap.tval;
        psr = psr.entered();
        lr_state = lr_state & isa::lr_valid ? isa::lr_saved : 0;
        pc = tvec;
    }

    // What every register keeps by itself, and so must a loaded one: engines rely on it.
    [[nodiscard]] bool well_formed() const {
        return x[0] == 0 && ((pc | epc | tvec) & 3) == 0 && (psr.bits & ~isa::Psr::all) == 0 && (ptb.bits & ~isa::Ptb::all) == 0 &&
               (imask & ~isa::interrupt_mask) == 0 && (mctl & ~isa::mctl_all) == 0 && (lr_state & ~isa::lr_all) == 0;
    }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.x, self.pc, self.psr.bits, self.epc, self.cause, self.tval, self.tvec, self.scratch, self.ptb.bits,
                self.imask, self.icmp, self.mctl, self.ms, self.lr_address, self.lr_value, self.lr_state);
        check_loaded<HartRegisters>(self, archive);
    }
};

struct Hart : HartRegisters {
    std::uint64_t cycle = 0;    // the clock; equals ledger.sum()
    std::uint64_t instret = 0;  // instructions completed
    Activity activity = Activity::running;
    std::uint8_t vmid = 0;
    Tlb itlb, dtlb;
    CostLedger ledger;

    bool operator==(const Hart&) const = default;

    void book(Spent what, std::uint64_t cycles) {
        ledger[what] += cycles;
        cycle += cycles;
    }

    [[nodiscard]] bool well_formed() const { return cycle == ledger.sum() && itlb.entries.size() == dtlb.entries.size(); }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        HartRegisters::serialize(self, archive);
        archive(self.cycle, self.instret, self.activity, self.vmid, self.itlb, self.dtlb, self.ledger);
        check_loaded<Hart>(self, archive);
    }
};

}  // namespace ringside::machine
