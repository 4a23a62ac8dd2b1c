#include "visualizer/kit/markup.hpp"

namespace ringside::ui {

Sentence marked(std::string_view text, TextStyle style, Tone code) {
    TextStyle machine_text = machine(code);
    machine_text.size = style.size;
    Sentence sentence;
    bool in_code = false;
    while (!text.empty()) {
        const auto end = text.find('`');
        const std::string_view piece = text.substr(0, end);
        if (!piece.empty()) {
            sentence.push_back({std::string(piece), in_code ? machine_text : style});
        }
        in_code = !in_code;
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return sentence;
}

}  // namespace ringside::ui
