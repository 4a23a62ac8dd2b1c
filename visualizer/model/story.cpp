// A passage through the layers, told card by card.
#include "isa/disasm.hpp"
#include "isa/encoding.hpp"
#include "isa/pte.hpp"
#include "machine/board.hpp"
#include "visualizer/model/explain.hpp"
#include "visualizer/model/format.hpp"
#include "visualizer/model/runner.hpp"

namespace ringside::ui {

using machine::Event;
using machine::EventKind;

namespace {

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }
std::string value(std::uint32_t number) { return code(hex_in_words(number)); }

std::string rights_words(isa::Pte pte) {
    std::string text;
    text += pte.has(isa::Pte::r) ? "r" : "-";
    text += pte.has(isa::Pte::w) ? "w" : "-";
    text += pte.has(isa::Pte::x) ? "x" : "-";
    return text;
}

class Teller {
public:
    Teller(const Passage& passage, const Programs& programs, const Eye& eye)
        : p_(passage), programs_(programs), eye_(eye), in_vm_(eye.guest.vm.has_value()) {}

    Story tell() {
        if (!p_.wake) {
            story_.cards.push_back(beginning());
            story_.links.push_back({true, way_in()});
        }
        story_.cards.push_back(in_vm_ ? monitor() : kernel());
        if (p_.to) {
            story_.links.push_back({false, way_out()});
            story_.cards.push_back(going_on());
        } else if (in_vm_) {
            story_.links.push_back({false, "no guest can run: the processor waits"});
            story_.cards.push_back(sleeping());
        }
        story_.moral = moral();
        return std::move(story_);
    }

private:
    // Names are looked up in the address space of now; what belongs to another one stays a number.
    std::string place(std::uint32_t address) const {
        const bool same_space = world::cpu(eye_.world, eye_.guest, p_.cpu).seen.ptb.bits == p_.ptb;
        const auto found = programs_.at(eye_, address);
        const bool of_kernel = found && found->program == programs_.all().front().get();
        return same_space || of_kernel ? place_words(programs_, eye_, address) : value(address);
    }
    std::string instruction() const {
        if (!p_.word) {
            return "the fetch";
        }
        const auto name = [this](std::uint32_t a) { return programs_.name_of(eye_, a); };
        return code(isa::disassemble(*p_.word, p_.pc, name));
    }
    isa::Cause cause() const { return static_cast<isa::Cause>(p_.cause & 0xff); }
    bool page_fault() const {
        return !p_.interrupt && (cause() == isa::Cause::fetch_page || cause() == isa::Cause::load_page ||
                                 cause() == isa::Cause::store_page);
    }

    std::string who(unsigned ring) const { return layer_name(ring, in_vm_); }
    void add_rings(Card& card, unsigned virtual_ring, unsigned real_ring) const {
        if (in_vm_) {
            card.facts.emplace_back("virtual ring", std::to_string(virtual_ring));
            card.facts.emplace_back("real ring", std::to_string(real_ring));
        } else {
            card.facts.emplace_back("ring", std::to_string(real_ring));
        }
    }

    // ---- The code that was interrupted ------------------------------------------------------------------------------
    Card beginning() const {
        Card card;
        card.guest = eye_.guest;
        card.title = who(p_.virtual_ring);
        add_rings(card, p_.virtual_ring, p_.real_ring);
        const std::string ring = (in_vm_ ? "Real ring " : "Ring ") + std::to_string(p_.real_ring);
        if (p_.interrupt) {
            card.words = "It was about to execute " + instruction() + " at " + place(p_.pc) + ".";
        } else if (page_fault()) {
            const char* does = cause() == isa::Cause::fetch_page  ? "fetches its next instruction from "
                               : cause() == isa::Cause::load_page ? "reads "
                                                                  : "writes ";
            card.words = (cause() == isa::Cause::fetch_page ? std::string("It ") : instruction() + " ") +
                         does + place(p_.tval) +
                         (in_vm_ ? ". The tables that the hardware walks do not allow it."
                                 : ". The page tables do not allow it.");
        } else if (cause() == isa::Cause::privileged) {
            card.words = instruction() + " " + meaning() + ". " + ring + " may not.";
        } else if (cause() == isa::Cause::syscall) {
            card.words = instruction() + " asks the kernel for a service.";
        } else if (cause() == isa::Cause::icmp) {
            card.words =
                "It was about to execute " + instruction() + " when its count of instructions was reached.";
        } else {
            card.words = instruction() + " at " + place(p_.pc) + ": " + cause_words(p_.cause) + ".";
        }
        return card;
    }

    // What the instruction wants, from the instruction table.
    std::string meaning() const {
        const auto d = p_.word ? isa::decode(*p_.word) : std::nullopt;
        if (!d) {
            return "is no instruction";
        }
        switch (d->op) {
        case isa::Op::mts:
        case isa::Op::mfs: {
            const isa::SpecialRow* special = isa::find_special(static_cast<std::uint32_t>(d->imm));
            const std::string about = special == nullptr ? "" : " (" + std::string(special->meaning) + ")";
            return std::string(d->op == isa::Op::mts ? "wants to change " : "wants to read ") +
                   code(special == nullptr ? "a special register" : special->name) + about;
        }
        case isa::Op::in: return "wants to read a device";
        case isa::Op::out: return "wants to drive a device";
        case isa::Op::rets: return "wants to return from a trap";
        case isa::Op::halt: return "wants to stop the processor until an interrupt";
        default: return "means: " + meaning_of(*d, programs_, eye_, p_.pc);
        }
    }

    std::string way_in() const {
        const std::uint64_t entry = eye_.world.hosts[eye_.guest.host].machine.config.costs.trap_entry;
        const std::string what =
            p_.interrupt && in_vm_ ? "the host's " + cause_words(p_.cause) : cause_words(p_.cause);
        return what + " · " + counted(entry, "cycle");
    }

    // ---- The monitor -------------------------------------------------------------------------------------------------
    Card monitor() const {
        Card card;
        card.who = Card::Who::monitor;
        card.title = "Monitor";
        card.facts.emplace_back("real ring", "0");
        std::uint64_t before = p_.trapped;
        for (const Deed& deed : p_.deeds) {
            const std::string words = deed_words(deed);
            // What is not told is counted with what follows.
            if (!words.empty()) {
                card.done.push_back({words, deed.event.time - before});
                before = deed.event.time;
            }
        }
        if (p_.more_deeds > 0) {
            card.done.push_back(
                {"and " + counted(p_.more_deeds, "thing") + " more before the guest goes on", std::nullopt});
        }
        return card;
    }

    std::string entry_words(const Deed& deed) const {
        const bool timer = (deed.value & timer_set) != 0;
        return std::string(timer ? "sets the host's timer, loads " : "loads ") +
               (p_.to == eye_.guest ? "the guest's registers" : "the other guest's registers") +
               ((deed.value & empty_root) != 0 ? "; its shadow root is empty yet" : "");
    }

    std::string deed_words(const Deed& deed) const {
        const Event& e = deed.event;
        switch (e.kind) {
        case EventKind::vm_exit: return "saves the guest's registers";
        case EventKind::emulate: return emulated(deed);
        case EventKind::hidden_fault:
            return p_.paging() ? "reads the guest's tables: they allow it"
                               : "the guest's paging is off: nothing forbids it";
        case EventKind::true_fault: return "reads the guest's tables: they refuse, too" + refusal(e.c);
        case EventKind::shadow_fill: {
            const isa::Pte pte{e.b};
            return "shadow entry of page " + code(hex_short(e.a >> 12)) + " ← frame " +
                   code(hex_short(pte.frame())) + " " + code(rights_words(pte));
        }
        case EventKind::shadow_drop: return dropped(e);
        case EventKind::guest_write:
            return page_fault() ? "marks the guest's own entry as used: guest-physical " + value(e.a) +
                                      " ← " + value(e.b)
                                : "stores " + value(e.b) + " at guest-physical " + value(e.a);
        case EventKind::reflect: return "reflects it: virtual ring 0, EPC ← " + value(e.c);
        case EventKind::inject:
            return "injects the guest's " + cause_words(e.a) + ": virtual ring 0, EPC ← " + value(e.c);
        case EventKind::port_out:
            return e.a == machine::port::console
                       ? "prints " + character_name(e.b) + " on the virtual console"
                       : "writes " + value(e.b) + " to virtual port " + code(hex_short(e.a));
        case EventKind::port_in: return "reads " + value(e.b) + " from virtual port " + code(hex_short(e.a));
        case EventKind::halt: return "lets the virtual processor sleep until an interrupt";
        case EventKind::wake: return "an interrupt is due: wakes the virtual processor";
        case EventKind::power_off:
            return "switches the virtual machine off, exit code " + std::to_string(e.a);
        case EventKind::vm_stop: return "stops the virtual machine";
        case EventKind::machine_check: return "finds that the guest's handler cannot be entered";
        case EventKind::ask: return "asks a policy what to do";
        case EventKind::answer: return "carries out the policy's answer";
        case EventKind::vm_entry: return entry_words(deed);
        default: return {};
        }
    }

    std::string emulated(const Deed& deed) const {
        const std::uint32_t word = deed.event.a;
        const auto d = isa::decode(word);
        if (!d) {
            return "skips the instruction, as the policy says";
        }
        const std::string what = "emulates " + code(isa::row(d->op).mnemonic);
        const auto result = [&](std::string_view destination) {
            return what + ": virtual " + std::string(destination) + " ← " + value(deed.value);
        };
        switch (d->op) {
        case isa::Op::mts: {
            const isa::SpecialRow* special = isa::find_special(static_cast<std::uint32_t>(d->imm));
            return special == nullptr ? what : result(code(special->name));
        }
        case isa::Op::wrpsr:
        case isa::Op::retf:
        case isa::Op::rets: {
            const isa::Psr psr{deed.value};
            return what + ": virtual ring " + std::to_string(psr.ring()) + ", interrupts " +
                   (psr.ie() ? "on" : "off");
        }
        case isa::Op::out:
        case isa::Op::halt: return what + ", pc += 4";
        default: break;
        }
        return isa::fields_of(isa::row(d->op).syntax).rd
                   ? what + ": " + code(isa::register_names[d->rd]) + " ← " + value(deed.value)
                   : what;
    }

    static std::string refusal(std::uint32_t reason) {
        switch (static_cast<isa::FaultReason>(reason)) {
        case isa::FaultReason::absent_directory: return " (no table there)";
        case isa::FaultReason::absent: return " (no page there)";
        case isa::FaultReason::rights: return " (a right is missing)";
        case isa::FaultReason::ring: return " (not for this ring)";
        case isa::FaultReason::reserved: return " (malformed entry)";
        case isa::FaultReason::none: break;
        }
        return {};
    }

    static std::string dropped(const Event& e) {
        switch (e.b) {
        case 1: return "drops the shadow of the page at " + value(e.a);
        case 2: return "drops the shadow tables of address space " + std::to_string(e.a);
        default: return "drops the shadow tables of all address spaces";
        }
    }

    // ---- The kernel on bare metal ------------------------------------------------------------------------------------
    Card kernel() const {
        Card card;
        card.who = Card::Who::kernel;
        card.guest = eye_.guest;
        card.title = p_.virtual_ring == 3 ? "Kernel" : "Kernel, interrupted by itself";
        card.facts.emplace_back("ring", "0");
        card.words = std::string(p_.open ? "It has executed " : "It executed ") +
                     counted(p_.instructions, "instruction") + " in " +
                     counted(p_.end - p_.trapped, "cycle") + ".";
        std::uint64_t prints = 0;
        for (const Deed& deed : p_.deeds) {
            const Event& e = deed.event;
            const bool out = e.kind == EventKind::port_out;
            if (out && e.a == machine::port::console) {
                ++prints;
            } else if (out || e.kind == EventKind::port_in) {
                card.done.push_back(
                    {(out ? "writes port " : "reads port ") + code(hex_short(e.a)) + ": " + value(e.b),
                     std::nullopt});
            } else if (e.kind == EventKind::tlb_flush) {
                card.done.push_back({"drops " + grouped(e.c) + " TLB entries", std::nullopt});
            }
        }
        if (prints > 0) {
            const bool more = p_.more_deeds > 0;
            card.done.push_back(
                {"prints " + counted(prints, "character") + (more ? " and more" : "") + " on the console",
                 std::nullopt});
        }
        return card;
    }

    // ---- And back ----------------------------------------------------------------------------------------------------
    bool into_handler() const { return p_.did(EventKind::reflect) || p_.did(EventKind::inject); }

    std::string way_out() const {
        if (!in_vm_) {
            return "return to ring " + std::to_string(p_.to_real_ring) + " · " +
                   counted(p_.end - p_.trapped, "cycle") + " in the kernel";
        }
        return "back to real ring " + std::to_string(p_.to_real_ring) + " · " +
               counted(p_.end - p_.trapped, "cycle") + " in the monitor";
    }

    Card going_on() const {
        Card card;
        card.guest = *p_.to;
        const bool same = p_.to == eye_.guest;
        const bool vm = p_.to->vm.has_value();
        const std::string name = same ? layer_name(p_.to_virtual_ring, vm)
                                      : name_of(eye_.world, *p_.to) + ", " +
                                            (p_.to_virtual_ring == 3 ? "user program" : "guest kernel");
        card.title = name + (into_handler() && same ? " handles it"
                             : same && !p_.wake     ? " goes on"
                                                    : " runs");
        if (vm) {
            card.facts.emplace_back("virtual ring", std::to_string(p_.to_virtual_ring));
        }
        card.facts.emplace_back(vm ? "real ring" : "ring", std::to_string(p_.to_real_ring));
        if (!same) {
            card.words = "The monitor gives the processor to another virtual machine; this one waits.";
            return card;
        }
        card.words = "It is at " + place(p_.to_pc);
        if (vm && into_handler()) {
            card.words += ". It believes that the hardware brought it here.";
        } else if (vm && p_.did(EventKind::hidden_fault)) {
            card.words += ", with the same instruction again. It notices nothing but the time.";
        } else {
            card.words += vm ? ". It notices nothing but the time." : ".";
        }
        return card;
    }

    Card sleeping() const {
        Card card;
        card.who = Card::Who::nobody;
        card.guest = eye_.guest;
        if (p_.did(EventKind::halt)) {
            card.title = "The guest sleeps";
            card.words = "until an interrupt is due for it.";
        } else {
            card.title = "The guest has ended";
            card.words = ended(eye_.world, eye_.guest).value_or("It does not run now.");
        }
        return card;
    }

    // What the same instruction would have cost without a monitor, from the cost model.
    std::string moral() const {
        if (!in_vm_ || p_.interrupt || p_.wake || p_.open) {
            return {};
        }
        const machine::CostModel& costs = eye_.world.hosts[eye_.guest.host].machine.config.costs;
        const std::uint64_t here = p_.end - p_.begin;
        const auto d = p_.word ? isa::decode(*p_.word) : std::nullopt;
        if (p_.did(EventKind::emulate) && d) {
            const std::uint64_t bare = costs.of(isa::row(d->op).cost);
            return "On bare metal this instruction costs " + counted(bare, "cycle") + "; here " +
                   grouped(here) + ".";
        }
        if (p_.did(EventKind::hidden_fault) && !p_.paging()) {
            return "On bare metal, with paging off, the hardware looks nothing up; here the first touch "
                   "took " +
                   counted(here, "cycle") + ".";
        }
        if (p_.did(EventKind::hidden_fault)) {
            return "On bare metal the hardware finds this page by itself, in two references to memory; here "
                   "the first touch "
                   "took " +
                   counted(here, "cycle") + ".";
        }
        if (p_.did(EventKind::reflect)) {
            return "On bare metal entering the kernel takes " + counted(costs.trap_entry, "cycle") +
                   "; here " + grouped(here) + ".";
        }
        return {};
    }

    const Passage& p_;
    const Programs& programs_;
    const Eye& eye_;
    bool in_vm_;
    Story story_;
};

}  // namespace

Story tell(const Passage& passage, const Programs& programs, const Eye& eye) {
    return Teller(passage, programs, eye).tell();
}

}  // namespace ringside::ui
