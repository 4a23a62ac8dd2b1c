// A command line as words.
#pragma once

#include <string>
#include <vector>

#include "scripts/debug/debugger.hpp"

namespace ringside::scripts {

struct Debugger::Words {
    std::vector<std::string> words;
    [[nodiscard]] std::size_t size() const { return words.size(); }
    const std::string& operator[](std::size_t i) const { return words[i]; }
};

struct Debugger::Row {
    const char* name;
    const char* brief;  // short form, or ""
    const char* arguments;
    const char* meaning;
    Handler handler;
};

}  // namespace ringside::scripts
