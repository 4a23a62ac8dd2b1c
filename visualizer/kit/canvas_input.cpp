// The canvas's pointer, keyboard, scrolling, text field and tips.
#include <cmath>

#include <imgui.h>

#include "visualizer/kit/canvas.hpp"
#include "visualizer/kit/pen.hpp"

namespace ringside::ui {

namespace {

constexpr float tip_delay = 0.45F;  // seconds
constexpr float tip_width = 340;

// Lets Dear ImGui's text field grow a std::string.
int grow(ImGuiInputTextCallbackData* data) {
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        auto* value = static_cast<std::string*>(data->UserData);
        value->resize(static_cast<std::size_t>(data->BufTextLen));
        data->Buf = value->data();
    }
    return 0;
}

}  // namespace

// ---- Pointer and focus --------------------------------------------------------------------------------------------

// The regions of the frame before decide what the pointer is over now: the last one drawn, on the highest layer.
void Canvas::resolve_pointer() {
    const keys::Pointer pointer = keys::pointer();
    pointer_ = {pointer.at.x / scale_, pointer.at.y / scale_};
    wheel_ = pointer.wheel;
    hot_ = 0;
    top_layer_ = 0;
    for (const Region& region : last_regions_) {
        top_layer_ = std::max(top_layer_, region.layer);
    }
    bool hot_takes_focus = false;
    for (const Region& region : last_regions_) {
        if (region.layer == top_layer_ && region.rect.contains(pointer_)) {
            hot_ = region.id;
            hot_takes_focus = region.focusable;
        }
    }
    clicked_ = 0;
    if (pointer.went_down) {
        active_ = hot_;
        focus_ = hot_takes_focus ? hot_ : 0;
        focus_visible_ = false;
    }
    if (pointer.went_up || !pointer.down) {
        if (pointer.went_up && active_ == hot_) {
            clicked_ = active_;
        }
        if (!pointer.down) {
            active_ = 0;
        }
    }
    clicked_right_ = pointer.right_went_up ? hot_ : 0;
}

void Canvas::resolve_focus() {
    focus_pressed_ = false;
    bool back = false;
    if (keys::tab_pressed(back)) {
        std::vector<std::uint64_t> order;
        for (const Region& region : last_regions_) {
            if (region.focusable && region.layer == top_layer_) {
                order.push_back(region.id);
            }
        }
        const auto here = std::find(order.begin(), order.end(), focus_);
        if (!order.empty()) {
            const std::size_t count = order.size();
            const std::size_t from =
                here == order.end() ? (back ? 0 : count - 1) : std::size_t(here - order.begin());
            focus_ = order[(from + (back ? count - 1 : 1)) % count];
            focus_visible_ = true;
        }
    }
    if (focus_visible_ && !keys::typing()) {
        focus_pressed_ = keys::pressed({Key::enter});
        if (keys::pressed({Key::escape})) {
            focus_ = 0;
            focus_visible_ = false;
        }
    }
    focus_rect_ = {};
}

std::uint64_t Canvas::id(std::string_view name) const { return pen::hash(scopes_.back(), name); }
void Canvas::push_scope(std::string_view name) { scopes_.push_back(id(name)); }
void Canvas::pop_scope() { scopes_.pop_back(); }

Hit Canvas::hit(std::string_view name, const Rect& rect, bool focusable) {
    const std::uint64_t self = id(name);
    const Rect seen = rect.clipped(clips_.back());
    Hit result;
    result.at = pointer_;
    if (seen.empty()) {
        return result;
    }
    regions_.push_back({self, seen, layer_, focusable});
    if (recording_ != nullptr) {
        recording_->controls.push_back({std::string(name), self, seen, layer_, focusable});
    }
    last_rect_ = rect;
    result.hovered = hot_ == self && (active_ == 0 || active_ == self);
    result.held = active_ == self;
    result.focused = focus_ == self && focus_visible_ && layer_ >= top_layer_;
    result.clicked = clicked_ == self || (result.focused && focus_pressed_);
    result.clicked_right = clicked_right_ == self;
    result.wheel = result.hovered ? wheel_ : 0;
    if (result.focused) {
        focus_rect_ = seen;
    }
    return result;
}

bool Canvas::pressed(Chord chord) const { return !keys::typing() && keys::pressed(chord); }

void Canvas::draw_focus() {
    if (!focus_rect_.empty()) {
        outline(focus_rect_.inset(-2), palette_->focus, Stroke::solid, measure::small_corner + 2, 2);
    }
}

// ---- Tips -----------------------------------------------------------------------------------------------------------

void Canvas::tip(std::string_view words, std::string_view key) {
    if (Record* record = last_record()) {
        record->tip = key.empty() ? std::string(words) : std::string(words) + " [" + std::string(key) + "]";
    }
    if (active_ == 0 && layer_ >= top_layer_ && last_rect_.clipped(clips_.back()).contains(pointer_)) {
        tip_candidate_.id = pen::hash(pen::hash(pen::first_hash, words), key);
        tip_candidate_.anchor = last_rect_;
        tip_candidate_.words = words;
        tip_candidate_.key = key;
    }
}

void Canvas::follow_tip() {
    if (tip_candidate_.id == 0 || tip_candidate_.id != tip_.id) {
        tip_age_ = 0;
    } else {
        tip_age_ += ImGui::GetIO().DeltaTime;
    }
    tip_ = tip_candidate_;
}

float Canvas::wants_frame_in() const {
    return tip_.id != 0 && tip_age_ < tip_delay ? tip_delay - tip_age_ + 0.01F : -1.0F;
}

void Canvas::draw_tip() {
    if (tip_.id == 0 || tip_age_ < tip_delay) {
        return;
    }
    const Sentence sentence{{tip_.words, words()}};
    const float cap = tip_.key.empty() ? 0 : key_cap_width(tip_.key) + measure::gap;
    const float content = std::min(width(sentence) + 1, std::min(tip_width, page_.width() - 40 - cap));
    const float height = paragraph_height(content, sentence) + 14;
    const float box_width = content + cap + 22;
    const float x = std::clamp(tip_.anchor.x0, 4.0F, std::max(4.0F, page_.x1 - box_width - 4));
    const bool below = tip_.anchor.y1 + 6 + height <= page_.y1;
    const Rect box = Rect::at(x, below ? tip_.anchor.y1 + 6 : tip_.anchor.y0 - 6 - height, box_width, height);
    layer_ = 100;
    fill(box.moved(0, 2).inset(-1), {0, 0, 0, 60}, measure::small_corner + 2);
    fill(box, palette_->raised, measure::small_corner);
    outline(box, palette_->edge, Stroke::solid, measure::small_corner);
    begin_group(Kind::tip, box, tip_.words);
    Rect inner = box.inset(11, 7);
    if (!tip_.key.empty()) {
        const Rect right = inner.cut_right(cap - measure::gap, measure::gap);
        key_cap(Rect::at(right.x0, right.y0 + 2, right.width(), 18), tip_.key);
    }
    paragraph(inner, sentence);
    end_box();
    layer_ = 0;
}

// ---- Regions --------------------------------------------------------------------------------------------------------

void Canvas::push_clip(const Rect& rect) {
    const Rect r = px(rect);
    pen_->PushClipRect({r.x0, r.y0}, {r.x1, r.y1}, true);
    clips_.push_back(rect.clipped(clips_.back()));
}

void Canvas::pop_clip() {
    pen_->PopClipRect();
    clips_.pop_back();
}

Canvas::Scroll Canvas::begin_scroll(std::string_view name, const Rect& rect, Vec content) {
    constexpr float bar = 10;
    const bool sideways = content.x > rect.width() + 0.5F;
    const bool upright = content.y > rect.height() - (sideways ? bar : 0) + 0.5F;
    push_scope(name);
    const Rect r = px(rect);
    ImGui::SetCursorScreenPos({r.x0, r.y0});
    ImGui::SetNextWindowContentSize({sideways ? snap(content.x) : 0, snap(content.y)});
    const std::string window = "scroll" + std::to_string(scopes_.back());
    ImGui::BeginChild(window.c_str(), {r.width(), r.height()}, false,
                      (sideways ? ImGuiWindowFlags_HorizontalScrollbar : 0) |
                          (upright ? 0 : ImGuiWindowFlags_NoScrollbar));
    pen_ = ImGui::GetWindowDrawList();
    sideways_.push_back(sideways);
    scroll_numbers_.push_back(++scrolls_made_);
    scrolls_x_ += sideways ? 1 : 0;
    ++scrolls_y_;
    Scroll scroll;
    scroll.view = {rect.x0, rect.y0, rect.x1 - (upright ? bar : 0), rect.y1 - (sideways ? bar : 0)};
    scroll.origin = {rect.x0 - ImGui::GetScrollX() / scale_, rect.y0 - ImGui::GetScrollY() / scale_};
    scroll.width = std::max(content.x, scroll.view.width());
    clips_.push_back(scroll.view.clipped(clips_.back()));
    return scroll;
}

void Canvas::scroll_to(float top, float bottom) {
    const float from = ImGui::GetScrollY() / scale_;
    const float view = ImGui::GetWindowHeight() / scale_;
    if (top < from || bottom > from + view) {
        ImGui::SetScrollY(std::max(0.0F, snap((top + bottom) / 2 - view / 2)));
    }
}

void Canvas::end_scroll() {
    clips_.pop_back();
    ImGui::EndChild();
    pen_ = ImGui::GetWindowDrawList();
    scrolls_x_ -= sideways_.back() ? 1 : 0;
    --scrolls_y_;
    sideways_.pop_back();
    scroll_numbers_.pop_back();
    pop_scope();
}

void Canvas::begin_overlay(std::string_view name) {
    push_scope(name);
    const Rect all = px(page_);
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({all.x1, all.y1});
    ImGui::Begin(std::string(name).c_str(), nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse);
    pen_ = ImGui::GetWindowDrawList();
    fill(page_, {0, 0, 0, 90});  // what lies below steps back
    ++layer_;
    regions_.push_back({id("outside"), page_, layer_, false});
}

void Canvas::end_overlay() {
    --layer_;
    ImGui::End();
    pen_ = ImGui::GetWindowDrawList();
    pop_scope();
}

bool Canvas::field(std::string_view name, const Rect& rect, std::string& value, std::string_view hint,
                   TextStyle style, bool take_focus) {
    ImFont* font = fonts_.get(style.face, style.size);
    const Rect r = px(rect);
    hit(name, rect, false);
    ImGui::SetCursorScreenPos({r.x0, r.y0});
    ImGui::PushFont(font);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {8 * scale_, (r.height() - font->FontSize) / 2});
    ImGui::PushItemWidth(r.width());
    if (take_focus) {
        ImGui::SetKeyboardFocusHere();
    }
    const std::string label = "##" + std::to_string(id(name));
    const bool entered = ImGui::InputTextWithHint(
        label.c_str(), std::string(hint).c_str(), value.data(), value.capacity() + 1,
        ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackResize, grow, &value);
    const bool active = ImGui::IsItemActive();
    ImGui::PopItemWidth();
    ImGui::PopStyleVar();
    ImGui::PopFont();
    outline(rect, active ? palette_->focus : palette_->edge, Stroke::solid, measure::small_corner);
    last_rect_ = rect;
    note(Kind::field, rect, value.empty() ? hint : std::string_view(value));
    return entered;
}

}  // namespace ringside::ui
