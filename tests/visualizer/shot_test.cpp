// `ringside shot`: what it writes, and what it refuses.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <catch2/catch.hpp>

#include "visualizer/shot.hpp"

using namespace ringside;

namespace {

struct Outcome {
    int code = 0;
    std::string out;
    std::string err;
};

Outcome shot(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "shot");
    std::ostringstream out;
    std::ostringstream err;
    Outcome outcome;
    outcome.code = scripts::run_command_line({ui::shot_command(), ui::open_command()}, arguments, {out, err});
    outcome.out = out.str();
    outcome.err = err.str();
    return outcome;
}

std::filesystem::path fresh(const std::string& name) {
    std::filesystem::path folder(RINGSIDE_BINARY_DIR);
    folder /= "shots";
    std::filesystem::create_directories(folder);
    std::filesystem::remove(folder / name);
    return folder / name;
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

const std::string rings = RINGSIDE_SOURCE_DIR "/tests/visualizer/programs/rings.s";

}  // namespace

TEST_CASE("two shots of the same place are the same file, byte for byte") {
    const auto first = fresh("first.png");
    const auto second = fresh("second.png");
    for (const auto& file : {first, second}) {
        const Outcome outcome = shot({"--lab", rings, "--steps", "40", "--traps", "2", file.string()});
        CHECK(outcome.err == "");
        REQUIRE(outcome.code == 0);
    }
    CHECK(bytes_of(first).substr(1, 3) == "PNG");
    CHECK(bytes_of(first) == bytes_of(second));
}

TEST_CASE("theme, scale, size, guest and steps each change the picture") {
    const auto usual = fresh("usual.png");
    REQUIRE(shot({"--lab", rings, "--steps", "20", usual.string()}).code == 0);
    const std::vector<std::vector<std::string>> changes{{"--theme", "light"},
                                                        {"--scale", "125"},
                                                        {"--size", "1280x800"},
                                                        {"--guest", "bare"},
                                                        {"--traps", "1"}};
    for (const auto& change : changes) {
        CAPTURE(change);
        const auto other = fresh("other.png");
        std::vector<std::string> arguments{"--lab", rings, "--steps", "20", other.string()};
        arguments.insert(arguments.end(), change.begin(), change.end());
        REQUIRE(shot(arguments).code == 0);
        CHECK(bytes_of(usual) != bytes_of(other));
    }
}

TEST_CASE("the words go to standard output or to a file, and are the same") {
    const auto file = fresh("words.txt");
    const Outcome printed = shot({"--lab", rings, "--steps", "20", "--text"});
    REQUIRE(printed.code == 0);
    REQUIRE(shot({"--lab", rings, "--steps", "20", file.string()}).code == 0);
    CHECK(printed.out == bytes_of(file));
    for (const char* panel : {"What happens now", "Registers", "Console", "Stack", "step 20"}) {
        CHECK_THAT(printed.out, Catch::Contains(panel));
    }
}

TEST_CASE("what shot cannot do is one line on standard error with exit code 2, and no file") {
    const auto file = fresh("refused.png");
    const std::string path = file.string();
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
        {{"--lab", "nowhere", path}, "nowhere"},
        {{"--lab", "nowhere.elf", path}, "nowhere.elf"},
        {{"--lab", rings, "--workspace", "hosts", path}, "hosts"},
        {{"--lab", rings, "--theme", "blue", path}, "blue"},
        {{"--lab", rings, "--scale", "20", path}, "20"},
        {{"--lab", rings, "--size", "big", path}, "big"},
        {{"--lab", rings, "--size", "100x100", path}, "100x100"},
        {{"--lab", rings, "--size", "99999x900", path}, "99999x900"},
        {{"--lab", rings, "--guest", "Z", path}, "Z"},
        {{"--lab", rings, "--steps", "many", path}, "many"},
        {{"--lab", rings, "--frobnicate", path}, "--frobnicate"},
        {{"--lab", rings, path + ".jpg"}, ".jpg"},
        {{"--lab", rings}, "file"},
        {{"--lab", rings, "/nowhere/at/all.png"}, "/nowhere/at/all.png"},
        {{"--lab", rings, "/nowhere/at/all.txt"}, "/nowhere/at/all.txt"},
    };
    for (const auto& [arguments, named] : cases) {
        CAPTURE(arguments);
        const Outcome outcome = shot(arguments);
        CHECK(outcome.code == 2);
        CHECK(outcome.out == "");
        CHECK_THAT(outcome.err, Catch::Contains(named));
        CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 1);
        CHECK_FALSE(std::filesystem::exists(file));
    }
}

TEST_CASE("the window without a display refuses with exit code 2 and says what to do instead") {
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    std::ostringstream out;
    std::ostringstream err;
    CHECK(scripts::run_command_line({ui::open_command()}, {"open", rings}, {out, err}) == 2);
    CHECK_THAT(err.str(), Catch::Contains("ringside shot"));
    std::ostringstream other;
    CHECK(scripts::run_command_line({ui::open_command()}, {"open", "nowhere"}, {out, other}) == 2);
    CHECK_THAT(other.str(), Catch::Contains("nowhere"));
}
