// The program without a window: what runs on a server, in the build and in the sandbox.
#include <iostream>
#include <string>
#include <vector>

#include "scripts/command.hpp"

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    return ringside::scripts::run_command_line(ringside::scripts::commands(),
                                               std::vector<std::string>(argv + 1, argv + argc),
                                               {std::cout, std::cerr});
}
