# ringside_embed(LAYER HEADER path NAMESPACE ns FILES files… [BINARY]): files of the source tree (or of an
# installed package) as constants of a generated header.
#
# The header lies below generated/ of the build folder, which is on the include path: HEADER machine/costs_data.hpp
# is included as "machine/costs_data.hpp". For each file it has `inline constexpr std::string_view NAME` (the file's
# name without its extension, other characters turned into _), and together `inline constexpr std::array files` of
# {name, text}. With BINARY the bytes are written as escapes, so that any file goes in.

add_custom_target(generated) # every generated header; what clang-tidy needs before it can read a file

function(ringside_embed layer)
    cmake_parse_arguments(embed "BINARY" "HEADER;NAMESPACE" "FILES" ${ARGN})
    set(header ${CMAKE_BINARY_DIR}/generated/${embed_HEADER})
    add_custom_command(
        OUTPUT ${header}
        COMMAND ${CMAKE_COMMAND} -DHEADER=${header} -DNAMESPACE=${embed_NAMESPACE} -DBINARY=${embed_BINARY}
                "-DFILES=${embed_FILES}" -P ${CMAKE_SOURCE_DIR}/cmake/write_embedded.cmake
        DEPENDS ${embed_FILES} ${CMAKE_SOURCE_DIR}/cmake/write_embedded.cmake
        COMMENT "Embedding ${embed_HEADER}"
        VERBATIM)
    string(MAKE_C_IDENTIFIER embed_${embed_HEADER} target)
    add_custom_target(${target} DEPENDS ${header})
    add_dependencies(ringside_${layer} ${target})
    add_dependencies(generated ${target})
endfunction()
