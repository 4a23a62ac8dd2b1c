// A thin typed layer over Lua's stack, for functions that scripts call.
//
//   int vm(lua_State* l) {
//       HostHandle& host = handle<HostHandle>(l, 1);
//       Options o(l, 2, "host:vm", {"source", "name", "ram"});
//       const std::string name = o.text("name").value_or("vm");
//
// Every mistake is an error of Lua that names the function, the argument and what it should be; Lua puts the script's
// file and line before it.
#pragma once

#include <lauxlib.h>
#include <lua.h>

#include <cstdint>
#include <initializer_list>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ringside::scripts::lua {

inline void push_text(lua_State* l, std::string_view s) { lua_pushlstring(l, s.data(), s.size()); }
std::string check_text(lua_State* l, int index);
// Raises "who: what". Never returns; the type lets callers write `return fail(...)`.
int fail(lua_State* l, std::string_view who, std::string_view what);

// A number of an argument, within bounds. Addresses and words may be given as negative numbers, too.
std::int64_t check_integer(lua_State* l, int index, const char* who, const char* what, std::int64_t least,
                           std::int64_t most);
std::uint32_t check_word(lua_State* l, int index, const char* who, const char* what);

// Sets fields of the table on top of the stack.
void set(lua_State* l, const char* name, std::int64_t value);
void set(lua_State* l, const char* name, std::string_view value);
void set_flag(lua_State* l, const char* name, bool value);

// A table of named options. Unknown names are refused, with a suggestion.
class Options {
public:
    Options(lua_State* l, int index, const char* who, std::vector<const char*> known);

    [[nodiscard]] bool has(const char* name) const;
    std::optional<std::string> text(const char* name) const;
    std::optional<std::int64_t> integer(const char* name, std::int64_t least, std::int64_t most) const;
    std::optional<std::uint32_t> word(const char* name) const;
    std::optional<bool> flag(const char* name) const;
    // "16M" or a number of bytes.
    std::optional<std::uint64_t> size(const char* name) const;
    // One of the words; its position.
    std::optional<std::size_t> choice(const char* name, std::initializer_list<const char*> words) const;
    // A string, or an array of strings.
    std::optional<std::vector<std::string>> texts(const char* name) const;
    // Pushes the option's value; false (and nothing pushed) if it is not given.
    bool push(const char* name) const;
    [[nodiscard]] const char* who() const { return who_; }

private:
    int wrong(const char* name, const char* wanted) const;  // raises, about the value on top

    lua_State* l_;
    int index_;
    const char* who_;
};

// Objects of C++ that scripts hold. T names itself by `static constexpr const char* type`. open_handles (api/api.hpp)
// makes the metatables; a handle cannot be taken apart by a script.
template <class T>
T& handle(lua_State* l, int index) {
    return *static_cast<T*>(luaL_checkudata(l, index, T::type));
}
template <class T>
void push_handle(lua_State* l, T value) {
    new (lua_newuserdatauv(l, sizeof(T), 0)) T(std::move(value));
    luaL_setmetatable(l, T::type);
}
template <class T>
int destroy_handle(lua_State* l) {
    static_cast<T*>(lua_touserdata(l, 1))->~T();
    return 0;
}

}  // namespace ringside::scripts::lua
