// The kernel `first` on bare metal and in virtual machines: one image, one console text, one trace.
#include <catch2/catch.hpp>

#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "hypervisor/world/guest_tracer.hpp"
#include "hypervisor/world/inspect.hpp"
#include "hypervisor/world/session.hpp"
#include "isa/encoding.hpp"
#include "machine/trace_hash.hpp"
#include "scripts/program.hpp"

using namespace ringside;
using machine::TimeMode;

namespace {

const machine::BootImage& first() {
    static const machine::BootImage image = [] {
        scripts::ProgramFiles files;
        files.inputs = {RINGSIDE_BINARY_DIR "/guests/first.elf"};
        const auto program = scripts::load_program(files);
        if (!program) FAIL(program.error);
        return scripts::boot_image(program->image);
    }();
    return image;
}

struct Shape {
    TimeMode time = TimeMode::cycles;
    isa::TrapMask traps = isa::TrapMask::strict();
    std::uint32_t ram = 16u << 20;
    std::uint32_t cpus = 1;
    std::uint32_t tlb_entries = 64;
    bool asid_tags = true;
};

struct Outcome {
    std::string console;
    int exit_code = -1;  // -1: it did not power off
    std::uint64_t hash = 0, steps = 0;
};

world::World bare_metal(const Shape& shape) {
    machine::MachineConfig config;
    config.ram_bytes = shape.ram;
    config.harts = shape.cpus;
    config.traps = shape.traps;
    config.time = shape.time;
    config.tlb_entries = shape.tlb_entries;
    config.asid_tags = shape.asid_tags;
    auto made = world::bare_metal(config, first());
    if (!made) FAIL(made.error);
    return *made.value;
}

struct Under {
    hv::RingAliasing rings = hv::RingAliasing::ring_views;
    std::uint32_t host_harts = 1, vms = 1;
};

world::World virtualized(const Shape& shape, const Under& under) {
    machine::MachineConfig config;
    config.ram_bytes = world::host_ram_for(shape.ram, under.vms);
    config.harts = under.host_harts;
    config.traps = shape.traps;
    config.tlb_entries = shape.tlb_entries;
    auto made = world::virtualized_host(config);
    if (!made) FAIL(made.error);
    for (std::uint32_t i = 0; i < under.vms; ++i) {
        hv::VmConfig vm;
        vm.ram_bytes = shape.ram;
        vm.vcpus = shape.cpus;
        vm.traps = shape.traps;
        vm.time = shape.time;
        vm.rings = under.rings;
        vm.asid_tags = shape.asid_tags;
        const auto added = world::add_vm(*made.value, 0, vm, first());
        if (!added) FAIL(added.error);
    }
    return *made.value;
}

constexpr std::uint64_t enough = 60'000'000;

Outcome outcome(const world::World& world, const world::GuestRef& guest) {
    const machine::Board& board = world::board(world, guest);
    return {board.console.output, board.power.off ? board.power.exit_code : -1, 0,
            world::steps(world, guest)};
}

Outcome bare(const Shape& shape) {
    world::Session session(bare_metal(shape));
    std::optional<machine::BareMetalTracer> tracer;
    if (shape.time == TimeMode::locked) tracer.emplace(session.world().hosts[0].machine);
    session.run(enough, tracer ? &*tracer : nullptr);
    Outcome o = outcome(session.world(), {0, {}});
    if (tracer) o.hash = tracer->hash().value();
    return o;
}

// Runs all virtual machines; follows one of them if time is locked.
std::vector<Outcome> in_vms(const Shape& shape, const Under& under, std::uint32_t followed = 0) {
    world::Session session(virtualized(shape, under));
    std::optional<world::GuestTracer> tracer;
    if (shape.time == TimeMode::locked) tracer.emplace(session.world(), world::GuestRef{0, followed});
    session.run(enough * under.vms, tracer ? &*tracer : nullptr);
    std::vector<Outcome> all;
    for (std::uint32_t i = 0; i < under.vms; ++i) all.push_back(outcome(session.world(), {0, i}));
    if (tracer) all[followed].hash = tracer->hash().value();
    return all;
}

std::string from_readme(const std::string& label) {
    std::ifstream file(RINGSIDE_SOURCE_DIR "/labs/guests/first/README.md");
    std::stringstream all;
    all << file.rdbuf();
    const std::string text = all.str(), fence = "```";
    const std::size_t start = text.find(fence + label + "\n") + fence.size() + label.size() + 1;
    return text.substr(start, text.find(fence, start) - start);
}

// Addresses depend on the compiler; what is said about them does not.
std::string without_addresses(std::string text) {
    for (std::size_t i = 0; (i = text.find("0x", i)) != std::string::npos; ++i) text.replace(i, 10, "0x…");
    return text;
}

}  // namespace

TEST_CASE("the kernel first prints what its README shows and powers off with exit code 0") {
    const auto time = GENERATE(TimeMode::cycles, TimeMode::locked);
    const Outcome o = bare({time});
    CHECK(without_addresses(o.console) == without_addresses(from_readme("first")));
    CHECK(o.exit_code == 0);
}

TEST_CASE("the kernel first prints the same in a virtual machine as on bare metal") {
    Shape shape;
    SECTION("as it is") {}
    SECTION("one MiB of RAM") { shape.ram = 1u << 20; }
    SECTION("more RAM than it maps, and processors that it does not use") {
        shape.ram = 64u << 20;
        shape.cpus = 4;
    }
    SECTION("a TLB of two entries") { shape.tlb_entries = 2; }
    SECTION("a TLB without ASIDs") { shape.asid_tags = false; }
    const Outcome metal = bare(shape);
    CHECK(metal.exit_code == 0);
    for (const auto rings : {hv::RingAliasing::ring_views, hv::RingAliasing::compressed})
        for (const std::uint32_t harts : {1u, 2u}) {
            CAPTURE(static_cast<int>(rings), harts);
            for (const Outcome& o : in_vms(shape, {rings, harts, 2})) {
                CHECK(o.console == metal.console);
                CHECK(o.exit_code == 0);
            }
        }
}

TEST_CASE("in locked time the kernel first leaves the same trace in a virtual machine as on bare metal") {
    Shape shape;
    shape.time = TimeMode::locked;
    shape.cpus = GENERATE(1u, 2u);
    const Outcome metal = bare(shape);
    CHECK(metal.exit_code == 0);
    const auto same = [&](const Under& under, std::uint32_t followed = 0) {
        CAPTURE(shape.cpus, static_cast<int>(under.rings), under.host_harts, under.vms, followed);
        const auto all = in_vms(shape, under, followed);
        CHECK(all[followed].hash == metal.hash);
        for (const Outcome& o : all) {
            CHECK(o.console == metal.console);
            CHECK(o.exit_code == 0);
            CHECK(o.steps == metal.steps);
        }
    };
    same({});
    same({hv::RingAliasing::compressed, 1, 2}, 1);
    same({hv::RingAliasing::ring_views, 2, 2}, 0);
}

TEST_CASE(
    "the trace of the kernel first does not depend on what the TLB remembers: it keeps the flush rules") {
    Shape shape;
    shape.time = TimeMode::locked;
    const std::uint64_t expected = bare(shape).hash;
    for (const std::uint32_t entries : {1u, 3u, 1024u}) {
        CAPTURE(entries);
        shape.tlb_entries = entries;
        CHECK(bare(shape).hash == expected);
    }
    shape.asid_tags = false;
    CHECK(bare(shape).hash == expected);
}

TEST_CASE(
    "in a virtual machine on the classic strap the kernel first finds out, and rdring is the first to tell") {
    Shape shape;
    shape.time = GENERATE(TimeMode::cycles, TimeMode::locked);
    shape.traps = isa::TrapMask::classic();
    world::Session session(virtualized(shape, {}));
    world::GuestTracer tracer(session.world(), {0, 0});
    session.run(enough, &tracer);
    const Outcome o = outcome(session.world(), {0, 0});
    CHECK(without_addresses(o.console) == without_addresses(from_readme("classic")));
    CHECK(o.exit_code == 1);

    std::vector<isa::Op> told;
    for (const world::Divergence& d : tracer.divergences()) told.push_back(isa::decode(d.word)->op);
    CHECK(told ==
          std::vector{isa::Op::rdring, isa::Op::rdpsr, isa::Op::rdptb, isa::Op::wrpsr, isa::Op::rdpsr});

    // On the bare metal of the same machine nothing is wrong.
    const Outcome metal = bare(shape);
    CHECK(without_addresses(metal.console) == without_addresses(from_readme("first")));
    CHECK(metal.exit_code == 0);
    if (shape.time == TimeMode::locked) CHECK(tracer.hash().value() != metal.hash);
}
