// The layout rules of record.hpp.
#include <cmath>
#include <string>

#include "visualizer/kit/record.hpp"

namespace ringside::ui {

namespace {

constexpr float rounding = 1.0F;  // a pixel of snapping is no fault

std::string place(const Rect& r) {
    const auto whole = [](float v) { return std::to_string(static_cast<int>(std::lround(v))); };
    return "(" + whole(r.x0) + ", " + whole(r.y0) + ") to (" + whole(r.x1) + ", " + whole(r.y1) + ")";
}

std::string called(const Record& item) {
    return std::string(name(item.kind)) + (item.text.empty() ? "" : " \"" + item.text + "\"") + " at " +
           place(item.box);
}

// Things that carry meaning and may not lie on each other.
bool is_content(const Record& item) {
    switch (item.kind) {
    case Kind::backing:
    case Kind::line:
    case Kind::arrow: return false;
    default: return true;
    }
}

bool is_text(const Record& item) {
    return item.kind == Kind::text || item.kind == Kind::cell || item.kind == Kind::heading;
}

bool in_sight(const Record& item) { return item.box.overlaps(item.clip, 0); }

class Inspection {
public:
    explicit Inspection(const Recording& seen) : seen_(seen) {}

    std::vector<std::string> run() {
        for (const Record& item : seen_.items) {
            check_text(item);
            check_bounds(item);
        }
        check_overlaps();
        check_lines();
        check_panels();
        check_controls();
        return std::move(found_);
    }

private:
    void check_text(const Record& item) {
        if (!is_text(item)) {
            return;
        }
        if (item.text_width > item.box.width() + rounding) {
            found_.push_back(called(item) + " is wider than its box");
        }
        if (item.shortened && item.tip.empty()) {
            found_.push_back(called(item) + " is cut short, and no tip shows the whole");
        }
        if (item.unreadable) {
            found_.push_back(called(item) + " has a character that the font lacks");
        }
    }

    void check_bounds(const Record& item) {
        Rect limit = seen_.page;
        const char* outer = "the page";
        Rect clip = item.clip;
        // What can be scrolled into sight may lie outside the clip in that direction, and its parent's box is
        // as large as what is in sight.
        const auto loosen = [&item](Rect r) {
            constexpr float far = 1e9F;
            if (item.scrolls_x) {
                r.x0 = -far;
                r.x1 = far;
            }
            if (item.scrolls_y) {
                r.y0 = -far;
                r.y1 = far;
            }
            return r;
        };
        if (!loosen(clip).contains(item.box, rounding)) {
            found_.push_back(called(item) + " is clipped by " + place(clip));
        }
        if (item.parent >= 0) {
            limit = seen_.items[static_cast<std::size_t>(item.parent)].box;
            outer = "its box";
        }
        if (!loosen(limit).contains(item.box, rounding)) {
            found_.push_back(called(item) + " leaves " + outer + " " + place(limit));
        }
        if (item.box.width() < 0 || item.box.height() < 0) {
            found_.push_back(called(item) + " is turned inside out: there was no room for it");
        }
    }

    void check_overlaps() {
        for (std::size_t i = 0; i < seen_.items.size(); ++i) {
            const Record& one = seen_.items[i];
            if (!is_content(one) || !in_sight(one)) {
                continue;
            }
            for (std::size_t j = i + 1; j < seen_.items.size(); ++j) {
                const Record& other = seen_.items[j];
                if (is_content(other) && one.layer == other.layer && one.box.overlaps(other.box, rounding) &&
                    in_sight(other) && !seen_.lies_in(static_cast<int>(j), static_cast<int>(i)) &&
                    one.box.clipped(one.clip).overlaps(other.box.clipped(other.clip), rounding)) {
                    found_.push_back(called(one) + " overlaps " + called(other));
                }
            }
        }
    }

    // A segment crosses a box when a point of it lies inside; sampled every two units.
    static bool crosses(Vec from, Vec to, const Rect& box) {
        const float length = std::hypot(to.x - from.x, to.y - from.y);
        const int steps = static_cast<int>(length / 2) + 1;
        for (int step = 0; step <= steps; ++step) {
            const float t = static_cast<float>(step) / static_cast<float>(steps);
            if (box.contains(Vec{from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t})) {
                return true;
            }
        }
        return false;
    }

    void check_lines() {
        for (const Record& line : seen_.items) {
            if (line.kind != Kind::arrow && line.kind != Kind::line) {
                continue;
            }
            std::vector<Vec> points = line.points;
            if (points.empty()) {
                points = {{line.box.x0, line.box.y0}, {line.box.x1, line.box.y1}};
            }
            for (const Record& item : seen_.items) {
                if (!is_text(item) || item.layer != line.layer || !in_sight(item)) {
                    continue;
                }
                // A line's box is taller than its letters.
                const Rect ink = item.box.inset(1, 4).clipped(item.clip);
                for (std::size_t i = 1; i < points.size(); ++i) {
                    if (crosses(points[i - 1], points[i], ink)) {
                        found_.push_back(called(line) + " crosses " + called(item));
                        break;
                    }
                }
            }
        }
    }

    void check_panels() {
        for (std::size_t i = 0; i < seen_.items.size(); ++i) {
            if (seen_.items[i].kind != Kind::panel) {
                continue;
            }
            bool says_something = false;
            for (std::size_t j = i + 1; j < seen_.items.size() && !says_something; ++j) {
                says_something = seen_.items[j].kind != Kind::heading && is_content(seen_.items[j]) &&
                                 seen_.lies_in(static_cast<int>(j), static_cast<int>(i));
            }
            if (!says_something) {
                found_.push_back(called(seen_.items[i]) +
                                 " is empty; say in a sentence why there is nothing");
            }
        }
    }

    void check_controls() {
        for (std::size_t i = 0; i < seen_.controls.size(); ++i) {
            for (std::size_t j = i + 1; j < seen_.controls.size(); ++j) {
                if (seen_.controls[i].id == seen_.controls[j].id) {
                    found_.push_back("two things to press share the name \"" + seen_.controls[i].name + "\"");
                }
            }
        }
    }

    const Recording& seen_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> problems(const Recording& recording) { return Inspection(recording).run(); }

}  // namespace ringside::ui
