#include "scripts/lua/pattern.hpp"

#include <lauxlib.h>

#include <cctype>
#include <cstring>

#include "scripts/lua/state.hpp"

namespace ringside::scripts::lua {

namespace {

int byte(char c) { return static_cast<unsigned char>(c); }

bool in_class(int c, int name) {
    bool is = false;
    switch (std::tolower(name)) {
    case 'a': is = std::isalpha(c); break;
    case 'c': is = std::iscntrl(c); break;
    case 'd': is = std::isdigit(c); break;
    case 'g': is = std::isgraph(c); break;
    case 'l': is = std::islower(c); break;
    case 'p': is = std::ispunct(c); break;
    case 's': is = std::isspace(c); break;
    case 'u': is = std::isupper(c); break;
    case 'w': is = std::isalnum(c); break;
    case 'x': is = std::isxdigit(c); break;
    default: return name == c;
    }
    return std::isupper(name) ? !is : is;
}

// p is at '[', last at the closing ']'.
bool in_set(int c, const char* p, const char* last) {
    bool wanted = true;
    if (p[1] == '^') {
        wanted = false;
        ++p;
    }
    while (++p < last) {
        if (*p == '%') {
            ++p;
            if (in_class(c, byte(*p))) return wanted;
        } else if (p[1] == '-' && p + 2 < last) {
            if (byte(*p) <= c && c <= byte(p[2])) return wanted;
            p += 2;
        } else if (byte(*p) == c) {
            return wanted;
        }
    }
    return !wanted;
}

}  // namespace

void Matcher::step() {
    if (++uncharged_ < 256) return;
    uncharged_ = 0;
    charge(l_, 256);
}

void Matcher::settle() noexcept {
    State::Shared& s = shared(l_);
    s.steps_left -= s.steps_left < uncharged_ ? s.steps_left : uncharged_;  // the next charge finds out
    uncharged_ = 0;
}

const char* Matcher::match_at(const char* place) {
    level_ = 0;
    depth_ = 0;
    return match(place, pattern_);
}

const char* Matcher::end_of_class(const char* p) const {
    if (*p++ == '%') {
        if (p == pattern_end_) luaL_error(l_, "malformed pattern (ends with '%%')");
        return p + 1;
    }
    if (p[-1] != '[') return p;
    if (p < pattern_end_ && *p == '^') ++p;
    do {  // a ']' that comes first is an ordinary character
        if (p == pattern_end_) luaL_error(l_, "malformed pattern (missing ']')");
        if (*p++ == '%') {
            if (p == pattern_end_) luaL_error(l_, "malformed pattern (missing ']')");
            ++p;
        }
    } while (p == pattern_end_ || *p != ']');
    return p + 1;
}

bool Matcher::single_match(const char* s, const char* p, const char* after) const {
    if (s >= subject_end_) return false;
    const int c = byte(*s);
    switch (*p) {
    case '.': return true;
    case '%': return in_class(c, byte(p[1]));
    case '[': return in_set(c, p, after - 1);
    default: return byte(*p) == c;
    }
}

const char* Matcher::match(const char* s, const char* p) {
    if (++depth_ > most_depth) luaL_error(l_, "pattern too complex");
    const char* result = nullptr;
    for (;;) {
        step();
        if (p == pattern_end_) {
            result = s;
            break;
        }
        if (*p == '(') {
            const bool place = p + 1 < pattern_end_ && p[1] == ')';
            result = place ? begin_capture(s, p + 2, position) : begin_capture(s, p + 1, open);
            break;
        }
        if (*p == ')') {
            result = end_capture(s, p + 1);
            break;
        }
        if (*p == '$' && p + 1 == pattern_end_) {
            result = s == subject_end_ ? s : nullptr;
            break;
        }
        if (*p == '%' && p + 1 < pattern_end_) {
            if (p[1] == 'b') {
                s = match_balance(s, p + 2);
                if (!s) break;
                p += 4;
                continue;
            }
            if (p[1] == 'f') {
                p += 2;
                if (p == pattern_end_ || *p != '[') luaL_error(l_, "missing '[' after '%%f' in pattern");
                const char* after = end_of_class(p);
                const int before = s == subject_ ? 0 : byte(s[-1]);
                const int here = s == subject_end_ ? 0 : byte(*s);
                if (in_set(before, p, after - 1) || !in_set(here, p, after - 1)) break;
                p = after;
                continue;
            }
            if (std::isdigit(byte(p[1]))) {
                s = match_capture(s, p[1]);
                if (!s) break;
                p += 2;
                continue;
            }
        }
        const char* after = end_of_class(p);
        const char suffix = after < pattern_end_ ? *after : '\0';
        const bool here = single_match(s, p, after);
        if (suffix == '?') {
            if (here && (result = match(s + 1, after + 1))) break;
            p = after + 1;
        } else if (suffix == '+') {
            result = here ? repeat_most(s + 1, p, after) : nullptr;
            break;
        } else if (suffix == '*') {
            result = repeat_most(s, p, after);
            break;
        } else if (suffix == '-') {
            result = repeat_least(s, p, after);
            break;
        } else {
            if (!here) break;
            ++s;
            p = after;
        }
    }
    --depth_;
    return result;
}

const char* Matcher::repeat_most(const char* s, const char* p, const char* after) {
    std::ptrdiff_t count = 0;
    while (single_match(s + count, p, after)) {
        ++count;
        step();
    }
    for (; count >= 0; --count)
        if (const char* end = match(s + count, after + 1)) return end;
    return nullptr;
}

const char* Matcher::repeat_least(const char* s, const char* p, const char* after) {
    for (;; ++s) {
        if (const char* end = match(s, after + 1)) return end;
        if (!single_match(s, p, after)) return nullptr;
        step();
    }
}

const char* Matcher::begin_capture(const char* s, const char* p, std::ptrdiff_t kind) {
    if (level_ >= most_captures) luaL_error(l_, "too many captures");
    capture_[level_] = {s, kind};
    ++level_;
    const char* end = match(s, p);
    if (!end) --level_;
    return end;
}

const char* Matcher::end_capture(const char* s, const char* p) {
    int which = level_ - 1;
    while (which >= 0 && capture_[which].size != open) --which;
    if (which < 0) luaL_error(l_, "invalid pattern capture");
    capture_[which].size = s - capture_[which].from;
    const char* end = match(s, p);
    if (!end) capture_[which].size = open;
    return end;
}

int Matcher::capture_number(char digit) const {
    const int number = digit - '1';
    if (number < 0 || number >= level_ || capture_[number].size == open)
        luaL_error(l_, "invalid capture index %%%d in pattern", number + 1);
    return number;
}

const char* Matcher::match_capture(const char* s, char digit) const {
    const Capture& c = capture_[capture_number(digit)];
    if (c.size < 0) return nullptr;  // a position holds no text to be found again
    const auto size = static_cast<std::size_t>(c.size);
    charge(l_, size / 16);
    if (static_cast<std::size_t>(subject_end_ - s) < size || std::memcmp(c.from, s, size) != 0)
        return nullptr;
    return s + size;
}

const char* Matcher::match_balance(const char* s, const char* p) const {
    if (p + 1 >= pattern_end_) luaL_error(l_, "malformed pattern (missing arguments to '%%b')");
    if (s >= subject_end_ || *s != *p) return nullptr;
    const char opening = p[0], closing = p[1];
    int depth = 1;
    const char* at = s;
    while (++at < subject_end_) {
        if (*at == closing) {
            if (--depth == 0) break;
        } else if (*at == opening) {
            ++depth;
        }
    }
    charge(l_, static_cast<std::uint64_t>(at - s));
    return at < subject_end_ ? at + 1 : nullptr;
}

void Matcher::push_capture(int index, const char* from, const char* to) const {
    if (index >= level_) {
        if (index != 0) luaL_error(l_, "invalid capture index %%%d", index + 1);
        lua_pushlstring(l_, from, static_cast<std::size_t>(to - from));
        return;
    }
    const Capture& c = capture_[index];
    if (c.size == open) luaL_error(l_, "unfinished capture");
    if (c.size == position)
        lua_pushinteger(l_, c.from - subject_ + 1);
    else
        lua_pushlstring(l_, c.from, static_cast<std::size_t>(c.size));
}

int Matcher::push_captures(const char* from, const char* to) const {
    const int count = level_ == 0 && from ? 1 : level_;
    luaL_checkstack(l_, count, "too many captures");
    for (int i = 0; i < count; ++i) push_capture(i, from, to);
    return count;
}

}  // namespace ringside::scripts::lua
