#include "visualizer/model/format.hpp"

#include <cstdio>

namespace ringside::ui {

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, " ");
    }
    return digits;
}

std::string hex8(std::uint32_t value) {
    char text[12];
    std::snprintf(text, sizeof text, "%08x", static_cast<unsigned>(value));
    return text;
}

std::string hex_in_words(std::uint32_t value) {
    const std::string digits = hex8(value);
    return "0x" + digits.substr(0, 4) + "_" + digits.substr(4);
}

std::string hex_short(std::uint32_t value) {
    char text[12];
    std::snprintf(text, sizeof text, "0x%x", static_cast<unsigned>(value));
    return text;
}

std::string counted(std::uint64_t number, std::string_view one) {
    return grouped(number) + " " + std::string(one) + (number == 1 ? "" : "s");
}

std::string character_name(std::uint32_t value) {
    const auto byte = static_cast<unsigned char>(value);
    if (byte == '\n') {
        return "a line end";
    }
    if (byte > ' ' && byte < 0x7f) {
        return std::string("'") + static_cast<char>(byte) + "'";
    }
    return byte == ' ' ? "a space" : "the byte " + hex_short(byte);
}

}  // namespace ringside::ui
