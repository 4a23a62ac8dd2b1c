// A program that never gives the processor away, and does not know its place.

#include "user.h"

static volatile uint32_t work = 1;

static void compute_until_preempted(uint32_t times) {
    while (preemptions() < times)
        for (int i = 0; i < 1000; i++) work = work * 1664525 + 1013904223;
}

int main(void) {
    compute_until_preempted(2);
    say("hog      I am program #. I never sleep, yet the timer takes the processor from me.", getpid());
    compute_until_preempted(14);
    if (write((const char*)0x80010000, 4) < 0)
        say("hog      The kernel will not print its own memory for me.", 0);
    say("hog      I shall switch the machine off.", 0);
    __asm__ volatile("out zero, 0x40(zero)");  // the power port, out of bounds for ring 3
    say("hog      Nobody stopped me!", 0);
    return 0;
}
