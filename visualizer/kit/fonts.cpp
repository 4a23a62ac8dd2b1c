#include "visualizer/kit/fonts.hpp"

#include <cmath>
#include <fstream>
#include <iterator>

#include <imgui.h>

namespace ringside::ui {

namespace {

// Basic Latin, Latin-1, and the symbols that panels use in their sentences.
constexpr ImWchar latin[] = {0x20, 0x7e, 0xa0, 0xff, 0};
constexpr ImWchar symbols[] = {
    0x2009, 0x2009,                                                  // thin space
    0x2013, 0x2014,                                                  // dashes
    0x2018, 0x2019, 0x201c, 0x201d,                                  // quotation marks
    0x2022, 0x2022, 0x2026, 0x2026,                                  // bullet, ellipsis
    0x207f, 0x207f,                                                  // superscript n
    0x2190, 0x2193,                                                  // arrows
    0x21d2, 0x21d2, 0x21e7, 0x21e7,                                  // double arrow, shift
    0x2212, 0x2212, 0x221e, 0x221e,                                  // minus, infinity
    0x2248, 0x2248, 0x2260, 0x2260, 0x2264, 0x2265,                  // comparisons
    0x23ce, 0x23ce,                                                  // return key
    0x2502, 0x2502, 0x2588, 0x2588,                                  // bar, block
    0x25a0, 0x25a1, 0x25b2, 0x25b3, 0x25b6, 0x25b7, 0x25bc, 0x25bd,  // squares, triangles
    0x25c0, 0x25c1, 0x25c6, 0x25c7, 0x25cb, 0x25cb, 0x25cf, 0x25cf,  // diamonds, circles
    0x2713, 0x2713, 0x2717, 0x2717,                                  // check, cross
    0};

// Height of the em square in logical units.
float words_em(Size size) { return size == Size::normal ? 13.5F : 12.0F; }
// Machine values keep their columns: the advance is a whole number of pixels, and the em follows from it.
constexpr float machine_advance_per_em = 0.6F;
float machine_em(Size size, float scale) {
    const float advance = std::round((size == Size::normal ? 8.0F : 7.0F) * scale);
    return advance / machine_advance_per_em / scale;
}

bool is_machine(Face face) { return face == Face::machine || face == Face::machine_bold; }

std::uint32_t big_endian(const std::vector<unsigned char>& bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        value = value << 8 | bytes[at + i];
    }
    return value;
}

int signed16(const std::vector<unsigned char>& bytes, std::size_t at) {
    return static_cast<std::int16_t>(big_endian(bytes, at, 2));
}

struct Table {
    std::size_t offset = 0;
    std::size_t length = 0;
};

}  // namespace

std::optional<FontFile> read_font(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return std::nullopt;
    }
    FontFile font;
    font.bytes.assign(std::istreambuf_iterator<char>(in), {});
    const auto& bytes = font.bytes;
    constexpr std::size_t header = 12;
    constexpr std::size_t entry = 16;
    if (bytes.size() < header) {
        return std::nullopt;
    }
    constexpr std::uint32_t true_type = 0x00010000;
    constexpr std::uint32_t open_type = 0x4f54544f;  // "OTTO"
    const std::uint32_t kind = big_endian(bytes, 0, 4);
    const std::size_t tables = big_endian(bytes, 4, 2);
    if ((kind != true_type && kind != open_type) || bytes.size() < header + tables * entry) {
        return std::nullopt;
    }
    Table head;
    Table hhea;
    for (std::size_t i = 0; i < tables; ++i) {
        const std::size_t at = header + i * entry;
        const Table table{big_endian(bytes, at + 8, 4), big_endian(bytes, at + 12, 4)};
        if (table.offset > bytes.size() || table.length > bytes.size() - table.offset) {
            return std::nullopt;  // truncated
        }
        const std::uint32_t tag = big_endian(bytes, at, 4);
        if (tag == 0x68656164) {
            head = table;
        } else if (tag == 0x68686561) {
            hhea = table;
        }
    }
    if (head.length < 20 || hhea.length < 8) {
        return std::nullopt;
    }
    font.units_per_em = static_cast<int>(big_endian(bytes, head.offset + 18, 2));
    font.ascent = signed16(bytes, hhea.offset + 4);
    font.descent = signed16(bytes, hhea.offset + 6);
    if (font.units_per_em <= 0 || font.ascent <= font.descent) {
        return std::nullopt;
    }
    return font;
}

FontLibrary::FontLibrary(const FontPlaces& places) {
    words_ = choose(places.words, "words");
    machine_ = choose(places.machine, "machine values");
}

FontLibrary::Pair FontLibrary::choose(const std::vector<FontFamily>& families, const char* purpose) {
    const auto first = [](const std::vector<std::string>& paths) -> std::optional<FontFile> {
        for (const std::string& path : paths) {
            if (auto font = read_font(path)) {
                return font;
            }
        }
        return std::nullopt;
    };
    for (std::size_t i = 0; i < families.size(); ++i) {
        Pair pair{first(families[i].regular), std::nullopt};
        if (!pair.regular) {
            continue;
        }
        pair.bold = first(families[i].bold);
        if (i > 0) {
            notices_.push_back("The font " + families[0].name + " is missing, so " + purpose +
                               " are drawn in " + families[i].name + ". Install the package " +
                               families[0].package + ".");
        }
        return pair;
    }
    if (!families.empty()) {
        notices_.push_back("No font for " + std::string(purpose) +
                           " was found, so a plain built-in one is used, " +
                           "without symbols. Install the package " + families[0].package + ".");
    }
    return {};
}

const FontFile* FontLibrary::file(Face face) const {
    const Pair& pair = is_machine(face) ? machine_ : words_;
    const bool bold = face == Face::words_bold || face == Face::machine_bold;
    if (bold && pair.bold) {
        return &*pair.bold;
    }
    return pair.regular ? &*pair.regular : nullptr;
}

FontSet FontLibrary::build(ImFontAtlas& atlas, float scale) const {
    atlas.Clear();
    FontSet set;
    set.scale = scale;
    const auto add = [&](const FontFile& font, float em, const ImWchar* ranges, bool machine, bool merge) {
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.MergeMode = merge;
        config.OversampleH = machine ? 1 : 3;
        config.OversampleV = 1;
        config.PixelSnapH = machine;
        // Dear ImGui sizes a font by the height from ascent to descent.
        const float height = em * scale * static_cast<float>(font.ascent - font.descent) /
                             static_cast<float>(font.units_per_em);
        return atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(font.bytes.data()),  // only read
                                          static_cast<int>(font.bytes.size()), height, &config, ranges);
    };
    for (const Face face : {Face::words, Face::words_bold, Face::machine, Face::machine_bold}) {
        for (const Size size : {Size::normal, Size::small}) {
            const bool machine = is_machine(face);
            const float em = machine ? machine_em(size, scale) : words_em(size);
            ImFont* font = nullptr;
            if (const FontFile* own = file(face)) {
                font = add(*own, em, latin, machine, false);
                add(*own, em, symbols, machine, true);
            } else {
                ImFontConfig config;
                config.SizePixels = std::round(em * scale);
                font = atlas.AddFontDefault(&config);
            }
            // What the face lacks (JetBrains Mono has no white circle) comes from the other family.
            if (const FontFile* other = file(machine ? Face::words : Face::machine)) {
                add(*other, em, symbols, false, true);
            }
            set.fonts[static_cast<std::size_t>(face)][static_cast<std::size_t>(size)] = font;
        }
    }
    atlas.Build();
    return set;
}

FontPlaces usual_fonts() {
    const std::string debian = "/usr/share/fonts/";
    const std::string inter = debian + "opentype/inter/Inter-";
    const std::string inter_ttf = debian + "truetype/inter/Inter-";
    const std::string inter_flat = debian + "inter/Inter-";
    const std::string roboto = debian + "truetype/roboto/unhinted/RobotoTTF/Roboto-";
    const std::string dejavu = debian + "truetype/dejavu/DejaVuSans";
    const std::string jetbrains = debian + "truetype/jetbrains-mono/JetBrainsMono-";
    const std::string jetbrains_flat = debian + "TTF/JetBrainsMono-";
    FontPlaces places;
    places.words = {
        {"Inter",
         "fonts-inter",
         {inter + "Regular.otf", inter_ttf + "Regular.ttf", inter_flat + "Regular.otf"},
         {inter + "SemiBold.otf", inter_ttf + "SemiBold.ttf", inter_flat + "SemiBold.otf"}},
        {"Roboto", "fonts-roboto-unhinted", {roboto + "Regular.ttf"}, {roboto + "Medium.ttf"}},
        {"DejaVu Sans", "fonts-dejavu-core", {dejavu + ".ttf"}, {dejavu + "-Bold.ttf"}},
    };
    places.machine = {
        {"JetBrains Mono",
         "fonts-jetbrains-mono",
         {jetbrains + "Regular.ttf", jetbrains_flat + "Regular.ttf"},
         {jetbrains + "SemiBold.ttf", jetbrains_flat + "SemiBold.ttf", jetbrains + "Bold.ttf"}},
        {"DejaVu Sans Mono", "fonts-dejavu-core", {dejavu + "Mono.ttf"}, {dejavu + "Mono-Bold.ttf"}},
    };
    return places;
}

}  // namespace ringside::ui
