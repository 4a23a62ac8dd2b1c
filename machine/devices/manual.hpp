// The tables of docs/devices.md, printed from the tables that the devices are made from.
//
//   printed_table("registers disk")     Markdown, or nothing if there is no such table
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ringside::machine {

// "devices", "configuration page", "device errors", "request status", and "registers NAME" for each device with registers.
std::optional<std::string> printed_table(std::string_view name);

}  // namespace ringside::machine
