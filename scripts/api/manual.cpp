// docs/lua.md: every part of it comes from a table that the program itself reads.
#include <fmt/format.h>

#include <iterator>

#include "scripts/api/api.hpp"
#include "scripts/api/handles.hpp"
#include "scripts/help.hpp"
#include "scripts/lua/libraries.hpp"

namespace ringside::scripts::api {

namespace {

constexpr std::string_view intro = R"(# Lua in Ringside

*Printed by `ringside docs lua` from the tables of the program; do not edit.*

Labs, their graders and the policies of virtual machines are written in Lua 5.4. A script sees worlds from outside, as a
person at the window does, and everything it changes goes into the world's journal.

    local g = ringside.bare{source = [[
            .globl _start
    _start: li   a0, 7
            li   a1, 0x40           # the power port
            out  a0, 0(a1)
    ]]}
    print(g:run(), g:exit_code())   --> finished  7

A virtual machine whose monitor asks a policy for every privileged instruction:

    local vm = ringside.host{ram = "4M"}:vm{file = "probe.s", ram = "4M"}
    vm:policy("privileged", function(query, state)
        state.count = (state.count or 0) + 1
        if query.ring == 3 then return {"inject", 9, query.word}, state end
        return {"proceed"}, state
    end)
    vm:run()

Functions with named options take a table; a mistake names the option and the line of the script. Addresses and words
are whole numbers from 0 to 2^32 - 1.
)";

void append_objects(std::string& out) {
    struct Title {
        std::string_view object, title;
    };
    constexpr Title titles[] = {{"ringside", "The table `ringside`"},
                                {"world", "Worlds"},
                                {"host", "Hosts with a hypervisor"},
                                {"guest", "Guests: a program on bare metal, or a virtual machine"}};
    const std::vector<Row> all = rows();
    for (const Title& t : titles) {
        out += fmt::format("\n## {}\n\n", t.title);
        for (const Row& row : all)
            if (row.object == t.object)
                out += fmt::format("**`{}`**\n{}\n\n", row.usage, wrapped(std::string(row.meaning), 120, 0));
    }
}

void append_vocabulary(std::string& out) {
    out += "## Events\n\nAn event is a table {kind, host, vm, cpu, pc, time, a, b, c, d}; vm is nil for what "
           "concerns the machine itself. "
           "Its words are:\n\n| kind | what happened | a | b | c | d |\n|---|---|---|---|---|---|\n";
    for (const machine::EventRow& r : machine::event_table)
        out += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", r.name, r.title, r.a, r.b, r.c, r.d);
    out += "\nThe words of the machine (\"instruction completed\" to \"machine check\") tell of a real hart; "
           "while it runs a virtual machine "
           "they are put down to that one.\n"
           "\n## Policies\n\nA policy answers queries of the monitor:\n\n| query | when |\n|---|---|\n";
    constexpr std::string_view when[] = {
        "a privileged or sensitive instruction trapped",
        "an exception other than a page fault is about to be reflected into the guest"};
    static_assert(std::size(when) == hv::query_count);
    for (std::size_t i = 0; i < std::size(when); ++i)
        out += fmt::format("| `\"{}\"` | {} |\n", hv::query_names[i], when[i]);
    static_assert(hv::effect_count == 6, "list the new effect below");
    out += "\nA query is a table {kind, cpu, pc, word, cause, tval, ring, regs}; ring is the virtual ring, "
           "regs holds the registers by "
           "name. The answer is a list of effects, or one of them, applied in order; one of `proceed`, "
           "`skip`, `inject` and `stop` ends the "
           "list, and a list without one of them proceeds:\n\n"
           "| effect | meaning |\n|---|---|\n"
           "| `{\"proceed\"}` | what the monitor does by itself |\n"
           "| `{\"skip\"}` | the instruction counts as completed; pc moves on |\n"
           "| `{\"set_register\", \"a0\", value}` | sets a register |\n"
           "| `{\"set_special\", \"tvec\", value}` | sets a special register or psr |\n"
           "| `{\"inject\", cause, tval}` | delivers this trap to the guest instead |\n"
           "| `{\"stop\", \"why\"}` | stops the virtual machine |\n\n"
           "## Special registers\n\n| name | meaning |\n|---|---|\n";
    for (const isa::SpecialRow& r : isa::special_table)
        out += fmt::format("| `{}` | {} |\n", r.name, r.meaning);
}

void append_library(std::string& out) {
    out += "\n## What there is of Lua itself\n\nLua 5.4 (its reference manual describes these), without "
           "files, processes, clocks, bytecode, "
           "coroutines, weak tables and finalizers:\n\n";
    for (const lua::LibraryNames& part : lua::library_names()) {
        out += part.library.empty() ? "- global:" : fmt::format("- {}:", part.library);
        for (const std::string_view name : part.names) out += fmt::format(" `{}`", name);
        out += "\n";
    }
    const lua::Limits limits;
    out += fmt::format("\nWhat differs from plain Lua, so that a script does the same on every computer:\n\n"
                       "- `pairs` and `next` go through keys in order: numbers by value, strings by bytes, "
                       "then false and true. A table with other keys "
                       "cannot be gone through.\n"
                       "- `tostring` and `%s` number tables and functions in the order in which they are "
                       "first shown; addresses are never shown.\n"
                       "- Random numbers come from a fixed seed. `load` takes text only. `xpcall` calls its "
                       "handler after unwinding.\n"
                       "- A script has {} steps (Lua instructions, and work of library functions), {} MiB of "
                       "memory and {} ticks of worlds, unless the "
                       "lab says otherwise. A used-up budget cannot be caught by `pcall`.\n",
                       limits.steps, limits.bytes >> 20, limits.ticks);
}

}  // namespace

std::string manual() {
    std::string out(intro);
    append_objects(out);
    append_vocabulary(out);
    append_library(out);
    return out;
}

}  // namespace ringside::scripts::api
