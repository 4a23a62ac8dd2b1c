// A Lua state that a student's script may run in: bounded in steps and memory, and the same on every computer.
//
//   lua::State state({.steps = 1'000'000});
//   state.on_print([](std::string_view line) { std::cout << line << '\n'; });
//   if (auto error = state.run("start.lua", text)) std::cerr << error->message;      // start.lua:12: attempt to …
//
// What a script finds is an allow-list (docs/lua.md): no files, no processes, no clock, no bytecode, no collector, no
// coroutines. Steps are Lua instructions; work inside library functions (matching a pattern, sorting, copying a string)
// is charged to the same budget. A used-up budget cannot be caught: pcall hands it on. pairs and next go through keys
// in a fixed order, and no address of this process is ever shown, so that a script gives the same result everywhere.
//
// Lua is built as C++ here: an error unwinds destructors.
#pragma once

#include <lauxlib.h>
#include <lua.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ringside::scripts::lua {

struct Limits {
    std::uint64_t steps = 50'000'000;   // Lua instructions, and what library functions are charged
    std::size_t bytes = 128u << 20;     // memory of the state; one block may have a quarter of it
    std::uint64_t ticks = 200'000'000;  // boundaries that worlds may be run for
    std::uint64_t seed = 0;             // of math.random
};

// Why a script failed. The message begins with file and line where there are any.
struct Error {
    enum class Kind : std::uint8_t { syntax, runtime, budget, memory };
    Kind kind = Kind::runtime;
    std::string message;
};

class State {
public:
    explicit State(const Limits& limits = {});
    ~State();
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    [[nodiscard]] lua_State* raw() const { return l_; }

    // Where print goes, a line at a time, without the line end. By default it is dropped.
    void on_print(std::function<void(std::string_view)> sink);

    // Runs a chunk of text; `name` is what messages call it. Leaves `results` values on the stack.
    [[nodiscard]] std::optional<Error> run(std::string_view name, std::string_view text, int results = 0);
    // Calls the function below its `arguments` on the stack. Leaves `results` values there, or nothing after an error.
    [[nodiscard]] std::optional<Error> call(int arguments, int results);

    // Runs C++ that uses the state where an error of Lua is caught: pushing a string may already run out of memory.
    // `work` finds the topmost `arguments` values of the stack at 1, 2, … and takes none of them away; what it leaves
    // above them are its results.
    [[nodiscard]] std::optional<Error> protect(const std::function<void(lua_State*)>& work, int results = 0,
                                               int arguments = 0);

    // Sets the step budget anew, for instance before each function of a submission that is called.
    void allow(std::uint64_t steps);
    [[nodiscard]] std::uint64_t steps_left() const;
    [[nodiscard]] bool expired() const;

    struct Shared;  // what C functions of this state reach through shared()

private:
    std::unique_ptr<Shared> shared_;
    lua_State* l_ = nullptr;
};

struct State::Shared {
    Limits limits;
    [[nodiscard]] std::size_t most_block() const { return limits.bytes / 4; }
    std::uint64_t allowance = 0;  // what steps_left began with
    std::uint64_t steps_left = 0;
    std::uint64_t ticks_left = 0;
    std::size_t bytes_used = 0;
    bool expired = false;        // the step budget is used up; stays so
    bool out_of_memory = false;  // an allocation was refused since the last call began
    std::function<void(std::string_view)> print;
    void* application = nullptr;  // whatever the owner of the state wants its functions to reach
};

State::Shared& shared(lua_State* l);

// Takes steps from the budget; raises an error that no pcall can swallow when it is used up.
void charge(lua_State* l, std::uint64_t steps);

// Raises that error again if the budget is used up. To be called after anything that may have caught an error.
void hand_on_expiry(lua_State* l);

}  // namespace ringside::scripts::lua
