// What went wrong in a source or in linking, where, and what to do about it.
//
//   boot.s:12:9: error: immediate 70000 does not fit in 16 bits; use li
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ringside::isa::assembler {

struct Diagnostic {
    std::string file;
    int line = 0;    // from 1; 0 when the whole file is meant
    int column = 0;  // from 1, in characters; 0 when the whole line is meant
    std::string message;

    bool operator==(const Diagnostic&) const = default;
    [[nodiscard]] std::string text() const;
};

// More than this many of one source, or of one linking, nobody reads.
inline constexpr std::size_t most_errors = 50;

// One diagnostic per line.
std::string text_of(const std::vector<Diagnostic>& errors);

// A value, or the reasons why there is none.
template <class T>
struct Result {
    std::optional<T> value;
    std::vector<Diagnostic> errors;  // empty if and only if there is a value

    Result(T v) : value(std::move(v)) {}
    Result(std::vector<Diagnostic> e) : errors(std::move(e)) {}
    explicit operator bool() const { return value.has_value(); }
    [[nodiscard]] std::string error_text() const { return text_of(errors); }
};

// The known name that `wrong` was probably meant to be: at most one change in short words, two in longer ones.
// Feed it every candidate, then ask.
class Suggestion {
public:
    explicit Suggestion(std::string_view wrong) : wrong_(wrong), best_distance_(wrong.size() < 5 ? 1 : 2) {}
    void consider(std::string_view candidate);
    // "; did you mean 'addi'?" or nothing.
    [[nodiscard]] std::string text() const;

private:
    std::string wrong_;
    std::string best_;
    std::size_t best_distance_;
};

}  // namespace ringside::isa::assembler
