// The thin drawing layer through which every panel draws.
//
// A panel never calls Dear ImGui. It asks the canvas for text, boxes, marks, lanes and things to press, in logical
// units; the canvas scales, snaps to whole pixels, draws, finds out what the pointer and the keyboard do, and writes
// each item into a Recording when there is one (see record.hpp).
//     Rect body = ...;
//     canvas.text({body.x0, body.y0}, "a0", machine(Tone::soft));
//     if (canvas.hit("row 3", row).clicked) { ... }
// The canvas lives as long as the window; `Stage` (stage.hpp) opens and closes its frames.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "visualizer/kit/fonts.hpp"
#include "visualizer/kit/geometry.hpp"
#include "visualizer/kit/keys.hpp"
#include "visualizer/kit/record.hpp"
#include "visualizer/kit/theme.hpp"

struct ImDrawList;

namespace ringside::ui {

struct TextStyle {
    Face face = Face::words;
    Size size = Size::normal;
    Tone tone = Tone::plain;
    bool underlined = false;
};

constexpr TextStyle words(Tone tone = Tone::plain) { return {Face::words, Size::normal, tone, false}; }
constexpr TextStyle bold(Tone tone = Tone::plain) { return {Face::words_bold, Size::normal, tone, false}; }
constexpr TextStyle machine(Tone tone = Tone::plain) { return {Face::machine, Size::normal, tone, false}; }
constexpr TextStyle machine_bold(Tone tone = Tone::plain) {
    return {Face::machine_bold, Size::normal, tone, false};
}
constexpr TextStyle small(TextStyle style) {
    style.size = Size::small;
    return style;
}

// A run of text in one style; sentences are lists of them.
struct Span {
    std::string text;
    TextStyle style;
};
using Sentence = std::vector<Span>;

// What a guest believes is dashed; what the hardware does is solid.
enum class Stroke : std::uint8_t { none, solid, dashed };
// Fills that can be told apart without colour.
enum class Pattern : std::uint8_t { plain, diagonal, crossed, dotted };
// Drawn symbols.
enum class Mark : std::uint8_t {
    none,
    play,      // here, run
    fast,      // run on
    back,      // step back
    over,      // step over a call
    to_start,  // reset
    pause,
    up,              // checkpoint, return
    down,            // trap
    disc,            // breakpoint
    ring,            // breakpoint switched off
    diamond,         // true fault
    hollow_diamond,  // hidden fault
    square,
    bar,  // interrupt
    dot,  // changed
    check,
    cross,
};
// The character that stands for the mark in the text form.
std::string_view symbol(Mark mark);

// What the pointer and the keyboard do with a region this frame.
struct Hit {
    bool hovered = false;
    bool held = false;     // the left button went down here and is still down
    bool clicked = false;  // pressed and released here, or Enter while focused
    bool clicked_right = false;
    bool focused = false;  // the keyboard has hold of it
    Vec at;                // the pointer, in logical units
    float wheel = 0;       // notches turned while hovered
};

struct BoxStyle {
    Tone tone = Tone::plain;
    Stroke stroke = Stroke::solid;
    float corner = measure::small_corner;
    bool bar = false;   // a thick edge at the left in the tone's colour
    bool wash = false;  // tinted with the tone instead of the raised surface
};

struct ArrowStyle {
    Tone tone = Tone::soft;
    Stroke stroke = Stroke::solid;
    bool head = true;
};

// A stretch of a lane, from `from` to `to` (0 to 1 of its length).
struct Segment {
    float from = 0;
    float to = 0;
    Tone tone = Tone::plain;
    bool deep = false;  // the owner's inner layer
    float share = 1;    // of the lane's height: how much of this stretch it was
};

class Canvas {
public:
    Canvas();

    // ---- The frame (called by Stage) --------------------------------------------------------------------------
    void open(const Look& look, const FontSet& fonts, Vec page, Recording* recording);
    void close();
    // In how many seconds the canvas wants to be drawn again although nothing happened (a tip is due);
    // negative when it does not.
    float wants_frame_in() const;

    // ---- What there is ----------------------------------------------------------------------------------------
    Rect page() const { return page_; }
    const Palette& colors() const { return *palette_; }
    const Look& look() const { return look_; }

    // ---- Text -------------------------------------------------------------------------------------------------
    float width(std::string_view text, TextStyle style) const;
    float width(const Sentence& sentence) const;
    static float line_height(TextStyle style);
    // One line at a point (its top left); returns its rectangle.
    Rect text(Vec at, std::string_view text, TextStyle style);
    // One line inside a rectangle, centred upwards; too long a text ends in "…", and its whole becomes the tip.
    Rect text_in(const Rect& box, std::string_view text, TextStyle style, Align align = Align::left,
                 CellPlace place = {});
    Rect sentence(Vec at, const Sentence& sentence);
    // A sentence broken into lines of the box's width ("\n" breaks one, too); returns its height.
    float paragraph(const Rect& box, const Sentence& sentence);
    float paragraph_height(float width, const Sentence& sentence) const;

    // ---- Shapes -----------------------------------------------------------------------------------------------
    void backing(const Rect& rect, Color color, float corner = 0);
    void outline(const Rect& rect, Color color, Stroke stroke, float corner, float thickness = 1);
    void hairline(Vec from, Vec to);
    void mark(Mark mark, Vec centre, Tone tone, float size = 9, std::string_view tip = {});
    void arrow(std::span<const Vec> points, const ArrowStyle& style);
    // A strip of time; `name` is how a reader would call it.
    void lane(const Rect& rect, std::string_view name, std::span<const Segment> segments);
    void key_cap(const Rect& rect, std::string_view key);
    float key_cap_width(std::string_view key) const;
    void pattern(const Rect& rect, Color color, Pattern pattern);
    // Shapes of a figure that the recording knows only as a whole (see begin_plot).
    void fill(const Rect& rect, Color color, float corner = 0);
    void polyline(std::span<const Vec> points, Color color, float thickness, Stroke stroke = Stroke::solid);

    // ---- Boxes: what is drawn between begin and end lies inside ------------------------------------------------
    void begin_box(const Rect& rect, const BoxStyle& style, std::string_view name = {});
    // A record without a drawing of its own; `text` is what it shows, in words.
    void begin_group(Kind kind, const Rect& rect, std::string_view text);
    // A figure drawn by fill(), pattern() and polyline(): one item that says `words`.
    void begin_plot(const Rect& rect, std::string_view words) { begin_group(Kind::plot, rect, words); }
    void end_box();
    // Clips drawing to a rectangle.
    void push_clip(const Rect& rect);
    void pop_clip();
    // A region of its own that scrolls; draw at the returned origin plus the content's coordinates.
    struct Scroll {
        Rect view;    // what is in sight, in page coordinates
        Vec origin;   // where the content's top left lies now
        float width;  // of the content, the bar's room taken off
    };
    Scroll begin_scroll(std::string_view name, const Rect& rect, Vec content);
    // Brings the strip from `top` to `bottom` (content coordinates) into sight, in the middle if it was out of it.
    void scroll_to(float top, float bottom);
    void end_scroll();

    // ---- The pointer and the keyboard --------------------------------------------------------------------------
    // `name` is unique inside the enclosing panel or scope. `focusable`: reached by Tab and pressed by Enter.
    Hit hit(std::string_view name, const Rect& rect, bool focusable = true);
    std::uint64_t id(std::string_view name) const;
    void push_scope(std::string_view name);
    void pop_scope();
    // Explains the item drawn or hit last.
    void tip(std::string_view words, std::string_view key = {});
    // True when the shortcut was pressed and no text field is being typed in.
    bool pressed(Chord chord) const;
    // Things drawn between the two lie over everything else, which neither pointer nor keyboard reaches meanwhile.
    // Not to be opened inside a box or a scroll region.
    void begin_overlay(std::string_view name);
    void end_overlay();
    // A line of text to edit. True when Enter ended it. `take_focus`: the keyboard goes to it in this frame.
    bool field(std::string_view name, const Rect& rect, std::string& value, std::string_view hint,
               TextStyle style, bool take_focus = false);
    // A number for the cells of the table that is begun now.
    int next_table() { return ++tables_; }
    // Says where in a table the item drawn last stands, and what kind of thing it is.
    void place_last(const CellPlace& place);
    void name_last(Kind kind);

private:
    struct Region {
        std::uint64_t id = 0;
        Rect rect;
        int layer = 0;
        bool focusable = false;
    };
    // A tip that is waiting or shown.
    struct Tip {
        std::uint64_t id = 0;
        Rect anchor;
        std::string words;
        std::string key;
    };

    // Pixels and pens (canvas.cpp)
    Vec px(Vec at) const { return {snap(at.x), snap(at.y)}; }
    Rect px(const Rect& rect) const { return {snap(rect.x0), snap(rect.y0), snap(rect.x1), snap(rect.y1)}; }
    float snap(float coordinate) const;
    float stroke_width(float units) const;
    Rect draw_line_of_text(Vec at, float height, std::string_view text, TextStyle style);
    bool readable(std::string_view text, TextStyle style) const;
    struct Run;
    std::vector<Run> broken_into_lines(float width, const Sentence& sentence) const;
    // Recording
    int note(Kind kind, const Rect& box, std::string_view text = {});
    Record* last_record();
    // Interaction (canvas_input.cpp)
    void resolve_pointer();
    void resolve_focus();
    void follow_tip();
    void draw_tip();
    void draw_focus();

    Look look_;
    const Palette* palette_;
    FontSet fonts_;
    float scale_ = 1;
    Rect page_;
    Recording* recording_ = nullptr;
    ImDrawList* pen_ = nullptr;

    struct OpenBox {
        int record;  // -1 when nothing is recorded
        Rect rect;
    };
    std::vector<OpenBox> boxes_;
    std::vector<Rect> clips_;
    std::vector<std::uint64_t> scopes_;
    int scrolls_x_ = 0;  // open regions that scroll sideways
    int scrolls_y_ = 0;
    std::vector<bool> sideways_;  // per open scroll region: whether it scrolls sideways
    std::vector<int> scroll_numbers_;
    int scrolls_made_ = 0;
    int layer_ = 0;
    int top_layer_ = 0;  // of the frame before
    int tables_ = 0;
    int last_noted_ = -1;  // index of the record that tip() explains

    std::vector<Region> regions_;       // of this frame, in drawing order
    std::vector<Region> last_regions_;  // of the frame before: what the pointer can be over
    std::uint64_t hot_ = 0;             // under the pointer
    std::uint64_t active_ = 0;          // where the left button went down
    std::uint64_t clicked_ = 0;
    std::uint64_t clicked_right_ = 0;
    std::uint64_t focus_ = 0;  // what the keyboard has hold of
    bool focus_visible_ = false;
    bool focus_pressed_ = false;
    Rect focus_rect_;
    Vec pointer_;
    float wheel_ = 0;
    Rect last_rect_;  // of the item drawn or hit last
    Tip tip_;
    Tip tip_candidate_;
    float tip_age_ = 0;
};

}  // namespace ringside::ui
