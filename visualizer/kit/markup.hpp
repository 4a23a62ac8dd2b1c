// Sentences written as one string: what stands between backticks is machine text.
//     canvas.paragraph(box, marked("`a5` ← `0x1f40`", words(Tone::soft)));
#pragma once

#include <string_view>

#include "visualizer/kit/canvas.hpp"

namespace ringside::ui {

// Machine text takes the size of `style`, and the tone `code`.
Sentence marked(std::string_view text, TextStyle style, Tone code = Tone::plain);

}  // namespace ringside::ui
