// One stream of events: the only source of history, for the window, graders, statistics and exports alike.
//
//   struct Count : Listener { int traps = 0; void on(const Event& e) override { traps += e.kind == EventKind::trap; } };
//   Count count;
//   run_reference(machine, 1000, ListenerSink{&count});
//
// The sink is a template parameter of the engines. With NullSink, events cost nothing: they are never made.
#pragma once

#include <cstdint>
#include <string_view>

namespace ringside::machine {

enum class EventKind : std::uint8_t {
#define EVENT(name, layer, title, a, b, c, d) name,
#include "machine/events.inc"
#undef EVENT
};

struct EventRow {
    EventKind kind;
    std::string_view name, layer, title, a, b, c, d;
};
inline constexpr EventRow event_table[] = {
#define EVENT(name, layer, title, a, b, c, d) {EventKind::name, #name, #layer, title, a, b, c, d},
#include "machine/events.inc"
#undef EVENT
};
constexpr const EventRow& row(EventKind k) { return event_table[static_cast<int>(k)]; }

inline constexpr std::uint8_t no_vm = 0xff;

struct Event {
    EventKind kind{};
    std::uint8_t host = 0;
    std::uint8_t vm = no_vm;  // no_vm: bare metal or the monitor itself
    std::uint8_t hart = 0;    // of a VM: the virtual processor
    std::uint32_t pc = 0;
    std::uint64_t time = 0;  // clock of the hart, cycles
    std::uint32_t a = 0, b = 0, c = 0, d = 0;

    constexpr bool operator==(const Event&) const = default;
};

struct Listener {
    virtual ~Listener() = default;
    virtual void on(const Event& event) = 0;
};

struct NullSink {
    static constexpr bool listening = false;
    void on(const Event&) {}
};

struct ListenerSink {
    static constexpr bool listening = true;
    Listener* listener;
    void on(const Event& e) { listener->on(e); }
};

}  // namespace ringside::machine
