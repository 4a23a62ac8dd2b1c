#include "hypervisor/world/world.hpp"

#include <algorithm>

#include "hypervisor/monitor.hpp"

namespace ringside::world {

namespace {

constexpr std::uint32_t monitor_frames = 64;  // the monitor's own text and data

Made<World> failed(std::string error) { return {std::nullopt, std::move(error)}; }

// The guest's RAM as pages: the image's bytes, laid out for RootPort::write_page.
std::vector<std::uint8_t> page_of(const machine::BootImage& image, std::uint32_t frame, bool& touched) {
    std::vector<std::uint8_t> page(isa::page_bytes);
    const std::uint64_t first = std::uint64_t{frame} << 12, end = first + isa::page_bytes;
    for (const machine::BootSegment& s : image.segments) {
        const std::uint64_t from = std::max<std::uint64_t>(first, s.address);
        const std::uint64_t to = std::min<std::uint64_t>(end, s.address + s.bytes.size());
        if (from >= to) continue;
        touched = true;
        std::copy_n(s.bytes.begin() + static_cast<std::ptrdiff_t>(from - s.address), to - from,
                    page.begin() + static_cast<std::ptrdiff_t>(from - first));
    }
    return page;
}

// Frames that VMs may still claim for their shadow tables.
std::uint32_t set_aside(const hv::Hypervisor& hv) {
    std::uint64_t frames = 0;
    for (const hv::Vm& vm : hv.vms) frames += vm.config.shadow_frames;
    for (const hv::FrameOwner& o : hv.frames.owners) frames -= o.kind == hv::FrameKind::shadow_directory || o.kind == hv::FrameKind::shadow_table;
    return static_cast<std::uint32_t>(frames);
}

}  // namespace

bool Host::well_formed() const {
    if (machine.config.native_monitor != virtualized) return false;
    const hv::Hypervisor& hv = hypervisor;
    hv::Hypervisor none;
    if (!virtualized) return hv == none;
    if (hv.on_hart.size() != machine.harts.size() || hv.frames.owners.size() != machine.ram.pages()) return false;
    // Whoever waits for an answer stands at the monitor's door.
    return std::all_of(hv.vms.begin(), hv.vms.end(), [this](const hv::Vm& vm) { return !vm.pending || machine.harts[vm.pending->hart].psr.ring() == 0; });
}

std::uint64_t ticks(const World& world) {
    std::uint64_t total = 0;
    for (const Host& h : world.hosts) total += h.machine.ticks;
    return total;
}

Made<World> bare_metal(const machine::MachineConfig& config, const machine::BootImage& image) {
    if (const auto p = config.problem()) return failed(*p);
    if (config.native_monitor) return failed("a machine with a native monitor has no bare metal to run on; use virtualized_host");
    if (const auto p = machine::misfit(image, config.ram_bytes)) return failed(*p);
    World world;
    Host host;
    host.name = "host0";
    host.machine = machine::Machine(config);
    machine::boot(host.machine, image);
    world.hosts.push_back(std::move(host));
    return {std::move(world), {}};
}

Made<World> virtualized_host(machine::MachineConfig config) {
    // The host's own clock counts cycles; locked time belongs to a VM.
    config.native_monitor = true;
    config.time = machine::TimeMode::cycles;
    if (const auto p = config.problem()) return failed(*p);
    World world;
    Host host;
    host.name = "host0";
    host.virtualized = true;
    host.machine = machine::Machine(config);
    host.hypervisor.frames = hv::FrameTable(config.ram_bytes / isa::page_bytes);
    for (std::uint32_t i = 0; i < std::min(monitor_frames, host.hypervisor.frames.free_frames / 2); ++i)
        host.hypervisor.frames.take({hv::FrameKind::monitor, machine::no_vm, 0});
    host.hypervisor.on_hart.resize(config.harts);
    world.hosts.push_back(std::move(host));
    return {std::move(world), {}};
}

Made<std::uint32_t> add_vm(World& world, std::uint32_t host_id, const hv::VmConfig& config, const machine::BootImage& image) {
    const auto refuse = [](std::string why) { return Made<std::uint32_t>{std::nullopt, std::move(why)}; };
    if (host_id >= world.hosts.size()) return refuse("there is no host " + std::to_string(host_id));
    Host& host = world.hosts[host_id];
    if (!host.virtualized) return refuse("host " + std::to_string(host_id) + " runs on bare metal; it has no hypervisor");
    if (const auto p = config.problem()) return refuse("virtual machine " + config.name + ": " + *p);
    if (const auto p = machine::misfit(image, config.ram_bytes)) return refuse("virtual machine " + config.name + ": " + *p);
    if (host.hypervisor.vms.size() >= hv::most_vms) return refuse("a host takes at most " + std::to_string(hv::most_vms) + " virtual machines");
    const std::uint64_t needed = std::uint64_t{config.ram_bytes / isa::page_bytes} + config.shadow_frames;
    const std::uint32_t free = host.hypervisor.frames.free_frames - set_aside(host.hypervisor);
    if (free < needed)
        return refuse("virtual machine " + config.name + " needs " + std::to_string(needed) + " frames, but host " + std::to_string(host_id) +
                      " has only " + std::to_string(free) + " free; give the host more RAM");

    const auto id = static_cast<std::uint32_t>(host.hypervisor.vms.size());
    const auto owner = static_cast<std::uint8_t>(id);
    hv::RootPort port(host.machine, 0, nullptr);
    hv::FrameTable& frames = host.hypervisor.frames;
    hv::Vm vm;
    vm.config = config;
    machine::MachineConfig as_machine;
    as_machine.ram_bytes = config.ram_bytes;
    as_machine.harts = config.vcpus;
    as_machine.costs = host.machine.config.costs;
    vm.board = machine::Board(machine::board_config(as_machine));
    vm.vcpus.resize(config.vcpus);
    vm.frame_map.assign(config.ram_bytes / isa::page_bytes, hv::no_frame);
    vm.time_offset = config.time == machine::TimeMode::cycles ? port.cycle() : 0;
    for (std::uint32_t gpfn = machine::ram_base / isa::page_bytes; gpfn < vm.frame_map.size(); ++gpfn) {
        const std::uint32_t frame = frames.take({hv::FrameKind::guest_ram, owner, gpfn});
        vm.frame_map[gpfn] = frame;
        bool touched = false;
        const auto page = page_of(image, gpfn, touched);
        if (touched)
            port.write_page(frame, page.data());
        else
            port.zero_page(frame);
    }
    vm.config_frame = frames.take({hv::FrameKind::guest_config, owner, 0});
    port.zero_page(vm.config_frame);
    for (std::uint32_t offset = 0; offset < isa::page_bytes; offset += 4)
        if (const std::uint32_t word = vm.board.config_word(offset)) port.store(isa::Hpa::of_frame(vm.config_frame, offset), word);
    for (std::uint32_t i = 0; i < config.vcpus; ++i) {
        machine::start_at(vm.vcpus[i].v, image.entry, i);
        vm.vcpus[i].left_at = port.cycle();
    }
    host.hypervisor.vms.push_back(std::move(vm));
    hv::Monitor(host.machine, host.hypervisor, nullptr).kick();
    return {id, {}};
}

std::uint32_t host_ram_for(std::uint32_t vm_ram_bytes, std::uint32_t vms) {
    // Besides the guests: the monitor, and shadow tables of up to 2 MiB a VM.
    const std::uint64_t wanted = (std::uint64_t{vm_ram_bytes} + (2u << 20)) * vms + (1u << 20);
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted, machine::most_ram) & ~std::uint64_t{0xfff});
}

}  // namespace ringside::world
