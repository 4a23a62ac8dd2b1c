// The library's functions that are written anew here, against Lua's own as the oracle.
#include <lauxlib.h>
#include <lualib.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scripts/lua/libraries.hpp"
#include "scripts/lua/state.hpp"

using namespace ringside::scripts;

namespace {

// Lua as it comes.
class Oracle {
public:
    Oracle() : l_(luaL_newstate()) { luaL_openlibs(l_); }
    ~Oracle() { lua_close(l_); }
    Oracle(const Oracle&) = delete;
    Oracle& operator=(const Oracle&) = delete;
    std::string run(const std::string& text) { return run_in(l_, text); }

    static std::string run_in(lua_State* l, const std::string& text) {
        std::string out;
        lua_settop(l, 0);
        if (luaL_loadbufferx(l, text.data(), text.size(), "=t", "t") != LUA_OK ||
            lua_pcall(l, 0, LUA_MULTRET, 0) != LUA_OK) {
            const std::string message = lua_tostring(l, -1);
            // The wording of errors is ours where a function of ours raised them.
            out = "error";
            lua_settop(l, 0);
            return out;
        }
        for (int i = 1; i <= lua_gettop(l); ++i) {
            out += (i > 1 ? "," : "") + std::string(luaL_tolstring(l, i, nullptr));
            lua_pop(l, 1);
        }
        lua_settop(l, 0);
        return out;
    }

private:
    lua_State* l_;
};

std::string ours(const std::string& text) {
    lua::State state({.steps = 50'000'000});
    return Oracle::run_in(state.raw(), text);
}

// A small generator of its own: the tests of a day are the tests of every day.
struct Chance {
    std::uint64_t state;
    std::uint32_t below(std::uint32_t n) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::uint32_t>(state >> 33) % n;
    }
    template <class T>
    const T& of(const std::vector<T>& all) {
        return all[below(static_cast<std::uint32_t>(all.size()))];
    }
};

std::string quoted(const std::string& s) {
    std::string out = "\"";
    for (const char c : s) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\0')
            out += "\\0";
        else
            out += c;
    }
    return out + "\"";
}

std::string some_pattern(Chance& chance) {
    static const std::vector<std::string> pieces = {
        "a",   "b",    ".",  "%a",   "%d", "%s",   "%w",     "[ab]", "[^a]", "[a-c]", "[%a_]", "%.",
        "(a)", "(.-)", "()", "(a*)", "%1", "%b()", "%f[%w]", "[]]",  "[^]]", "[a-]",  "(",     ")",
        "%",   "[",    "[a", "x",    "%x", "[%]",  "((.)b)", "%2",   "%u",   "%P",    "(%a+)", "-"};
    static const std::vector<std::string> suffixes = {"", "", "", "*", "+", "-", "?"};
    std::string pattern = chance.below(6) == 0 ? "^" : "";
    for (std::uint32_t n = 1 + chance.below(4); n > 0; --n)
        pattern += chance.of(pieces) + chance.of(suffixes);
    if (chance.below(8) == 0) pattern += "$";
    return pattern;
}

std::string some_subject(Chance& chance) {
    static const std::string letters = "aabbc1 .x(])_-A";
    std::string s;
    for (std::uint32_t n = chance.below(14); n > 0; --n)
        s += letters[chance.below(static_cast<std::uint32_t>(letters.size()))];
    if (chance.below(10) == 0) s += '\0';
    return s;
}

}  // namespace

TEST_CASE("patterns match what Lua's own matcher matches") {
    Oracle oracle;
    Chance chance{7};
    int matched = 0;
    for (int i = 0; i < 4000; ++i) {
        const std::string s = quoted(some_subject(chance)), p = quoted(some_pattern(chance));
        const std::string start = std::to_string(static_cast<int>(chance.below(8)) - 4);
        static const std::vector<std::string> news = {
            "'<%0>'", "'%1'", "'%%'", "''", "function(a, b) return b end", "{a = 'A', b = false}",
            "'%2'",   "'%'"};
        for (const std::string& call :
             {"string.find(" + s + ", " + p + ", " + start + ")",
              "string.match(" + s + ", " + p + ", " + start + ")",
              "string.gsub(" + s + ", " + p + ", " + chance.of(news) + ")",
              "(function() local r = '' for a, b in string.gmatch(" + s + ", " + p +
                  ") do r = r .. tostring(a) .. '/' .. tostring(b) .. ';' end return r end)()"}) {
            const std::string text = "return " + call, expected = oracle.run(text);
            INFO(text);
            CHECK(ours(text) == expected);
            matched += expected != "error" && expected != "nil";
        }
    }
    CHECK(matched > 4000);  // or the generator tests nothing
}

TEST_CASE("find without a pattern, and with odd positions, is Lua's") {
    Oracle oracle;
    for (const char* call : {"string.find('a.b', '.', 1, true)",
                             "string.find('abc', '')",
                             "string.find('abc', '', 4)",
                             "string.find('abc', '', 5)",
                             "string.find('abc', 'b', -1)",
                             "string.find('', '')",
                             "string.find('a\\0b', '\\0')",
                             "string.gsub('abc', '', '-')",
                             "string.gsub('hello world', 'o', '0', 1)",
                             "string.gsub('abc', 'b', '%9')",
                             "string.rep('ab', 3, ',')",
                             "string.rep('', 5)",
                             "string.rep('x', 0)",
                             "string.rep('x', -1)",
                             "string.format('%5.2f|%-5d|%5s|%q', 1.5, 3, 'ab', 'x\\n')",
                             "string.format('%s %s', 1, 2.0)",
                             "string.format('%s')",
                             "string.format('%%')",
                             "string.format('%5s', true)",
                             "('%d'):format(3.0)",
                             "string.format('%z', 1)"}) {
        const std::string text = std::string("return ") + call;
        INFO(text);
        CHECK(ours(text) == oracle.run(text));
    }
}

TEST_CASE("table functions do what Lua's own do") {
    Oracle oracle;
    const std::string show =
        " local s = '' for i = 1, 12 do s = s .. tostring(rawget(t, i)) .. ' ' end return s";
    for (const char* change : {"local t = {1,2,3} table.insert(t, 4)",
                               "local t = {1,2,3} table.insert(t, 1, 0)",
                               "local t = {1,2,3} table.insert(t, 5, 0)",
                               "local t = {1,2,3} table.insert(t, 4, 0)",
                               "local t = {1,2,3} table.insert(t)",
                               "local t = {} table.insert(t, 0, 1)",
                               "local t = {1,2,3} t.r = table.remove(t)",
                               "local t = {1,2,3} table.remove(t, 1)",
                               "local t = {1,2,3} table.remove(t, 4)",
                               "local t = {1,2,3} table.remove(t, 5)",
                               "local t = {} table.remove(t)",
                               "local t = {} table.remove(t, 0)",
                               "local t = {} table.remove(t, 1)",
                               "local t = {1,2,3,4} table.move(t, 2, 4, 1)",
                               "local t = {1,2,3,4} table.move(t, 1, 3, 2)",
                               "local t = table.move({1,2,3}, 1, 3, 2, {9,9,9,9})",
                               "local t = {1,2} table.move(t, 1, 0, 5)",
                               "local t = {table.unpack({1,2,3}, 2)}",
                               "local t = {table.unpack({1,2,3}, -1, 1)}",
                               "local t = table.pack(1, nil, 3)",
                               "local t = {table.concat({1,2,'x'}, '-')}",
                               "local t = {table.concat({1,2,3}, '-', 2, 3)}",
                               "local t = {table.concat({}, '-')}",
                               "local t = {table.concat({1,{},3})}",
                               "local t = {5,2,8,1,9,3} table.sort(t)",
                               "local t = {5,2,8,1,9,3} table.sort(t, function(a, b) return a > b end)",
                               "local t = {'b','a','c'} table.sort(t)",
                               "local t = {1,'a'} table.sort(t)",
                               "local t = {} table.sort(t)",
                               "local t = {3} table.sort(t)",
                               "local t = {2,1} table.sort(t)"}) {
        const std::string text = change + show;
        INFO(text);
        CHECK(ours(text) == oracle.run(text));
    }
}

TEST_CASE("sorting puts any array in order") {
    const std::string text =
        "math.randomseed(3) for n = 0, 60 do local t = {} for i = 1, n do t[i] = math.random(1, 20) end "
        "table.sort(t) "
        "for i = 2, n do if t[i - 1] > t[i] then return 'n = ' .. n end end end return 'sorted'";
    CHECK(ours(text) == "sorted");
}
