// A program that gives the processor away whenever it has nothing to do.

#include "user.h"

// hog has a variable at this very address, too. Neither ever sees the other's.
static volatile uint32_t lines;

int main(void) {
    say("polite   I am program #. I sleep between my lines, so that others can run.", getpid());
    while (lines < 3) {
        sleep(3);
        lines++;
        say("polite   line # of 3", lines);
    }
    sleep(30);
    say("polite   I slept on when nobody else was left; the hart halted and only the timer ran.", 0);
    return 0;
}
