// What a frame drew, written down: the basis of the geometry tests and of every panel's text form.
//
// The canvas fills a Recording when it is given one:
//     Recording seen;
//     stage.frame(draw, &seen);
//     CHECK(problems(seen).empty());           // nothing clipped, overlapping or outside its box
//     std::cout << text_form(seen);            // the same panels in words
// Rectangles are in logical units, clip rectangles included.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "visualizer/kit/geometry.hpp"

namespace ringside::ui {

enum class Kind : std::uint8_t {
    panel,    // a titled box
    heading,  // a panel's title, and the explanation beside it
    box,      // a frame around other things: a card, a node of a diagram
    text,     // words or values
    cell,     // a table's entry
    button,   // something to press
    field,    // a line of text to edit
    chip,     // a short fact in a rounded box
    key,      // a key cap
    mark,     // a drawn symbol
    lane,     // a strip of segments over time
    plot,     // a drawn figure: bars, lines, a grid of frames
    backing,  // a fill behind things: the current row
    line,     // a hairline
    arrow,
    tip,  // an explanation shown over everything
};

std::string_view name(Kind kind);

// Where a record stands in a table; the text form lines columns up by it.
struct CellPlace {
    int table = 0;  // tables of a frame are numbered from 1; 0 = not in a table
    int row = 0;
    int column = 0;
    Align align = Align::left;
};

struct Record {
    Kind kind = Kind::text;
    Rect box;
    Rect clip;
    std::string text;         // what a reader sees; for a mark its symbol, for a lane its bar in characters
    std::string tip;          // the explanation that hovering shows
    float text_width = 0;     // of `text` before it was cut to fit; 0 for things that are not text
    int parent = -1;          // the record that this one lies in; -1 = the page
    int layer = 0;            // 0 = the page; higher = drawn over it (tips, palette)
    bool scrolls_x = false;   // lies in a region that can be scrolled sideways …
    bool scrolls_y = false;   // … or up and down, so that it may be partly out of sight
    int scroll = 0;           // number of that region on the page; 0 = none
    bool shortened = false;   // text was cut and ends in "…"
    bool unreadable = false;  // a character is missing from the font
    CellPlace place;
    std::vector<Vec> points;  // an arrow's bends, from tail to head
};

// Something to press, whatever it looks like.
struct Control {
    std::string name;  // as given to Canvas::hit
    std::uint64_t id = 0;
    Rect rect;  // as much of it as is in sight
    int layer = 0;
    bool focusable = false;
};

struct Recording {
    std::vector<Record> items;
    std::vector<Control> controls;
    Rect page;

    void clear() {
        items.clear();
        controls.clear();
    }
    // The first item of that kind with that text, on the highest layer that has one.
    const Record* find(Kind kind, std::string_view text) const;
    // The first control of that name, on the highest layer that has one.
    const Control* control(std::string_view name) const;
    // The panel with that title.
    const Record* panel(std::string_view title) const;
    // True when item `index` lies in item `ancestor`, at any depth.
    bool lies_in(int index, int ancestor) const;
};

// Faults of the layout, each as a sentence; empty when all is well. The rules:
// - text fits in its box, is not shortened without a tip, and has all its characters;
// - everything lies inside its parent and its clip (as far as it cannot be scrolled into sight), and on the page;
// - two things that carry meaning do not overlap unless one contains the other; lines and arrows cross no text;
// - a panel says something; no two things to press share an identifier.
std::vector<std::string> problems(const Recording& recording);

// The page in words: each panel with its title, its lines from top to bottom, tables with aligned columns.
std::string text_form(const Recording& recording);
// One panel in words; empty when there is no panel of that title.
std::string text_form(const Recording& recording, std::string_view title);

}  // namespace ringside::ui
