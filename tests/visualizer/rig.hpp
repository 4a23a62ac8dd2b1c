// The application without a window, on a small program of its own, and a user who acts on it by name.
#pragma once

#include <string>

#include <catch2/catch.hpp>

#include "visualizer/application.hpp"
#include "visualizer/kit/stage.hpp"

namespace rig {

using namespace ringside;
using namespace ringside::ui;

// One of tests/visualizer/programs, in VM A and on bare metal.
OpenedLab opened(const char* name = "rings.s");

// VM A is host 0, the same program on bare metal is host 1.
inline constexpr world::GuestRef vm_a{0, 0};
inline constexpr world::GuestRef bare{1, std::nullopt};

// A person before the window: what is pressed is carried out to its end.
class Seat {
public:
    explicit Seat(const Look& look = {}, Vec pixels = {1440, 900}, const char* name = "rings.s")
        : app(opened(name), look), stage_(look),
          puppet_(
              stage_, [this](Canvas& canvas) { app.draw(canvas); }, pixels) {}

    bool click(std::string_view control) {
        const bool found = puppet_.click(control);
        finish();
        return found;
    }
    void press(Chord chord) {
        puppet_.press(chord);
        finish();
    }
    void act(const UiCommand& command) {
        app.carry_out(command);
        app.settle();
        look();
    }
    // Two more frames: what scrolls has settled.
    const Recording& look() {
        puppet_.wait(0.1F);
        return puppet_.seen();
    }
    std::string text() { return text_form(look()); }
    std::string text(std::string_view panel) { return text_form(look(), panel); }
    Puppet& puppet() { return puppet_; }

    std::uint64_t steps(const world::GuestRef& guest = vm_a) const {
        return world::steps(app.world(), guest);
    }
    std::uint32_t pc(const world::GuestRef& guest = vm_a) const {
        return world::cpu(app.world(), guest, 0).seen.pc;
    }
    std::uint32_t address_of(const std::string& symbol) const {
        return app.guests().front().programs->all().front()->image.symbol_named(symbol)->address;
    }

    Application app;

private:
    void finish() {
        app.settle();
        look();
    }

    Stage stage_;
    Puppet puppet_;
};

}  // namespace rig
