// What the tests of the scripts layer share: folders that go away, commands in this process and in a child.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "scripts/command.hpp"

namespace rig {

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "ringside-test-XXXXXX").string();
        if (!::mkdtemp(name.data())) std::abort();
        path = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string operator/(const std::string& name) const { return (path / name).string(); }
    // Writes a file, making the folders above it; gives its path.
    [[nodiscard]] std::string file(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path / name).parent_path());
        std::ofstream(path / name, std::ios::binary) << text;
        return *this / name;
    }
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(path), std::filesystem::directory_iterator()));
    }
};

inline std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Ran {
    int code = 0;
    std::string out, err;
};

inline std::ostream& operator<<(std::ostream& s, const Ran& r) {
    return s << "exit code " << r.code << "\n--- out\n" << r.out << "--- err\n" << r.err;
}

inline Ran cli(const std::vector<std::string>& arguments) {
    std::ostringstream out, err;
    const int code =
        ringside::scripts::run_command_line(ringside::scripts::commands(), arguments, {out, err});
    return {code, out.str(), err.str()};
}

// The program itself, as a person starts it.
inline Ran child(const std::vector<std::string>& arguments) {
    const Folder f;
    std::string line = "'" RINGSIDE_BINARY_DIR "/ringside-headless'";
    for (const std::string& a : arguments) line += " '" + a + "'";
    line += " >'" + f / "out" + "' 2>'" + f / "err" + "' </dev/null";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(f / "out"), read(f / "err")};
}

inline std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

inline const std::string source_dir = RINGSIDE_SOURCE_DIR;

// Prints "Hello" and powers off with exit code 7. Only hart 0 does; the others halt.
inline const char* const hello = R"(
        .globl _start
_start: bnez    a0, park
        la      a2, text
next:   lbu     a0, 0(a2)
        beqz    a0, done
        li      a3, 0x10
        out     a0, 0(a3)
        addi    a2, a2, 1
        j       next
done:   li      a3, 0x40
        li      a0, 7
        out     a0, 0(a3)
park:   halt
        j       park
text:   .asciz  "Hello\n"
)";

}  // namespace rig
