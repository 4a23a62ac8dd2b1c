// Runs one program to its end, on bare metal or in a virtual machine, as `ringside run` does.
//
//   RunOptions options;
//   options.vm = true;
//   Result<World> w = make_world(options, program);
//   Session session(*w, options.engine);
//   RunResult r = run_guest(session, guest_of(options), options, program, {std::cout, std::cerr});
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "hypervisor/world/session.hpp"
#include "scripts/command.hpp"
#include "scripts/program.hpp"
#include "scripts/result.hpp"

namespace ringside::scripts {

// Exit codes that are not the guest's own.
inline constexpr int exit_limit = 124;  // --max-instructions was reached
inline constexpr int exit_died = 125;   // a machine check, a stopped VM, or everything halted for good

struct RunOptions {
    bool vm = false;
    hv::CpuKind technique = hv::CpuKind::trap_and_emulate;
    hv::MemoryKind memory = hv::MemoryKind::shadow;
    bool classic = false;
    std::uint32_t harts = 1;
    std::uint32_t ram_bytes = 16u << 20;
    std::optional<std::string> input;  // text for the console; then input ends
    std::optional<std::uint64_t> max_instructions;
    bool locked = false;
    std::uint64_t seed = 0;
    bool trace = false;  // make the trace hash
    world::EngineKind engine = world::EngineKind::fast;
    std::optional<std::string> disk;  // its image; on bare metal
    std::string costs = "modern";     // a preset of machine/costs
};

[[nodiscard]] inline world::GuestRef guest_of(const RunOptions& o) {
    return {0, o.vm ? std::optional<std::uint32_t>(0) : std::nullopt};
}

// One host that runs the program. A host for a VM has just the RAM it needs.
Result<world::World> make_world(const RunOptions& options, const Program& program);

struct RunResult {
    int exit_code = 0;
    std::optional<std::uint64_t> trace_hash;
    double host_seconds = 0;
};

// Prints the guest's console to streams.out and nothing else there. On streams.err: why a guest died, and the
// divergences of a guest on the classic strap.
RunResult run_guest(world::Session& session, const RunOptions& options, const Program& program,
                    const Streams& streams);

// The figures of a run as JSON.
std::string stats_json(const world::World& world, const RunOptions& options, const RunResult& result);

}  // namespace ringside::scripts
