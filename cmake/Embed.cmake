# ringside_embed(LAYER HEADER path NAMESPACE ns ARRAY name FILES files… [BINARY]): files of the source tree (or of
# an installed package) carried inside the program.
#
# Writes a header below generated/ of the build folder, which is on the include path, so that HEADER
# machine/costs_data.hpp is included as "machine/costs_data.hpp". It holds one constexpr array of
# ringside::EmbeddedFile {name, text}, where the name is the file's without its extension:
#
#     for (const EmbeddedFile& file : ns::name) parse(file.text);
#
# With BINARY the bytes are written as escapes, so that any file goes in.

add_custom_target(generated) # every generated header; what clang-tidy needs before it can read a file

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/embedded_file.hpp @ONLY CONTENT [[
// Written by cmake/Embed.cmake; do not edit.
#pragma once

#include <string_view>

namespace ringside {

struct EmbeddedFile {
    std::string_view name;  // the file's name without its extension
    std::string_view text;
};

}  // namespace ringside
]])

function(ringside_embed layer)
    cmake_parse_arguments(embed "BINARY" "HEADER;NAMESPACE;ARRAY" "FILES" ${ARGN})
    set(header ${CMAKE_BINARY_DIR}/generated/${embed_HEADER})
    add_custom_command(
        OUTPUT ${header}
        COMMAND ${CMAKE_COMMAND} -DHEADER=${header} -DNAMESPACE=${embed_NAMESPACE} -DARRAY=${embed_ARRAY}
                -DBINARY=${embed_BINARY} "-DFILES=${embed_FILES}" -P ${CMAKE_SOURCE_DIR}/cmake/write_embedded.cmake
        DEPENDS ${embed_FILES} ${CMAKE_SOURCE_DIR}/cmake/write_embedded.cmake
        COMMENT "Embedding ${embed_HEADER}"
        VERBATIM)
    string(MAKE_C_IDENTIFIER embed_${embed_HEADER} target)
    add_custom_target(${target} DEPENDS ${header})
    add_dependencies(ringside_${layer} ${target})
    add_dependencies(generated ${target})
endfunction()
