// Several inputs: which take part, which symbol wins, where sections go.
#include <algorithm>

#include "isa/encoding.hpp"
#include "isa/types.hpp"
#include "tests/isa/sources.hpp"

using namespace ringside::isa;
using assembler::LinkOptions;
using assembler::Source;

namespace {

const Source start{"start.s", ".globl _start\n_start: call main\n halt\n"};

std::string failure(const std::vector<Source>& sources, const LinkOptions& options = {}) {
    const auto result = assembler::build(sources, options);
    CHECK(!result);
    return result.error_text();
}

const Segment& segment(const Image& image, const std::string& name) {
    for (const Segment& s : image.segments)
        if (s.name == name) return s;
    FAIL("no segment " << name);
    return image.segments.front();
}

}  // namespace

TEST_CASE("a symbol of one file is found from another") {
    const Image image = linked({start, {"main.s", ".globl main\nmain: ret\n"}});
    CHECK(image.entry == 0x10000);
    const auto call = decode(word_at(image, image.entry));
    REQUIRE(call);
    CHECK(call->op == Op::jal);
    CHECK(image.entry + static_cast<std::uint32_t>(call->imm) * 4 == address_of(image, "main"));
}

TEST_CASE("a local symbol is not found from another file, and two files may have the same one") {
    CHECK(failure({start, {"main.s", "main: ret\n"}}).find("start.s:2:14: error: undefined symbol 'main'") ==
          0);
    const Image image = linked({{"a.s", ".globl _start\n_start: j x\nx: nop\n"}, {"b.s", "x: nop\n"}});
    CHECK(word_at(image, "_start") == 0x60000001);
}

TEST_CASE("two definitions are an error that names both places") {
    const std::string text =
        failure({start, {"a.s", ".globl main\nmain: ret\n"}, {"b.s", "\n.globl main\n  main: nop\n"}});
    CHECK(text == "b.s:3:3: error: 'main' is defined twice; the first is in a.s:2:1\n");
}

TEST_CASE("an undefined symbol is reported once per file, at its first use") {
    const std::string text = failure({start, {"a.s", ".globl main\nmain: call f\n call f\n .word f\n"}});
    CHECK(text == "a.s:2:12: error: undefined symbol 'f'\n");
}

TEST_CASE("without its entry a program does not link") {
    CHECK(failure({{"a.s", "nop\n"}}).find("link: error: the entry '_start' is defined nowhere") == 0);
    LinkOptions options;
    options.entry = "go";
    CHECK(linked({{"a.s", "nop\n.globl go\ngo: nop\n"}}, options).entry == 0x10004);
}

TEST_CASE("a library member is linked when it defines what is missing, and only then") {
    const Source puts{"puts.s", ".globl puts\nputs: tail putc\n", true};
    const Source putc{"putc.s", ".globl putc\nputc: ret\n", true};
    const Source unused{"unused.s", ".globl unused\nunused: call nowhere\n", true};
    const Source main{"main.s", ".globl main\nmain: tail puts\n"};
    const Image image = linked({putc, unused, {"crt.s", start.text, true}, puts, main});
    CHECK(image.symbol_named("putc"));
    CHECK(image.symbol_named("_start"));
    CHECK(!image.symbol_named("unused"));
}

TEST_CASE("a program's own function goes before the library's") {
    const Source library{"lib.s", ".globl memcpy\nmemcpy: li a0, 1; ret\n", true};
    const Image image = linked(
        {library, start, {"main.s", ".globl main, memcpy\nmain: tail memcpy\nmemcpy: li a0, 2; ret\n"}});
    CHECK(word_at(image, "memcpy") == 0x20a00002);
    CHECK(std::count_if(image.symbols.begin(), image.symbols.end(),
                        [](auto& s) { return s.name == "memcpy"; }) == 1);
}

TEST_CASE("a weak reference does not pull a library member, and is zero when nobody defines it") {
    const Source library{"lib.s", ".globl hook\nhook: ret\n", true};
    const Source main{"main.s",
                      ".globl main\n.weak hook\nmain: la a0, hook; call hook; ret\n.data\np: .word hook\n"};
    CHECK(word_at(linked({library, start, main}), "p") == 0);
    const Source other{"other.s", ".globl hook\nhook: ret\n"};
    const Image image = linked({other, start, main});
    CHECK(word_at(image, "p") == address_of(image, "hook"));
}

TEST_CASE("a strong definition goes before a weak one, in either order") {
    const Source weak{"w.s", ".weak main\nmain: li a0, 1; ret\n"},
        strong{"s.s", ".globl main\nmain: li a0, 2; ret\n"};
    CHECK(word_at(linked({start, weak, strong}), "main") == 0x20a00002);
    CHECK(word_at(linked({start, strong, weak}), "main") == 0x20a00002);
    const Source other{"w2.s", ".weak main\nmain: li a0, 3; ret\n"};
    CHECK(word_at(linked({start, weak, other}), "main") == 0x20a00001);  // of two weak ones the first
}

TEST_CASE("an alias of what is missing pulls the library too") {
    const Image image = linked({start,
                                {"a.s", ".globl main\n.set main, real_main\n"},
                                {"lib.s", ".globl real_main\nreal_main: ret\n", true}});
    CHECK(address_of(image, "main") == address_of(image, "real_main"));
}

TEST_CASE("common symbols become one zeroed piece of the greatest size and alignment") {
    const Image image = linked(
        {{"a.s",
          ".globl _start\n_start: nop\n.comm pool, 10, 4\n.data\npa: .word pool, own\n.lcomm own, 8\n"},
         {"b.s",
          ".comm pool, 100, 64\n.local mine\n.comm mine, 4, 4\n.data\n.globl pb\npb: .word pool, mine\n"}});
    const std::uint32_t pool = address_of(image, "pool");
    CHECK(image.symbol_named("pool")->size == 100);
    CHECK(pool % 64 == 0);
    CHECK(word_at(image, "pa") == pool);
    CHECK(word_at(image, "pb") == pool);
    CHECK(word_at(image, address_of(image, "pa") + 4) == address_of(image, "own"));
    CHECK(word_at(image, address_of(image, "pb") + 4) == address_of(image, "mine"));
    const Segment& data = segment(image, "data");
    CHECK(data.contains(pool + 99));
    CHECK(pool - data.address >= data.bytes.size());
}

TEST_CASE("a definition with a value goes before a common one") {
    const Image image = linked({{"a.s", ".globl _start\n_start: nop\n.comm v, 4, 4\n.data\nw: .word v\n"},
                                {"b.s", ".data\n.globl v\nv: .word 77\n"}});
    CHECK(word_at(image, "v") == 77);
    CHECK(word_at(image, "w") == address_of(image, "v"));
}

TEST_CASE("of a comdat group the first copy is kept, and everyone uses it") {
    const std::string twin =
        ".section .text.twin,\"axG\",@progbits,twin,comdat\n.weak twin\ntwin: nop; ret\n";
    const Image image = linked({start,
                                {"a.s", ".globl main\nmain: tail twin\n" + twin},
                                {"b.s", ".globl other\nother: tail twin\n" + twin}});
    CHECK(segment(image, "text").bytes.size() == 4 * (2 + 1 + 2 + 1));
    const auto jump = decode(word_at(image, "other"));
    REQUIRE(jump);
    CHECK(address_of(image, "other") + static_cast<std::uint32_t>(jump->imm) * 4 ==
          address_of(image, "twin"));
}

TEST_CASE("sections with different rights lie on different pages, in one order") {
    const Image image = linked(
        {{"a.s", ".globl _start\n.bss\nz: .space 5000\n.data\nd: .word 1\n.section .rodata\nr: .word 2\n"
                 ".section .both,\"awx\"\nb: nop\n.text\n_start: nop\n.section .sbss\n.section .sdata\ns: "
                 ".word 3\n"}});
    CHECK(image.segments.size() == 4);
    const auto rights = [](const Segment& s) {
        return std::string{s.read ? 'r' : '-', s.write ? 'w' : '-', s.exec ? 'x' : '-'};
    };
    CHECK(rights(segment(image, "text")) == "r-x");
    CHECK(rights(segment(image, "rodata")) == "r--");
    CHECK(rights(segment(image, "data")) == "rw-");
    CHECK(rights(segment(image, "rwx")) == "rwx");
    for (std::size_t i = 1; i < image.segments.size(); ++i) {
        CHECK(image.segments[i].address % page_bytes == 0);
        CHECK(image.segments[i].address >= image.segments[i - 1].address + image.segments[i - 1].memory_size);
    }
    CHECK(segment(image, "data").bytes.size() == 8);
    CHECK(segment(image, "data").memory_size == 5008);
}

TEST_CASE("start-up sections lead the code, wherever they come from") {
    const Image image = linked({{"a.s", ".globl main\nmain: ret\n"},
                                {"b.s", ".section .text.boot\n.globl _start\n_start: call main\n"}});
    CHECK(image.entry == 0x10000);
}

TEST_CASE("sections of one kind keep the order of their inputs; constructors are sorted by priority") {
    const Image image =
        linked({{"a.s", ".globl _start\n_start: nop\n.word __init_array_start, __init_array_end\n.section "
                        ".init_array,\"aw\"\n.word 3\n.section .init_array.00200,\"aw\"\n.word 2\n"},
                {"b.s", ".section .init_array.101,\"aw\"\n.word 1\n.section .init_array,\"aw\"\n.word 4\n"}});
    const std::uint32_t first = word_at(image, image.entry + 4), end = word_at(image, image.entry + 8);
    REQUIRE(end - first == 16);
    for (std::uint32_t i = 0; i < 4; ++i) CHECK(word_at(image, first + 4 * i) == i + 1);
}

TEST_CASE("the linker provides the borders of the program") {
    const Image image = linked(
        ".globl _start\n_start: nop\nt: .word __text_start, _etext, __rodata_start, __data_start, _edata, "
        "__bss_start, _end, __fini_array_start, __fini_array_end, __global_pointer$\n.section "
        ".rodata\nr: .byte 1\n.data\nd: .word 5\n.bss\nb: .space 9\n");
    const std::uint32_t t = address_of(image, "t");
    const auto value = [&](std::uint32_t n) { return word_at(image, t + 4 * n); };
    CHECK(value(0) == 0x10000);
    CHECK(value(1) == t + 40);
    CHECK(value(2) == address_of(image, "r"));
    CHECK(value(3) == address_of(image, "d"));
    CHECK(value(4) == address_of(image, "d") + 4);
    CHECK(value(5) == address_of(image, "b"));
    CHECK(value(6) == address_of(image, "b") + 9);
    CHECK(value(7) == value(8));
    CHECK(value(9) == address_of(image, "d") + 0x8000);
}

TEST_CASE("a program may define what the linker would provide") {
    const Image image =
        linked(".globl _start, _end\n_start: nop\nt: .word _end\n.data\n_end: .word 1\n.word 2\n");
    CHECK(word_at(image, "t") == address_of(image, "_end"));
    CHECK(word_at(image, "_end") == 1);
}

TEST_CASE("a section named like a C identifier has a start and a stop") {
    const Image image = linked({{"a.s", ".globl _start\n_start: nop\nt: .word __start_tests, "
                                        "__stop_tests\n.section tests,\"a\"\n.word 1\n"},
                                {"b.s", ".section tests,\"a\"\n.word 2\n"}});
    const std::uint32_t from = word_at(image, "t"), to = word_at(image, address_of(image, "t") + 4);
    REQUIRE(to - from == 8);
    CHECK(word_at(image, from) == 1);
    CHECK(word_at(image, from + 4) == 2);
}

TEST_CASE("thread-local variables have offsets in a block, and the block a size") {
    const Image image = linked(".globl _start\n_start: lui a5, %tprel_hi(b); add a5, a5, tp, %tprel_add(b); "
                               "lw a0, %tprel_lo(b)(a5)\n"
                               "lw a0, %tprel_lo(z)(tp)\nt: .word __tdata_start, __tdata_end, __tdata_size, "
                               "__tls_size, __tls_align\n"
                               ".section .tdata,\"awT\",@progbits\na: .word 1\nb: .word 2\n.section "
                               ".tbss,\"awT\",@nobits\n.align 4\nz: .space 20\n"
                               ".data\nd: .word 9\n");
    const std::uint32_t t = address_of(image, "t");
    CHECK(word_at(image, image.entry) == 0x2ef00000);
    CHECK(word_at(image, image.entry + 8) == 0x32af0004);
    CHECK(word_at(image, image.entry + 12) == 0x32a40010);
    CHECK(word_at(image, t) == address_of(image, "a"));
    CHECK(word_at(image, t) % 16 == 0);
    CHECK(word_at(image, t + 4) == word_at(image, t) + 8);
    CHECK(word_at(image, t + 8) == 8);
    CHECK(word_at(image, t + 12) == 48);
    CHECK(word_at(image, t + 16) == 16);
    CHECK(word_at(image, "d") == 9);  // behind the initial values: the zeroed part takes no room
    CHECK(address_of(image, "d") == word_at(image, t + 4));
}

TEST_CASE(
    "la.tls.ie, which compilers write for another file's thread-local variables, gives the offset from tp") {
    const Image image =
        linked(".globl _start\n_start: la.tls.ie a5, far; add a5, a5, tp; la.tls.ie a0, near\n"
               ".section .tbss,\"awT\",@nobits\n.globl near, far\nnear: .space 0x9000\nfar: .space 4\n");
    CHECK(word_at(image, image.entry) == 0x2ef00001);      // lui a5, 1: the low half is negative
    CHECK(word_at(image, image.entry + 4) == 0x20ff9000);  // addi a5, a5, -0x7000
    CHECK(word_at(image, image.entry + 12) == 0x2ea00000);
    CHECK(word_at(image, image.entry + 16) == 0x20aa0000);
}

TEST_CASE("a kernel is linked high and loaded low") {
    LinkOptions options;
    options.text_base = 0x80010000;
    options.load_offset = 0u - 0x80000000u;
    const Image image = linked(
        {{"k.s", ".globl _start\n_start: la a0, d; lla a1, d\n.word __load_offset\n.data\nd: .word 1\n"}},
        options);
    CHECK(image.entry == 0x80010000);
    CHECK(image.physical_entry() == 0x10000);
    for (const Segment& s : image.segments) CHECK(s.physical == s.address - 0x80000000);
    CHECK(word_at(image, image.entry) == 0x2ea08001);      // la: where it is linked
    CHECK(word_at(image, image.entry + 8) == 0x2fb00000);  // lla: where it is
    CHECK(word_at(image, image.entry + 16) == 0x80000000);
}

TEST_CASE("an embedded file lies between its symbols") {
    LinkOptions options;
    options.embedded.push_back({"program", {1, 2, 3, 4, 5, 6, 7}, 4096});
    const Image image = linked(
        {{"k.s", ".globl _start\n_start: nop\nt: .word program, program_end, program_size\n"}}, options);
    const std::uint32_t t = address_of(image, "t"), at = word_at(image, t);
    CHECK(at % 4096 == 0);
    CHECK(at == address_of(image, "program"));
    CHECK(word_at(image, t + 4) == at + 7);
    CHECK(word_at(image, t + 8) == 7);
    CHECK(word_at(image, at) == 0x04030201);
    CHECK(!segment(image, "rodata").write);
}

TEST_CASE("equal strings and constants of mergeable sections are kept once") {
    const std::string strings = ".section .rodata.str1.4,\"aMS\",@progbits,1\n.align 2\n.LC0: .string "
                                "\"same\"\n.align 2\n.LC1: .string \"";
    const std::string eights = ".section .srodata.cst8,\"aM\",@progbits,8\n.align 3\n.LC9: .word 1, 2\n";
    const Image image = linked(
        {{"a.s",
          ".globl _start\n_start: nop\n.data\n.globl pa\npa: .word .LC0, .LC1, .LC9, .LC9 + 4, .LC0 + 2\n" +
              strings + "one\"\n" + eights},
         {"b.s", ".data\n.globl pb\npb: .word .LC0, .LC1, .LC9\n" + strings + "two\"\n" + eights}});
    const std::uint32_t a = address_of(image, "pa"), b = address_of(image, "pb");
    CHECK(word_at(image, a) == word_at(image, b));
    CHECK(word_at(image, a + 4) != word_at(image, b + 4));
    CHECK(word_at(image, a + 8) == word_at(image, b + 8));
    CHECK(word_at(image, a + 12) == word_at(image, a + 8) + 4);
    CHECK(word_at(image, a + 16) == word_at(image, a) + 2);
    CHECK(word_at(image, word_at(image, a)) == 0x656d6173);
    CHECK(word_at(image, a + 8) % 8 == 0);
    CHECK(word_at(image, word_at(image, a + 12)) == 2);
    CHECK(segment(image, "rodata").bytes.size() <= 8 + 3 * 8 + 8);
}

TEST_CASE("strings of wide characters are left alone") {
    const std::string wide =
        ".section .rodata.str4.4,\"aMS\",@progbits,4\n.align 2\n.LC0: .word 'a', 0\n.LC1: .word 'b', 0\n";
    const Image image = linked({{"a.s", ".globl _start\n_start: nop\n.data\np: .word .LC0, .LC1\n" + wide}});
    CHECK(word_at(image, word_at(image, "p")) == 'a');
    CHECK(word_at(image, word_at(image, "p") + 4) == 0);
    CHECK(word_at(image, word_at(image, address_of(image, "p") + 4)) == 'b');
}

TEST_CASE("the two halves of an address make it up again, wherever the low half is negative") {
    const Image image = linked(
        ".globl _start\n_start: la a0, near; la a0, past; lui a1, %hi(past+4); lw a1, %lo(past+4)(a1)\n"
        ".data\n.space 0x6ffc\nnear: .word 1\npast: .word 2, 3\n");
    CHECK(address_of(image, "past") == 0x18000);
    std::uint32_t pc = image.entry;
    for (const std::uint32_t target : {0x17ffcu, 0x18000u, 0x18004u}) {
        const auto upper = decode(word_at(image, pc)), lower = decode(word_at(image, pc + 4));
        REQUIRE((upper && lower));
        CHECK((static_cast<std::uint32_t>(upper->imm) << 16) + static_cast<std::uint32_t>(lower->imm) ==
              target);
        pc += 8;
    }
}

TEST_CASE("a mergeable section under a global name stays as it is") {
    const std::string text =
        ".section .rodata.str1.4,\"aMS\",@progbits,1\n.globl NAME\nNAME: .string \"same\"\n";
    auto named = [&](std::string n) {
        std::string t = text;
        for (std::size_t p; (p = t.find("NAME")) != t.npos;) t.replace(p, 4, n);
        return t;
    };
    const Image image =
        linked({{"a.s", ".globl _start\n_start: nop\n" + named("one")}, {"b.s", named("two")}});
    CHECK(address_of(image, "one") != address_of(image, "two"));
}

TEST_CASE("a program that does not fit in the address space is refused") {
    LinkOptions options;
    options.text_base = 0xfffff000;
    CHECK(failure({{"a.s", ".globl _start\n_start: nop\n.bss\n.space 0x10000\n"}}, options)
              .find("link: error: the program does not fit") == 0);
    options.text_base = 2;
    CHECK(failure({{"a.s", ".globl _start\n_start: nop\n"}}, options) ==
          "link: error: the base address is not a multiple of 4\n");
}

TEST_CASE("symbols know their address, size, type and file") {
    const Image image = linked(
        {{"a.s", ".globl _start\n.type _start, @function\n_start: nop; bnez a0, f\n.size _start, .-_start\n"},
         {"b.s", ".globl f\nf: ret\n.equ number, 42\n.data\n.type v, @object\n.size v, 8\nv: .dword "
                 "0\n.Lhidden: .word 0\n"}});
    const ImageSymbol& entry = *image.symbol_named("_start");
    CHECK(entry.size == 8);
    CHECK(entry.type == ImageSymbol::Type::function);
    CHECK(entry.global);
    CHECK(image.files[entry.file] == "a.s");
    const ImageSymbol& v = *image.symbol_named("v");
    CHECK(v.size == 8);
    CHECK(v.type == ImageSymbol::Type::object);
    CHECK(!v.global);
    CHECK(image.files[v.file] == "b.s");
    CHECK(image.symbol_named("number")->absolute);
    CHECK(!image.symbol_named(".Lhidden"));
    CHECK(image.name_of(image.entry + 4) == "_start+0x4");
    CHECK(image.name_of(address_of(image, "f")) == "f");
    CHECK(image.name_of(v.address + 7) == "v+0x7");
    CHECK(!image.name_of(42));
}
