#include "visualizer/model/explain.hpp"

#include "isa/disasm.hpp"
#include "isa/encoding.hpp"
#include "isa/strap.hpp"
#include "machine/board.hpp"
#include "visualizer/model/format.hpp"
#include "visualizer/model/runner.hpp"

namespace ringside::ui {

using machine::Event;
using machine::EventKind;

namespace {

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }
std::string value(std::uint32_t number) { return code(hex_in_words(number)); }

std::string register_name(unsigned number) { return code(isa::register_names[number & 15]); }

bool writes_register(const isa::Decoded& d) {
    if (d.rd == 0 || !isa::fields_of(isa::row(d.op).syntax).rd) {
        return false;
    }
    const isa::Syntax syntax = isa::row(d.op).syntax;
    return syntax != isa::Syntax::store && syntax != isa::Syntax::branch;
}

// What the instruction left in its destination.
std::string destination_words(std::uint32_t word, std::uint32_t result) {
    const auto d = isa::decode(word);
    if (!d) {
        return {};
    }
    if (d->op == isa::Op::mts) {
        const isa::SpecialRow* special = isa::find_special(static_cast<std::uint32_t>(d->imm));
        return special == nullptr ? std::string() : code(special->name) + " ← " + value(result);
    }
    if (d->op == isa::Op::wrpsr || d->op == isa::Op::rets || d->op == isa::Op::retf) {
        const isa::Psr psr{result};
        return "PSR: ring " + std::to_string(psr.ring()) + ", interrupts " + (psr.ie() ? "on" : "off");
    }
    return writes_register(*d) ? register_name(d->rd) + " ← " + value(result) : std::string();
}

std::string port_words(const Event& e, bool out) {
    const std::uint32_t port = e.a;
    const auto is = [port](std::uint32_t base) { return port >= base && port < base + 0x10; };
    if (out && port == machine::port::console) {
        return "prints " + character_name(e.b) + " on the console";
    }
    const std::string device = is(machine::port::console)      ? "the console"
                               : is(machine::port::timer)      ? "the timer"
                               : is(machine::port::interrupts) ? "the interrupt controller"
                               : is(machine::port::power)      ? "the power switch"
                                                               : "a port that nobody owns";
    return (out ? "writes " : "reads ") + value(e.b) + (out ? " to " : " from ") + device + " (port " +
           code(hex_short(port)) + ")";
}

std::string bytes_words(std::uint32_t bytes) {
    return bytes == 1 ? "byte" : bytes == 2 ? "half-word" : "word";
}

// What the hardware did on the way of a direct step.
void add_effect(std::string& text, const std::string& more) {
    if (!more.empty()) {
        text += (text.empty() ? "" : " · ") + more;
    }
}

std::string device_and_memory(const Step& step) {
    std::string text;
    std::uint64_t references = 0;
    for (const Event& e : step.events) {
        switch (e.kind) {
        case EventKind::store:
            add_effect(text, bytes_words(e.d) + " at " + value(e.a) + " ← " + value(e.c));
            break;
        case EventKind::load: add_effect(text, "read from " + value(e.a)); break;
        case EventKind::port_out:
        case EventKind::port_in: add_effect(text, port_words(e, e.kind == EventKind::port_out)); break;
        case EventKind::walk_step: ++references; break;
        case EventKind::halt: add_effect(text, "the processor sleeps until an interrupt"); break;
        case EventKind::wake: add_effect(text, "the processor woke up"); break;
        case EventKind::tlb_flush: add_effect(text, "TLB entries dropped: " + grouped(e.c)); break;
        default: break;
        }
    }
    if (references > 0) {
        add_effect(text, "TLB miss: " +
                             std::string(references == 1 ? "one table entry"
                                                         : grouped(references) + " table entries") +
                             " read");
    }
    return text;
}

// The words of a meaning with the instruction's own registers and numbers in place of rd, rs, rt and imm.
std::string with_operands(const isa::Decoded& d, std::string_view meaning) {
    const isa::Row& row = isa::row(d.op);
    const auto number = [&]() -> std::string {
        const bool large = row.syntax == isa::Syntax::rd_imm;
        return large ? hex_short(static_cast<std::uint32_t>(d.imm)) : std::to_string(d.imm);
    };
    std::string text;
    std::string word;
    const auto end_word = [&] {
        if (word == "rd" || word == "rs" || word == "rt") {
            const unsigned field = word == "rd" ? d.rd : word == "rs" ? d.rs : d.rt;
            text += code(isa::register_names[field]);
        } else {
            text += word == "imm" ? code(number()) : word;
        }
        word.clear();
    };
    for (const char c : meaning) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') {
            word += c;
        } else {
            end_word();
            text += c;
        }
    }
    end_word();
    return text;
}

}  // namespace

std::string meaning_of(const isa::Decoded& d, const Programs& programs, const Eye& eye, std::uint32_t pc) {
    constexpr std::string_view relative = "pc += 4*imm";
    const std::string_view meaning = isa::row(d.op).meaning;
    const auto at = meaning.find(relative);
    if (at == std::string_view::npos) {
        return with_operands(d, meaning);
    }
    const std::string target = place_words(programs, eye, pc + static_cast<std::uint32_t>(d.imm) * 4);
    return with_operands(d, meaning.substr(0, at)) + "on to " + target +
           with_operands(d, meaning.substr(at + relative.size()));
}

std::string cause_words(std::uint32_t cause) {
    if (isa::is_interrupt(cause)) {
        switch (static_cast<isa::Interrupt>(cause & 0xff)) {
        case isa::Interrupt::timer: return "timer interrupt";
        case isa::Interrupt::external: return "external interrupt";
        case isa::Interrupt::software: return "software interrupt";
        }
        return "interrupt";
    }
    const isa::CauseRow* row = isa::find_cause(cause);
    if (row == nullptr) {
        return "cause " + hex_short(cause);
    }
    std::string words(row->title);
    switch (static_cast<isa::FaultReason>(cause >> 8 & 0xf)) {
    case isa::FaultReason::none: break;
    case isa::FaultReason::absent_directory: words += ", no table there"; break;
    case isa::FaultReason::absent: words += ", no page there"; break;
    case isa::FaultReason::rights: words += ", right missing"; break;
    case isa::FaultReason::ring: words += ", ring not allowed"; break;
    case isa::FaultReason::reserved: words += ", malformed entry"; break;
    }
    return words;
}

std::string place_words(const Programs& programs, const Eye& eye, std::uint32_t address) {
    const auto name = programs.name_of(eye, address);
    return code(name ? *name : hex_in_words(address));
}

std::string layer_name(unsigned ring, bool in_vm) {
    if (ring == 3) {
        return "User program";
    }
    return in_vm ? "Guest kernel" : "Kernel";
}

StepWords words_of(const Step& step, const Programs& programs, const Eye& eye) {
    StepWords said;
    if (step.how == How::nothing) {
        return said;
    }
    const auto name = [&](std::uint32_t address) { return programs.name_of(eye, address); };
    said.what =
        code(isa::disassemble(step.word, step.pc, name)) + " at " + place_words(programs, eye, step.pc);
    if (step.how == How::trapped) {
        said.effects = "trapped into the " + std::string(eye.guest.vm ? "guest " : "") + "kernel, to " +
                       place_words(programs, eye, step.next);
        return said;
    }
    const auto decoded = isa::decode(step.word);
    add_effect(said.effects, destination_words(step.word, step.result));
    add_effect(said.effects, device_and_memory(step));
    if (decoded) {
        const isa::Class kind = isa::row(decoded->op).class_;
        const bool jumped = step.next != step.pc + 4;
        if (jumped) {
            add_effect(said.effects, "on to " + place_words(programs, eye, step.next));
        } else if (kind == isa::Class::branch) {
            add_effect(said.effects, "branch not taken");
        }
    }
    if (said.effects.empty()) {
        said.effects = "nothing but pc changed";
    }
    return said;
}

std::string foretell(const Programs& programs, const Eye& eye) {
    const world::CpuView view = world::cpu(eye.world, eye.guest, eye.cpu);
    const auto word =
        world::read_virtual(eye.world, eye.guest, eye.cpu, isa::Gva{view.seen.pc}, isa::Width::word);
    const auto decoded = word ? isa::decode(*word) : std::nullopt;
    if (!decoded) {
        return {};
    }
    const isa::Row& row = isa::row(decoded->op);
    const auto name = [&](std::uint32_t address) { return programs.name_of(eye, address); };
    const std::string text = code(isa::disassemble(*word, view.seen.pc, name));
    const bool sensitive = row.class_ == isa::Class::sensitive;
    const bool privileged = isa::is_privileged_class(row.class_);
    if (decoded->op == isa::Op::ecall) {
        return text + " is a system call: it traps.";
    }
    if (!sensitive && !privileged) {
        return text + ": " + meaning_of(*decoded, programs, eye, view.seen.pc) + ".";
    }
    const machine::MachineConfig& machine = eye.world.hosts[eye.guest.host].machine.config;
    const std::string is = text + (privileged ? " is privileged" : " is sensitive");
    const isa::Gate gate{view.real_ring, (view.seen.mctl & isa::mctl_scratch_open) != 0, false};
    const bool traps = isa::refuse(*decoded, machine.traps, gate).has_value();
    if (view.real_ring == 0) {
        return is + ", and ring 0 may: it is executed as it stands.";
    }
    if (traps) {
        return is + ": in real ring " + std::to_string(view.real_ring) + " it traps" +
               (eye.guest.vm ? " to the monitor." : " to the kernel.");
    }
    return is + ", but this ISA does not let it trap: it answers for real ring " +
           std::to_string(view.real_ring) + ".";
}

}  // namespace ringside::ui
