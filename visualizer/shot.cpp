#include "visualizer/shot.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

#include "scripts/commands/options.hpp"
#include "scripts/files.hpp"
#include "visualizer/application.hpp"
#include "visualizer/command_options.hpp"
#include "visualizer/kit/headless.hpp"
#include "visualizer/kit/png.hpp"

namespace ringside::ui {

namespace {

struct Given {
    std::string lab = "1";
    std::string workspace = "step";
    std::string out;
    std::string guest;
    LookOptions look;
    std::uint64_t seed = 0;
    std::uint64_t steps = 0;
    std::uint64_t traps = 0;
    bool text = false;
};

bool ends_with(const std::string& text, std::string_view ending) {
    return text.size() >= ending.size() &&
           text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

// "A", "vm a", "bare": the guest that is meant.
const GuestEntry* guest_named(const Application& app, std::string name) {
    for (char& c : name) {
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    for (const GuestEntry& entry : app.guests()) {
        const bool is_vm = entry.guest.vm.has_value();
        const std::string letter =
            is_vm ? std::string(1, static_cast<char>('a' + *entry.guest.vm % 26)) : "bare";
        if (name == letter || name == (is_vm ? "vm " + letter : letter + " metal")) {
            return &entry;
        }
    }
    return nullptr;
}

std::string guests_of(const Application& app) {
    std::string names;
    for (const GuestEntry& entry : app.guests()) {
        names += (names.empty() ? "" : ", ") + name_of(app.world(), entry.guest);
    }
    return names;
}

// Steps the machine to where the picture is taken.
std::string prepare(Application& app, const Given& given) {
    if (!given.guest.empty()) {
        const GuestEntry* entry = guest_named(app, given.guest);
        if (entry == nullptr) {
            return "--guest " + given.guest + ": there is no such guest; there are " + guests_of(app);
        }
        app.carry_out(SelectGuest{entry->guest});
    }
    if (given.steps > 0) {
        // All but the last at once, so that the registers show what the last step changed.
        if (given.steps > 1) {
            app.carry_out(StepGuest{given.steps - 1});
            app.settle();
        }
        app.carry_out(StepGuest{1});
        app.settle();
    }
    for (std::uint64_t i = 0; i < given.traps; ++i) {
        app.carry_out(RunToPassage{});
        app.settle();
    }
    return {};
}

int shoot(const Given& given, const scripts::Streams& streams) {
    const auto refuse = [&](const std::string& why) {
        streams.err << why << (why.empty() || why.back() != '\n' ? "\n" : "");
        return scripts::exit_broken;
    };
    const bool to_text_file = ends_with(given.out, ".txt");
    if (given.out.empty() && !given.text) {
        return refuse("ringside shot: name a file for the picture, as in: ringside shot --lab 1 out.png");
    }
    if (!given.out.empty() && !to_text_file && !ends_with(given.out, ".png")) {
        return refuse("ringside shot: " + given.out + ": pictures are written as .png, words as .txt");
    }
    auto lab = open_lab(given.lab, given.seed);
    if (!lab) {
        return refuse(lab.error);
    }
    Application app(std::move(*lab), given.look.look);
    if (const std::string problem = prepare(app, given); !problem.empty()) {
        return refuse("ringside shot: " + problem);
    }
    if (given.text || to_text_file) {
        const std::string text = words_of(app, given.look.width, given.look.height);
        if (given.text) {
            streams.out << text;
        }
        if (to_text_file) {
            const auto problem = scripts::write_file(given.out, text);
            return problem ? refuse(*problem) : scripts::exit_done;
        }
    }
    if (given.out.empty()) {
        return scripts::exit_done;
    }
    app.carry_out(ShowPc{});
    const auto opened = Headless::open(given.look.look, given.look.width, given.look.height);
    if (!opened.renderer) {
        return refuse("ringside shot: " + opened.error);
    }
    const Picture picture = opened.renderer->shoot([&app](Canvas& canvas) { app.draw(canvas); });
    const std::string problem = write_png(picture, given.out);
    return problem.empty() ? scripts::exit_done : refuse("ringside shot: " + problem);
}

void declare(CLI::App& app, Given& given) {
    app.add_option("out", given.out, "")->type_name("FILE");
    app.add_option("--lab", given.lab, "a lab's folder or number, or a program (default 1)")
        ->type_name("LAB");
    scripts::declare_choice(
        app, "--workspace", "W", {"step"}, [&given](const std::string& name) { given.workspace = name; },
        "which workspace: step (default)");
    app.add_option("--guest", given.guest, "which guest stands in front: A, B, … or bare (default the first)")
        ->type_name("NAME");
    scripts::declare_number(
        app, "--steps", "N", 0, ~std::uint64_t{0}, [&given](std::uint64_t n) { given.steps = n; },
        "execute N instructions of that guest first (default 0)");
    scripts::declare_number(
        app, "--traps", "N", 0, 1'000'000, [&given](std::uint64_t n) { given.traps = n; },
        "then run on until N more traps or interrupts of it have been dealt with (default 0)");
    scripts::declare_number(
        app, "--seed", "N", 0, ~std::uint64_t{0}, [&given](std::uint64_t n) { given.seed = n; },
        "of everything random in the lab's world (default 0)");
    declare_look(app, given.look);
    app.add_flag("--text", given.text, "print what the picture shows, in words");
}

}  // namespace

std::string words_of(Application& app, int width, int height) {
    app.carry_out(ShowPc{});
    Stage stage(app.look());
    Recording seen;
    constexpr int frames_to_settle = 4;
    for (int frame = 0; frame < frames_to_settle; ++frame) {
        stage.set_display({static_cast<float>(width), static_cast<float>(height)}, 1.0F / 60);
        stage.frame([&app](Canvas& canvas) { app.draw(canvas); }, &seen);
    }
    return text_form(seen);
}

scripts::Command shot_command() {
    return {"shot", "draw a picture of the window without a display, or tell it in words",
            [](CLI::App& app) -> scripts::Action {
                app.description("Opens a lab, steps its machine, and writes what the window would show: a "
                                "picture (FILE.png), or the "
                                "same in words (FILE.txt, or --text for standard output).");
                app.footer("examples:\n"
                           "  ringside shot --lab 1 --steps 100 step.png\n"
                           "  ringside shot --lab build/release/guests/first.elf --traps 3 --theme light "
                           "--scale 150 big.png\n"
                           "  ringside shot --lab 1 --text");
                const auto given = std::make_shared<Given>();
                declare(app, *given);
                return [given](const scripts::Streams& streams) { return shoot(*given, streams); };
            }};
}

}  // namespace ringside::ui
