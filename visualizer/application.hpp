// The application: one lab open in a session, the state of the window, and the loop that carries out what panels ask
// for. It knows no window: run_window, the pictures and the tests drive it alike.
//
//     Application app(std::move(lab), {Scheme::dark, 100});
//     app.carry_out(StepGuest{100});
//     app.settle();
//     picture = renderer.shoot([&](Canvas& canvas) { app.draw(canvas); });
#pragma once

#include <memory>
#include <vector>

#include "hypervisor/world/session.hpp"
#include "visualizer/commands.hpp"
#include "visualizer/kit/window.hpp"
#include "visualizer/model/lab.hpp"
#include "visualizer/view.hpp"

namespace ringside::ui {

class Application : public App {
public:
    Application(OpenedLab lab, const Look& look);

    // Runs the machine for a few milliseconds if it has something to do, draws, and carries out what was asked for.
    void draw(Canvas& canvas) override;
    float next_frame_in() override;
    Look look() const override { return ui_.look; }
    bool wants_to_close() const override { return closing_; }

    void carry_out(const UiCommand& command);
    // Runs until the last command is done; what runs for ever is not.
    void settle();

    const world::World& world() const { return session_.world(); }
    const world::Session& session() const { return session_; }
    const Runner& runner() const { return runner_; }
    const UiState& ui() const { return ui_; }
    const std::vector<GuestEntry>& guests() const { return guests_; }
    const Recorder& history() const { return recorder_; }

    // The machine has this long within a frame.
    static constexpr double slice_seconds = 0.008;

private:
    struct Carry;
    View view();
    void remember_registers();
    void select(const world::GuestRef& guest);
    std::size_t index_in_front() const;

    std::string title_;
    std::string advice_;
    std::vector<GuestEntry> guests_;
    world::Session session_;
    Recorder recorder_;
    Runner runner_;
    Listings listings_;
    UiState ui_;
    Commands commands_;
    std::vector<std::vector<machine::HartRegisters>>
        before_;           // by guest and processor, before the last action
    bool changed_ = true;  // another frame is due
    bool closing_ = false;
};

}  // namespace ringside::ui
