// A session runs one world and is the only door to it.
//
//   Session s(*bare_metal(config, image).value);
//   s.run(1'000'000);                                   // boundaries, see machine/machine.hpp
//   s.apply(ConsoleInput{{0}, "ls\n", false});
//   World again = *replay(s.start(), s.journal(), s.now()).value;
//   digest(again) == digest(s.world())
//
// The engine and its derived things live beside the world and are never part of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hypervisor/world/commands.hpp"
#include "hypervisor/world/world.hpp"
#include "machine/events.hpp"
#include "machine/fast.hpp"

namespace ringside::world {

struct SessionStop {
    enum class Reason : std::uint8_t {
        budget,         // the budget is used up
        idle,           // everything is halted and nothing is due: only a command can go on
        finished,       // every guest has powered off or was stopped
        machine_check,  // bare metal: machine.check says why
        ask,            // a policy is asked: guest names the VM whose `pending` waits for an Answer
    };
    Reason reason = Reason::budget;
    GuestRef guest;
    bool operator==(const SessionStop&) const = default;
};

// A point of a session. When a run stops by itself (nothing to do, a policy asked), what takes no time has been done too;
// when its budget ends, that is left for the next run. A command finds one world or the other, so a recording says which.
struct Moment {
    std::uint64_t time = 0;  // ticks(world)
    bool settled = false;    // the last run stopped by itself, and no command came since

    Moment(std::uint64_t t, bool stopped = false) : time(t), settled(stopped) {}
};

enum class EngineKind : std::uint8_t { reference, fast };

class Session {
public:
    explicit Session(World start, EngineKind engine = EngineKind::fast) : start_(start), world_(std::move(start)), engine_(engine) {}

    [[nodiscard]] const World& world() const { return world_; }
    [[nodiscard]] const World& start() const { return start_; }
    [[nodiscard]] const Journal& journal() const { return journal_; }
    [[nodiscard]] bool settled() const { return settled_; }
    [[nodiscard]] Moment now() const { return {ticks(world_), settled_}; }

    // Runs at most `ticks` boundaries over all hosts. How a run is cut into calls changes nothing.
    SessionStop run(std::uint64_t ticks, machine::Listener* listener = nullptr);
    // Runs until the guest has made `steps` more steps (design: instructions completed or trapped into the guest).
    SessionStop run_steps(const GuestRef& guest, std::uint64_t steps, machine::Listener* listener = nullptr);

    // Carries out a command. A sentence if it was refused; then nothing has changed and nothing was logged.
    std::optional<std::string> apply(const Command& command);

    // Back to the start, with an empty journal.
    void reset();

    // A point to come back to: the world, and how much of the journal had been written.
    struct Mark {
        World world;
        std::size_t journal = 0;
        bool settled = false;
    };
    [[nodiscard]] Mark mark() const { return {world_, journal_.size(), settled_}; }
    // The mark must be of this session and not lie in a future that was given up.
    void back_to(const Mark& mark);

private:
    SessionStop run_hosts(std::uint64_t ticks, machine::Listener* listener);
    SessionStop run_host(std::uint32_t host, std::uint64_t ticks, machine::Listener* listener);
    machine::Stop run_engine(std::uint32_t host, std::uint64_t ticks, machine::Listener* listener);

    World start_;
    World world_;
    Journal journal_;
    bool settled_ = false;
    EngineKind engine_;
    std::vector<machine::FastEngine> engines_;  // by host; derived things only
};

// Runs `start` with the journal up to `until`; no script is called. A sentence if the journal does not fit.
Made<World> replay(const World& start, const Journal& journal, const Moment& until, EngineKind engine = EngineKind::fast);

}  // namespace ringside::world
