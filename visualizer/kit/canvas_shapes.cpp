// The canvas's shapes: boxes, marks, arrows, lanes, patterns.
#include <array>
#include <cmath>

#include <imgui.h>

#include "visualizer/kit/canvas.hpp"
#include "visualizer/kit/pen.hpp"

namespace ringside::ui {

namespace {

using pen::im;
using pen::packed;

// Draws a path of points as dashes of `dash` pixels with `gap` pixels between them.
void dashed_path(ImDrawList& list, const std::vector<Vec>& path, ImU32 color, float thickness, float dash,
                 float gap) {
    bool inked = true;
    float left = dash;  // of the dash or gap that we are in
    for (std::size_t i = 1; i < path.size(); ++i) {
        Vec from = path[i - 1];
        const Vec to = path[i];
        float length = std::hypot(to.x - from.x, to.y - from.y);
        while (length > 0) {
            const float step = std::min(left, length);
            const Vec next{from.x + (to.x - from.x) * step / length,
                           from.y + (to.y - from.y) * step / length};
            if (inked) {
                list.AddLine(im(from), im(next), color, thickness);
            }
            from = next;
            length -= step;
            left -= step;
            if (left <= 0) {
                inked = !inked;
                left = inked ? dash : gap;
            }
        }
    }
}

int steps_over(float length, float step) { return static_cast<int>(std::ceil(length / step)); }

// The outline of a rounded rectangle, closed, clockwise from the top left.
std::vector<Vec> rounded_path(const Rect& r, float radius) {
    constexpr int steps = 6;
    constexpr float quarter = 1.5707963F;
    const std::array<Vec, 4> centres{{{r.x1 - radius, r.y0 + radius},
                                      {r.x1 - radius, r.y1 - radius},
                                      {r.x0 + radius, r.y1 - radius},
                                      {r.x0 + radius, r.y0 + radius}}};
    std::vector<Vec> path{{r.x0 + radius, r.y0}};
    for (std::size_t corner = 0; corner < centres.size(); ++corner) {
        for (int step = 0; step <= steps; ++step) {
            const float angle = quarter * (static_cast<float>(corner) - 1 + static_cast<float>(step) / steps);
            path.push_back(
                {centres[corner].x + radius * std::cos(angle), centres[corner].y + radius * std::sin(angle)});
        }
    }
    path.push_back(path.front());
    return path;
}

}  // namespace

void Canvas::fill(const Rect& rect, Color color, float corner) {
    const Rect r = px(rect);
    pen_->AddRectFilled({r.x0, r.y0}, {r.x1, r.y1}, packed(color), corner * scale_);
}

void Canvas::backing(const Rect& rect, Color color, float corner) {
    fill(rect, color, corner);
    last_rect_ = rect;
    note(Kind::backing, rect);
}

void Canvas::outline(const Rect& rect, Color color, Stroke stroke, float corner, float thickness) {
    if (stroke == Stroke::none) {
        return;
    }
    const Rect r = px(rect);
    const float line = stroke_width(thickness);
    if (stroke == Stroke::solid) {
        // Dear ImGui puts the middle of the line half a pixel inside; a thick one has to lie further in.
        const Rect inner = r.inset((line - 1) / 2);
        pen_->AddRect({inner.x0, inner.y0}, {inner.x1, inner.y1}, packed(color), corner * scale_, 0, line);
        return;
    }
    dashed_path(*pen_, rounded_path(r.inset(line / 2), corner * scale_), packed(color), line, 4 * scale_,
                3 * scale_);
}

void Canvas::hairline(Vec from, Vec to) {
    const Vec a = px(from);
    const Vec b = px(to);
    const float line = stroke_width(1);
    const bool level = a.y == b.y;
    pen_->AddRectFilled(im(a), {level ? b.x : a.x + line, level ? a.y + line : b.y},
                        packed(palette_->hairline));
    note(Kind::line, {from.x, from.y, std::max(to.x, from.x + 1), std::max(to.y, from.y + 1)});
}

void Canvas::polyline(std::span<const Vec> points, Color color, float thickness, Stroke stroke) {
    std::vector<Vec> path;
    path.reserve(points.size());
    for (const Vec& point : points) {
        path.push_back({point.x * scale_, point.y * scale_});
    }
    const float line = std::max(1.0F, thickness * scale_);
    if (stroke == Stroke::dashed) {
        dashed_path(*pen_, path, packed(color), line, 4 * scale_, 4 * scale_);
    } else if (stroke == Stroke::solid) {
        std::vector<ImVec2> plain;
        plain.reserve(path.size());
        for (const Vec& point : path) {
            plain.push_back(im(point));
        }
        pen_->AddPolyline(plain.data(), static_cast<int>(plain.size()), packed(color), 0, line);
    }
}

void Canvas::arrow(std::span<const Vec> points, const ArrowStyle& style) {
    const Color color = (*palette_)[style.tone].ink;
    std::vector<Vec> path(points.begin(), points.end());
    const Vec tip_point = path.back();
    const Vec before = path[path.size() - 2];
    const float length = std::hypot(tip_point.x - before.x, tip_point.y - before.y);
    const Vec along{(tip_point.x - before.x) / length, (tip_point.y - before.y) / length};
    constexpr float head = 8;
    if (style.head) {
        const Vec base{tip_point.x - along.x * head, tip_point.y - along.y * head};
        const Vec side{-along.y * head / 2, along.x * head / 2};
        pen_->AddTriangleFilled({tip_point.x * scale_, tip_point.y * scale_},
                                {(base.x + side.x) * scale_, (base.y + side.y) * scale_},
                                {(base.x - side.x) * scale_, (base.y - side.y) * scale_}, packed(color));
        path.back() = base;
    }
    polyline(path, color, 1.5F, style.stroke);
    Rect box{tip_point.x, tip_point.y, tip_point.x, tip_point.y};
    for (const Vec& point : points) {
        box = {std::min(box.x0, point.x), std::min(box.y0, point.y), std::max(box.x1, point.x),
               std::max(box.y1, point.y)};
    }
    note(Kind::arrow, box);
    if (Record* record = last_record()) {
        record->points.assign(points.begin(), points.end());
    }
}

void Canvas::begin_box(const Rect& rect, const BoxStyle& style, std::string_view name) {
    const Shade& shade = (*palette_)[style.tone];
    fill(rect, style.wash ? shade.wash : palette_->raised, style.corner);
    const bool owned = style.tone != Tone::plain && style.tone != Tone::soft && style.tone != Tone::faint;
    outline(rect, owned && !style.bar ? shade.fill : palette_->edge, style.stroke, style.corner,
            owned && !style.bar ? 1.5F : 1);
    if (style.bar) {
        const Rect r = px(Rect{rect.x0, rect.y0, rect.x0 + measure::small_corner, rect.y1});
        pen_->AddRectFilled({r.x0, r.y0}, {r.x1, r.y1}, packed(shade.fill), style.corner * scale_,
                            ImDrawFlags_RoundCornersLeft);
    }
    begin_group(Kind::box, rect, name);
}

void Canvas::pattern(const Rect& rect, Color color, Pattern pattern) {
    if (pattern == Pattern::plain) {
        return;
    }
    const Rect r = px(rect);
    pen_->PushClipRect({r.x0, r.y0}, {r.x1, r.y1}, true);
    const float step = 5 * scale_;
    const float line = std::max(1.0F, 1.2F * scale_);
    if (pattern == Pattern::dotted) {
        for (int row = 0; row < steps_over(r.height(), step); ++row) {
            for (int column = 0; column < steps_over(r.width(), step); ++column) {
                const float x = r.x0 + step * (static_cast<float>(column) + 0.5F);
                const float y = r.y0 + step * (static_cast<float>(row) + 0.5F);
                pen_->AddRectFilled({x - line / 2, y - line / 2}, {x + line, y + line}, packed(color));
            }
        }
    } else {
        for (int i = 0; i < steps_over(r.width() + r.height(), step); ++i) {
            const float x = r.x0 - r.height() + step * static_cast<float>(i);
            pen_->AddLine({x, r.y1}, {x + r.height(), r.y0}, packed(color), line);
            if (pattern == Pattern::crossed) {
                pen_->AddLine({x, r.y0}, {x + r.height(), r.y1}, packed(color), line);
            }
        }
    }
    pen_->PopClipRect();
}

void Canvas::lane(const Rect& rect, std::string_view name, std::span<const Segment> segments) {
    constexpr std::size_t columns = 64;
    fill(rect, palette_->sunken, 3);
    std::array<float, columns> inked{};
    for (const Segment& segment : segments) {
        const float from = std::clamp(segment.from, 0.0F, 1.0F);
        const float to = std::clamp(segment.to, from, 1.0F);
        const float share = std::clamp(segment.share, 0.0F, 1.0F);
        const Shade& shade = (*palette_)[segment.tone];
        const Rect r = px(Rect{rect.x0 + from * rect.width(), rect.y0, rect.x0 + to * rect.width(), rect.y1});
        // The shortest and the least is still seen.
        const float least = stroke_width(2);
        const float left = std::min(r.x0, snap(rect.x1) - least);
        const float height = std::max(least, std::round(r.height() * share));
        pen_->AddRectFilled({left, r.y1 - height}, {std::max(r.x1, left + least), r.y1},
                            packed(segment.deep ? shade.deep : shade.fill));
        const auto first = static_cast<std::size_t>(from * (columns - 0.001F));
        const auto last = static_cast<std::size_t>(to * (columns - 0.001F));
        for (std::size_t i = first; i <= last; ++i) {
            inked[i] = std::max({inked[i], share, 0.01F});
        }
    }
    constexpr std::array<const char*, 9> blocks{"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    std::string bar;
    for (const float share : inked) {
        bar += blocks[static_cast<std::size_t>(std::ceil(share * 8))];
    }
    last_rect_ = rect;
    note(Kind::lane, rect, bar);
    if (Record* record = last_record()) {
        record->tip = name;
    }
}

float Canvas::key_cap_width(std::string_view key) const {
    return std::max(width(key, small(words(Tone::soft))) + 12, 20.0F);
}

void Canvas::key_cap(const Rect& rect, std::string_view key) {
    outline(rect, palette_->edge, Stroke::solid, 4);
    begin_group(Kind::key, rect, key);
    text_in(rect.inset(2, 0), key, small(words(Tone::soft)), Align::centre);
    end_box();
}

}  // namespace ringside::ui
