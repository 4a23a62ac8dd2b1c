// Instructions as such: assembling and disassembling a word, the table, and the experiment of trial.hpp.
#include "isa/disasm.hpp"
#include "isa/encoding.hpp"
#include "scripts/api/handles.hpp"
#include "scripts/lua/stack.hpp"
#include "scripts/trial.hpp"

namespace ringside::scripts::api {

namespace {

using lua::fail;
using lua::Options;

constexpr std::uint64_t steps_per_trial = 1000;

std::uint32_t word_of(lua_State* l, const char* who, const std::string& text) {
    lua::charge(l, text.size() * 8 + 500);
    const auto program = assemble_program("instruction", "        .globl _start\n_start:\n" + text + "\n");
    if (!program)
        fail(l, who,
             "'" + text + "' does not assemble: " + program.error.substr(0, program.error.find('\n')));
    const auto& segments = program->image.segments;
    if (segments.size() != 1 || segments[0].bytes.size() != 4)
        fail(l, who, "'" + text + "' is not exactly one instruction");
    std::uint32_t word = 0;
    for (unsigned i = 0; i < 4; ++i) word |= std::uint32_t{segments[0].bytes[i]} << 8 * i;
    return word;
}

int assemble(lua_State* l) {
    lua_pushinteger(l, word_of(l, "ringside.assemble", lua::check_text(l, 1)));
    return 1;
}

int disassemble(lua_State* l) {
    lua::push_text(
        l, isa::disassemble(lua::check_word(l, 1, "ringside.disassemble", "word"),
                            lua_isnoneornil(l, 2) ? 0 : lua::check_word(l, 2, "ringside.disassemble", "pc")));
    return 1;
}

int instructions(lua_State* l) {
    lua_createtable(l, isa::op_count, 0);
    int n = 0;
    for (const isa::Row& r : isa::table) {
        lua_createtable(l, 0, 6);
        lua::set(l, "name", r.mnemonic);
        lua::set(l, "operands", isa::operands_text(r.syntax));
        lua::set(l, "opcode", r.opcode);
        lua::set(l, "meaning", r.meaning);
        if (application(l).trusted) {
            constexpr const char* names[] = {"innocuous", "behaviour", "control"};
            lua::set(l, "sensitivity", names[static_cast<std::size_t>(r.sensitivity)]);
        }
        lua_rawseti(l, -2, ++n);
    }
    return 1;
}

int cause_name(lua_State* l) {
    const std::uint32_t cause = lua::check_word(l, 1, "ringside.cause_name", "cause");
    const isa::CauseRow* row = isa::is_interrupt(cause) ? nullptr : isa::find_cause(cause);
    lua::push_text(l, isa::is_interrupt(cause) ? "interrupt" : row ? row->name : "unknown");
    return 1;
}

Trial check_trial(lua_State* l) {
    const Options o(l, 1, "ringside.trial", {"insn", "word", "ring", "relocation", "regs", "psr", "strap"});
    Trial t;
    const auto text = o.text("insn");
    const auto word = o.word("word");
    if (text.has_value() == word.has_value())
        fail(l, o.who(), "give the instruction either as insn = \"rdring a0\" or as word = 0xd5a00000");
    t.word = word ? *word : word_of(l, o.who(), *text);
    t.ring = static_cast<unsigned>(o.integer("ring", 0, 3).value_or(0));
    t.relocation = static_cast<std::uint32_t>(o.integer("relocation", 0, trial::relocations - 1).value_or(0));
    t.psr = o.word("psr").value_or(0);
    t.traps = isa::TrapMask::strict();
    if (o.push("strap")) t.traps = check_strap(l, o.who());
    if (!o.push("regs")) return t;
    if (!lua_istable(l, -1)) fail(l, o.who(), "regs must be a table such as {a1 = 0x500000}");
    lua_pushnil(l);
    while (lua_next(l, -2)) {
        if (lua_type(l, -2) != LUA_TSTRING) fail(l, o.who(), "regs must be a table such as {a1 = 0x500000}");
        const std::uint32_t number = check_register(l, lua_absindex(l, -2), o.who());
        if (number >= 16)
            fail(l, o.who(), "regs are the registers zero to a5; the ring and psr are options of their own");
        t.x[number] = lua::check_word(l, -1, o.who(), "a register");
        lua_pop(l, 1);
    }
    lua_pop(l, 1);
    return t;
}

int run(lua_State* l) {
    const Trial t = check_trial(l);
    lua::charge(l, steps_per_trial);
    const TrialResult r = run_trial(t);
    lua_createtable(l, 0, 8);
    if (r.trap) {
        const isa::CauseRow* cause = isa::find_cause(r.trap->cause);
        lua::set(l, "trap", cause ? cause->name : "unknown");
    }
    lua_createtable(l, 0, 16);
    for (std::size_t i = 0; i < 16; ++i) lua::set(l, std::string(isa::register_names[i]).c_str(), r.x[i]);
    lua_setfield(l, -2, "regs");
    lua_newtable(l);
    for (const TrialResult::Write& w : r.memory) {
        lua_pushinteger(l, w.value);
        lua_rawseti(l, -2, w.address);
    }
    lua_setfield(l, -2, "memory");
    lua::set(l, "pc", r.pc);
    lua::set(l, "ring", r.psr.ring());
    lua::set(l, "psr", r.psr.bits);
    lua::set_flag(l, "moved", r.moved);
    lua::set_flag(l, "halted", r.halted);
    return 1;
}

}  // namespace

std::vector<Row> instruction_rows() {
    return {
        {"ringside", "trial", "ringside.trial{insn|word, ring, relocation, regs, psr, strap}",
         "Runs one instruction once, on a tiny fresh machine, from the state described; gives the outcome: "
         "{trap, regs, memory, pc, ring, "
         "psr, moved, halted}. Every state shows the program the same virtual memory: a code page at "
         "0x400000 (where pc is), a data page at "
         "0x500000 that every ring may read and write, a kernel page at 0x600000 for ring 0 only; each word "
         "of the two holds its own "
         "number. relocation (0 to 7) decides in which frames all this lies, where the page tables are, and "
         "where TVEC points. Registers "
         "that are not given: a1 = 0x500040, a2 = 3, sp = 0x500800, the others 0. In the outcome trap is the "
         "name of the trap's cause (then "
         "nothing else has changed) or nil; memory holds the words that changed, by address; moved says that "
         "the instruction changed PTB or "
         "TVEC, halted that it stopped the processor.",
         run},
        {"ringside", "assemble", "ringside.assemble(text)", "The word of one instruction.", assemble},
        {"ringside", "disassemble", "ringside.disassemble(word [, pc])",
         "The instruction of a word, as text.", disassemble},
        {"ringside", "instructions", "ringside.instructions()",
         "The instruction table, as an array of {name, operands, opcode, meaning}. How sensitive an "
         "instruction is, a script finds out "
         "itself.",
         instructions},
        {"ringside", "cause_name", "ringside.cause_name(cause)",
         "The name of a trap's cause, as \"privileged\".", cause_name},
    };
}

}  // namespace ringside::scripts::api
