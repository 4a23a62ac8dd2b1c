#include "scripts/run/run.hpp"

namespace ringside::scripts {

namespace {

using R = Result<world::World>;

machine::MachineConfig machine_of(const RunOptions& o) {
    machine::MachineConfig c;
    c.ram_bytes = o.ram_bytes;
    c.harts = o.harts;
    c.traps = o.classic ? isa::TrapMask::classic() : isa::TrapMask::strict();
    c.time = o.locked ? machine::TimeMode::locked : machine::TimeMode::cycles;
    if (const auto costs = machine::CostModel::preset(o.costs)) c.costs = *costs;
    constexpr std::size_t block = machine::Disk::block_bytes;
    if (o.disk) c.devices.disk_blocks = static_cast<std::uint32_t>((o.disk->size() + block - 1) / block);
    return c;
}

// A disk image as bytes of whole blocks.
std::optional<std::string> insert_disk(world::World& world, std::string image) {
    machine::Disk& disk = world.hosts[0].machine.board.disk;
    image.resize(std::size_t{disk.blocks} * machine::Disk::block_bytes);
    return disk.import_bytes(reinterpret_cast<const std::uint8_t*>(image.data()), image.size());
}

hv::VmConfig vm_of(const RunOptions& o, const Program& program) {
    hv::VmConfig c;
    c.name = program.name;
    c.ram_bytes = o.ram_bytes;
    c.vcpus = o.harts;
    c.cpu = o.technique;
    c.memory = o.memory;
    c.traps = o.classic ? isa::TrapMask::classic() : isa::TrapMask::strict();
    c.time = o.locked ? machine::TimeMode::locked : machine::TimeMode::cycles;
    return c;
}

}  // namespace

R make_world(const RunOptions& options, const Program& program) {
    const machine::BootImage image = boot_image(program.image);
    machine::MachineConfig config = machine_of(options);
    // Asked before anything of this size is made, so that the sentence is about the guest and not about its host.
    if (const auto problem = config.problem()) return R::failure(*problem);
    if (const auto problem = machine::misfit(image, options.ram_bytes))
        return R::failure(program.name + ": " + *problem);
    world::Made<world::World> made;
    if (options.vm) {
        config.ram_bytes = world::host_ram_for(options.ram_bytes);
        made = world::virtualized_host(config);
        if (made) {
            const auto vm = world::add_vm(*made.value, 0, vm_of(options, program), image);
            if (!vm) return R::failure(vm.error);
        }
    } else {
        made = world::bare_metal(config, image);
    }
    if (!made) return R::failure(made.error);
    made.value->seed = options.seed;
    if (options.disk)
        if (const auto problem = insert_disk(*made.value, *options.disk))
            return R::failure("the disk image: " + *problem);
    return std::move(*made.value);
}

}  // namespace ringside::scripts
