// Options that the window's commands share.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

#include "visualizer/kit/theme.hpp"

namespace ringside::ui {

struct LookOptions {
    Look look;
    int width = 1440;  // in pixels
    int height = 900;
};

// --theme, --scale and --size. `options` must live as long as the app.
void declare_look(CLI::App& app, LookOptions& options);

}  // namespace ringside::ui
