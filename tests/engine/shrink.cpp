#include "tests/engine/shrink.hpp"

#include <algorithm>

namespace ringside::machine::test {

namespace {

class Shrinker {
public:
    Shrinker(Recipe recipe, const std::function<bool(const Recipe&)>& fails, int tries)
        : best_(std::move(recipe)), fails_(fails), tries_(tries) {}

    Recipe run() {
        while (tries_ > 0) {
            changed_ = false;
            pieces(&Recipe::steps);
            if (best_.harts.size() > 1) attempt([](Recipe& r) { r.harts.pop_back(); });
            pieces(&Recipe::words);
            ticks();
            registers();
            switches();
            if (!changed_) break;
        }
        return best_;
    }

private:
    template <class Change>
    bool attempt(Change change) {
        if (--tries_ < 0) return false;
        Recipe next = best_;
        change(next);
        if (!fails_(next)) return false;
        best_ = std::move(next);
        return changed_ = true;
    }

    // Leaves out runs of elements, from half of them down to single ones.
    template <class T>
    void pieces(std::vector<T> Recipe::*list) {
        for (std::size_t size = std::max<std::size_t>((best_.*list).size() / 2, 1); size > 0; size /= 2)
            for (std::size_t at = 0; at < (best_.*list).size() && tries_ > 0;) {
                const bool gone = attempt([&](Recipe& r) {
                    auto& all = r.*list;
                    const auto from = all.begin() + static_cast<std::ptrdiff_t>(at);
                    all.erase(from, from + static_cast<std::ptrdiff_t>(std::min(size, all.size() - at)));
                });
                if (!gone) at += size;
            }
    }

    void ticks() {
        for (std::size_t i = 0; i < best_.steps.size(); ++i) {
            for (U cut = best_.steps[i].ticks; cut > 0; cut /= 2)
                while (best_.steps[i].ticks >= cut && attempt([&](Recipe& r) { r.steps[i].ticks -= cut; })) {
                }
        }
    }

    void registers() {
        for (std::size_t i = 0; i < best_.harts.size(); ++i) {
            const auto zero = [&](auto get) {
                if (get(best_.harts[i]) != 0) attempt([&](Recipe& r) { get(r.harts[i]) = 0; });
            };
            for (std::size_t x = 1; x < 16; ++x)
                zero([x](Recipe::Start& s) -> U& { return s.registers.x[x]; });
            for (std::size_t x = 0; x < 4; ++x)
                zero([x](Recipe::Start& s) -> U& { return s.registers.ms[x]; });
            zero([](Recipe::Start& s) -> U& { return s.registers.imask; });
            zero([](Recipe::Start& s) -> U& { return s.registers.mctl; });
            zero([](Recipe::Start& s) -> U& { return s.registers.psr.bits; });
            zero([](Recipe::Start& s) -> U& { return s.registers.ptb.bits; });
            zero([](Recipe::Start& s) -> U& { return s.sources; });
            zero([](Recipe::Start& s) -> std::uint64_t& { return s.registers.icmp; });
            if (best_.harts[i].timer != ~std::uint64_t{0})
                attempt([&](Recipe& r) { r.harts[i].timer = ~std::uint64_t{0}; });
        }
    }

    void switches() {
        for (bool Recipe::*on : {&Recipe::disk, &Recipe::native, &Recipe::locked, &Recipe::console_interrupt})
            if (best_.*on) attempt([on](Recipe& r) { r.*on = false; });
        if (!best_.asid_tags) attempt([](Recipe& r) { r.asid_tags = true; });
        if (best_.tlb_entries != 4) attempt([](Recipe& r) { r.tlb_entries = 4; });
        if (best_.costs != "modern") attempt([](Recipe& r) { r.costs = "modern"; });
    }

    Recipe best_;
    const std::function<bool(const Recipe&)>& fails_;
    int tries_;
    bool changed_ = false;
};

}  // namespace

Recipe shrink(Recipe recipe, const std::function<bool(const Recipe&)>& fails, int tries) {
    return Shrinker(std::move(recipe), fails, tries).run();
}

}  // namespace ringside::machine::test
