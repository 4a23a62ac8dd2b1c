// The equivalence rig in the small: the same guest on bare metal and in a VM, compared event by event in locked time.
//
//   CHECK(difference(image, Shape{}, Under{}) == "");      // a sentence, with both states, where they part
//
// What is compared: every entry of the trace hash in order, how the guest ended, its console and all its devices, every
// byte of its RAM (A and D bits are in there), its registers as it sees them.
#pragma once

#include <cstdio>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "hypervisor/world/guest_tracer.hpp"
#include "hypervisor/world/inspect.hpp"
#include "isa/disasm.hpp"
#include "machine/trace_hash.hpp"
#include "tests/support/worlds.hpp"

namespace ringside::test {

template <class... T>
std::string format(const char* pattern, T... values) {
    char text[400];
    std::snprintf(text, sizeof text, pattern, values...);
    return text;
}

// Writes down the trace hash after each thing that went into it.
class TraceLog : public machine::Listener {
public:
    struct Entry {
        std::uint64_t hash = 0;
        machine::EventKind kind{};
        std::uint8_t cpu = 0;
        std::uint32_t pc = 0, a = 0, b = 0;
    };
    TraceLog(const World& world, const GuestRef& guest)
        : world_(world), guest_(guest), bare_(world.hosts[guest.host].machine), virtual_(world, guest) {}

    void on(const machine::Event& e) override {
        if (guest_.vm)
            virtual_.on(e);
        else
            bare_.on(e);
        const std::uint64_t now = (guest_.vm ? virtual_.hash() : bare_.hash()).value();
        if (next) next->on(e);
        if (now == last_) return;
        last_ = now;
        if (entries.size() == capture_at) capture(e);
        entries.push_back({now, e.kind, cpu_of(e), e.pc, e.a, e.b});
    }

    std::vector<Entry> entries;
    std::size_t capture_at = ~std::size_t{0};  // of which entry the guest's registers are kept
    std::vector<machine::HartRegisters> captured;
    machine::Listener* next = nullptr;  // hears every event too

    [[nodiscard]] const world::GuestTracer& tracer() const { return virtual_; }

private:
    [[nodiscard]] std::uint8_t cpu_of(const machine::Event& e) const {
        if (!guest_.vm || e.vm != machine::no_vm) return e.hart;
        return world_.hosts[guest_.host].hypervisor.on_hart[e.hart].vcpu;
    }
    void capture(const machine::Event& e) {
        captured.clear();
        for (U i = 0; i < world::cpus(world_, guest_); ++i)
            captured.push_back(e.vm != machine::no_vm ? vm(world_, *guest_.vm).vcpus[i].v : world::cpu(world_, guest_, i).seen);
    }

    const World& world_;
    GuestRef guest_;
    machine::BareMetalTracer bare_;
    world::GuestTracer virtual_;
    std::uint64_t last_ = 0;
};

struct Run {
    explicit Run(World w, const GuestRef& g) : session(std::move(w)), guest(g), log(session.world(), g) {}
    Session session;
    GuestRef guest;
    TraceLog log;
    SessionStop stop;

    // Until it stops by itself, has made so many entries, or used so many ticks.
    void go(std::uint64_t ticks, std::size_t entries = ~std::size_t{0}) {
        for (std::uint64_t done = 0; done < ticks && log.entries.size() < entries; done += slice) {
            stop = session.run(slice, &log);
            if (stop.reason != SessionStop::Reason::budget) return;
        }
    }
    [[nodiscard]] bool ended() const { return stop.reason != SessionStop::Reason::budget; }
    [[nodiscard]] const World& world() const { return session.world(); }
    static constexpr std::uint64_t slice = 64;
};

inline std::string describe(const TraceLog::Entry& e, const World& w, const GuestRef& guest) {
    const auto word = world::read_virtual(w, guest, e.cpu, isa::Gva{e.pc}, isa::Width::word);
    return format("%-11s cpu %u pc %08x a %08x b %08x   %s", machine::row(e.kind).name.data(), e.cpu, e.pc, e.a, e.b,
                  word ? isa::disassemble(*word, e.pc).c_str() : "");
}

inline std::string describe_registers(const std::string& title, const machine::HartRegisters& r, const machine::HartRegisters& other) {
    std::string text = title;
    const auto one = [&](const char* name, U mine, U its) { text += format(" %s%s=%x", mine == its ? "" : "**", name, mine); };
    one("pc", r.pc, other.pc);
    for (std::size_t i = 1; i < 16; ++i) one(isa::register_names[i].data(), r.x[i], other.x[i]);
    one("psr", r.psr.bits, other.psr.bits);
    one("epc", r.epc, other.epc);
    one("cause", r.cause, other.cause);
    one("tval", r.tval, other.tval);
    one("tvec", r.tvec, other.tvec);
    one("scratch", r.scratch, other.scratch);
    one("ptb", r.ptb.bits, other.ptb.bits);
    one("imask", r.imask, other.imask);
    one("icmp", static_cast<U>(r.icmp), static_cast<U>(other.icmp));
    one("mctl", r.mctl, other.mctl);
    one("lraddr", r.lr_address, other.lr_address);
    one("lrvalue", r.lr_value, other.lr_value);
    one("lrstate", r.lr_state, other.lr_state);
    return text + "\n";
}

// How a guest ended, in words that are the same on bare metal and in a VM.
inline std::string ending(const Run& r) {
    using Reason = SessionStop::Reason;
    const World& w = r.world();
    const auto& check = r.guest.vm ? vm(w, *r.guest.vm).check : w.hosts[0].machine.check;
    if (check) return machine::explain(*check);
    if (world::board(w, r.guest).power.off) return format("power off %u", world::board(w, r.guest).power.exit_code);
    if (r.guest.vm && vm(w, *r.guest.vm).state == hv::VmState::stopped) return "stopped: " + vm(w, *r.guest.vm).stop_reason;
    return r.stop.reason == Reason::idle ? "idle" : r.stop.reason == Reason::ask ? "ask" : "running";
}

// The first byte of RAM that differs, or nothing.
inline std::optional<U> ram_difference(const World& a, const GuestRef& ga, const World& b, const GuestRef& gb, U ram) {
    for (U frame = 1; frame < ram >> 12; ++frame) {
        const auto pa = world::host_address(a, ga, isa::Gpa::of_frame(frame)), pb = world::host_address(b, gb, isa::Gpa::of_frame(frame));
        const std::uint8_t *x = a.hosts[0].machine.ram.page(pa->frame()), *y = b.hosts[0].machine.ram.page(pb->frame());
        for (U i = 0; std::memcmp(x, y, isa::page_bytes) != 0 && i < isa::page_bytes; ++i)
            if (x[i] != y[i]) return frame << 12 | i;
    }
    return std::nullopt;
}

// Where the two guests differ now that both have ended; empty if nowhere.
inline std::string end_difference(const Run& bare, const Run& virtual_, U ram) {
    const World &b = bare.world(), &v = virtual_.world();
    if (ending(bare) != ending(virtual_)) return "bare metal: " + ending(bare) + "; VM: " + ending(virtual_) + "\n";
    const std::string printed = console(b, bare.guest), printed_in_vm = console(v, virtual_.guest);
    if (printed != printed_in_vm) return "console on bare metal: " + printed + "\nin the VM: " + printed_in_vm + "\n";
    if (!(world::board(b, bare.guest) == world::board(v, virtual_.guest))) return "a device differs\n";
    if (world::steps(b, bare.guest) != world::steps(v, virtual_.guest))
        return format("steps: %llu on bare metal, %llu in the VM\n", static_cast<unsigned long long>(world::steps(b, bare.guest)),
                      static_cast<unsigned long long>(world::steps(v, virtual_.guest)));
    for (U i = 0; i < world::cpus(b, bare.guest); ++i) {
        const auto x = world::cpu(b, bare.guest, i), y = world::cpu(v, virtual_.guest, i);
        if (!(x.seen == y.seen)) return describe_registers("bare", x.seen, y.seen) + describe_registers("vm  ", y.seen, x.seen);
        if (x.activity != y.activity) return format("processor %u runs on one side and is halted on the other\n", i);
    }
    if (const auto at = ram_difference(b, bare.guest, v, virtual_.guest, ram)) return format("RAM at 0x%08x differs\n", *at);
    return {};
}

// Both sides at entry `at`, the first that differs: the way there, and both states.
inline std::string explain_difference(const World& bare, const World& virtual_, const GuestRef& guest, std::size_t at) {
    Run b(bare, bare_guest), v(virtual_, guest);
    std::string text;
    for (Run* r : {&b, &v}) {
        r->log.capture_at = at;
        r->go(~std::uint64_t{0} >> 1, at + 1);
        text += r == &b ? "bare metal:\n" : "VM:\n";
        for (std::size_t i = at > 6 ? at - 6 : 0; i <= at && i < r->log.entries.size(); ++i)
            text += format("%7zu ", i) + describe(r->log.entries[i], r->world(), r->guest) + "\n";
    }
    const std::size_t cpus = std::min(b.log.captured.size(), v.log.captured.size());
    for (std::size_t i = 0; i < cpus; ++i) {
        text += describe_registers(format("bare %zu:", i), b.log.captured[i], v.log.captured[i]);
        text += describe_registers(format("vm   %zu:", i), v.log.captured[i], b.log.captured[i]);
    }
    return text;
}

struct Limits {
    std::uint64_t ticks = 400'000;
    std::size_t entries = ~std::size_t{0};  // compared at most
};

// Runs both worlds; empty if the guests are the same in all that is compared. `after` sees both at the end.
inline std::string difference_of(const World& bare, const World& virtual_, const GuestRef& guest, U ram, const Limits& limits = {},
                                 const std::function<void(const Run&, const Run&)>& after = {}, machine::Listener* in_vm_listener = nullptr) {
    Run b(bare, bare_guest), v(virtual_, guest);
    v.log.next = in_vm_listener;
    b.go(limits.ticks, limits.entries);
    const std::size_t wanted = std::min(limits.entries, b.log.entries.size());
    // A VM takes more boundaries than bare metal: exits are boundaries too. Far more means that it does not get on.
    v.go(limits.ticks * 40 + 10'000, b.ended() ? ~std::size_t{0} : wanted);
    const std::size_t both = std::min(wanted, v.log.entries.size());
    std::size_t at = 0;
    while (at < both && b.log.entries[at].hash == v.log.entries[at].hash) ++at;
    if (at < both) return explain_difference(bare, virtual_, guest, at);
    if (v.log.entries.size() < wanted)
        return format("the VM ends after %zu entries of the trace, bare metal after %zu: ", v.log.entries.size(), wanted) + ending(v) +
               "\n" + explain_difference(bare, virtual_, guest, both);
    if (b.ended()) {
        if (v.log.entries.size() > wanted && b.log.entries.size() == wanted)
            return format("the VM goes on after %zu entries of the trace, where bare metal ended: ", wanted) + ending(b) + "\n";
        if (std::string d = end_difference(b, v, ram); !d.empty()) return d;
    }
    if (after) after(b, v);
    return {};
}

inline std::string difference(const machine::BootImage& image, const Shape& shape, const Under& under, const Limits& limits = {},
                              const std::function<void(const Run&, const Run&)>& after = {}) {
    const World virtual_ = in_vm(shape, under, image);
    std::string text = difference_of(on_bare_metal(shape, image), virtual_, vm_guest, shape.ram, limits, after);
    // The others beside it are the same guest: they too must have run like bare metal.
    for (U i = 1; i < under.vms && text.empty(); ++i)
        text = difference_of(on_bare_metal(shape, image), virtual_, {0, i}, shape.ram, limits);
    return text;
}

}  // namespace ringside::test
