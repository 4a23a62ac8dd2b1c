// The whole program: every command, and the window.
#include <iostream>
#include <string>
#include <vector>

#include "scripts/command.hpp"
#include "visualizer/shot.hpp"

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    std::vector<ringside::scripts::Command> table = ringside::scripts::commands();
    table.push_back(ringside::ui::shot_command());
    table.push_back(ringside::ui::open_command());
    std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.empty()) {
        arguments = {"open"};
    } else if (arguments.front() == "--open") {
        arguments.front() = "open";
    }
    return ringside::scripts::run_command_line(table, arguments, {std::cout, std::cerr});
}
