// Loading a program: what fits is where it says, what does not is refused with a sentence.
#include "machine/boot.hpp"

#include <catch2/catch.hpp>

#include "tests/machine/rig.hpp"

namespace ringside::machine::test {
namespace {

BootImage image(U address, std::size_t bytes, U memory, U entry = code_at) {
    BootImage i;
    i.entry = entry;
    i.segments.push_back({address, std::vector<std::uint8_t>(bytes, 0xab), memory});
    return i;
}
std::string misfit_of(const BootImage& i) { return misfit(i, 1u << 20).value_or(""); }
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a program is loaded byte for byte, across pages, and every hart starts at its entry") {
    Machine m(small(3));
    BootImage i = image(0x4ffe, 5000, 6000, 0x5000);
    for (std::size_t n = 0; n < i.segments[0].bytes.size(); ++n)
        i.segments[0].bytes[n] = static_cast<std::uint8_t>(n * 7);
    i.segments.push_back({0x10000, {1, 2, 3, 4}, 4});
    REQUIRE(misfit_of(i).empty());
    boot(m, i);
    for (U n = 0; n < 6000; ++n) {
        U byte = 0;
        REQUIRE(m.read(Hpa{0x4ffe + n}, Width::byte, byte));
        REQUIRE(byte == (n < 5000 ? n * 7 % 256 : 0));
    }
    for (U id = 0; id < 3; ++id) {
        HartRegisters expected;
        expected.pc = 0x5000;
        expected.x[a0] = id;
        expected.x[a1] = config_page_base;
        CHECK(static_cast<const HartRegisters&>(m.harts[id]) == expected);
        CHECK(m.harts[id].activity == Activity::running);
    }
    CHECK(m.well_formed());
}

TEST_CASE("an image that does not fit is refused with a sentence that says why") {
    CHECK(misfit_of(image(ram_base, 16, 16)).empty());
    CHECK(misfit_of(image(0, 0, 0)).empty());  // a segment of nothing lies nowhere
    CHECK(has(misfit_of(image(0xff0, 16, 16)),
              "begins at 0x00000ff0, below RAM, which begins at 0x00001000; link it higher"));
    CHECK(
        has(misfit_of(image(0xffff0, 16, 17)), "ends at 0x00100001, beyond RAM of 1024 KiB; give more RAM"));
    CHECK(has(misfit_of(image(0xfffffff0, 16, 0xffffffff)), "beyond RAM"));
    CHECK(has(misfit_of(image(code_at, 17, 16)), "0x00004000 has 17 bytes but is said to take only 16"));
    CHECK(has(misfit_of(image(code_at, 4, 0)), "has 4 bytes but is said to take only 0"));
    CHECK(has(misfit_of(image(code_at, 4, 4, 0)), "entry 0x00000000 is not in RAM"));
    CHECK(has(misfit_of(image(code_at, 4, 4, 1u << 20)), "is not in RAM"));
    CHECK(has(misfit_of(image(code_at, 4, 4, code_at + 2)), "entry 0x00004002 is not a multiple of 4"));
}

TEST_CASE("an image that fits to the last byte is loaded to the last byte") {
    Machine m(small());
    const BootImage i = image((1u << 20) - 16, 16, 16);
    REQUIRE(misfit_of(i).empty());
    boot(m, i);
    U value = 0;
    CHECK(m.read(Hpa{(1u << 20) - 4}, Width::word, value));
    CHECK(value == 0xabababab);
}

}  // namespace ringside::machine::test
