// What scripts find besides Lua's own library: worlds, guests, instructions. One table holds every function with its
// usage and meaning; the functions are registered from it, and docs/lua.md is printed from it.
//
//   lua::State state;
//   api::Application application{.folder = "labs/01-popek-goldberg"};
//   api::open(state, application);
//   state.run("lab.lua", "g = ringside.bare{file = 'probe.s'} g:run() print(g:console())");
#pragma once

#include <lua.h>

#include <string>
#include <string_view>
#include <vector>

#include "scripts/lua/state.hpp"

namespace ringside::scripts::api {

// What the owner of a state gives its scripts. Must outlive the state's use.
struct Application {
    std::string folder;        // scripts read files below it and nowhere else; empty: no files
    bool trusted = false;      // may see how sensitive instructions are: graders, not submissions
    std::uint32_t worlds = 0;  // alive now
};

struct Row {
    std::string_view object;  // "ringside", or the kind of handle: "world", "host", "guest"
    std::string_view name;
    std::string_view usage;    // guest:step([n])
    std::string_view meaning;  // sentences
    lua_CFunction function;
};

// Every function, grouped by object, in the order of the manual.
std::vector<Row> rows();

// Registers all of it in a state.
void open(lua::State& state, Application& application);

// docs/lua.md, from the tables.
std::string manual();

Application& application(lua_State* l);

}  // namespace ringside::scripts::api
