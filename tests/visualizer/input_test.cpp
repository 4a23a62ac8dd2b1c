// Pointer, keyboard, tips, fields: through the same input as a person's.
#include <catch2/catch.hpp>

#include "demo.hpp"
#include "visualizer/kit/keys.hpp"
#include "visualizer/kit/stage.hpp"

using namespace ringside::ui;

namespace {

std::string all_problems(const Recording& seen) {
    std::string all;
    for (const std::string& line : problems(seen)) {
        all += line + "\n";
    }
    return all;
}

// A stage that shows the demo, and somebody to act on it.
struct Session {
    explicit Session(int scale = 100)
        : stage({Scheme::dark, scale}),
          user(stage, [this](Canvas& canvas) { demo::draw(canvas, state); },
               {1440 * static_cast<float>(scale) / 100, 900 * static_cast<float>(scale) / 100}) {}
    demo::State state;
    Stage stage;
    Puppet user;
};

}  // namespace

TEST_CASE("keys have names that read back") {
    CHECK(name(Chord{Key::f10}) == "F10");
    CHECK(name(Chord{Key::f11, shift}) == "Shift+F11");
    CHECK(name(Chord{Key::p, ctrl | shift}) == "Ctrl+Shift+P");
    for (std::size_t key = 1; key < key_count; ++key) {
        const Chord chord{static_cast<Key>(key), ctrl};
        CAPTURE(name(chord));
        CHECK(chord_named(name(chord)) == chord);
    }
    CHECK(chord_named("shift+left") == Chord{Key::left, shift});
    CHECK_FALSE(chord_named("Hyper+X").has_value());
    CHECK_FALSE(chord_named("F13").has_value());
    CHECK_FALSE(chord_named("").has_value());
}

TEST_CASE("a press on a button acts once, at every scale") {
    for (const int scale : {75, 100, 200}) {
        Session session(scale);
        CHECK(session.user.click("step"));
        CHECK(session.state.steps == 1);
        CHECK(session.user.click("step"));
        CHECK(session.state.steps == 2);
    }
}

TEST_CASE("a disabled button does nothing, and a control that is not there cannot be pressed") {
    Session session;
    CHECK(session.user.click("step back"));
    CHECK(session.state.steps == 0);
    CHECK_FALSE(session.user.click("no such thing"));
}

TEST_CASE("a press that ends elsewhere does not count") {
    Session session;
    const Vec step = session.user.seen().control("step")->rect.centre();
    session.user.hover(step);
    keys::inject_button(0, true);
    session.user.wait(0.05F);
    session.user.hover({700, 500});
    keys::inject_button(0, false);
    session.user.wait(0.05F);
    CHECK(session.state.steps == 0);
}

TEST_CASE("a shortcut acts without the pointer, and only with its own modifiers") {
    Session session;
    session.user.press({Key::f10});
    CHECK(session.state.steps == 1);
    session.user.press({Key::f10, shift});
    CHECK(session.state.steps == 1);
}

TEST_CASE("Tab walks through the controls and Enter presses the one it stands on") {
    Session session;
    // Reset and the tabs come before; walk until the ring is around "step".
    session.user.press({Key::tab});
    session.user.press({Key::enter});
    CHECK(session.state.workspace == "Step");
    session.user.press({Key::tab});
    session.user.press({Key::enter});
    CHECK(session.state.workspace == "Translate");
    session.user.press({Key::tab, shift});
    session.user.press({Key::enter});
    CHECK(session.state.workspace == "Step");
    session.user.press({Key::escape});
    session.user.press({Key::enter});
    CHECK(session.state.steps == 0);
}

TEST_CASE("a row in a scroll region can be pressed, also after scrolling") {
    Session session;
    CHECK(session.user.click("row 3"));
    CHECK(session.state.picked == "row 3");
    CHECK(session.user.seen().control("row 55") == nullptr);
    const Vec middle = session.user.seen().panel("switch.s")->box.centre();
    for (int i = 0; i < 10; ++i) {
        session.user.wheel(middle, -3);
    }
    CHECK(session.user.click("row 55"));
    CHECK(session.state.picked == "row 55");
}

TEST_CASE("resting on a button shows its explanation and its shortcut; moving away takes them back") {
    Session session;
    const auto shown = [&] {
        return session.user.seen().find(Kind::tip, "Execute one instruction") != nullptr;
    };
    session.user.hover(session.user.seen().control("step")->rect.centre());
    CHECK_FALSE(shown());
    CHECK(session.stage.canvas().wants_frame_in() > 0);
    session.user.wait(0.6F);
    CHECK(shown());
    CHECK(session.user.seen().find(Kind::key, "F10") != nullptr);
    CHECK(all_problems(session.user.seen()) == "");
    CHECK(session.stage.canvas().wants_frame_in() < 0);
    session.user.hover({700, 700});
    session.user.wait(0.1F);
    CHECK_FALSE(shown());
}

TEST_CASE("every button explains itself, and the explanation names the shortcut") {
    Session session;
    for (const Record& item : session.user.seen().items) {
        if (item.kind == Kind::button) {
            CAPTURE(item.text);
            CHECK_FALSE(item.tip.empty());
        }
    }
    CHECK(session.user.seen().find(Kind::button, "step")->tip == "Execute one instruction [F10]");
}

TEST_CASE("an overlay takes pointer and keyboard until it is closed") {
    Session session;
    session.user.press({Key::p, ctrl});
    REQUIRE(session.state.palette_open);
    session.user.wait(0.1F);
    CHECK(all_problems(session.user.seen()) == "");
    session.user.click("step");  // lies below
    CHECK(session.state.steps == 0);
    session.user.click("command");
    session.user.type("step 10");
    CHECK(session.state.typed == "step 10");
    session.user.press({Key::f10});  // a shortcut typed into a field is no shortcut
    CHECK(session.state.steps == 0);
    session.user.press({Key::enter});
    CHECK(session.state.entered == "step 10");
    session.user.click("step");
    CHECK(session.state.steps == 1);
}
