#include "isa/asm/diagnostic.hpp"

#include <algorithm>

namespace ringside::isa::assembler {

std::string Diagnostic::text() const {
    std::string out = file;
    if (line > 0) out += ":" + std::to_string(line);
    if (line > 0 && column > 0) out += ":" + std::to_string(column);
    return out + ": error: " + message;
}

std::string text_of(const std::vector<Diagnostic>& errors) {
    std::string out;
    for (const Diagnostic& error : errors) out += error.text() + "\n";
    return out;
}

// Changes, insertions, deletions and swaps of neighbours that turn a into b (optimal string alignment).
static std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

void Suggestion::consider(std::string_view candidate) {
    if (candidate.size() + 2 < wrong_.size() || wrong_.size() + 2 < candidate.size()) return;
    // Forgetting a letter is likelier than adding one: of two equally near names the longer wins.
    const std::size_t d = distance(wrong_, candidate);
    if (d > best_distance_ || (d == best_distance_ && candidate.size() <= best_.size())) return;
    best_distance_ = d;
    best_ = candidate;
}

std::string Suggestion::text() const { return best_.empty() ? "" : "; did you mean '" + best_ + "'?"; }

}  // namespace ringside::isa::assembler
