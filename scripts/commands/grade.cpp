#include <ostream>

#include "scripts/commands/commands.hpp"
#include "scripts/commands/options.hpp"
#include "scripts/grading/grade.hpp"

namespace ringside::scripts {

namespace {

struct Given {
    std::string lab, submission;
    GradeOptions grade;
    bool json = false;
};

int run(const Given& g, const Streams& streams) {
    const auto refuse = [&](const std::string& why) {
        streams.err << why << "\n";
        return exit_broken;
    };
    const auto folder = find_lab(g.lab);
    if (!folder) return refuse(folder.error);
    const auto lab = load_lab(*folder);
    if (!lab) return refuse(lab.error);
    const auto file = read_submission(*lab, g.submission);
    if (!file) return refuse(file.error);
    const auto report = grade(*lab, *file, g.grade);
    if (!report) return refuse(report.error);
    streams.out << (g.json ? json_report(*report) : text_report(*report));
    return report->all_passed() ? exit_done : exit_failed;
}

}  // namespace

Command grade_command() {
    return {"grade", "grade a submission for a lab", [](CLI::App& app) -> Action {
                app.description("Runs all checks of a lab, visible and hidden, over a submission: a file, or "
                                "a folder that holds the "
                                "lab's start file. The exit code is 0 if all passed, 1 if some failed, and 2 "
                                "if the submission is "
                                "broken, with file and line. The same seed gives the same score everywhere.");
                app.footer(
                    "examples:\n"
                    "  ringside grade labs/01-popek-goldberg labs/01-popek-goldberg/solution.lua --seed 7\n"
                    "  ringside grade 1 my-solution.lua --format json");
                const auto given = std::make_shared<Given>();
                app.add_option("lab", given->lab, "")->type_name("LAB")->required();
                app.add_option("submission", given->submission, "")->type_name("SUBMISSION")->required();
                declare_number(
                    app, "--seed", "N", 0, INT64_MAX, [given](std::uint64_t n) { given->grade.seed = n; },
                    "which variation of the lab (default 0)");
                declare_choice(
                    app, "--format", "F", {"text", "json"},
                    [given](const std::string& f) { given->json = f == "json"; },
                    "text (default) for people, or json");
                return [given](const Streams& streams) { return run(*given, streams); };
            }};
}

}  // namespace ringside::scripts
