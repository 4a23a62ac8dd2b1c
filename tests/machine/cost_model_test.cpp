// Cost presets: data files that say where each number comes from, and a reader that explains each mistake.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "machine/cost_model.hpp"

namespace ringside::machine::test {
namespace {

const char* const names[] = {
#define COST(name, meaning) #name,
#include "machine/costs.inc"
#undef COST
};

// A preset that is right, with one line left out or put in.
std::string text(const std::string& without = "", const std::string& extra = "") {
    std::string all = "title = a test\n";
    int value = 1;
    if (without != "clock_hz") all += "clock_hz = 1000\n";
    for (const char* name : names) {
        if (name != without)
            all += std::string(name) + " = " + std::to_string(value) + "  # assumed: a test\n";
        ++value;
    }
    return all + extra;
}

std::string error_of(const std::string& preset) {
    std::string error;
    const auto model = CostModel::parse(preset, error);
    CHECK(model.has_value() == error.empty());
    return error;
}

}  // namespace

TEST_CASE("a preset gives each constant its number") {
    std::string error;
    const auto m = CostModel::parse(text(), error);
    REQUIRE(m);
    CHECK(m->clock_hz == 1000);
    CHECK(m->alu == 1);
    CHECK(m->page_copy == std::size(names));
    for (const isa::Row& r : isa::table) CHECK(m->of(r.cost) > 0);
    CHECK(m->of(isa::Cost::alu) == m->alu);
    CHECK(m->of(isa::Cost::multiply) == m->multiply);
    CHECK(m->of(isa::Cost::divide) == m->divide);
    CHECK(m->of(isa::Cost::load) == m->load);
    CHECK(m->of(isa::Cost::store) == m->store);
    CHECK(m->of(isa::Cost::branch) == m->branch);
    CHECK(m->of(isa::Cost::jump) == m->jump);
    CHECK(m->of(isa::Cost::atomic) == m->atomic);
    CHECK(m->of(isa::Cost::special) == m->special);
    CHECK(m->of(isa::Cost::trap_return) == m->trap_return);
    CHECK(m->of(isa::Cost::port) == m->port);
    CHECK(m->of(isa::Cost::tlb) == m->tlb);
    CHECK(m->of(isa::Cost::world_switch) == m->world_switch);
}

TEST_CASE("each mistake in a preset is reported with its line and what to do") {
    const std::string line = "line " + std::to_string(std::size(names) + 3) + ": ";
    CHECK(error_of(text("", "alu\n")) == line + "expected `name = cycles`");
    CHECK(error_of(text("alu", "alu = many\n")) ==
          "line " + std::to_string(std::size(names) + 2) + ": `many` is not a whole number of cycles");
    CHECK(error_of(text("", "alu =\n")) == line + "`` is not a whole number of cycles");
    CHECK(error_of(text("", "alu = -1\n")) == line + "`-1` is not a whole number of cycles");
    CHECK(error_of(text("", "alu = 1.5\n")) == line + "`1.5` is not a whole number of cycles");
    CHECK(error_of(text("", "alu = 12345678901234567890\n")) ==
          line + "`12345678901234567890` is not a whole number of cycles");
    CHECK(error_of(text("", "aluu = 1\n")) ==
          line + "unknown constant `aluu`; the names are in machine/costs.inc");
    CHECK(error_of(text("", "alu = 2\n")) == line + "`alu` is given twice; keep one of the two");
    CHECK(error_of(text("", "clock_hz = 2\n")) == line + "`clock_hz` is given twice; keep one of the two");
    CHECK(error_of("\n# a remark\nalu = 0\n") == "line 3: `alu` must be 1 to 1000000 cycles");
    CHECK(error_of("alu = 1000001") == "line 1: `alu` must be 1 to 1000000 cycles");
    CHECK(error_of("clock_hz = 0") == "line 1: `clock_hz` must be at least 1");
    CHECK(error_of("") ==
          "constant `clock_hz` of the cost model is missing; add a line `clock_hz = cycles per second`");
}

TEST_CASE("each constant that is missing is named") {
    CHECK(error_of(text("clock_hz")).find("`clock_hz` of the cost model is missing") != std::string::npos);
    for (const char* name : names)
        CHECK(error_of(text(name)) == "constant `" + std::string(name) +
                                          "` of the cost model is missing; add a line `" + name +
                                          " = cycles`");
}

TEST_CASE("spaces, remarks, empty lines and carriage returns do not matter") {
    std::string error, dressed = "\r\n   # all of it\r\n";
    for (const char* name : names) dressed += "\t " + std::string(name) + "=7 # x = 9\r\n";
    const auto m = CostModel::parse(dressed + "clock_hz=5", error);
    REQUIRE(m);
    CHECK(m->walk_reference == 7);
    CHECK(m->clock_hz == 5);
}

TEST_CASE(
    "every preset of the program parses, and marks each constant measured or assumed, with its reason") {
    CHECK(CostModel::preset_names().size() >= 1);
    CHECK_FALSE(CostModel::preset("no such preset"));
    for (std::string_view name : CostModel::preset_names()) {
        INFO(name);
        REQUIRE(CostModel::preset(name));
        CHECK_FALSE(CostModel::preset(name)->problem());
        std::ifstream file(std::string(RINGSIDE_SOURCE_DIR "/machine/costs/") + std::string(name) + ".cost");
        REQUIRE(file);
        for (std::string row; std::getline(file, row);) {
            const std::size_t equals = row.find('='), remark = row.find('#');
            if (equals == std::string::npos || remark < equals || row.rfind("title", 0) == 0) continue;
            INFO(row);
            REQUIRE(remark != std::string::npos);
            const std::string why = row.substr(remark);
            const bool assumed = why.rfind("# assumed: ", 0) == 0,
                       measured = why.rfind("# measured (", 0) == 0;
            CHECK((assumed || measured));
            CHECK(why.size() > 16);
        }
    }
}

}  // namespace ringside::machine::test
