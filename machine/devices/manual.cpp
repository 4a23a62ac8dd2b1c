#include "machine/devices/manual.hpp"

#include <cstdio>
#include <initializer_list>

#include "machine/devices/devices.hpp"
#include "machine/devices/ring.hpp"

namespace ringside::machine {

namespace {

std::string hex(std::uint32_t value, int digits) {
    char text[16];
    std::snprintf(text, sizeof text, "0x%0*x", digits, value);
    return text;
}

std::string line(std::initializer_list<std::string_view> cells) {
    std::string text = "|";
    for (const std::string_view c : cells) {
        text += ' ';
        text += c;
        text += " |";
    }
    return text + "\n";
}

std::string devices() {
    std::string text = line({"number", "device", "registers at"}) + line({"---", "---", "---"});
    for (const DeviceRow& d : device_table)
        text += line({std::to_string(number_of(d.source)), d.title, d.bytes != 0 ? hex(d.base, 8) : "-"});
    return text;
}

std::string registers(Source device) {
    std::string text = line({"offset", "register", "access", "meaning"}) + line({"---", "---", "---", "---"});
    for (const RegisterRow& r : register_table)
        if (r.device == device) text += line({hex(r.offset, 3), r.name, r.access, r.meaning});
    return text;
}

std::string config_words() {
    std::string text = line({"offset", "word", "meaning"}) + line({"---", "---", "---"});
#define CONFIG_WORD(name, offset, meaning) text += line({hex(offset, 2), #name, meaning});
#include "machine/devices/config_page.inc"
#undef CONFIG_WORD
    return text;
}

template <class Rows, class Number>
std::string numbered(const Rows& rows, Number number) {
    std::string text = line({"value", "name", "meaning"}) + line({"---", "---", "---"});
    for (const auto& r : rows) text += line({std::to_string(static_cast<int>(number(r))), r.name, r.meaning});
    return text;
}

}  // namespace

std::optional<std::string> printed_table(std::string_view name) {
    if (name == "devices") return devices();
    if (name == "configuration page") return config_words();
    if (name == "device errors")
        return numbered(device_error_table, [](const DeviceErrorRow& r) { return r.error; });
    if (name == "request status")
        return numbered(request_status_table, [](const RequestStatusRow& r) { return r.status; });
    constexpr std::string_view prefix = "registers ";
    if (name.substr(0, prefix.size()) == prefix)
        for (const RegisterRow& r : register_table)
            if (row(r.device).name == name.substr(prefix.size())) return registers(r.device);
    return std::nullopt;
}

}  // namespace ringside::machine
