#include "scripts/program.hpp"

#include <fmt/format.h>

#include "isa/elf/elf.hpp"
#include "scripts/files.hpp"

namespace ringside::scripts {

namespace {

using R = Result<Program>;

bool in_runtime_folder(const std::string& path) { return base_name(folder_of(path)) == "runtime"; }

R from_elf(const std::string& path, const std::string& bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    isa::ElfResult elf = isa::read_elf(data, bytes.size());
    if (!elf.image) return R::failure(path + ": " + elf.error);
    return Program{base_name(path), std::move(*elf.image), {}};
}

std::optional<std::string> add_embedded(const std::vector<std::string>& wanted,
                                        isa::assembler::LinkOptions& link) {
    for (const std::string& item : wanted) {
        const auto equals = item.find('=');
        if (equals == std::string::npos || equals == 0) return "--embed " + item + ": write NAME=FILE";
        const auto bytes = read_file(item.substr(equals + 1));
        if (!bytes) return bytes.error;
        link.embedded.push_back({item.substr(0, equals), {bytes->begin(), bytes->end()}, 16});
    }
    return std::nullopt;
}

// The common end of both ways to sources.
R build(const std::string& name, const std::vector<isa::assembler::Source>& sources,
        const isa::assembler::LinkOptions& link) {
    auto built = isa::assembler::build(sources, link);
    if (!built) return R::failure(built.error_text());
    Program p{name, std::move(*built.value), {}};
    for (const auto& s : sources) p.sources.emplace(s.name, s.text);
    return p;
}

}  // namespace

bool is_elf(std::string_view bytes) {
    return bytes.substr(0, 4) == "\x7f"
                                 "ELF";
}

R load_program(const ProgramFiles& files) {
    if (files.inputs.empty()) return R::failure("no program is named");
    std::vector<isa::assembler::Source> sources;
    const auto add = [&](const std::string& path, bool library) -> std::optional<R> {
        auto bytes = read_file(path);
        if (!bytes) return R::failure(bytes.error);
        if (is_elf(*bytes)) {
            if (files.inputs.size() == 1 && files.libraries.empty()) return from_elf(path, *bytes);
            return R::failure(
                path + ": an ELF file is a finished program and cannot be linked with others; give it alone");
        }
        sources.push_back({path, std::move(*bytes), library});
        return std::nullopt;
    };
    for (const std::string& path : files.inputs)
        if (auto done = add(path, in_runtime_folder(path))) return *done;
    for (const std::string& path : files.libraries)
        if (auto done = add(path, true)) return *done;
    isa::assembler::LinkOptions link = files.link;
    if (auto problem = add_embedded(files.embedded, link)) return R::failure(*problem);
    return build(base_name(files.inputs.front()), sources, link);
}

R assemble_program(const std::string& name, const std::string& text,
                   const isa::assembler::LinkOptions& link) {
    return build(name, {{name, text, false}}, link);
}

machine::BootImage boot_image(const isa::Image& image) {
    machine::BootImage boot;
    boot.entry = image.physical_entry();
    for (const isa::Segment& s : image.segments)
        boot.segments.push_back({s.physical, s.bytes, s.memory_size});
    return boot;
}

std::string Program::place(std::uint32_t address) const {
    std::uint32_t at = address;
    if (!image.segment_at(at))
        for (const isa::Segment& s : image.segments)
            if (address - s.physical < s.memory_size) at = address - s.physical + s.address;
    const auto name_there = image.name_of(at);
    const auto line_there = image.source_of(at);
    if (name_there && line_there) return fmt::format("{} ({})", *name_there, *line_there);
    if (name_there || line_there) return name_there ? *name_there : *line_there;
    return fmt::format("0x{:08x}", address);
}

}  // namespace ringside::scripts
