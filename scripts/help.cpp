#include "scripts/help.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

namespace ringside::scripts {

namespace {

constexpr std::size_t line_width = 100, widest_names = 30;

std::string names_of(const CLI::Option& option) {
    std::string names;
    for (const std::string& n : option.get_snames()) names += (names.empty() ? "-" : ", -") + n;
    for (const std::string& n : option.get_lnames()) names += (names.empty() ? "--" : ", --") + n;
    if (option.get_items_expected_max() != 0 && !option.get_type_name().empty())
        names += " " + option.get_type_name();
    return names;
}

std::string row(const std::string& names, std::size_t column, const std::string& meaning) {
    std::string line = fmt::format("  {:<{}}", names, column);
    if (names.size() + 2 > column) line += "\n  " + std::string(column, ' ');
    return line + wrapped(meaning, line_width - column - 2, column + 2) + "\n";
}

}  // namespace

std::string wrapped(const std::string& text, std::size_t width, std::size_t indent) {
    std::istringstream words(text);
    std::string out, word;
    std::size_t used = 0;
    while (words >> word) {
        if (used != 0 && used + 1 + word.size() > width) {
            out += "\n" + std::string(indent, ' ');
            used = 0;
        }
        if (used != 0) {
            out += ' ';
            ++used;
        }
        out += word;
        used += word.size();
    }
    return out;
}

std::string help_of(const CLI::App& app) {
    std::string usage = "usage: ringside " + app.get_name() + " [OPTION ...]";
    std::vector<const CLI::Option*> options;
    for (const CLI::Option* option : app.get_options()) {
        if (!option->get_positional()) {
            options.push_back(option);
            continue;
        }
        const bool many = option->get_items_expected_max() > 1;
        const std::string operand = option->get_type_name() + (many ? " ..." : "");
        usage += option->get_required() ? " " + operand : " [" + operand + "]";
    }
    std::size_t column = 0;
    for (const CLI::Option* option : options)
        column = std::max(column, std::min(names_of(*option).size(), widest_names));
    column += 2;
    std::string text = usage + "\n\n" + wrapped(app.get_description(), line_width, 0) + "\n\n";
    std::rotate(options.begin(), options.begin() + 1,
                options.end());  // --help was declared first and comes last
    for (const CLI::Option* option : options)
        text += row(names_of(*option), column, option->get_description());
    if (!app.get_footer().empty()) text += "\n" + app.get_footer() + "\n";
    return text;
}

}  // namespace ringside::scripts
