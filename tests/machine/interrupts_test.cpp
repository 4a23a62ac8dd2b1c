// Interrupts: which is taken when, exactly; waking from halt; the controller; nothing lost and nothing doubled.
#include "tests/machine/expect.hpp"

namespace ringside::machine::test {
namespace {

constexpr U timer_bit = 1, external_bit = 2, software_bit = 4;

// Raises the lines named, as devices do.
void raise(Rig& rig, U lines, U id = 0) {
    InterruptController& c = rig.m.board.interrupts;
    if (lines & timer_bit) rig.m.board.timers[id] = Timer{0, 0, true};
    if (lines & external_bit) {
        c.level |= 1;
        c.enabled[id] |= 1;
    }
    if (lines & software_bit) c.software |= 1u << id;
}

// Words for port accesses; the port number is the immediate.
U in(unsigned rd, U port) { return ins(Op::in, static_cast<S>(rd), zero, static_cast<S>(port)); }
U out(unsigned rd, U port) { return ins(Op::out, static_cast<S>(rd), zero, static_cast<S>(port)); }

}  // namespace

TEST_CASE(
    "an interrupt is taken iff IE and its mask bit are set: the lowest number first, and it is no step") {
    for (TimeMode time : {TimeMode::cycles, TimeMode::locked})
        for (U pending = 0; pending < 8; ++pending)
            for (U mask = 0; mask < 8; ++mask)
                for (U psr = 0; psr < 8; ++psr) {
                    Rig rig(small(1, time));
                    Hart& h = rig.hart();
                    h.psr.bits = (psr & 3) | (psr & 4 ? Psr::ie_bit : 0) | 0x77000000 | Psr::tf_bit;
                    h.imask = mask;
                    h.lr_state = isa::lr_valid;
                    h.tval = 0x1234;
                    rig.code(code_at, {ins(Op::addi, a0, a0, 1)});
                    raise(rig, pending);
                    Expected expected(rig.m);
                    const U ready = pending & mask;
                    if ((psr & 4) && ready) {
                        const U number = ready & 1 ? 0 : ready & 2 ? 1 : 2;
                        ++expected.m.ticks;
                        expected.enters(0x80000000 | number, 0);
                    } else {
                        expected.completes(isa::Cost::alu).x(a0, 1);
                        expected.enters(10, 0);
                    }
                    rig.step();
                    expected.check(rig.m, [&] { return "pending " + std::to_string(pending); });
                }
}

TEST_CASE("IPEND shows the lines whatever the mask") {
    for (U pending = 0; pending < 8; ++pending) {
        Rig rig;
        raise(rig, pending);
        rig.code(code_at, {mfs(a0, Special::ipend)});
        rig.step();
        CHECK(rig.x(a0) == pending);
    }
}

TEST_CASE("halt wakes for an unmasked line, also with IE off, and goes on behind the halt") {
    for (TimeMode time : {TimeMode::cycles, TimeMode::locked})
        for (U pending = 0; pending < 8; ++pending)
            for (U mask = 0; mask < 8; ++mask) {
                Rig rig(small(1, time));
                rig.hart().imask = mask;
                rig.code(code_at, {ins(Op::halt), ins(Op::addi, a0, zero, 1)});
                raise(rig, pending);
                rig.step();
                CHECK(rig.hart().activity == Activity::halted);
                Expected expected(rig.m);
                const Stop stop = rig.step();
                if (pending & mask) {
                    expected.hart().activity = Activity::running;
                    expected.completes(isa::Cost::alu).x(a0, 1);
                    CHECK(stop.reason == Stop::Reason::budget);
                } else {
                    CHECK(stop.reason == Stop::Reason::idle);
                    rig.m.cycle_turn.until = expected.m.cycle_turn.until;
                }
                expected.m.cycle_turn.until = rig.m.cycle_turn.until;
                expected.check(rig.m);
            }
}

TEST_CASE("an interrupt that is pending at a halt with IE on is taken with EPC behind the halt") {
    Rig rig;
    rig.hart().imask = software_bit;
    rig.x(a0) = Psr::ie_bit;
    raise(rig, software_bit);
    rig.code(code_at, {ins(Op::halt), ins(Op::wrpsr, a0), ins(Op::addi, a1, zero, 1)});
    rig.step(3);
    CHECK(rig.hart().cause == 0x80000002);
    CHECK(rig.hart().epc == code_at + 8);
    CHECK(rig.x(a1) == 0);
}

TEST_CASE("the timer interrupts at the first boundary at which its time has come") {
    for (U due : {1u, 5u, 9u}) {
        Rig rig;
        rig.hart().psr.bits = Psr::ie_bit;
        rig.hart().imask = timer_bit;
        rig.m.board.timers[0] = Timer{due, 0, true};
        rig.code(code_at, std::vector<U>(20, ins(Op::addi, a0, a0, 1)));
        CHECK(rig.run_to(handler_at, 20));
        CHECK(rig.x(a0) == due);  // one cycle each
        CHECK(rig.hart().cause == 0x80000000);
    }
}

TEST_CASE("a halted machine jumps to its timer at once, and books the wait as idle") {
    Rig rig;
    rig.hart().imask = timer_bit;
    rig.m.board.timers[0] = Timer{3000000000, 0, true};
    rig.code(code_at, {ins(Op::halt), ins(Op::addi, a0, zero, 1)});
    rig.step();
    const std::uint64_t cycle = rig.hart().cycle;
    Expected expected(rig.m);
    expected.hart().activity = Activity::running;
    expected.booked(Spent::idle, 3000000000 - cycle);
    expected.completes(isa::Cost::alu).x(a0, 1);
    rig.step();
    expected.check(rig.m);
    CHECK(rig.hart().cycle == 3000000001);
}

TEST_CASE("in locked time a halted machine jumps to the step that is due") {
    Rig rig(small(1, TimeMode::locked));
    rig.hart().imask = timer_bit;
    rig.m.board.timers[0] = Timer{5000, 0, true};
    rig.code(code_at, {ins(Op::halt), mfs(a0, Special::instret)});
    rig.step(2);
    CHECK(rig.x(a0) == 5000);
    CHECK(rig.m.steps == 5001);
    CHECK(rig.m.ticks == 2);
}

TEST_CASE("a masked timer wakes nobody, and time does not move for it") {
    for (TimeMode time : {TimeMode::cycles, TimeMode::locked})
        for (U harts : {1u, 3u}) {
            Rig rig(small(harts, time));
            for (U id = 0; id < harts; ++id) {
                rig.m.board.timers[id] = Timer{5000, 0, true};
                rig.hart(id).imask = external_bit | software_bit;
            }
            rig.code(code_at, {ins(Op::halt)});
            CHECK(rig.step(100).reason == Stop::Reason::idle);
            CHECK(rig.m.steps == harts);
            CHECK(rig.m.ticks == harts);
            const Machine before = rig.m;
            CHECK(rig.step(100).reason == Stop::Reason::idle);
            CHECK(rig.m == before);
        }
}

TEST_CASE("a level that is still up asks again after completion, and not before") {
    Rig rig;
    Board& board = rig.m.board;
    board.console.input = "ab";
    board.console.interrupt_enabled = true;
    board.interrupts.enabled[0] = 1;
    board.settle();
    const std::uint64_t now = 0;
    CHECK(board.lines(0, now) == external_bit);
    CHECK(board.port_in(port::interrupts + 2, 0, now) == 0);
    CHECK(board.lines(0, now) == 0);  // in service: silent
    CHECK(board.port_in(port::interrupts + 2, 0, now) == 0xffffffff);
    CHECK(board.port_in(port::console, 0, now) == 'a');
    CHECK(board.lines(0, now) == 0);
    board.port_out(port::interrupts + 3, 0, 0, now);
    CHECK(board.lines(0, now) == external_bit);  // 'b' waits
    CHECK(board.port_in(port::interrupts + 2, 0, now) == 0);
    CHECK(board.port_in(port::console, 0, now) == 'b');
    board.port_out(port::interrupts + 3, 0, 0, now);
    CHECK(board.lines(0, now) == 0);
}

TEST_CASE(
    "a rising edge asks once, however long the wire stays up, and one that comes during service asks again") {
    InterruptController c;
    c.edge = 1;
    c.enabled[0] = 1;
    c.drive(Source::console, true);
    CHECK(c.external_line(0));
    CHECK(c.read(2, 0) == 0);
    CHECK_FALSE(c.external_line(0));
    c.write(3, 0, 0);
    CHECK_FALSE(c.external_line(0));  // still up, no new edge
    c.drive(Source::console, true);
    CHECK_FALSE(c.external_line(0));
    c.drive(Source::console, false);
    c.drive(Source::console, true);
    c.drive(Source::console, false);  // gone again: the edge is remembered
    CHECK(c.read(2, 0) == 0);
    c.drive(Source::console, true);  // in service
    c.drive(Source::console, false);
    CHECK_FALSE(c.external_line(0));
    c.write(3, 0, 0);
    CHECK(c.external_line(0));
    CHECK(c.read(2, 0) == 0);
    c.write(3, 0, 0);
    CHECK_FALSE(c.external_line(0));
}

TEST_CASE("the interrupt controller follows a plain model through random histories") {
    struct Wire {
        bool up = false, edge = false, latched = false, serving = false;
        bool wants() const { return (edge ? latched : up) && !serving; }
    };
    Random random(5);
    for (int history = 0; history < 200; ++history) {
        InterruptController c;
        std::array<Wire, 32> wires{};
        std::array<U, most_harts> enabled{};
        std::array<bool, most_harts> software{};
        for (int i = 0; i < 300; ++i) {
            const U hart = random.below(most_harts), source = random.below(6);
            Wire& w = wires[source];
            switch (random.below(7)) {
            case 0: {
                const bool up = random.chance(50);
                if (up && !w.up && w.edge) w.latched = true;
                w.up = up;
                c.drive(static_cast<Source>(source), up);
                break;
            }
            case 1: {
                U best = 0xffffffff;
                for (U s = 32; s-- > 0;)
                    if (wires[s].wants() && (enabled[hart] >> s & 1)) best = s;
                if (best < 32) {
                    wires[best].serving = true;
                    wires[best].latched = false;
                }
                CHECK(c.peek(2, hart) == best);
                CHECK(c.read(2, hart) == best);
                break;
            }
            case 2:
                w.serving = false;
                c.write(3, source, hart);
                break;
            case 3: c.write(1, enabled[hart] = random.below(64), hart); break;
            case 4: {
                const U set = random.chance(10) ? random.below(64) : c.edge;
                for (U s = 0; s < 32; ++s) wires[s].edge = set >> s & 1;
                c.write(6, set, hart);
                break;
            }
            case 5: {
                const U targets = random.below(0x200);
                for (U t = 0; t < most_harts; ++t) software[t] = software[t] || (targets >> t & 1);
                c.write(4, targets, hart);
                break;
            }
            default:
                software[hart] = false;
                c.write(5, random.word(), hart);
                break;
            }
            U pending = 0;
            for (U s = 0; s < 32; ++s) pending |= U{wires[s].wants()} << s;
            bool same = c.peek(0, hart) == pending && c.peek(6, 0) == c.edge;
            for (U t = 0; t < most_harts; ++t)
                same = same && c.external_line(t) == ((pending & enabled[t]) != 0) &&
                       c.software_line(t) == software[t] && c.peek(1, t) == enabled[t];
            if (!same) FAIL("history " << history << ", event " << i);
        }
    }
}

TEST_CASE("a port that nobody owns reads as ones and ignores writes") {
    for (U port : {0u, 0xfu, 0x13u, 0x1fu, 0x25u, 0x37u, 0x41u, 0x1000u, 0xffffffffu}) {
        Board board(BoardConfig{1u << 20, 2, 1000});
        const Board before = board;
        CHECK(board.port_in(port, 1, 5) == 0xffffffff);
        board.port_out(port, 0x12345678, 1, 5);
        CHECK(board == before);
    }
}

TEST_CASE("peek shows what a port read would give, and disturbs nothing") {
    Board board(BoardConfig{1u << 20, 2, 1000});
    board.console.input = "xy";
    board.console.interrupt_enabled = true;
    board.interrupts.enabled = {1, 1};
    board.interrupts.software = 2;
    board.timers[1] = Timer{0x123456789abull, 7, true};
    board.settle();
    for (U port = 0; port < 0x60; ++port)
        for (U hart = 0; hart < 2; ++hart) {
            Board copy = board;
            CHECK(board.peek(port, hart, 99) == copy.port_in(port, hart, 99));
        }
}

TEST_CASE("the timer's compare register changes as a whole, when its high word is written") {
    Timer t;
    t.write(4, 1);
    t.write(2, 0x11111111);
    CHECK(t.compare == ~std::uint64_t{0});
    t.write(3, 0x22);
    CHECK(t.compare == 0x2211111111ull);
    CHECK_FALSE(t.line(0x2211111110ull));
    CHECK(t.line(0x2211111111ull));
    CHECK(t.due(0) == 0x2211111111ull);
    CHECK(t.due(0x2211111111ull) == ~std::uint64_t{0});
    t.write(4, 0);
    CHECK_FALSE(t.line(~std::uint64_t{0}));
}

TEST_CASE("each character typed raises one interrupt, and the handler gets them all in order") {
    Rig rig;
    const std::string text = "virtualization";
    rig.m.board.console.input = text;
    rig.hart().imask = external_bit;
    rig.hart().psr.bits = Psr::ie_bit;
    rig.x(s0) = data_at;
    rig.x(a0) = 1;
    rig.code(code_at, {out(a0, port::interrupts + 1), out(a0, port::console + 2), ins(Op::halt),
                       ins(Op::jal, zero, -1)});
    rig.code(handler_at, {in(t0, port::interrupts + 2), in(t1, port::console), ins(Op::sb, t1, s0, 0),
                          ins(Op::addi, s0, s0, 1), out(t0, port::interrupts + 3), ins(Op::rets)});
    Recorder r;
    CHECK(run(rig.m, 1000, &r).reason == Stop::Reason::idle);
    CHECK(r.count(EventKind::interrupt) == static_cast<int>(text.size()));
    for (U i = 0; i < text.size(); ++i) {
        U byte = 0;
        CHECK(rig.m.read(Hpa{data_at + i}, Width::byte, byte));
        CHECK(byte == static_cast<unsigned char>(text[i]));
    }
}

TEST_CASE("of many timer periods and software interrupts between harts, none is lost and none doubled") {
    constexpr U rounds = 200, request = data_at + 0x100;
    for (TimeMode time : {TimeMode::cycles, TimeMode::locked})
        for (U harts : {2u, 3u, 8u}) {
            Rig rig(small(harts, time));
            // Hart 0 asks each of the others in turn and waits for its answer; they count and answer with an interrupt.
            const U ask = port::interrupts + 4, clear = port::interrupts + 5;
            rig.code(code_at,
                     {ins(Op::addi, s1, zero, 1),  // the hart asked
                      ins(Op::addi, t0, zero, 1), ins(Op::sll, t0, t0, s1), out(t0, ask), ins(Op::halt),
                      ins(Op::beq, s0, zero, -1), ins(Op::addi, s0, zero, 0),  // until the answer came
                      ins(Op::addi, s1, s1, 1), ins(Op::bne, s1, a2, -7), ins(Op::addi, a1, a1, -1),
                      ins(Op::bne, a1, zero, -10), out(a1, port::power)});
            rig.code(request, {ins(Op::halt), ins(Op::jal, zero, -1)});
            rig.code(handler_at,
                     {mfs(t1, Special::hartid), ins(Op::bne, t1, zero, 5),
                      // hart 0: an answer; it must find the flag down
                      ins(Op::add, a4, a4, s0), out(t1, clear), ins(Op::addi, s0, zero, 1), ins(Op::rets),
                      // the others: count, lower the own line, answer
                      out(t1, clear), ins(Op::addi, s0, s0, 1), ins(Op::addi, t1, zero, 1), out(t1, ask),
                      ins(Op::rets)});
            for (U id = 0; id < harts; ++id) {
                rig.hart(id).imask = software_bit;
                rig.hart(id).psr.bits = Psr::ie_bit;
                if (id > 0) rig.hart(id).pc = request;
            }
            rig.x(a1) = rounds;
            rig.x(a2) = harts;
            CHECK(rig.step(2000000).reason == Stop::Reason::power_off);
            CHECK(rig.x(a4) == 0);
            for (U id = 1; id < harts; ++id) CHECK(rig.x(s0, id) == rounds);
        }
}

TEST_CASE("a periodic timer that each interrupt sets anew fires once per period") {
    for (TimeMode time : {TimeMode::cycles, TimeMode::locked}) {
        Rig rig(small(1, time));
        rig.m.board.timers[0] = Timer{100000, 0, true};
        rig.hart().imask = timer_bit;
        rig.hart().psr.bits = Psr::ie_bit;
        rig.code(code_at, {ins(Op::halt), ins(Op::jal, zero, -1)});
        const auto handler = join({{ins(Op::addi, s0, s0, 1), in(t0, port::timer + 2)},
                                   li(t1, 100000),
                                   {ins(Op::add, t0, t0, t1), out(t0, port::timer + 2),
                                    out(zero, port::timer + 3), ins(Op::rets)}});
        rig.code(handler_at, handler);
        while (rig.m.now(0) < 5050000) rig.step();
        CHECK(rig.x(s0) == 50);
    }
}

}  // namespace ringside::machine::test
