#include "scripts/lua/state.hpp"

#include <cstdlib>
#include <cstring>

#include "scripts/lua/libraries.hpp"

namespace ringside::scripts::lua {

namespace {

constexpr int hook_interval = 1000;
// A block this large is work worth charging: a step for every 64 bytes.
constexpr std::size_t large_block = 4096, bytes_per_step = 64;

void* allocate(void* context, void* block, std::size_t old_size, std::size_t new_size) {
    auto& s = *static_cast<State::Shared*>(context);
    if (!block) old_size = 0;  // then it names a type
    if (new_size == 0) {
        std::free(block);
        s.bytes_used -= old_size;
        return nullptr;
    }
    if (new_size > old_size) {
        const bool too_much =
            s.bytes_used - old_size + new_size > s.limits.bytes || new_size > s.most_block();
        if (new_size >= large_block) {
            const std::uint64_t work = new_size / bytes_per_step;
            s.expired = s.expired || work > s.steps_left;
            s.steps_left -= s.expired ? s.steps_left : work;
        }
        if (too_much || (s.expired && new_size >= large_block)) {
            s.out_of_memory = s.out_of_memory || too_much;
            return nullptr;
        }
    }
    void* grown = std::realloc(block, new_size);
    if (grown || new_size <= old_size) s.bytes_used = s.bytes_used - old_size + new_size;
    return grown ? grown : new_size <= old_size ? block : nullptr;
}

// Hooks run on top of the function that they interrupt, library functions on top of their caller: the innermost
// function that has lines is the one to name.
void push_place(lua_State* l) {
    lua_Debug at{};
    for (int level = 0; lua_getstack(l, level, &at); ++level) {
        lua_getinfo(l, "Sl", &at);
        if (at.currentline <= 0) continue;
        lua_pushfstring(l, "%s:%d: ", at.short_src, at.currentline);
        return;
    }
    lua_pushliteral(l, "");
}

void raise_expiry(lua_State* l) {
    lua_sethook(l, lua_gethook(l), LUA_MASKCOUNT,
                1);  // from now on the next instruction ends whoever caught this
    push_place(l);
    lua_pushfstring(l, "the script used up its budget of %I steps; look for a loop that does not end",
                    static_cast<LUAI_UACINT>(shared(l).allowance));
    lua_concat(l, 2);
    lua_error(l);
}

void on_count(lua_State* l, lua_Debug*) { charge(l, shared(l).expired ? 0 : hook_interval); }

std::string text_at_top(lua_State* l) {
    std::size_t size = 0;
    if (lua_type(l, -1) != LUA_TSTRING)
        return std::string("an error that is a ") + luaL_typename(l, -1) + ", not a sentence";
    const char* text = lua_tolstring(l, -1, &size);
    return {text, size};
}

Error error_of(lua_State* l, int status) {
    Error e;
    const State::Shared& s = shared(l);
    e.message = text_at_top(l);
    lua_pop(l, 1);
    if (s.expired) {
        e.kind = Error::Kind::budget;
        if (status == LUA_ERRMEM)
            e.message = "the script used up its budget of " + std::to_string(s.allowance) + " steps";
    } else if (status == LUA_ERRMEM) {
        e.kind = Error::Kind::memory;
        e.message = "the script used up its memory of " + std::to_string(s.limits.bytes >> 20) +
                    " MiB (a single value may have a quarter of that)";
    } else if (status == LUA_ERRSYNTAX) {
        e.kind = Error::Kind::syntax;
    }
    return e;
}

int open_libraries_protected(lua_State* l) {
    open_base(l);
    open_strings(l);
    open_tables(l);
    open_numbers(l);
    return 0;
}

}  // namespace

State::State(const Limits& limits) : shared_(std::make_unique<Shared>()) {
    shared_->limits = limits;
    shared_->steps_left = ~std::uint64_t{0};
    shared_->ticks_left = limits.ticks;
    l_ = lua_newstate(allocate, shared_.get());
    if (!l_) throw std::bad_alloc();
    Shared* const pointer = shared_.get();
    std::memcpy(lua_getextraspace(l_), static_cast<const void*>(&pointer), sizeof pointer);
    lua_pushcfunction(l_, open_libraries_protected);
    if (lua_pcall(l_, 0, 0, 0) != LUA_OK) {
        lua_close(l_);
        throw std::bad_alloc();
    }
    allow(limits.steps);  // opening the libraries was free
}

State::~State() { lua_close(l_); }

void State::on_print(std::function<void(std::string_view)> sink) { shared_->print = std::move(sink); }
void State::allow(std::uint64_t steps) {
    shared_->steps_left = shared_->allowance = steps;
    shared_->expired = false;
    lua_sethook(l_, on_count, LUA_MASKCOUNT, hook_interval);
}
std::uint64_t State::steps_left() const { return shared_->steps_left; }
bool State::expired() const { return shared_->expired; }

std::optional<Error> State::run(std::string_view name, std::string_view text, int results) {
    const std::string chunk = "@" + std::string(name);
    const int status = luaL_loadbufferx(l_, text.data(), text.size(), chunk.c_str(), "t");
    if (status != LUA_OK) return error_of(l_, status);
    return call(0, results);
}

std::optional<Error> State::protect(const std::function<void(lua_State*)>& work, int results, int arguments) {
    lua_pushcfunction(l_, [](lua_State* l) {
        const auto& function = *static_cast<const std::function<void(lua_State*)>*>(lua_touserdata(l, 1));
        lua_remove(l, 1);
        const int before = lua_gettop(l);
        function(l);
        return lua_gettop(l) - before;
    });
    lua_pushlightuserdata(l_, const_cast<std::function<void(lua_State*)>*>(&work));
    lua_rotate(l_, -arguments - 2, 2);
    return call(1 + arguments, results);
}

std::optional<Error> State::call(int arguments, int results) {
    shared_->out_of_memory = false;
    const int status = lua_pcall(l_, arguments, results, 0);
    if (status != LUA_OK) return error_of(l_, status);
    return std::nullopt;
}

State::Shared& shared(lua_State* l) {
    State::Shared* pointer = nullptr;
    std::memcpy(static_cast<void*>(&pointer), lua_getextraspace(l), sizeof pointer);
    return *pointer;
}

void charge(lua_State* l, std::uint64_t steps) {
    State::Shared& s = shared(l);
    if (!s.expired && steps <= s.steps_left) {
        s.steps_left -= steps;
        return;
    }
    s.expired = true;
    s.steps_left = 0;
    raise_expiry(l);
}

void hand_on_expiry(lua_State* l) {
    if (shared(l).expired) raise_expiry(l);
}

}  // namespace ringside::scripts::lua
