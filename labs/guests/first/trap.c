// What happens in a trap, and who runs next.

#include "kernel.h"

#define CAUSE_INTERRUPT 0x80000000u
enum { TIMER = 0, CAUSE_SYSTEM_CALL = 8 };

// The clock counts cycles, or steps where time is locked. One port access costs a real machine about a thousand cycles
// and a virtual one several thousand, so a tick must be long against that; and short, to see many of them soon.
enum { TICKS_PER_SECOND = 20000 };

static unsigned current;   // index of the program that runs
static uint32_t ticks;     // timer interrupts so far
static uint32_t interval;  // between two of them, in units of the clock

struct Registers* trap(struct Registers* saved, uint32_t cause, uint32_t tval);

// The timer's line stays up until its compare value lies in the future. It is set anew from the present: whoever was
// held up for long gets one late tick, not a storm of them.
static void set_timer(void) {
    uint32_t low, high;
    do {  // the clock runs on between the two halves
        high = tetra_in(TETRA_TIMER_NOW_HIGH);
        low = tetra_in(TETRA_TIMER_NOW);
    } while (tetra_in(TETRA_TIMER_NOW_HIGH) != high);
    const uint64_t next = ((uint64_t)high << 32 | low) + interval;
    tetra_out(TETRA_TIMER_COMPARE, (uint32_t)next);
    tetra_out(TETRA_TIMER_COMPARE_HIGH, (uint32_t)(next >> 32));
}

static void tick(void) {
    ticks++;
    set_timer();
    for (unsigned i = 0; i < PROGRAMS; i++)
        if (programs[i].state == SLEEPING && programs[i].wake_at <= ticks) programs[i].state = READY;
}

// Round robin: the next one after the current that can run.
static struct Registers* switch_program(void) {
    for (;;) {
        int alive = 0;
        for (unsigned i = 1; i <= PROGRAMS; i++) {
            struct Program* next = &programs[(current + i) % PROGRAMS];
            alive |= next->state != ENDED;
            if (next->state != READY) continue;
            current = next - programs;
            tetra_write_special(ptb, next->ptb);
            return &next->registers;
        }
        if (!alive) {
            print("kernel   no program is left: power off\n");
            power_off(0);
        }
        // All sleep. halt waits for an unmasked interrupt even with interrupts disabled, as here: then there is no
        // window between the decision to sleep and the sleep in which the last interrupt could get lost.
        __asm__ volatile("halt" : : : "memory");
        tick();
    }
}

static uint32_t write(const struct Program* program, uint32_t text, uint32_t length) {
    for (uint32_t i = 0; i < length; i++)
        if (!user_byte(program->directory, text + i)) return (uint32_t)-1;
    for (uint32_t i = 0; i < length; i++) print_text(user_byte(program->directory, text + i), 1);
    return length;
}

static struct Registers* system_call(struct Program* program) {
    uint32_t* x = program->registers.x;
    program->registers.pc += 4;  // EPC is the ecall itself; go on behind it
    switch (x[T0]) {
    case CALL_EXIT:
        print("kernel   %s has ended with exit code %u\n", program->name, x[A0]);
        program->state = ENDED;
        return switch_program();
    case CALL_SLEEP:
        program->wake_at = ticks + x[A0];
        if (x[A0]) program->state = SLEEPING;
        x[A0] = 0;
        return switch_program();
    case CALL_WRITE: x[A0] = write(program, x[A0], x[A1]); break;
    case CALL_GETPID: x[A0] = current + 1; break;
    case CALL_PREEMPTIONS: x[A0] = program->preemptions; break;
    default: x[A0] = (uint32_t)-1; break;
    }
    return &program->registers;
}

static const char* title_of(uint32_t cause) {
    switch (cause & 0xff) {
#define CAUSE(name, number, title, tval) \
    case number: return title;
#include "../../../isa/causes.inc"
#undef CAUSE
    }
    return "an unknown cause";
}

// Called by trap_vector with the registers it saved; gives those of the program that runs next.
struct Registers* trap(struct Registers* saved, uint32_t cause, uint32_t tval) {
    if ((saved->psr & PSR_PREVIOUS_RING) == 0) {
        // Only programs are interrupted, call or fail. A trap out of ring 0 means that the kernel has a mistake; or that
        // resume asked for ring 3 and did not get it, and a program now runs with all our rights. Better stop.
        print("panic    a trap out of ring 0, says PSR = 0x%x: %s at 0x%x\n", saved->psr, title_of(cause),
              saved->pc);
        power_off(1);
    }
    struct Program* program = &programs[current];
    if (cause == (CAUSE_INTERRUPT | TIMER)) {
        program->preemptions++;
        tick();
        return switch_program();
    }
    if (cause == CAUSE_SYSTEM_CALL) return system_call(program);
    print("kernel   %s is killed at 0x%x: %s (0x%x)\n", program->name, saved->pc, title_of(cause), tval);
    program->state = ENDED;
    return switch_program();
}

_Noreturn void start_programs(void) {
    interval = clock_hz() / TICKS_PER_SECOND;
    tetra_write_special(imask, 1u << TIMER);
    tetra_out(TETRA_TIMER_CONTROL, 1);
    set_timer();
    current = PROGRAMS - 1;  // so that the first is next
    resume(switch_program());
}
