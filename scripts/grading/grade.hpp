// Grading: runs a lab's grade.lua over a submission and gives a report.
//
//   Result<Report> r = grade(lab, file, {.seed = 7});
//   text_report(*r), json_report(*r)
//
// grade.lua declares checks; each runs in a state of the grader's own, and reaches the submission only through plain data:
//
//   check{id = "rdring", name = "rdring is …", points = 2, visible = true, hint = "…", test = function()
//       local s = submission{strap = "classic"}                  -- parameters for lab.lua's environment
//       local answer = s.classify(instruction)
//       expect(answer.privileged == false, {"rdring runs in ring 3 without a trap", expected = false, found = answer.privileged})
//   end}
//
// `seed` and `lab` are globals. An error that is no failed expectation means that the grader itself is broken.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scripts/grading/submission.hpp"
#include "scripts/lab.hpp"
#include "scripts/result.hpp"

namespace ringside::scripts {

struct CheckResult {
    std::string id, name;
    bool visible = false;
    bool passed = false;
    double points = 0, most = 0;
    // Of a failed check: a sentence, and where they say more, what was expected, what was found, and a hint.
    std::string sentence, expected, found, hint;
};

struct Report {
    std::string lab, title, submission, version;
    std::uint64_t seed = 0;
    std::vector<CheckResult> checks;
    [[nodiscard]] double score() const;
    [[nodiscard]] double most() const;
    [[nodiscard]] bool all_passed() const;
};

struct GradeOptions {
    std::uint64_t seed = 0;
    bool only_visible = false;
    std::function<void(std::string_view)>
        print;  // what the submission prints: on its first run, and when it is called
};

// The error says what is broken: the submission (with file and line), or the lab.
Result<Report> grade(const Lab& lab, const SubmissionFile& file, const GradeOptions& options);

std::string text_report(const Report& report);
std::string json_report(const Report& report);
// One check for a person: a line, and why it failed.
std::string text_of(const CheckResult& check);

}  // namespace ringside::scripts
