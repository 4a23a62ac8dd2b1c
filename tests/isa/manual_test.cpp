// docs/isa.md is what the tables say.
#include <fstream>
#include <iterator>

#include "isa/asm/pseudo.hpp"
#include "isa/causes.hpp"
#include "isa/manual.hpp"
#include "isa/special.hpp"
#include "isa/table.hpp"
#include "tests/isa/sources.hpp"

using namespace ringside::isa;

TEST_CASE("docs/isa.md is the manual that the tables print") {
    std::ifstream file(std::string(RINGSIDE_SOURCE_DIR) + "/docs/isa.md");
    const std::string committed{std::istreambuf_iterator<char>(file), {}};
    const std::string printed = manual();
    std::size_t line = 1, at = 0;
    for (; at < committed.size() && at < printed.size() && committed[at] == printed[at]; ++at)
        line += committed[at] == '\n';
    INFO("they part at line " << line << "; renew the file with: ringside docs isa > docs/isa.md");
    CHECK(committed == printed);
}

TEST_CASE("the manual lists every instruction, pseudo-instruction, special register and cause") {
    const std::string text = manual();
    const auto lists = [&](std::string_view cell) {
        std::string wanted = "`";
        wanted += cell;
        INFO(wanted);
        CHECK(text.find(wanted) != std::string::npos);
    };
    for (const Row& r : table) lists(r.mnemonic);
    for (const assembler::PseudoRow& r : assembler::pseudo_table) lists(r.mnemonic);
    for (const SpecialRow& r : special_table) lists(r.name);
    for (const CauseRow& r : cause_table) lists(r.name);
}
