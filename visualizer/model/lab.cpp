#include "visualizer/model/lab.hpp"

#include "scripts/files.hpp"
#include "scripts/lab.hpp"
#include "scripts/program.hpp"

namespace ringside::ui {

namespace {

using R = scripts::Result<OpenedLab>;

bool is_program(const std::string& path) {
    const auto dot = path.rfind('.');
    const std::string ending = dot == std::string::npos ? "" : path.substr(dot);
    return ending == ".elf" || ending == ".s" || ending == ".S";
}

// Line ends and indentation of a text in a Lua file are not meant.
std::string one_paragraph(const std::string& text) {
    std::string words;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t';
        if (!space) {
            words += c;
        } else if (!words.empty() && words.back() != ' ') {
            words += ' ';
        }
    }
    return words;
}

// The program in a VM, and the same on bare metal beside it.
R open_program(const std::string& path) {
    scripts::ProgramFiles files;
    files.inputs = {path};
    const auto program = scripts::load_program(files);
    if (!program) {
        return R::failure(program.error);
    }
    const machine::BootImage image = scripts::boot_image(program->image);
    machine::MachineConfig config;
    const std::uint32_t guest_ram = config.ram_bytes;
    const auto bare = world::bare_metal(config, image);
    if (!bare) {
        return R::failure(path + ": " + bare.error);
    }
    config.ram_bytes = world::host_ram_for(guest_ram);
    auto host = world::virtualized_host(config);
    if (!host) {
        return R::failure(path + ": " + host.error);
    }
    hv::VmConfig vm;
    vm.name = program->name;
    vm.ram_bytes = guest_ram;
    if (const auto added = world::add_vm(*host.value, 0, vm, image); !added) {
        return R::failure(path + ": " + added.error);
    }
    OpenedLab lab;
    lab.title = program->name;
    lab.advice =
        "The same program runs in a virtual machine and on bare metal. Compare what a step does in each.";
    lab.world = std::move(*host.value);
    lab.world.hosts.push_back(bare.value->hosts.front());
    // Setting up the virtual machine took its host some time. The other host waits as long, so that both begin together.
    for (machine::Hart& hart : lab.world.hosts[1].machine.harts) {
        hart.book(machine::Spent::idle, lab.world.hosts[0].machine.harts[0].cycle);
    }
    const auto known =
        std::make_shared<const Programs>(*program, std::vector<std::string>{scripts::folder_of(path)});
    lab.guests.push_back({{0, 0U}, known});
    lab.guests.push_back({{1, std::nullopt}, known});
    return lab;
}

}  // namespace

R open_lab(const std::string& path, std::uint64_t seed) {
    if (is_program(path)) {
        return open_program(path);
    }
    const auto folder = scripts::find_lab(path);
    if (!folder) {
        return R::failure(folder.error);
    }
    const auto found = scripts::load_lab(*folder);
    if (!found) {
        return R::failure(found.error);
    }
    auto made = scripts::make_world(*found, seed);
    if (!made) {
        return R::failure(made.error);
    }
    OpenedLab lab;
    lab.title = found->title;
    lab.advice = one_paragraph(found->summary);
    lab.handout = found->handout;
    lab.world = std::move(made->world);
    if (world::guests(lab.world).empty()) {
        return R::failure(found->name + ": the lab's world has no guest that could be shown");
    }
    for (const scripts::LabProgram& program : made->programs) {
        lab.guests.push_back({program.guest, std::make_shared<const Programs>(
                                                 *program.program, std::vector<std::string>{*folder})});
    }
    return lab;
}

}  // namespace ringside::ui
