#include "scripts/lua/stack.hpp"

#include "isa/asm/diagnostic.hpp"
#include "scripts/files.hpp"

namespace ringside::scripts::lua {

int fail(lua_State* l, std::string_view who, std::string_view what) {
    luaL_where(l, 1);
    push_text(l, who);
    push_text(l, who.empty() ? "" : ": ");
    push_text(l, what);
    lua_concat(l, 4);
    return lua_error(l);
}

std::string check_text(lua_State* l, int index) {
    std::size_t size = 0;
    const char* text = luaL_checklstring(l, index, &size);
    return {text, size};
}

std::int64_t check_integer(lua_State* l, int index, const char* who, const char* what, std::int64_t least,
                           std::int64_t most) {
    int whole = 0;
    const lua_Integer value = lua_tointegerx(l, index, &whole);
    if (!whole)
        fail(l, who,
             std::string(what) + " must be a whole number, not " +
                 (lua_isnumber(l, index) ? "a fraction" : luaL_typename(l, index)));
    if (value < least || value > most)
        fail(l, who,
             std::string(what) + " must be from " + std::to_string(least) + " to " + std::to_string(most) +
                 ", not " + std::to_string(value));
    return value;
}

std::uint32_t check_word(lua_State* l, int index, const char* who, const char* what) {
    return static_cast<std::uint32_t>(check_integer(l, index, who, what, -0x80000000LL, 0xffffffffLL));
}

void set(lua_State* l, const char* name, std::int64_t value) {
    lua_pushinteger(l, value);
    lua_setfield(l, -2, name);
}
void set(lua_State* l, const char* name, std::string_view value) {
    push_text(l, value);
    lua_setfield(l, -2, name);
}
void set_flag(lua_State* l, const char* name, bool value) {
    lua_pushboolean(l, value);
    lua_setfield(l, -2, name);
}

Options::Options(lua_State* l, int index, const char* who, std::vector<const char*> known)
    : l_(l), index_(index), who_(who) {
    if (!lua_istable(l, index))
        fail(l, who, std::string("takes a table of options, not ") + luaL_typename(l, index));
    lua_pushnil(l);
    while (lua_next(l, index)) {
        lua_pop(l, 1);
        if (lua_type(l, -1) != LUA_TSTRING) fail(l, who, "options have names, as in {name = value}");
        const std::string name = lua_tostring(l, -1);
        isa::assembler::Suggestion suggestion(name);
        bool found = false;
        for (const char* k : known) {
            found = found || name == k;
            suggestion.consider(k);
        }
        if (!found) fail(l, who, "unknown option '" + name + "'" + suggestion.text());
    }
}

bool Options::push(const char* name) const {
    if (lua_getfield(l_, index_, name) != LUA_TNIL) return true;
    lua_pop(l_, 1);
    return false;
}

bool Options::has(const char* name) const {
    if (!push(name)) return false;
    lua_pop(l_, 1);
    return true;
}

int Options::wrong(const char* name, const char* wanted) const {
    return fail(l_, who_, std::string(name) + " must be " + wanted + ", not " + luaL_typename(l_, -1));
}

std::optional<std::string> Options::text(const char* name) const {
    if (!push(name)) return std::nullopt;
    if (lua_type(l_, -1) != LUA_TSTRING) wrong(name, "a string");
    std::string s = check_text(l_, -1);
    lua_pop(l_, 1);
    return s;
}

std::optional<std::int64_t> Options::integer(const char* name, std::int64_t least, std::int64_t most) const {
    if (!push(name)) return std::nullopt;
    const std::int64_t value = check_integer(l_, -1, who_, name, least, most);
    lua_pop(l_, 1);
    return value;
}

std::optional<std::uint32_t> Options::word(const char* name) const {
    if (!push(name)) return std::nullopt;
    const std::uint32_t value = check_word(l_, -1, who_, name);
    lua_pop(l_, 1);
    return value;
}

std::optional<bool> Options::flag(const char* name) const {
    if (!push(name)) return std::nullopt;
    if (!lua_isboolean(l_, -1)) wrong(name, "true or false");
    const bool value = lua_toboolean(l_, -1);
    lua_pop(l_, 1);
    return value;
}

std::optional<std::uint64_t> Options::size(const char* name) const {
    if (!push(name)) return std::nullopt;
    std::optional<std::uint64_t> value;
    if (lua_isinteger(l_, -1) && lua_tointeger(l_, -1) >= 0)
        value = static_cast<std::uint64_t>(lua_tointeger(l_, -1));
    if (lua_type(l_, -1) == LUA_TSTRING) value = parse_size(lua_tostring(l_, -1));
    if (!value) wrong(name, "a size such as \"16M\" or a number of bytes");
    lua_pop(l_, 1);
    return value;
}

std::optional<std::size_t> Options::choice(const char* name, std::initializer_list<const char*> words) const {
    const auto given = text(name);
    if (!given) return std::nullopt;
    std::size_t position = 0;
    std::string list;
    for (const char* word : words) {
        if (*given == word) return position;
        list += (list.empty() ? "\"" : " or \"") + std::string(word) + "\"";
        ++position;
    }
    fail(l_, who_, std::string(name) + " must be " + list + ", not \"" + *given + "\"");
    return std::nullopt;
}

std::optional<std::vector<std::string>> Options::texts(const char* name) const {
    if (!push(name)) return std::nullopt;
    std::vector<std::string> all;
    if (lua_type(l_, -1) == LUA_TSTRING) {
        all.push_back(check_text(l_, -1));
    } else {
        if (!lua_istable(l_, -1)) wrong(name, "a string or an array of strings");
        for (lua_Integer i = 1; lua_rawgeti(l_, -1, i) != LUA_TNIL; ++i) {
            if (lua_type(l_, -1) != LUA_TSTRING) wrong(name, "an array of strings");
            all.push_back(check_text(l_, -1));
            lua_pop(l_, 1);
        }
        lua_pop(l_, 1);
    }
    lua_pop(l_, 1);
    return all;
}

}  // namespace ringside::scripts::lua
