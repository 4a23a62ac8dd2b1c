#include "visualizer/model/programs.hpp"

#include <algorithm>
#include <cstring>

#include "isa/elf/elf.hpp"
#include "scripts/files.hpp"

namespace ringside::ui {

namespace {

// The word of an image at a linked address, if the file holds it.
std::optional<std::uint32_t> word_in(const isa::Segment& segment, std::uint32_t linked) {
    const std::uint32_t offset = linked - segment.address;
    if (offset + 4 > segment.bytes.size()) {
        return std::nullopt;
    }
    std::uint32_t word = 0;
    std::memcpy(&word, segment.bytes.data() + offset, sizeof word);
    return word;
}

// Does the guest's memory hold this program? Its code tells, for data change: a few words at the address if that is
// code, else at the beginning of the code.
bool lies_there(const Eye& eye, const isa::Image& image, const isa::Segment& at, std::uint32_t linked,
                std::uint32_t shift) {
    const isa::Segment* code = at.exec ? &at : nullptr;
    std::uint32_t from = linked & ~31U;
    for (std::size_t i = 0; code == nullptr && i < image.segments.size(); ++i) {
        if (image.segments[i].exec) {
            code = &image.segments[i];
            from = code->address;
        }
    }
    int same = 0;
    int different = 0;
    for (std::uint32_t i = 0; code != nullptr && i < 8; ++i) {
        const auto expected = word_in(*code, from + i * 4);
        const auto found = world::read_virtual(eye.world, eye.guest, eye.cpu, isa::Gva{from + i * 4 + shift},
                                               isa::Width::word);
        if (expected) {
            (expected == found ? same : different) += 1;
        }
    }
    // Code that changes itself differs here and there; another program differs nearly everywhere.
    return same > different;
}

const isa::Segment* loaded_at(const isa::Image& image, std::uint32_t physical) {
    for (const isa::Segment& segment : image.segments) {
        if (physical - segment.physical < segment.memory_size) {
            return &segment;
        }
    }
    return nullptr;
}

// A symbol such as hog_elf names the program that it marks.
std::string name_of_embedded(const isa::Image& image, std::uint32_t address) {
    for (const isa::ImageSymbol& symbol : image.symbols) {
        if (symbol.address == address && !symbol.absolute && !symbol.name.empty()) {
            const auto end = symbol.name.rfind("_elf");
            return end == std::string::npos || end == 0 ? symbol.name : symbol.name.substr(0, end);
        }
    }
    return "a program at " + std::to_string(address);
}

}  // namespace

Programs::Programs(const scripts::Program& program, const std::vector<std::string>& folders) {
    add({program.name, program.image, Sources(program.sources, folders)});
    for (const isa::Segment& segment : program.image.segments) {
        constexpr char magic[4] = {0x7f, 'E', 'L', 'F'};
        for (std::size_t at = 0; at + 4 <= segment.bytes.size(); at += 4) {
            if (std::memcmp(segment.bytes.data() + at, magic, sizeof magic) != 0) {
                continue;
            }
            isa::ElfResult inner = isa::read_elf(segment.bytes.data() + at, segment.bytes.size() - at);
            if (inner.image) {
                const std::uint32_t address = segment.address + static_cast<std::uint32_t>(at);
                add({name_of_embedded(program.image, address), std::move(*inner.image),
                     Sources({}, folders)});
            }
        }
    }
}

void Programs::add(KnownProgram program) {
    programs_.push_back(std::make_unique<KnownProgram>(std::move(program)));
}

std::optional<Programs::Place> Programs::at(const Eye& eye, std::uint32_t address) const {
    for (const auto& program : programs_) {
        const isa::Segment* linked = program->image.segment_at(address);
        if (linked != nullptr && lies_there(eye, program->image, *linked, address, 0)) {
            return Place{program.get(), 0};
        }
    }
    // Before paging is on, a kernel that is linked high runs where it was loaded.
    for (const auto& program : programs_) {
        const isa::Segment* loaded = loaded_at(program->image, address);
        if (loaded != nullptr && loaded->physical != loaded->address) {
            const std::uint32_t shift = loaded->physical - loaded->address;
            if (lies_there(eye, program->image, *loaded, address - shift, shift)) {
                return Place{program.get(), shift};
            }
        }
    }
    return std::nullopt;
}

std::optional<std::string> Programs::name_of(const Eye& eye, std::uint32_t address) const {
    const auto place = at(eye, address);
    if (!place) {
        return std::nullopt;
    }
    const isa::Image& image = place->program->image;
    auto name = image.name_of(place->linked(address));
    if (!name || name->rfind("__", 0) != 0) {
        return name;
    }
    // The linker's own names mean nothing to people; a better one may stand for the same place.
    const isa::ImageSymbol* symbol = image.symbol_at(place->linked(address));
    for (const isa::ImageSymbol& other : image.symbols) {
        if (other.address == symbol->address && !other.absolute && other.name.rfind("__", 0) != 0 &&
            other.name[0] != '.') {
            return other.name + name->substr(symbol->name.size());
        }
    }
    return name;
}

std::optional<std::string> Programs::source_of(const Eye& eye, std::uint32_t address) const {
    const auto place = at(eye, address);
    if (!place) {
        return std::nullopt;
    }
    const auto source = place->program->image.source_of(place->linked(address));
    return source ? std::optional(scripts::base_name(*source)) : std::nullopt;
}

bool Programs::knows_code(const Eye& eye, std::uint32_t address) const {
    const auto place = at(eye, address);
    if (!place || address % 4 != 0) {
        return false;
    }
    const isa::Segment* segment = place->program->image.segment_at(place->linked(address));
    return segment != nullptr && segment->exec;
}

}  // namespace ringside::ui
