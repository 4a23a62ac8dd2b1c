// Exports of the event stream: as text for people, as JSON lines for scripts, as a Chrome trace for Perfetto
// (ui.perfetto.dev) or chrome://tracing.
//
//   TraceWriter writer(TraceFormat::text, filter, context, out);
//   session.run(budget, &writer);
//   writer.finish();
#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "machine/events.hpp"
#include "scripts/program.hpp"

namespace ringside::scripts {

enum class TraceFormat : std::uint8_t { text, jsonl, chrome };

struct TraceFilter {
    std::vector<bool> kinds;  // by EventKind; empty: all
    std::uint64_t first_cycle = 0, last_cycle = ~std::uint64_t{0};
    std::optional<std::uint32_t> hart;
    std::uint64_t most = ~std::uint64_t{0};  // events
    [[nodiscard]] bool takes(const machine::Event& event) const;
};

// Reads a list such as "trap,vm_exit,-retire": names of events/*.inc; with a minus first, all but those. A sentence if a
// name is not known.
std::optional<std::string> parse_kinds(const std::string& list, std::vector<bool>& kinds);

struct TraceContext {
    const Program* program = nullptr;
    std::uint64_t clock_hz = 1;
};

// One event as a line of text or of JSON, without the newline.
std::string event_text(const machine::Event& event, const Program& program);
std::string event_json(const machine::Event& event, const Program& program);

class TraceWriter : public machine::Listener {
public:
    TraceWriter(TraceFormat format, TraceFilter filter, TraceContext context, std::ostream& out);
    void on(const machine::Event& event) override;
    // Ends what is open. To be called once.
    void finish();
    [[nodiscard]] std::uint64_t written() const { return written_; }
    [[nodiscard]] bool full() const { return written_ >= filter_.most; }

private:
    // What a hart is at, as a slice of the Chrome trace: user, guest kernel, monitor, idle.
    struct Lane {
        const char* layer = nullptr;
        std::uint64_t since = 0;
        std::uint64_t last = 0;
    };
    void chrome(const machine::Event& event);
    void switch_layer(const machine::Event& event, const char* layer);
    void close(std::uint32_t hart, std::uint64_t at);
    void item(const std::string& json);

    TraceFormat format_;
    TraceFilter filter_;
    TraceContext context_;
    std::ostream& out_;
    std::uint64_t written_ = 0;
    bool first_item_ = true;
    std::array<Lane, 8> lanes_{};
};

}  // namespace ringside::scripts
