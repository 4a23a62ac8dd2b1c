#include "isa/asm/scanner.hpp"

#include <cstring>

namespace ringside::isa::assembler {

void Scanner::blanks() {
    for (;;) {
        const char c = peek();
        if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v') {
            ++at_;
        } else if (c == '/' && peek(1) == '*') {
            const Spot opening = spot();
            at_ += 2;
            while (!at_end() && !(*at_ == '*' && peek(1) == '/'))
                if (*at_++ == '\n') newline();
            if (at_end()) open_comment_ = opening;
            advance(2);
        } else {
            return;
        }
    }
}

// Strings may hold `;` and `#`. Comments in C's style may hold anything, newlines included.
void Scanner::to_statement_end() {
    while (!at_statement_end()) {
        const char c = *at_;
        if (c == '/' && peek(1) == '*') {
            blanks();
        } else if (c == '"') {
            ++at_;
            while (!at_end() && *at_ != '"' && *at_ != '\n') advance(*at_ == '\\' && peek(1) != '\n' ? 2 : 1);
            if (!at_end() && *at_ == '"') ++at_;
        } else if (c == '\'' && (peek(1) == ';' || peek(1) == '#' || peek(1) == '"')) {
            at_ += 2;  // a character that would end the statement or open a string
        } else {
            ++at_;
        }
    }
}

void Scanner::next_statement() {
    to_statement_end();
    if (peek() == ';') return advance();
    rest_of_line();  // a comment, perhaps
}

// What a compiler writes into debug sections, told by its first letters.
static bool is_data_line(std::string_view line) {
    if (line.substr(0, 2) == ".L") {
        if (line.back() != ':') return false;
        for (const char c : line.substr(0, line.size() - 1))
            if (!continues_name(c)) return false;
        return true;
    }
    for (const std::string_view start :
         {".4byte", ".byte", ".uleb128", ".2byte", ".string", ".ascii", ".asciz", ".sleb128", ".8byte"})
        if (line.substr(0, start.size()) == start) return line.find_first_of(";/") == std::string_view::npos;
    return false;
}

void Scanner::skip_data_lines() {
    while (at_ == line_start_ && !at_end()) {
        const void* newline_at = std::memchr(at_, '\n', static_cast<std::size_t>(end_ - at_));
        if (!newline_at) return;
        const char* end = static_cast<const char*>(newline_at);
        const char* start = at_;
        while (*start == ' ' || *start == '\t') ++start;
        if (start == end || !is_data_line({start, static_cast<std::size_t>(end - start)})) return;
        at_ = end + 1;
        newline();
    }
}

std::string_view Scanner::rest_of_line() {
    const char* start = at_;
    while (!at_end() && *at_ != '\n') ++at_;
    const std::string_view line = since(start);
    if (!at_end()) {
        ++at_;
        newline();
    }
    return line;
}

bool Scanner::accept(char c) {
    blanks();
    if (at_end() || *at_ != c) return false;
    ++at_;
    return true;
}

std::string_view Scanner::name() {
    blanks();
    if (!starts_name(peek())) return {};
    const char* start = at_;
    while (!at_end() && continues_name(*at_)) ++at_;
    return since(start);
}

std::string_view Scanner::digits() {
    blanks();
    const char* start = at_;
    while (!at_end() && is_digit(*at_)) ++at_;
    return since(start);
}

static int digit_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

std::optional<std::uint64_t> Scanner::number() {
    blanks();
    if (!is_digit(peek())) return std::nullopt;
    unsigned base = 10;
    if (peek() == '0' && (peek(1) | 0x20) == 'x')
        base = 16;
    else if (peek() == '0' && (peek(1) | 0x20) == 'b' && (peek(2) == '0' || peek(2) == '1'))
        base = 2;
    else if (peek() == '0')
        base = 8;
    if (base == 16 || base == 2) at_ += 2;

    std::uint64_t value = 0;
    bool good = base != 16 || digit_value(peek()) < 16;
    while (!at_end() && (continues_name(*at_))) {
        const auto digit = static_cast<unsigned>(digit_value(*at_++));
        if (digit >= base || value > (~std::uint64_t{0} - digit) / base) good = false;
        value = value * base + digit;
    }
    if (!good) return std::nullopt;
    return value;
}

// The value of an escape whose backslash has been taken.
static std::uint8_t simple_escape(char c) {
    switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'v': return '\v';
    case 'a': return '\a';
    default: return static_cast<std::uint8_t>(c);
    }
}

std::optional<std::uint8_t> Scanner::character(char quote) {
    if (at_end() || *at_ == quote || *at_ == '\n') return std::nullopt;
    const char c = *at_++;
    if (c != '\\') return static_cast<std::uint8_t>(c);
    if (at_end() || *at_ == '\n') return std::nullopt;
    if (digit_value(*at_) < 8) {
        int value = 0;
        for (int i = 0; i < 3 && digit_value(peek()) < 8; ++i) value = value * 8 + digit_value(*at_++);
        return static_cast<std::uint8_t>(value);
    }
    if ((*at_ == 'x' || *at_ == 'X') && digit_value(peek(1)) < 16) {
        ++at_;
        unsigned value = 0;
        while (digit_value(peek()) < 16) value = value * 16 + static_cast<unsigned>(digit_value(*at_++));
        return static_cast<std::uint8_t>(value);
    }
    return simple_escape(*at_++);
}

}  // namespace ringside::isa::assembler
