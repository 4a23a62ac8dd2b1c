// Putting worlds together: ringside.bare, ringside.host, host:vm.
#include <algorithm>

#include "hypervisor/world/inspect.hpp"
#include "isa/asm/diagnostic.hpp"
#include "scripts/api/handles.hpp"
#include "scripts/files.hpp"
#include "scripts/lua/stack.hpp"

namespace ringside::scripts::api {

namespace {

using lua::fail;
using lua::Options;

constexpr std::uint32_t most_worlds = 64;
constexpr std::uint64_t most_guest_ram = 256u << 20;

// Names of files that scripts may give: below the lab's folder, no way up or out.
std::string path_below(lua_State* l, const char* who, const std::string& name) {
    const std::string& folder = application(l).folder;
    if (folder.empty()) fail(l, who, "files cannot be read here; give the text in source");
    const bool leaves =
        name.empty() || name[0] == '/' || ("/" + name + "/").find("/../") != std::string::npos;
    if (leaves) fail(l, who, "file '" + name + "' is not within this lab's folder");
    return folder + "/" + name;
}

std::shared_ptr<const Program> check_program(lua_State* l, const Options& o) {
    ProgramFiles files;
    files.link.entry = o.text("entry").value_or(files.link.entry);
    const auto source = o.text("source");
    const auto names = o.texts("file");
    if (source.has_value() == names.has_value())
        fail(l, o.who(), "give the program either as source = \"...\" or as file = \"name.s\"");
    std::optional<Result<Program>> made;
    if (source) {
        lua::charge(l, source->size() * 8 + 1000);
        made = assemble_program(o.text("name").value_or("source") + ".s", *source, files.link);
    } else {
        for (const std::string& name : *names) files.inputs.push_back(path_below(l, o.who(), name));
        lua::charge(l, 10'000);
        made = load_program(files);
    }
    if (!*made) fail(l, o.who(), "the program does not assemble:\n" + made->error);
    return std::make_shared<const Program>(std::move(**made));
}

std::uint32_t check_ram(lua_State* l, const Options& o) {
    const std::uint64_t bytes = o.size("ram").value_or(16u << 20);
    if (bytes > most_guest_ram) fail(l, o.who(), "ram must be at most 256M in a script");
    lua::charge(l, bytes / 256);
    return static_cast<std::uint32_t>(bytes);
}

machine::MachineConfig check_machine(lua_State* l, const Options& o) {
    machine::MachineConfig c;
    c.ram_bytes = check_ram(l, o);
    c.harts = static_cast<std::uint32_t>(o.integer("harts", 1, machine::most_harts).value_or(1));
    if (o.push("strap")) c.traps = check_strap(l, o.who());
    c.tlb_entries = static_cast<std::uint32_t>(o.integer("tlb_entries", 1, 1024).value_or(c.tlb_entries));
    c.asid_tags = o.flag("asid_tags").value_or(c.asid_tags);
    return c;
}

Box& check_building(lua_State* l, Box& box, const char* who) {
    if (box.session) fail(l, who, "this world has begun to run; hosts and virtual machines are added before");
    return box;
}

BoxPtr new_box(lua_State* l, const char* who) {
    Application& a = application(l);
    if (a.worlds >= most_worlds) {
        lua_gc(l, LUA_GCCOLLECT);
        if (a.worlds >= most_worlds)
            fail(l, who, "more than 64 worlds are alive; drop those that are not needed");
    }
    return std::make_shared<Box>(a);
}

// Adds the host of a freshly made one-host world to the box; gives its number.
std::uint32_t add_host(lua_State* l, const char* who, Box& box, world::Made<world::World> made,
                       const std::optional<std::string>& name) {
    if (!made) fail(l, who, made.error);
    world::Host& host = made.value->hosts.front();
    const auto number = static_cast<std::uint32_t>(box.building.hosts.size());
    host.name = name.value_or("host" + std::to_string(number));
    box.building.hosts.push_back(std::move(host));
    return number;
}

int add_bare(lua_State* l, const BoxPtr& box, int options) {
    const Options o(
        l, options, "bare",
        {"source", "file", "entry", "name", "ram", "harts", "strap", "tlb_entries", "asid_tags", "locked"});
    check_building(l, *box, o.who());
    machine::MachineConfig config = check_machine(l, o);
    config.time = o.flag("locked").value_or(false) ? machine::TimeMode::locked : machine::TimeMode::cycles;
    auto program = check_program(l, o);
    const std::uint32_t host =
        add_host(l, o.who(), *box, world::bare_metal(config, boot_image(program->image)), o.text("name"));
    box->programs.push_back({{host, std::nullopt}, std::move(program)});
    lua::push_handle(l, GuestHandle{box, {host, std::nullopt}});
    return 1;
}

int add_virtualized(lua_State* l, const BoxPtr& box, int options) {
    const Options o(l, options, "host", {"name", "ram", "harts", "strap", "tlb_entries", "asid_tags"});
    check_building(l, *box, o.who());
    machine::MachineConfig config = check_machine(l, o);
    config.ram_bytes = world::host_ram_for(config.ram_bytes, 2);
    const std::uint32_t host = add_host(l, o.who(), *box, world::virtualized_host(config), o.text("name"));
    lua::push_handle(l, HostHandle{box, host});
    return 1;
}

int bare(lua_State* l) { return add_bare(l, new_box(l, "ringside.bare"), 1); }
int host(lua_State* l) {
    if (lua_isnoneornil(l, 1)) {
        lua_settop(l, 0);
        lua_newtable(l);
    }
    return add_virtualized(l, new_box(l, "ringside.host"), 1);
}
int world_bare(lua_State* l) { return add_bare(l, lua::handle<WorldHandle>(l, 1).box, 2); }
int world_host(lua_State* l) {
    if (lua_isnoneornil(l, 2)) {
        lua_settop(l, 1);
        lua_newtable(l);
    }
    return add_virtualized(l, lua::handle<WorldHandle>(l, 1).box, 2);
}

int new_world(lua_State* l) {
    BoxPtr box = new_box(l, "ringside.world");
    if (!lua_isnoneornil(l, 1)) {
        const Options o(l, 1, "ringside.world", {"seed"});
        box->building.seed = static_cast<std::uint64_t>(o.integer("seed", 0, INT64_MAX).value_or(0));
    }
    lua::push_handle(l, WorldHandle{std::move(box)});
    return 1;
}

int vm(lua_State* l) {
    const HostHandle& h = lua::handle<HostHandle>(l, 1);
    const Options o(l, 2, "host:vm",
                    {"source", "file", "entry", "name", "ram", "vcpus", "strap", "locked", "rings",
                     "technique", "memory", "asid_tags"});
    Box& box = check_building(l, *h.box, o.who());
    hv::VmConfig config;
    config.name =
        o.text("name").value_or("vm" + std::to_string(box.building.hosts[h.host].hypervisor.vms.size()));
    config.ram_bytes = check_ram(l, o);
    config.vcpus = static_cast<std::uint32_t>(o.integer("vcpus", 1, machine::most_harts).value_or(1));
    config.traps = box.building.hosts[h.host].machine.config.traps;
    if (o.push("strap")) config.traps = check_strap(l, o.who());
    config.time = o.flag("locked").value_or(false) ? machine::TimeMode::locked : machine::TimeMode::cycles;
    config.asid_tags = o.flag("asid_tags").value_or(config.asid_tags);
    o.choice("technique", {"trap-and-emulate"});
    o.choice("memory", {"shadow"});
    if (o.choice("rings", {"views", "compressed"}).value_or(0) == 1)
        config.rings = hv::RingAliasing::compressed;
    auto program = check_program(l, o);
    const auto made = world::add_vm(box.building, h.host, config, boot_image(program->image));
    if (!made) fail(l, o.who(), made.error);
    const world::GuestRef ref{h.host, *made.value};
    box.programs.push_back({ref, std::move(program)});
    lua::push_handle(l, GuestHandle{h.box, ref});
    return 1;
}

template <class Handle>
int world_of(lua_State* l) {
    lua::push_handle(l, WorldHandle{lua::handle<Handle>(l, 1).box});
    return 1;
}

int guests(lua_State* l) {
    const WorldHandle& w = lua::handle<WorldHandle>(l, 1);
    lua_newtable(l);
    lua_Integer n = 0;
    for (const world::GuestRef& ref : world::guests(w.box->world())) {
        lua::push_handle(l, GuestHandle{w.box, ref});
        lua_rawseti(l, -2, ++n);
    }
    return 1;
}

}  // namespace

isa::TrapMask check_strap(lua_State* l, const char* who) {
    isa::TrapMask mask;
    if (lua_type(l, -1) == LUA_TSTRING) {
        const std::string name = lua_tostring(l, -1);
        if (name != "strict" && name != "classic")
            fail(l, who,
                 "strap must be \"strict\", \"classic\" or an array of the mnemonics that trap, not \"" +
                     name + "\"");
        mask = name == "strict" ? isa::TrapMask::strict() : isa::TrapMask::classic();
    } else if (lua_istable(l, -1)) {
        for (lua_Integer i = 1; lua_rawgeti(l, -1, i) != LUA_TNIL; ++i) {
            const std::string mnemonic = lua_isstring(l, -1) ? lua_tostring(l, -1) : "";
            const auto* found = std::find_if(std::begin(isa::table), std::end(isa::table),
                                             [&](const isa::Row& r) { return r.mnemonic == mnemonic; });
            if (found == std::end(isa::table))
                fail(l, who, "strap: there is no instruction '" + mnemonic + "'");
            if (found->class_ < isa::Class::sensitive)
                fail(l, who, "strap: '" + mnemonic + "' never traps for its ring");
            mask.set(found->op, true);
            lua_pop(l, 1);
        }
        lua_pop(l, 1);
    } else {
        fail(l, who, "strap must be \"strict\", \"classic\" or an array of the mnemonics that trap");
    }
    lua_pop(l, 1);
    return mask;
}

std::vector<Row> making_rows() {
    return {
        {"ringside", "bare",
         "ringside.bare{source|file, name, ram, harts, strap, locked, tlb_entries, asid_tags, entry}",
         "A world of one host on which a program runs on bare metal; gives the guest. source is assembly "
         "text, file the name of a "
         "source or ELF file (or an array of sources) in the lab's folder. strap is \"strict\" (default), "
         "\"classic\", or an array of "
         "the mnemonics that trap outside ring 0. locked = true makes the guest's clocks count steps.",
         bare},
        {"ringside", "host", "ringside.host{name, ram, harts, strap, tlb_entries, asid_tags}",
         "A world of one host with a hypervisor; gives the host. ram is what its virtual machines may have "
         "each, room for two is made.",
         host},
        {"ringside", "world", "ringside.world{seed}", "An empty world, for several hosts.", new_world},
        {"world", "bare", "world:bare{...}",
         "Adds a host with a program on bare metal, as ringside.bare does; gives the guest.", world_bare},
        {"world", "host", "world:host{...}",
         "Adds a host with a hypervisor, as ringside.host does; gives the host.", world_host},
        {"world", "guests", "world:guests()",
         "Every guest, as an array: programs on bare metal, and virtual machines.", guests},
        {"host", "vm",
         "host:vm{source|file, name, ram, vcpus, strap, locked, rings, technique, memory, asid_tags, entry}",
         "Defines and starts a virtual machine; gives the guest. technique is \"trap-and-emulate\", memory "
         "\"shadow\"; rings is "
         "\"views\" (default: a shadow root per virtual ring) or \"compressed\" (virtual rings 0 and 1 share "
         "one).",
         vm},
        {"host", "world", "host:world()", "The world this host is in.", world_of<HostHandle>},
        {"guest", "world", "guest:world()", "The world this guest is in.", world_of<GuestHandle>},
    };
}

}  // namespace ringside::scripts::api
