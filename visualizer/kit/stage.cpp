#include "visualizer/kit/stage.hpp"

#include <cmath>

#include <imgui.h>

#include "visualizer/kit/pen.hpp"

namespace ringside::ui {

Stage::Stage(const Look& look, const FontPlaces& fonts)
    : look_{look.scheme, clamped_scale(look.scale_percent)}, library_(fonts),
      context_(ImGui::CreateContext()) {
    make_current();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;  // the application keeps its own settings
    io.LogFilename = nullptr;
    keys::prepare_injection();
    rebuild_fonts();
    apply_style();
}

Stage::~Stage() { ImGui::DestroyContext(context_); }

void Stage::make_current() const { ImGui::SetCurrentContext(context_); }

void Stage::set_look(const Look& look) {
    make_current();
    const Look wanted{look.scheme, clamped_scale(look.scale_percent)};
    const bool other_scale = wanted.scale_percent != look_.scale_percent;
    look_ = wanted;
    if (other_scale) {
        rebuild_fonts();
    }
    apply_style();
}

void Stage::rebuild_fonts() {
    fonts_ = library_.build(*ImGui::GetIO().Fonts, static_cast<float>(look_.scale_percent) / 100.0F);
    ++atlas_version_;
}

// The little that Dear ImGui draws by itself: scroll bars and text fields.
void Stage::apply_style() {
    const Palette& colors = palette(look_.scheme);
    const float scale = static_cast<float>(look_.scale_percent) / 100.0F;
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.ScrollbarSize = 10 * scale;
    style.ScrollbarRounding = 5 * scale;
    style.FrameRounding = measure::small_corner * scale;
    style.AntiAliasedLinesUseTex = false;
    style.Colors[ImGuiCol_Text] = pen::shade(colors[Tone::plain].ink);
    style.Colors[ImGuiCol_TextDisabled] = pen::shade(colors[Tone::faint].ink);
    style.Colors[ImGuiCol_TextSelectedBg] = pen::shade(colors.current);
    style.Colors[ImGuiCol_ChildBg] = {0, 0, 0, 0};
    style.Colors[ImGuiCol_WindowBg] = pen::shade(colors.ground);
    style.Colors[ImGuiCol_FrameBg] = pen::shade(colors.sunken);
    style.Colors[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
    style.Colors[ImGuiCol_ScrollbarGrab] = pen::shade(colors.edge);
    style.Colors[ImGuiCol_ScrollbarGrabHovered] = pen::shade(colors[Tone::faint].fill);
    style.Colors[ImGuiCol_ScrollbarGrabActive] = pen::shade(colors[Tone::soft].fill);
}

void Stage::set_display(Vec pixels, float seconds) {
    make_current();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {pixels.x, pixels.y};
    io.DeltaTime = seconds;
}

void Stage::frame(const Draw& draw, Recording* recording) {
    make_current();
    ImGui::NewFrame();
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("page", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
    const float scale = static_cast<float>(look_.scale_percent) / 100.0F;
    canvas_.open(look_, fonts_, {size.x / scale, size.y / scale}, recording);
    draw(canvas_);
    canvas_.close();
    ImGui::End();
    ImGui::Render();
}

// ---- Puppet ---------------------------------------------------------------------------------------------------------

Puppet::Puppet(Stage& stage, Draw draw, Vec pixels) : stage_(stage), draw_(std::move(draw)), pixels_(pixels) {
    step();
    step();  // the first frame tells what there is to press
}

void Puppet::step(float seconds) {
    stage_.set_display(pixels_, seconds);
    stage_.frame(draw_, &seen_);
}

bool Puppet::click_with(int button, std::string_view name) {
    const Control* control = seen_.control(name);
    if (control == nullptr) {
        return false;
    }
    hover(control->rect.centre());
    keys::inject_button(button, true);
    step();
    keys::inject_button(button, false);
    step();
    step();  // what the press changed is drawn
    return true;
}

bool Puppet::click(std::string_view control) { return click_with(0, control); }
bool Puppet::right_click(std::string_view control) { return click_with(1, control); }

void Puppet::hover(Vec at) {
    stage_.make_current();
    const float scale = static_cast<float>(stage_.look().scale_percent) / 100.0F;
    keys::inject_pointer({at.x * scale, at.y * scale});
    step();
}

void Puppet::wheel(Vec at, float notches) {
    hover(at);
    keys::inject_wheel(notches);
    step();
    step();
}

void Puppet::press(Chord chord) {
    stage_.make_current();
    keys::inject_modifiers(chord.modifiers);
    keys::inject_key(chord.key, true);
    step();
    keys::inject_key(chord.key, false);
    keys::inject_modifiers(no_modifier);
    step();
}

void Puppet::type(std::string_view text) {
    stage_.make_current();
    keys::inject_text(text);
    step();
    step();
}

void Puppet::wait(float seconds) {
    constexpr float frame = 0.1F;
    const int frames = static_cast<int>(std::ceil(seconds / frame));
    for (int i = 0; i < frames; ++i) {
        step(frame);
    }
    step();
}

}  // namespace ringside::ui
