// Random instructions for the fuzzer of the engines, and the trap handler of its programs.
//
// Registers that the program hardly overwrites: s0, s1 point to data, a5 to code, a4 to page tables, tp to devices, gp is
// a value for PTB.
#pragma once

#include "tests/machine/rig.hpp"

namespace ringside::machine::test {

class Instructions {
public:
    explicit Instructions(Random& random) : random_(random) {}
    U any();

private:
    unsigned target();
    U fields(const isa::Row& row);
    U of(isa::Class class_);
    U memory();
    U atomic();
    U branch();
    U jump();
    U special();
    U port();
    U control();

    Random& random_;
};

// Serves interrupts (the timer goes off again after `period`), goes on behind an exception or, after a fetch that failed, at
// MS2; ecall goes on in another ring; a single step ends the stepping if `end_steps`; with `wander` the timer's interrupt returns some
// instructions further on, out of any loop.
std::vector<U> handler_words(U period, bool end_steps, bool wander);

}  // namespace ringside::machine::test
