// The two ends of a guest's console while it runs in slices.
#pragma once

#include <algorithm>
#include <ostream>
#include <string>

#include "hypervisor/world/inspect.hpp"
#include "hypervisor/world/session.hpp"

namespace ringside::scripts {

// Ticks between two looks at the console. It keeps at least its last 32 KiB, and a tick prints at most one byte.
inline constexpr std::uint64_t slice_ticks = 32768;

// Prints what the guest has printed since it was last asked.
class ConsolePrinter {
public:
    void print_new(const machine::Console& console, std::ostream& out) {
        const auto fresh = std::min<std::uint64_t>(console.printed - printed_, console.output.size());
        if (fresh == 0) return;
        out.write(console.output.data() + (console.output.size() - fresh),
                  static_cast<std::streamsize>(fresh));
        out.flush();
        printed_ = console.printed;
    }

private:
    std::uint64_t printed_ = 0;
};

// Feeds the console a text, a part at a time: more waits than a guest can read in a slice, so that it never sees a gap.
// Parts are small because each byte that a guest reads moves those that wait.
class ConsoleFeeder {
public:
    ConsoleFeeder(std::string text, world::GuestRef guest) : text_(std::move(text)), guest_(guest) {}

    static constexpr std::uint64_t slice = 4096;  // ticks; a tick reads at most one byte
    [[nodiscard]] bool done() const { return done_; }

    void feed(world::Session& session) {
        if (done_ || world::board(session.world(), guest_).console.input.size() > slice) return;
        const std::string next = text_.substr(at_, 4 * slice);
        at_ += next.size();
        done_ = at_ == text_.size();
        session.apply(world::ConsoleInput{guest_, next, done_});
    }

private:
    std::string text_;
    world::GuestRef guest_;
    std::size_t at_ = 0;
    bool done_ = false;
};

}  // namespace ringside::scripts
