// What has happened, as far as the window tells of it. History comes from events alone: the recorder listens to a
// session and keeps, within bounds, each processor's last step, each guest's last passages through the layers, the trail
// of who had the processor when, and who last wrote a word of memory.
//
//     Recorder recorder(session.world());
//     session.run(1000, &recorder);
//     recorder.of(guest).passages.back()      // the last trap: from the guest to the monitor and back
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "hypervisor/world/guest_tracer.hpp"
#include "hypervisor/world/inspect.hpp"
#include "machine/events.hpp"
#include "visualizer/model/trail.hpp"

namespace ringside::ui {

// How the guest's instruction came to be done.
enum class How : std::uint8_t {
    nothing,   // nothing has been executed yet
    direct,    // by the hardware itself
    emulated,  // by the monitor, on the virtual processor
    trapped,   // not: it trapped into the guest
};

// A step of a guest: an instruction completed, or trapped into the guest.
struct Step {
    std::uint64_t number = 0;  // of the guest, from 1
    How how = How::nothing;
    std::uint32_t pc = 0;
    std::uint32_t word = 0;
    std::uint32_t result = 0;  // what its destination holds afterwards: register, special register or PSR
    std::uint32_t next = 0;    // pc afterwards
    std::uint64_t begin = 0;   // clock of the hart
    std::uint64_t end = 0;
    std::uint64_t passages_before = 0;   // of its guest, as Passage::number counts
    std::vector<machine::Event> events;  // loads, stores, walks, ports on the way; the first few
    // A sensitive instruction ran without a trap, and its own machine would have answered otherwise.
    std::optional<world::Divergence> divergence;
};

// One thing that the monitor (or a kernel on bare metal) did, and what came out of it.
struct Deed {
    machine::Event event;
    std::uint32_t value =
        0;  // after emulate: what the instruction's destination holds; of an entry: EntryNote bits
};
// What the events of an entry do not tell.
enum EntryNote : std::uint32_t {
    empty_root = 1,  // the shadow root that it runs on has no tables yet
    timer_set = 2,   // the host's timer was set for it
};

// One way through the layers: a trap or an interrupt takes the processor from the running code, and it comes back.
// In a VM it goes to the monitor and ends when a guest is entered again. On bare metal it goes to the kernel and ends
// with the return.
struct Passage {
    std::uint64_t number = 0;  // of its guest, from 1
    std::uint64_t step = 0;    // steps of the guest before it
    std::uint32_t cpu = 0;
    bool interrupt = false;
    bool wake = false;  // no trap: idle time is over, and a sleeping processor goes on
    std::uint32_t cause = 0;
    std::uint32_t tval = 0;
    std::uint32_t pc = 0;
    std::optional<std::uint32_t> word;  // the instruction there
    std::uint32_t ptb = 0;              // the address space, as the guest sees it
    std::uint64_t host_timer = 0;       // what the host's timer of the hart was set to
    unsigned virtual_ring = 0;          // before; on bare metal the same as the real one
    unsigned real_ring = 0;
    std::uint64_t begin = 0;    // clock when the instruction began
    std::uint64_t trapped = 0;  // … when the trap was taken
    std::uint64_t end = 0;      // … when a guest goes on; of an open one when the last thing was done
    std::vector<Deed> deeds;    // the first few
    std::uint64_t more_deeds = 0;
    std::uint64_t instructions = 0;  // bare metal: what the kernel has executed
    bool open = true;
    // Who goes on: nobody while it is open or when the processor was put to sleep.
    std::optional<world::GuestRef> to;
    std::uint32_t to_cpu = 0;
    std::uint32_t to_pc = 0;
    unsigned to_virtual_ring = 0;
    unsigned to_real_ring = 0;

    bool did(machine::EventKind kind) const;
    // Was the guest's paging on?
    bool paging() const { return isa::Ptb{ptb}.enabled(); }
};

struct CpuHistory {
    Step last;
    Step coming;             // collects events of the step that is not finished
    std::uint64_t time = 0;  // clock when the last step was done or the guest was entered
    std::uint64_t made = 0;  // steps of this processor
};

struct GuestHistory {
    world::GuestRef guest;
    std::vector<CpuHistory> cpus;
    std::deque<Passage> passages;  // the last few
    std::uint64_t passage_count = 0;
    std::uint64_t divergences = 0;

    // The last passages of one processor, the newest first.
    std::vector<const Passage*> passages_of(std::uint32_t cpu) const;
};

class Recorder : public machine::Listener {
public:
    // `world` must outlive the recorder and be the one that runs.
    explicit Recorder(const world::World& world);
    void on(const machine::Event& event) override;
    // Forgets everything, after a reset.
    void clear();

    const GuestHistory& of(const world::GuestRef& guest) const { return guests_[index_of(guest)]; }
    std::uint8_t index_of(const world::GuestRef& guest) const;
    const Trail& trail(std::uint32_t host) const { return hosts_[host].trail; }
    // What the harts of a host are doing now; the trail has what is over.
    std::vector<Stretch> present(std::uint32_t host) const;
    // The clock of a host: of its furthest hart.
    std::uint64_t now(std::uint32_t host) const;
    // What the clock showed when the recording began; setting a host up takes time as well.
    std::uint64_t start(std::uint32_t host) const { return hosts_[host].start; }

    struct Writer {
        std::uint32_t address = 0;  // host-physical, of the word
        std::uint32_t pc = 0;
        std::uint8_t guest = 0;
        bool monitor = false;
        bool known = false;
    };
    // Who wrote the word at a host-physical address last; nothing when that was long ago or never.
    std::optional<Writer> last_writer(std::uint32_t host, isa::Hpa address) const;

    static constexpr std::size_t most_passages = 24;
    static constexpr std::size_t most_deeds = 12;
    static constexpr std::size_t most_step_events = 24;
    static constexpr std::size_t writer_slots = 1U << 15;

private:
    // What a hart is doing since when.
    struct OnHart {
        Layer layer = Layer::monitor;
        std::uint8_t guest = 0;
        std::uint64_t since = 0;
        std::uint64_t idle_before = 0;  // its ledger's idle cycles at `since`
    };
    struct HostHistory {
        std::vector<OnHart> harts;
        Trail trail;
        std::vector<Writer> writers;
        std::optional<std::uint8_t>
            open;                 // the guest whose last passage is open; monitors work on one trap at a time
        std::uint64_t start = 0;  // clock when the recording began
    };

    void on_machine(std::uint32_t host, GuestHistory& guest, std::uint32_t cpu, const machine::Event& event);
    void on_monitor(std::uint32_t host, GuestHistory& guest, const machine::Event& event);
    void on_vm_entry(std::uint32_t host, GuestHistory& guest, const machine::Event& event);
    void look_for_divergence(std::uint32_t host, GuestHistory& guest, std::uint32_t cpu,
                             const machine::Event& event);
    void finish_step(GuestHistory& guest, std::uint32_t cpu, How how, const machine::Event& event);
    void begin_passage(std::uint32_t host, GuestHistory& guest, std::uint32_t cpu,
                       const machine::Event& event);
    void end_passage(std::uint32_t host, std::uint64_t time);
    void add_deed(std::uint32_t host, const machine::Event& event, std::uint32_t value = 0);
    Passage* open_passage(std::uint32_t host);
    std::optional<std::uint32_t> hart_of(const world::GuestRef& guest, std::uint32_t cpu) const;
    void turn_to(std::uint32_t host, std::uint32_t hart, Layer layer, std::uint8_t guest, std::uint64_t time);
    void wrote(std::uint32_t host, isa::Hpa address, const Writer& writer);
    std::uint32_t result_of(const machine::HartRegisters& after, std::uint32_t word) const;

    const world::World& world_;
    std::vector<GuestHistory> guests_;
    std::vector<HostHistory> hosts_;
};

}  // namespace ringside::ui
