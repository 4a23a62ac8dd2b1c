// Running worlds, and hearing of what happens in them. Handlers and policies are Lua functions; they are called between
// two runs of the session, never within one.
#include <algorithm>

#include "hypervisor/world/inspect.hpp"
#include "isa/asm/diagnostic.hpp"
#include "scripts/api/handles.hpp"
#include "scripts/lua/stack.hpp"
#include "scripts/lua/value.hpp"

namespace ringside::scripts::api {

namespace {

using lua::fail;
using world::SessionStop;
using Reason = SessionStop::Reason;

constexpr std::uint64_t slice = 4096;  // ticks between two looks for events
constexpr std::uint64_t default_ticks = 10'000'000;
constexpr std::uint64_t ticks_per_step = 20;  // running a world costs the script steps, too

std::string_view reason_name(Reason r) {
    switch (r) {
    case Reason::budget: return "budget";
    case Reason::idle: return "idle";
    case Reason::finished: return "finished";
    case Reason::machine_check: return "machine_check";
    case Reason::ask: return "ask";
    }
    return "budget";
}

// Marks a box as running for as long as it lives.
class Busy {
public:
    Busy(lua_State* l, Box& box, const char* who) : box_(box) {
        if (box.busy) fail(l, who, "this world is running already; a handler or policy cannot run it");
        box.busy = true;
    }
    ~Busy() { box_.busy = false; }
    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;

private:
    Box& box_;
};

bool concerns(const machine::Event& e, const world::GuestRef& guest) {
    if (e.host != guest.host) return false;
    return guest.vm ? e.vm == *guest.vm : e.vm == machine::no_vm;
}

void call_handlers(lua_State* l, Box& box) {
    const std::vector<machine::Event> events = std::move(box.queue.events);
    box.queue.events.clear();
    if (box.queue.lost > 0)
        fail(l, "on", "more than 100000 events came between two slices; listen to fewer kinds");
    for (const machine::Event& e : events)
        for (std::size_t i = 0; i < box.handlers.size(); ++i) {  // a handler may add handlers
            const Box::Handler handler = box.handlers[i];
            if (handler.kind != e.kind || (handler.guest && !concerns(e, *handler.guest))) continue;
            lua_rawgeti(l, LUA_REGISTRYINDEX, handler.reference);
            push_event(l, e);
            lua_call(l, 1, 0);
        }
}

// The answer of a policy: an array of effects such as {"set_register", "a0", 5}, or one of them alone, or nil.
hv::Effect check_effect(lua_State* l, const char* who) {
    if (!lua_istable(l, -1))
        fail(l, who, std::string("an effect is a table such as {\"skip\"}, not a ") + luaL_typename(l, -1));
    const auto field = [l](int i) { return lua_rawgeti(l, -1, i), lua_gettop(l); };
    const int top = lua_gettop(l);
    const int name_at = field(1);
    const std::string name = lua_type(l, name_at) == LUA_TSTRING ? lua_tostring(l, name_at) : "";
    lua_settop(l, top);
    const auto known = std::find(std::begin(hv::effect_names), std::end(hv::effect_names), name);
    if (known == std::end(hv::effect_names)) {
        isa::assembler::Suggestion suggestion(name);
        for (const char* n : hv::effect_names) suggestion.consider(n);
        fail(l, who, "there is no effect '" + name + "'" + suggestion.text());
    }
    hv::Effect e;
    e.kind = static_cast<hv::EffectKind>(known - std::begin(hv::effect_names));
    const int a = field(2);
    lua_rawgeti(l, top, 3);
    const int b = a + 1;
    switch (e.kind) {
    case hv::EffectKind::proceed:
    case hv::EffectKind::skip: break;
    case hv::EffectKind::stop: e.text = lua_isnil(l, a) ? "" : lua::check_text(l, a); break;
    case hv::EffectKind::inject:
        e.a = lua::check_word(l, a, who, "cause");
        e.b = lua_isnil(l, b) ? 0 : lua::check_word(l, b, who, "tval");
        break;
    case hv::EffectKind::set_register:
    case hv::EffectKind::set_special: {
        if (lua_type(l, a) != LUA_TSTRING) fail(l, who, name + " needs the name of a register");
        const std::uint32_t number = check_register(l, a, who);
        const bool special = number >= 0x100 || number == 17;
        if (number == 16 || special != (e.kind == hv::EffectKind::set_special))
            fail(l, who, name + " cannot set '" + std::string(lua_tostring(l, a)) + "'");
        e.a = number == 17 ? hv::effect_psr : number & 0xff;
        e.b = lua::check_word(l, b, who, "value");
        break;
    }
    }
    lua_settop(l, top);
    return e;
}

std::vector<hv::Effect> check_effects(lua_State* l, int index, const char* who) {
    std::vector<hv::Effect> effects;
    if (lua_isnil(l, index)) return effects;
    if (!lua_istable(l, index))
        fail(l, who, std::string("the policy must give a list of effects, not a ") + luaL_typename(l, index));
    lua_rawgeti(l, index, 1);
    const bool single = lua_type(l, -1) == LUA_TSTRING;
    lua_pop(l, 1);
    if (single) {
        lua_pushvalue(l, index);
        effects.push_back(check_effect(l, who));
        lua_pop(l, 1);
        return effects;
    }
    for (lua_Integer i = 1; lua_rawgeti(l, index, i) != LUA_TNIL; ++i) {
        effects.push_back(check_effect(l, who));
        lua_pop(l, 1);
    }
    lua_pop(l, 1);
    return effects;
}

void push_state(lua_State* l, const hv::PolicyState& state) {
    lua_newtable(l);
    for (const auto& [name, value] : state) {
        if (const auto* b = std::get_if<bool>(&value)) lua_pushboolean(l, *b);
        if (const auto* n = std::get_if<std::int64_t>(&value)) lua_pushinteger(l, *n);
        if (const auto* s = std::get_if<std::string>(&value)) lua::push_text(l, *s);
        lua_setfield(l, -2, name.c_str());
    }
}

hv::PolicyState check_state(lua_State* l, int index, const char* who) {
    hv::PolicyState state;
    const lua::Value value = lua::to_value(l, index);
    const auto* entries = std::get_if<std::vector<lua::Entry>>(&value.is);
    if (!entries) fail(l, who, "the policy's state must be a table");
    for (const lua::Entry& e : *entries) {
        const auto* name = std::get_if<std::string>(&e.first.is);
        if (!name) fail(l, who, "the policy's state is a table of named values");
        if (const auto* b = std::get_if<bool>(&e.second.is))
            state[*name] = *b;
        else if (const auto* n = std::get_if<std::int64_t>(&e.second.is))
            state[*name] = *n;
        else if (const auto* s = std::get_if<std::string>(&e.second.is))
            state[*name] = *s;
        else
            fail(l, who, "state." + *name + " must be a boolean, a whole number or a string");
    }
    return state;
}

void push_query(lua_State* l, const hv::Query& q) {
    lua_createtable(l, 0, 9);
    lua::set(l, "kind", hv::query_names[static_cast<std::size_t>(q.kind)]);
    lua::set(l, "cpu", q.vcpu);
    lua::set(l, "pc", q.pc);
    lua::set(l, "word", q.word);
    lua::set(l, "cause", q.cause);
    lua::set(l, "tval", q.tval);
    lua::set(l, "ring", q.virtual_ring);
    lua_createtable(l, 0, 16);
    for (std::size_t i = 0; i < 16; ++i) lua::set(l, std::string(isa::register_names[i]).c_str(), q.x[i]);
    lua_setfield(l, -2, "regs");
}

void answer(lua_State* l, Box& box, const world::GuestRef& guest) {
    const hv::Vm& vm = box.session->world().hosts[guest.host].hypervisor.vms[*guest.vm];
    const hv::Query query = vm.pending->query;
    const auto policy = box.policies.find({guest.host << 8 | *guest.vm, query.kind});
    world::Answer command{guest, {}, vm.policy_state};
    if (policy != box.policies.end()) {
        const std::string who =
            std::string("policy \"") + hv::query_names[static_cast<std::size_t>(query.kind)] + "\"";
        lua_rawgeti(l, LUA_REGISTRYINDEX, policy->second);
        push_query(l, query);
        push_state(l, vm.policy_state);
        lua_call(l, 2, 2);
        command.effects = check_effects(l, lua_gettop(l) - 1, who.c_str());
        if (!lua_isnil(l, -1)) command.state = check_state(l, lua_gettop(l), who.c_str());
        lua_pop(l, 2);
    }
    if (const auto refused = box.session->apply(command)) fail(l, "policy", *refused);
}

// One slice; afterwards no Ask is pending and every event has been told.
SessionStop run_slice(lua_State* l, Box& box, std::uint64_t ticks) {
    world::Session& session = box.begin();
    machine::Listener* listener = box.queue.wanted != 0 ? &box.queue : nullptr;
    const std::uint64_t before = world::ticks(session.world());
    SessionStop stop = session.run(ticks, listener);
    while (stop.reason == Reason::ask) {
        answer(l, box, stop.guest);
        const std::uint64_t used = world::ticks(session.world()) - before;
        stop = session.run(used < ticks ? ticks - used : 0, listener);
    }
    return stop;
}

std::uint64_t check_ticks(lua_State* l, int index, const char* who) {
    if (lua_isnoneornil(l, index)) return default_ticks;
    return static_cast<std::uint64_t>(lua::check_integer(l, index, who, "ticks", 0, INT64_MAX));
}

int run(lua_State* l) {
    Box& box = box_at(l, 1);
    const Busy busy(l, box, "run");
    lua::push_text(l, run_box(l, box, check_ticks(l, 2, "run")));
    return 1;
}

int step(lua_State* l) {
    const GuestHandle& g = lua::handle<GuestHandle>(l, 1);
    Box& box = *g.box;
    const Busy busy(l, box, "guest:step");
    const auto wanted = static_cast<std::uint64_t>(
        lua_isnoneornil(l, 2) ? 1 : lua::check_integer(l, 2, "guest:step", "n", 0, INT64_MAX));
    const std::uint64_t end = world::steps(box.begin().world(), g.ref) + wanted;
    SessionStop stop;
    while (stop.reason == Reason::budget) {
        const std::uint64_t now = world::steps(box.world(), g.ref);
        if (now >= end) break;
        // A step takes at least one tick, so this many ticks cannot overshoot; with several hosts only one can not.
        const std::uint64_t ticks = box.world().hosts.size() == 1 ? std::min(slice, end - now) : 1;
        charge_ticks(l, ticks);
        stop = run_slice(l, box, ticks);
        call_handlers(l, box);
    }
    lua::push_text(l, reason_name(stop.reason));
    return 1;
}

int on(lua_State* l) {
    Box& box = box_at(l, 1);
    const machine::EventKind kind = check_event_kind(l, 2, "on");
    luaL_checktype(l, 3, LUA_TFUNCTION);
    std::optional<world::GuestRef> guest;
    if (const auto* g = static_cast<GuestHandle*>(luaL_testudata(l, 1, GuestHandle::type))) guest = g->ref;
    lua_pushvalue(l, 3);
    box.handlers.push_back({kind, guest, luaL_ref(l, LUA_REGISTRYINDEX)});
    box.queue.wanted |= std::uint64_t{1} << static_cast<unsigned>(kind);
    return 0;
}

int wait_for(lua_State* l) {
    Box& box = box_at(l, 1);
    const Busy busy(l, box, "wait_for");
    const machine::EventKind kind = check_event_kind(l, 2, "wait_for");
    std::uint64_t left = check_ticks(l, 3, "wait_for");
    std::optional<world::GuestRef> guest;
    if (const auto* g = static_cast<GuestHandle*>(luaL_testudata(l, 1, GuestHandle::type))) guest = g->ref;
    const std::uint64_t before = box.queue.wanted;
    const std::uint64_t wanted = before | std::uint64_t{1} << static_cast<unsigned>(kind);
    for (; left > 0; --left) {
        charge_ticks(l, 1);
        box.queue.wanted = wanted;
        const SessionStop stop = run_slice(l, box, 1);
        box.queue.wanted = before;
        std::optional<machine::Event> found;
        for (const machine::Event& e : box.queue.events)
            if (!found && e.kind == kind && (!guest || concerns(e, *guest))) found = e;
        call_handlers(l, box);
        if (found) {
            push_event(l, *found);
            return 1;
        }
        if (stop.reason != Reason::budget) {
            lua_pushnil(l);
            lua::push_text(l, reason_name(stop.reason));
            return 2;
        }
    }
    lua_pushnil(l);
    lua_pushliteral(l, "budget");
    return 2;
}

int policy(lua_State* l) {
    const GuestHandle& g = lua::handle<GuestHandle>(l, 1);
    if (!g.ref.vm)
        fail(l, "guest:policy",
             "a program on bare metal has no monitor to ask; policies belong to virtual machines");
    const std::string name = luaL_checkstring(l, 2);
    const auto known = std::find(std::begin(hv::query_names), std::end(hv::query_names), name);
    if (known == std::end(hv::query_names)) {
        isa::assembler::Suggestion suggestion(name);
        for (const char* n : hv::query_names) suggestion.consider(n);
        fail(l, "guest:policy", "there is no query '" + name + "'" + suggestion.text());
    }
    const auto kind = static_cast<hv::QueryKind>(known - std::begin(hv::query_names));
    const std::pair key{g.ref.host << 8 | *g.ref.vm, kind};
    Box& box = *g.box;
    if (lua_isnoneornil(l, 3)) {
        box.policies.erase(key);
    } else {
        luaL_checktype(l, 3, LUA_TFUNCTION);
        lua_pushvalue(l, 3);
        box.policies[key] = luaL_ref(l, LUA_REGISTRYINDEX);
    }
    std::uint32_t asked = 0;
    for (const auto& [k, reference] : box.policies)
        if (k.first == key.first) asked |= 1u << static_cast<unsigned>(k.second);
    if (const auto refused = box.begin().apply(world::SetPolicy{g.ref, asked}))
        fail(l, "guest:policy", *refused);
    return 0;
}

int ticks(lua_State* l) {
    lua_pushinteger(l, static_cast<lua_Integer>(world::ticks(box_at(l, 1).world())));
    return 1;
}

}  // namespace

void EventQueue::on(const machine::Event& event) {
    if (!(wanted >> static_cast<unsigned>(event.kind) & 1)) return;
    if (events.size() >= most) {
        ++lost;
        return;
    }
    events.push_back(event);
    const world::Host& host = world->hosts[event.host];
    if (event.vm != machine::no_vm || !host.virtualized) return;
    if (const hv::OnHart& runs = host.hypervisor.on_hart[event.hart]; runs.busy) {
        events.back().vm = runs.vm;
        events.back().hart = runs.vcpu;
    }
}

std::string_view run_box(lua_State* l, Box& box, std::uint64_t ticks) {
    SessionStop stop;
    while (ticks > 0 && stop.reason == Reason::budget) {
        const std::uint64_t now = std::min(ticks, box.queue.wanted != 0 ? slice / 4 : slice);
        charge_ticks(l, now);
        stop = run_slice(l, box, now);
        call_handlers(l, box);
        ticks -= now;
    }
    return reason_name(stop.reason);
}

void charge_ticks(lua_State* l, std::uint64_t n) {
    lua::State::Shared& s = lua::shared(l);
    lua::charge(l, n / ticks_per_step + 1);
    if (n > s.ticks_left) {
        s.expired = true;
        fail(l, "",
             "the worlds of this script were run for " + std::to_string(s.limits.ticks) +
                 " ticks, which is its limit");
    }
    s.ticks_left -= n;
}

std::vector<Row> running_rows() {
    return {
        {"guest", "step", "guest:step([n])",
         "Runs until the guest has made n steps more (default 1); other guests of the world run meanwhile. "
         "Gives why it ended: "
         "\"budget\" (the steps were made), \"idle\", \"finished\" or \"machine_check\".",
         step},
        {"guest", "run", "guest:run([ticks])",
         "Runs the guest's world for at most so many ticks (default ten million). Gives why it ended, as "
         "step does; \"budget\" means that "
         "the ticks are used up.",
         run},
        {"world", "run", "world:run([ticks])",
         "Runs it for at most so many ticks (default ten million). Gives why it ended: \"budget\" (the ticks "
         "are used up), \"idle\", \"finished\" or \"machine_check\".",
         run},
        {"world", "ticks", "world:ticks()",
         "How many ticks it has run: instructions, interrupts taken and idle jumps of all harts.", ticks},
        {"guest", "on", "guest:on(kind, function(event) ... end)",
         "Calls the function for each event of this kind that concerns the guest, soon after it happened. "
         "The function cannot run the "
         "world.",
         on},
        {"world", "on", "world:on(kind, function(event) ... end)",
         "Calls the function for each event of this kind, soon after it happened. The function cannot run "
         "the world.",
         on},
        {"guest", "wait_for", "guest:wait_for(kind [, ticks])",
         "Runs until an event of this kind concerns the guest and gives it; the world stands at the instant "
         "of the event. Gives nil and "
         "why the run ended if none came.",
         wait_for},
        {"world", "wait_for", "world:wait_for(kind [, ticks])",
         "Runs until an event of this kind happens and gives it; the world stands at the instant of the "
         "event. Gives nil and why the run ended if none came.",
         wait_for},
        {"guest", "policy", "guest:policy(query, function(query, state) ... return effects, state end)",
         "From now on this function answers the monitor's queries of this kind for the virtual machine; nil "
         "gives them back to the monitor. It "
         "returns a list of effects (nil: proceed) and, if it wants, the new state: a table of named "
         "booleans, whole numbers and strings, "
         "which lives in the world.",
         policy},
    };
}

}  // namespace ringside::scripts::api
