#include "visualizer/kit/pen.hpp"

namespace ringside::ui::pen {

char32_t next_code_point(std::string_view text, std::size_t& at) {
    constexpr char32_t broken = 0xfffd;
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80) {
        return first;
    }
    const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
    if (more == 0) {
        return broken;
    }
    char32_t code = first & (0x3fU >> more);
    for (int i = 0; i < more; ++i) {
        if (at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80U) {
            return broken;
        }
        code = code << 6 | (static_cast<unsigned char>(text[at++]) & 0x3fU);
    }
    return code;
}

}  // namespace ringside::ui::pen
