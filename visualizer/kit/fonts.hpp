// The fonts, read at run time from where the system keeps them.
//
// Words are set in Inter, machine values in JetBrains Mono. When a family is missing another is taken, and a notice
// says so in a sentence; with none at all Dear ImGui's built-in bitmap font is left, which has no symbols.
// Glyphs are rasterised for each scale, never stretched.
//     FontLibrary library(usual_fonts());
//     FontSet fonts = library.build(*ImGui::GetIO().Fonts, 1.5F);   // for a scale of 150 %
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct ImFont;
struct ImFontAtlas;

namespace ringside::ui {

enum class Face : std::uint8_t { words, words_bold, machine, machine_bold };
enum class Size : std::uint8_t { normal, small };

// Where one family may lie. Of each list the first file that can be read is taken.
struct FontFamily {
    std::string name;
    std::string package;  // the Debian package that brings it
    std::vector<std::string> regular;
    std::vector<std::string> bold;
};

// In order of preference.
struct FontPlaces {
    std::vector<FontFamily> words;
    std::vector<FontFamily> machine;
};

// The families that ringside looks for, at the paths of Debian's packages and of a few other systems.
FontPlaces usual_fonts();

// A font file and the three numbers of it that layout needs.
struct FontFile {
    std::vector<unsigned char> bytes;
    int ascent = 0;   // in font units
    int descent = 0;  // in font units; negative below the baseline
    int units_per_em = 0;
};

// Reads a TrueType or OpenType file; nothing when it is missing, truncated or something else.
std::optional<FontFile> read_font(const std::string& path);

// The fonts of one scale, ready to draw.
struct FontSet {
    std::array<std::array<ImFont*, 2>, 4> fonts{};
    float scale = 1;

    ImFont* get(Face face, Size size) const {
        return fonts[static_cast<std::size_t>(face)][static_cast<std::size_t>(size)];
    }
};

class FontLibrary {
public:
    explicit FontLibrary(const FontPlaces& places);

    // Sentences about families that are missing and what is used instead.
    const std::vector<std::string>& notices() const { return notices_; }

    // Rasterises all faces into `atlas`, which is cleared first. The library must outlive the atlas.
    FontSet build(ImFontAtlas& atlas, float scale) const;

private:
    struct Pair {
        std::optional<FontFile> regular;
        std::optional<FontFile> bold;
    };
    Pair choose(const std::vector<FontFamily>& families, const char* purpose);
    const FontFile* file(Face face) const;

    Pair words_;
    Pair machine_;
    std::vector<std::string> notices_;
};

}  // namespace ringside::ui
