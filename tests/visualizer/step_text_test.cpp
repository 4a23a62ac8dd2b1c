// Every panel in words, compared with what was accepted before. Figures of cycles are left out: they belong to the cost
// model. A difference shows the first line that changed, and how to accept the new text.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "rig.hpp"

using namespace rig;

namespace {

std::string without_costs(std::string text) {
    text = std::regex_replace(text, std::regex("[0-9][0-9 ]* cycle(s?)"), "N cycle$1");
    text = std::regex_replace(text, std::regex("cycle [0-9][0-9 ]*[0-9]"), "cycle N");
    text = std::regex_replace(text, std::regex("here [0-9][0-9 ]*\\."), "here N.");
    // The last column of numbered lines.
    text = std::regex_replace(text, std::regex("(\n  [1-9]  [^\n]*[^ \n])  +[0-9][0-9 ]*(?=\n)"), "$1  N");
    text = std::regex_replace(text, std::regex("(·|▁|▂|▃|▄|▅|▆|▇|█){64}"), "(lane)");
    return std::regex_replace(text, std::regex(" +\n"), "\n");
}

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Empty when the text is the accepted one.
std::string difference(const std::string& name, const std::string& text) {
    const std::filesystem::path accepted =
        std::filesystem::path(RINGSIDE_SOURCE_DIR) / "tests/visualizer/golden" / (name + ".txt");
    const std::string expected = read(accepted);
    if (expected == text) {
        return {};
    }
    const std::filesystem::path now = std::filesystem::path(RINGSIDE_BINARY_DIR) / "golden" / (name + ".txt");
    std::filesystem::create_directories(now.parent_path());
    std::ofstream(now, std::ios::binary) << text;
    std::istringstream before(expected);
    std::istringstream after(text);
    std::string a;
    std::string b;
    int line = 0;
    do {
        ++line;
        a.clear();
        b.clear();
        std::getline(before, a);
        std::getline(after, b);
    } while (a == b && (before || after));
    return accepted.string() + ":" + std::to_string(line) + ":\n  was  " + a + "\n  now  " + b +
           "\nIf the new text is right: cp " + now.string() + " " + accepted.string();
}

}  // namespace

TEST_CASE("the page in words: the start") {
    Seat seat;
    CHECK(difference("start", without_costs(seat.text())) == "");
}

TEST_CASE("the page in words: an emulated instruction of a guest kernel") {
    Seat seat;
    seat.act(RunToPassage{});
    seat.act(RunToPassage{});
    CHECK(difference("emulated", without_costs(seat.text())) == "");
}

TEST_CASE("the page in words: a system call of a guest program, reflected") {
    Seat seat;
    seat.act(ToggleBreakpoint{seat.address_of("program") + 4});
    seat.act(Run{});
    while (seat.app.runner().busy()) {
        seat.look();
    }
    seat.act(StepGuest{1});
    CHECK(difference("system-call", without_costs(seat.text())) == "");
}

TEST_CASE("the page in words: a true fault, and after it a hidden one") {
    Seat seat;
    const auto& passages = seat.app.history().of(vm_a).passages;
    while (passages.empty() || !passages.back().did(machine::EventKind::true_fault)) {
        seat.act(RunToPassage{});
    }
    CHECK(difference("true-fault", without_costs(seat.text("What happens now"))) == "");
    while (!passages.back().did(machine::EventKind::hidden_fault)) {
        seat.act(RunToPassage{});
    }
    CHECK(difference("hidden-fault", without_costs(seat.text("What happens now"))) == "");
}

TEST_CASE("the page in words: bare metal") {
    Seat seat;
    seat.act(SelectGuest{bare});
    seat.act(RunToPassage{});
    seat.act(StepGuest{4});
    CHECK(difference("bare-metal", without_costs(seat.text())) == "");
}

TEST_CASE("the page in words: a small window") {
    Seat seat({}, {640, 480});
    seat.act(RunToPassage{});
    CHECK(difference("small-window", without_costs(seat.text())) == "");
}
