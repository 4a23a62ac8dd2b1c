#include "tests/guests/levels.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

#include "isa/asm/assembler.hpp"
#include "isa/pte.hpp"
#include "machine/archive.hpp"
#include "scripts/files.hpp"

namespace ringside::guests {

namespace fs = std::filesystem;
using isa::assembler::Input;

namespace {

const fs::path guests_folder = fs::path(RINGSIDE_SOURCE_DIR) / "tests" / "guests";
const fs::path include_folder = fs::path(RINGSIDE_SOURCE_DIR) / "labs" / "guests" / "runtime" / "include";
const fs::path compiled_folder = fs::path(RINGSIDE_BINARY_DIR) / "compiled";
const std::string compiler = "riscv64-unknown-elf-gcc -march=rv32ema -mabi=ilp32e";

std::string contents(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<fs::path> files_of(const fs::path& folder, const char* extension) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == extension) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

// The output of a shell command, and its exit code.
std::pair<std::string, int> output_of(const std::string& command) {
    std::string text;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (!pipe) return {"popen failed: " + command, -1};
    char part[4096];
    while (const std::size_t n = std::fread(part, 1, sizeof part, pipe)) text.append(part, n);
    return {text, pclose(pipe)};
}

// What every compilation depends on: the compiler and the runtime's headers.
const std::string& common_inputs() {
    static const std::string all = [] {
        std::string text = output_of("riscv64-unknown-elf-gcc --version").first;
        for (const auto& entry : fs::recursive_directory_iterator(include_folder))
            if (entry.is_regular_file()) text += entry.path().filename().string() + contents(entry.path());
        return text;
    }();
    return all;
}

scripts::Result<std::string> assembly_of(const fs::path& source, const std::string& flags) {
    using R = scripts::Result<std::string>;
    // From the program's folder: __FILE__ is then the name alone.
    const std::string command = "cd '" + source.parent_path().string() + "' && " + compiler + " " + flags +
                                " -S -I'" + include_folder.string() + "' '" + source.filename().string() +
                                "' -o ";
    std::string key = common_inputs() + command + contents(source);
    for (const fs::path& header : files_of(source.parent_path(), ".h")) key += contents(header);
    char name[17];
    std::snprintf(name, sizeof name, "%016llx",
                  static_cast<unsigned long long>(machine::hash_bytes(key.data(), key.size())));
    const fs::path kept = compiled_folder / (source.stem().string() + "-" + name + ".s");
    if (fs::exists(kept)) return R(contents(kept));

    fs::create_directories(compiled_folder);
    std::ostringstream own;  // a name of this process and thread, so that nobody reads half a file
    own << kept.string() << "." << getpid() << "." << std::this_thread::get_id();
    const auto [said, code] = output_of(command + "'" + own.str() + "'");
    if (code != 0) return R::failure(said);
    std::string text = contents(own.str());
    fs::rename(own.str(), kept);
    return R(std::move(text));
}

// The runtime, assembled once.
const scripts::Result<std::vector<Input>>& runtime() {
    using R = scripts::Result<std::vector<Input>>;
    static const R all = [] {
        std::vector<Input> inputs;
        for (const fs::path& path : files_of(fs::path(RINGSIDE_BINARY_DIR) / "guests" / "runtime", ".s")) {
            auto object = isa::assembler::assemble(path.filename().string(), contents(path));
            if (!object) return R::failure(object.error_text());
            inputs.push_back({std::move(*object.value), true});
        }
        return R(std::move(inputs));
    }();
    return all;
}

// `// KEY: value` among the first lines.
std::optional<std::string> note(const std::string& text, const std::string& key) {
    std::istringstream lines(text);
    std::string line;
    const std::string start = "// " + key + ": ";
    for (int i = 0; i < 5 && std::getline(lines, line); ++i)
        if (line.rfind(start, 0) == 0) return line.substr(start.size());
    return std::nullopt;
}

// The last MiB of RAM holds the tables and is hidden from the program.
constexpr std::uint32_t table_bytes = 1u << 20;

void page_identically(machine::Machine& m) {
    using isa::Pte;
    const std::uint32_t ram = m.config.ram_bytes;
    const auto put = [&m](std::uint32_t address, Pte entry) {
        m.write(isa::Hpa{address}, isa::Width::word, entry.bits);
    };
    const std::uint32_t directory = ram - table_bytes;
    std::uint32_t next = directory + isa::page_bytes;
    for (std::uint32_t d = 0; d < 1024; ++d) {
        const std::uint32_t first = d << 22;
        if (first >= ram && first != (machine::config_page_base & ~0x3fffffu)) continue;
        put(directory + d * 4, Pte::make(next >> 12, Pte::v, 0));
        // What has no memory answers with a bus error, as without paging.
        for (std::uint32_t i = 0; i < 1024; ++i)
            put(next + i * 4, Pte::make((first >> 12) + i, Pte::v | Pte::r | Pte::w | Pte::x, 3));
        next += isa::page_bytes;
    }
    for (machine::Hart& h : m.harts) h.ptb = isa::Ptb::make(directory >> 12, 1);
}

std::string excerpt(const std::string& text, std::size_t at) {
    const std::size_t from = at < 30 ? 0 : at - 30;
    return "…" + text.substr(from, at - from + 50) + "…";
}

}  // namespace

std::vector<CProgram> corpus() {
    std::vector<CProgram> all;
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(guests_folder / "corpus"))
        if (entry.is_directory() || entry.path().extension() == ".c") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) {
        CProgram p;
        p.name = path.stem().string();
        p.expected.exit_code = 0;
        for (const fs::path& source :
             fs::is_directory(path) ? files_of(path, ".c") : std::vector<fs::path>{path}) {
            p.sources.push_back(source.string());
            const std::string text = contents(source);
            if (const auto flags = note(text, "flags")) p.flags = *flags;
            if (const auto code = note(text, "exit")) p.expected.exit_code = std::atoi(code->c_str());
        }
        fs::path stem = path;
        if (const fs::path input = stem.replace_extension(".in"); fs::exists(input))
            p.input = contents(input);
        p.expected.console = contents(stem.replace_extension(".out"));
        all.push_back(std::move(p));
    }
    return all;
}

CProgram program_of(const std::string& name, const std::string& text, const std::string& flags) {
    const fs::path folder = compiled_folder / name;
    fs::create_directories(folder);
    const fs::path path = folder / (name + ".c");
    if (contents(path) != text)
        if (const auto problem = scripts::write_file(path.string(), text)) throw std::runtime_error(*problem);
    CProgram p;
    p.name = name;
    p.sources = {path.string()};
    p.flags = flags;
    return p;
}

scripts::Result<scripts::Program> compile(const CProgram& program, const std::string& level) {
    using R = scripts::Result<scripts::Program>;
    std::vector<Input> inputs;
    for (const std::string& source : program.sources) {
        const auto text = assembly_of(source, level + " " + program.flags);
        if (!text) return R::failure(text.error);
        auto object = isa::assembler::assemble(fs::path(source).stem().string() + ".s", *text);
        if (!object) return R::failure(object.error_text());
        inputs.push_back({std::move(*object.value), false});
    }
    const auto& library = runtime();
    if (!library) return R::failure(library.error);
    inputs.insert(inputs.end(), library.value->begin(), library.value->end());
    isa::assembler::LinkOptions options;
    if (program.text_base) options.text_base = *program.text_base;
    auto image = isa::assembler::link(std::move(inputs), options);
    if (!image) return R::failure(image.error_text());
    return scripts::Program{program.name, std::move(*image.value), {}};
}

scripts::Result<scripts::Program> assemble_alone(const std::string& name, const std::string& text) {
    return scripts::assemble_program(name, text);
}

world::World world_for(const scripts::Program& program, const scripts::RunOptions& options, bool paged) {
    auto made = scripts::make_world(options, program);
    if (!made) throw std::runtime_error(made.error);
    if (paged) {
        machine::Machine& m = made->hosts[0].machine;
        m.board.config.ram_bytes = m.config.ram_bytes - table_bytes;
        page_identically(m);
    }
    return std::move(*made);
}

Ended run(const scripts::Program& program, const scripts::RunOptions& options, bool paged,
          world::EngineKind engine) {
    world::Session session(world_for(program, options, paged), engine);
    std::ostringstream out, err;
    const scripts::RunResult result = scripts::run_guest(session, options, program, {out, err});
    return {{result.exit_code, out.str(), err.str()}, session.world()};
}

scripts::RunOptions options_for(const CProgram& program) {
    scripts::RunOptions o;
    o.input = program.input.value_or("");  // as from an empty file: a read is told that input has ended
    o.max_instructions = 4'000'000'000;
    return o;
}

Shown shown_by(const CProgram& program, const std::string& level, const scripts::RunOptions& options,
               bool paged) {
    const auto made = compile(program, level);
    if (!made) return {-1, "", made.error};
    return run(*made, options, paged).shown;
}

std::optional<std::string> difference(const std::string& name, const Shown& shown, const Shown& expected) {
    if (shown == expected) return std::nullopt;
    const auto& [a, b] = std::pair(shown.console, expected.console);
    const auto at = static_cast<std::size_t>(
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())),
                      b.begin())
            .first -
        a.begin());
    std::ostringstream text;
    text << name << ": exit code " << shown.exit_code << ", expected " << expected.exit_code;
    if (a != b)
        text << "; from byte " << at << " on it prints \"" << excerpt(a, at) << "\", expected \""
             << excerpt(b, at) << "\"";
    if (!shown.errors.empty()) text << "; " << shown.errors.substr(0, 400);
    return text.str();
}

std::vector<std::string> in_parallel(std::size_t count,
                                     const std::function<std::optional<std::string>(std::size_t)>& work) {
    std::vector<std::optional<std::string>> results(count);
    std::atomic<std::size_t> next{0};
    const auto loop = [&] {
        for (std::size_t i; (i = next++) < count;) {
            try {
                results[i] = work(i);
            } catch (const std::exception& e) {
                results[i] = e.what();
            }
        }
    };
    std::thread other(loop);
    loop();
    other.join();
    std::vector<std::string> sentences;
    for (auto& r : results)
        if (r) sentences.push_back(std::move(*r));
    return sentences;
}

bool installed(const std::string& tool) {
    if (std::system(("command -v " + tool + " >/dev/null 2>&1").c_str()) == 0) return true;
    std::cerr << "left out: " << tool << " is not installed; ./dev test installs it\n";
    return false;
}

}  // namespace ringside::guests
