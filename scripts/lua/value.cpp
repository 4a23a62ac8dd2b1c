#include "scripts/lua/value.hpp"

#include <lauxlib.h>

#include <algorithm>
#include <cctype>
#include <cstdio>

#include "scripts/lua/state.hpp"

namespace ringside::scripts::lua {

namespace {

bool is_name(const std::string& s) {
    if (s.empty() || std::isdigit(static_cast<unsigned char>(s[0]))) return false;
    return std::all_of(s.begin(), s.end(), [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

// Keys in the order of pairs: numbers, strings, booleans.
bool key_less(const Entry& a, const Entry& b) {
    const auto rank = [](const Value& v) {
        if (std::holds_alternative<std::string>(v.is)) return 1;
        return std::holds_alternative<bool>(v.is) ? 2 : 0;
    };
    const int ra = rank(a.first), rb = rank(b.first);
    if (ra != rb) return ra < rb;
    if (ra == 1) return std::get<std::string>(a.first.is) < std::get<std::string>(b.first.is);
    if (ra == 2) return !std::get<bool>(a.first.is) && std::get<bool>(b.first.is);
    const auto number = [](const Value& v) {
        const auto* whole = std::get_if<std::int64_t>(&v.is);
        return whole ? static_cast<long double>(*whole) : static_cast<long double>(std::get<double>(v.is));
    };
    return number(a.first) < number(b.first);
}

Value copy(lua_State* l, int index, int depth, std::size_t& left);

Value copy_table(lua_State* l, int index, int depth, std::size_t& left) {
    if (depth >= most_depth)
        luaL_error(l, "a table nested deeper than %d levels (or within itself) is not plain data",
                   most_depth);
    std::vector<Entry> entries;
    luaL_checkstack(l, 4, "plain data");
    lua_pushnil(l);
    while (lua_next(l, index)) {
        if (left-- == 0)
            luaL_error(l, "a table of more than %d entries is not taken over",
                       static_cast<int>(most_entries));
        charge(l, 2);
        const int key = lua_type(l, -2);
        if (key != LUA_TSTRING && key != LUA_TNUMBER && key != LUA_TBOOLEAN)
            luaL_error(l, "a table with a key that is a %s is not plain data", luaL_typename(l, -2));
        Value k = copy(l, lua_absindex(l, -2), depth + 1, left);
        Value v = copy(l, lua_absindex(l, -1), depth + 1, left);
        entries.emplace_back(std::move(k), std::move(v));
        lua_pop(l, 1);
    }
    std::sort(entries.begin(), entries.end(), key_less);
    return entries;
}

Value copy(lua_State* l, int index, int depth, std::size_t& left) {
    switch (lua_type(l, index)) {
    case LUA_TNIL: return {};
    case LUA_TBOOLEAN: return lua_toboolean(l, index) != 0;
    case LUA_TNUMBER: {
        if (lua_isinteger(l, index)) return static_cast<std::int64_t>(lua_tointeger(l, index));
        Value v;
        v.is = lua_tonumber(l, index);
        return v;
    }
    case LUA_TSTRING: {
        std::size_t size = 0;
        const char* text = lua_tolstring(l, index, &size);
        charge(l, size / 16);
        return std::string(text, size);
    }
    case LUA_TTABLE: return copy_table(l, index, depth, left);
    default:
        luaL_error(l, "a %s is not plain data; only nil, booleans, numbers, strings and tables of these are",
                   luaL_typename(l, index));
        return {};
    }
}

std::string quoted(const std::string& s) {
    std::string out = "\"";
    for (const char c : s) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20)
            out += '?';
        else
            out += c;
    }
    return out + '"';
}

void write(const Value& v, std::string& out, std::size_t width) {
    if (out.size() > width) return;
    if (v.is_nil()) out += "nil";
    if (const auto* b = std::get_if<bool>(&v.is)) out += *b ? "true" : "false";
    if (const auto* n = std::get_if<std::int64_t>(&v.is)) out += std::to_string(*n);
    if (const auto* d = std::get_if<double>(&v.is)) {
        char text[40];
        std::snprintf(text, sizeof text, "%.14g", *d);
        out += text;
    }
    if (const auto* s = std::get_if<std::string>(&v.is)) out += quoted(*s);
    if (const auto* t = std::get_if<std::vector<Entry>>(&v.is)) {
        out += '{';
        std::int64_t next = 1;
        for (const Entry& e : *t) {
            if (out.back() != '{') out += ", ";
            const auto* number = std::get_if<std::int64_t>(&e.first.is);
            const auto* name = std::get_if<std::string>(&e.first.is);
            if (number && *number == next) {
                ++next;
            } else if (name && is_name(*name)) {
                out += *name + " = ";
            } else {
                out += '[';
                write(e.first, out, width);
                out += "] = ";
            }
            write(e.second, out, width);
            if (out.size() > width) return;
        }
        out += '}';
    }
}

}  // namespace

bool Value::operator==(const Value&) const = default;

const Value& Value::at(std::string_view name) const {
    static const Value nil;
    if (const auto* t = std::get_if<std::vector<Entry>>(&is))
        for (const Entry& e : *t)
            if (const auto* key = std::get_if<std::string>(&e.first.is); key && *key == name) return e.second;
    return nil;
}

Value to_value(lua_State* l, int index) {
    std::size_t left = most_entries;
    return copy(l, lua_absindex(l, index), 0, left);
}

void push(lua_State* l, const Value& v) {
    luaL_checkstack(l, 4, "plain data");
    if (v.is_nil()) lua_pushnil(l);
    if (const auto* b = std::get_if<bool>(&v.is)) lua_pushboolean(l, *b);
    if (const auto* n = std::get_if<std::int64_t>(&v.is)) lua_pushinteger(l, *n);
    if (const auto* d = std::get_if<double>(&v.is)) lua_pushnumber(l, *d);
    if (const auto* s = std::get_if<std::string>(&v.is)) lua_pushlstring(l, s->data(), s->size());
    if (const auto* t = std::get_if<std::vector<Entry>>(&v.is)) {
        lua_createtable(l, 0, static_cast<int>(t->size()));
        for (const Entry& e : *t) {
            push(l, e.first);
            push(l, e.second);
            lua_rawset(l, -3);
        }
    }
}

std::string text_of(const Value& value, std::size_t width) {
    std::string out;
    write(value, out, width);
    if (out.size() > width) {
        out.resize(width - 3);
        out += "...";
    }
    return out;
}

}  // namespace ringside::scripts::lua
