#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

#include "scripts/files.hpp"
#include "visualizer/application.hpp"
#include "visualizer/command_options.hpp"
#include "visualizer/shot.hpp"

namespace ringside::ui {

namespace {

struct Given {
    std::string lab = "1";
    LookOptions look;
    std::string keep;
    bool paused = false;
};

int open(const Given& given, const scripts::Streams& streams) {
    auto lab = open_lab(given.lab);
    if (!lab) {
        streams.err << lab.error << "\n";
        return scripts::exit_broken;
    }
    const std::string title = "Ringside – " + lab->title;
    Application app(std::move(*lab), given.look.look);
    if (!given.paused) {
        app.carry_out(Run{});
    }
    const std::string error =
        run_window({.title = title, .width = given.look.width, .height = given.look.height}, app);
    if (!error.empty()) {
        streams.err << "ringside: " << error << "\n";
        return scripts::exit_broken;
    }
    if (!given.keep.empty()) {
        app.carry_out(Pause{});
        if (const auto problem =
                scripts::write_file(given.keep, words_of(app, given.look.width, given.look.height))) {
            streams.err << *problem << "\n";
            return scripts::exit_broken;
        }
    }
    return scripts::exit_done;
}

}  // namespace

scripts::Command open_command() {
    return {"open", "open a lab or a program in the window (plain `ringside` opens lab 1)",
            [](CLI::App& app) -> scripts::Action {
                app.description("Opens the window on a lab, running; F1 shows its keys. A program (an ELF "
                                "file or an assembly source) "
                                "opens in a virtual machine and on bare metal, side by side. `ringside "
                                "--open LAB` means the same.");
                app.footer("examples:\n"
                           "  ringside\n"
                           "  ringside --open labs/01-popek-goldberg\n"
                           "  ringside open --paused --theme light build/release/guests/first.elf");
                const auto given = std::make_shared<Given>();
                app.add_option("lab", given->lab, "")->type_name("LAB");
                declare_look(app, given->look);
                app.add_option("--keep", given->keep,
                               "when the window is closed, write what it showed to FILE, in words")
                    ->type_name("FILE");
                app.add_flag("--paused", given->paused, "do not run until asked to");
                return [given](const scripts::Streams& streams) { return open(*given, streams); };
            }};
}

}  // namespace ringside::ui
