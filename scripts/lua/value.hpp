// Plain data that crosses between Lua states: a submission's answers on their way to the grader, a policy's state on its
// way into the world. Functions and handles do not cross.
//
//   lua::Value v = lua::to_value(l, -1);        // raises an error of Lua for what is not plain data
//   lua::push(other, v);
#pragma once

#include <lua.h>

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ringside::scripts::lua {

struct Value;
using Entry = std::pair<Value, Value>;

struct Value {
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<Entry>> is;

    Value() = default;
    Value(bool b) : is(b) {}
    Value(std::int64_t n) : is(n) {}
    Value(std::string s) : is(std::move(s)) {}
    Value(std::vector<Entry> t) : is(std::move(t)) {}
    bool operator==(const Value&) const;

    [[nodiscard]] bool is_nil() const { return std::holds_alternative<std::monostate>(is); }
    // An entry of a table by name; nil if there is none, or if this is no table.
    [[nodiscard]] const Value& at(std::string_view name) const;
};

inline constexpr int most_depth = 32;
inline constexpr std::size_t most_entries = 100'000;

// Copies the value at `index`. Tables are read raw, in order of their keys; cycles and depth beyond most_depth fail.
Value to_value(lua_State* l, int index);
void push(lua_State* l, const Value& value);

// How a person would write it: "yes", 0x10 stays 16, tables as {name = "rdpsr", ring = 3}, cut at `width` characters.
std::string text_of(const Value& value, std::size_t width = 120);

}  // namespace ringside::scripts::lua
