// A cursor over assembly text: knows comments, statement ends, names, numbers and strings, and always its line and
// column.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "isa/asm/object.hpp"

namespace ringside::isa::assembler {

constexpr bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool continues_name(char c) { return starts_name(c) || is_digit(c); }

class Scanner {
public:
    // The text must outlive the scanner.
    Scanner(std::string_view text, std::uint32_t first_line)
        : at_(text.data()), end_(text.data() + text.size()), line_start_(at_), line_(first_line) {}

    [[nodiscard]] bool at_end() const { return at_ == end_; }
    // The character n further on; '\0' behind the end.
    [[nodiscard]] char peek(std::ptrdiff_t n = 0) const { return n < end_ - at_ ? at_[n] : '\0'; }
    void advance(std::ptrdiff_t n = 1) { at_ += n < end_ - at_ ? n : end_ - at_; }
    [[nodiscard]] Spot spot() const { return {line_, static_cast<std::uint32_t>(at_ - line_start_) + 1}; }
    [[nodiscard]] const char* position() const { return at_; }
    [[nodiscard]] std::string_view since(const char* start) const {
        return {start, static_cast<std::size_t>(at_ - start)};
    }

    // Skips blanks and /* comments */, which may span lines.
    void blanks();
    // After blanks: newline, `;`, `#`, `//` or the end of the text.
    [[nodiscard]] bool at_statement_end() const {
        const char c = peek();
        return c == '\n' || c == ';' || c == '#' || (c == '\0' && at_end()) || (c == '/' && peek(1) == '/');
    }
    // Goes to the end of the statement, whatever is in between.
    void to_statement_end();
    // Goes to the start of the next statement.
    void next_statement();
    // Skips lines that hold one data directive or one .L label and nothing else: nearly all of a debug section, and
    // much faster than statement by statement. Does nothing in mid-line.
    void skip_data_lines();
    // The rest of the line, without its newline; goes to the start of the next line.
    std::string_view rest_of_line();

    // Each of these skips blanks first, and takes nothing if it does not find what it is asked for.
    bool accept(char c);
    std::string_view name();  // empty if none
    std::string_view digits();

    // A number in C's notation (0x, 0b, leading 0 octal); nothing if malformed or beyond 64 bits.
    std::optional<std::uint64_t> number();
    // One character with C's escapes, up to `quote`; nothing at the quote, at a newline or at the end.
    std::optional<std::uint8_t> character(char quote);

    // Where a comment begins that never ends; line 0 if there is none.
    [[nodiscard]] Spot open_comment() const { return open_comment_; }

private:
    void newline() {
        ++line_;
        line_start_ = at_;
    }

    const char* at_;
    const char* end_;
    const char* line_start_;
    std::uint32_t line_;
    Spot open_comment_;
};

}  // namespace ringside::isa::assembler
