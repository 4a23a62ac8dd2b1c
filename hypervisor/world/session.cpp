#include "hypervisor/world/session.hpp"

#include <algorithm>

#include "hypervisor/monitor.hpp"
#include "hypervisor/world/inspect.hpp"
#include "machine/reference.hpp"

namespace ringside::world {

namespace {

using machine::Stop;
using Reason = SessionStop::Reason;

// A VM of this host whose policy is asked.
std::optional<std::uint32_t> asking(const Host& host) {
    for (std::uint32_t i = 0; i < host.hypervisor.vms.size(); ++i)
        if (const auto& p = host.hypervisor.vms[i].pending; p && !p->answer) return i;
    return std::nullopt;
}

// The hart that waits with an exit which a policy has answered.
std::optional<std::uint32_t> answered(const Host& host) {
    for (const hv::Vm& vm : host.hypervisor.vms)
        if (vm.pending && vm.pending->answer) return vm.pending->hart;
    return std::nullopt;
}

// Events of hosts other than the first know whose they are.
struct FromHost : machine::Listener {
    FromHost(machine::Listener* listener, std::uint32_t host) : to(listener), id(static_cast<std::uint8_t>(host)) {}
    void on(const machine::Event& e) override {
        machine::Event named = e;
        named.host = id;
        to->on(named);
    }
    machine::Listener* to;
    std::uint8_t id;
};

bool all_ended(const Host& host) {
    return std::all_of(host.hypervisor.vms.begin(), host.hypervisor.vms.end(),
                       [](const hv::Vm& vm) { return vm.state == hv::VmState::powered_off || vm.state == hv::VmState::stopped; });
}

std::uint64_t clock_of(const Host& host) {
    // A parked hart's clock stands still.
    std::uint64_t slowest = ~std::uint64_t{0}, latest = 0;
    for (const machine::Hart& h : host.machine.harts) {
        if (h.activity != machine::Activity::parked) slowest = std::min(slowest, h.cycle);
        latest = std::max(latest, h.cycle);
    }
    return std::min(slowest, latest);
}

}  // namespace

Stop Session::run_engine(std::uint32_t host, std::uint64_t ticks, machine::Listener* listener) {
    machine::Machine& m = world_.hosts[host].machine;
    if (listener) return machine::run_reference(m, ticks, machine::ListenerSink{listener});
    if (engine_ == EngineKind::reference) return machine::run_reference(m, ticks, machine::NullSink{});
    while (engines_.size() <= host) engines_.emplace_back();
    return engines_[host].run(m, ticks, machine::NullSink{});
}

// Runs one host until its budget is used up or it cannot go on.
SessionStop Session::run_host(std::uint32_t id, std::uint64_t ticks, machine::Listener* listener) {
    Host& host = world_.hosts[id];
    const std::uint64_t end = host.machine.ticks + ticks;
    FromHost named(listener, id);
    if (listener && id != 0) listener = &named;
    hv::Monitor monitor(host.machine, host.hypervisor, listener);
    while (true) {
        if (const auto vm = asking(host)) return {Reason::ask, {id, vm}};
        const std::uint64_t left = host.machine.ticks < end ? end - host.machine.ticks : 0;
        if (left == 0) return {Reason::budget, {id, {}}};
        if (const auto hart = answered(host)) {
            // Before any other hart goes on: nothing has happened since the question.
            monitor.on_trap(*hart);
            continue;
        }
        const Stop stop = run_engine(id, left, listener);
        switch (stop.reason) {
            case Stop::Reason::budget: return {Reason::budget, {id, {}}};
            case Stop::Reason::power_off: return {Reason::finished, {id, {}}};
            case Stop::Reason::machine_check: return {Reason::machine_check, {id, {}}};
            case Stop::Reason::trap:
                if (monitor.on_trap(stop.hart) == hv::Monitor::Outcome::asked) continue;
                break;
            case Stop::Reason::idle:
                if (host.virtualized && all_ended(host)) return {Reason::finished, {id, {}}};
                return {Reason::idle, {id, {}}};
        }
    }
}

// With several hosts, the one whose clock is behind runs a boundary; those that cannot go on are passed over.
SessionStop Session::run_hosts(std::uint64_t ticks, machine::Listener* listener) {
    World& world = world_;
    std::vector<std::optional<SessionStop>> stuck(world.hosts.size());
    while (ticks > 0) {
        std::optional<std::uint32_t> next;
        for (std::uint32_t i = 0; i < world.hosts.size(); ++i)
            if (!stuck[i] && (!next || clock_of(world.hosts[i]) < clock_of(world.hosts[*next]))) next = i;
        if (!next) break;
        const SessionStop stop = run_host(*next, 1, listener);
        if (stop.reason == Reason::ask) return stop;
        if (stop.reason == Reason::budget)
            --ticks;
        else
            stuck[*next] = stop;
    }
    if (ticks == 0) return {Reason::budget, {}};
    const auto idle = std::find_if(stuck.begin(), stuck.end(), [](const auto& s) { return s->reason == Reason::idle; });
    return idle != stuck.end() ? **idle : *stuck.front();
}

SessionStop Session::run(std::uint64_t ticks, machine::Listener* listener) {
    for (std::uint32_t i = 0; i < world_.hosts.size(); ++i)
        if (const auto vm = asking(world_.hosts[i])) return {Reason::ask, {i, vm}};
    if (ticks == 0) return {Reason::budget, {}};
    const SessionStop stop = world_.hosts.size() == 1 ? run_host(0, ticks, listener) : run_hosts(ticks, listener);
    settled_ = stop.reason != Reason::budget;
    return stop;
}

SessionStop Session::run_steps(const GuestRef& guest, std::uint64_t wanted, machine::Listener* listener) {
    const std::uint64_t end = steps(world_, guest) + wanted;
    while (true) {
        const std::uint64_t now = steps(world_, guest);
        if (now >= end) return {Reason::budget, guest};
        // A step takes at least one boundary of some hart, so this cannot overshoot.
        const SessionStop stop = run(world_.hosts.size() == 1 ? end - now : 1, listener);
        if (stop.reason != Reason::budget) return stop;
    }
}

std::optional<std::string> Session::apply(const Command& command) {
    if (auto refused = carry_out(world_, command)) return refused;
    journal_.push_back({ticks(world_), command, settled_});
    settled_ = false;
    return std::nullopt;
}

void Session::reset() {
    back_to({start_, 0, false});
}

void Session::back_to(const Mark& mark) {
    world_ = mark.world;
    journal_.resize(std::min(journal_.size(), mark.journal));
    settled_ = mark.settled;
    for (machine::FastEngine& e : engines_) e.forget();
}

Made<World> replay(const World& start, const Journal& journal, const Moment& until, EngineKind engine) {
    Session session(start, engine);
    const auto misfit = [&](const std::string& why) {
        return "the recording does not fit this world: at time " + std::to_string(ticks(session.world())) + " " + why;
    };
    const auto run_to = [&](std::uint64_t time, bool settled) -> std::optional<std::string> {
        while (ticks(session.world()) < time) {
            const SessionStop stop = session.run(time - ticks(session.world()));
            if (stop.reason != Reason::budget && ticks(session.world()) < time) return misfit("it stops, but goes on in the recording");
        }
        // What takes no time was done before the recorded run stopped by itself; so it is here.
        if (settled && !session.settled() && session.run(1).reason == Reason::budget) return misfit("it goes on, but stops in the recording");
        return std::nullopt;
    };
    for (const JournalEntry& entry : journal) {
        if (entry.time > until.time) break;
        if (auto why = run_to(entry.time, entry.settled)) return {std::nullopt, *why};
        if (auto why = session.apply(entry.command)) return {std::nullopt, "the recording holds a command that is refused: " + *why};
    }
    if (auto why = run_to(until.time, until.settled)) return {std::nullopt, *why};
    return {session.world(), {}};
}

}  // namespace ringside::world
