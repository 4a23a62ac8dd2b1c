// The GNU assembler as oracle. The same compiler output goes through both; then, instruction by instruction, ours must
// be what GNU's is in RISC-V: same operation, same registers, same number or symbol, same target. What differs by
// design is brought to one form first: how a constant is loaded (lui sets 16 bits here and 20 there), and calls (one
// jal here, auipc and jalr there until GNU's linker shortens them). Data must be equal byte for byte.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "isa/disasm.hpp"
#include "isa/encoding.hpp"
#include "tests/isa/sources.hpp"

using namespace ringside::isa;
namespace fs = std::filesystem;

namespace {

struct Item {
    std::uint32_t offset = 0;  // in its section
    std::string mnemonic;
    std::vector<std::string> operands;
    std::int64_t target = -1;  // of branches and jumps: an offset in the section
    std::string symbol;        // of calls

    [[nodiscard]] std::string text() const {
        std::string t = mnemonic + " " + symbol;
        for (const std::string& o : operands) t += "," + o;
        return t;
    }
};
using Stream = std::vector<Item>;
using Streams = std::map<std::string, Stream>;  // by section

std::string run(const std::string& command) {
    std::string out;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    REQUIRE(pipe != nullptr);
    char buffer[4096];
    for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
    INFO(command << "\n" << out);
    REQUIRE(pclose(pipe) == 0);
    return out;
}

// "x10,4(x2)" -> x10, 4, x2; numbers in decimal.
std::vector<std::string> split_operands(std::string text) {
    std::vector<std::string> parts;
    std::string word;
    text += ',';
    for (const char c : text) {
        if (c == ' ') continue;
        if (c != ',' && c != '(' && c != ')') {
            word += c;
            continue;
        }
        if (word.empty()) continue;
        if (isdigit(static_cast<unsigned char>(word[0])) || word[0] == '-')
            word = std::to_string(static_cast<std::int32_t>(std::strtoll(word.c_str(), nullptr, 0)));
        for (int i = 0; i < 16; ++i)
            if (word == register_names[i]) word = "x" + std::to_string(i);
        parts.push_back(word);
        word.clear();
    }
    return parts;
}

bool is_branch(const std::string& m) { return m.size() >= 3 && m[0] == 'b'; }

// The operand that a relocation fills: lui's and addi's last, the middle one of loads and stores.
void set_part(Item& item, std::string part) {
    if (part.find("%pcrel_lo") == 0) part = "%pcrel_lo";  // the label of its auipc may be unnamed
    const bool memory = item.operands.size() == 3 && (item.mnemonic[0] == 'l' || item.mnemonic[0] == 's') &&
                        item.mnemonic != "slli" && item.mnemonic != "slti" && item.mnemonic != "srli";
    item.operands[memory ? 1 : item.operands.size() - 1] = part;
}

// --- GNU's side: objdump -dr ---

void apply_relocation(Item& item, const std::string& type, const std::string& symbol) {
    static const std::map<std::string, std::string> parts = {
        {"R_RISCV_HI20", "hi"},
        {"R_RISCV_LO12_I", "lo"},
        {"R_RISCV_LO12_S", "lo"},
        {"R_RISCV_TPREL_HI20", "tprel_hi"},
        {"R_RISCV_TPREL_LO12_I", "tprel_lo"},
        {"R_RISCV_TPREL_LO12_S", "tprel_lo"},
        {"R_RISCV_PCREL_HI20", "pcrel_hi"},
        {"R_RISCV_PCREL_LO12_I", "pcrel_lo"},
        {"R_RISCV_PCREL_LO12_S", "pcrel_lo"},
    };
    const auto part = parts.find(type);
    if (part != parts.end()) return set_part(item, "%" + part->second + "(" + symbol + ")");
    if (type == "R_RISCV_CALL" || type == "R_RISCV_CALL_PLT") {
        item.mnemonic = "call";
        item.symbol = symbol;
        return;
    }
    INFO(type);
    CHECK((type == "R_RISCV_BRANCH" || type == "R_RISCV_JAL" || type == "R_RISCV_TPREL_ADD"));
}

std::string plus_decimal(std::string symbol) {
    const std::size_t plus = symbol.find("+0x");
    if (plus == std::string::npos) return symbol;
    return symbol.substr(0, plus) + "+" +
           std::to_string(std::strtoll(symbol.c_str() + plus + 1, nullptr, 16));
}

Streams gnu_streams(const std::string& listing) {
    Streams streams;
    Stream* stream = nullptr;
    std::istringstream lines(listing);
    for (std::string line; std::getline(lines, line);) {
        if (line.find("Disassembly of section ") == 0) {
            stream = &streams[line.substr(23, line.size() - 24)];
            continue;
        }
        const std::size_t colon = line.find(":\t");
        const std::size_t reloc = line.find(": R_RISCV_");
        if (stream && reloc != std::string::npos) {
            const std::size_t tab = line.find('\t', reloc);
            apply_relocation(stream->back(), line.substr(reloc + 2, tab - reloc - 2),
                             plus_decimal(line.substr(tab + 1)));
        } else if (stream && colon != std::string::npos) {
            std::istringstream words(line.substr(colon + 2));
            Item item;
            std::string hex, operands;
            words >> hex >> item.mnemonic >> operands;
            item.offset = static_cast<std::uint32_t>(std::stoul(line.substr(0, colon), nullptr, 16));
            const bool jumps = is_branch(item.mnemonic) || item.mnemonic == "jal";
            if (jumps) {
                const std::size_t comma = operands.rfind(',');
                item.target = std::stol(operands.substr(comma + 1), nullptr, 16);
                operands.resize(comma);
            }
            item.operands = split_operands(operands);
            stream->push_back(item);
        }
    }
    return streams;
}

// --- our side ---

std::string name_of(const assembler::Object& object, const assembler::Value& v) {
    REQUIRE(v.plus >= 0);
    const std::string name = object.symbols[static_cast<std::size_t>(v.plus)].name;
    return v.addend == 0 ? name : name + (v.addend > 0 ? "+" : "") + std::to_string(v.addend);
}

void apply_fixup(const assembler::Object& object, std::uint32_t section, Item& item,
                 const assembler::Fixup& fixup) {
    using assembler::FixupKind;
    static const std::map<FixupKind, std::string> parts = {
        {FixupKind::hi, "hi"},
        {FixupKind::lo, "lo"},
        {FixupKind::tprel_hi, "tprel_hi"},
        {FixupKind::tprel_lo, "tprel_lo"},
        {FixupKind::pcrel_hi, "pcrel_hi"},
        {FixupKind::pcrel_lo, "pcrel_lo"},
    };
    const auto part = parts.find(fixup.kind);
    if (part != parts.end())
        return set_part(item, "%" + part->second + "(" + name_of(object, fixup.value) + ")");
    if (fixup.kind == FixupKind::call) {
        item.mnemonic = "call";
        item.symbol = name_of(object, fixup.value);
        item.target = -1;
        return;
    }
    REQUIRE((fixup.kind == FixupKind::branch || fixup.kind == FixupKind::jump));
    const assembler::Symbol& to = object.symbols[static_cast<std::size_t>(fixup.value.plus)];
    REQUIRE(to.kind == assembler::Symbol::Kind::label);
    REQUIRE(to.section == section);
    item.target = to.place.offset + fixup.value.addend;
}

Streams our_streams(const assembler::Object& object) {
    Streams streams;
    for (std::uint32_t n = 0; n < object.sections.size(); ++n) {
        const assembler::Section& s = object.sections[n];
        if (!s.exec || s.size == 0) continue;
        Stream& stream = streams[s.name];
        for (std::uint32_t at = 0; at < s.size; at += 4) {
            std::uint32_t word = 0;
            for (std::uint32_t i = 0; i < 4; ++i) word |= std::uint32_t{s.bytes[at + i]} << 8 * i;
            const std::string text = disassemble(word);
            Item item;
            item.offset = at;
            item.mnemonic = text.substr(0, text.find(' '));
            item.operands = split_operands(text.substr(item.mnemonic.size()));
            const auto d = decode(word);
            REQUIRE(d);
            if (is_branch(item.mnemonic) || d->op == Op::jal) {
                item.target = at + std::int64_t{d->imm} * 4;
                item.operands.pop_back();
            }
            stream.push_back(item);
        }
        for (const assembler::Fixup& f : s.fixups) apply_fixup(object, n, stream[f.place.offset / 4], f);
    }
    return streams;
}

// --- one form ---

// lui_shift: how far lui shifts its number, 12 in RISC-V and 16 in Tetra.
Stream normalized(const Stream& in, int lui_shift) {
    std::set<std::int64_t> targets;
    for (const Item& item : in) targets.insert(item.target);
    Stream out;
    for (std::size_t i = 0; i < in.size(); ++i) {
        Item item = in[i];
        for (const char* suffix : {".aqrl", ".aq", ".rl"}) {
            const std::size_t at = item.mnemonic.find(suffix);
            if (at != std::string::npos) item.mnemonic.resize(at);
        }
        if (item.mnemonic == "fence") item.operands.clear();
        if (item.mnemonic == "call" && item.operands.size() == 2) {
            // GNU's auipc: the jalr behind it says where the return address goes.
            item.operands = {in[++i].operands[0]};
        }
        const bool number =
            !item.operands.empty() &&
            (isdigit(static_cast<unsigned char>(item.operands.back()[0])) || item.operands.back()[0] == '-');
        const std::int64_t n = number ? std::stoll(item.operands.back()) : 0;
        if (number && item.mnemonic == "lui") {
            item.mnemonic = "constant";
            item.operands[1] = std::to_string(static_cast<std::uint32_t>(n) << lui_shift);
        } else if (number && item.mnemonic == "addi" && item.operands[1] == "x0" &&
                   item.operands[0] != "x0") {
            item.mnemonic = "constant";
            item.operands = {item.operands[0], std::to_string(static_cast<std::uint32_t>(n))};
        } else if (number && item.mnemonic == "addi" && !out.empty() && out.back().mnemonic == "constant" &&
                   item.operands[0] == item.operands[1] && item.operands[0] == out.back().operands[0] &&
                   targets.count(item.offset) == 0) {
            const auto sum = static_cast<std::uint32_t>(std::stoll(out.back().operands[1]) + n);
            out.back().operands[1] = std::to_string(sum);
            continue;
        }
        out.push_back(item);
    }
    return out;
}

std::int64_t index_of(const Stream& stream, std::int64_t offset) {
    for (std::size_t i = 0; i < stream.size(); ++i)
        if (stream[i].offset == offset) return static_cast<std::int64_t>(i);
    return -2;
}

// Where a symbol of ours lies, for calls that were encoded at once.
std::int64_t offset_of(const assembler::Object& object, const std::string& name) {
    for (const assembler::Symbol& s : object.symbols)
        if (s.name == name && s.kind == assembler::Symbol::Kind::label) return s.place.offset;
    return -3;
}

// Gives the number of instructions compared.
std::size_t compare(const assembler::Object& object, const Stream& ours, const Stream& gnus) {
    const Stream a = normalized(ours, 16), b = normalized(gnus, 12);
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        INFO("instruction " << i << ": ours '" << a[i].text() << "' at " << a[i].offset << ", GNU's '"
                            << b[i].text() << "' at " << b[i].offset);
        if (a[i].mnemonic == "jal" && b[i].mnemonic == "call") {
            REQUIRE(a[i].operands[0] == b[i].operands[0]);
            REQUIRE(a[i].target == offset_of(object, b[i].symbol));
            continue;
        }
        REQUIRE(a[i].text() == b[i].text());
        REQUIRE((a[i].target < 0) == (b[i].target < 0));
        if (a[i].target >= 0) REQUIRE(index_of(a, a[i].target) == index_of(b, b[i].target));
    }
    REQUIRE(a.size() == b.size());
    return a.size();
}

// The bytes of our data sections, padded as their alignments ask. Places to be filled in are zero on both sides.
std::map<std::string, std::string> our_data(const assembler::Object& object) {
    std::map<std::string, std::string> data;
    for (const assembler::Section& s : object.sections) {
        if (s.exec || s.zero || s.size == 0) continue;
        std::string bytes;
        std::uint32_t taken = 0;
        const auto take = [&](std::uint32_t until) {
            bytes.append(s.bytes.begin() + taken, s.bytes.begin() + until);
            taken = until;
        };
        for (const assembler::Site& site : s.sites) {
            REQUIRE(site.kind == assembler::SiteKind::align);
            take(site.offset);
            while (bytes.size() % site.amount != 0) bytes += '\0';
        }
        take(s.size);
        data[s.name] = bytes;
    }
    return data;
}

struct Folder {
    fs::path path = fs::path(RINGSIDE_BINARY_DIR) / "gnu_test";
    Folder() { fs::create_directories(path); }
};

void compare_file(const std::string& name, const std::string& flags, std::size_t& instructions,
                  std::size_t& bytes) {
    const Folder folder;
    const std::string base = (folder.path / name).string();
    const std::string source = std::string(RINGSIDE_SOURCE_DIR) + "/tests/isa/gcc/" + name + ".c";
    run("riscv64-unknown-elf-gcc -march=rv32ema -mabi=ilp32e -w " + flags + " -S " + source + " -o " + base +
        ".s");
    run("riscv64-unknown-elf-as -march=rv32ema -mabi=ilp32e -mno-relax " + base + ".s -o " + base + ".o");
    std::ifstream file(base + ".s");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto object = assembler::assemble(name + ".s", text);
    INFO(name << " " << flags << "\n" << object.error_text());
    REQUIRE(object);

    const Streams ours = our_streams(*object.value);
    const Streams gnus =
        gnu_streams(run("riscv64-unknown-elf-objdump -dr -M no-aliases,numeric " + base + ".o"));
    for (const auto& [section, stream] : gnus) {
        INFO(section);
        REQUIRE(ours.count(section) == 1);
        instructions += compare(*object.value, ours.at(section), stream);
    }
    REQUIRE(ours.size() == gnus.size());
    for (const auto& [section, expected] : our_data(*object.value)) {
        run("riscv64-unknown-elf-objcopy -O binary -j " + section + " --set-section-flags " + section +
            "=alloc,load,contents " + base + ".o " + base + ".bin");
        std::ifstream binary(base + ".bin", std::ios::binary);
        const std::string gnu{std::istreambuf_iterator<char>(binary), {}};
        INFO(section);
        CHECK(gnu == expected);
        bytes += expected.size();
    }
}

}  // namespace

TEST_CASE("compiled code and data mean what the GNU assembler makes of them") {
    std::size_t instructions = 0, bytes = 0;
    for (const char* name : {"arithmetic", "control", "data"})
        for (const char* level : {"-O0", "-O1", "-O2", "-O3", "-Os"})
            for (const char* more : {"", "-g -ffunction-sections -fdata-sections -fcommon",
                                     "-mcmodel=medany -fno-section-anchors"})
                compare_file(name, std::string(level) + " " + more, instructions, bytes);
    CHECK(instructions > 15000);
    CHECK(bytes > 5000);
}
