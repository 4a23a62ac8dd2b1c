#include "visualizer/application.hpp"

#include <algorithm>

#include "visualizer/actions.hpp"
#include "visualizer/panels/panels.hpp"
#include "visualizer/workspaces/step.hpp"

namespace ringside::ui {

namespace {

std::vector<GuestEntry> entries_of(const OpenedLab& lab) {
    std::vector<GuestEntry> entries;
    for (const world::GuestRef& guest : world::guests(lab.world)) {
        GuestEntry entry{guest, std::make_shared<const Programs>()};
        for (const OpenedGuest& known : lab.guests) {
            if (known.guest == guest) {
                entry.programs = known.programs;
            }
        }
        entries.push_back(std::move(entry));
    }
    // Virtual machines first: they are what one came to see.
    std::stable_partition(entries.begin(), entries.end(),
                          [](const GuestEntry& e) { return e.guest.vm.has_value(); });
    return entries;
}

}  // namespace

Application::Application(OpenedLab lab, const Look& look)
    : title_(lab.title), advice_(lab.advice), guests_(entries_of(lab)),
      session_(std::move(lab.world), world::EngineKind::reference), recorder_(session_.world()),
      runner_(session_, recorder_) {
    ui_.guest = guests_.front().guest;
    ui_.look = look;
    remember_registers();
}

std::size_t Application::index_in_front() const {
    for (std::size_t i = 0; i < guests_.size(); ++i) {
        if (guests_[i].guest == ui_.guest) {
            return i;
        }
    }
    return 0;
}

View Application::view() {
    const std::size_t front = index_in_front();
    return {session_.world(),
            recorder_,
            runner_,
            ui_,
            title_,
            advice_,
            guests_,
            *guests_[front].programs,
            listings_,
            before_[front],
            world::cpu(session_.world(), ui_.guest, ui_.cpu)};
}

void Application::draw(Canvas& canvas) {
    if (runner_.busy()) {
        runner_.work(slice_seconds);
    }
    const View seen = view();
    perform_pressed(canvas, seen, commands_);
    draw_step_workspace(canvas, seen, commands_);
    draw_sheet(canvas, seen, commands_);
    const std::vector<UiCommand> wishes = commands_.take();
    for (const UiCommand& wish : wishes) {
        carry_out(wish);
    }
    changed_ = !wishes.empty();
}

float Application::next_frame_in() { return runner_.busy() || changed_ ? 0.0F : -1.0F; }

void Application::settle() {
    if (!runner_.running()) {
        runner_.finish();
    }
}

void Application::remember_registers() {
    before_.clear();
    for (const GuestEntry& entry : guests_) {
        std::vector<machine::HartRegisters> registers;
        for (std::uint32_t cpu = 0; cpu < world::cpus(session_.world(), entry.guest); ++cpu) {
            registers.push_back(world::cpu(session_.world(), entry.guest, cpu).seen);
        }
        before_.push_back(std::move(registers));
    }
}

void Application::select(const world::GuestRef& guest) {
    ui_.guest = guest;
    ui_.cpu = 0;
    ui_.typed.clear();
    ui_.console_seen = 0;
    listings_.show_again();
}

// One overload per command.
struct Application::Carry {
    Application& app;

    void operator()(const Run&) const {
        app.remember_registers();
        app.runner_.run();
    }
    void operator()(const Pause&) const { app.runner_.pause(); }
    void operator()(const StepGuest& step) const {
        if (!app.runner_.busy()) {
            app.remember_registers();
            app.runner_.step(app.ui_.guest, app.ui_.cpu, step.count);
        }
    }
    void operator()(const StepOver&) const {
        if (!app.runner_.busy()) {
            app.remember_registers();
            app.runner_.step_over(app.ui_.guest, app.ui_.cpu);
        }
    }
    void operator()(const RunToPassage&) const {
        if (!app.runner_.busy()) {
            app.remember_registers();
            app.runner_.to_next_passage(app.ui_.guest, app.ui_.cpu);
        }
    }
    void operator()(const Reset&) const {
        app.runner_.reset();
        app.remember_registers();
        app.listings_.show_again();
        app.ui_.console_seen = 0;
    }
    void operator()(const SelectGuest& s) const { app.select(s.guest); }
    void operator()(const SelectCpu& s) const {
        app.ui_.cpu = s.cpu;
        app.listings_.show_again();
    }
    void operator()(const ToggleBreakpoint& b) const { app.runner_.toggle({app.ui_.guest, b.address}); }
    void operator()(const ShowPc&) const { app.listings_.show_again(); }
    void operator()(const SetSpan& s) const { app.ui_.span = s.cycles; }
    void operator()(const ShowCompactPanel& s) const { app.ui_.compact_panel = s.title; }
    void operator()(const ShowSheet& s) const { app.ui_.sheet_open = s.open; }
    void operator()(const SetTyped& s) const { app.ui_.typed = s.text; }
    void operator()(const ConsoleSeen& s) const { app.ui_.console_seen = s.printed; }
    void operator()(const SetLook& s) const { app.ui_.look = s.look; }
    void operator()(const Quit&) const { app.closing_ = true; }
    void operator()(const world::Command& command) const {
        if (const auto refused = app.session_.apply(command)) {
            app.runner_.say("Refused: " + *refused + ".");
        }
    }
};

void Application::carry_out(const UiCommand& command) { std::visit(Carry{*this}, command); }

}  // namespace ringside::ui
