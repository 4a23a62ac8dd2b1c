// ELF files: what is written is read back, and whatever is wrong with a file is said.
#include <cstring>
#include <functional>
#include <random>

#include "isa/elf/elf.hpp"
#include "tests/isa/sources.hpp"

using namespace ringside::isa;
using Bytes = std::vector<std::uint8_t>;

namespace {

Image sample() {
    assembler::LinkOptions options;
    options.load_offset = 0x1000000;
    return linked(
        {{"a.s",
          ".globl _start\n.type _start, @function\n_start: call f\n halt\n.size _start, .-_start\n.equ n, 5\n"
          ".section .rodata\nr: .asciz \"text\"\n.data\n.globl d\n.type d, @object\nd: .word 1\n.bss\nz: "
          ".space 5000\n"},
         {"b.s", ".globl f\nf: ret\n.local l\nl: nop\n.section .tbss,\"awT\",@nobits\n.type t, @object\nt: "
                 ".word 0\n"}},
        options);
}

void put(Bytes& file, std::size_t at, std::uint32_t value, unsigned bytes = 4) {
    for (unsigned i = 0; i < bytes; ++i) file.at(at + i) = static_cast<std::uint8_t>(value >> 8 * i);
}

std::uint32_t get(const Bytes& file, std::size_t at) {
    return file.at(at) | std::uint32_t{file.at(at + 1)} << 8 | std::uint32_t{file.at(at + 2)} << 16 |
           std::uint32_t{file.at(at + 3)} << 24;
}

// Where the n-th program header and section header begin.
std::size_t program_header(const Bytes&, std::size_t n) { return 52 + 32 * n; }
std::size_t section_header(const Bytes& file, std::size_t n) { return get(file, 32) + 40 * n; }

}  // namespace

TEST_CASE("an image comes back from its file as it was") {
    const Image image = sample();
    const ElfResult back = read_elf(write_elf(image));
    INFO(back.error);
    REQUIRE(back.image);
    CHECK(back.image->segments == image.segments);
    CHECK(back.image->symbols == image.symbols);
    CHECK(back.image->files == image.files);
    CHECK(back.image->lines == image.lines);
    CHECK(*back.image == image);
}

TEST_CASE("the same image makes the same file") { CHECK(write_elf(sample()) == write_elf(sample())); }

TEST_CASE("a file without sections loads, without names") {
    Bytes file = write_elf(sample());
    put(file, 32, 0);
    put(file, 48, 0, 4);  // no section headers, no names
    const ElfResult back = read_elf(file);
    REQUIRE(back.image);
    CHECK(back.image->symbols.empty());
    CHECK(back.image->segments.size() == 3);
    CHECK(back.image->segments[0].name.empty());
}

TEST_CASE("what is wrong with a file is said in one sentence") {
    const Bytes good = write_elf(sample());
    struct Case {
        const char* message;
        std::function<void(Bytes&)> damage;
    };
    const std::vector<Case> cases = {
        {"this is not an ELF file", [](Bytes& f) { f.clear(); }},
        {"this is not an ELF file", [](Bytes& f) { f[0] = 'M'; }},
        {"the file is truncated: its header would end at byte 52 of 20", [](Bytes& f) { f.resize(20); }},
        {"the file is truncated: its program headers would end at byte 148 of 100",
         [](Bytes& f) { f.resize(100); }},
        {"the file is truncated: segment 0", [](Bytes& f) { f.resize(150); }},
        {"the file is truncated: its section headers", [](Bytes& f) { f.resize(f.size() - 1); }},
        {"this is a 64-bit ELF file", [](Bytes& f) { f[4] = 2; }},
        {"this is a big-endian ELF file", [](Bytes& f) { f[5] = 2; }},
        {"this ELF file is for another machine (RISC-V), not Tetra; assemble",
         [](Bytes& f) { put(f, 18, 243, 2); }},
        {"this ELF file is for another machine (number 0xffff)", [](Bytes& f) { put(f, 18, 0xffff, 2); }},
        {"this ELF file is not an executable program (type 1", [](Bytes& f) { put(f, 16, 1, 2); }},
        {"this ELF file has an unknown version", [](Bytes& f) { put(f, 20, 9); }},
        {"there is nothing to load: no program header", [](Bytes& f) { put(f, 44, 0, 2); }},
        {"there is nothing to load: no segment",
         [](Bytes& f) {
             for (std::size_t i = 0; i < 3; ++i) put(f, program_header(f, i), 4);
         }},
        {"program headers of 56 bytes", [](Bytes& f) { put(f, 42, 56, 2); }},
        {"65535 program headers; at most 64", [](Bytes& f) { put(f, 44, 0xffff, 2); }},
        {"the file is truncated: its program headers", [](Bytes& f) { put(f, 28, 0xfffffff0); }},
        {"the file is truncated: segment 0", [](Bytes& f) { put(f, program_header(f, 0) + 4, 0xfffffff0); }},
        {"segment 0 holds", [](Bytes& f) { put(f, program_header(f, 0) + 20, 1); }},
        {"the file is truncated: segment 1", [](Bytes& f) { put(f, program_header(f, 1) + 16, 0x7fffffff); }},
        {"segment 2 at 0xfffff000 with", [](Bytes& f) { put(f, program_header(f, 2) + 8, 0xfffff000); }},
        {"segment 2 at 0xfffff000 with", [](Bytes& f) { put(f, program_header(f, 2) + 12, 0xfffff000); }},
        {"two segments overlap, at 0x10000 and 0x10004",
         [](Bytes& f) { put(f, program_header(f, 1) + 8, 0x10004); }},
        {"two segments overlap in physical memory, at 0x1010000 and 0x1010000",
         [](Bytes& f) { put(f, program_header(f, 1) + 12, 0x1010000); }},
        {"two segments overlap in physical memory, at 0x1010000 and 0x100f000",
         [](Bytes& f) {
             put(f, program_header(f, 1) + 12, 0x100f000);
             put(f, program_header(f, 1) + 20, 0x1001);
             put(f, program_header(f, 2) + 8, 0x20000);
         }},
        {"two segments overlap, at",
         [](Bytes& f) {
             put(f, program_header(f, 0) + 20, 0xfffeffff);
             put(f, program_header(f, 0) + 12, 0);
         }},
        {"the entry 0x12000 lies in no executable segment", [](Bytes& f) { put(f, 24, 0x12000); }},
        {"the entry 0x5 lies in no executable segment", [](Bytes& f) { put(f, 24, 5); }},
        {"the entry 0x10002 is not a multiple of 4", [](Bytes& f) { put(f, 24, 0x10002); }},
        {"section headers of 64 bytes", [](Bytes& f) { put(f, 46, 64, 2); }},
        {"the file is truncated: its section headers", [](Bytes& f) { put(f, 48, 0xffff, 2); }},
        {"section 99, which should hold the names, does not exist", [](Bytes& f) { put(f, 50, 99, 2); }},
        {"a table of names is missing", [](Bytes& f) { put(f, 50, 1, 2); }},
        {"the file is truncated: section 4", [](Bytes& f) { put(f, section_header(f, 4) + 20, 0xffffffff); }},
        {"symbols of 24 bytes", [](Bytes& f) { put(f, section_header(f, 4) + 36, 24); }},
        {"the symbols' names are missing", [](Bytes& f) { put(f, section_header(f, 4) + 24, 77); }},
        {"a table of names is missing", [](Bytes& f) { put(f, section_header(f, 4) + 24, 1); }},
        {"a name lies at byte 65535",
         [](Bytes& f) { put(f, get(f, section_header(f, 4) + 16) + 16, 65535); }},
        {"a name has no end",
         [](Bytes& f) {
             const auto h = section_header(f, 5);
             put(f, get(f, h + 16) + get(f, h + 20) - 1, 'x', 1);
         }},
        {"the line map's counts do not agree",
         [](Bytes& f) { put(f, get(f, section_header(f, 6) + 16) + 4, 0xffffffff); }},
        {"the line map is truncated", [](Bytes& f) { put(f, section_header(f, 6) + 20, 8); }},
        {"the line map names a file", [](Bytes& f) { put(f, get(f, section_header(f, 6) + 16) + 16, 99); }},
        {"the line map is out of order",
         [](Bytes& f) {
             const std::size_t map = get(f, section_header(f, 6) + 16);
             put(f, map + 16 + 4 * get(f, map + 8), 0xffffffff);
         }},
        {"the line map's list of files is damaged",
         [](Bytes& f) { put(f, get(f, section_header(f, 6) + 16), 1); }},
    };
    for (const Case& c : cases) {
        Bytes file = good;
        c.damage(file);
        const ElfResult result = read_elf(file);
        INFO(c.message << " | " << result.error);
        CHECK(!result.image);
        CHECK(result.error.find(c.message) == 0);
        CHECK(result.error.find('\n') == std::string::npos);
    }
}

TEST_CASE("no truncation and no random damage makes the reader do anything but answer") {
    const Bytes good = write_elf(sample());
    for (std::size_t n = 0; n < good.size(); ++n) {
        const Bytes part(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(n));
        const ElfResult r = read_elf(part);
        CHECK(!r.image);
    }
    std::mt19937 random(1);
    int refused = 0, taken = 0;
    for (int round = 0; round < 20000; ++round) {
        Bytes file = good;
        const unsigned changes = 1 + random() % 4;
        for (unsigned i = 0; i < changes; ++i) {
            const std::size_t at = random() % file.size();
            static constexpr std::uint32_t edges[] = {0,          1,          0x7fffffff, 0x80000000,
                                                      0xffffffff, 0xfffffff0, 64,         0x10000};
            if (random() % 2 != 0 && at + 4 <= file.size())
                put(file, at & ~std::size_t{3}, edges[random() % 8]);
            else
                file[at] = static_cast<std::uint8_t>(random());
        }
        const ElfResult r = read_elf(file);
        (r.image ? taken : refused)++;
        if (r.image && !r.error.empty()) FAIL("both an image and an error");
        if (!r.image && r.error.empty()) FAIL("neither an image nor an error");
    }
    CHECK(refused > 1000);
    CHECK(taken > 1000);
}

TEST_CASE("other machines' files are refused by their names") {
    Bytes elf64(64, 0);
    std::memcpy(elf64.data(),
                "\x7f"
                "ELF\2\1\1",
                7);
    CHECK(read_elf(elf64).error.find("64-bit") != std::string::npos);
}
