#include "visualizer/model/listing.hpp"

#include <algorithm>

#include "isa/encoding.hpp"
#include "scripts/files.hpp"
#include "visualizer/model/format.hpp"

namespace ringside::ui {

namespace {

constexpr std::uint32_t unknown_bytes = 512;  // listed where no program is known

bool is_local(const std::string& name) { return name.empty() || name[0] == '.' || name[0] == '$'; }

// Builds the lines of one segment.
class Builder {
public:
    Builder(const KnownProgram& program, const isa::Segment& segment, std::uint32_t shift)
        : program_(program), segment_(segment), shift_(shift) {}

    std::vector<CodeLine> lines() {
        const auto end = segment_.address + static_cast<std::uint32_t>(segment_.bytes.size());
        for (std::uint32_t at = segment_.address; at + 4 <= end; at += 4) {
            labels(at);
            std::string note = source(at);
            lines_.push_back({CodeLine::Kind::instruction, at + shift_, std::move(note)});
        }
        return std::move(lines_);
    }

private:
    void labels(std::uint32_t at) {
        const auto& symbols = program_.image.symbols;
        while (next_symbol_ < symbols.size() && symbols[next_symbol_].address < at) {
            ++next_symbol_;
        }
        for (; next_symbol_ < symbols.size() && symbols[next_symbol_].address == at; ++next_symbol_) {
            const isa::ImageSymbol& symbol = symbols[next_symbol_];
            if (!symbol.absolute && !is_local(symbol.name) && symbol.name.rfind("__", 0) != 0) {
                comments_above(at);
                lines_.push_back({CodeLine::Kind::label, at + shift_, symbol.name});
            }
        }
    }

    // Gives the note beside the instruction; adds lines above it.
    std::string source(std::uint32_t at) {
        const isa::ImageLine* line = program_.image.line_at(at);
        if (line == nullptr || line->file >= program_.image.files.size()) {
            return {};
        }
        const std::string& file = program_.image.files[line->file];
        const auto text = program_.sources.line(file, line->line);
        const bool fresh = line->line != last_line_ || line->file != last_file_;
        if (!fresh) {
            return {};
        }
        if (is_assembly(file)) {
            comments_above(at);
            last_line_ = line->line;
            last_file_ = line->file;
            return text ? std::string(comment_of(*text)) : std::string();
        }
        std::string number = std::to_string(line->line);
        number.insert(0, 4 - std::min<std::size_t>(4, number.size()), ' ');
        std::string shown =
            line->file == last_file_ ? number : scripts::base_name(file) + ":" + std::to_string(line->line);
        if (text && text->find_first_not_of(' ') != std::string_view::npos) {
            shown += "  " + std::string(text->substr(text->find_first_not_of(' ')));
        }
        last_line_ = line->line;
        last_file_ = line->file;
        lines_.push_back({CodeLine::Kind::source, at + shift_, std::move(shown)});
        return {};
    }

    // Comments of assembly that stand above the line of `at`, label lines in between left aside.
    void comments_above(std::uint32_t at) {
        const isa::ImageLine* line = program_.image.line_at(at);
        if (line == nullptr || line->file >= program_.image.files.size()) {
            return;
        }
        if (line->file == commented_file_ && line->line == commented_line_) {
            return;
        }
        const std::string& file = program_.image.files[line->file];
        if (!is_assembly(file) || (line->line == last_line_ && line->file == last_file_)) {
            return;
        }
        commented_file_ = line->file;
        commented_line_ = line->line;
        constexpr std::uint32_t most = 4;
        std::vector<std::string> above;
        for (std::uint32_t n = line->line - 1; n > 0 && above.size() < most; --n) {
            const auto text = program_.sources.line(file, n);
            if (!text) {
                break;
            }
            const auto colon = text->find(':');
            const bool label = colon != std::string_view::npos && text->find_first_not_of(' ') == 0 &&
                               text->find_first_not_of(' ', colon + 1) == std::string_view::npos;
            const bool directive = text->find_first_not_of(' ') != std::string_view::npos &&
                                   (*text)[text->find_first_not_of(' ')] == '.';
            if (is_comment_only(*text)) {
                above.emplace_back(comment_of(*text));
            } else if (!(above.empty() && (label || directive))) {
                break;
            }
        }
        std::reverse(above.begin(), above.end());
        for (const std::string& text : above) {
            if (!text.empty()) {
                lines_.push_back({CodeLine::Kind::comment, at + shift_, text});
            }
        }
    }

    const KnownProgram& program_;
    const isa::Segment& segment_;
    std::uint32_t shift_;
    std::vector<CodeLine> lines_;
    std::size_t next_symbol_ = 0;
    std::uint32_t last_file_ = 0, last_line_ = 0;
    std::uint32_t commented_file_ = 0, commented_line_ = 0;
};

Listing words_around(std::uint32_t from) {
    Listing listing;
    listing.title = "unknown code";
    listing.known = false;
    for (std::uint32_t at = from; at - from < unknown_bytes; at += 4) {
        listing.lines.push_back({CodeLine::Kind::instruction, at, {}});
    }
    return listing;
}

}  // namespace

std::optional<std::size_t> Listing::find(std::uint32_t address) const {
    auto at = std::partition_point(lines.begin(), lines.end(),
                                   [&](const CodeLine& l) { return l.address < address; });
    while (at != lines.end() && at->address == address && at->kind != CodeLine::Kind::instruction) {
        ++at;
    }
    if (at == lines.end() || at->address != address) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(at - lines.begin());
}

const Listing& Listings::at(const Programs& programs, const Eye& eye, std::uint32_t address) {
    const auto place = programs.at(eye, address);
    const isa::Segment* segment = place ? place->program->image.segment_at(place->linked(address)) : nullptr;
    if (segment != nullptr && segment->exec && segment->bytes.size() >= 4) {
        if (!kept_ || kept_->segment != segment || kept_->shift != place->shift) {
            Listing listing;
            listing.title = place->program->name;
            listing.lines = Builder(*place->program, *segment, place->shift).lines();
            kept_ = Kept{place->program, segment, place->shift, 0, eye.guest, std::move(listing)};
        }
        return kept_->listing;
    }
    const bool within = kept_ && kept_->segment == nullptr && kept_->guest == eye.guest &&
                        address - kept_->around < unknown_bytes;
    if (!within) {
        const std::uint32_t from = (address & ~3U) - std::min(address & ~3U, unknown_bytes / 4);
        kept_ = Kept{nullptr, nullptr, 0, from, eye.guest, words_around(from)};
    }
    return kept_->listing;
}

std::string word_by_fields(std::uint32_t word) {
    std::string digits = hex8(word);
    const auto op = isa::op_of_opcode(static_cast<std::uint8_t>(word >> 24));
    const auto cut = [&](std::initializer_list<std::size_t> places) {
        for (auto place = places.end(); place != places.begin();) {
            digits.insert(*--place, " ");
        }
    };
    if (op) {
        switch (isa::row(*op).format) {
        case isa::Format::R: cut({2, 3, 4, 5}); break;
        case isa::Format::I: cut({2, 3, 4}); break;
        case isa::Format::J: cut({2, 3}); break;
        }
    }
    return digits;
}

}  // namespace ringside::ui
