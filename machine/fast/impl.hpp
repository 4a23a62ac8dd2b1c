// The inside of the fast engine: decoded pages, shortcuts per hart, and the loop that alternates between the interpreter
// and single boundaries of the reference engine.
#pragma once

#include <memory>
#include <vector>

#include "machine/fast.hpp"
#include "machine/fast/decoded.hpp"
#include "machine/fast/interpreter.hpp"
#include "machine/fast/shortcuts.hpp"
#include "machine/reference_step.hpp"

namespace ringside::machine {

class FastEngine::Impl {
public:
    Impl();
    Stop run(Machine& machine, std::uint64_t ticks);
    // Host addresses from earlier runs are not to be trusted: another world has taken the place of this one.
    void forget() { fresh_ = true; }

private:
    // Listens to the reference engine's own events, and answers its TLB look-ups that are sure to miss.
    struct Watch {
        static constexpr bool listening = true;
        Impl* impl;
        void on(const Event& e) {
            switch (e.kind) {
                case EventKind::tlb_fill: impl->harts_[e.hart].filled(e.d == 1, e.c, e.a, isa::Pte{e.b}.has(isa::Pte::l)); break;
                case EventKind::tlb_drop: impl->harts_[e.hart].emptied(e.d == 1, e.c); break;
                case EventKind::tlb_flush: impl->harts_[e.hart].rebuild(impl->m_->harts[e.hart]); break;
                case EventKind::store: impl->written(e.b >> 12); break;
                case EventKind::pte_write: impl->written(e.a >> 12); break;
                case EventKind::dma_write: impl->written(e.b >> 12); break;
                default: break;
            }
        }
        [[nodiscard]] bool surely_misses(std::uint32_t hart, bool data, isa::Gva va) const {
            return !impl->harts_[hart].may_hit(data, va.value);
        }
    };
    using Hands = ReferenceHart<Watch>;

    struct Slow final : fast::SlowPath {
        Impl* impl = nullptr;
        Hands* hands = nullptr;
        std::uint32_t hart = 0;
        std::uint64_t context = 0;
        Outcome load(std::uint32_t va, isa::Width width, std::uint32_t& value) override;
        Outcome store(std::uint32_t va, isa::Width width, std::uint32_t value) override;

    private:
        bool translate(std::uint32_t va, isa::Access access, isa::Hpa& pa);
        bool misaligned(std::uint32_t va, isa::Width width, isa::Cause cause);
        // What an access that was made leaves behind: written code, or no shortcut at all.
        [[nodiscard]] Outcome made() const {
            return impl->code_changed_ || !impl->harts_[hart].holds(context) ? Outcome::changed : Outcome::done;
        }
    };

    void enter(Machine& machine);
    Stop go(Machine& machine, std::uint64_t ticks);
    [[nodiscard]] std::uint64_t limit(std::uint32_t id, std::uint64_t ticks) const;
    bool find_code(Hands& hands, std::uint32_t id);
    fast::Left interpret(Hands& hands, std::uint32_t id, std::uint64_t cycles, isa::Trap& trap);
    void written(std::uint32_t frame);
    void drop_code(std::uint32_t frame);
    fast::DecodedPage* code_of(std::uint32_t frame);
    [[nodiscard]] bool in_ram(std::uint32_t frame) const { return frame - 1 < bytes_.size() - 1; }
    const std::uint8_t* readable(std::uint32_t frame);
    std::uint8_t* writable(std::uint32_t frame);
    void add_shortcuts(std::uint32_t hart, std::uint64_t context, std::uint32_t va, std::uint32_t frame, bool load, bool store);
    bool refill(std::uint32_t hart, std::uint64_t context, std::uint32_t va, isa::Access access);

    Machine* m_ = nullptr;
    MachineConfig config_;  // what was decoded was decoded for it
    std::vector<fast::Shortcuts> harts_;
    // By frame of RAM. bytes_: where it lies, or nullptr if that was not looked up since pages last moved; within a run only
    // this engine moves pages (by copy on write), and it says so here. own_: no snapshot shares it, it may be written.
    std::vector<std::uint8_t*> bytes_;
    std::vector<std::uint8_t> own_;
    std::vector<std::unique_ptr<fast::DecodedPage>> code_;
    std::uint32_t epoch_ = 0;  // of the RAM when bytes_ was last right
    bool fresh_ = true;        // bytes_ was never right for this machine
    std::vector<std::unique_ptr<fast::DecodedPage>> graveyard_;  // dropped, but perhaps being executed
    std::uint64_t runs_ = 0;
    bool code_changed_ = false;
    const fast::HandlerTable* handlers_ = nullptr;
};

}  // namespace ringside::machine
