// Pictures without a display.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <catch2/catch.hpp>

#include "demo.hpp"
#include "visualizer/kit/headless.hpp"

using namespace ringside::ui;

namespace {

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Picture picture_of_demo(const Look& look, int width, int height) {
    auto opened = Headless::open(look, width, height);
    INFO(opened.error);
    REQUIRE(opened.renderer != nullptr);
    demo::State state;
    return opened.renderer->shoot([&](Canvas& canvas) { demo::draw(canvas, state); });
}

// Where the tests leave their pictures, for a person to look at.
std::filesystem::path folder() {
    const std::filesystem::path path = std::filesystem::path(RINGSIDE_BINARY_DIR) / "pictures";
    std::filesystem::create_directories(path);
    return path;
}

}  // namespace

TEST_CASE("two runs draw the same picture, byte for byte") {
    const auto first = folder() / "kit-dark.png";
    const auto second = folder() / "kit-dark-again.png";
    REQUIRE(write_png(picture_of_demo({Scheme::dark, 100}, 1440, 900), first) == "");
    REQUIRE(write_png(picture_of_demo({Scheme::dark, 100}, 1440, 900), second) == "");
    CHECK(bytes_of(first).substr(1, 3) == "PNG");
    CHECK(bytes_of(first) == bytes_of(second));
}

TEST_CASE("the other looks draw other pictures of the same size") {
    const Picture dark = picture_of_demo({Scheme::dark, 100}, 1440, 900);
    const Picture light = picture_of_demo({Scheme::light, 100}, 1440, 900);
    CHECK(dark.rgb.size() == light.rgb.size());
    CHECK_FALSE(dark == light);
    REQUIRE(write_png(light, folder() / "kit-light.png") == "");
    REQUIRE(write_png(picture_of_demo({Scheme::light, 150}, 2160, 1350), folder() / "kit-light-150.png") ==
            "");
    REQUIRE(write_png(picture_of_demo({Scheme::dark, 75}, 1440, 900), folder() / "kit-dark-75.png") == "");
}

TEST_CASE("a picture shows what was drawn") {
    const Picture dark = picture_of_demo({Scheme::dark, 100}, 1440, 900);
    const auto pixel = [&](int x, int y) {
        const std::size_t at = (static_cast<std::size_t>(y) * 1440 + static_cast<std::size_t>(x)) * 3;
        return Color{dark.rgb[at], dark.rgb[at + 1], dark.rgb[at + 2]};
    };
    CHECK(pixel(2, 60) == palette(Scheme::dark).ground);    // the gap beside the first panel
    CHECK(pixel(700, 700) == palette(Scheme::dark).panel);  // an empty place of a panel
    std::set<std::uint32_t> different;
    for (std::size_t at = 0; at < dark.rgb.size(); at += 3) {
        different.insert(
            static_cast<std::uint32_t>(dark.rgb[at] << 16 | dark.rgb[at + 1] << 8 | dark.rgb[at + 2]));
    }
    CHECK(different.size() > 200);  // smoothed text
}

TEST_CASE("changing the look of a running renderer equals starting with that look") {
    auto opened = Headless::open({Scheme::dark, 100}, 1200, 800);
    REQUIRE(opened.renderer != nullptr);
    demo::State state;
    const auto draw = [&](Canvas& canvas) { demo::draw(canvas, state); };
    opened.renderer->shoot(draw);
    opened.renderer->stage().set_look({Scheme::light, 125});
    const Picture changed = opened.renderer->shoot(draw);
    CHECK((changed == picture_of_demo({Scheme::light, 125}, 1200, 800)));
}

TEST_CASE("a picture that cannot be made says why in a sentence and leaves nothing behind") {
    CHECK_THAT(Headless::open({}, 0, 900).error, Catch::Contains("each side must be from 1 to 16384"));
    CHECK_THAT(Headless::open({}, 20000, 900).error, Catch::Contains("20000x900"));
    const Picture small_picture{2, 1, {1, 2, 3, 4, 5, 6}};
    CHECK_THAT(write_png(small_picture, "/nowhere/at/all.png"),
               Catch::StartsWith("cannot write /nowhere/at/all.png: "));
    const auto place = folder() / "refused";
    std::filesystem::remove_all(place);
    std::filesystem::create_directories(place / "taken" / "full");
    CHECK_FALSE(
        write_png(small_picture, (place / "taken").string()).empty());  // a directory cannot be replaced
    CHECK_FALSE(write_png({0, 0, {}}, (place / "none.png").string()).empty());
    CHECK(std::distance(std::filesystem::directory_iterator(place), {}) == 1);  // only "taken"
}
