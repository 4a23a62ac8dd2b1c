// math and utf8: Lua's own, with the random numbers seeded by the owner of the state.
#include <lualib.h>

#include <algorithm>
#include <string>

#include "scripts/lua/libraries.hpp"
#include "scripts/lua/state.hpp"

namespace ringside::scripts::lua {

namespace {

constexpr const char* of_math[] = {"abs",  "acos",       "asin",      "atan", "ceil", "cos",    "deg",
                                   "exp",  "floor",      "fmod",      "huge", "log",  "max",    "maxinteger",
                                   "min",  "mininteger", "modf",      "pi",   "rad",  "random", "sin",
                                   "sqrt", "tan",        "tointeger", "type", "ult"};
constexpr const char* of_utf8[] = {"char", "charpattern", "codepoint", "codes", "len", "offset"};

// randomseed needs its number here: without one Lua takes the time and an address.
int randomseed(lua_State* l) {
    luaL_checknumber(l, 1);
    lua_settop(l, 2);
    const int arguments = lua_isnil(l, 2) ? 1 : 2;
    lua_pushvalue(l, lua_upvalueindex(1));
    lua_insert(l, 1);
    if (arguments == 1) lua_settop(l, 2);
    lua_call(l, arguments, 0);
    return 0;
}

template <std::size_t n>
void open_listed(lua_State* l, lua_CFunction open, const char* name, const char* const (&listed)[n]) {
    lua_pushcfunction(l, open);
    lua_call(l, 0, 1);
    lua_createtable(l, 0, static_cast<int>(n));
    for (const char* entry : listed) {
        lua_getfield(l, -2, entry);
        lua_setfield(l, -2, entry);
    }
    lua_setglobal(l, name);
}

std::vector<std::string_view> math_names() {
    std::vector<std::string_view> names(std::begin(of_math), std::end(of_math));
    names.emplace_back("randomseed");
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

void open_numbers(lua_State* l) {
    open_listed(l, luaopen_math, "math", of_math);
    lua_getfield(l, -1, "randomseed");
    lua_pushvalue(l, -1);
    lua_pushinteger(l, static_cast<lua_Integer>(shared(l).limits.seed));
    lua_pushinteger(l, 0);
    lua_call(l, 2, 0);
    lua_getglobal(l, "math");
    lua_insert(l, -2);
    lua_pushcclosure(l, randomseed, 1);
    lua_setfield(l, -2, "randomseed");
    lua_pop(l, 2);
    open_listed(l, luaopen_utf8, "utf8", of_utf8);
    lua_pop(l, 1);
}

std::vector<std::string_view> base_names();
std::vector<std::string_view> string_names();
std::vector<std::string_view> table_names();

std::vector<LibraryNames> library_names() {
    return {{"", base_names()},
            {"string", string_names()},
            {"table", table_names()},
            {"math", math_names()},
            {"utf8", {std::begin(of_utf8), std::end(of_utf8)}}};
}

}  // namespace ringside::scripts::lua
