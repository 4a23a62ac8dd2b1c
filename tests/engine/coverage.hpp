// What the reference engine was seen to do: instruction × ring × outcome, and which of these can happen at all.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "tests/machine/rig.hpp"

namespace ringside::machine::test {

class Coverage {
public:
    // Columns: completed, then traps by cause, then an interrupt before the instruction.
    static constexpr int completed = 0, interrupted = 17, outcomes = 18;
    static constexpr int by_cause(U cause) { return static_cast<int>(cause) + 1; }
    // Rows: the instructions, a word that is none, and a fetch that found no word.
    static constexpr int no_instruction = isa::op_count, no_word = isa::op_count + 1,
                         rows = isa::op_count + 2;

    // Listens to the reference engine; told anew for each run, since registers may be changed in between.
    struct Sink {
        static constexpr bool listening = true;
        Coverage* coverage;
        const Machine* machine;
        std::array<unsigned, most_harts> ring;  // in which each hart's next instruction begins
        U last_word = 0;
        unsigned last_ring = 0;
        void on(const Event& e);
    };
    Sink listen_to(const Machine& machine);

    [[nodiscard]] std::uint64_t count(int row, unsigned ring, int outcome) const {
        return cells_[static_cast<std::size_t>(row)][ring][static_cast<std::size_t>(outcome)];
    }
    // May it happen? By the manual, not by what was seen.
    static bool reachable(int row, unsigned ring, int outcome);
    struct Sum {
        int reachable = 0, reached = 0, impossible = 0;  // impossible: seen, though it should not be
        std::string missing;                             // names of cells not reached, and of impossible ones
    };
    [[nodiscard]] Sum sum() const;
    // One line per instruction: outcome, and how often in rings 0/1/2/3.
    [[nodiscard]] std::string table() const;

private:
    void add(U word, bool fetched, unsigned ring, int outcome, bool afterwards = false);
    std::array<std::array<std::array<std::uint64_t, outcomes>, 4>, rows> cells_{};
};

}  // namespace ringside::machine::test
