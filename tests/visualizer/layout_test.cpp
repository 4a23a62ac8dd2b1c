// The recorder, the layout rules, and the text form.
#include <array>

#include <catch2/catch.hpp>

#include "demo.hpp"
#include "visualizer/kit/controls.hpp"
#include "visualizer/kit/panel.hpp"
#include "visualizer/kit/stage.hpp"
#include "visualizer/kit/table.hpp"

using namespace ringside::ui;

namespace {

Recording recorded(const Draw& draw, const Look& look = {}, Vec pixels = {1440, 900}) {
    Stage stage(look);
    Recording seen;
    for (int frame = 0; frame < 2; ++frame) {
        stage.set_display(pixels, 1.0F / 60);
        stage.frame(draw, &seen);
    }
    return seen;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string all;
    for (const std::string& line : lines) {
        all += line + "\n";
    }
    return all;
}

// The problems of one panel in which `draw` draws.
std::string problems_of(const std::function<void(Canvas&, const Rect&)>& draw) {
    return joined(problems(recorded([&](Canvas& canvas) {
        Panel panel(canvas, Rect::at(10, 10, 300, 200), "Panel");
        draw(canvas, panel.body());
    })));
}

}  // namespace

TEST_CASE("the demo keeps every layout rule at every scale and in both schemes") {
    for (const Scheme scheme : {Scheme::dark, Scheme::light}) {
        for (const int scale : {75, 90, 100, 125, 150, 200, 300}) {
            CAPTURE(name(scheme), scale);
            const float factor = static_cast<float>(scale) / 100;
            demo::State state;
            const Recording seen = recorded([&](Canvas& canvas) { demo::draw(canvas, state); },
                                            {scheme, scale}, {1440 * factor, 900 * factor});
            CHECK(seen.items.size() > 200);
            CHECK(joined(problems(seen)) == "");
        }
    }
}

TEST_CASE("each kind of layout fault is found and told") {
    using Catch::Contains;
    SECTION("a panel in order has no problems") {
        CHECK(problems_of([](Canvas& canvas, const Rect& body) {
                  canvas.text({body.x0, body.y0}, "fine", words());
              }) == "");
    }
    SECTION("text that leaves its panel") {
        CHECK_THAT(problems_of([](Canvas& canvas, const Rect& body) {
                       canvas.text({body.x1 - 20, body.y0}, "too far to the right", words());
                   }),
                   Contains("leaves its box") && Contains("is clipped"));
    }
    SECTION("two texts on each other") {
        CHECK_THAT(problems_of([](Canvas& canvas, const Rect& body) {
                       canvas.text({body.x0, body.y0}, "first words", words());
                       canvas.text({body.x0 + 20, body.y0 + 5}, "second words", words());
                   }),
                   Contains("\"first words\"") && Contains("overlaps text \"second words\""));
    }
    SECTION("an arrow across a text") {
        CHECK_THAT(
            problems_of([](Canvas& canvas, const Rect& body) {
                const Rect box = canvas.text({body.x0, body.y0 + 40}, "in the way", words());
                const std::array<Vec, 2> points{{{box.x0 + 30, box.y0 - 20}, {box.x0 + 30, box.y1 + 20}}};
                canvas.arrow(points, {});
            }),
            Contains("arrow") && Contains("crosses text \"in the way\""));
    }
    SECTION("a panel that says nothing") {
        CHECK_THAT(problems_of([](Canvas&, const Rect&) {}),
                   Contains("panel \"Panel\"") && Contains("is empty"));
    }
    SECTION("a character that the font lacks") {
        CHECK_THAT(problems_of([](Canvas& canvas, const Rect& body) {
                       canvas.text({body.x0, body.y0}, "snow \u2603", words());
                   }),
                   Contains("the font lacks"));
    }
    SECTION("two controls of one name") {
        CHECK_THAT(problems_of([](Canvas& canvas, const Rect& body) {
                       canvas.text({body.x0, body.y0}, "words", words());
                       canvas.hit("same", Rect::at(body.x0, body.y0, 20, 20));
                       canvas.hit("same", Rect::at(body.x0, body.y0 + 30, 20, 20));
                   }),
                   Contains("share the name \"same\""));
    }
    SECTION("a box without room") {
        CHECK_THAT(problems_of([](Canvas& canvas, const Rect& body) {
                       canvas.text({body.x0, body.y0}, "words", words());
                       canvas.begin_box({body.x0 + 50, body.y0 + 50, body.x0 + 40, body.y0 + 80}, {});
                       canvas.end_box();
                   }),
                   Contains("no room"));
    }
    SECTION("panels on each other") {
        const auto seen = recorded([](Canvas& canvas) {
            for (const float x : {0.0F, 150.0F}) {
                Panel panel(canvas, Rect::at(x, 0, 200, 100), x == 0 ? "One" : "Two");
                canvas.text({panel.body().x0, panel.body().y0}, "words", words());
            }
        });
        CHECK_THAT(joined(problems(seen)), Contains("panel \"One\"") && Contains("overlaps panel \"Two\""));
    }
}

TEST_CASE("too long a text ends in an ellipsis, stays inside, and shows its whole as a tip") {
    const auto seen = recorded([](Canvas& canvas) {
        canvas.text_in(Rect::at(10, 10, 80, 21), "a sentence that does not fit", words());
    });
    const Record* item = seen.find(Kind::text, "a sentence that does not fit");
    REQUIRE(item != nullptr);
    CHECK(item->shortened);
    CHECK(item->tip == "a sentence that does not fit");
    CHECK(item->text_width <= 80.5F);
    CHECK(joined(problems(seen)) == "");
}

TEST_CASE("a paragraph breaks between words, and its height is the one that was foretold") {
    float foretold = 0;
    float used = 0;
    const Sentence sentence{{"It believes that it ", words()},
                            {"owns", bold()},
                            {" the machine: PTB reads ", words()},
                            {"0x0040_7003", machine()},
                            {".", words()}};
    const auto seen = recorded([&](Canvas& canvas) {
        foretold = canvas.paragraph_height(150, sentence);
        used = canvas.paragraph(Rect::at(10, 10, 150, 300), sentence);
    });
    CHECK(used == foretold);
    CHECK(used >= 3 * measure::row);
    std::string all;
    for (const Record& item : seen.items) {
        CHECK(item.box.x1 <= 160.5F);
        all += item.text;
    }
    CHECK(all.find("0x0040_7003") != std::string::npos);  // never broken inside
    CHECK(joined(problems(seen)) == "");
}

TEST_CASE("numbers of a column end at the same place, whatever their length") {
    const auto seen = recorded([](Canvas& canvas) {
        Table table(
            canvas, Rect::at(10, 10, 400, 200),
            {{.heading = "name", .stretch = 1},
             {.heading = "cycles", .sample = "1 000 000", .align = Align::right, .style = machine()}});
        table.headings();
        table.row({{"bare metal"}, {"28"}});
        table.row({{"shadow, hidden fault"}, {"1 120"}});
    });
    const Record* small_number = seen.find(Kind::cell, "28");
    const Record* large_number = seen.find(Kind::cell, "1 120");
    REQUIRE(small_number != nullptr);
    REQUIRE(large_number != nullptr);
    CHECK(small_number->box.x1 == Approx(large_number->box.x1));
    CHECK(small_number->box.x0 > large_number->box.x0);
}

TEST_CASE("a table leaves out its expendable columns when the room is short") {
    const auto seen = recorded([](Canvas& canvas) {
        Table table(canvas, Rect::at(10, 10, 130, 200),
                    {{.sample = "80000000", .style = machine()},
                     {.sample = "e1 0 a 0005", .style = machine(), .expendable = 1},
                     {.sample = "mts", .style = machine()}});
        table.row({{"80000000"}, {"e1 0 a 0005"}, {"mts"}});
    });
    CHECK(seen.find(Kind::cell, "80000000") != nullptr);
    CHECK(seen.find(Kind::cell, "mts") != nullptr);
    CHECK(seen.find(Kind::cell, "e1 0 a 0005") == nullptr);
    CHECK(joined(problems(seen)) == "");
}

TEST_CASE("the text form tells a panel in lines, with the columns of its tables aligned") {
    demo::State state;
    const auto seen = recorded([&](Canvas& canvas) { demo::draw(canvas, state); });
    CHECK(text_form(seen, "Registers") == "Registers  changed: gold, with a dot\n"
                                          "  zero   80003fd0  ra  00000000\n"
                                          "  sp     80003fd0  gp  00000000\n"
                                          "  tp     80003fd0  t0  00000000\n"
                                          "  t1     80003fd0  t2  00000000\n"
                                          "  s0     80003fd0  s1  00000000\n"
                                          "  a0    *00407000  a1  00000000\n"
                                          "  PSR  decoded\n"
                                          "                  virtual           real\n"
                                          "  ring                  0            1 ≠\n"
                                          "  interrupts          off           on ≠\n"
                                          "  page table  0x0040_7003  0x0180_2005 ≠\n");
    const std::string story = text_form(seen, "What happens now");
    CHECK_THAT(story, Catch::Contains("mts ptb, a0 wants to change the page-table base."));
    CHECK_THAT(story, Catch::Contains("▼  trap: privileged instruction · 412 cycles"));
    CHECK_THAT(text_form(seen), Catch::Contains("monitor  ·█··█"));
    const std::string code = text_form(seen, "switch.s");
    CHECK_THAT(code, Catch::Contains("\n  ●     80001024  30 a 5 0010  lw   a0, 16(a1)\n"
                                     "     ▶  80001028  e1 0 a 0005  mts  ptb, a0\n"
                                     "        80001032  30 a 5 0010  lw   a0, 16(a1)\n"));
    CHECK(text_form(seen, "No such panel").empty());
}

TEST_CASE("what lies out of sight in a scroll region is no fault, and what is in sight is recorded") {
    const auto seen = recorded([](Canvas& canvas) {
        Panel panel(canvas, Rect::at(10, 10, 300, 200), "Rows");
        const auto scroll = canvas.begin_scroll("rows", panel.full(), {0, 50 * measure::row});
        for (int i = 0; i < 50; ++i) {
            canvas.text({scroll.origin.x + 14, scroll.origin.y + measure::row * static_cast<float>(i)},
                        "row " + std::to_string(i), words());
        }
        canvas.end_scroll();
    });
    CHECK(seen.find(Kind::text, "row 49") != nullptr);
    CHECK(joined(problems(seen)) == "");
}
