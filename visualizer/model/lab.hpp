// Opening what the window shows: a lab, or a program of one's own.
//
//     Result<OpenedLab> lab = open_lab("labs/01-popek-goldberg");    // or "1", or "prog.elf", or "boot.s"
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "hypervisor/world/world.hpp"
#include "scripts/result.hpp"
#include "visualizer/model/programs.hpp"

namespace ringside::ui {

struct OpenedGuest {
    world::GuestRef guest;
    std::shared_ptr<const Programs> programs;
};

struct OpenedLab {
    std::string title;
    std::string advice;   // what it is about, a paragraph; may be empty
    std::string handout;  // the lab's README; may be empty
    world::World world;
    std::vector<OpenedGuest> guests;
};

// A lab's folder, number or name; or a program, which then runs in a VM and, for comparison, on bare metal. The error
// is one sentence.
scripts::Result<OpenedLab> open_lab(const std::string& path, std::uint64_t seed = 0);

}  // namespace ringside::ui
