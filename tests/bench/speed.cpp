// speed/…: how fast the engines run compiled C, against the same C compiled for the host.
//
// Each figure is the median of five; guest and native runs take turns, so that what disturbs one disturbs the other. Times
// are processor time. Paged runs have an identity mapping of 4 KiB pages, so the same program runs through the simulated
// MMU; its exact TLB of 64 entries is at work.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "hypervisor/world/session.hpp"
#include "isa/asm/link.hpp"
#include "machine/boot.hpp"
#include "machine/fast.hpp"
#include "machine/reference.hpp"
#include "tests/bench/rows.hpp"

extern "C" {
unsigned bench_fib(void);
unsigned bench_sieve(void);
unsigned bench_matmul(void);
unsigned bench_chase(void);
unsigned bench_sha256(void);
unsigned bench_quicksort(void);
unsigned bench_bytecode(void);
unsigned bench_mix(void);
unsigned bench_unseen(void);
}

namespace ringside::bench {

namespace {

using machine::Machine;
using machine::Stop;

struct Kernel {
    const char* name;
    unsigned (*native)();
    bool in_geomean;
    double goal;  // MIPS of the fast engine with paging on
};
const Kernel kernels[] = {
    {"fib", bench_fib, true, 0},        {"sieve", bench_sieve, true, 0},         {"matmul", bench_matmul, true, 0},
    {"mix", bench_mix, true, 0},        {"chase", bench_chase, false, 500},      {"sha256", bench_sha256, false, 0},
    {"quicksort", bench_quicksort, false, 0}, {"bytecode", bench_bytecode, false, 0}, {"unseen", bench_unseen, false, 800},
};
constexpr int repeats = 5;
// The reference engine runs a part of each kernel only; its speed does not depend on how far.
constexpr std::uint64_t reference_steps = 2'000'000;

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "ringside-bench: %s\n", why.c_str());
    std::exit(2);
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    if (!in) fail("cannot read " + path.string() + "; run ./dev bench, which builds it");
    return text.str();
}

// The assembly of one kernel with the runtime, as text.
std::vector<isa::assembler::Source> sources_of(const char* kernel) {
    const std::filesystem::path guests = std::filesystem::path(RINGSIDE_BINARY_DIR) / "guests";
    std::vector<isa::assembler::Source> sources;
    for (const std::string& name : {std::string(kernel), std::string("guest_main")})
        sources.push_back({name, read_file(guests / "bench" / (name + ".s")), false});
    for (const auto& file : std::filesystem::directory_iterator(guests / "runtime"))
        if (file.path().extension() == ".s") sources.push_back({file.path().filename(), read_file(file.path()), true});
    return sources;
}

machine::BootImage image_of(const std::vector<isa::assembler::Source>& sources) {
    const auto built = isa::assembler::build(sources, {});
    if (!built) fail(built.error_text());
    machine::BootImage boot;
    boot.entry = built.value->physical_entry();
    for (const isa::Segment& s : built.value->segments) boot.segments.push_back({s.physical, s.bytes, s.memory_size});
    return boot;
}

constexpr std::uint32_t ram = 24u << 20, tables = 1u << 20;  // the last MiB holds page tables

// Maps every page onto itself, with all rights, A and D set, from the top of RAM.
void page_identically(Machine& m) {
    using isa::Pte;
    const auto put = [&m](std::uint32_t address, std::uint32_t word) { m.write(isa::Hpa{address}, isa::Width::word, word); };
    const std::uint32_t directory = ram - tables;
    std::uint32_t next = directory + isa::page_bytes;
    for (std::uint32_t d = 0; d < 1024; ++d) {
        const std::uint32_t first = d << 22;
        if (first >= ram && first != (machine::config_page_base & ~0x3fffffu)) continue;
        put(directory + d * 4, Pte::make(next >> 12, Pte::v, 0).bits);
        for (std::uint32_t i = 0; i < 1024; ++i)
            put(next + i * 4, Pte::make((first >> 12) + i, Pte::v | Pte::r | Pte::w | Pte::x | Pte::a | Pte::d, 3).bits);
        next += isa::page_bytes;
    }
    for (machine::Hart& h : m.harts) h.ptb = isa::Ptb::make(directory >> 12, 1);
}

Machine machine_for(const machine::BootImage& image, bool paged) {
    machine::MachineConfig config;
    config.ram_bytes = ram;
    Machine m(config);
    machine::boot(m, image);
    // The program must leave the page tables alone, paged or not, so that both runs are the same.
    m.board.config.ram_bytes = ram - tables;
    if (paged) page_identically(m);
    return m;
}

struct Timed {
    double seconds = 0;
    std::uint64_t steps = 0;
    std::uint64_t walks = 0;
    std::string output;
};

template <class Engine>
Timed time_run(Machine m, Engine&& engine, std::uint64_t limit = ~std::uint64_t{0}) {
    const double start = thread_seconds();
    Stop stop;
    while (m.steps < limit && (stop = engine(m)).reason == Stop::Reason::budget) {
    }
    Timed t{thread_seconds() - start, m.steps, 0, m.board.console.output};
    for (const machine::Hart& h : m.harts) t.walks += h.ledger[machine::Spent::walk] / (2 * m.config.costs.walk_reference);
    return t;
}

constexpr std::uint64_t slice = 1u << 16;

struct Measured {
    double mips = 0, native_ratio = 0, seconds = 0;
    std::uint64_t walks = 0;
};

// Native and guest in turns; medians.
Measured measure(const Kernel& k, const machine::BootImage& image, bool fast, bool paged) {
    const Machine start = machine_for(image, paged);
    std::vector<double> mips, ratio, seconds;
    std::uint64_t walks = 0;
    for (int i = 0; i < repeats; ++i) {
        // Long enough for the clock: the fastest kernels take a few milliseconds natively.
        double native = thread_seconds();
        unsigned expected = 0, runs = 0;
        double spent = 0;
        do {
            expected = k.native();
            ++runs;
            spent = thread_seconds() - native;
        } while (spent < 0.01);
        native = spent / runs;
        machine::FastEngine engine;
        Timed t;
        double part = 1;
        if (fast) {
            t = time_run(start, [&](Machine& m) { return engine.run(m, slice, machine::NullSink{}); });
            if (t.output != std::to_string(expected) + "\n") fail(std::string(k.name) + " printed " + t.output + ", natively " + std::to_string(expected));
        } else {
            t = time_run(start, [](Machine& m) { return run_reference(m, slice, machine::NullSink{}); }, reference_steps);
            Machine whole = start;
            while (engine.run(whole, slice, machine::NullSink{}).reason == Stop::Reason::budget) {
            }
            part = static_cast<double>(t.steps) / static_cast<double>(whole.steps);
        }
        mips.push_back(static_cast<double>(t.steps) / t.seconds / 1e6);
        ratio.push_back(native / (t.seconds / part));
        seconds.push_back(t.seconds);
        walks = t.walks;
    }
    return {median(mips), median(ratio), median(seconds), walks};
}

bool wants(const std::string& prefix, const std::string& name) {
    return name.compare(0, std::min(prefix.size(), name.size()), prefix, 0, std::min(prefix.size(), name.size())) == 0;
}

void start_time(Rows& rows) {
    std::vector<double> ms;
    const auto sources = sources_of("fib");
    for (int i = 0; i < repeats; ++i) {
        const double before = thread_seconds();
        Machine m = machine_for(image_of(sources), false);
        machine::FastEngine engine;
        engine.run(m, 1000, machine::NullSink{});
        ms.push_back((thread_seconds() - before) * 1e3);
    }
    rows.add({"speed/start/ms", median(ms), "ms", false, 20});
}

// What the event stream costs those who do not listen: a session without a listener against the engine alone, as a
// fraction. And for comparison, what it costs to listen.
void events(Rows& rows, const machine::BootImage& image) {
    struct Ear final : machine::Listener {
        std::uint64_t heard = 0;
        void on(const machine::Event&) override { ++heard; }
    };
    std::vector<double> off, on;
    for (int i = 0; i < 2 * repeats + 1; ++i) {
        machine::FastEngine engine;
        const Machine start = machine_for(image, true);
        const Timed alone = time_run(start, [&](Machine& m) { return engine.run(m, slice, machine::NullSink{}); });
        world::World world;
        world.hosts.resize(1);
        world.hosts[0].machine = start;
        world::Session session(world);
        const double before = thread_seconds();
        while (session.run(slice).reason == world::SessionStop::Reason::budget) {
        }
        off.push_back((thread_seconds() - before) / alone.seconds - 1);
        const Timed deaf = time_run(start, [](Machine& m) { return run_reference(m, slice, machine::NullSink{}); }, reference_steps);
        Ear ear;
        const Timed heard = time_run(start, [&](Machine& m) { return run_reference(m, slice, machine::ListenerSink{&ear}); }, reference_steps);
        on.push_back(heard.seconds / deaf.seconds - 1);
    }
    rows.add({"speed/events_off/overhead", median(off), "fraction", false, 0.02});
    rows.add({"speed/events_on/overhead", median(on), "fraction", false, 0});
}

}  // namespace

void speed(Rows& rows, const std::string& wanted) {
    if (!wants(wanted, "speed/")) return;
    if (wants(wanted, "speed/start/ms")) start_time(rows);
    struct Mode {
        const char* engine;
        const char* paging;
        bool fast, paged;
    };
    const Mode modes[] = {{"fast", "paged", true, true}, {"fast", "flat", true, false}, {"reference", "paged", false, true}, {"reference", "flat", false, false}};
    double log_mips[4] = {}, log_ratio[4] = {};
    int counted[4] = {};
    for (const Kernel& k : kernels) {
        const std::string prefix = std::string("speed/") + k.name + "/";
        if (!wants(wanted, prefix) && !wants(wanted, "speed/geomean/") && !wants(wanted, "speed/tlb_miss/")) continue;
        const machine::BootImage image = image_of(sources_of(k.name));
        Measured by_mode[4];
        for (int i = 0; i < 4; ++i) {
            const Mode& mode = modes[i];
            const Measured m = by_mode[i] = measure(k, image, mode.fast, mode.paged);
            const std::string name = prefix + mode.engine + "/" + mode.paging;
            rows.add({name + "/mips", m.mips, "MIPS", true, i == 0 ? k.goal : 0});
            rows.add({name + "/native_ratio", m.native_ratio, "ratio", true, 0});
            if (!k.in_geomean) continue;
            log_mips[i] += std::log(m.mips);
            log_ratio[i] += std::log(m.native_ratio);
            ++counted[i];
        }
        if (std::string(k.name) == "chase") {
            // What a simulated miss costs the host: the time that paging adds, over the walks it makes.
            const double extra = by_mode[0].seconds - by_mode[1].seconds;
            rows.add({"speed/tlb_miss/ns", extra / static_cast<double>(by_mode[0].walks) * 1e9, "ns", false, 15});
        }
    }
    for (int i = 0; i < 4; ++i) {
        if (counted[i] == 0) continue;
        const std::string name = std::string("speed/geomean/") + modes[i].engine + "/" + modes[i].paging;
        rows.add({name + "/mips", std::exp(log_mips[i] / counted[i]), "MIPS", true, i == 0 ? 1300.0 : i >= 2 ? 20.0 : 0});
        rows.add({name + "/native_ratio", std::exp(log_ratio[i] / counted[i]), "ratio", true, i == 0 ? 1.0 / 14 : 0});
    }
    if (wants(wanted, "speed/events_")) events(rows, image_of(sources_of("mix")));
}

}  // namespace ringside::bench
