#include "hypervisor/cpu/effects.hpp"

#include "hypervisor/cpu/deliver.hpp"
#include "hypervisor/cpu/emulate.hpp"

namespace ringside::hv {

namespace {

bool ends(EffectKind k) {
    return k == EffectKind::proceed || k == EffectKind::skip || k == EffectKind::inject || k == EffectKind::stop;
}

void set_special(Guest& g, std::uint32_t number, std::uint32_t value) {
    if (number == effect_psr) {
        g.vcpu.v.psr.bits = value & isa::Psr::all;
        return;
    }
    const isa::SpecialRow* r = isa::find_special(number);
    g.vcpu.v.write(r->special, value);
    if (r->special == isa::Special::ptb) g.memory.ptb_written(g);
}

}  // namespace

bool apply_effects(Guest& g, const std::vector<Effect>& effects) {
    for (const Effect& e : effects) {
        switch (e.kind) {
            case EffectKind::proceed: return false;
            case EffectKind::set_register:
                if (e.a != 0) g.vcpu.v.x[e.a] = e.b;
                break;
            case EffectKind::set_special: set_special(g, e.a, e.b); break;
            case EffectKind::skip: complete(g, g.vcpu.v.pc + 4, 0); return true;
            case EffectKind::inject: reflect(g, isa::Trap{e.a, e.b}); return true;
            case EffectKind::stop: g.stop(e.text.empty() ? "a policy stopped the virtual machine" : e.text.c_str()); return true;
        }
    }
    return false;
}

std::optional<std::string> problem(const std::vector<Effect>& effects) {
    for (std::size_t i = 0; i < effects.size(); ++i) {
        const Effect& e = effects[i];
        const std::string which = "effect " + std::to_string(i + 1) + " of the answer ";
        if (static_cast<int>(e.kind) >= effect_count) return which + "is of no known kind";
        if (ends(e.kind) && i + 1 != effects.size())
            return which + "is `" + effect_names[static_cast<int>(e.kind)] + "`, which ends an answer, but more effects follow";
        if (e.kind == EffectKind::set_register && e.a > 15) return which + "names register " + std::to_string(e.a) + "; there are 0 to 15";
        if (e.kind == EffectKind::set_special && e.a != effect_psr) {
            const isa::SpecialRow* r = isa::find_special(e.a);
            if (!r) return which + "names special register " + std::to_string(e.a) + ", which does not exist";
            if (!r->writable) return which + "writes special register " + std::string(r->name) + ", which cannot be written";
        }
        if (e.kind == EffectKind::inject && (isa::is_interrupt(e.a) || !isa::find_cause(e.a) || (e.a & ~0xfffu) != 0))
            return which + "injects cause " + std::to_string(e.a) + ", which is not an exception";
        if (e.text.size() > 1000) return which + "has a text of more than 1000 characters";
    }
    return std::nullopt;
}

}  // namespace ringside::hv
