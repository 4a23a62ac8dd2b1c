// Points and rectangles of the window, in logical units: one unit is one pixel at a scale of 100 %.
//
// A layout is cut from a rectangle, strip by strip:
//     Rect page = canvas.page().inset(8);
//     Rect top = page.cut_top(44, 8);       // 44 units high, 8 units of gap below it
//     Rect left = page.cut_left(560, 8);    // what is left of page lies to the right
#pragma once

#include <algorithm>

namespace ringside::ui {

struct Vec {
    float x = 0;
    float y = 0;
    friend bool operator==(const Vec&, const Vec&) = default;
};

enum class Align { left, centre, right };

struct Rect {
    float x0 = 0;
    float y0 = 0;
    float x1 = 0;
    float y1 = 0;

    static constexpr Rect at(float x, float y, float width, float height) {
        return {x, y, x + width, y + height};
    }

    constexpr float width() const { return x1 - x0; }
    constexpr float height() const { return y1 - y0; }
    constexpr Vec centre() const { return {(x0 + x1) / 2, (y0 + y1) / 2}; }
    constexpr bool empty() const { return x1 <= x0 || y1 <= y0; }

    constexpr bool contains(Vec p) const { return p.x >= x0 && p.x < x1 && p.y >= y0 && p.y < y1; }
    // `slack`: how far `inner` may stick out and still count as inside (rounding to whole pixels).
    constexpr bool contains(const Rect& inner, float slack = 0) const {
        return inner.x0 >= x0 - slack && inner.x1 <= x1 + slack && inner.y0 >= y0 - slack &&
               inner.y1 <= y1 + slack;
    }
    // `slack`: how deep the two may reach into each other and still count as apart.
    constexpr bool overlaps(const Rect& other, float slack = 0) const {
        return std::min(x1, other.x1) - std::max(x0, other.x0) > slack &&
               std::min(y1, other.y1) - std::max(y0, other.y0) > slack;
    }

    constexpr Rect inset(float dx, float dy) const { return {x0 + dx, y0 + dy, x1 - dx, y1 - dy}; }
    constexpr Rect inset(float d) const { return inset(d, d); }
    constexpr Rect moved(float dx, float dy) const { return {x0 + dx, y0 + dy, x1 + dx, y1 + dy}; }
    constexpr Rect clipped(const Rect& to) const {
        return {std::max(x0, to.x0), std::max(y0, to.y0), std::min(x1, to.x1), std::min(y1, to.y1)};
    }

    // Each cut takes a strip off this rectangle, returns it, and leaves `gap` between the two.
    constexpr Rect cut_top(float height, float gap = 0) {
        const Rect strip{x0, y0, x1, y0 + height};
        y0 += height + gap;
        return strip;
    }
    constexpr Rect cut_bottom(float height, float gap = 0) {
        const Rect strip{x0, y1 - height, x1, y1};
        y1 -= height + gap;
        return strip;
    }
    constexpr Rect cut_left(float width, float gap = 0) {
        const Rect strip{x0, y0, x0 + width, y1};
        x0 += width + gap;
        return strip;
    }
    constexpr Rect cut_right(float width, float gap = 0) {
        const Rect strip{x1 - width, y0, x1, y1};
        x1 -= width + gap;
        return strip;
    }

    friend bool operator==(const Rect&, const Rect&) = default;
};

}  // namespace ringside::ui
