// Options that several commands have, declared the same way everywhere.
#pragma once

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

#include "scripts/program.hpp"

namespace ringside::scripts {

// The files of a program and how they are linked: FILE ..., --library, --embed, --entry, --text-base, --load-offset.
void declare_program(CLI::App& app, const std::shared_ptr<ProgramFiles>& files);

// A number, as 1000 or 0x3e8, from `least` to `most`.
CLI::Option* declare_number(CLI::App& app, const std::string& names, const std::string& type,
                            std::uint64_t least, std::uint64_t most, std::function<void(std::uint64_t)> set,
                            const std::string& meaning);

// A size in bytes, as 16M.
CLI::Option* declare_size(CLI::App& app, const std::string& names, std::function<void(std::uint64_t)> set,
                          const std::string& meaning);

// One word out of a few.
CLI::Option* declare_choice(CLI::App& app, const std::string& name, const std::string& type,
                            std::vector<std::string> words, std::function<void(const std::string&)> set,
                            const std::string& meaning);

}  // namespace ringside::scripts
