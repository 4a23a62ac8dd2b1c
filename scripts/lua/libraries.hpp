// The library that scripts find, in four parts. Each sets its functions in the globals of a fresh state.
#pragma once

#include <lua.h>

#include <string_view>
#include <vector>

namespace ringside::scripts::lua {

void open_base(
    lua_State* l);  // print, pairs, pcall, … ; replaces what would leak order, addresses or control
void open_strings(lua_State* l);  // string: matching is bounded by steps
void open_tables(lua_State* l);   // table: loops are charged
void open_numbers(lua_State* l);  // math with a fixed seed, utf8

// What a script finds under each name ("" is the global functions), for the manual.
struct LibraryNames {
    std::string_view library;
    std::vector<std::string_view> names;
};
std::vector<LibraryNames> library_names();

// The text of any value, as tostring gives it: never an address.
void push_text_of(lua_State* l, int index);

}  // namespace ringside::scripts::lua
