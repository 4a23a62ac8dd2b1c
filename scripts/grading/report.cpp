#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "scripts/grading/grade.hpp"
#include "scripts/help.hpp"

namespace ringside::scripts {

namespace {

constexpr std::size_t width = 96;

void detail(std::string& out, const char* label, const std::string& text) {
    if (!text.empty()) out += fmt::format("          {:<10}{}\n", label, wrapped(text, width - 20, 20));
}

void section(std::string& out, const Report& r, bool visible) {
    std::size_t passed = 0, count = 0;
    std::string lines;
    for (const CheckResult& c : r.checks) {
        if (c.visible != visible) continue;
        ++count;
        passed += c.passed;
        lines += text_of(c);
    }
    if (count != 0)
        out += fmt::format("\n{} checks: {} of {} passed\n{}", visible ? "Visible" : "Hidden", passed, count,
                           lines);
}

}  // namespace

std::string text_of(const CheckResult& c) {
    std::string out =
        fmt::format("  {:<6}  {}\n", c.passed ? "ok" : "FAILED",
                    wrapped(fmt::format("{} [{:g} of {:g}]", c.name, c.points, c.most), width - 10, 10));
    if (c.passed) return out;
    if (!c.sentence.empty()) out += "          " + wrapped(c.sentence, width - 10, 10) + "\n";
    detail(out, "expected:", c.expected);
    detail(out, "found:", c.found);
    detail(out, "hint:", c.hint);
    return out;
}

std::string text_report(const Report& r) {
    std::string out =
        fmt::format("{}\n{} graded with seed {}, Ringside {}\n", r.title, r.submission, r.seed, r.version);
    section(out, r, true);
    section(out, r, false);
    return out + fmt::format("\nScore: {:g} of {:g}\n", r.score(), r.most());
}

std::string json_report(const Report& r) {
    nlohmann::ordered_json j;
    j["lab"] = r.lab;
    j["submission"] = r.submission;
    j["version"] = r.version;
    j["seed"] = r.seed;
    j["score"] = r.score();
    j["max_score"] = r.most();
    j["passed"] = r.all_passed();
    j["checks"] = nlohmann::ordered_json::array();
    for (const CheckResult& c : r.checks) {
        nlohmann::ordered_json one{{"id", c.id},         {"name", c.name},    {"visible", c.visible},
                                   {"passed", c.passed}, {"score", c.points}, {"max_score", c.most}};
        if (!c.passed) {
            one["sentence"] = c.sentence;
            if (!c.expected.empty()) one["expected"] = c.expected;
            if (!c.found.empty()) one["found"] = c.found;
            if (!c.hint.empty()) one["hint"] = c.hint;
        }
        j["checks"].push_back(std::move(one));
    }
    // What a submission put into a sentence need not be UTF-8.
    return j.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace ringside::scripts
