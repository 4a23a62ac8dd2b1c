// Short forms: a passage in a few words, and an instruction that should have trapped and did not.
#include "isa/disasm.hpp"
#include "isa/encoding.hpp"
#include "visualizer/model/explain.hpp"
#include "visualizer/model/format.hpp"

namespace ringside::ui {

using machine::EventKind;

namespace {

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }
std::string value(std::uint32_t number) { return code(hex_in_words(number)); }

std::string answer_words(isa::Op op, std::uint32_t answer) {
    const isa::Psr psr{answer};
    switch (op) {
    case isa::Op::rdring: return code(std::to_string(answer));
    case isa::Op::rdpsr:
    case isa::Op::wrpsr:
    case isa::Op::retf:
        return value(answer) + " (ring " + std::to_string(psr.ring()) + ", interrupts " +
               (psr.ie() ? "on" : "off") + ")";
    case isa::Op::probe: {
        std::string rights;
        rights += (answer & 1) != 0 ? "r" : "-";
        rights += (answer & 2) != 0 ? "w" : "-";
        rights += (answer & 4) != 0 ? "x" : "-";
        return code(rights);
    }
    default: return value(answer);
    }
}

}  // namespace

Card tell(const world::Divergence& d, const Programs& programs, const Eye& eye) {
    Card card;
    card.who = Card::Who::nobody_noticed;
    card.guest = eye.guest;
    card.title = "No trap, and another answer";
    card.facts.emplace_back("virtual ring", std::to_string(d.virtual_ring));
    card.facts.emplace_back("real ring", std::to_string(d.real_ring));
    const auto decoded = isa::decode(d.word);
    const isa::Op op = decoded ? decoded->op : isa::Op::rdring;
    const bool changes = isa::row(op).sensitivity == isa::Sensitivity::control;
    const auto name = [&](std::uint32_t a) { return programs.name_of(eye, a); };
    card.words = code(isa::disassemble(d.word, d.pc, name)) +
                 " is sensitive, but this ISA lets it pass in real ring " + std::to_string(d.real_ring) +
                 ". " + (changes ? "The PSR became " : "The guest was told ") + answer_words(op, d.got) +
                 "; its own machine would have " +
                 (d.trap_expected ? std::string("trapped")
                                  : (changes ? "made it " : "said ") + answer_words(op, d.expected)) +
                 ". The monitor was never asked.";
    return card;
}

std::string summary(const Passage& passage, const Eye& eye) {
    if (passage.wake) {
        return "woken up";
    }
    if (passage.did(EventKind::inject)) {
        for (const Deed& deed : passage.deeds) {
            if (deed.event.kind == EventKind::inject) {
                return cause_words(deed.event.a) + " injected";
            }
        }
    }
    if (passage.did(EventKind::hidden_fault) || passage.did(EventKind::true_fault)) {
        return std::string(passage.did(EventKind::hidden_fault) ? "hidden" : "true") + " fault at " +
               value(passage.tval);
    }
    const auto cause = static_cast<isa::Cause>(passage.cause & 0xff);
    const bool privileged = !passage.interrupt && cause == isa::Cause::privileged;
    if (privileged && passage.word) {
        return code(isa::disassemble(*passage.word, passage.pc)) +
               (passage.did(EventKind::emulate) ? " emulated" : " reflected");
    }
    return (passage.interrupt && eye.guest.vm ? "the host's " : "") + cause_words(passage.cause);
}

}  // namespace ringside::ui
