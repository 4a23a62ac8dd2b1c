#include "visualizer/model/sources.hpp"

#include "scripts/files.hpp"

namespace ringside::ui {

namespace {

constexpr std::uint64_t most_source_bytes = 4U << 20;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

// Where a comment begins, strings left aside.
std::size_t comment_at(std::string_view line) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && (i == 0 || line[i - 1] != '\\')) {
            quoted = !quoted;
        }
        const bool slashes =
            line[i] == '/' && i + 1 < line.size() && (line[i + 1] == '/' || line[i + 1] == '*');
        if (!quoted && (line[i] == '#' || slashes)) {
            return i;
        }
    }
    return std::string_view::npos;
}

// Tabs to spaces, so that indentation has a width.
std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> lines(1);
    for (const char c : text) {
        if (c == '\n') {
            lines.emplace_back();
        } else if (c == '\t') {
            lines.back().append(4 - lines.back().size() % 4, ' ');
        } else if (static_cast<unsigned char>(c) >= ' ') {
            lines.back() += c;
        }
    }
    return lines;
}

}  // namespace

Sources::Sources(std::map<std::string, std::string> texts, std::vector<std::string> folders)
    : texts_(std::move(texts)), folders_(std::move(folders)) {}

const std::vector<std::string>& Sources::lines_of(const std::string& file) const {
    const auto known = lines_.find(file);
    if (known != lines_.end()) {
        return known->second;
    }
    std::string text;
    if (const auto given = texts_.find(file); given != texts_.end()) {
        text = given->second;
    } else {
        auto read = scripts::read_file(file, most_source_bytes);
        for (std::size_t i = 0; !read && i < folders_.size() && !file.empty() && file[0] != '/'; ++i) {
            read = scripts::read_file(folders_[i] + "/" + file, most_source_bytes);
        }
        text = read ? *read : std::string();
    }
    return lines_.emplace(file, text.empty() ? std::vector<std::string>() : split(text)).first->second;
}

std::optional<std::string_view> Sources::line(const std::string& file, std::uint32_t number) const {
    const std::vector<std::string>& lines = lines_of(file);
    if (number == 0 || number > lines.size()) {
        return std::nullopt;
    }
    return lines[number - 1];
}

bool is_assembly(std::string_view file) {
    const auto dot = file.rfind('.');
    const std::string_view ending = dot == std::string_view::npos ? std::string_view() : file.substr(dot);
    return ending == ".s" || ending == ".S" || ending.empty();
}

std::string_view comment_of(std::string_view line) {
    const std::size_t at = comment_at(line);
    if (at == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = line.substr(at);
    std::string_view comment = rest.substr(std::min(rest.size(), rest.find_first_not_of("#/*- ")));
    if (const auto end = comment.find("*/"); end != std::string_view::npos) {
        comment = comment.substr(0, end);
    }
    return trimmed(comment);
}

bool is_comment_only(std::string_view line) {
    const std::string_view text = trimmed(line);
    return !text.empty() && comment_at(text) == 0;
}

}  // namespace ringside::ui
