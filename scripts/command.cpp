#include "scripts/command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "isa/asm/diagnostic.hpp"
#include "scripts/help.hpp"

namespace ringside::scripts {

namespace {

using isa::assembler::Suggestion;

const CLI::Option* option_named(const CLI::App& app, const std::string& name) {
    return app.get_option_no_throw(name);
}

std::string unexpected(const CLI::App& app, const std::string& argument) {
    if (argument.size() < 2 || argument[0] != '-') return fmt::format("unexpected argument '{}'", argument);
    const std::string name = argument.substr(0, argument.find('='));
    Suggestion suggestion(name);
    for (const CLI::Option* option : app.get_options())
        for (const std::string& known : option->get_lnames()) suggestion.consider("--" + known);
    return fmt::format("unknown option '{}'{}", name, suggestion.text());
}

// CLI11's sentences, in our words.
std::string sentence(const CLI::App& app, const CLI::ParseError& error) {
    const std::string what = error.what();
    if (dynamic_cast<const CLI::ExtrasError*>(&error)) {
        const auto extras = app.remaining(true);
        return extras.empty() ? what : unexpected(app, extras.front());
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error)) {
        const CLI::Option* option = option_named(app, what.substr(0, what.find(':')));
        if (option)
            return fmt::format("{} needs a value: {} {}", option->get_name(), option->get_name(),
                               option->get_type_name());
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error)) {
        const CLI::Option* option = option_named(app, what.substr(0, what.find(' ')));
        if (option)
            return fmt::format("{} is missing", option->get_positional()
                                                    ? option->get_type_name()
                                                    : option->get_name() + " " + option->get_type_name());
    }
    return what;
}

int broken(const Streams& streams, std::string_view who, std::string_view what, std::string_view where) {
    streams.err << "ringside" << (who.empty() ? "" : " ") << who << ": " << what << " (ringside"
                << (where.empty() ? "" : " ") << where << " --help says more)\n";
    return exit_broken;
}

int run_one(const Command& command, std::vector<std::string> arguments, const Streams& streams) {
    CLI::App app;
    app.name(std::string(command.name));
    app.set_help_flag("-h,--help", "print this text and stop");
    const Action action = command.declare(app);
    try {
        std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
        app.parse(std::move(arguments));
    } catch (const CLI::CallForHelp&) {
        streams.out << help_of(app);
        return exit_done;
    } catch (const CLI::ParseError& error) {
        return broken(streams, command.name, sentence(app, error), command.name);
    }
    return action(streams);
}

}  // namespace

std::string help_text(const std::vector<Command>& table) {
    std::size_t widest = 0;
    for (const Command& c : table) widest = std::max(widest, c.name.size());
    std::string text =
        "Ringside is a simulator for learning virtualization.\n\nusage: ringside COMMAND [OPTION ...]\n\n";
    for (const Command& c : table) text += fmt::format("  {:<{}}  {}\n", c.name, widest, c.help);
    text += "\nringside COMMAND --help describes one of them; --version prints the version.\n";
    return text;
}

int run_command_line(const std::vector<Command>& table, const std::vector<std::string>& arguments,
                     const Streams& streams) {
    if (arguments.empty()) {
        streams.err << help_text(table);
        return exit_broken;
    }
    const std::string& first = arguments.front();
    if (first == "-h" || first == "--help" || first == "help") {
        if (arguments.size() > 1 && first == "help")
            return run_command_line(table, {arguments[1], "--help"}, streams);
        streams.out << help_text(table);
        return exit_done;
    }
    if (first == "--version") {
        streams.out << "ringside " RINGSIDE_VERSION "\n";
        return exit_done;
    }
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Command& c) { return c.name == first; });
    if (found != table.end()) return run_one(*found, {arguments.begin() + 1, arguments.end()}, streams);
    Suggestion suggestion(first);
    for (const Command& c : table) suggestion.consider(c.name);
    const char* kind = first[0] == '-' ? "option" : "command";
    return broken(streams, "", fmt::format("unknown {} '{}'{}", kind, first, suggestion.text()), "");
}

}  // namespace ringside::scripts
