#include "scripts/commands/options.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "isa/asm/diagnostic.hpp"
#include "scripts/files.hpp"

namespace ringside::scripts {

namespace {

[[noreturn]] void refuse(const std::string& why) {
    throw CLI::ValidationError(why, CLI::ExitCodes::ValidationError);
}

}  // namespace

CLI::Option* declare_number(CLI::App& app, const std::string& names, const std::string& type,
                            std::uint64_t least, std::uint64_t most, std::function<void(std::uint64_t)> set,
                            const std::string& meaning) {
    const std::string name = names.substr(names.rfind(',') + 1);
    return app
        .add_option_function<std::string>(
            names,
            [=](const std::string& text) {
                const auto value = parse_number(text);
                if (!value) refuse(fmt::format("{}: '{}' is not a number", name, text));
                if (*value < least || *value > most)
                    refuse(fmt::format("{}: {} is not from {} to {}", name, text, least, most));
                set(*value);
            },
            meaning)
        ->type_name(type);
}

CLI::Option* declare_size(CLI::App& app, const std::string& names, std::function<void(std::uint64_t)> set,
                          const std::string& meaning) {
    const std::string name = names.substr(names.rfind(',') + 1);
    return app
        .add_option_function<std::string>(
            names,
            [=](const std::string& text) {
                const auto value = parse_size(text);
                if (!value)
                    refuse(fmt::format("{}: '{}' is not a size; write 16M, 512K, 1G or a number of bytes",
                                       name, text));
                set(*value);
            },
            meaning)
        ->type_name("SIZE");
}

CLI::Option* declare_choice(CLI::App& app, const std::string& name, const std::string& type,
                            std::vector<std::string> words, std::function<void(const std::string&)> set,
                            const std::string& meaning) {
    return app
        .add_option_function<std::string>(
            name,
            [=](const std::string& text) {
                if (std::find(words.begin(), words.end(), text) == words.end()) {
                    isa::assembler::Suggestion suggestion(text);
                    for (const std::string& w : words) suggestion.consider(w);
                    refuse(fmt::format("{}: there is no '{}'{}; choose {}", name, text, suggestion.text(),
                                       fmt::join(words, " or ")));
                }
                set(text);
            },
            meaning)
        ->type_name(type);
}

void declare_program(CLI::App& app, const std::shared_ptr<ProgramFiles>& files) {
    app.add_option("files", files->inputs, "")->type_name("FILE")->required();
    app.add_option("--library", files->libraries,
                   "sources that are linked only if they define something that is missing; files in a folder "
                   "named runtime always "
                   "count as such")
        ->type_name("FILE ...");
    app.add_option("--embed", files->embedded, "put a file's bytes between the symbols NAME and NAME_end")
        ->type_name("NAME=FILE")
        ->take_all()
        ->expected(1, 1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_option("--entry", files->link.entry, "where the program starts (default _start)")
        ->type_name("SYMBOL");
    declare_number(
        app, "--text-base", "ADDRESS", 0, 0xffffffff,
        [files](std::uint64_t v) { files->link.text_base = static_cast<std::uint32_t>(v); },
        "virtual address of the first segment (default 0x10000)");
    declare_number(
        app, "--load-offset", "BYTES", 0, 0xffffffff,
        [files](std::uint64_t v) { files->link.load_offset = static_cast<std::uint32_t>(v); },
        "physical minus virtual address, modulo 2^32 (default 0): a kernel may be linked high and loaded "
        "low");
}

}  // namespace ringside::scripts
