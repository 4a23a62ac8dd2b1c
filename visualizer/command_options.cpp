#include "visualizer/command_options.hpp"

#include "scripts/commands/options.hpp"
#include "scripts/files.hpp"

namespace ringside::ui {

namespace {

// "1440x900"; false when it is something else.
bool read_size(const std::string& text, LookOptions& options) {
    const auto cross = text.find('x');
    if (cross == std::string::npos) {
        return false;
    }
    const auto width = scripts::parse_number(text.substr(0, cross));
    const auto height = scripts::parse_number(text.substr(cross + 1));
    constexpr std::uint64_t least_width = 320;
    constexpr std::uint64_t least_height = 240;
    constexpr std::uint64_t most = 16384;
    if (!width || !height || *width < least_width || *height < least_height || *width > most ||
        *height > most) {
        return false;
    }
    options.width = static_cast<int>(*width);
    options.height = static_cast<int>(*height);
    return true;
}

}  // namespace

void declare_look(CLI::App& app, LookOptions& options) {
    scripts::declare_choice(
        app, "--theme", "T", {"dark", "light"},
        [&options](const std::string& name) { options.look.scheme = *scheme_named(name); },
        "dark (default) or light");
    scripts::declare_number(
        app, "--scale", "PERCENT", least_scale, greatest_scale,
        [&options](std::uint64_t percent) { options.look.scale_percent = static_cast<int>(percent); },
        "size of everything, from 75 to 300 (default 100)");
    app.add_option_function<std::string>(
           "--size",
           [&options](const std::string& text) {
               if (!read_size(text, options)) {
                   throw CLI::ValidationError("--size: '" + text +
                                                  "' is not a size from 320x240 to 16384x16384, as 1440x900",
                                              CLI::ExitCodes::ValidationError);
               }
           },
           "pixels, width by height (default 1440x900)")
        ->type_name("WxH");
}

}  // namespace ringside::ui
