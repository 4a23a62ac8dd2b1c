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

struct HandlerTraits {
    U period = 1000;           // of the timer
    bool end_steps = true;     // a single step ends the stepping
    bool wander = false;       // the timer's interrupt returns some instructions further on, out of any loop
    bool other_space = false;  // system calls and the timer swap PTB with MS3
};
// Serves interrupts, goes on behind an exception or, after a fetch that failed, at MS2; ecall goes on in another ring.
std::vector<U> handler_words(const HandlerTraits& traits);

}  // namespace ringside::machine::test
