// Labs: what is graded is right, the same everywhere, and cannot be talked into points.
#include "scripts/lab.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "hypervisor/world/inspect.hpp"
#include "hypervisor/world/session.hpp"
#include "scripts/grading/grade.hpp"
#include "tests/scripts/rig.hpp"

using namespace ringside;
using namespace ringside::scripts;
using nlohmann::json;
using rig::cli;

namespace {

const std::string first_lab = rig::source_dir + "/labs/01-popek-goldberg";

json graded(const std::string& file, std::uint64_t seed) {
    const auto r = cli({"grade", first_lab, file, "--seed", std::to_string(seed), "--format", "json"});
    INFO(r);
    REQUIRE(r.code < 2);
    json j = json::parse(r.out);
    CHECK((r.code == 0) == (j["score"] == j["max_score"]));
    return j;
}

std::vector<std::string> failed(const json& report, bool visible) {
    std::vector<std::string> ids;
    for (const json& c : report["checks"])
        if (!c["passed"].get<bool>() && c["visible"].get<bool>() == visible) ids.push_back(c["id"]);
    return ids;
}

std::vector<std::string> wrong_solutions() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(first_lab + "/wrong"))
        files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

// "-- Wrong on purpose. Fails: relocation." gives "relocation".
std::string meant_to_fail(const std::string& file) {
    const std::string text = rig::read(file);
    const std::size_t at = text.find("Fails: ");
    REQUIRE(at != std::string::npos);
    return text.substr(at + 7, text.find('.', at + 7) - at - 7);
}

// A lab with one question, to be judged or attacked.
struct TinyLab {
    rig::Folder f;
    explicit TinyLab(
        const std::string& test = "local s = submission{} expect(s.answer(41) == 42, {'one more was asked "
                                  "for', expected = 42, found = s.answer(41), hint = 'add'})") {
        static_cast<void>(f.file("lab/README.md", "# Tiny\n"));
        static_cast<void>(
            f.file("lab/lab.lua",
                   "return {title = 'Tiny', requires = 1, functions = {'answer'}, limits = {steps = 200000}, "
                   "environment = function() return {given = 1} end}"));
        static_cast<void>(f.file(
            "lab/grade.lua",
            "check{id = 'one', name = 'answer adds one', points = 4, visible = true, test = function() " +
                test + " end}"));
        static_cast<void>(f.file("lab/start.lua", "function answer(n) return n end"));
    }
    [[nodiscard]] rig::Ran grade(const std::string& submission, const std::string& name = "start.lua") const {
        return cli({"grade", f / "lab", f.file("in/" + name, submission), "--format", "text"});
    }
};

}  // namespace

TEST_CASE("lab 1: the starter scores under half and the solution everything, on several seeds") {
    for (const std::uint64_t seed : {0, 1, 2, 3, 1000, 123456789}) {
        INFO("seed " << seed);
        const json starter = graded(first_lab + "/start.lua", seed),
                   solution = graded(first_lab + "/solution.lua", seed);
        CHECK(starter["score"].get<double>() < starter["max_score"].get<double>() / 2);
        CHECK(solution["score"] == solution["max_score"]);
    }
}

TEST_CASE(
    "lab 1: each wrong solution is a few lines away from the right one and fails the check meant for it") {
    const std::vector<std::string> files = wrong_solutions();
    CHECK(files.size() >= 3);
    for (const std::string& file : files) {
        INFO(file);
        const std::string wanted = meant_to_fail(file);
        for (const std::uint64_t seed : {0, 1, 2, 77}) {
            const json report = graded(file, seed);
            const auto hidden = failed(report, false);
            CHECK(failed(report, true).empty());
            CHECK(std::find(hidden.begin(), hidden.end(), wanted) != hidden.end());
        }
        const auto diff = std::system(
            ("test $(diff '" + first_lab + "/solution.lua' '" + file + "' | grep -c '^[<>]') -le 16")
                .c_str());
        CHECK(diff == 0);
    }
}

TEST_CASE("the same seed gives the same report") {
    CHECK(graded(first_lab + "/start.lua", 5) == graded(first_lab + "/start.lua", 5));
    CHECK(graded(first_lab + "/wrong/lookup-table.lua", 5)["checks"] !=
          graded(first_lab + "/wrong/lookup-table.lua", 6)["checks"]);
}

TEST_CASE("lab 1 opens a world in which bare metal tells the truth and the virtual machine does not") {
    const auto lab = load_lab(first_lab);
    REQUIRE(lab);
    CHECK(lab->title.find("Popek") != std::string::npos);
    CHECK(lab->handout.find("# Lab 1") == 0);
    CHECK(lab->questions.size() >= 3);
    auto made = make_world(*lab, 0);
    REQUIRE(made);
    CHECK(made->programs.size() == world::guests(made->world).size());
    world::Session session(std::move(made->world));
    CHECK(session.run(1'000'000).reason == world::SessionStop::Reason::finished);
    const std::string real = world::board(session.world(), {0, {}}).console.output,
                      virtual_ = world::board(session.world(), {1, 0}).console.output;
    CHECK(real.find("NO") == std::string::npos);
    CHECK(real.find("a machine of my own") != std::string::npos);
    CHECK(virtual_.find("yes") == std::string::npos);
    CHECK(virtual_.find("Somebody sits below me") != std::string::npos);
}

TEST_CASE("a lab is found by folder, number and the beginning of its name") {
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(rig::source_dir);
    for (const std::string& name :
         {first_lab, first_lab + "/", std::string("1"), std::string("01"), std::string("01-popek")}) {
        const auto found = find_lab(name);
        INFO(name);
        REQUIRE(found);
        CHECK(load_lab(*found)->name == "01-popek-goldberg");
    }
    CHECK_FALSE(find_lab("99"));
    std::filesystem::current_path(before);
    CHECK(find_lab(rig::source_dir + "/docs").error.find("holds no lab.lua") != std::string::npos);
}

TEST_CASE("lab plays in the terminal: what it is about, its world, the visible checks, what is next") {
    const auto r = cli({"lab", first_lab});
    INFO(r);
    CHECK(r.code == 0);
    CHECK(r.err.empty());
    for (const char* part : {"Popek and Goldberg", "README.md", "This is a machine of my own.",
                             "Somebody sits below me.", "FAILED", "visible checks passed", "Next: "})
        CHECK(r.out.find(part) != std::string::npos);
    CHECK(r.out.find("There, ") == std::string::npos);  // no hidden check

    const auto solved = cli({"lab", first_lab, first_lab + "/solution.lua"});
    CHECK(solved.out.find("All visible checks passed.") != std::string::npos);
    CHECK(solved.out.find("FAILED") == std::string::npos);
}

TEST_CASE("a failed check has a sentence, expected and found values, and a hint") {
    const TinyLab lab;
    const auto r = lab.grade("function answer(n) return n end");
    INFO(r);
    CHECK(r.code == 1);
    for (const char* part : {"FAILED  answer adds one [0 of 4]", "one more was asked for", "expected: 42",
                             "found:    41", "hint:     add", "Score: 0 of 4"})
        CHECK(r.out.find(part) != std::string::npos);
    CHECK(lab.grade("function answer(n) return n + given end").code == 0);
}

TEST_CASE("a broken submission is exit code 2 and says where") {
    const TinyLab lab;
    const auto [text, message] = GENERATE(table<std::string, std::string>({
        {"function answer(n) return n +", "start.lua:1: unexpected symbol near <eof>"},
        {"local x\nx.y = 1", "start.lua:2: attempt to index a nil value (local 'x')"},
        {"function anwser(n) end", "start.lua: does not define the function answer, which this lab asks for"},
        {"\nwhile true do end", "start.lua:2: the script used up its budget of 200000 steps"},
        {"answer = 5", "start.lua: does not define the function answer"},
        {"\x1bLua\x54", "is compiled Lua; hand in the source"},
        {std::string("\xff\xfe"
                     "f\0",
                     4),
         "is not text: it has zero bytes"},
        {"local t = {} while true do t[#t + 1] = ('x'):rep(1 << 20) .. #t end", "used up its"},
        {"error({})", "an error that is a table, not a sentence"},
        {"os.exit(0)", "start.lua:1: attempt to index a nil value (global 'os')"},
    }));
    const auto r = lab.grade(text);
    INFO(r);
    CHECK(r.code == 2);
    CHECK(r.out.empty());
    CHECK(rig::lines(r.err) == 1);
    CHECK(r.err.find(message) != std::string::npos);
}

TEST_CASE("a submission that is no file, or too large, is exit code 2") {
    const TinyLab lab;
    const std::filesystem::path big = lab.f.path / "big.lua";
    std::ofstream(big) << "x";
    std::filesystem::resize_file(big, 1u << 30);
    std::filesystem::create_directories(lab.f.path / "none");
    for (const std::string& path :
         {big.string(), lab.f / "none", lab.f / "missing.lua", std::string("/dev/zero")}) {
        const auto r = cli({"grade", lab.f / "lab", path});
        INFO(r);
        CHECK(r.code == 2);
        CHECK(rig::lines(r.err) == 1);
    }
    // A folder is fine if it holds the start file.
    CHECK(lab.grade("function answer(n) return n + 1 end").code == 0);
    CHECK(cli({"grade", lab.f / "lab", lab.f / "in"}).code == 0);
}

TEST_CASE("a function that fails, loops or returns nonsense fails its check, with the reason") {
    const TinyLab lab;
    const auto [text, message] = GENERATE(table<std::string, std::string>({
        {"function answer(n)\n return nil + 1 end",
         "answer(41) failed: start.lua:2: attempt to perform arithmetic on a nil value"},
        {"function answer(n) while true do end end",
         "answer(41) failed: start.lua:1: the script used up its budget of 200000 steps"},
        {"function answer(n) return print end", "answer(41) failed: a function is not plain data"},
        {"function answer(n) local t = {} t.t = t return t end", "(or within itself) is not plain data"},
        {"function answer(n) return {42} end", "one more was asked for"},
    }));
    const auto r = lab.grade(text);
    INFO(r);
    CHECK(r.code == 1);
    std::string flat = r.out;  // long sentences are wrapped
    for (std::size_t at; (at = flat.find("\n          ")) != std::string::npos;) flat.replace(at, 11, " ");
    CHECK(flat.find(message) != std::string::npos);
}

TEST_CASE("nothing a submission does to its library reaches the grader") {
    const TinyLab lab;
    const std::string attack = GENERATE(
        "string.format = nil table = nil pairs = nil error = nil function answer(n) return n end",
        "expect = function() end check = expect submission = expect function answer(n) return n end",
        "setmetatable(_G, {__index = function() return function() return true end end}) function answer(n) "
        "return n end",
        "function answer(n) return setmetatable({}, {__eq = function() return true end, __index = function() "
        "return 42 end}) end",
        "function answer(n) error(setmetatable({}, {__tostring = function() return 'passed' end})) end",
        "print('Score: 4 of 4') function answer(n) print('ok      answer adds one') return n end");
    INFO(attack);
    const auto r = lab.grade(attack);
    INFO(r);
    CHECK(r.code == 1);
    CHECK(r.out.find("Score: 0 of 4") != std::string::npos);
    CHECK(r.out.find("ok      ") == std::string::npos);
}

TEST_CASE("a mistake in the grader itself is not a score") {
    const TinyLab lab("local x = nil + 1");
    const auto r = lab.grade("function answer(n) return n + 1 end");
    CHECK(r.code == 2);
    CHECK(r.err.find("the lab is broken: ") == 0);
    CHECK(r.err.find("grade.lua:1:") != std::string::npos);
}

TEST_CASE("a submission does not see what the grader uses, nor files of the lab") {
    const TinyLab lab;
    CHECK(lab.grade("assert(not lab and not check and not expect and not submission and not seed) function "
                    "answer(n) return n + 1 end")
              .code == 0);
    CHECK(lab.grade("function answer(n) return ringside.instructions()[1].sensitivity == nil and n + 1 end")
              .code == 0);
    const auto r = lab.grade("local ok, why = pcall(ringside.bare, {file = 'grade.lua'}) function answer(n) "
                             "return why:find('cannot be read here') and n + 1 end");
    INFO(r);
    CHECK(r.code == 0);
}

TEST_CASE("a lab that needs a newer program says so") {
    const rig::Folder f;
    static_cast<void>(f.file("README.md", "#"));
    static_cast<void>(f.file("lab.lua", "return {title = 'Later', requires = 99}"));
    CHECK(load_lab(f.path.string()).error.find("take a newer one") != std::string::npos);
}
