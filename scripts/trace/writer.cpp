#include <fmt/format.h>

#include <ostream>

#include "isa/causes.hpp"
#include "scripts/trace/trace.hpp"

namespace ringside::scripts {

using machine::Event;
using machine::EventKind;

TraceWriter::TraceWriter(TraceFormat format, TraceFilter filter, TraceContext context, std::ostream& out)
    : format_(format), filter_(std::move(filter)), context_(context), out_(out) {
    if (format_ != TraceFormat::chrome) return;
    out_ << "{\"displayTimeUnit\": \"ns\", \"traceEvents\": [\n";
    item(R"({"name": "process_name", "ph": "M", "pid": 0, "args": {"name": "host 0"}})");
}

void TraceWriter::on(const Event& e) {
    // Layers are followed even where their events are not wanted, so that slices stay right.
    if (format_ == TraceFormat::chrome) return chrome(e);
    if (full() || !filter_.takes(e)) return;
    ++written_;
    out_ << (format_ == TraceFormat::text ? event_text(e, *context_.program)
                                          : event_json(e, *context_.program))
         << '\n';
}

void TraceWriter::finish() {
    if (format_ != TraceFormat::chrome) return;
    for (std::uint32_t i = 0; i < lanes_.size(); ++i) close(i, lanes_[i].last);
    out_ << "\n]}\n";
}

void TraceWriter::item(const std::string& json) {
    out_ << (first_item_ ? "" : ",\n") << json;
    first_item_ = false;
}

namespace {
std::string microseconds(std::uint64_t cycles, std::uint64_t hz) {
    return fmt::format("{:.3f}", static_cast<double>(cycles) * 1e6 / static_cast<double>(hz));
}
const char* layer_of_ring(std::uint32_t ring) { return ring == 3 ? "user" : "kernel"; }
}  // namespace

// A hart's time as slices by layer, and everything noteworthy as an instant.
void TraceWriter::chrome(const Event& e) {
    const bool guest = e.vm != machine::no_vm;
    if (!guest && e.hart < lanes_.size()) lanes_[e.hart].last = e.time;
    switch (e.kind) {
    case EventKind::trap:
    case EventKind::interrupt: switch_layer(e, "kernel"); break;
    case EventKind::trap_return: switch_layer(e, layer_of_ring(e.b)); break;
    case EventKind::vm_exit: switch_layer(e, "monitor"); break;
    case EventKind::vm_entry: switch_layer(e, layer_of_ring(e.b)); break;
    case EventKind::halt: switch_layer(e, "idle"); break;
    case EventKind::wake: switch_layer(e, "kernel"); break;
    default: break;
    }
    if (full() || !filter_.takes(e)) return;
    // Every instruction, reference and store would drown the picture; ask for them by name.
    const bool fine = e.kind == EventKind::retire || e.kind == EventKind::load ||
                      e.kind == EventKind::store || e.kind == EventKind::walk_step;
    if (fine && filter_.kinds.empty()) return;
    ++written_;
    item(fmt::format(R"({{"name": "{}", "ph": "i", "s": "t", "ts": {}, "pid": 0, "tid": {}, "args": {}}})",
                     machine::row(e.kind).title, microseconds(e.time, context_.clock_hz), e.hart,
                     event_json(e, *context_.program)));
}

void TraceWriter::switch_layer(const Event& e, const char* layer) {
    if (e.hart >= lanes_.size()) return;
    Lane& lane = lanes_[e.hart];
    if (!lane.layer)
        item(fmt::format(
            R"({{"name": "thread_name", "ph": "M", "pid": 0, "tid": {}, "args": {{"name": "hart {}"}}}})",
            e.hart, e.hart));
    close(e.hart, e.time);
    lane.layer = layer;
    lane.since = e.time;
}

void TraceWriter::close(std::uint32_t hart, std::uint64_t at) {
    Lane& lane = lanes_[hart];
    if (!lane.layer || at <= lane.since) return;
    item(fmt::format(R"({{"name": "{}", "ph": "X", "ts": {}, "dur": {}, "pid": 0, "tid": {}}})", lane.layer,
                     microseconds(lane.since, context_.clock_hz),
                     microseconds(at - lane.since, context_.clock_hz), hart));
}

}  // namespace ringside::scripts
