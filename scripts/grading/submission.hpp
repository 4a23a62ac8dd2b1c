// A student's submission, as graders and the terminal see it: functions that are called with plain data and answer with
// plain data. It has a Lua state of its own, so nothing it does to its library reaches whoever judges it.
//
//   Submission s(lab, text, "start.lua");
//   if (auto broken = s.open(parameters)) …                      // start.lua:3: unexpected symbol near '='
//   Submission::Answer a = s.call("classify", {instruction});    // a.value, or a.error
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scripts/api/api.hpp"
#include "scripts/lab.hpp"
#include "scripts/lua/value.hpp"

namespace ringside::scripts {

struct SubmissionFile {
    std::string name;  // as messages call it
    std::string text;
};

// Reads a submission: a file, or a folder that holds the lab's start file. The error begins with the path.
Result<SubmissionFile> read_submission(const Lab& lab, const std::string& path);

class Submission {
public:
    Submission(const Lab& lab, SubmissionFile file);

    // Where its print goes; dropped by default.
    void on_print(std::function<void(std::string_view)> sink);

    // Runs lab.lua's environment(parameters) and then the submission itself. A sentence with file and line if the
    // submission is broken: does not parse, fails, or lacks a function that the lab asks for.
    [[nodiscard]] std::optional<std::string> open(const lua::Value& parameters);

    struct Answer {
        lua::Value value;
        std::optional<std::string> error;  // of the script, with file and line
        bool expired = false;              // it used up its budget
    };
    // Calls a global function, with the lab's step budget.
    [[nodiscard]] Answer call(const std::string& function, const std::vector<lua::Value>& arguments);

private:
    [[nodiscard]] std::optional<std::string> open_environment(const lua::Value& parameters);

    const Lab& lab_;
    SubmissionFile file_;
    api::Application application_;
    std::unique_ptr<lua::State> state_;
};

}  // namespace ringside::scripts
