// Worlds seen from Lua.
#include <catch2/catch.hpp>
#include <string>

#include "scripts/api/api.hpp"
#include "tests/scripts/rig.hpp"

using namespace ringside::scripts;

namespace {

struct Script {
    api::Application application;
    lua::State state;
    std::string printed;

    explicit Script(const lua::Limits& limits = {}, const std::string& folder = "") : state(limits) {
        application.folder = folder;
        api::open(state, application);
        state.on_print([this](std::string_view line) { printed += std::string(line) + "\n"; });
        REQUIRE_FALSE(run("hello = [[" + std::string(rig::hello) + "]]"));
    }
    std::optional<lua::Error> run(const std::string& text) { return state.run("script.lua", text); }
    // What the script prints, or its error.
    std::string says(const std::string& text) {
        printed.clear();
        const auto error = run(text);
        return error ? "error: " + error->message : printed;
    }
};

}  // namespace

TEST_CASE("a program runs on bare metal and in a virtual machine, and scripts see its end") {
    Script s;
    const std::string make =
        GENERATE("ringside.bare{source = hello}", "ringside.host{ram = '4M'}:vm{source = hello, ram = '4M'}");
    CHECK(s.says("g = " + make + " print(g:run(), g:exit_code(), g:state()) print(g:console())") ==
          "finished\t7\tpowered_off\nHello\n\n");
}

TEST_CASE("a guest steps, and its registers are read and set as it sees them") {
    Script s;
    CHECK(s.says(R"(
        local g = ringside.bare{source = ".globl _start\n_start: li a0, 5\n addi a0, a0, 1\n addi a1, a0, 1\n halt"}
        print(g:step(), g:reg("a0"), g:place())
        g:set("a0", 40)
        print(g:step(2), g:reg("a1"), g:steps(), g:ring(), g:real_ring())
        g:set("tvec", 0x1000) print(g:reg("tvec"))
        print(g:run(), g:state()))") ==
          "budget\t5\t_start+0x4 (source.s:3)\nbudget\t42\t3\t0\t0\n4096\nidle\trunning\n");
}

TEST_CASE("the ring that a guest sees and the one it runs in differ in a virtual machine") {
    Script s;
    CHECK(s.says(R"(
        local g = ringside.host{ram = "1M"}:vm{ram = "1M", source = ".globl _start\n_start: j _start"}
        g:step(5) print(g:ring(), g:real_ring()))") == "0\t1\n");
}

TEST_CASE("events are told between slices, to the guest they concern") {
    Script s;
    CHECK(s.says(R"(
        local n, out = 0, 0
        local g = ringside.host{ram = "4M"}:vm{source = hello, ram = "4M"}
        g:on("vm_exit", function(e) n = n + 1 end)
        g:on("port_out", function(e) out = out + 1 if e.a == 0x40 then print("power", e.b, e.vm) end end)
        g:run() print(out, n == g:exits().privileged + g:exits().hidden_fault))") ==
          "power\t7\t0\n7\ttrue\n");
}

TEST_CASE("wait_for stops at the instant of the event") {
    Script s;
    CHECK(s.says(R"(
        local g = ringside.bare{source = hello}
        local e = g:wait_for("port_out") print(e.kind, e.b, g:console())
        e = g:wait_for("port_out") print(e.b, g:console())
        print(g:wait_for("trap")) print(g:wait_for("nonsense")))") ==
          "error: script.lua:5: wait_for: there is no event 'nonsense'");
    CHECK(s.printed == "port_out\t72\tH\n101\tHe\nnil\tfinished\n");
}

TEST_CASE("a policy answers for the monitor, and its state lives in the world") {
    Script s;
    // The guest asks for its ring; the policy lies, counts, and ends the guest at the third question.
    CHECK(s.says(R"(
        local g = ringside.host{ram = "1M"}:vm{ram = "1M", source = ".globl _start\n_start: rdring a0\n j _start"}
        g:policy("privileged", function(query, state)
            state.count = (state.count or 0) + 1
            if state.count == 3 then return {"stop", "asked too often"}, state end
            return {{"set_register", "a0", 70 + state.count}, {"skip"}}, state
        end)
        g:step(1) print(g:reg("a0"))
        g:step(2) print(g:reg("a0"))
        print(g:run(), g:state()))") == "71\n72\nfinished\tstopped\tasked too often\n");
}

TEST_CASE("what a policy answers wrongly is an error that names the effect") {
    Script s;
    const auto [answer, complaint] = GENERATE(table<std::string, std::string>(
        {{"{'skp'}", "there is no effect 'skp'; did you mean 'skip'?"},
         {"{{'set_register', 'a9', 1}}", "there is no register 'a9'"},
         {"{{'set_register', 'psr', 1}}", "set_register cannot set 'psr'"},
         {"{{'set_register', 'a0', 'x'}}", "value must be a whole number, not string"},
         {"'skip'", "the policy must give a list of effects, not a string"},
         {"{}, {f = print}", "a function is not plain data"},
         {"{}, {t = {}}", "state.t must be a boolean, a whole number or a string"}}));
    const std::string said = s.says(
        "local g = ringside.host{ram = '1M'}:vm{ram = '1M', source = '.globl _start\\n_start: rdring a0'} "
        "g:policy('privileged', function() return " +
        answer + " end) g:run()");
    INFO(said);
    CHECK(said.find(complaint) != std::string::npos);
}

TEST_CASE("mistakes name the function, the option and the line of the script") {
    Script s;
    const auto [text, complaint] = GENERATE(table<std::string, std::string>({
        {"ringside.bare{sorce = hello}",
         "script.lua:1: bare: unknown option 'sorce'; did you mean 'source'?"},
        {"\nringside.bare{source = hello, ram = true}",
         "script.lua:2: bare: ram must be a size such as \"16M\" or a number of bytes, not boolean"},
        {"ringside.bare{source = hello, harts = 9}", "script.lua:1: bare: harts must be from 1 to 8, not 9"},
        {"ringside.bare{source = hello, strap = 'loose'}",
         "script.lua:1: bare: strap must be \"strict\", \"classic\" or an array of the mnemonics that trap, "
         "not \"loose\""},
        {"ringside.bare{source = hello, strap = {'add'}}",
         "script.lua:1: bare: strap: 'add' never traps for its ring"},
        {"ringside.bare{}",
         "script.lua:1: bare: give the program either as source = \"...\" or as file = \"name.s\""},
        {"ringside.bare{source = 'adi a0'}",
         "script.lua:1: bare: the program does not assemble:\nsource.s:1:1: error: "},
        {"ringside.bare{source = hello, ram = '1G'}",
         "script.lua:1: bare: ram must be at most 256M in a script"},
        {"ringside.bare{file = 'x.s'}",
         "script.lua:1: bare: files cannot be read here; give the text in source"},
        {"ringside.bare{source = hello}:reg('a7')", "script.lua:1: guest:reg: there is no register 'a7'"},
        {"ringside.bare{source = hello}:reg('cycle')",
         "script.lua:1: guest:reg: special register cycle is not storage; only the guest can read it"},
        {"ringside.bare{source = hello}:set('pc', 2)", "script.lua:1: guest:set: pc must be a multiple of 4"},
        {"ringside.bare{source = hello}:policy('privileged', print)",
         "script.lua:1: guest:policy: a program on bare metal has no monitor to ask"},
        {"local h = ringside.host{ram = '1M'} h:vm{source = hello, ram = '1M'}:run(1) h:vm{source = hello, "
         "ram = '1M'}",
         "script.lua:1: host:vm: this world has begun to run"},
        {"ringside.trial{insn = 'rdring a0', ring = 4}",
         "script.lua:1: ringside.trial: ring must be from 0 to 3, not 4"},
        {"ringside.trial{insn = 'frob'}", "script.lua:1: ringside.trial: 'frob' does not assemble"},
        {"ringside.assemble('la a0, 0x12345678')", "is not exactly one instruction"},
    }));
    const std::string said = s.says(text);
    INFO(said);
    CHECK(said.find("error: script.lua:") == 0);
    CHECK(said.find(complaint) != std::string::npos);
}

TEST_CASE("files are read below the lab's folder and nowhere else") {
    const rig::Folder f;
    const std::string inside = f.file("lab/hello.s", rig::hello);
    const std::string outside = f.file("secret.s", rig::hello);
    Script s({}, f / "lab");
    CHECK(s.says("print(ringside.bare{file = 'hello.s'}:run())") == "finished\n");
    for (const std::string& name :
         std::vector<std::string>{"../secret.s", "a/../../secret.s", "/etc/passwd", outside})
        CHECK(s.says("ringside.bare{file = '" + name + "'}").find("is not within this lab's folder") !=
              std::string::npos);
}

TEST_CASE("running worlds is bounded by ticks, and that bound cannot be caught") {
    Script s({.ticks = 10'000});
    const std::string said = s.says("local g = ringside.bare{source = '.globl _start\\n_start: j _start'} "
                                    "while true do pcall(g.run, g, 1000) end");
    CHECK(said.find("error") == 0);
    CHECK(s.state.expired());
}

TEST_CASE("a handler cannot run the world that it hears of") {
    Script s;
    CHECK(s.says("local g = ringside.bare{source = hello} g:on('port_out', function() g:run() end) g:run()")
              .find("running already") != std::string::npos);
}

TEST_CASE("dropped worlds make room for others, and more than 64 at once are refused") {
    Script s;
    CHECK(s.says("for i = 1, 200 do ringside.bare{source = hello, ram = '1M'} end print('fine')") ==
          "fine\n");
    CHECK(s.says("local t = {} for i = 1, 65 do t[i] = ringside.bare{source = hello, ram = '1M'} end")
              .find("more than 64 worlds") != std::string::npos);
}

TEST_CASE("handles are equal when they mean the same guest, and cannot be taken apart") {
    Script s;
    CHECK(s.says("local w = ringside.world{} local a = w:bare{source = hello} print(a == w:guests()[1], "
                 "tostring(a), getmetatable(a))") == "true\tguest on bare metal of host0\tguest\n");
    CHECK(s.says("getmetatable(ringside.bare{source = hello}).__gc()").find("error") == 0);
    CHECK(s.says("ringside.bare{source = hello}.run(5)").find("guest expected") == std::string::npos);
}

TEST_CASE("docs/lua.md is the manual that the tables print") {
    const std::string committed = rig::read(rig::source_dir + "/docs/lua.md"), printed = api::manual();
    INFO("renew it with: ringside docs lua > docs/lua.md");
    CHECK(committed == printed);
}

TEST_CASE("the manual lists every function that is registered") {
    const std::string text = api::manual();
    for (const api::Row& row : api::rows()) {
        INFO(row.usage);
        CHECK(text.find("`" + std::string(row.usage) + "`") != std::string::npos);
        CHECK(row.usage.find(row.name) != std::string::npos);
    }
}
