// Pages shared copy-on-write: a copy is independent, sharing is invisible, equality looks at bytes.
#include <catch2/catch.hpp>

#include "tests/machine/rig.hpp"

namespace ringside::machine::test {

TEST_CASE("pages never written read as zeros and share one page") {
    const CowPages pages(1u << 18);  // 1 GiB
    CHECK(pages.page(0) == CowPages::zero_page());
    CHECK(pages.page((1u << 18) - 1) == CowPages::zero_page());
    CHECK(pages.untouched(12345));
    CHECK(save(pages).size() == 8);
}

TEST_CASE("a write to one copy never shows in another, in either direction or through a chain") {
    CowPages a(1000);
    a.writable(3)[7] = 1;
    CowPages b = a, c = b;
    CHECK(b.page(3) == a.page(3));  // shared, not copied
    b.writable(3)[7] = 2;
    c.writable(999)[0] = 3;
    a.writable(600)[1] = 4;
    CHECK(a.page(3)[7] == 1);
    CHECK(b.page(3)[7] == 2);
    CHECK(c.page(3)[7] == 1);
    CHECK(a.page(999)[0] == 0);
    CHECK(b.page(999)[0] == 0);
    CHECK(b.page(600)[1] == 0);
    CHECK(c.page(600)[1] == 0);
}

TEST_CASE("random writes, drops, shares, copies and moves follow a plain model") {
    constexpr U count = 1030;      // three chunks, the last one short
    using Plain = std::map<U, U>;  // page → its first byte
    Random random(11);
    for (int history = 0; history < 40; ++history) {
        std::vector<CowPages> tables(4, CowPages(count));
        std::vector<Plain> plains(4);
        static constexpr U places[] = {0, 1, 511, 512, 513, 1023, 1024, 1029};
        for (int i = 0; i < 400; ++i) {
            const U t = random.below(4), from = random.below(4), page = random.of(places),
                    other = random.of(places);
            switch (random.below(6)) {
            case 0:
            case 1:
                tables[t].writable(page)[0] = static_cast<std::uint8_t>(plains[t][page] = random.below(256));
                break;
            case 2:
                tables[t].drop(page);
                plains[t].erase(page);
                break;
            case 3: {
                const U value = plains[from].count(other) ? plains[from][other] : 0;
                const CowPages source = tables[from];
                tables[t].share_from(page, source, other);
                plains[t][page] = value;
                break;
            }
            case 4:
                tables[t] = tables[from];
                plains[t] = plains[from];
                break;
            default: {
                CowPages moved = std::move(tables[t]);
                tables[t] = std::move(moved);
                break;
            }
            }
            for (U p : places) {
                const U wanted = plains[t].count(p) ? plains[t][p] : 0;
                if (tables[t].page(p)[0] != wanted || tables[t].is_zero(p) != (wanted == 0))
                    FAIL("history " << history << ", event " << i);
            }
        }
        for (U t = 0; t < 4; ++t) {
            const auto back = load<CowPages>(save(tables[t]));
            REQUIRE(back);
            CHECK(*back == tables[t]);
            bool same = true;
            for (U p : places) same = same && tables[t].page(p)[0] == tables[0].page(p)[0];
            CHECK((tables[t] == tables[0]) == same);
            CHECK((digest_of(tables[t]) == digest_of(tables[0])) == same);
        }
    }
}

TEST_CASE("a page may share within its own table") {
    CowPages a(600);
    a.writable(5)[0] = 9;
    a.share_from(550, a, 5);
    CHECK(a.page(550) == a.page(5));
    a.writable(550)[0] = 8;
    CHECK(a.page(5)[0] == 9);
}

TEST_CASE("a page of zeros equals one that was never touched, in ==, in the digest and in the saved form") {
    CowPages a(100), b(100);
    a.writable(7)[0] = 1;
    a.writable(7)[0] = 0;
    CHECK_FALSE(a.untouched(7));
    CHECK(a.is_zero(7));
    CHECK(a == b);
    CHECK(digest_of(a) == digest_of(b));
    CHECK(save(a) == save(b));
    CHECK_FALSE(a == CowPages(101));
}

TEST_CASE(
    "the share epoch moves on whatever makes a writable pointer stale, and never meets an old value again") {
    CowPages a(10);
    std::vector<U> seen{a.share_epoch()};
    const auto moved_on = [&](const char* what) {
        INFO(what);
        CHECK(std::count(seen.begin(), seen.end(), a.share_epoch()) == 0);
        seen.push_back(a.share_epoch());
    };
    CowPages b = a;
    moved_on("copied from");
    a = b;
    moved_on("assigned to");
    b = a;
    moved_on("assigned from");
    a.drop(3);
    moved_on("page dropped");
    a.share_from(1, b, 2);
    moved_on("page shared in");
    b.share_from(1, a, 2);
    b.writable(0);
    CowPages fresh(10);
    fresh.writable(1)[0] = 1;
    b.share_from(1, fresh, 1);
    b.writable(1);
    a = std::move(fresh);
    moved_on("moved into");
    a = CowPages(10);
    moved_on("moved into again");
    const auto loaded = load<CowPages>(save(a));
    REQUIRE(loaded);
    Loader in(nullptr, 0);
    a.archive_from(in);
    CHECK_FALSE(in.ok());
}

TEST_CASE("damaged forms of a table are refused: order, range, size, end, a page of zeros") {
    CowPages a(4);
    a.writable(1)[0] = 1;
    a.writable(2)[0] = 2;
    const Bytes good = save(a);
    REQUIRE(load<CowPages>(good));
    const std::size_t first = 4, second = first + 4 + 4096, end = second + 4 + 4096;
    REQUIRE(good.size() == end + 4);
    const auto with = [&good](std::size_t at, std::uint8_t value) {
        Bytes b = good;
        b[at] = value;
        return load<CowPages>(b).has_value();
    };
    CHECK_FALSE(with(first, 2));      // the same index twice
    CHECK_FALSE(with(first, 3));      // falling
    CHECK_FALSE(with(second, 4));     // outside
    CHECK_FALSE(with(2, 0x20));       // more pages than an address space has
    CHECK_FALSE(with(end, 0));        // no end
    CHECK_FALSE(with(first + 4, 0));  // a page of zeros: the untouched form is the only one
    CHECK(with(first, 0));
    CHECK(with(first + 4, 9));
}

}  // namespace ringside::machine::test
