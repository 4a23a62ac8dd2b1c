#include "visualizer/model/history.hpp"

#include <algorithm>

#include "isa/table.hpp"

namespace ringside::ui {

using machine::Event;
using machine::EventKind;

namespace {

const hv::Vm& vm_of(const world::World& world, const world::GuestRef& guest) {
    return world.hosts[guest.host].hypervisor.vms[*guest.vm];
}

Layer layer_of_ring(unsigned ring) { return ring == 3 ? Layer::user : Layer::kernel; }

bool is_page_fault(std::uint32_t cause) {
    const auto number = static_cast<isa::Cause>(cause & 0xff);
    return !isa::is_interrupt(cause) && (number == isa::Cause::fetch_page ||
                                         number == isa::Cause::load_page || number == isa::Cause::store_page);
}

}  // namespace

bool Passage::did(EventKind kind) const {
    return std::any_of(deeds.begin(), deeds.end(), [kind](const Deed& d) { return d.event.kind == kind; });
}

std::vector<const Passage*> GuestHistory::passages_of(std::uint32_t cpu) const {
    std::vector<const Passage*> found;
    for (std::size_t i = passages.size(); i-- > 0;) {
        if (passages[i].cpu == cpu) {
            found.push_back(&passages[i]);
        }
    }
    return found;
}

Recorder::Recorder(const world::World& world) : world_(world) { clear(); }

void Recorder::clear() {
    guests_.clear();
    hosts_.clear();
    for (const world::GuestRef& guest : world::guests(world_)) {
        GuestHistory history;
        history.guest = guest;
        history.cpus.resize(world::cpus(world_, guest));
        guests_.push_back(std::move(history));
    }
    for (std::uint32_t host = 0; host < world_.hosts.size(); ++host) {
        HostHistory history;
        history.writers.resize(writer_slots);
        for (const machine::Hart& hart : world_.hosts[host].machine.harts) {
            OnHart on;
            on.idle_before = hart.ledger[machine::Spent::idle];
            on.layer = world_.hosts[host].virtualized ? Layer::monitor : Layer::kernel;
            on.since = hart.cycle;
            const auto first =
                world_.hosts[host].virtualized ? std::optional<std::uint32_t>(0) : std::nullopt;
            on.guest = index_of({host, first});
            history.harts.push_back(on);
        }
        history.start = now(host);
        hosts_.push_back(std::move(history));
    }
}

std::uint8_t Recorder::index_of(const world::GuestRef& guest) const {
    for (std::size_t i = 0; i < guests_.size(); ++i) {
        if (guests_[i].guest == guest) {
            return static_cast<std::uint8_t>(i);
        }
    }
    return 0;
}

std::uint64_t Recorder::now(std::uint32_t host) const {
    std::uint64_t latest = 0;
    for (const machine::Hart& hart : world_.hosts[host].machine.harts) {
        latest = std::max(latest, hart.cycle);
    }
    return latest;
}

std::vector<Stretch> Recorder::present(std::uint32_t host) const {
    std::vector<Stretch> open;
    for (std::size_t i = 0; i < hosts_[host].harts.size(); ++i) {
        const OnHart& on = hosts_[host].harts[i];
        const machine::Hart& hart = world_.hosts[host].machine.harts[i];
        const std::uint64_t idle = hart.ledger[machine::Spent::idle] - on.idle_before;
        open.push_back({on.since, hart.cycle - std::min(idle, hart.cycle - on.since), on.layer, on.guest});
    }
    return open;
}

void Recorder::on(const Event& event) {
    const std::uint32_t host = event.host;
    if (event.vm != machine::no_vm) {
        on_monitor(host, guests_[index_of({host, event.vm})], event);
        return;
    }
    if (!world_.hosts[host].virtualized) {
        on_machine(host, guests_[index_of({host, std::nullopt})], event.hart, event);
        return;
    }
    const hv::OnHart& on = world_.hosts[host].hypervisor.on_hart[event.hart];
    if (on.busy) {
        on_machine(host, guests_[index_of({host, on.vm})], on.vcpu, event);
    }
}

// ---- Events of the hardware, while it runs a guest ----------------------------------------------------------------

void Recorder::on_machine(std::uint32_t host, GuestHistory& guest, std::uint32_t cpu, const Event& event) {
    const bool bare = !guest.guest.vm;
    const std::uint8_t index = index_of(guest.guest);
    Step& coming = guest.cpus[cpu].coming;
    switch (event.kind) {
    case EventKind::retire: {
        finish_step(guest, cpu, How::direct, event);
        if (!bare) {
            look_for_divergence(host, guest, cpu, event);
        }
        if (Passage* passage = bare ? open_passage(host) : nullptr) {
            ++passage->instructions;
            passage->end = event.time;
        }
        return;
    }
    case EventKind::trap:
    case EventKind::interrupt: {
        if (bare && event.kind == EventKind::trap && is_page_fault(event.a)) {
            hosts_[host].trail.add(TrailMark{event.time, MarkKind::true_fault, index, event.c, event.b});
        }
        if (bare && event.kind == EventKind::interrupt) {
            hosts_[host].trail.add(TrailMark{event.time, MarkKind::interrupt, index, event.c, event.a});
        }
        turn_to(host, event.hart, bare ? Layer::kernel : Layer::monitor, index, event.time);
        begin_passage(host, guest, cpu, event);
        const auto cause = static_cast<isa::Cause>(event.a & 0xff);
        const bool between = cause == isa::Cause::icmp || cause == isa::Cause::single_step;
        if (bare && event.kind == EventKind::trap && !between) {
            finish_step(guest, cpu, How::trapped, event);
        }
        return;
    }
    case EventKind::trap_return:
        if (bare) {
            turn_to(host, event.hart, layer_of_ring(event.b), index, event.time);
            if (Passage* passage = open_passage(host)) {
                passage->to = guest.guest;
                passage->to_cpu = cpu;
                passage->to_pc = event.a;
                passage->to_virtual_ring = passage->to_real_ring = event.b;
                end_passage(host, event.time);
            }
        }
        return;
    case EventKind::store: wrote(host, isa::Hpa{event.b}, {event.b, event.pc, index, false, true}); break;
    case EventKind::port_in:
    case EventKind::port_out:
        if (bare) {
            const std::uint64_t cost = world_.hosts[host].machine.config.costs.port;
            hosts_[host].trail.add(
                Stretch{event.time - std::min(cost, event.time), event.time, Layer::device, index});
            add_deed(host, event);
        }
        break;
    case EventKind::tlb_flush:
        if (bare) {
            add_deed(host, event);
        }
        break;
    case EventKind::halt: turn_to(host, event.hart, Layer::idle, index, event.time); break;
    case EventKind::wake: turn_to(host, event.hart, Layer::kernel, index, event.time); break;
    case EventKind::power_off:
    case EventKind::machine_check:
        hosts_[host].trail.add(TrailMark{event.time, MarkKind::end, index, event.pc, event.a});
        break;
    default: break;
    }
    if (coming.events.size() < most_step_events) {
        coming.events.push_back(event);
    }
}

void Recorder::look_for_divergence(std::uint32_t host, GuestHistory& guest, std::uint32_t cpu,
                                   const Event& event) {
    constexpr auto sensitive = static_cast<std::uint32_t>(isa::Class::sensitive);
    if (event.a >> 28 != sensitive) {
        return;
    }
    world::GuestTracer tracer(world_, guest.guest);
    tracer.on(event);
    if (!tracer.divergences().empty()) {
        guest.cpus[cpu].last.divergence = tracer.divergences().front();
        ++guest.divergences;
        hosts_[host].trail.add(
            TrailMark{event.time, MarkKind::divergence, index_of(guest.guest), event.pc, event.a});
    }
}

// ---- Events of the monitor ----------------------------------------------------------------------------------------

void Recorder::on_monitor(std::uint32_t host, GuestHistory& guest, const Event& event) {
    const std::uint32_t cpu = event.hart;
    const std::uint8_t index = index_of(guest.guest);
    const machine::HartRegisters& seen = vm_of(world_, guest.guest).vcpus[cpu].v;
    std::uint32_t value = 0;
    switch (event.kind) {
    case EventKind::vm_entry: on_vm_entry(host, guest, event); return;
    case EventKind::emulate:
        value = result_of(seen, event.a);
        finish_step(guest, cpu, How::emulated, event);
        break;
    case EventKind::reflect: {
        const auto cause = static_cast<isa::Cause>(event.a & 0xff);
        if (cause != isa::Cause::icmp && cause != isa::Cause::single_step) {
            finish_step(guest, cpu, How::trapped, event);
        }
        break;
    }
    case EventKind::inject:
        hosts_[host].trail.add(TrailMark{event.time, MarkKind::interrupt, index, event.c, event.a});
        break;
    case EventKind::hidden_fault:
        hosts_[host].trail.add(TrailMark{event.time, MarkKind::hidden_fault, index, event.pc, event.a});
        break;
    case EventKind::true_fault:
        hosts_[host].trail.add(TrailMark{event.time, MarkKind::true_fault, index, event.pc, event.a});
        break;
    case EventKind::guest_write:
        if (const auto at = world::host_address(world_, guest.guest, isa::Gpa{event.a})) {
            wrote(host, *at, {at->value, event.pc, index, true, true});
        }
        break;
    case EventKind::port_in:
    case EventKind::port_out:
        hosts_[host].trail.add(Stretch{event.time, event.time, Layer::device, index});
        guest.cpus[cpu].coming.events.push_back(event);
        break;
    case EventKind::power_off:
    case EventKind::vm_stop:
    case EventKind::machine_check:
        hosts_[host].trail.add(TrailMark{event.time, MarkKind::end, index, event.pc, event.a});
        break;
    case EventKind::wake: {
        // The host had nothing to do, and time has passed: this is a beginning of its own.
        Passage* passage = open_passage(host);
        if (passage != nullptr && passage->did(EventKind::halt) && event.time > passage->end) {
            end_passage(host, passage->end);
            passage = nullptr;
        }
        if (passage == nullptr) {
            begin_passage(host, guest, cpu, event);
        }
        break;
    }
    default: break;
    }
    add_deed(host, event, value);
}

void Recorder::on_vm_entry(std::uint32_t host, GuestHistory& guest, const Event& event) {
    const std::uint32_t cpu = event.hart;
    const auto hart = hart_of(guest.guest, cpu);
    const hv::ShadowState& shadow = vm_of(world_, guest.guest).vcpus[cpu].shadow;
    const bool empty = shadow.current < shadow.roots.size() && shadow.roots[shadow.current].tables.empty();
    std::uint32_t notes = 0;
    if (empty) {
        notes |= empty_root;
    }
    const Passage* before = open_passage(host);
    if (before != nullptr && hart &&
        world_.hosts[host].hypervisor.on_hart[*hart].timer != before->host_timer) {
        notes |= timer_set;
    }
    add_deed(host, event, notes);
    if (Passage* passage = open_passage(host)) {
        passage->to = guest.guest;
        passage->to_cpu = cpu;
        passage->to_pc = event.a;
        passage->to_virtual_ring = event.b;
        passage->to_real_ring = event.c;
        end_passage(host, event.time);
    }
    if (hart) {
        turn_to(host, *hart, layer_of_ring(event.b), index_of(guest.guest), event.time);
    }
    guest.cpus[cpu].time = event.time;
}

}  // namespace ringside::ui
