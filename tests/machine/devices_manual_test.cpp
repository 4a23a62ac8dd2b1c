// docs/devices.md: its tables are those of the code.
#include <catch2/catch.hpp>

#include <fstream>
#include <set>
#include <sstream>

#include "machine/devices/manual.hpp"
#include "tests/machine/devices_rig.hpp"

namespace ringside::machine::test {
namespace {

constexpr const char* manual = RINGSIDE_SOURCE_DIR "/docs/devices.md";
constexpr std::string_view begin_mark = "<!-- printed: ", mark_end = " -->\n", end_mark = "<!-- end -->";

std::string text_of_manual() {
    std::ifstream file(manual);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// The manual with every table as it should be; `names` gets those that were found.
std::string printed_anew(const std::string& text, std::set<std::string>& names) {
    std::string out;
    std::size_t at = 0;
    for (;;) {
        const std::size_t begin = text.find(begin_mark, at);
        if (begin == std::string::npos) return out + text.substr(at);
        const std::size_t name = begin + begin_mark.size(),
                          body = text.find(mark_end, name) + mark_end.size();
        const std::size_t end = text.find(end_mark, body);
        REQUIRE(end != std::string::npos);
        names.insert(text.substr(name, body - mark_end.size() - name));
        const auto table = printed_table(text.substr(name, body - mark_end.size() - name));
        REQUIRE(table);
        out += text.substr(at, body - at) + *table;
        at = end;
    }
}

}  // namespace

TEST_CASE("the tables in docs/devices.md are printed from the code", "[devices]") {
    std::set<std::string> names;
    const std::string text = text_of_manual();
    INFO("to print them anew: tests_machine \"[print-devices-manual]\"");
    CHECK(printed_anew(text, names) == text);
    for (const RegisterRow& r : register_table)
        CHECK(names.count("registers " + std::string(row(r.device).name)) == 1);
    for (const char* name : {"devices", "configuration page", "device errors", "request status"})
        CHECK(names.count(name) == 1);
}

TEST_CASE("print the tables of docs/devices.md anew", "[.print-devices-manual]") {
    std::set<std::string> names;
    const std::string text = printed_anew(text_of_manual(), names);
    std::ofstream(manual) << text;
}

TEST_CASE(
    "every register in the table reads, and those that can be written are told apart from those that cannot",
    "[devices]") {
    DeviceConfig d;
    d.disk_blocks = 8;
    d.network = d.framebuffer = d.iommu = d.clock = true;
    for (const RegisterRow& r : register_table) {
        Bench b(d);
        INFO(row(r.device).name << " " << r.name);
        const U before = b.read(r.device, r.offset);
        const Board board = b.board;
        b.read(r.device, r.offset);
        CHECK(b.board == board);  // reading changes nothing
        if (r.name == "id") {
            CHECK(r.meaning.substr(0, 10) == "0x" + [&] {
                char text[9];
                std::snprintf(text, sizeof text, "%08x", before);
                return std::string(text);
            }());
        }
        b.write(r.device, r.offset, 4);
        if (r.access == "r") CHECK(b.board == board);
        if (r.access == "w") CHECK(b.read(r.device, r.offset) == 0);
    }
}

}  // namespace ringside::machine::test
