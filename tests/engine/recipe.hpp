// A machine and what is done to it, as plain data: what the fuzzer of the engines makes up, runs, shrinks and keeps.
//
//   Recipe r = generate(seed);                 // tests/engine/generate.hpp
//   if (auto wrong = duel(r)) keep(r.text());  // tests/engine/duel.hpp
//
// As text, one thing a line, numbers in hex; `#` begins a remark. A recipe does not depend on the generator, so a kept
// file means the same for ever.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/machine/rig.hpp"

namespace ringside::machine::test {

struct Recipe {
    struct Word {
        U address, value;
    };
    // What a hart starts with.
    struct Start {
        HartRegisters registers;
        std::uint64_t timer = ~std::uint64_t{0};  // compare; ~0: off
        U sources = 0;                            // enabled at the interrupt controller
    };
    enum class Act : std::uint8_t {
        none,
        word,      // RAM at a becomes b
        reg,       // register b & 15 of hart a becomes c
        pc,        // pc of hart a becomes b
        ptb,       // PTB of hart a becomes b, the TLBs stay
        psr,       // PSR of hart a becomes b
        vmid,      // VMID of hart a becomes b
        drop,      // data (c = 1) or instruction (c = 0) TLB slot b of hart a is emptied
        retarget,  // … or points to frame c / 2 (c & 1: data)
        keep,      // the machine is copied, and the copy kept
        back,      // the machine becomes the copy number a again
        listen,    // the next run of the fast engine has a listener
        move,      // the machine goes elsewhere in memory
        disk,  // the disk is told to read c blocks from block b on to address a; it holds the program's pages
    };
    struct Step {
        Act act = Act::none;
        U a = 0, b = 0, c = 0;
        U ticks = 0;  // to run afterwards
    };

    U ram_pages = 64, tlb_entries = 64;
    bool locked = false, asid_tags = true, native = false, disk = false, console_interrupt = false;
    std::string costs = "modern";
    isa::TrapMask traps;
    std::vector<Start> harts;
    std::vector<Word> words;
    std::vector<Step> steps;

    [[nodiscard]] Machine machine() const;
    [[nodiscard]] std::string text() const;
    // On failure `error` says which line and what is wrong.
    static std::optional<Recipe> parse(std::string_view text, std::string& error);
};

}  // namespace ringside::machine::test
