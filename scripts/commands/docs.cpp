#include <ostream>

#include "isa/manual.hpp"
#include "scripts/api/api.hpp"
#include "scripts/commands/commands.hpp"
#include "scripts/commands/options.hpp"

namespace ringside::scripts {

Command docs_command() {
    return {"docs", "print a manual page that is made from the program's tables",
            [](CLI::App& app) -> Action {
                app.description("Prints a page of docs/ that is made from the tables the program itself "
                                "uses. PAGE is isa (the instruction set) or lua (the API of scripts).");
                app.footer("examples:\n  ringside docs isa > docs/isa.md\n  ringside docs lua > docs/lua.md");
                const auto page = std::make_shared<std::string>();
                declare_choice(
                    app, "page", "PAGE", {"isa", "lua"}, [page](const std::string& p) { *page = p; }, "")
                    ->required();
                return [page](const Streams& streams) {
                    streams.out << (*page == "isa" ? isa::manual() : api::manual());
                    return exit_done;
                };
            }};
}

}  // namespace ringside::scripts
