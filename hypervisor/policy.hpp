// Policies that are asked. A scripted policy never runs inside a C++ call stack: a handler that needs one latches the exit
// and returns Ask before it has changed or booked anything; the world stops; the answer comes as a Command holding effects
// from a fixed vocabulary and the policy's new state; then the handler is called again with the answer.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ringside::hv {

enum class ExitReason : std::uint8_t {
#define EXIT(name, title) name,
#include "hypervisor/exits.inc"
#undef EXIT
};
struct ExitRow {
    const char* name;
    const char* title;
};
inline constexpr ExitRow exit_table[] = {
#define EXIT(name, title) {#name, title},
#include "hypervisor/exits.inc"
#undef EXIT
};
inline constexpr int exit_count = static_cast<int>(sizeof exit_table / sizeof exit_table[0]);

// What a policy can be asked about. Bits of VmConfig::asked.
enum class QueryKind : std::uint8_t {
    privileged,    // a privileged or sensitive instruction trapped
    exception,     // an exception other than a page fault is about to be reflected into the guest
};
constexpr QueryKind last_of(QueryKind) { return QueryKind::exception; }
inline constexpr const char* query_names[] = {"privileged", "exception"};
inline constexpr int query_count = 2;

// The question: everything a policy may look at, as numbers.
struct Query {
    QueryKind kind{};
    std::uint8_t vcpu = 0;
    std::uint32_t pc = 0, word = 0, cause = 0, tval = 0;
    std::uint32_t virtual_ring = 0;
    std::array<std::uint32_t, 16> x{};

    bool operator==(const Query&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.kind, self.vcpu, self.pc, self.word, self.cause, self.tval, self.virtual_ring, self.x);
    }
};

// The vocabulary of answers. An answer is a list of these, applied in order. proceed, skip, inject and stop end it; a list
// without one of them proceeds.
enum class EffectKind : std::uint8_t {
    proceed,       // do what the monitor does by itself
    skip,          // treat the instruction as completed, pc + 4
    set_register,  // a = number, b = value
    set_special,   // a = special register number, b = value (psr: number 0xff)
    inject,        // a = cause, b = tval: the trap to deliver instead
    stop,          // stop the VM; text says why
};
constexpr EffectKind last_of(EffectKind) { return EffectKind::stop; }
inline constexpr const char* effect_names[] = {"proceed", "skip", "set_register", "set_special", "inject", "stop"};
inline constexpr int effect_count = 6;
inline constexpr std::uint32_t effect_psr = 0xff;

struct Effect {
    EffectKind kind = EffectKind::proceed;
    std::uint32_t a = 0, b = 0;
    std::string text;

    bool operator==(const Effect&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.kind, self.a, self.b, self.text);
    }
};

// A policy's state: a plain table that lives in the world, so that going back restores it.
using PolicyValue = std::variant<bool, std::int64_t, std::string>;
using PolicyState = std::map<std::string, PolicyValue>;

struct PendingExit {
    Query query;
    std::uint8_t hart = 0;
    std::optional<std::vector<Effect>> answer;  // set by the Command; taken when the handler is called again

    bool operator==(const PendingExit&) const = default;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.query, self.hart, self.answer);
    }
};

}  // namespace ringside::hv
