// The table library, written anew: in Lua's own a __len or a far range makes a loop that no budget ends. Every round of
// a loop is charged here.
#include <lauxlib.h>
#include <lua.h>

#include <algorithm>
#include <string>

#include "scripts/lua/libraries.hpp"
#include "scripts/lua/state.hpp"

namespace ringside::scripts::lua {

namespace {

lua_Integer length_of(lua_State* l, int table) {
    luaL_checktype(l, table, LUA_TTABLE);
    return luaL_len(l, table);
}

int insert(lua_State* l) {
    const lua_Integer end = luaL_intop(+, length_of(l, 1), 1);
    if (lua_gettop(l) == 2) {
        lua_seti(l, 1, end);
        return 0;
    }
    if (lua_gettop(l) != 3)
        return luaL_error(l, "table.insert takes (table, value) or (table, position, value)");
    const lua_Integer at = luaL_checkinteger(l, 2);
    luaL_argcheck(l, at >= 1 && at <= end, 2, "position out of bounds");
    for (lua_Integer i = end; i > at; --i) {
        charge(l, 1);
        lua_geti(l, 1, i - 1);
        lua_seti(l, 1, i);
    }
    lua_seti(l, 1, at);
    return 0;
}

int remove(lua_State* l) {
    const lua_Integer size = length_of(l, 1);
    lua_Integer at = luaL_optinteger(l, 2, size);
    if (at != size)
        luaL_argcheck(l, static_cast<lua_Unsigned>(at) - 1u <= static_cast<lua_Unsigned>(size), 2,
                      "position out of bounds");
    lua_geti(l, 1, at);
    for (; at < size; ++at) {
        charge(l, 1);
        lua_geti(l, 1, at + 1);
        lua_seti(l, 1, at);
    }
    lua_pushnil(l);
    lua_seti(l, 1, at);
    return 1;
}

int concat(lua_State* l) {
    const lua_Integer size = length_of(l, 1);
    std::size_t separator_size = 0;
    const char* separator = luaL_optlstring(l, 2, "", &separator_size);
    const lua_Integer first = luaL_optinteger(l, 3, 1), last = luaL_optinteger(l, 4, size);
    const std::size_t room = shared(l).most_block();
    std::string out;
    for (lua_Integer i = first; i <= last; ++i) {
        lua_geti(l, 1, i);
        if (!lua_isstring(l, -1))
            return luaL_error(l, "table.concat: the value at index %I is a %s, not a string or number",
                              static_cast<LUAI_UACINT>(i), luaL_typename(l, -1));
        std::size_t part = 0;
        const char* text = lua_tolstring(l, -1, &part);
        out.append(text, part);
        if (i < last) out.append(separator, separator_size);
        lua_pop(l, 1);
        charge(l, 1 + (part + separator_size) / 16);
        if (out.size() > room) return luaL_error(l, "the resulting string is too long");
        if (i == last) break;  // the greatest integer has no successor
    }
    lua_pushlstring(l, out.data(), out.size());
    return 1;
}

int pack(lua_State* l) {
    const int count = lua_gettop(l);
    lua_createtable(l, count, 1);
    lua_insert(l, 1);
    for (int i = count; i >= 1; --i) lua_seti(l, 1, i);
    lua_pushinteger(l, count);
    lua_setfield(l, 1, "n");
    return 1;
}

int unpack(lua_State* l) {
    const lua_Integer first = luaL_optinteger(l, 2, 1);
    const lua_Integer last = lua_isnoneornil(l, 3) ? luaL_len(l, 1) : luaL_checkinteger(l, 3);
    if (first > last) return 0;
    const lua_Unsigned count = static_cast<lua_Unsigned>(last) - static_cast<lua_Unsigned>(first);
    if (count >= 100'000 || !lua_checkstack(l, static_cast<int>(count) + 1))
        return luaL_error(l, "too many results to unpack");
    charge(l, count);
    for (lua_Unsigned i = 0; i <= count; ++i)
        lua_geti(l, 1, static_cast<lua_Integer>(static_cast<lua_Unsigned>(first) + i));
    return static_cast<int>(count) + 1;
}

int move(lua_State* l) {
    const lua_Integer from = luaL_checkinteger(l, 2), to = luaL_checkinteger(l, 3),
                      at = luaL_checkinteger(l, 4);
    const int target = lua_isnoneornil(l, 5) ? 1 : 5;
    luaL_checktype(l, 1, LUA_TTABLE);
    luaL_checktype(l, target, LUA_TTABLE);
    if (to >= from) {
        const lua_Unsigned count = static_cast<lua_Unsigned>(to) - static_cast<lua_Unsigned>(from);
        charge(l, count == ~lua_Unsigned{0} ? count : count + 1);
        luaL_argcheck(l, at <= LUA_MAXINTEGER - static_cast<lua_Integer>(count), 4,
                      "destination wraps around");
        const bool upwards = at > to || at <= from || target != 1;
        for (lua_Unsigned i = 0; i <= count; ++i) {
            const auto step = static_cast<lua_Integer>(upwards ? i : count - i);
            lua_geti(l, 1, from + step);
            lua_seti(l, target, at + step);
        }
    }
    lua_pushvalue(l, target);
    return 1;
}

// Is the value on top of the stack but one less than the top one? Both stay.
bool less(lua_State* l) {
    charge(l, 1);
    if (lua_isnil(l, 2)) return lua_compare(l, -2, -1, LUA_OPLT);
    lua_pushvalue(l, 2);
    lua_pushvalue(l, -3);
    lua_pushvalue(l, -3);
    lua_call(l, 2, 1);
    const bool result = lua_toboolean(l, -1);
    lua_pop(l, 1);
    return result;
}

// Sinks the value on top of the stack from `root` into the heap that ends at `size`; pops it.
void sink(lua_State* l, lua_Integer root, lua_Integer size) {
    for (;;) {
        lua_Integer child = root * 2;
        if (child > size) break;
        lua_geti(l, 1, child);
        if (child < size) {
            lua_geti(l, 1, child + 1);
            if (less(l)) {
                ++child;
                lua_remove(l, -2);
            } else {
                lua_pop(l, 1);
            }
        }
        if (!less(l)) {  // value < child?
            lua_pop(l, 1);
            break;
        }
        lua_seti(l, 1, root);
        root = child;
    }
    lua_seti(l, 1, root);
}

// Heap sort: its number of comparisons is bounded whatever the order function answers.
int sort(lua_State* l) {
    const lua_Integer size = length_of(l, 1);
    if (!lua_isnoneornil(l, 2)) luaL_checktype(l, 2, LUA_TFUNCTION);
    lua_settop(l, 2);
    for (lua_Integer i = size / 2; i >= 1; --i) {
        lua_geti(l, 1, i);
        sink(l, i, size);
    }
    for (lua_Integer i = size; i > 1; --i) {
        lua_geti(l, 1, i);
        lua_geti(l, 1, 1);
        lua_seti(l, 1, i);
        sink(l, 1, i - 1);
    }
    return 0;
}

constexpr luaL_Reg own[] = {{"concat", concat}, {"insert", insert}, {"move", move},     {"pack", pack},
                            {"remove", remove}, {"sort", sort},     {"unpack", unpack}, {nullptr, nullptr}};

}  // namespace

void open_tables(lua_State* l) {
    lua_createtable(l, 0, 8);
    luaL_setfuncs(l, own, 0);
    lua_setglobal(l, "table");
}

std::vector<std::string_view> table_names() {
    std::vector<std::string_view> names;
    for (const luaL_Reg& f : own)
        if (f.name) names.emplace_back(f.name);
    return names;
}

}  // namespace ringside::scripts::lua
