// The commands that the window adds to the table of `ringside`.
#pragma once

#include <string>

#include "scripts/command.hpp"

namespace ringside::ui {

class Application;

// What the application shows now on a page of that many pixels, in words.
std::string words_of(Application& app, int width, int height);

// ringside shot --lab L --workspace step out.png: a picture without a display, or the same in words.
scripts::Command shot_command();
// ringside open [LAB]: the window. `ringside --open LAB` and plain `ringside` mean this.
scripts::Command open_command();

}  // namespace ringside::ui
