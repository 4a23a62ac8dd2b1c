// Loading never trusts its input: whatever bytes come, the reader says no or gives a machine that can run.
#include <catch2/catch.hpp>

#include "tests/machine/random_program.hpp"

namespace ringside::machine::test {
namespace {

enum class Colour : std::uint8_t { red, green };
constexpr Colour last_of(Colour) { return Colour::green; }

// One of everything that an archive can hold.
struct Everything {
    bool flag = true;
    Colour colour = Colour::green;
    std::int16_t number = -2;
    std::array<std::uint32_t, 2> pair{1, 2};
    std::vector<std::uint8_t> bytes{1, 2, 3};
    std::vector<std::uint16_t> words{4, 5};
    std::deque<std::uint8_t> queue{6};
    std::string text = "seven";
    std::map<std::uint8_t, std::string> map{{8, "eight"}, {9, "nine"}};
    std::optional<std::uint32_t> maybe = 10;
    std::variant<std::monostate, std::uint8_t, std::string> either = std::string("eleven");

    bool operator==(const Everything&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.flag, self.colour, self.number, self.pair, self.bytes, self.words, self.queue, self.text,
                self.map, self.maybe, self.either);
    }
};

Bytes machine_bytes(std::uint64_t seed) {
    Machine m =
        RandomProgram(seed, 1 + static_cast<U>(seed % 3), seed % 2 ? TimeMode::cycles : TimeMode::locked)
            .machine();
    run(m, 400);
    for (U f = 1; f < m.ram.pages(); ++f)
        if (f != 2 && f != 4) m.ram.drop(f);  // few pages, so that most damage hits the state
    return save(m);
}

// A machine from hostile bytes runs like any other; it may stop, it may not break the host.
void run_if_loaded(const Bytes& bytes) {
    auto m = load<Machine>(bytes);
    if (!m) return;
    CHECK(m->well_formed());
    Recorder r;
    run(*m, 300, &r);
    CHECK(save(*m).size() > 100);
}

}  // namespace

TEST_CASE("every kind of value comes back as it was, little-endian and without padding") {
    const Everything e;
    const Bytes bytes = save(e);
    CHECK(bytes.size() == 1 + 1 + 2 + 8 + (4 + 3) + (4 + 4) + (4 + 1) + (4 + 5) +
                              (4 + 1 + 4 + 5 + 1 + 4 + 4) + (1 + 4) + (1 + 4 + 6));
    CHECK(bytes[2] == 0xfe);
    CHECK(bytes[3] == 0xff);
    const auto back = load<Everything>(bytes);
    REQUIRE(back);
    CHECK(*back == e);
    CHECK(digest_of(*back) == digest_of(e));
}

TEST_CASE("every shorter and every longer form is refused") {
    const Bytes bytes = save(Everything{});
    for (std::size_t n = 0; n < bytes.size(); ++n) CHECK_FALSE(load<Everything>(bytes.data(), n));
    Bytes longer = bytes;
    longer.push_back(0);
    CHECK_FALSE(load<Everything>(longer));
}

TEST_CASE("a value out of its range is refused: bool, enum, count, alternative") {
    const Bytes good = save(Everything{});
    const auto with = [&good](std::size_t at, std::uint8_t value) {
        Bytes b = good;
        b[at] = value;
        return load<Everything>(b).has_value();
    };
    CHECK_FALSE(with(0, 2));                 // bool
    CHECK_FALSE(with(1, 2));                 // enum
    CHECK_FALSE(with(12, 200));              // count of bytes
    CHECK_FALSE(with(15, 255));              // its high byte: gigabytes
    CHECK_FALSE(with(good.size() - 11, 3));  // alternative
    CHECK(with(2, 7));
}

TEST_CASE("every damaged bit of a saved machine is refused, or gives another machine that can run") {
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        const Bytes good = machine_bytes(seed);
        const auto original = load<Machine>(good);
        REQUIRE(original);
        const std::uint64_t digest = digest_of(*original);
        Random random(seed);
        int loaded = 0;
        for (std::size_t at = 0; at < good.size(); at += random.between(1, at < 400 ? 1 : 5)) {
            Bytes bad = good;
            bad[at] ^= static_cast<std::uint8_t>(1u << random.below(8));
            const auto m = load<Machine>(bad);
            if (m) {
                ++loaded;
                INFO("byte " << at);
                CHECK_FALSE(*m == *original);
                CHECK(digest_of(*m) != digest);
                CHECK(save(*m) == bad);  // one form for one value
            }
            run_if_loaded(bad);
        }
        CHECK(loaded > 100);
    }
}

TEST_CASE("every truncated machine is refused") {
    const Bytes good = machine_bytes(1);
    Random random(8);
    for (std::size_t n = 0; n < good.size(); n += random.between(1, 40))
        CHECK_FALSE(load<Machine>(good.data(), n));
}

TEST_CASE("machines damaged in many places are refused or can run") {
    Random random(9);
    const Bytes good = machine_bytes(4), other = machine_bytes(5);
    for (int i = 0; i < 3000; ++i) {
        Bytes bad = good;
        switch (random.below(4)) {
        case 0:
            for (U n = random.below(10); n > 0; --n)
                bad[random.below(static_cast<U>(bad.size()))] = static_cast<std::uint8_t>(random.word());
            break;
        case 1: {  // a count or size of an odd kind
            const U at = random.below(600);
            const U value = random.operand();
            for (U b = 0; b < 4; ++b) bad[at + b] = static_cast<std::uint8_t>(value >> b * 8);
            break;
        }
        case 2: {  // the head of one machine, the tail of another
            const U at = random.below(static_cast<U>(std::min(good.size(), other.size())));
            std::copy(other.begin() + at, other.end(),
                      std::back_inserter(bad = Bytes(good.begin(), good.begin() + at)));
            break;
        }
        default: bad.erase(bad.begin() + random.below(static_cast<U>(bad.size()))); break;
        }
        run_if_loaded(bad);
    }
}

TEST_CASE("noise is no machine") {
    Random random(10);
    for (int i = 0; i < 300; ++i) {
        Bytes noise(random.below(3000));
        for (auto& b : noise) b = static_cast<std::uint8_t>(random.word());
        CHECK_FALSE(load<Machine>(noise));
    }
}

TEST_CASE("parts that do not fit together are refused, although each of them is in range") {
    const Machine good = RandomProgram(6, 2, TimeMode::cycles).machine();
    const auto refused = [&good](auto change) {
        Machine m = good;
        change(m);
        return !load<Machine>(save(m)).has_value();
    };
    CHECK_FALSE(refused([](Machine&) {}));
    CHECK(refused([](Machine& m) { m.harts.pop_back(); }));
    CHECK(refused([](Machine& m) { m.config.harts = 3; }));
    CHECK(refused([](Machine& m) { m.config.ram_bytes *= 2; }));
    CHECK(refused([](Machine& m) { m.ram = CowPages(63); }));
    CHECK(refused([](Machine& m) { m.board.timers.pop_back(); }));
    CHECK(refused([](Machine& m) { m.board.config.ram_bytes *= 2; }));
    CHECK(refused([](Machine& m) { m.harts[1].itlb.entries.pop_back(); }));
    CHECK(refused([](Machine& m) { m.harts[1].itlb.next = m.config.tlb_entries; }));
    CHECK(refused([](Machine& m) { m.harts[0].dtlb.next = 1u << 31; }));
    CHECK(refused([](Machine& m) { m.locked_turn.who = 2; }));
    CHECK(refused([](Machine& m) { m.cycle_turn.who = 2; }));
    CHECK(refused([](Machine& m) { m.check = MachineCheck{CheckKind::loop, 2, 0, 0, 0, 0}; }));
    CHECK(refused([](Machine& m) { m.harts[0].pc |= 2; }));
    CHECK(refused([](Machine& m) { m.harts[0].epc |= 1; }));
    CHECK(refused([](Machine& m) { m.harts[0].tvec |= 2; }));
    CHECK(refused([](Machine& m) { m.harts[0].x[0] = 1; }));
    CHECK(refused([](Machine& m) { m.harts[0].psr.bits |= 4; }));
    CHECK(refused([](Machine& m) { m.harts[0].ptb.bits |= 2; }));
    CHECK(refused([](Machine& m) { m.harts[0].cycle += 1; }));
    CHECK(refused([](Machine& m) { m.config.costs.alu = 0; }));
    CHECK(refused([](Machine& m) { m.harts[0].activity = static_cast<Activity>(3); }));
    CHECK(refused([](Machine& m) { m.config.time = static_cast<TimeMode>(2); }));
}

}  // namespace ringside::machine::test
