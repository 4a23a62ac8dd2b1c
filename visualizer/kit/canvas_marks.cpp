// The drawn symbols. They are shapes instead of characters, so that they look the same with any font.
#include <cmath>

#include <imgui.h>

#include "visualizer/kit/canvas.hpp"
#include "visualizer/kit/pen.hpp"

namespace ringside::ui {

std::string_view symbol(Mark mark) {
    switch (mark) {
    case Mark::none: return "";
    case Mark::play: return "▶";
    case Mark::fast: return "▶▶";
    case Mark::back: return "◀";
    case Mark::over: return "⇒";
    case Mark::to_start: return "│◀";
    case Mark::pause: return "││";
    case Mark::up: return "▲";
    case Mark::down: return "▼";
    case Mark::disc: return "●";
    case Mark::ring: return "○";
    case Mark::diamond: return "◆";
    case Mark::hollow_diamond: return "◇";
    case Mark::square: return "■";
    case Mark::bar: return "│";
    case Mark::dot: return "*";
    case Mark::check: return "✓";
    case Mark::cross: return "✗";
    }
    return "";
}

void Canvas::mark(Mark mark, Vec centre, Tone tone, float size, std::string_view tip_words) {
    const ImU32 color = pen::packed((*palette_)[tone].ink);
    const float h = size * scale_ / 2;                 // half the height
    const float line = std::max(1.0F, 1.5F * scale_);  // of hollow shapes
    const Vec c{centre.x * scale_, centre.y * scale_};
    const auto at = [&](float x, float y) { return ImVec2(c.x + x * h, c.y + y * h); };
    const auto triangle = [&](ImVec2 a, ImVec2 b, ImVec2 d) { pen_->AddTriangleFilled(a, b, d, color); };
    const auto upright = [&](float x) {  // a bar, on whole pixels
        const float left = snap(centre.x + x * size / 2);
        pen_->AddRectFilled({left, c.y - h}, {left + std::max(1.0F, std::round(1.8F * scale_)), c.y + h},
                            color);
    };
    switch (mark) {
    case Mark::none: return;
    case Mark::play: triangle(at(-0.75F, -1), at(0.95F, 0), at(-0.75F, 1)); break;
    case Mark::fast:
        triangle(at(-1.3F, -1), at(0.1F, 0), at(-1.3F, 1));
        triangle(at(0.0F, -1), at(1.4F, 0), at(0.0F, 1));
        break;
    case Mark::back: triangle(at(0.75F, -1), at(-0.95F, 0), at(0.75F, 1)); break;
    case Mark::over:
        pen_->PathArcTo(at(0, 0.45F), 0.95F * h, 3.3F, 5.75F, 12);
        pen_->PathStroke(color, 0, line);
        triangle(at(0.3F, 0.15F), at(1.3F, 0.55F), at(1.25F, -0.6F));
        break;
    case Mark::to_start:
        upright(-1);
        triangle(at(0.95F, -1), at(-0.6F, 0), at(0.95F, 1));
        break;
    case Mark::pause:
        upright(-0.7F);
        upright(0.3F);
        break;
    case Mark::up: triangle(at(0, -0.9F), at(1, 0.8F), at(-1, 0.8F)); break;
    case Mark::down: triangle(at(-1, -0.8F), at(1, -0.8F), at(0, 0.9F)); break;
    case Mark::disc: pen_->AddCircleFilled(at(0, 0), h, color, 24); break;
    case Mark::ring: pen_->AddCircle(at(0, 0), h - line / 2, color, 24, line); break;
    case Mark::diamond: pen_->AddQuadFilled(at(0, -1), at(1, 0), at(0, 1), at(-1, 0), color); break;
    case Mark::hollow_diamond:
        pen_->AddQuad(at(0, -0.9F), at(0.9F, 0), at(0, 0.9F), at(-0.9F, 0), color, line);
        break;
    case Mark::square: pen_->AddRectFilled(at(-0.85F, -0.85F), at(0.85F, 0.85F), color, scale_); break;
    case Mark::bar: upright(-0.1F); break;
    case Mark::dot: pen_->AddCircleFilled(at(0, 0), 0.55F * h, color, 16); break;
    case Mark::check: {
        const ImVec2 points[] = {at(-0.85F, 0.05F), at(-0.25F, 0.7F), at(0.9F, -0.7F)};
        pen_->AddPolyline(points, 3, color, 0, line * 1.2F);
        break;
    }
    case Mark::cross:
        pen_->AddLine(at(-0.75F, -0.75F), at(0.75F, 0.75F), color, line * 1.2F);
        pen_->AddLine(at(-0.75F, 0.75F), at(0.75F, -0.75F), color, line * 1.2F);
        break;
    }
    const float wide = mark == Mark::fast ? 1.4F : 1.0F;
    const Rect box = Rect{centre.x, centre.y, centre.x, centre.y}.inset(-size / 2 * wide, -size / 2);
    last_rect_ = box;
    note(Kind::mark, box, symbol(mark));
    if (!tip_words.empty()) {
        tip(tip_words);
    }
}

}  // namespace ringside::ui
