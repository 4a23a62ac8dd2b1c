#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "hypervisor/world/inspect.hpp"
#include "scripts/run/run.hpp"

namespace ringside::scripts {

std::string stats_json(const world::World& w, const RunOptions& o, const RunResult& result) {
    const world::Host& host = w.hosts[0];
    const world::GuestRef guest = guest_of(o);
    nlohmann::ordered_json j;

    std::uint64_t completed = 0, cycles = 0;
    machine::CostLedger ledger;
    for (const machine::Hart& h : host.machine.harts) {
        completed += o.vm ? 0 : h.instret;
        cycles = std::max(cycles, h.cycle);
        for (std::size_t i = 0; i < ledger.cycles.size(); ++i) ledger.cycles[i] += h.ledger.cycles[i];
    }
    if (o.vm)
        for (const hv::Vcpu& v : host.hypervisor.vms[0].vcpus) completed += v.instret;

    j["instructions"] = world::steps(w, guest);
    j["completed"] = completed;
    j["cycles"] = cycles;
    j["ledger"] = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < ledger.cycles.size(); ++i)
        j["ledger"][std::string(machine::ledger_table[i].name)] = ledger.cycles[i];
    j["exits"] = nlohmann::ordered_json::object();
    if (o.vm)
        for (std::size_t i = 0; i < hv::exit_count; ++i)
            j["exits"][hv::exit_table[i].name] = host.hypervisor.vms[0].exits_by_reason[i];
    j["trace_hash"] = nullptr;
    if (result.trace_hash) j["trace_hash"] = fmt::format("{:016x}", *result.trace_hash);
    j["digest"] = fmt::format("{:016x}", world::digest(w));
    j["exit_code"] = result.exit_code;
    j["host_seconds"] = result.host_seconds;
    return j.dump(2) + "\n";
}

}  // namespace ringside::scripts
