// The global functions: Lua's own where they are harmless, others where they would leak an order, an address, or control.
#include <lualib.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "scripts/lua/libraries.hpp"
#include "scripts/lua/state.hpp"

namespace ringside::scripts::lua {

namespace {

constexpr const char* identities =
    "ringside.identities";  // registry: object → number; weak, so that it keeps nothing alive

// A number for an object, given when it is first asked for: says whether two are the same, as an address would.
lua_Integer identity_of(lua_State* l, int index) {
    index = lua_absindex(l, index);
    lua_getfield(l, LUA_REGISTRYINDEX, identities);
    lua_pushvalue(l, index);
    if (lua_rawget(l, -2) == LUA_TNIL) {
        lua_pop(l, 1);
        lua_getfield(l, -1, "last");
        const lua_Integer next = lua_tointeger(l, -1) + 1;
        lua_pop(l, 1);
        lua_pushinteger(l, next);
        lua_setfield(l, -2, "last");
        lua_pushvalue(l, index);
        lua_pushinteger(l, next);
        lua_rawset(l, -3);
        lua_pushinteger(l, next);
    }
    const lua_Integer number = lua_tointeger(l, -1);
    lua_pop(l, 2);
    return number;
}

int print(lua_State* l) {
    std::string line;
    const int count = lua_gettop(l);
    for (int i = 1; i <= count; ++i) {
        if (i > 1) line += '\t';
        push_text_of(l, i);
        std::size_t size = 0;
        const char* text = lua_tolstring(l, -1, &size);
        line.append(text, size);
        lua_pop(l, 1);
    }
    charge(l, 10 + line.size() / 16);
    if (shared(l).print) shared(l).print(line);
    return 0;
}

int tostring(lua_State* l) {
    luaL_checkany(l, 1);
    push_text_of(l, 1);
    return 1;
}

// Keys in a fixed order: numbers by value, then strings by bytes, then false and true.
struct Key {
    enum class Kind : std::uint8_t { number, text, boolean };
    Kind kind{};
    bool integer = false;
    lua_Integer whole = 0;
    lua_Number real = 0;
    const char* text = nullptr;  // lives as long as the table holds the key
    std::size_t size = 0;

    void push(lua_State* l) const {
        if (kind == Kind::number && integer)
            lua_pushinteger(l, whole);
        else if (kind == Kind::number)
            lua_pushnumber(l, real);
        else if (kind == Kind::text)
            lua_pushlstring(l, text, size);
        else
            lua_pushboolean(l, whole != 0);
    }
};

// Integers and floats on one scale; no two keys of a table are equal as numbers.
bool less_number(const Key& a, const Key& b) {
    if (a.integer && b.integer) return a.whole < b.whole;
    const auto as_real = [](const Key& k) {
        return k.integer ? static_cast<long double>(k.whole) : static_cast<long double>(k.real);
    };
    return as_real(a) < as_real(b);
}

bool less(const Key& a, const Key& b) {
    if (a.kind != b.kind) return a.kind < b.kind;
    if (a.kind == Key::Kind::number) return less_number(a, b);
    if (a.kind == Key::Kind::boolean) return a.whole < b.whole;
    const int order = std::memcmp(a.text, b.text, std::min(a.size, b.size));
    return order != 0 ? order < 0 : a.size < b.size;
}

Key key_at(lua_State* l, int index) {
    Key k;
    switch (lua_type(l, index)) {
    case LUA_TNUMBER:
        k.kind = Key::Kind::number;
        k.integer = lua_isinteger(l, index);
        if (k.integer)
            k.whole = lua_tointeger(l, index);
        else
            k.real = lua_tonumber(l, index);
        break;
    case LUA_TSTRING:
        k.kind = Key::Kind::text;
        k.text = lua_tolstring(l, index, &k.size);
        break;
    case LUA_TBOOLEAN:
        k.kind = Key::Kind::boolean;
        k.whole = lua_toboolean(l, index);
        break;
    default:
        luaL_error(l,
                   "a table whose keys are %ss cannot be gone through: they have no order that is the same "
                   "everywhere; "
                   "put them into an array",
                   luaL_typename(l, index));
    }
    return k;
}

template <class Each>
void for_each_key(lua_State* l, int table, Each each) {
    std::uint64_t seen = 0;
    lua_pushnil(l);
    while (lua_next(l, table)) {
        lua_pop(l, 1);  // the value
        if (++seen % 64 == 0) charge(l, 64);
        each(key_at(l, -1));
    }
    charge(l, seen % 64);
}

// next(table, key): the smallest key greater than `key`.
int next(lua_State* l) {
    luaL_checktype(l, 1, LUA_TTABLE);
    lua_settop(l, 2);
    const bool first = lua_isnil(l, 2);
    const Key after = first ? Key{} : key_at(l, 2);
    bool found = false;
    Key best;
    for_each_key(l, 1, [&](const Key& k) {
        if ((first || less(after, k)) && (!found || less(k, best))) {
            best = k;
            found = true;
        }
    });
    if (!found) {
        lua_pushnil(l);
        return 1;
    }
    best.push(l);
    lua_pushvalue(l, -1);
    lua_rawget(l, 1);
    return 2;
}

// The iterator that pairs gives: upvalues are the table, its sorted keys and how many were given.
int next_pair(lua_State* l) {
    lua_Integer at = lua_tointeger(l, lua_upvalueindex(3));
    for (;;) {
        ++at;
        if (lua_rawgeti(l, lua_upvalueindex(2), at) == LUA_TNIL) return 1;
        lua_pushvalue(l, -1);
        if (lua_rawget(l, lua_upvalueindex(1)) != LUA_TNIL) break;  // else: removed meanwhile
        lua_pop(l, 2);
        charge(l, 1);
    }
    lua_pushinteger(l, at);
    lua_replace(l, lua_upvalueindex(3));
    return 2;
}

void push_sorted_keys(lua_State* l, int table) {
    std::vector<Key> keys;
    for_each_key(l, table, [&](const Key& k) { keys.push_back(k); });
    std::uint64_t depth = 1;
    while (keys.size() >> depth) ++depth;
    charge(l, keys.size() * depth / 4);
    std::sort(keys.begin(), keys.end(), less);
    lua_createtable(l, static_cast<int>(std::min<std::size_t>(keys.size(), 1u << 24)), 0);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        keys[i].push(l);
        lua_rawseti(l, -2, static_cast<lua_Integer>(i + 1));
    }
}

int pairs(lua_State* l) {
    luaL_checkany(l, 1);
    if (luaL_getmetafield(l, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(l, 1);
        lua_call(l, 1, 3);
        return 3;
    }
    luaL_checktype(l, 1, LUA_TTABLE);
    lua_settop(l, 1);
    lua_pushvalue(l, 1);
    push_sorted_keys(l, 1);
    lua_pushinteger(l, 0);
    lua_pushcclosure(l, next_pair, 3);
    return 1;
}

int protected_call(lua_State* l) {
    luaL_checkany(l, 1);
    const int status = lua_pcall(l, lua_gettop(l) - 1, LUA_MULTRET, 0);
    if (status != LUA_OK) hand_on_expiry(l);
    lua_pushboolean(l, status == LUA_OK);
    lua_insert(l, 1);
    return lua_gettop(l);
}

// The handler is called after unwinding: Lua would call it with hooks off, where it could run for ever.
int protected_call_with_handler(lua_State* l) {
    luaL_checktype(l, 2, LUA_TFUNCTION);
    lua_pushvalue(l, 2);
    lua_pushvalue(l, 1);
    lua_replace(l, 2);
    lua_replace(l, 1);  // handler, function, arguments
    const int status = lua_pcall(l, lua_gettop(l) - 2, LUA_MULTRET, 0);
    if (status == LUA_OK) {
        lua_pushboolean(l, 1);
        lua_replace(l, 1);
        return lua_gettop(l);
    }
    hand_on_expiry(l);
    lua_call(l, 1, LUA_MULTRET);
    lua_pushboolean(l, 0);
    lua_insert(l, 1);
    return lua_gettop(l);
}

int setmetatable(lua_State* l) {
    luaL_checktype(l, 1, LUA_TTABLE);
    luaL_argexpected(l, lua_isnoneornil(l, 2) || lua_istable(l, 2), 2, "nil or table");
    if (lua_istable(l, 2)) {
        for (const char* refused : {"__gc", "__mode"}) {
            lua_pushstring(l, refused);
            if (lua_rawget(l, 2) != LUA_TNIL)
                return luaL_error(
                    l, "%s is not allowed here: what it does depends on when memory is collected", refused);
            lua_pop(l, 1);
        }
    }
    if (luaL_getmetafield(l, 1, "__metatable") != LUA_TNIL)
        return luaL_error(l, "this metatable cannot be changed");
    lua_settop(l, 2);
    lua_setmetatable(l, 1);
    return 1;
}

// load(text [, name [, mode [, environment]]]): text only.
int load(lua_State* l) {
    std::size_t size = 0;
    const char* text = luaL_checklstring(l, 1, &size);
    const std::string name = std::string("=(") + luaL_optstring(l, 2, "load") + ")";
    charge(l, size / 4 + 1);
    const bool with_environment = !lua_isnone(l, 4);
    if (luaL_loadbufferx(l, text, size, name.c_str(), "t") != LUA_OK) {
        hand_on_expiry(l);
        lua_pushnil(l);
        lua_insert(l, -2);
        return 2;
    }
    if (with_environment) {
        lua_pushvalue(l, 4);
        if (!lua_setupvalue(l, -2, 1)) lua_pop(l, 1);
    }
    return 1;
}

constexpr luaL_Reg own[] = {{"load", load},         {"next", next},
                            {"pairs", pairs},       {"pcall", protected_call},
                            {"print", print},       {"setmetatable", setmetatable},
                            {"tostring", tostring}, {"xpcall", protected_call_with_handler},
                            {nullptr, nullptr}};
constexpr const char* of_lua[] = {"assert", "error",  "getmetatable", "ipairs",   "rawequal", "rawget",
                                  "rawlen", "rawset", "select",       "tonumber", "type",     "_VERSION"};

}  // namespace

void push_text_of(lua_State* l, int index) {
    index = lua_absindex(l, index);
    if (luaL_callmeta(l, index, "__tostring")) {
        if (!lua_isstring(l, -1)) luaL_error(l, "__tostring must give a string");
        return;
    }
    switch (lua_type(l, index)) {
    case LUA_TNUMBER:
        if (!lua_isinteger(l, index) && std::isnan(lua_tonumber(l, index))) {
            lua_pushliteral(l, "nan");  // its sign is the processor's
            return;
        }
        [[fallthrough]];
    case LUA_TNIL:
    case LUA_TBOOLEAN:
    case LUA_TSTRING: luaL_tolstring(l, index, nullptr); return;
    default: {
        const int kind = luaL_getmetafield(l, index, "__name");
        const std::string name = kind == LUA_TSTRING ? lua_tostring(l, -1) : luaL_typename(l, index);
        if (kind != LUA_TNIL) lua_pop(l, 1);
        lua_pushfstring(l, "%s: %I", name.c_str(), static_cast<LUAI_UACINT>(identity_of(l, index)));
    }
    }
}

void open_base(lua_State* l) {
    lua_createtable(l, 0, 0);
    lua_createtable(l, 0, 1);
    lua_pushliteral(l, "k");
    lua_setfield(l, -2, "__mode");
    lua_setmetatable(l, -2);
    lua_setfield(l, LUA_REGISTRYINDEX, identities);

    luaL_requiref(l, "_G", luaopen_base, 1);
    lua_pop(l, 1);
    lua_createtable(l, 0, 32);
    for (const char* name : of_lua) {
        lua_getglobal(l, name);
        lua_setfield(l, -2, name);
    }
    luaL_setfuncs(l, own, 0);
    lua_pushvalue(l, -1);
    lua_setfield(l, -2, "_G");
    lua_rawseti(l, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);  // what was not listed is gone
}

std::vector<std::string_view> base_names() {
    std::vector<std::string_view> names(std::begin(of_lua), std::end(of_lua));
    for (const luaL_Reg& f : own)
        if (f.name) names.emplace_back(f.name);
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace ringside::scripts::lua
