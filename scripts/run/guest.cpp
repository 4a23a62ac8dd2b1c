#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "hypervisor/world/guest_tracer.hpp"
#include "machine/trace_hash.hpp"
#include "scripts/run/console.hpp"
#include "scripts/run/divergence.hpp"
#include "scripts/run/run.hpp"

namespace ringside::scripts {

namespace {

using world::SessionStop;
using Reason = SessionStop::Reason;

// What listens to the run: nothing unless it is needed, because listening costs.
struct Tracers {
    std::optional<machine::BareMetalTracer> bare;
    std::optional<world::GuestTracer> guest;

    Tracers(const world::World& w, const RunOptions& o) {
        if (o.vm && (o.trace || o.classic)) guest.emplace(w, guest_of(o));
        if (!o.vm && o.trace) bare.emplace(w.hosts[0].machine);
    }
    [[nodiscard]] machine::Listener* listener() {
        if (guest) return &*guest;
        return bare ? &*bare : nullptr;
    }
    [[nodiscard]] std::uint64_t hash() const { return guest ? guest->hash().value() : bare->hash().value(); }
};

std::string death_by_check(const machine::MachineCheck& check, const Program& program) {
    return fmt::format("{}: at {}: {}", program.name, program.place(check.pc), machine::explain(check));
}

// Why the guest cannot go on, if it has not ended well.
std::string death(const world::World& w, const RunOptions& o, const Program& program,
                  const SessionStop& stop) {
    const world::Host& host = w.hosts[0];
    if (!o.vm && host.machine.check) return death_by_check(*host.machine.check, program);
    if (o.vm && host.hypervisor.vms[0].state == hv::VmState::stopped) {
        const hv::Vm& vm = host.hypervisor.vms[0];
        return vm.check
                   ? death_by_check(*vm.check, program)
                   : fmt::format("{}: the virtual machine was stopped: {}", program.name, vm.stop_reason);
    }
    const world::CpuView cpu = world::cpu(w, guest_of(o), 0);
    if (stop.reason == Reason::idle)
        return fmt::format("{}: halted at {} for ever: no interrupt is due that could wake it{}",
                           program.name, program.place(cpu.seen.pc),
                           o.input ? "" : "; if it waits for input, give it with --input FILE");
    return fmt::format("{}: stopped at {}", program.name, program.place(cpu.seen.pc));
}

std::optional<int> exit_code_of(const world::World& w, const RunOptions& o) {
    const machine::Power& power = world::board(w, guest_of(o)).power;
    if (power.off) return power.exit_code;
    return std::nullopt;
}

}  // namespace

RunResult run_guest(world::Session& session, const RunOptions& o, const Program& program,
                    const Streams& streams) {
    const world::World& w = session.world();
    const world::GuestRef guest = guest_of(o);
    Tracers tracers(w, o);
    ConsolePrinter printer;
    std::optional<ConsoleFeeder> feeder;
    if (o.input) feeder.emplace(*o.input, guest);

    RunResult result;
    const auto began = std::chrono::steady_clock::now();
    SessionStop stop;
    bool limit = false;
    do {
        const std::uint64_t slice = feeder && !feeder->done() ? ConsoleFeeder::slice : slice_ticks;
        if (feeder) feeder->feed(session);
        if (o.max_instructions) {
            const std::uint64_t done = world::steps(w, guest);
            limit = done >= *o.max_instructions;
            if (limit) break;
            stop = session.run_steps(guest, std::min(*o.max_instructions - done, slice), tracers.listener());
        } else {
            stop = session.run(slice, tracers.listener());
        }
        printer.print_new(world::board(w, guest).console, streams.out);
    } while (stop.reason == Reason::budget);
    result.host_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();

    if (o.trace) result.trace_hash = tracers.hash();
    if (tracers.guest) explain_divergences(tracers.guest->divergences(), program, streams.err);
    if (const auto code = exit_code_of(w, o)) {
        result.exit_code = *code;
    } else if (limit) {
        result.exit_code = exit_limit;
        streams.err << fmt::format("{}: stopped after {} instructions, as --max-instructions says, at {}\n",
                                   program.name, *o.max_instructions,
                                   program.place(world::cpu(w, guest, 0).seen.pc));
    } else {
        result.exit_code = exit_died;
        streams.err << death(w, o, program, stop) << "\n";
    }
    return result;
}

}  // namespace ringside::scripts
