// Tables whose columns line up, and whose numbers line up by digit.
//     Table table(canvas, area, {{.heading = "slot", .sample = "63", .align = Align::right},
//                                {.heading = "page", .sample = "0x00000", .style = machine()},
//                                {.heading = "filled by", .stretch = 1}});
//     table.row({{"5"}, {"0x00012"}, {"a walk", small(words(Tone::soft))}}, {.current = true});
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "visualizer/kit/canvas.hpp"

namespace ringside::ui {

struct Column {
    std::string heading{};
    std::string sample{};  // the widest entry to expect
    Align align = Align::left;
    TextStyle style = words();
    float stretch = 0;  // share of the room that is left over
    float gap = 16;     // to the next column
    // Left out when there is no room for all; higher goes first. 0 = always there.
    int expendable = 0;
    std::string tip{};  // explains the heading
};

struct Cell {
    std::string text{};
    std::optional<TextStyle> style{};  // instead of the column's
    Mark mark = Mark::none;  // drawn to the left of the entry (the cue beside the colour), or instead
    Tone mark_tone = Tone::changed;
    std::string tip{};
};

struct RowStyle {
    bool current = false;      // the row where the machine stands
    bool highlighted = false;  // tinted as changed
    std::string_view press{};  // a name makes the row a thing to press
    std::string_view tip{};
};

class Table {
public:
    // How far the backing of a row reaches beyond the area.
    struct Edges {
        float left = 6;
        float right = 6;
    };
    // `area`: columns spread over its width, rows go down from its top.
    Table(Canvas& canvas, const Rect& area, std::vector<Column> columns, float row_height = measure::row);
    Table(Canvas& canvas, const Rect& area, std::vector<Column> columns, float row_height, Edges edges);

    // Draws the headings as a row of small grey words.
    void headings();
    Hit row(const std::vector<Cell>& cells, const RowStyle& style = {});
    // Rows that are out of sight (in a scroll region) are only counted.
    void skip(int rows);
    float y() const { return y_; }

private:
    Canvas& canvas_;
    Rect area_;
    std::vector<Column> columns_;
    std::vector<Rect> places_;  // left and right edge of each column; empty when left out
    float row_height_;
    Edges edges_;
    float y_;
    int number_;
    int row_ = 0;
};

}  // namespace ringside::ui
