// The handles that scripts hold, and what stands behind them: a world that is being put together, and from its first
// run on a session.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "hypervisor/world/session.hpp"
#include "scripts/api/api.hpp"
#include "scripts/program.hpp"

namespace ringside::scripts::api {

// Collects events of some kinds while a session runs. Lua is called between runs, never within one. What a real hart does
// while it runs a virtual machine is put down to that virtual machine.
class EventQueue : public machine::Listener {
public:
    void on(const machine::Event& event) override;
    const world::World* world = nullptr;  // the one that runs
    std::uint64_t wanted = 0;             // bit per kind
    std::vector<machine::Event> events;
    std::uint64_t lost = 0;
    static constexpr std::size_t most = 100'000;
};
static_assert(sizeof machine::event_table / sizeof machine::event_table[0] <= 64,
              "EventQueue has a bit per kind");

struct GuestProgram {
    world::GuestRef guest;
    std::shared_ptr<const Program> program;
};

// One world of a script.
struct Box {
    explicit Box(Application& a) : owner(a) { ++owner.worlds; }
    ~Box() { --owner.worlds; }
    Box(const Box&) = delete;
    Box& operator=(const Box&) = delete;

    Application& owner;
    world::World building;                  // until it has begun
    std::optional<world::Session> session;  // from then on
    std::vector<GuestProgram> programs;
    EventQueue queue;
    struct Handler {
        machine::EventKind kind;
        std::optional<world::GuestRef> guest;  // nothing: any
        int reference;                         // of the function, in Lua's registry
    };
    std::vector<Handler> handlers;
    std::map<std::pair<std::uint32_t, hv::QueryKind>, int> policies;  // by host << 8 | vm
    bool busy = false;  // a run is going on: handlers and policies must not start another

    [[nodiscard]] const world::World& world() const { return session ? session->world() : building; }
    world::Session& begin() {
        if (!session) {
            session.emplace(std::move(building));
            queue.world = &session->world();
        }
        return *session;
    }
    [[nodiscard]] const Program* program_of(const world::GuestRef& guest) const {
        for (const GuestProgram& p : programs)
            if (p.guest == guest) return p.program.get();
        return nullptr;
    }
};
using BoxPtr = std::shared_ptr<Box>;

struct WorldHandle {
    static constexpr const char* type = "world";
    BoxPtr box;
};
struct HostHandle {
    static constexpr const char* type = "host";
    BoxPtr box;
    std::uint32_t host = 0;
};
struct GuestHandle {
    static constexpr const char* type = "guest";
    BoxPtr box;
    world::GuestRef ref;
};

// The box behind a world, host or guest handle.
Box& box_at(lua_State* l, int index);

// Runs the world for at most `ticks`, asks policies and calls handlers between slices. Says why it ended.
std::string_view run_box(lua_State* l, Box& box, std::uint64_t ticks);

// Takes ticks from the state's limit; raises when there are none left.
void charge_ticks(lua_State* l, std::uint64_t ticks);

// An event as scripts see it.
void push_event(lua_State* l, const machine::Event& event);
machine::EventKind check_event_kind(lua_State* l, int index, const char* who);

// "strict", "classic", or an array of the mnemonics that trap outside ring 0: the value on top of the stack, which is popped.
isa::TrapMask check_strap(lua_State* l, const char* who);

// A register's name: its number as in world::SetRegister.
std::uint32_t check_register(lua_State* l, int index, const char* who);

// The rows of each file of this folder.
std::vector<Row> making_rows();
std::vector<Row> looking_rows();
std::vector<Row> running_rows();
std::vector<Row> instruction_rows();

}  // namespace ringside::scripts::api
