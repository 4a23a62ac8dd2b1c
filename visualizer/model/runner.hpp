// Run control: lets a session run in slices until a goal is reached, and pauses cleanly at a boundary of the machine.
//
//     runner.step(guest, 0, 1);
//     while (runner.busy()) { runner.work(0.008); … draw a frame … }
//     runner.said()                                    // "The breakpoint at trap_vector was reached."
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hypervisor/world/session.hpp"
#include "visualizer/model/history.hpp"

namespace ringside::ui {

struct Breakpoint {
    world::GuestRef guest;
    std::uint32_t address = 0;  // virtual
    friend bool operator==(const Breakpoint&, const Breakpoint&) = default;
};

class Runner {
public:
    Runner(world::Session& session, Recorder& recorder) : session_(session), recorder_(recorder) {}

    // Each sets a goal; work() runs towards it. What cannot run says so and leaves things as they are.
    void run();
    void step(const world::GuestRef& guest, std::uint32_t cpu, std::uint64_t count);
    // As step, but a call or a system call counts as one.
    void step_over(const world::GuestRef& guest, std::uint32_t cpu);
    // Until the processor's next trap or interrupt has been dealt with, or an instruction that should have trapped did
    // not.
    void to_next_passage(const world::GuestRef& guest, std::uint32_t cpu);
    void pause();
    void reset();

    // Runs for about `seconds`, or until the goal is reached.
    void work(double seconds);
    // Runs until the goal is reached, however long it takes; for tests and pictures.
    void finish();

    bool busy() const { return goal_.kind != Goal::Kind::none; }
    // True for run(), not for the steps that end by themselves.
    bool running() const { return goal_.kind == Goal::Kind::forever; }
    // Why it stopped, as a sentence; empty when there is nothing to say.
    const std::string& said() const { return said_; }
    void say(std::string sentence) { said_ = std::move(sentence); }

    const std::vector<Breakpoint>& breakpoints() const { return breakpoints_; }
    void toggle(const Breakpoint& breakpoint);
    bool has(const Breakpoint& breakpoint) const;

private:
    struct Goal {
        enum class Kind : std::uint8_t { none, forever, steps, place, passage };
        Kind kind = Kind::none;
        world::GuestRef guest;
        std::uint32_t cpu = 0;
        std::uint64_t until = 0;        // steps made by the processor, or number of the passage
        std::uint64_t divergences = 0;  // of `passage`: as many there were
        // Of `place`: back behind a call.
        std::uint32_t pc = 0;
        std::uint32_t stack = 0;
        std::uint32_t ptb = 0;
        unsigned ring = 0;
    };
    void begin(const Goal& goal);
    void slice(std::uint64_t ticks);
    bool reached() const;
    bool needs_every_boundary() const;
    std::uint64_t made() const { return recorder_.of(goal_.guest).cpus[goal_.cpu].made; }
    std::optional<Breakpoint> at_breakpoint() const;
    std::optional<std::string> cannot_run(const world::GuestRef& guest) const;
    std::string sentence(const world::SessionStop& stop) const;

    world::Session& session_;
    Recorder& recorder_;
    Goal goal_;
    std::string said_;
    std::vector<Breakpoint> breakpoints_;
    std::optional<Breakpoint> left_;  // where it stood when it began …
    std::uint64_t left_steps_ = 0;    // … and the steps of that guest then
};

// Where a guest's processor stands, if a hart runs it now.
std::optional<std::uint32_t> running_pc(const world::World& world, const world::GuestRef& guest,
                                        std::uint32_t cpu);
// The letter and kind by which people call a guest: "VM A", "bare metal".
std::string name_of(const world::World& world, const world::GuestRef& guest);
// Why the guest does not run any more, or nothing.
std::optional<std::string> ended(const world::World& world, const world::GuestRef& guest);

}  // namespace ringside::ui
