// One instruction, run once on a tiny fresh machine from a state that one chooses: the experiment behind Popek and
// Goldberg's definitions. Their state is (E, M, P, R): memory, mode, program counter, relocation. Here M is the ring, and R
// is what a monitor keeps for itself: where the page tables and the frames behind them lie, and where traps go.
//
//   Trial t;
//   t.word = 0xd5a00000;                  // rdring a0
//   t.ring = 3;
//   TrialResult r = run_trial(t);          // r.x[10] == 3 on a strap that lets it pass
//
// The program sees the same virtual memory in every state:
//
//   0x00400000  code   the instruction, then fences        rings 0 to 3, read and execute
//   0x00500000  data   words that count up: 0, 1, 2, …     rings 0 to 3, read and write
//   0x00600000  kernel likewise                            ring 0 only, read and write
//
// Relocation n puts all of this into other frames, with the page tables elsewhere and TVEC at 0x00800000 + n * 0x1000.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "isa/causes.hpp"
#include "isa/special.hpp"
#include "isa/strap.hpp"

namespace ringside::scripts {

namespace trial {
inline constexpr std::uint32_t code = 0x00400000, data = 0x00500000, kernel = 0x00600000,
                               vectors = 0x00800000;
inline constexpr std::uint32_t relocations = 8;
}  // namespace trial

struct Trial {
    std::uint32_t word = 0;
    isa::TrapMask traps;
    unsigned ring = 0;
    std::uint32_t relocation = 0;  // below trial::relocations
    std::array<std::uint32_t, 16> x = default_registers();
    std::uint32_t psr = 0;  // previous ring, interrupt enables and user flags; the ring is `ring`

    // a1 points into the data page, a2 holds 3, sp ends the data page; the others are zero.
    static constexpr std::array<std::uint32_t, 16> default_registers() {
        std::array<std::uint32_t, 16> x{};
        x[2] = trial::data + 0x800;
        x[11] = trial::data + 0x40;
        x[12] = 3;
        return x;
    }
    bool operator==(const Trial&) const = default;
};

struct TrialResult {
    std::optional<isa::Trap> trap;  // then nothing below has changed
    std::array<std::uint32_t, 16> x{};
    std::uint32_t pc = 0;
    isa::Psr psr;
    struct Write {
        std::uint32_t address = 0;  // virtual
        std::uint32_t value = 0;    // of the whole word
        bool operator==(const Write&) const = default;
    };
    std::vector<Write> memory;  // words of the data and the kernel page that changed
    bool moved = false;         // PTB or TVEC is another than before
    bool halted = false;
};

TrialResult run_trial(const Trial& trial);

}  // namespace ringside::scripts
