// The interpreter: runs decoded operations of one hart until something needs the reference engine.
#pragma once

#include <cstdint>

#include "isa/causes.hpp"
#include "machine/fast/decoded.hpp"
#include "machine/fast/shortcuts.hpp"

namespace ringside::machine::fast {

enum class Left : std::uint8_t {
    deadline,  // the next block might pass the limit
    slow,      // the operation at pc belongs to the reference engine, or its page has no shortcut
    fault,     // the instruction at pc trapped; `trap` says how; its cost is charged
    changed,   // code was written or all shortcuts were dropped: what the interpreter holds is stale
    device,    // the instruction at pc is the reference engine's, and begun: its address is translated, the walk charged
};

// Slow paths of memory accesses. They do what the reference engine does, and set up a shortcut.
class SlowPath {
public:
    virtual ~SlowPath() = default;
    // changed: done, but what the interpreter holds is stale. device: nothing was done but the translation.
    enum class Outcome : std::uint8_t { done, fault, changed, device };
    // Cycles spent on walks are added to `walked`.
    virtual Outcome load(std::uint32_t va, isa::Width width, std::uint32_t& value) = 0;
    virtual Outcome store(std::uint32_t va, isa::Width width, std::uint32_t value) = 0;
    std::uint64_t walked = 0;
    isa::Trap trap;
};

// A run of the interpreter: in and out.
struct Run {
    std::uint32_t x[32] = {};
    std::uint32_t pc = 0;
    std::uint64_t context = 0;
    std::uint64_t limit = 0;  // cycles; below 2^31
    Shortcuts* shortcuts = nullptr;
    SlowPath* slow = nullptr;
    // out
    std::uint64_t cycles = 0;        // of instructions, walks excluded
    std::uint64_t instructions = 0;  // completed
};

// With run == nullptr: only gives the table of handlers.
Left interpret(Run* run, const HandlerTable** handlers);

}  // namespace ringside::machine::fast
