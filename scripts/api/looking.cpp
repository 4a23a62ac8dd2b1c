// Looking at a guest, and the few ways to change it from outside.
#include "hypervisor/world/inspect.hpp"
#include "isa/asm/diagnostic.hpp"
#include "scripts/api/handles.hpp"
#include "scripts/lua/stack.hpp"

namespace ringside::scripts::api {

namespace {

using lua::fail;

struct Seen {
    Box& box;
    const world::World& world;
    world::GuestRef ref;
};

Seen guest_at(lua_State* l, int index) {
    GuestHandle& g = lua::handle<GuestHandle>(l, index);
    return {*g.box, g.box->world(), g.ref};
}

std::uint32_t check_cpu(lua_State* l, int index, const char* who, const Seen& g) {
    if (lua_isnoneornil(l, index)) return 0;
    return static_cast<std::uint32_t>(
        lua::check_integer(l, index, who, "cpu", 0, std::int64_t{world::cpus(g.world, g.ref)} - 1));
}

isa::Width check_width(lua_State* l, int index, const char* who) {
    if (lua_isnoneornil(l, index)) return isa::Width::word;
    const std::int64_t bytes = lua::check_integer(l, index, who, "width", 1, 4);
    if (bytes == 3) fail(l, who, "width must be 1, 2 or 4 bytes");
    return static_cast<isa::Width>(bytes);
}

isa::Access check_access(lua_State* l, int index, const char* who) {
    const std::string name = luaL_optstring(l, index, "load");
    if (name == "load") return isa::Access::load;
    if (name == "store") return isa::Access::store;
    if (name == "fetch") return isa::Access::fetch;
    fail(l, who, "access must be \"load\", \"store\" or \"fetch\", not \"" + name + "\"");
    return isa::Access::load;
}

void apply(lua_State* l, const char* who, Box& box, const world::Command& command) {
    if (const auto refused = box.begin().apply(command)) fail(l, who, *refused);
}

int reg(lua_State* l) {
    const Seen g = guest_at(l, 1);
    const std::uint32_t number = check_register(l, 2, "guest:reg");
    const machine::HartRegisters seen = world::cpu(g.world, g.ref, check_cpu(l, 3, "guest:reg", g)).seen;
    std::uint32_t value = 0;
    if (number < 16)
        value = seen.x[number];
    else if (number == 16)
        value = seen.pc;
    else if (number == 17)
        value = seen.psr.bits;
    else if (!seen.read(isa::find_special(number - 0x100)->special, value))
        fail(l, "guest:reg",
             "special register " + std::string(isa::find_special(number - 0x100)->name) +
                 " is not storage; only the guest can read it");
    lua_pushinteger(l, value);
    return 1;
}

int set_reg(lua_State* l) {
    const Seen g = guest_at(l, 1);
    const std::uint32_t number = check_register(l, 2, "guest:set");
    const std::uint32_t value = lua::check_word(l, 3, "guest:set", "value");
    apply(l, "guest:set", g.box, world::SetRegister{g.ref, check_cpu(l, 4, "guest:set", g), number, value});
    return 0;
}

int ring(lua_State* l) {
    const Seen g = guest_at(l, 1);
    lua_pushinteger(l, world::cpu(g.world, g.ref, check_cpu(l, 2, "guest:ring", g)).seen.psr.ring());
    return 1;
}

int real_ring(lua_State* l) {
    const Seen g = guest_at(l, 1);
    lua_pushinteger(l, world::cpu(g.world, g.ref, check_cpu(l, 2, "guest:real_ring", g)).real_ring);
    return 1;
}

int push_word(lua_State* l, std::optional<std::uint32_t> word) {
    if (word)
        lua_pushinteger(l, *word);
    else
        lua_pushnil(l);
    return 1;
}

int read(lua_State* l) {
    const Seen g = guest_at(l, 1);
    const isa::Gva va{lua::check_word(l, 2, "guest:read", "address")};
    return push_word(l, world::read_virtual(g.world, g.ref, check_cpu(l, 4, "guest:read", g), va,
                                            check_width(l, 3, "guest:read")));
}

int read_physical(lua_State* l) {
    const Seen g = guest_at(l, 1);
    const isa::Gpa gpa{lua::check_word(l, 2, "guest:read_physical", "address")};
    return push_word(l, world::read_physical(g.world, g.ref, gpa, check_width(l, 3, "guest:read_physical")));
}

int write_physical(lua_State* l) {
    const Seen g = guest_at(l, 1);
    world::WriteMemory command;
    command.guest = g.ref;
    command.address = lua::check_word(l, 2, "guest:write_physical", "address");
    const std::uint32_t value = lua::check_word(l, 3, "guest:write_physical", "value");
    for (unsigned i = 0; i < isa::bytes_of(check_width(l, 4, "guest:write_physical")); ++i)
        command.bytes.push_back(static_cast<std::uint8_t>(value >> 8 * i));
    apply(l, "guest:write_physical", g.box, command);
    return 0;
}

// The walk's own names for why it refused.
const char* reason_name(isa::FaultReason why) {
    switch (why) {
    case isa::FaultReason::none: return "none";
    case isa::FaultReason::absent_directory: return "absent in the directory";
    case isa::FaultReason::absent: return "absent";
    case isa::FaultReason::rights: return "rights";
    case isa::FaultReason::ring: return "ring";
    case isa::FaultReason::reserved: return "reserved bit";
    }
    return "none";
}

int push_walk(lua_State* l, const machine::Walk& w) {
    lua_createtable(l, 0, 5);
    lua::set_flag(l, "ok", w.ok);
    if (w.ok)
        lua::set(l, "physical", w.address);
    else
        lua::set(l, "why", w.bus_error ? "no memory" : reason_name(w.why));
    if (w.references > 0) lua::set(l, "leaf", w.leaf.bits);
    lua_createtable(l, w.references, 0);
    for (int i = 0; i < w.references; ++i) {
        lua_createtable(l, 0, 2);
        lua::set(l, "address", w.steps[static_cast<std::size_t>(i)].address);
        lua::set(l, "entry", w.steps[static_cast<std::size_t>(i)].entry);
        lua_rawseti(l, -2, i + 1);
    }
    lua_setfield(l, -2, "steps");
    return 1;
}

int walk(lua_State* l) {
    const Seen g = guest_at(l, 1);
    const isa::Gva va{lua::check_word(l, 2, "guest:walk", "address")};
    return push_walk(l, world::guest_walk(g.world, g.ref, check_cpu(l, 4, "guest:walk", g), va,
                                          check_access(l, 3, "guest:walk")));
}

int hardware_walk(lua_State* l) {
    const Seen g = guest_at(l, 1);
    const isa::Gva va{lua::check_word(l, 2, "guest:hardware_walk", "address")};
    const auto w = world::hardware_walk(g.world, g.ref, check_cpu(l, 4, "guest:hardware_walk", g), va,
                                        check_access(l, 3, "guest:hardware_walk"));
    if (!w) {
        lua_pushnil(l);
        return 1;
    }
    return push_walk(l, *w);
}

int host_address(lua_State* l) {
    const Seen g = guest_at(l, 1);
    const auto pa =
        world::host_address(g.world, g.ref, isa::Gpa{lua::check_word(l, 2, "guest:host_address", "address")});
    return push_word(l, pa ? std::optional(pa->value) : std::nullopt);
}

int console(lua_State* l) {
    const Seen g = guest_at(l, 1);
    lua::push_text(l, world::board(g.world, g.ref).console.output);
    return 1;
}

int type(lua_State* l) {
    const Seen g = guest_at(l, 1);
    apply(l, "guest:type", g.box, world::ConsoleInput{g.ref, lua::check_text(l, 2), false});
    return 0;
}

int end_input(lua_State* l) {
    const Seen g = guest_at(l, 1);
    apply(l, "guest:end_input", g.box, world::ConsoleInput{g.ref, "", true});
    return 0;
}

int exit_code(lua_State* l) {
    const Seen g = guest_at(l, 1);
    const machine::Power& power = world::board(g.world, g.ref).power;
    return push_word(l, power.off ? std::optional<std::uint32_t>(power.exit_code) : std::nullopt);
}

const char* state_name(const Seen& g) {
    const world::Host& host = g.world.hosts[g.ref.host];
    if (!g.ref.vm)
        return host.machine.board.power.off ? "powered_off" : host.machine.check ? "stopped" : "running";
    switch (host.hypervisor.vms[*g.ref.vm].state) {
    case hv::VmState::running: return "running";
    case hv::VmState::paused: return "paused";
    case hv::VmState::powered_off: return "powered_off";
    case hv::VmState::stopped: return "stopped";
    }
    return "running";
}

// "running", and for a stopped guest the sentence that says why.
int state(lua_State* l) {
    const Seen g = guest_at(l, 1);
    const world::Host& host = g.world.hosts[g.ref.host];
    lua_pushstring(l, state_name(g));
    const machine::MachineCheck* check = nullptr;
    if (!g.ref.vm && host.machine.check) check = &*host.machine.check;
    if (g.ref.vm) {
        const hv::Vm& vm = host.hypervisor.vms[*g.ref.vm];
        if (vm.check)
            check = &*vm.check;
        else if (!vm.stop_reason.empty()) {
            lua::push_text(l, vm.stop_reason);
            return 2;
        }
    }
    if (!check) return 1;
    lua::push_text(l, machine::explain(*check));
    return 2;
}

int pause(lua_State* l) {
    const Seen g = guest_at(l, 1);
    const bool paused = lua_isnone(l, 2) || lua_toboolean(l, 2);
    apply(l, "guest:pause", g.box, world::PauseVm{g.ref, paused});
    return 0;
}

int steps(lua_State* l) {
    const Seen g = guest_at(l, 1);
    lua_pushinteger(l, static_cast<lua_Integer>(world::steps(g.world, g.ref)));
    return 1;
}

int exits(lua_State* l) {
    const Seen g = guest_at(l, 1);
    lua_createtable(l, 0, hv::exit_count);
    for (std::size_t i = 0; i < hv::exit_count; ++i)
        lua::set(l, hv::exit_table[i].name,
                 g.ref.vm ? static_cast<std::int64_t>(
                                g.world.hosts[g.ref.host].hypervisor.vms[*g.ref.vm].exits_by_reason[i])
                          : 0);
    return 1;
}

int ledger(lua_State* l) {
    const Seen g = guest_at(l, 1);
    lua_createtable(l, 0, machine::ledger_count);
    for (std::size_t i = 0; i < machine::ledger_count; ++i) {
        std::uint64_t sum = 0;
        for (const machine::Hart& h : g.world.hosts[g.ref.host].machine.harts) sum += h.ledger.cycles[i];
        lua::set(l, std::string(machine::ledger_table[i].name).c_str(), static_cast<std::int64_t>(sum));
    }
    return 1;
}

int symbol(lua_State* l) {
    const Seen g = guest_at(l, 1);
    const Program* program = g.box.program_of(g.ref);
    const isa::ImageSymbol* s = program ? program->image.symbol_named(lua::check_text(l, 2)) : nullptr;
    return push_word(l, s ? std::optional(s->address) : std::nullopt);
}

int place(lua_State* l) {
    const Seen g = guest_at(l, 1);
    const std::uint32_t address = lua_isnoneornil(l, 2) ? world::cpu(g.world, g.ref, 0).seen.pc
                                                        : lua::check_word(l, 2, "guest:place", "address");
    const Program* program = g.box.program_of(g.ref);
    lua::push_text(l, program ? program->place(address) : std::to_string(address));
    return 1;
}

int digest(lua_State* l) {
    char text[20];
    std::snprintf(text, sizeof text, "%016llx",
                  static_cast<unsigned long long>(world::digest(box_at(l, 1).world())));
    lua_pushstring(l, text);
    return 1;
}

}  // namespace

std::uint32_t check_register(lua_State* l, int index, const char* who) {
    const std::string name = luaL_checkstring(l, index);
    isa::assembler::Suggestion suggestion(name);
    for (std::uint32_t i = 0; i < 16; ++i) {
        if (isa::register_names[i] == name) return i;
        suggestion.consider(isa::register_names[i]);
    }
    if (name == "pc") return 16;
    if (name == "psr") return 17;
    for (const isa::SpecialRow& r : isa::special_table) {
        if (r.name == name) return 0x100u + r.number;
        suggestion.consider(r.name);
    }
    fail(l, who, "there is no register '" + name + "'" + suggestion.text());
    return 0;
}

std::vector<Row> looking_rows() {
    return {
        {"guest", "reg", "guest:reg(name [, cpu])",
         "A register as the guest sees it: zero to a5, pc, psr, or a special register.", reg},
        {"guest", "set", "guest:set(name, value [, cpu])", "Sets a register as the guest sees it.", set_reg},
        {"guest", "ring", "guest:ring([cpu])", "The ring the guest believes itself in.", ring},
        {"guest", "real_ring", "guest:real_ring([cpu])", "The ring its code really runs in.", real_ring},
        {"guest", "read", "guest:read(address [, width [, cpu]])",
         "The word (width 4, default), half (2) or byte (1) at a virtual address; nil where nothing is "
         "mapped. Rights do not matter.",
         read},
        {"guest", "read_physical", "guest:read_physical(address [, width])",
         "The word, half or byte at a guest-physical address; nil where there is no memory.", read_physical},
        {"guest", "write_physical", "guest:write_physical(address, value [, width])",
         "Writes guest-physical memory.", write_physical},
        {"guest", "walk", "guest:walk(address [, access [, cpu]])",
         "The walk through the guest's own page tables: {ok, physical, why, leaf, steps = {{address, entry}, "
         "...}}. access is \"load\" "
         "(default), \"store\" or \"fetch\". Nothing is disturbed.",
         walk},
        {"guest", "hardware_walk", "guest:hardware_walk(address [, access [, cpu]])",
         "The walk that the hardware makes for it, through shadow tables in host memory; nil if the "
         "processor has none now.",
         hardware_walk},
        {"guest", "host_address", "guest:host_address(address)",
         "Where a guest-physical address lies in host memory, or nil.", host_address},
        {"guest", "console", "guest:console()", "What the guest has printed (its last 64 KiB).", console},
        {"guest", "type", "guest:type(text)", "Types at the guest's console.", type},
        {"guest", "end_input", "guest:end_input()", "Ends the console's input.", end_input},
        {"guest", "exit_code", "guest:exit_code()", "The exit code with which the guest powered off, or nil.",
         exit_code},
        {"guest", "state", "guest:state()",
         "\"running\", \"paused\", \"powered_off\" or \"stopped\"; of a stopped guest also the sentence that "
         "says why.",
         state},
        {"guest", "pause", "guest:pause([paused])", "Pauses a virtual machine, or with false lets it go on.",
         pause},
        {"guest", "steps", "guest:steps()", "Steps so far: instructions completed or trapped into the guest.",
         steps},
        {"guest", "exits", "guest:exits()", "How often the guest left for the monitor, by reason.", exits},
        {"guest", "ledger", "guest:ledger()", "Where the cycles of the guest's host went, by category.",
         ledger},
        {"guest", "symbol", "guest:symbol(name)", "The address of a symbol of its program, or nil.", symbol},
        {"guest", "place", "guest:place([address])",
         "Where an address (default: pc) is, as \"main+0x8 (main.s:12)\".", place},
        {"guest", "digest", "guest:digest()",
         "A hash of the whole world the guest is in: equal worlds have equal digests.", digest},
        {"world", "digest", "world:digest()", "A hash of the whole world: equal worlds have equal digests.",
         digest},
    };
}

}  // namespace ringside::scripts::api
