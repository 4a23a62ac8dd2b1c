#include "visualizer/kit/canvas.hpp"

#include <cfloat>
#include <cmath>

#include <imgui.h>

#include "visualizer/kit/pen.hpp"

namespace ringside::ui {

Canvas::Canvas() : palette_(&palette(Scheme::dark)) {}

void Canvas::open(const Look& look, const FontSet& fonts, Vec page, Recording* recording) {
    look_ = look;
    palette_ = &palette(look.scheme);
    fonts_ = fonts;
    scale_ = static_cast<float>(look.scale_percent) / 100.0F;
    page_ = {0, 0, page.x, page.y};
    recording_ = recording;
    if (recording_ != nullptr) {
        recording_->clear();
        recording_->page = page_;
    }
    boxes_.clear();
    clips_ = {page_};
    scopes_ = {pen::first_hash};
    layer_ = 0;
    tables_ = 0;
    scrolls_made_ = 0;
    last_noted_ = -1;
    regions_.clear();
    tip_candidate_ = {};
    pen_ = ImGui::GetWindowDrawList();
    resolve_pointer();
    resolve_focus();
}

void Canvas::close() {
    pen_ = ImGui::GetForegroundDrawList();
    draw_focus();
    follow_tip();
    draw_tip();
    last_regions_.swap(regions_);
    recording_ = nullptr;
    pen_ = nullptr;
}

float Canvas::snap(float coordinate) const { return std::round(coordinate * scale_); }

float Canvas::stroke_width(float units) const { return std::max(1.0F, std::round(units * scale_)); }

// ---- Text ---------------------------------------------------------------------------------------------------------

float Canvas::width(std::string_view text, TextStyle style) const {
    ImFont* font = fonts_.get(style.face, style.size);
    return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size()).x / scale_;
}

float Canvas::width(const Sentence& sentence) const {
    float sum = 0;
    for (const Span& span : sentence) {
        sum += width(span.text, span.style);
    }
    return sum;
}

float Canvas::line_height(TextStyle style) {
    return style.size == Size::normal ? measure::row : measure::small_row;
}

bool Canvas::readable(std::string_view text, TextStyle style) const {
    const ImFont* font = fonts_.get(style.face, style.size);
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = pen::next_code_point(text, at);
        if (code != '\n' && font->FindGlyphNoFallback(static_cast<ImWchar>(code)) == nullptr) {
            return false;
        }
    }
    return true;
}

// Faces and sizes of one line share a baseline that centres capital letters in `height`.
Rect Canvas::draw_line_of_text(Vec at, float height, std::string_view text, TextStyle style) {
    constexpr float capital_height = 9.8F;
    ImFont* font = fonts_.get(style.face, style.size);
    const Rect box = Rect::at(at.x, at.y, width(text, style), height);
    const float baseline = snap(at.y + (height + capital_height) / 2);
    const ImU32 color = pen::packed((*palette_)[style.tone].ink);
    const float x = snap(at.x);
    pen_->AddText(font, font->FontSize, ImVec2(x, baseline - font->Ascent), color, text.data(),
                  text.data() + text.size());
    if (style.underlined) {
        const float y = baseline + stroke_width(2);
        pen_->AddRectFilled(ImVec2(x, y), ImVec2(snap(box.x1), y + stroke_width(1)), color);
    }
    return box;
}

Rect Canvas::text(Vec at, std::string_view text, TextStyle style) {
    const Rect box = draw_line_of_text(at, line_height(style), text, style);
    last_rect_ = box;
    note(Kind::text, box, text);
    if (Record* record = last_record()) {
        record->text_width = box.width();
        record->unreadable = !readable(text, style);
    }
    return box;
}

Rect Canvas::text_in(const Rect& box, std::string_view text, TextStyle style, Align align, CellPlace place) {
    const float whole_width = width(text, style);
    std::string shown(text);
    float shown_width = whole_width;
    constexpr float rounding = 0.5F;
    if (whole_width > box.width() + rounding) {
        const float room = box.width() - width("…", style);
        std::size_t end = 0;
        for (std::size_t next = 0; next < text.size();) {
            pen::next_code_point(text, next);
            if (width(text.substr(0, next), style) > room) {
                break;
            }
            end = next;
        }
        shown = std::string(text.substr(0, end)) + "…";
        shown_width = width(shown, style);
    }
    const float spare = box.width() - shown_width;
    const float x = align == Align::left    ? box.x0
                    : align == Align::right ? box.x1 - shown_width
                                            : box.x0 + spare / 2;
    const Rect drawn = draw_line_of_text({x, box.y0}, box.height(), shown, style);
    last_rect_ = drawn;
    note(place.table != 0 ? Kind::cell : Kind::text, drawn, text);
    if (Record* record = last_record()) {
        record->text_width = shown_width;
        record->shortened = shown.size() != text.size();
        record->unreadable = !readable(text, style);
        record->place = place;
        record->place.align = align;
    }
    if (shown.size() != text.size()) {
        tip(text);
    }
    return drawn;
}

Rect Canvas::sentence(Vec at, const Sentence& sentence) {
    Rect box = Rect::at(at.x, at.y, 0, measure::row);
    for (const Span& span : sentence) {
        const Rect piece = draw_line_of_text({box.x1, at.y}, measure::row, span.text, span.style);
        note(Kind::text, piece, span.text);
        if (Record* record = last_record()) {
            record->text_width = piece.width();
            record->unreadable = !readable(span.text, span.style);
        }
        box.x1 = piece.x1;
    }
    last_rect_ = box;
    return box;
}

// A stretch of one style on one line of a paragraph.
struct Canvas::Run {
    float x = 0;
    int line = 0;
    Span span;
};

std::vector<Canvas::Run> Canvas::broken_into_lines(float width_limit, const Sentence& sentence) const {
    std::vector<Run> runs;
    float x = 0;
    int line = 0;
    for (const Span& span : sentence) {
        const std::string_view text = span.text;
        bool fresh = true;  // the next word starts a run
        for (std::size_t at = 0; at < text.size();) {
            // A word is taken with the spaces before it.
            std::size_t start = at;
            while (start < text.size() && text[start] == ' ') {
                ++start;
            }
            std::size_t end = start;
            if (end < text.size() && text[end] == '\n') {
                ++line;
                x = 0;
                fresh = true;
                at = end + 1;
                continue;
            }
            while (end < text.size() && text[end] != ' ' && text[end] != '\n') {
                ++end;
            }
            std::string_view word = text.substr(at, end - at);
            if (x > 0 && x + width(word, span.style) > width_limit) {
                ++line;
                x = 0;
                fresh = true;
            }
            if (x == 0) {
                word = text.substr(start, end - start);
            }
            if (!word.empty()) {
                if (fresh) {
                    runs.push_back({x, line, {std::string(), span.style}});
                    fresh = false;
                }
                runs.back().span.text += word;
                x = runs.back().x + width(runs.back().span.text, span.style);
            }
            at = end;
        }
    }
    return runs;
}

float Canvas::paragraph_height(float width_limit, const Sentence& sentence) const {
    const auto runs = broken_into_lines(width_limit, sentence);
    const TextStyle style = sentence.empty() ? words() : sentence.front().style;
    return runs.empty() ? 0 : static_cast<float>(runs.back().line + 1) * line_height(style);
}

float Canvas::paragraph(const Rect& box, const Sentence& sentence) {
    const float height = sentence.empty() ? 0 : line_height(sentence.front().style);
    float used = 0;
    for (const Run& run : broken_into_lines(box.width(), sentence)) {
        const float top = box.y0 + static_cast<float>(run.line) * height;
        const Rect drawn = draw_line_of_text({box.x0 + run.x, top}, height, run.span.text, run.span.style);
        used = static_cast<float>(run.line + 1) * height;
        note(Kind::text, drawn, run.span.text);
        if (Record* record = last_record()) {
            record->text_width = drawn.width();
            record->unreadable = !readable(run.span.text, run.span.style);
        }
    }
    last_rect_ = {box.x0, box.y0, box.x1, box.y0 + used};
    return used;
}

// ---- Recording ----------------------------------------------------------------------------------------------------

int Canvas::note(Kind kind, const Rect& box, std::string_view text) {
    last_noted_ = -1;
    if (recording_ == nullptr) {
        return -1;
    }
    Record record;
    record.kind = kind;
    record.box = box;
    record.clip = clips_.back();
    record.text = text;
    record.parent = boxes_.empty() ? -1 : boxes_.back().record;
    record.layer = layer_;
    record.scrolls_x = scrolls_x_ > 0;
    record.scrolls_y = scrolls_y_ > 0;
    record.scroll = scroll_numbers_.empty() ? 0 : scroll_numbers_.back();
    recording_->items.push_back(std::move(record));
    last_noted_ = static_cast<int>(recording_->items.size()) - 1;
    return last_noted_;
}

Record* Canvas::last_record() {
    return last_noted_ < 0 ? nullptr : &recording_->items[static_cast<std::size_t>(last_noted_)];
}

void Canvas::place_last(const CellPlace& place) {
    if (Record* record = last_record()) {
        record->place = place;
    }
}

void Canvas::name_last(Kind kind) {
    if (Record* record = last_record()) {
        record->kind = kind;
    }
}

void Canvas::begin_group(Kind kind, const Rect& rect, std::string_view text) {
    boxes_.push_back({note(kind, rect, text), rect});
    last_rect_ = rect;
}

void Canvas::end_box() {
    last_noted_ = boxes_.back().record;
    last_rect_ = boxes_.back().rect;
    boxes_.pop_back();
}

}  // namespace ringside::ui
