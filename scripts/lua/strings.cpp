// The string library: Lua's own, with the functions replaced whose work has no bound or whose result shows an address.
#include <lualib.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "scripts/lua/libraries.hpp"
#include "scripts/lua/pattern.hpp"
#include "scripts/lua/state.hpp"

namespace ringside::scripts::lua {

namespace {

struct Text {
    const char* data = nullptr;
    std::size_t size = 0;
};
Text check_text(lua_State* l, int index) {
    Text t;
    t.data = luaL_checklstring(l, index, &t.size);
    return t;
}

// Where a search begins: 0 is the first byte; one past the end is allowed, more is not found.
std::size_t start_of(lua_State* l, int index, std::size_t size) {
    const lua_Integer at = luaL_optinteger(l, index, 1);
    if (at > 0) return static_cast<std::size_t>(at) - 1;
    if (at == 0 || static_cast<lua_Unsigned>(-at) > size) return 0;
    return size - static_cast<std::size_t>(-at);
}

bool has_specials(const Text& pattern) {
    return std::any_of(pattern.data, pattern.data + pattern.size,
                       [](char c) { return c && std::strchr("^$*+?.([%-", c); });
}

int find_or_match(lua_State* l, bool find) {
    const Text subject = check_text(l, 1), whole = check_text(l, 2);
    const std::size_t start = start_of(l, 3, subject.size);
    if (start > subject.size) {
        lua_pushnil(l);
        return 1;
    }
    const char* const end = subject.data + subject.size;
    if (find && (lua_toboolean(l, 4) || !has_specials(whole))) {
        charge(l, (subject.size - start) / 8 * (1 + whole.size / 8) + 1);
        const char* at = std::search(subject.data + start, end, whole.data, whole.data + whole.size);
        if (at == end && whole.size != 0) {
            lua_pushnil(l);
            return 1;
        }
        lua_pushinteger(l, at - subject.data + 1);
        lua_pushinteger(l, at - subject.data + static_cast<std::ptrdiff_t>(whole.size));
        return 2;
    }
    const bool anchored = whole.size > 0 && whole.data[0] == '^';
    Matcher matcher(l, subject.data, subject.size, whole.data + anchored, whole.size - anchored);
    for (const char* at = subject.data + start;; ++at) {
        if (const char* stop = matcher.match_at(at)) {
            if (!find) return matcher.push_captures(at, stop);
            lua_pushinteger(l, at - subject.data + 1);
            lua_pushinteger(l, stop - subject.data);
            return 2 + matcher.push_captures(nullptr, nullptr);
        }
        if (anchored || at == end) break;
    }
    lua_pushnil(l);
    return 1;
}

int find(lua_State* l) { return find_or_match(l, true); }
int match(lua_State* l) { return find_or_match(l, false); }

// Upvalues of the iterator: subject, pattern, where to go on, where the last match ended (an empty match is not
// taken at that place again).
int next_match(lua_State* l) {
    Text subject, pattern;
    subject.data = lua_tolstring(l, lua_upvalueindex(1), &subject.size);
    pattern.data = lua_tolstring(l, lua_upvalueindex(2), &pattern.size);
    const auto start = static_cast<std::size_t>(lua_tointeger(l, lua_upvalueindex(3)));
    const lua_Integer last = lua_tointeger(l, lua_upvalueindex(4));
    Matcher matcher(l, subject.data, subject.size, pattern.data, pattern.size);
    for (std::size_t at = start; at <= subject.size; ++at) {
        const char* stop = matcher.match_at(subject.data + at);
        if (!stop || stop - subject.data == last) continue;
        for (const int upvalue : {3, 4}) {
            lua_pushinteger(l, stop - subject.data);
            lua_replace(l, lua_upvalueindex(upvalue));
        }
        return matcher.push_captures(subject.data + at, stop);
    }
    return 0;
}

int gmatch(lua_State* l) {
    const Text subject = check_text(l, 1);
    check_text(l, 2);
    const std::size_t start = std::min(start_of(l, 3, subject.size), subject.size + 1);
    lua_settop(l, 2);
    lua_pushinteger(l, static_cast<lua_Integer>(start));
    lua_pushinteger(l, -1);
    lua_pushcclosure(l, next_match, 4);
    return 1;
}

// What replaces a match, appended to `out`: a string with %0 to %9, a table asked with the first capture, or a function.
void append_replacement(lua_State* l, const Matcher& matcher, std::string& out, const char* from,
                        const char* to) {
    const int kind = lua_type(l, 3);
    if (kind == LUA_TFUNCTION) {
        lua_pushvalue(l, 3);
        lua_call(l, matcher.push_captures(from, to), 1);
    } else if (kind == LUA_TTABLE) {
        matcher.push_capture(0, from, to);
        lua_gettable(l, 3);
    } else {
        std::size_t size = 0;
        const char* news = lua_tolstring(l, 3, &size);
        for (std::size_t i = 0; i < size; ++i) {
            if (news[i] != '%') {
                out += news[i];
                continue;
            }
            const char c = ++i < size ? news[i] : '\0';
            if (c == '%') {
                out += '%';
            } else if (c == '0') {
                out.append(from, to);
            } else if (c >= '1' && c <= '9') {
                matcher.push_capture(c - '1', from, to);
                std::size_t captured = 0;
                const char* text = luaL_tolstring(l, -1, &captured);
                out.append(text, captured);
                lua_pop(l, 2);
            } else {
                luaL_error(l, "invalid use of '%%' in replacement string");
            }
        }
        return;
    }
    if (!lua_toboolean(l, -1)) {
        out.append(from, to);  // nil and false keep the match
    } else if (lua_isstring(l, -1)) {
        std::size_t size = 0;
        const char* text = lua_tolstring(l, -1, &size);
        out.append(text, size);
    } else {
        luaL_error(l, "invalid replacement value (a %s)", luaL_typename(l, -1));
    }
    lua_pop(l, 1);
}

int gsub(lua_State* l) {
    const Text subject = check_text(l, 1), whole = check_text(l, 2);
    const int kind = lua_type(l, 3);
    luaL_argexpected(
        l, kind == LUA_TNUMBER || kind == LUA_TSTRING || kind == LUA_TFUNCTION || kind == LUA_TTABLE, 3,
        "string/function/table");
    const lua_Integer most = luaL_optinteger(l, 4, static_cast<lua_Integer>(subject.size) + 1);
    const bool anchored = whole.size > 0 && whole.data[0] == '^';
    Matcher matcher(l, subject.data, subject.size, whole.data + anchored, whole.size - anchored);
    std::string out;
    const std::size_t room = shared(l).most_block();
    lua_Integer count = 0;
    const char *at = subject.data, *const end = subject.data + subject.size, *last = nullptr;
    while (count < most) {
        const char* stop = matcher.match_at(at);
        if (stop && stop != last) {
            ++count;
            append_replacement(l, matcher, out, at, stop);
            at = last = stop;
        } else if (at < end) {
            out += *at++;
        } else {
            break;
        }
        if (out.size() > room) luaL_error(l, "the resulting string is too long");
        if (anchored) break;
    }
    out.append(at, end);
    charge(l, out.size() / 16);
    lua_pushlstring(l, out.data(), out.size());
    lua_pushinteger(l, count);
    return 2;
}

// string.rep(text, n [, separator]): Lua's own goes n times round its loop even for the empty string.
int rep(lua_State* l) {
    const Text text = check_text(l, 1);
    const lua_Integer n = luaL_checkinteger(l, 2);
    Text separator;
    separator.data = luaL_optlstring(l, 3, "", &separator.size);
    if (n <= 0 || text.size + separator.size == 0) {
        lua_pushliteral(l, "");
        return 1;
    }
    const auto times = static_cast<std::size_t>(n);
    const std::size_t each = text.size + separator.size;
    if (times > shared(l).limits.bytes / each) return luaL_error(l, "the resulting string is too long");
    charge(l, times + times * each / 16);
    std::string out;
    out.reserve(times * each);
    for (std::size_t i = 0; i < times; ++i) {
        if (i > 0) out.append(separator.data, separator.size);
        out.append(text.data, text.size);
    }
    lua_pushlstring(l, out.data(), out.size());
    return 1;
}

// string.format: %p is refused, and what %s shows is made here, because Lua's own would show addresses.
int format(lua_State* l) {
    const Text text = check_text(l, 1);
    int argument = 1;
    for (std::size_t i = 0; i < text.size; ++i) {
        if (text.data[i] != '%') continue;
        if (++i < text.size && text.data[i] == '%') continue;
        while (i < text.size && std::strchr("-+#0 .123456789", text.data[i]) && text.data[i]) ++i;
        ++argument;
        if (i >= text.size) break;
        if (text.data[i] == 'p')
            return luaL_error(l, "string.format: %%p is not allowed here, addresses differ from run to run");
        if (text.data[i] != 's' || argument > lua_gettop(l)) continue;
        push_text_of(l, argument);
        lua_replace(l, argument);
    }
    const int count = lua_gettop(l);
    lua_pushvalue(l, lua_upvalueindex(1));
    lua_insert(l, 1);
    lua_call(l, count, 1);
    return 1;
}

constexpr luaL_Reg own[] = {{"find", find},   {"gmatch", gmatch}, {"gsub", gsub},
                            {"match", match}, {"rep", rep},       {nullptr, nullptr}};
constexpr const char* of_lua[] = {"byte",     "char",    "len", "lower",  "pack",
                                  "packsize", "reverse", "sub", "unpack", "upper"};

}  // namespace

void open_strings(lua_State* l) {
    lua_pushcfunction(l, luaopen_string);
    lua_call(l, 0, 1);
    lua_createtable(l, 0, 16);
    for (const char* name : of_lua) {
        lua_getfield(l, -2, name);
        lua_setfield(l, -2, name);
    }
    luaL_setfuncs(l, own, 0);
    lua_getfield(l, -2, "format");
    lua_pushcclosure(l, format, 1);
    lua_setfield(l, -2, "format");

    // Strings find their methods through the shared metatable, which stays out of reach.
    lua_pushliteral(l, "");
    lua_getmetatable(l, -1);
    lua_pushvalue(l, -3);
    lua_setfield(l, -2, "__index");
    lua_pushliteral(l, "string");
    lua_setfield(l, -2, "__metatable");
    lua_pop(l, 2);
    lua_setglobal(l, "string");
    lua_pop(l, 1);
}

std::vector<std::string_view> string_names() {
    std::vector<std::string_view> names(std::begin(of_lua), std::end(of_lua));
    names.emplace_back("format");
    for (const luaL_Reg& f : own)
        if (f.name) names.emplace_back(f.name);
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace ringside::scripts::lua
