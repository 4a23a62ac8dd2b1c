// Expressions, data, alignment, symbols, macros and conditions.
#include "tests/isa/sources.hpp"

using namespace ringside::isa;
using Bytes = std::vector<std::uint8_t>;

namespace {

std::int32_t value_of(const std::string& expression) {
    const Bytes b = data_of(".word " + expression);
    REQUIRE(b.size() == 4);
    return static_cast<std::int32_t>(b[0] | b[1] << 8 | b[2] << 16 | static_cast<std::uint32_t>(b[3]) << 24);
}

}  // namespace

TEST_CASE("expressions have C's operators with C's precedence") {
    const std::vector<std::pair<const char*, std::int32_t>> cases = {
        {"1 + 2 * 3", 7}, {"(1 + 2) * 3", 9}, {"10 - 3 - 2", 5},     {"7 / 2", 3},          {"-7 / 2", -3},
        {"-7 % 4", -3},   {"1 << 4 | 1", 17}, {"0xf0 & 0x3c", 0x30}, {"6 ^ 3", 5},          {"~0", -1},
        {"!5", 0},        {"!0", 1},          {"1 + 2 & 3", 3},      {"1 | 2 == 2", 1},     {"3 < 4", 1},
        {"4 <= 3", 0},    {"3 != 4 && 2", 1}, {"0 || 0", 0},         {"0x10", 16},          {"010", 8},
        {"0b101", 5},     {"'a'", 97},        {"'\\n' + 0", 10},     {"-(-3)", 3},          {"+4", 4},
        {"2*-3", -6},     {"0xffffffff", -1}, {"1<<31", INT32_MIN},  {"100 >> 2 >> 1", 12}, {"';'", 59},
        {"'\\''", 39},    {"'#'", 35},
    };
    for (const auto& [text, value] : cases) {
        INFO(text);
        CHECK(value_of(text) == value);
    }
}

TEST_CASE("differences of labels are numbers, across instructions of variable length too") {
    const Image image =
        linked(".globl _start\n_start: nop\na: nop; bnez a0, far\nb: call far\nc:\n.data\nd: .word c - a, "
               "c - b + 4, b - a\n.byte c - b\n.align 2\n e: .word d - a, d - _start - 4\n.text\nfar: ret\n");
    const std::uint32_t d = address_of(image, "d");
    CHECK(word_at(image, d) == 12);
    CHECK(word_at(image, d + 8) == 8);
    CHECK(image.segments.at(1).bytes.at(12) == 4);
    CHECK(word_at(image, "e") == d - address_of(image, "a"));
}

TEST_CASE("data directives put bytes down, least significant first") {
    CHECK(data_of(".byte 1, -1, 255") == Bytes{1, 255, 255});
    CHECK(data_of(".half 0x1234; .short 1; .2byte 2; .hword 3") == Bytes{0x34, 0x12, 1, 0, 2, 0, 3, 0});
    CHECK(data_of(".word 1; .4byte 2; .long -1; .int 3").size() == 16);
    CHECK(data_of(".dword 0x0102030405060708") == Bytes{8, 7, 6, 5, 4, 3, 2, 1});
    CHECK(data_of(".quad -2") == Bytes{0xfe, 255, 255, 255, 255, 255, 255, 255});
    CHECK(data_of(".zero 3; .byte 1; .space 2, 7; .skip 1") == Bytes{0, 0, 0, 1, 7, 7, 0});
    CHECK(data_of(".fill 2, 2, 0x102") == Bytes{2, 1, 2, 1});
    CHECK(data_of(".fill 3") == Bytes{0, 0, 0});
    CHECK(data_of(".ascii \"ab\" \"c\", \"d\"") == Bytes{'a', 'b', 'c', 'd'});
    CHECK(data_of(".asciz \"a\"; .string \"b;#\", \"\"") == Bytes{'a', 0, 'b', ';', '#', 0, 0});
    CHECK(data_of(".ascii \"\\n\\t\\\\\\\"\\101\\0\\x41\\1011\\v\\b\\f\\r\\a\"") ==
          Bytes{'\n', '\t', '\\', '"', 'A', 0, 'A', 'A', '1', '\v', '\b', '\f', '\r', '\a'});
    CHECK(data_of(".uleb128 0, 127, 128, 624485; .sleb128 -1, 63, 64, -128") ==
          Bytes{0, 127, 0x80, 1, 0xe5, 0x8e, 0x26, 0x7f, 0x3f, 0xc0, 0, 0x80, 0x7f});
}

TEST_CASE("alignment pads with zeros in data, with nops in code, and not beyond its limit") {
    CHECK(data_of(".byte 1; .align 2; .byte 2") == Bytes{1, 0, 0, 0, 2});
    CHECK(data_of(".byte 1; .balign 4, 9; .byte 2") == Bytes{1, 9, 9, 9, 2});
    CHECK(data_of(".byte 1; .p2align 3, , 2; .byte 2") == Bytes{1, 2});
    CHECK(data_of(".byte 1; .p2align 3, 5, 7; .byte 2") == Bytes{1, 5, 5, 5, 5, 5, 5, 5, 2});
    CHECK(words_of("ret; .align 4; ret") ==
          std::vector<std::uint32_t>{0x61010000, 0x20000000, 0x20000000, 0x20000000, 0x61010000});
    CHECK(words_of(".byte 1; .align 2; ret") == std::vector<std::uint32_t>{1, 0x61010000});
    CHECK(linked(".globl _start\n_start: nop\n.data\n.byte 1\n.align 8\nx: .word 1")
                  .symbol_named("x")
                  ->address %
              256 ==
          0);
}

TEST_CASE(".space may depend on where labels end up, and .org goes on at an offset") {
    const Image image =
        linked(".globl _start\n_start: bnez a0, 1f\n1: nop\n.space 64 - (. - _start)\nrest: ret\n");
    CHECK(address_of(image, "rest") - address_of(image, "_start") == 64);
    CHECK(data_of(".byte 1; .org 4; .byte 2; x: .org x + 3, 8; .byte 9") == Bytes{1, 0, 0, 0, 2, 8, 8, 8, 9});
}

TEST_CASE("symbols are set, set again, and set before what they stand for") {
    CHECK(data_of(".set n, 1; .byte n; .set n, n + 1; .byte n; n = 9; .byte n") == Bytes{1, 2, 9});
    CHECK(data_of(".equ late, 0; .byte late") == Bytes{0});
    const Image image =
        linked(".globl _start, alias\n.set alias, real\n_start: call alias\nreal: ret\n.data\n.set "
               "here, . + 0\n.set next, here + 4\na: .word 1\nb: .word here, next, alias - real\n");
    CHECK(address_of(image, "alias") == address_of(image, "real"));
    CHECK(word_at(image, "_start") == 0x60100001);
    CHECK(word_at(image, "b") == address_of(image, "a"));
    CHECK(word_at(image, address_of(image, "b") + 4) == address_of(image, "b"));
    CHECK(word_at(image, address_of(image, "b") + 8) == 0);
}

TEST_CASE("macros take arguments, presets, and names of their own") {
    CHECK(data_of(".macro put a, b=7\n.byte \\a, \\b\n.endm\nput 1\nput 2, 3\nput b=4, a=5\n") ==
          Bytes{1, 7, 2, 3, 5, 4});
    CHECK(data_of(".macro twice n\nx\\@: .byte \\n\n.byte . - x\\@\n.endm\ntwice 8\ntwice 9\n") ==
          Bytes{8, 1, 9, 1});
    CHECK(data_of(".macro join a:req, rest:vararg\n.byte \\a\\()1, \\rest\n.endm\njoin 2, 3, 4\n") ==
          Bytes{21, 3, 4});
    CHECK(words_of(".macro push r\naddi sp, sp, -4\nsw \\r, (sp)\n.endm\npush a0; push ra").size() == 4);
    CHECK(data_of(".macro count n\n.byte \\n\n.if \\n\ncount \\n-1\n.endif\n.endm\ncount 3\n") ==
          Bytes{3, 2, 1, 0});
}

TEST_CASE("repetition and conditions choose statements") {
    CHECK(data_of(".rept 3\n.byte 5\n.endr") == Bytes{5, 5, 5});
    CHECK(data_of(".rept 2\n.rept 2\n.byte 1\n.endr\n.byte 2\n.endr") == Bytes{1, 1, 2, 1, 1, 2});
    CHECK(data_of(".irp x, 1, 2, 30\n.byte \\x\n.endr") == Bytes{1, 2, 30});
    CHECK(data_of(".irpc c, 123\n.byte \\c\n.endr") == Bytes{1, 2, 3});
    CHECK(data_of(".if 0\n.byte 1\n.elseif 1\n.byte 2\n.else\n.byte 3\n.endif") == Bytes{2});
    CHECK(data_of(".if 0\n garbage ' \" \n.if 1\n.byte 1\n.endif\n.else\n.byte 3\n.endif") == Bytes{3});
    CHECK(data_of(".equ x, 1\n.ifdef x\n.byte 1\n.endif\n.ifndef y\n.byte 2\n.endif") == Bytes{1, 2});
    CHECK(data_of(".ifc a, a\n.byte 1\n.endif\n.ifnc a, b\n.byte 2\n.endif\n.ifb\n.byte 3\n.endif") ==
          Bytes{1, 2, 3});
    CHECK(data_of(".byte 1\n.end\nnonsense here\n") == Bytes{1});
}

TEST_CASE("sections are opened, pushed, popped and gone back to") {
    const Image image =
        linked(".globl _start\n_start: nop\n.pushsection .rodata\nr: .byte 1\n.popsection\nt: nop\n.data\nd: "
               ".byte 2\n.previous\nu: nop\n.section .text.more,\"ax\",@progbits\nm: nop\n");
    CHECK(address_of(image, "t") == image.entry + 4);
    CHECK(address_of(image, "u") == image.entry + 8);
    CHECK(address_of(image, "m") == image.entry + 12);
    CHECK(image.segment_at(address_of(image, "r"))->name == "rodata");
    CHECK(image.segment_at(address_of(image, "d"))->name == "data");
}

TEST_CASE("going back to a debug section goes on skipping") {
    const Image image =
        linked(".globl _start\n_start: nop\n.section .debug_x\n.byte 1\n.data\n.byte 2\n.pushsection .bss\n"
               ".popsection\n.byte 3\n.previous\n.byte 4\n.previous\n.byte 5\n"
               ".section .debug_y,\"\",@progbits\n.pushsection .text\nnop\n.popsection\n.byte 6\n");
    REQUIRE(image.segments.size() == 2);
    CHECK(image.segments[0].bytes.size() == 8);
    CHECK(image.segments[1].bytes == Bytes{2, 3, 5});
}

TEST_CASE("skipping fast and skipping slowly end at the same place") {
    for (const char* last :
         {".4byte 1; .text", ".string \"x\" /* c */; .text", "label: .text", ".byte 0\n.text", ".L1: .text",
          " .text", ".uleb128 1 # .data\n.text", ".string \"a//b\"\n.text", "\n\n.text"}) {
        INFO(last);
        const Image image = linked(std::string(".globl _start\n_start: nop\n.section "
                                               ".debug_info,\"\",@progbits\n.4byte 5\n.L9:\n.byte 3\n") +
                                   last + "\nnop\n");
        CHECK(image.segments.at(0).memory_size == 8);
        CHECK(image.segments.size() == 1);
    }
}

TEST_CASE("debug sections are skipped, and their line directives kept") {
    const Image image = linked(
        ".file 1 \"src/t.c\"\n.text\n.globl _start\n.Ltext0:\n_start:\n.loc 1 5 3\nnop\n.loc 1 6 3 "
        "is_stmt 0\nnop\nnop\n.section .debug_info,\"\",@progbits\n.4byte .Ltext0, .Lnowhere\n.string "
        "\"a;b\"\n"
        "lost: .uleb128 0x5\n.byte 300000\n.text\n.file 2 \"inc\" \"u.h\"\n.loc 2 9\nret\n.ident \"GCC\"\n");
    CHECK(image.source_of(image.entry) == "src/t.c:5");
    CHECK(image.source_of(image.entry + 8) == "src/t.c:6");
    CHECK(image.source_of(image.entry + 12) == "inc/u.h:9");
    CHECK(!image.source_of(image.entry + 16));
    CHECK(image.segments.size() == 1);
    CHECK(image.segments[0].memory_size == 16);
}

TEST_CASE("a source without line directives is its own line map") {
    const Image image = linked("# one\n.globl _start\n_start:\n nop; nop\n li a0, 0x12345\n\n ret\n");
    CHECK(image.source_of(image.entry) == "a.s:4");
    CHECK(image.source_of(image.entry + 4) == "a.s:4");
    CHECK(image.source_of(image.entry + 12) == "a.s:5");
    CHECK(image.source_of(image.entry + 16) == "a.s:7");
    CHECK(image.address_of_line("a.s", 5) == image.entry + 8);
    CHECK(!image.address_of_line("a.s", 6));
}
