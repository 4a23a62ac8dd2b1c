// System calls: the number goes in t0, arguments in a0 and a1, the answer comes in a0.
#pragma once

enum {
    CALL_EXIT,         // (code)             ends the program
    CALL_WRITE,        // (text, length)     prints in one piece; gives length, or -1 if not all of it is the program's
    CALL_SLEEP,        // (ticks)            lets others run, for so many timer interrupts; 0: for one turn
    CALL_GETPID,       // ()                 the program's number
    CALL_PREEMPTIONS,  // ()                 how often the timer took the processor away
};
