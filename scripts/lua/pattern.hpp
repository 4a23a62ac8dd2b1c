// Lua's patterns (reference manual, section 6.4.1), matched within the step budget: a pattern such as ("a?"):rep(32)
// backtracks 2^32 times, and Lua's own matcher cannot be interrupted.
#pragma once

#include <lua.h>

#include <cstddef>
#include <cstdint>

namespace ringside::scripts::lua {

class Matcher {
public:
    // The pattern without a leading '^', which is the caller's business.
    Matcher(lua_State* l, const char* subject, std::size_t subject_size, const char* pattern,
            std::size_t pattern_size)
        : l_(l), subject_(subject), subject_end_(subject + subject_size), pattern_(pattern),
          pattern_end_(pattern + pattern_size) {}
    ~Matcher() { settle(); }
    Matcher(const Matcher&) = delete;
    Matcher& operator=(const Matcher&) = delete;

    // Matches at this place of the subject. The end of the match, or null. Errors of the pattern are raised.
    const char* match_at(const char* place);

    [[nodiscard]] int captures() const { return level_; }
    // Pushes capture `index` (from 0). Of a pattern without captures number 0 is the whole match.
    void push_capture(int index, const char* from, const char* to) const;
    // Pushes every capture, or the whole match if there are none; says how many.
    int push_captures(const char* from, const char* to) const;

private:
    static constexpr int most_captures = 32, most_depth = 200;
    static constexpr std::ptrdiff_t open = -1, position = -2;
    struct Capture {
        const char* from = nullptr;
        std::ptrdiff_t size = open;
    };

    const char* match(const char* s, const char* p);
    const char* repeat_most(const char* s, const char* p, const char* after);
    const char* repeat_least(const char* s, const char* p, const char* after);
    const char* begin_capture(const char* s, const char* p, std::ptrdiff_t kind);
    const char* end_capture(const char* s, const char* p);
    const char* match_capture(const char* s, char digit) const;
    const char* match_balance(const char* s, const char* p) const;
    [[nodiscard]] const char* end_of_class(const char* p) const;
    [[nodiscard]] bool single_match(const char* s, const char* p, const char* after) const;
    [[nodiscard]] int capture_number(char digit) const;

    void step();
    void settle() noexcept;  // steps counted here are handed to the budget now and then

    lua_State* l_;
    const char *subject_, *subject_end_;
    const char *pattern_, *pattern_end_;
    int level_ = 0;
    int depth_ = 0;
    std::uint32_t uncharged_ = 0;
    Capture capture_[most_captures];
};

}  // namespace ringside::scripts::lua
