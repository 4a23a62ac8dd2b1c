// How the help of one command looks, the same for all.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace ringside::scripts {

// usage line, what it does, its options in two columns, and its footer.
std::string help_of(const CLI::App& app);

// Breaks a paragraph into lines of at most `width` characters; every line but the first begins with `indent` spaces.
std::string wrapped(const std::string& text, std::size_t width, std::size_t indent);

}  // namespace ringside::scripts
