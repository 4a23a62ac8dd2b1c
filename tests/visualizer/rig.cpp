#include "rig.hpp"

namespace rig {

OpenedLab opened(const char* name) {
    std::string path = RINGSIDE_SOURCE_DIR;
    path += "/tests/visualizer/programs/";
    path += name;
    auto lab = open_lab(path);
    INFO(lab.error);
    REQUIRE(lab);
    return std::move(*lab);
}

}  // namespace rig
