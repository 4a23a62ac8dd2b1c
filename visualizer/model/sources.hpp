// The text of a program's source files, line by line: what the program brought with it, else what lies on the disk.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ringside::ui {

class Sources {
public:
    Sources() = default;
    // `texts` by the name that the line map has for them; `folders` are tried in turn for files that are not there.
    Sources(std::map<std::string, std::string> texts, std::vector<std::string> folders);

    // Line `number` (from 1) without its end; nothing when the file or the line is not known.
    std::optional<std::string_view> line(const std::string& file, std::uint32_t number) const;

private:
    const std::vector<std::string>& lines_of(const std::string& file) const;

    std::map<std::string, std::string> texts_;
    std::vector<std::string> folders_;
    mutable std::map<std::string, std::vector<std::string>> lines_;  // of files that were asked for
};

// Assembly is shown as instructions, with its comments beside them; other languages line by line above them.
bool is_assembly(std::string_view file);
// What follows the comment sign of a line of assembly, without spaces around it; empty when there is none.
std::string_view comment_of(std::string_view line);
// True when the line is a comment and nothing else.
bool is_comment_only(std::string_view line);

}  // namespace ringside::ui
