// The host's files, read and written so that nothing half-done is ever left behind.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scripts/result.hpp"

namespace ringside::scripts {

inline constexpr std::uint64_t most_file_bytes = 256u << 20;

// The whole file. A folder, a missing or an oversized file is a sentence that begins with the path.
Result<std::string> read_file(const std::string& path, std::uint64_t most = most_file_bytes);

// Writes beside the target and renames, so that readers see the old file or the new one. A sentence on failure.
std::optional<std::string> write_file(const std::string& path, std::string_view bytes);

// "16M", "512K", "1G", "65536", "0x10000": bytes. Nothing if the text is not a size.
std::optional<std::uint64_t> parse_size(std::string_view text);
// Decimal or 0x…; the whole text.
std::optional<std::uint64_t> parse_number(std::string_view text);

std::string base_name(std::string_view path);
// The folder of a path, "." if it names none.
std::string folder_of(std::string_view path);

}  // namespace ringside::scripts
