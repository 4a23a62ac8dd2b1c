# Compiler settings shared by every target: warnings are errors, ccache when there is one, sanitizers on request.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    # The test files share a precompiled header, which ccache accepts only on request. Build folders of the same
    # sources share results: every path in a command is absolute, so the working directory need not be hashed.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
                                    CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
endif()

add_library(ringside_flags INTERFACE)
target_compile_options(ringside_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror)
target_include_directories(ringside_flags INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)

if(RINGSIDE_SANITIZE)
    add_compile_options(-fsanitize=${RINGSIDE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${RINGSIDE_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # The instrumented code confuses this warning: it fires inside the standard library's <regex>.
        add_compile_options(-Wno-maybe-uninitialized)
    endif()
endif()
