// The recorder's steps, passages and writers.
#include <algorithm>

#include "isa/encoding.hpp"
#include "visualizer/model/history.hpp"

namespace ringside::ui {

using machine::Event;
using machine::EventKind;

namespace {

const hv::Vm& vm_of(const world::World& world, const world::GuestRef& guest) {
    return world.hosts[guest.host].hypervisor.vms[*guest.vm];
}

}  // namespace

// ---- Steps --------------------------------------------------------------------------------------------------------

void Recorder::finish_step(GuestHistory& guest, std::uint32_t cpu, How how, const Event& event) {
    CpuHistory& history = guest.cpus[cpu];
    Step& step = history.coming;
    const machine::Machine& m = world_.hosts[guest.guest.host].machine;
    const bool monitor = event.vm != machine::no_vm;
    step.how = how;
    step.pc = how == How::trapped ? event.c : event.pc;
    step.word = event.a;
    step.begin = history.time;
    step.end = event.time;
    if (!guest.guest.vm) {
        const machine::Hart& hart = m.harts[event.hart];
        step.number = m.steps;
        step.next = hart.pc;
        step.result = how == How::direct ? result_of(hart, event.a) : 0;
    } else {
        const hv::Vm& vm = vm_of(world_, guest.guest);
        const machine::HartRegisters& after = monitor ? vm.vcpus[cpu].v : m.harts[event.hart];
        step.number = vm.steps + (monitor ? 0 : m.harts[event.hart].instret - vm.vcpus[cpu].instret_at_entry);
        step.next = after.pc;
        step.result = how == How::trapped ? 0 : result_of(after, event.a);
    }
    if (how == How::trapped) {
        const Passage* passage = guest.passages.empty() ? nullptr : &guest.passages.back();
        step.word = passage != nullptr && passage->word ? *passage->word : 0;
    }
    history.time = event.time;
    ++history.made;
    std::swap(history.last, history.coming);
    history.coming.events.clear();
    history.coming.divergence.reset();
    history.coming.passages_before = guest.passage_count;
}

// What an instruction's destination holds once it is done.
std::uint32_t Recorder::result_of(const machine::HartRegisters& after, std::uint32_t word) const {
    const auto decoded = isa::decode(word);
    if (!decoded) {
        return 0;
    }
    switch (decoded->op) {
    case isa::Op::mts: {
        const isa::SpecialRow* special = isa::find_special(static_cast<std::uint32_t>(decoded->imm));
        std::uint32_t value = 0;
        return special != nullptr && after.read(special->special, value) ? value : after.x[decoded->rs];
    }
    case isa::Op::wrpsr:
    case isa::Op::rets:
    case isa::Op::retf: return after.psr.bits;
    default: return after.x[decoded->rd];
    }
}

void Recorder::turn_to(std::uint32_t host, std::uint32_t hart, Layer layer, std::uint8_t guest,
                       std::uint64_t time) {
    OnHart& on = hosts_[host].harts[hart];
    const std::uint64_t idle_now = world_.hosts[host].machine.harts[hart].ledger[machine::Spent::idle];
    const std::uint64_t idle = std::min(idle_now - on.idle_before, time - std::min(time, on.since));
    // Idle time lies at the end: who goes to sleep does so when its work is done.
    hosts_[host].trail.add(Stretch{on.since, time - idle, on.layer, on.guest});
    on = {layer, guest, time, idle_now};
}

void Recorder::wrote(std::uint32_t host, isa::Hpa address, const Writer& writer) {
    Writer& slot = hosts_[host].writers[address.value / 4 % writer_slots];
    slot = writer;
    slot.address = address.value & ~3U;
}

std::optional<Recorder::Writer> Recorder::last_writer(std::uint32_t host, isa::Hpa address) const {
    const Writer& slot = hosts_[host].writers[address.value / 4 % writer_slots];
    if (!slot.known || slot.address != (address.value & ~3U)) {
        return std::nullopt;
    }
    return slot;
}

// The hart that runs a processor of a VM.
std::optional<std::uint32_t> Recorder::hart_of(const world::GuestRef& guest, std::uint32_t cpu) const {
    const auto& harts = world_.hosts[guest.host].hypervisor.on_hart;
    for (std::uint32_t hart = 0; guest.vm && hart < harts.size(); ++hart) {
        if (harts[hart].busy && harts[hart].vm == *guest.vm && harts[hart].vcpu == cpu) {
            return hart;
        }
    }
    return std::nullopt;
}

// ---- Passages -----------------------------------------------------------------------------------------------------

Passage* Recorder::open_passage(std::uint32_t host) {
    const auto& open = hosts_[host].open;
    return open ? &guests_[*open].passages.back() : nullptr;
}

void Recorder::begin_passage(std::uint32_t host, GuestHistory& guest, std::uint32_t cpu, const Event& event) {
    if (Passage* before = open_passage(host)) {
        end_passage(host, before->end);
    }
    Passage passage;
    passage.number = ++guest.passage_count;
    passage.cpu = cpu;
    passage.wake = event.kind == EventKind::wake;
    passage.interrupt = event.kind == EventKind::interrupt;
    passage.begin = passage.wake ? event.time : guest.cpus[cpu].time;
    passage.trapped = passage.end = event.time;
    passage.step = guest.cpus[cpu].last.number;
    passage.ptb = world::cpu(world_, guest.guest, cpu).seen.ptb.bits;
    if (passage.wake) {
        passage.pc = event.pc;
    } else {
        passage.cause = event.a;
        passage.tval = event.b;
        passage.pc = event.c;
        passage.real_ring = passage.virtual_ring = event.d;
        if (guest.guest.vm) {
            passage.virtual_ring = vm_of(world_, guest.guest).vcpus[cpu].v.psr.ring();
        }
        const auto cause = static_cast<isa::Cause>(event.a & 0xff);
        const bool has_word = cause == isa::Cause::privileged || cause == isa::Cause::illegal;
        passage.word =
            has_word && !passage.interrupt
                ? std::optional(event.b)
                : world::read_virtual(world_, guest.guest, cpu, isa::Gva{event.c}, isa::Width::word);
    }
    if (const auto hart = hart_of(guest.guest, cpu)) {
        passage.host_timer = world_.hosts[host].hypervisor.on_hart[*hart].timer;
    }
    guest.passages.push_back(std::move(passage));
    if (guest.passages.size() > most_passages) {
        guest.passages.pop_front();
    }
    hosts_[host].open = index_of(guest.guest);
}

void Recorder::end_passage(std::uint32_t host, std::uint64_t time) {
    if (Passage* passage = open_passage(host)) {
        passage->end = time;
        passage->open = false;
    }
    hosts_[host].open.reset();
}

void Recorder::add_deed(std::uint32_t host, const Event& event, std::uint32_t value) {
    Passage* passage = open_passage(host);
    if (passage == nullptr) {
        return;
    }
    passage->end = event.time;
    if (passage->deeds.size() < most_deeds || event.kind == EventKind::vm_entry) {
        passage->deeds.push_back({event, value});
    } else {
        ++passage->more_deeds;
    }
}

}  // namespace ringside::ui
