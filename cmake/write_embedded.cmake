# Writes one header of embedded files; called by ringside_embed (Embed.cmake), at build time.
cmake_minimum_required(VERSION 3.25)

set(rows "")
set(count 0)
foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME_WLE)
    if(BINARY)
        file(READ "${file}" bytes HEX)
        file(SIZE "${file}" size)
        string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
        # 64 bytes a line, each line a literal of its own; C++ joins them.
        string(REPEAT "...." 64 line)
        string(REGEX REPLACE "(${line})" "\\1\"next" bytes "${bytes}")
        string(REPLACE "\"next" "\"\n        \"" bytes "${bytes}")
        string(APPEND rows "    EmbeddedFile{\"${name}\",\n        {\"${bytes}\", ${size}}},\n")
    else()
        file(READ "${file}" text)
        string(APPEND rows "    EmbeddedFile{\"${name}\", R\"embedded(${text})embedded\"},\n")
    endif()
    math(EXPR count "${count} + 1")
endforeach()

file(WRITE "${HEADER}" "// Written by cmake/write_embedded.cmake; do not edit.
#pragma once
#pragma GCC system_header  // a file may be longer than the literals that -Wpedantic allows

#include <array>

#include \"embedded_file.hpp\"

namespace ${NAMESPACE} {

inline constexpr std::array<EmbeddedFile, ${count}> ${ARRAY}{
${rows}};

}  // namespace ${NAMESPACE}
")
