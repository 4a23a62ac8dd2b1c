// Colours, scale, fonts.
#include <cmath>
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "demo.hpp"
#include "visualizer/kit/stage.hpp"
#include "visualizer/kit/theme.hpp"

using namespace ringside::ui;

TEST_CASE("text has a contrast of at least 4.5 on every surface it is drawn on") {
    for (const Scheme scheme : {Scheme::dark, Scheme::light}) {
        const Palette& colors = palette(scheme);
        for (std::size_t i = 0; i < tone_count; ++i) {
            const auto tone = static_cast<Tone>(i);
            CAPTURE(name(scheme), i);
            for (const Color surface : {colors.ground, colors.panel, colors.raised, colors.sunken}) {
                CHECK(contrast(colors[tone].ink, surface) >= 4.5F);
            }
            // Tinted surfaces carry plain and soft words, and words of their own tone.
            CHECK(contrast(colors[tone].ink, colors[tone].wash) >= 4.5F);
            CHECK(contrast(colors[Tone::plain].ink, colors[tone].wash) >= 4.5F);
            CHECK(contrast(colors[Tone::soft].ink, colors[tone].wash) >= 4.5F);
        }
        for (const Color surface : {colors.current, colors.hover, colors[Tone::changed].wash}) {
            CHECK(contrast(colors[Tone::plain].ink, surface) >= 4.5F);
            CHECK(contrast(colors[Tone::soft].ink, surface) >= 4.0F);
        }
    }
}

TEST_CASE("owners keep the agreed hues, and each has a letter of its own") {
    const Palette& dark = palette(Scheme::dark);
    CHECK(dark[Tone::vm_a].fill == rgb(0x56b4e9));
    CHECK(dark[Tone::vm_b].fill == rgb(0xe69f00));
    CHECK(dark[Tone::monitor].fill == rgb(0xcc79a7));
    CHECK(dark[Tone::shared].fill == rgb(0x009e73));
    CHECK(dark[Tone::danger].fill == rgb(0xd55e00));
    CHECK(dark[Tone::changed].fill == rgb(0xffd479));
    std::string letters;
    for (const Tone tone :
         {Tone::vm_a, Tone::vm_b, Tone::vm_c, Tone::vm_d, Tone::monitor, Tone::shared, Tone::danger}) {
        CHECK(letters.find(letter_of(tone)) == std::string::npos);
        letters += letter_of(tone);
    }
    CHECK(tone_of_vm(5) == Tone::vm_b);
    CHECK(letter_of_vm(5) == 'F');
}

TEST_CASE("the scale goes from 75 to 300 percent in steps and no further") {
    CHECK(clamped_scale(10) == 75);
    CHECK(clamped_scale(1000) == 300);
    CHECK(next_scale(100, 1) == 110);
    CHECK(next_scale(100, -1) == 90);
    CHECK(next_scale(130, 1) == 150);
    CHECK(next_scale(130, -1) == 125);
    CHECK(next_scale(300, 1) == 300);
    CHECK(next_scale(75, -1) == 75);
}

TEST_CASE("machine values keep whole-pixel columns at every scale") {
    for (const int scale : {75, 90, 100, 110, 125, 150, 175, 200, 250, 300}) {
        Stage stage({Scheme::dark, scale});
        stage.set_display({800, 600}, 1.0F / 60);
        stage.frame([&](Canvas& canvas) {
            const float factor = static_cast<float>(scale) / 100;
            for (const TextStyle style : {machine(), machine_bold(), small(machine())}) {
                const float advance = canvas.width("0", style) * factor;
                CAPTURE(scale, advance);
                CHECK(advance == Approx(std::round(advance)).margin(0.001));
                CHECK(canvas.width("fmW1_ ≠0", style) * factor == Approx(8 * advance).margin(0.01));
            }
        });
    }
}

TEST_CASE("a missing font is replaced, and a notice says by which and what to install") {
    FontPlaces places = usual_fonts();
    REQUIRE(Stage({}, places).notices().empty());
    SECTION("another family stands in") {
        places.words.front().regular = {"/nowhere/Inter-Regular.otf"};
        Stage stage({}, places);
        REQUIRE(stage.notices().size() == 1);
        CHECK_THAT(stage.notices().front(),
                   Catch::StartsWith("The font Inter is missing, so words are drawn in ") &&
                       Catch::EndsWith("Install the package fonts-inter."));
    }
    SECTION("with none at all the built-in font is left, and the window still works") {
        for (auto* families : {&places.words, &places.machine}) {
            for (FontFamily& family : *families) {
                family.regular.clear();
                family.bold.clear();
            }
        }
        Stage stage({}, places);
        REQUIRE(stage.notices().size() == 2);
        CHECK_THAT(stage.notices().front(), Catch::Contains("plain built-in one"));
        demo::State state;
        Recording seen;
        stage.set_display({1440, 900}, 1.0F / 60);
        stage.frame([&](Canvas& canvas) { demo::draw(canvas, state); }, &seen);
        CHECK(seen.panel("Registers") != nullptr);
    }
}

TEST_CASE("a file that is not a whole font is refused") {
    const auto folder = std::filesystem::path(RINGSIDE_BINARY_DIR) / "fonts";
    std::filesystem::create_directories(folder);
    const auto write = [&](const char* file, std::string_view bytes) {
        std::ofstream(folder / file, std::ios::binary) << bytes;
        return (folder / file).string();
    };
    CHECK_FALSE(read_font("/nowhere.ttf").has_value());
    CHECK_FALSE(read_font(write("empty.ttf", "")).has_value());
    CHECK_FALSE(read_font(write("text.ttf", "this is no font, only a text that is long enough")).has_value());
    std::string good;
    const FontPlaces places = usual_fonts();
    for (const std::string& path : places.words.front().regular) {
        if (const auto font = read_font(path)) {
            CHECK(font->units_per_em > 0);
            good.assign(font->bytes.begin(), font->bytes.end());
        }
    }
    REQUIRE_FALSE(good.empty());
    CHECK_FALSE(
        read_font(write("truncated.otf", std::string_view(good).substr(0, good.size() / 2))).has_value());
}
