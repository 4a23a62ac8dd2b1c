#include "visualizer/kit/table.hpp"

#include <algorithm>

namespace ringside::ui {

namespace {

constexpr float mark_room = 11;  // in the gap to the left of an entry

float natural_width(const Canvas& canvas, const Column& column) {
    // A unit more, so that rounding never shortens the widest entry.
    return std::max(canvas.width(column.heading, small(words(Tone::soft))),
                    canvas.width(column.sample, column.style)) +
           1;
}

}  // namespace

Table::Table(Canvas& canvas, const Rect& area, std::vector<Column> columns, float row_height)
    : Table(canvas, area, std::move(columns), row_height, Edges()) {}

Table::Table(Canvas& canvas, const Rect& area, std::vector<Column> columns, float row_height, Edges edges)
    : canvas_(canvas), area_(area), columns_(std::move(columns)), row_height_(row_height), edges_(edges),
      y_(area.y0), number_(canvas.next_table()) {
    std::vector<float> widths;
    std::vector<bool> shown(columns_.size(), true);
    for (const Column& column : columns_) {
        widths.push_back(natural_width(canvas, column));
    }
    const auto total = [&] {
        float sum = 0;
        float gap = 0;  // none after the last
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (shown[i]) {
                sum += gap + widths[i];
                gap = columns_[i].gap;
            }
        }
        return sum;
    };
    while (total() > area.width()) {
        int worst = 0;
        std::size_t at = 0;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (shown[i] && columns_[i].expendable > worst) {
                worst = columns_[i].expendable;
                at = i;
            }
        }
        if (worst == 0) {
            break;
        }
        shown[at] = false;
    }
    float shares = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        shares += shown[i] ? columns_[i].stretch : 0;
    }
    const float spare = area.width() - total();
    float x = area.x0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (!shown[i]) {
            places_.push_back({});
            continue;
        }
        float width = widths[i] + (shares > 0 ? std::max(0.0F, spare) * columns_[i].stretch / shares : 0);
        width = std::max(0.0F, std::min(width, area.x1 - x));
        places_.push_back({x, 0, x + width, 1});
        x += width + columns_[i].gap;
    }
}

void Table::headings() {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (places_[i].empty() || columns_[i].heading.empty()) {
            continue;
        }
        const Rect place{places_[i].x0, y_, places_[i].x1, y_ + row_height_};
        canvas_.text_in(place, columns_[i].heading, small(words(Tone::soft)), columns_[i].align,
                        {number_, row_, static_cast<int>(i), columns_[i].align});
        if (!columns_[i].tip.empty()) {
            canvas_.tip(columns_[i].tip);
        }
    }
    skip(1);
}

Hit Table::row(const std::vector<Cell>& cells, const RowStyle& style) {
    const Rect strip{area_.x0 - edges_.left, y_, area_.x1 + edges_.right, y_ + row_height_};
    Hit hit;
    if (!style.press.empty()) {
        hit = canvas_.hit(style.press, strip);
        if (!style.tip.empty()) {
            canvas_.tip(style.tip);
        }
    }
    if (style.current) {
        canvas_.backing(strip, canvas_.colors().current);
    } else if (style.highlighted) {
        canvas_.backing(strip, canvas_.colors()[Tone::changed].wash);
    } else if (hit.hovered) {
        canvas_.backing(strip, canvas_.colors().hover);
    }
    for (std::size_t i = 0; i < std::min(cells.size(), columns_.size()); ++i) {
        const Cell& cell = cells[i];
        if (places_[i].empty() || (cell.text.empty() && cell.mark == Mark::none)) {
            continue;
        }
        const Rect place{places_[i].x0, y_, places_[i].x1, y_ + row_height_};
        Vec mark_centre = place.centre();
        if (!cell.text.empty()) {
            const Rect drawn =
                canvas_.text_in(place, cell.text, cell.style.value_or(columns_[i].style), columns_[i].align,
                                {number_, row_, static_cast<int>(i), columns_[i].align});
            if (!cell.tip.empty()) {
                canvas_.tip(cell.tip);
            }
            mark_centre.x = drawn.x0 - mark_room / 2 - 1;
        }
        if (cell.mark != Mark::none) {
            canvas_.mark(cell.mark, mark_centre, cell.mark_tone, 8, cell.tip);
            canvas_.place_last({number_, row_, static_cast<int>(i), Align::left});
        }
    }
    skip(1);
    return hit;
}

void Table::skip(int rows) {
    row_ += rows;
    y_ += row_height_ * static_cast<float>(rows);
}

}  // namespace ringside::ui
