// A script can neither escape, nor run for ever, nor behave differently from one computer to the next.
#include <catch2/catch.hpp>
#include <optional>
#include <string>

#include "scripts/lua/state.hpp"

using namespace ringside::scripts;
using Kind = lua::Error::Kind;

namespace {

// Runs a script that ends with `return value`, and gives tostring of that.
std::string result_of(const std::string& text, const lua::Limits& limits = {}) {
    lua::State state(limits);
    std::string printed;
    state.on_print([&](std::string_view line) { printed += std::string(line) + "\n"; });
    const auto error = state.run("script.lua", "print((function() " + text + "\nend)())");
    if (error) return "error: " + error->message;
    return printed.substr(0, printed.size() - 1);
}

std::optional<lua::Error> failure_of(const std::string& text, const lua::Limits& limits = {}) {
    lua::State state(limits);
    return state.run("script.lua", text);
}

constexpr lua::Limits little{.steps = 200'000, .bytes = 16u << 20};

}  // namespace

TEST_CASE("a loop that does not end uses up the budget, and the message says where") {
    const auto error = failure_of("local x = 0\nwhile true do\n  x = x + 1\nend", little);
    REQUIRE(error);
    CHECK(error->kind == Kind::budget);
    CHECK(error->message.substr(0, 12) == "script.lua:3");
}

TEST_CASE("nothing that catches errors swallows a used-up budget") {
    const std::string catching = GENERATE(
        "while true do pcall(function() while true do end end) end",
        "while true do xpcall(function() while true do end end, function() end) end",
        "xpcall(function() error('x') end, function() while true do end end)",
        "local function f() return pcall(f) end while true do f() end",
        "while true do load('while true do end')() end",
        "local t = setmetatable({}, {__index = function(t, k) while true do end end}) while true do "
        "pcall(function() return t.x end) end",
        "while true do local x <close> = setmetatable({}, {__close = function() while true do end end}) end",
        "for i = 1, 10 do pcall(error, setmetatable({}, {__tostring = function() while true do end end})) "
        "end print(setmetatable({}, {__tostring = function() while true do end end}))");
    INFO(catching);
    const auto error = failure_of(catching, little);
    REQUIRE(error);
    CHECK(error->kind == Kind::budget);
}

TEST_CASE("work inside a library function is charged to the budget") {
    const std::string working = GENERATE(
        "return (('a?'):rep(32) .. ('a'):rep(32)):len() + #(string.match(('a'):rep(32), ('a?'):rep(32) .. "
        "('a'):rep(32)) or '')",
        "return string.find(('a'):rep(40), ('a*'):rep(12) .. 'b')", "return ('x'):rep(1 << 40)",
        "return table.move({}, 1, math.maxinteger - 1, 2)",
        "return table.concat(setmetatable({}, {__index = function() return '' end, __len = function() return "
        "1 << 60 end}))",
        "return table.insert(setmetatable({}, {__len = function() return 1 << 60 end}), 1, 'x')",
        "return table.remove(setmetatable({}, {__len = function() return 1 << 60 end}), 1)",
        "return table.sort(setmetatable({}, {__index = function() return 1 end, __len = function() return 1 "
        "<< 60 end}))",
        "return table.unpack({}, 1, 1 << 40)",
        "for i = 1, 1 << 40 do string.gsub(('ab'):rep(2000), '.-b', '%0%0') end",
        "local t = {} for i = 1, 20000 do t[i] = i end while true do for k in next, t do break end end",
        "local s = 'x' while true do s = s .. s .. s end",
        "local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end");
    INFO(working);
    const auto error = failure_of(working, little);
    REQUIRE(error);
    CHECK((error->kind == Kind::budget || error->kind == Kind::memory ||
           error->message.find("too") != std::string::npos));
}

TEST_CASE("the empty string is repeated any number of times at once") {
    CHECK(result_of("return #(''):rep(1 << 60)", little) == "0");
}

TEST_CASE("memory has a limit, and reaching it is an error that says so") {
    const auto error = failure_of("local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(100000) .. i end",
                                  {.steps = 1u << 30, .bytes = 8u << 20});
    REQUIRE(error);
    CHECK(error->kind == Kind::memory);
    CHECK(error->message.find("8 MiB") != std::string::npos);
}

TEST_CASE("what could reach the host or hide from the budget is not there") {
    const std::string name =
        GENERATE("os", "io", "debug", "require", "package", "dofile", "loadfile", "collectgarbage",
                 "coroutine", "warn", "string.dump", "math.huge == nil or nil");
    CHECK(result_of("return " + name) == "nil");
}

TEST_CASE("bytecode is refused, by load and as a chunk") {
    CHECK(result_of("return (load('\\27Lua'))") == "nil");
    CHECK(result_of("return (load(function() return '' end))").find("error") == 0);
    CHECK(failure_of("\x1bLua")->kind == Kind::syntax);
}

TEST_CASE("finalizers and weak tables are refused, because they depend on the collector") {
    CHECK(result_of("setmetatable({}, {__gc = print})").find("__gc is not allowed") != std::string::npos);
    CHECK(result_of("setmetatable({}, {__mode = 'k'})").find("__mode is not allowed") != std::string::npos);
    CHECK(result_of("getmetatable('').__index = nil").find("error") == 0);
}

TEST_CASE("a table is gone through in order of its keys, whatever the order of insertion") {
    const std::string go = " local s = '' for k, v in pairs(t) do s = s .. tostring(k) .. '=' .. tostring(v) "
                           ".. ' ' end return s";
    CHECK(
        result_of("local t = {b = 1, a = 2, [3] = 3, [1] = 4, [1.5] = 5, [true] = 6, [false] = 7, [-1] = 8}" +
                  go) == "-1=8 1=4 1.5=5 3=3 a=2 b=1 false=7 true=6 ");
    CHECK(result_of("local t = {} for i = 20, 1, -1 do t['k' .. i] = i end local n = next(t) return n") ==
          "k1");
    CHECK(result_of("local t = {z = 1, y = 2} local s = '' for k in next, t do s = s .. k end return s") ==
          "yz");
    CHECK(result_of("local t = {a = 1, b = 2, c = 3} local s = '' for k in pairs(t) do t[k] = nil t.b = nil "
                    "s = s .. k end return s") == "ac");
    CHECK(result_of("for k in pairs{[{}] = 1} do end").find("no order that is the same everywhere") !=
          std::string::npos);
    CHECK(result_of("return next({})") == "nil");
}

TEST_CASE("no address is shown") {
    CHECK(result_of("local t = {} return tostring(print) .. tostring(t) .. tostring({}) .. tostring(t)") ==
          "function: 1table: 2table: 3table: 2");
    CHECK(result_of("return string.format('%s %10s|', {}, print)") == "table: 1 function: 2|");
    CHECK(result_of("return string.format('%p', {})").find("%p is not allowed") != std::string::npos);
    CHECK(result_of("return 0/0, -(0/0)") == "nan\tnan");
}

TEST_CASE("random numbers follow the seed and nothing else") {
    const std::string draw = "return math.random(1 << 40), math.random(1 << 40)";
    CHECK(result_of(draw, {.seed = 1}) == result_of(draw, {.seed = 1}));
    CHECK(result_of(draw, {.seed = 1}) != result_of(draw, {.seed = 2}));
    CHECK(result_of("math.randomseed()").find("error") == 0);
}

TEST_CASE("pcall and xpcall answer as Lua's do") {
    CHECK(result_of("return pcall(function(a, b) return a + b end, 1, 2)") == "true\t3");
    CHECK(result_of("return pcall(error, 'x')") == "false\tx");
    CHECK(result_of("return select('#', pcall(error))") == "2");
    CHECK(result_of("return xpcall(function(a) return a end, print, 5)") == "true\t5");
    CHECK(result_of("return xpcall(function() error('x', 0) end, function(m) return m .. '!' end)") ==
          "false\tx!");
    CHECK(result_of("return pcall(pcall)").find("false") == 0);
    CHECK(result_of("local function f() return f() + 1 end return pcall(f)")
              .find("false\tscript.lua:1: stack overflow") == 0);
}

TEST_CASE("an error names file and line, and survives being no string") {
    CHECK(failure_of("\nlocal x = nil\nx.y = 1")->message ==
          "script.lua:3: attempt to index a nil value (local 'x')");
    CHECK(failure_of("x = = 1")->kind == Kind::syntax);
    CHECK(failure_of("error({})")->message == "an error that is a table, not a sentence");
    CHECK(result_of("return load('x = = 1', '@/etc/passwd')").find("[string") == std::string::npos);
}

TEST_CASE("a budget given anew lets a state go on") {
    lua::State state(little);
    CHECK(state.run("a.lua", "while true do end"));
    CHECK(state.run("a.lua", "x = 1"));
    state.allow(1000);
    CHECK_FALSE(state.run("a.lua", "x = 1"));
}

TEST_CASE("steps are counted the same on every run") {
    const auto used = [] {
        lua::State state(little);
        CHECK_FALSE(state.run(
            "a.lua",
            "local t = {} for i = 1, 1000 do t['k' .. i] = i end for k, v in pairs(t) do t[k] = v + 1 end"));
        return state.steps_left();
    };
    CHECK(used() == used());
}
