#include "scripts/trial.hpp"

#include "isa/encoding.hpp"
#include "isa/pte.hpp"
#include "machine/events.hpp"
#include "machine/machine.hpp"
#include "machine/reference.hpp"

namespace ringside::scripts {

namespace {

using isa::Pte;
using machine::Machine;

constexpr std::uint32_t page_words = isa::page_bytes / 4;

// Frames of one relocation: a directory, a table for each of the two 4 MiB regions used, and the pages.
enum Frame : std::uint32_t {
    directory,
    low_table,
    high_table,
    code_page,
    data_page,
    kernel_page,
    vector_page,
    frames
};
std::uint32_t frame_of(std::uint32_t relocation, Frame f) { return 0x10 + relocation * 0x10 + f; }
static_assert(frames <= 0x10);

void put(Machine& m, std::uint32_t frame, std::uint32_t index, std::uint32_t word) {
    m.write(isa::Hpa::of_frame(frame, index * 4), isa::Width::word, word);
}

void map(Machine& m, std::uint32_t relocation, std::uint32_t va, Frame page, std::uint32_t rights,
         unsigned pl) {
    const Frame table = va < trial::vectors ? low_table : high_table;
    const isa::Gva gva{va};
    put(m, frame_of(relocation, directory), isa::directory_index(gva),
        Pte::make(frame_of(relocation, table), Pte::v, 0).bits);
    // A and D are set, so that no walk writes: the tables stay as they are.
    const std::uint32_t flags = Pte::v | Pte::a | Pte::d | rights;
    put(m, frame_of(relocation, table), isa::table_index(gva),
        Pte::make(frame_of(relocation, page), flags, pl).bits);
}

std::uint32_t vector_of(std::uint32_t relocation) { return trial::vectors + relocation * isa::page_bytes; }

Machine prepared(const Trial& t) {
    machine::MachineConfig config;
    config.ram_bytes = 0x100000;
    config.traps = t.traps;
    Machine m(config);
    const std::uint32_t r = t.relocation;
    map(m, r, trial::code, code_page, Pte::r | Pte::x, 3);
    map(m, r, trial::data, data_page, Pte::r | Pte::w, 3);
    map(m, r, trial::kernel, kernel_page, Pte::r | Pte::w, 0);
    map(m, r, vector_of(r), vector_page, Pte::r | Pte::x, 0);
    const std::uint32_t fence = isa::encode({isa::Op::fence, 0, 0, 0, 0});
    put(m, frame_of(r, code_page), 0, t.word);
    for (std::uint32_t i = 1; i < page_words; ++i) put(m, frame_of(r, code_page), i, fence);
    for (std::uint32_t i = 0; i < page_words; ++i) {
        put(m, frame_of(r, data_page), i, i);
        put(m, frame_of(r, kernel_page), i, i);
    }
    put(m, frame_of(r, vector_page), 0, fence);

    machine::Hart& h = m.harts[0];
    h.x = t.x;
    h.x[0] = 0;
    h.pc = trial::code;
    h.psr = isa::Psr{t.psr & isa::Psr::all & ~isa::Psr::tf_bit}.with_ring(t.ring);
    h.epc = trial::code + 0x100;  // where rets goes
    h.tvec = vector_of(r);
    h.ptb = isa::Ptb::make(frame_of(r, directory), 1);
    return m;
}

struct SeenTrap : machine::Listener {
    std::optional<isa::Trap> trap;
    void on(const machine::Event& e) override {
        if (e.kind == machine::EventKind::trap) trap = isa::Trap{e.a, e.b};
    }
};

void changed_words(const Machine& m, std::uint32_t frame, std::uint32_t address,
                   std::vector<TrialResult::Write>& out) {
    for (std::uint32_t i = 0; i < page_words; ++i) {
        std::uint32_t word = 0;
        if (m.read(isa::Hpa::of_frame(frame, i * 4), isa::Width::word, word) && word != i)
            out.push_back({address + i * 4, word});
    }
}

}  // namespace

TrialResult run_trial(const Trial& t) {
    Machine m = prepared(t);
    const machine::Hart before = m.harts[0];
    SeenTrap seen;
    machine::run_reference(m, 1, machine::ListenerSink{&seen});
    const machine::Hart& h = m.harts[0];

    TrialResult r;
    r.trap = seen.trap;
    const machine::Hart& state =
        seen.trap ? before : h;  // a trap has changed nothing that the program could see
    r.x = state.x;
    r.pc = state.pc;
    r.psr = state.psr;
    if (seen.trap) return r;
    changed_words(m, frame_of(t.relocation, data_page), trial::data, r.memory);
    changed_words(m, frame_of(t.relocation, kernel_page), trial::kernel, r.memory);
    r.moved = h.ptb != before.ptb || h.tvec != before.tvec;
    r.halted = h.activity == machine::Activity::halted;
    return r;
}

}  // namespace ringside::scripts
