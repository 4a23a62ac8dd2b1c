#include "scripts/api/api.hpp"

#include <algorithm>

#include "isa/asm/diagnostic.hpp"
#include "scripts/api/handles.hpp"
#include "scripts/lua/libraries.hpp"
#include "scripts/lua/stack.hpp"

namespace ringside::scripts::api {

namespace {

// The metatable of a kind of handle: its methods, and nothing a script could take apart.
template <class Handle>
void open_handle(lua_State* l, int (*to_text)(lua_State*)) {
    luaL_newmetatable(l, Handle::type);
    lua_pushcfunction(l, lua::destroy_handle<Handle>);
    lua_setfield(l, -2, "__gc");
    lua_pushstring(l, Handle::type);
    lua_setfield(l, -2, "__metatable");
    lua_pushcfunction(l, to_text);
    lua_setfield(l, -2, "__tostring");
    lua_newtable(l);
    for (const Row& row : rows())
        if (row.object == Handle::type) {
            lua_pushcfunction(l, row.function);
            lua_setfield(l, -2, std::string(row.name).c_str());
        }
    lua_setfield(l, -2, "__index");
    lua_pop(l, 1);
}

int world_text(lua_State* l) {
    lua_pushfstring(l, "world of %d hosts", static_cast<int>(box_at(l, 1).world().hosts.size()));
    return 1;
}
int host_text(lua_State* l) {
    const HostHandle& h = lua::handle<HostHandle>(l, 1);
    lua_pushfstring(l, "host %s", h.box->world().hosts[h.host].name.c_str());
    return 1;
}
int guest_text(lua_State* l) {
    const GuestHandle& g = lua::handle<GuestHandle>(l, 1);
    const world::Host& host = g.box->world().hosts[g.ref.host];
    if (g.ref.vm)
        lua_pushfstring(l, "guest %s on %s", host.hypervisor.vms[*g.ref.vm].config.name.c_str(),
                        host.name.c_str());
    else
        lua_pushfstring(l, "guest on bare metal of %s", host.name.c_str());
    return 1;
}

int same_guest(lua_State* l) {
    const GuestHandle& a = lua::handle<GuestHandle>(l, 1);
    const GuestHandle& b = lua::handle<GuestHandle>(l, 2);
    lua_pushboolean(l, a.box == b.box && a.ref == b.ref);
    return 1;
}

}  // namespace

std::vector<Row> rows() {
    std::vector<Row> all;
    for (const auto& part : {making_rows(), running_rows(), looking_rows(), instruction_rows()})
        all.insert(all.end(), part.begin(), part.end());
    const auto rank = [](const Row& r) {
        constexpr std::string_view order[] = {"ringside", "world", "host", "guest"};
        return std::find(std::begin(order), std::end(order), r.object) - std::begin(order);
    };
    std::stable_sort(all.begin(), all.end(), [&](const Row& a, const Row& b) { return rank(a) < rank(b); });
    return all;
}

void open(lua::State& state, Application& app) {
    lua::shared(state.raw()).application = &app;
    const auto problem = state.protect([](lua_State* l) {
        open_handle<WorldHandle>(l, world_text);
        open_handle<HostHandle>(l, host_text);
        open_handle<GuestHandle>(l, guest_text);
        luaL_getmetatable(l, GuestHandle::type);
        lua_pushcfunction(l, same_guest);
        lua_setfield(l, -2, "__eq");
        lua_newtable(l);
        for (const Row& row : rows())
            if (row.object == "ringside") {
                lua_pushcfunction(l, row.function);
                lua_setfield(l, -2, std::string(row.name).c_str());
            }
        lua_setglobal(l, "ringside");
    });
    if (problem) throw std::bad_alloc();
}

Application& application(lua_State* l) { return *static_cast<Application*>(lua::shared(l).application); }

Box& box_at(lua_State* l, int index) {
    if (auto* g = static_cast<GuestHandle*>(luaL_testudata(l, index, GuestHandle::type))) return *g->box;
    if (auto* h = static_cast<HostHandle*>(luaL_testudata(l, index, HostHandle::type))) return *h->box;
    return *lua::handle<WorldHandle>(l, index).box;
}

machine::EventKind check_event_kind(lua_State* l, int index, const char* who) {
    const std::string name = luaL_checkstring(l, index);
    isa::assembler::Suggestion suggestion(name);
    for (const machine::EventRow& r : machine::event_table) {
        if (r.name == name) return r.kind;
        suggestion.consider(r.name);
    }
    lua::fail(l, who, "there is no event '" + name + "'" + suggestion.text());
    return {};
}

void push_event(lua_State* l, const machine::Event& e) {
    lua_createtable(l, 0, 10);
    lua::set(l, "kind", machine::row(e.kind).name);
    lua::set(l, "host", e.host);
    if (e.vm != machine::no_vm) lua::set(l, "vm", e.vm);
    lua::set(l, "cpu", e.hart);
    lua::set(l, "pc", e.pc);
    lua::set(l, "time", static_cast<std::int64_t>(e.time));
    lua::set(l, "a", e.a);
    lua::set(l, "b", e.b);
    lua::set(l, "c", e.c);
    lua::set(l, "d", e.d);
}

}  // namespace ringside::scripts::api
