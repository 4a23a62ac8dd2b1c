// The command line as its users meet it: what it prints where, its exit codes, and what it does about bad input.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "isa/elf/elf.hpp"
#include "tests/scripts/rig.hpp"

using nlohmann::json;
using rig::cli;

TEST_CASE("help lists every command, and each command has help of its own") {
    const auto all = cli({"--help"});
    CHECK(all.code == 0);
    CHECK(all.err.empty());
    for (const auto& command : ringside::scripts::commands()) {
        CHECK(all.out.find("  " + std::string(command.name)) != std::string::npos);
        const auto one = cli({std::string(command.name), "--help"});
        INFO(one);
        CHECK(one.code == 0);
        CHECK(one.out.rfind("usage: ringside " + std::string(command.name), 0) == 0);
        CHECK(one.out.find("-h, --help") != std::string::npos);
        std::istringstream in(one.out);
        for (std::string line; std::getline(in, line);) CHECK(line.size() <= 110);
    }
}

TEST_CASE("no command, an unknown command and an unknown option are one clear message and exit code 2") {
    const auto [arguments, message] = GENERATE(table<std::vector<std::string>, std::string>({
        {{"rnu"}, "ringside: unknown command 'rnu'; did you mean 'run'? (ringside --help says more)\n"},
        {{"--frob"}, "ringside: unknown option '--frob' (ringside --help says more)\n"},
        {{"run"}, "ringside run: FILE is missing (ringside run --help says more)\n"},
        {{"run", "--lokced", "x.s"},
         "ringside run: unknown option '--lokced'; did you mean '--locked'? (ringside run --help says "
         "more)\n"},
        {{"run", "x.s", "--ram"},
         "ringside run: --ram needs a value: --ram SIZE (ringside run --help says more)\n"},
        {{"run", "x.s", "--ram", "12Q"},
         "ringside run: --ram: '12Q' is not a size; write 16M, 512K, 1G or a number of bytes (ringside run "
         "--help says more)\n"},
        {{"run", "x.s", "--harts", "9"},
         "ringside run: --harts: 9 is not from 1 to 8 (ringside run --help says more)\n"},
        {{"run", "x.s", "--vm", "--technique", "magic"},
         "ringside run: --technique: there is no 'magic'; choose trap-and-emulate (ringside run --help says "
         "more)\n"},
        {{"run", "x.s", "--vm", "--memory", "nestd"},
         "ringside run: --memory: there is no 'nestd'; choose shadow (ringside run --help says more)\n"},
        {{"run", "x.s", "--strap", "loose"},
         "ringside run: --strap: there is no 'loose'; choose strict or classic (ringside run --help says "
         "more)\n"},
        {{"run", "x.s", "--max-instructions", "-3"},
         "ringside run: --max-instructions: '-3' is not a number (ringside run --help says more)\n"},
        {{"asm", "x.s"}, "ringside asm: --output FILE is missing (ringside asm --help says more)\n"},
        {{"grade", "1"}, "ringside grade: SUBMISSION is missing (ringside grade --help says more)\n"},
        {{"disasm", "a.elf", "b.elf", "--frob"},
         "ringside disasm: unknown option '--frob' (ringside disasm --help says more)\n"},
    }));
    const auto r = cli(arguments);
    INFO(r);
    CHECK(r.code == 2);
    CHECK(r.out.empty());
    CHECK(r.err == message);
}

TEST_CASE("run prints the guest's console and nothing else, and gives the guest's exit code") {
    const rig::Folder f;
    const std::string source = f.file("hello.s", rig::hello);
    const std::vector<std::string> how = GENERATE(
        std::vector<std::string>{}, std::vector<std::string>{"--vm"}, std::vector<std::string>{"--locked"},
        std::vector<std::string>{"--vm", "--locked"}, std::vector<std::string>{"--engine", "reference"},
        std::vector<std::string>{"--engine", "fast"}, std::vector<std::string>{"--harts", "2"},
        std::vector<std::string>{"--vm", "--harts", "2", "--ram", "8M"},
        std::vector<std::string>{"--ram", "1M"});
    std::vector<std::string> arguments{"run", source};
    arguments.insert(arguments.end(), how.begin(), how.end());
    const auto r = cli(arguments);
    INFO(r);
    CHECK(r.code == 7);
    CHECK(r.out == "Hello\n");
    CHECK(r.err.empty());
}

TEST_CASE("the program itself does the same as the function behind it") {
    const rig::Folder f;
    const std::string source = f.file("hello.s", rig::hello), elf = f / "hello.elf";
    CHECK(rig::child({"asm", source, "-o", elf}).code == 0);
    const auto r = rig::child({"run", "--vm", elf});
    INFO(r);
    CHECK(r.code == 7);
    CHECK(r.out == "Hello\n");
    CHECK(r.err.empty());
    CHECK(rig::child({"disasm", elf}).out == cli({"disasm", elf}).out);
    CHECK(rig::child({}).code == 2);
}

TEST_CASE("every byte of a long output is printed") {
    const rig::Folder f;
    // 300000 characters, one after the other: many times what the console keeps.
    const std::string source = f.file("long.s", R"(
        .globl _start
_start: li      a0, 300000
        li      a1, 'a'
        li      a3, 0x10
next:   out     a1, 0(a3)
        addi    a1, a1, 1
        andi    a1, a1, 0x7f
        ori     a1, a1, 0x40
        addi    a0, a0, -1
        bnez    a0, next
        li      a3, 0x40
        out     a0, 0(a3)
)");
    std::string expected;
    for (unsigned i = 0, c = 'a'; i < 300000; ++i) {
        expected += static_cast<char>(c);
        c = ((c + 1) & 0x7f) | 0x40;
    }
    CHECK(cli({"run", source}).out == expected);
    CHECK(cli({"run", "--vm", source}).out == expected);
}

TEST_CASE("the limit --max-instructions stops after exactly so many, with exit code 124") {
    const rig::Folder f;
    const std::string source = f.file("loop.s", ".globl _start\n_start: addi a0, a0, 1\n j _start\n"),
                      stats = f / "s.json";
    for (const std::string& n : std::vector<std::string>{"0", "1", "2", "7", "100001"})
        for (const bool vm : {false, true}) {
            std::vector<std::string> arguments{"run", source,    "--max-instructions",
                                               n,     "--stats", "json:" + stats};
            if (vm) arguments.emplace_back("--vm");
            const auto r = cli(arguments);
            INFO(r);
            CHECK(r.code == 124);
            CHECK(r.err.find("loop.s: stopped after " + n + " instructions") == 0);
            CHECK(json::parse(rig::read(stats))["instructions"] == std::stoull(n));
        }
    CHECK(cli({"run", f.file("hello.s", rig::hello), "--max-instructions", "1000000"}).code == 7);
}

TEST_CASE("stats hold what was promised, and bare metal and a virtual machine have one trace hash") {
    const rig::Folder f;
    const std::string source = f.file("hello.s", rig::hello), stats = f / "s.json";
    const auto figures = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"run", source, "--stats", "json:" + stats});
        CHECK(cli(more).code == 7);
        return json::parse(rig::read(stats));
    };
    const json bare = figures({"--locked"}), vm = figures({"--locked", "--vm"}), cycles = figures({});
    for (const char* name :
         {"instructions", "cycles", "ledger", "exits", "trace_hash", "digest", "host_seconds"})
        for (const json& j : {bare, vm, cycles}) CHECK(j.contains(name));
    CHECK(bare["trace_hash"] == vm["trace_hash"]);
    CHECK(bare["trace_hash"].is_string());
    CHECK(cycles["trace_hash"].is_null());
    CHECK(bare["instructions"] == vm["instructions"]);
    CHECK(bare["exits"].empty());
    CHECK(vm["exits"]["privileged"] == 7);
    CHECK(bare["digest"] == figures({"--locked"})["digest"]);
    CHECK(bare["digest"] != figures({"--locked", "--seed", "5"})["digest"]);
    std::uint64_t sum = 0;
    for (const auto& [name, spent] : cycles["ledger"].items()) sum += spent.get<std::uint64_t>();
    CHECK(cycles["cycles"] == sum);
}

TEST_CASE("on the classic strap a virtual machine diverges, and the run names the instruction and says why") {
    const rig::Folder f;
    const std::string source = f.file("ring.s", R"(
        .globl _start
_start: li      a1, 3
again:  rdring  a0
        addi    a1, a1, -1
        bnez    a1, again
        li      a3, 0x40
        out     a0, 0(a3)
)");
    CHECK(cli({"run", "--strap", "classic", source}).code == 0);
    CHECK(cli({"run", "--vm", source}).code == 0);
    const auto r = cli({"run", "--vm", "--strap", "classic", source});
    INFO(r);
    CHECK(r.code == 1);
    CHECK(r.out.empty());
    CHECK(rig::lines(r.err) == 1);
    for (const char* part : {"again", "ring.s:4", "'rdring a0'", "real ring 1", "It saw 1;",
                             "would have seen 0", "3 times", "x86"})
        CHECK(r.err.find(part) != std::string::npos);
}

TEST_CASE("a guest that dies is named with place and cause, and exit code 125") {
    const rig::Folder f;
    const auto [text, message] = GENERATE(table<std::string, std::string>({
        {".globl _start\n_start: nop\nbad: lw a0, 0(zero)\n",
         "dies.s: at bad (dies.s:3): machine check on hart 0: no memory behind this load"},
        {".globl _start\n_start: halt\n nop\n",
         "dies.s: halted at _start+0x4 (dies.s:3) for ever: no interrupt is due that could wake it; if it "
         "waits for input, give it with --input FILE"},
    }));
    const std::string source = f.file("dies.s", text);
    for (const bool vm : {false, true}) {
        const auto r = vm ? cli({"run", "--vm", source}) : cli({"run", source});
        INFO(r);
        CHECK(r.code == 125);
        CHECK(rig::lines(r.err) == 1);
        const std::size_t at = r.err.find(f.path.string() + "/");  // the line map has the path as given
        std::string err = r.err;
        if (at != std::string::npos) err.erase(at, f.path.string().size() + 1);
        CHECK(err.find(message) == 0);
    }
}

TEST_CASE("the option --input feeds the console and then ends input, however much it is") {
    const rig::Folder f;
    // Echoes until the end of input, then gives the count modulo 256.
    const std::string source = f.file("echo.s", R"(
        .globl _start
_start: li      a3, 0x10
        li      a4, 0
wait:   in      a0, 1(a3)
        andi    a1, a0, 1
        bnez    a1, take
        andi    a1, a0, 4
        beqz    a1, wait
        li      a3, 0x40
        out     a4, 0(a3)
take:   in      a0, 0(a3)
        out     a0, 0(a3)
        addi    a4, a4, 1
        j       wait
)");
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{5}, std::size_t{70'000}, std::size_t{1'300'000}}) {
        std::string text;
        for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('A' + i % 53);
        const auto r = cli({"run", source, "--input", f.file("in.txt", text)});
        CHECK(r.code == static_cast<int>(size % 256));
        CHECK(r.out == text);
    }
}

TEST_CASE("bad input is one clear line on standard error, exit code 2, and nothing half-written") {
    const rig::Folder f;
    const std::string good = f.file("hello.s", rig::hello), elf = f / "hello.elf";
    REQUIRE(cli({"asm", good, "-o", elf}).code == 0);
    const std::string bytes = rig::read(elf);
    std::string other = bytes;
    other[18] = 0x3e;  // e_machine
    const std::string truncated = f.file("short.elf", bytes.substr(0, bytes.size() / 3)),
                      stub = f.file("stub.elf", bytes.substr(0, 20)), foreign = f.file("foreign.elf", other),
                      empty = f.file("empty.s", ""), binary = f.file("binary.s", std::string(300, '\1'));
    const std::vector<std::vector<std::string>> cases = {
        {"run", f / "missing.s"},
        {"run", f / "missing.elf"},
        {"run", f.path.string()},
        {"run", truncated},
        {"run", stub},
        {"run", foreign},
        {"run", empty},
        {"run", binary},
        {"disasm", truncated},
        {"disasm", f / "missing.elf"},
        {"run", elf, good},
        {"run", good, "--ram", "4K"},
        {"run", good, "--ram", "5000"},
        {"run", good, "--ram", "64K"},
        {"run", good, "--ram", "4G"},
        {"run", good, "--text-base", "0x0"},
        {"run", good, "--entry", "nowhere"},
        {"run", good, "--input", f / "missing"},
        {"run", good, "--stats", "stats.json"},
        {"run", good, "--disk", f / "d"},
        {"run", good, "--technique", "trap-and-emulate"},
        {"run", good, "--embed", "x"},
        {"run", good, "--embed", "x=" + f / "missing"},
        {"run", good, "--stats", "json:" + f / "no/such/folder/s.json"},
    };
    const std::size_t files = f.count();
    for (const auto& arguments : cases) {
        const auto r = cli(arguments);
        INFO(arguments[1] << (arguments.size() > 2 ? " " + arguments[2] : ""));
        INFO(r);
        CHECK(r.code == 2);
        CHECK(rig::lines(r.err) == 1);
        CHECK(r.err.size() < 300);
        if (arguments.back().find("no/such") == std::string::npos) CHECK(r.out.empty());
    }
    CHECK(f.count() == files);
}

TEST_CASE("segments that overlap are refused") {
    const rig::Folder f;
    ringside::isa::Image image;
    image.entry = 0x10000;
    for (const std::uint32_t address : {0x10000u, 0x10010u}) {
        ringside::isa::Segment s;
        s.address = s.physical = address;
        s.bytes.assign(0x40, 0);
        s.memory_size = 0x40;
        s.exec = true;
        image.segments.push_back(s);
    }
    const auto elf = ringside::isa::write_elf(image);
    const auto r = cli({"run", f.file("overlap.elf", std::string(elf.begin(), elf.end()))});
    INFO(r);
    CHECK(r.code == 2);
    CHECK(rig::lines(r.err) == 1);
    CHECK(r.err.find("overlap") != std::string::npos);
}

TEST_CASE(
    "a source that does not assemble leaves the old program as it was, and every mistake has its line") {
    const rig::Folder f;
    const std::string elf = f.file("out.elf", "old"),
                      bad = f.file("bad.s", "_start: adi a0, a0, 1\n lw a0\n addi a0, a0, 70000\n");
    const auto r = cli({"asm", bad, "-o", elf});
    INFO(r);
    CHECK(r.code == 2);
    CHECK(rig::lines(r.err) == 3);
    CHECK(r.err.find("bad.s:1:9: error: ") != std::string::npos);
    CHECK(r.err.find("bad.s:2:") != std::string::npos);
    CHECK(rig::read(elf) == "old");
    CHECK(f.count() == 2);
}

TEST_CASE("sources of a runtime folder, and those after --library, are linked only where they are needed") {
    const rig::Folder f;
    const std::string main_file = f.file("main.s", ".globl _start\n_start: call leave\n"),
                      leave = f.file("runtime/leave.s",
                                     ".globl leave\nleave: li a3, 0x40\n li a0, 3\n out a0, 0(a3)\n"),
                      unused = f.file("runtime/unused.s", ".globl unused\nunused: call missing_everywhere\n");
    CHECK(cli({"run", main_file, unused, leave}).code == 3);
    const std::string plain = f.file("plain.s", rig::read(unused));
    CHECK(cli({"run", main_file, leave, plain}).code == 2);
    CHECK(cli({"run", main_file, "--library", plain, leave}).code == 3);
}

TEST_CASE("the option --embed puts a file between two symbols") {
    const rig::Folder f;
    const std::string source =
        f.file("e.s", ".globl _start\n_start: la a0, blob\n lbu a0, 1(a0)\n li a3, 0x40\n out a0, 0(a3)\n");
    CHECK(cli({"run", source, "--embed", "blob=" + f.file("b", "xA")}).code == 'A');
}

TEST_CASE("disasm shows labels, words and source lines") {
    const rig::Folder f;
    const auto r = cli({"disasm", f.file("hello.s", rig::hello)});
    CHECK(r.code == 0);
    CHECK(r.out.find("<_start>:") != std::string::npos);
    CHECK(r.out.find("e9ad0000  out a0, 0(a3)") != std::string::npos);
    CHECK(r.out.find("hello.s:8") != std::string::npos);
}

TEST_CASE("docs prints the pages that are kept in docs/") {
    CHECK(cli({"docs", "isa"}).out == rig::read(rig::source_dir + "/docs/isa.md"));
    CHECK(cli({"docs", "lua"}).out == rig::read(rig::source_dir + "/docs/lua.md"));
    CHECK(cli({"docs", "frob"}).code == 2);
}
