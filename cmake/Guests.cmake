# Programs that run on Tetra: C goes through the RISC-V compiler to assembly, and Ringside's own assembler links it.
#
# ringside_guest_sources(OUT variable DIR folder SOURCES files… FLAGS flags… [PLACE folder])
#   Turns .c files into .s files and copies .s files, both to PLACE below guests/ of the build folder, and
#   returns the paths of the results.
#
# ringside_guest(NAME folder)
#   Builds guests/NAME.elf from the folder's *.c and *.s and from the runtime. A `guest.cmake` in the folder may
#   set any of these before anything is compiled:
#     GUEST_SOURCES       the files to compile and link (default: every .c and .s of the folder)
#     GUEST_C_FLAGS       the compiler's flags (default: from labs/guests/flags.cmake)
#     GUEST_RUNTIME       the .s files linked after the guest's own (default: the whole runtime)
#     GUEST_LINK_OPTIONS  options of `ringside asm`, such as --entry (default: none)
#     GUEST_LINK_DEPENDS  files that these options name, to be made before (default: none)

find_program(RISCV_GCC riscv64-unknown-elf-gcc)

function(ringside_guest_sources)
    cmake_parse_arguments(arg "" "OUT;DIR;PLACE" "SOURCES;FLAGS" ${ARGN})
    set(place ${CMAKE_BINARY_DIR}/guests/${arg_PLACE})
    file(MAKE_DIRECTORY ${place})
    set(results "")
    foreach(source IN LISTS arg_SOURCES)
        get_filename_component(source ${source} ABSOLUTE BASE_DIR ${arg_DIR})
        get_filename_component(stem ${source} NAME_WLE)
        get_filename_component(extension ${source} LAST_EXT)
        set(result ${place}/${stem}.s)
        if(result IN_LIST results)
            message(FATAL_ERROR "${arg_DIR}: ${stem}.c and ${stem}.s would both become ${stem}.s; rename one")
        endif()
        if(extension STREQUAL ".c")
            add_custom_command(OUTPUT ${result}
                COMMAND ${RISCV_GCC} ${arg_FLAGS} -S -MD -MF ${result}.d -MT ${result} ${source} -o ${result}
                DEPENDS ${source} DEPFILE ${result}.d
                COMMENT "Compiling guest ${arg_PLACE}/${stem}.c" VERBATIM COMMAND_EXPAND_LISTS)
        else()
            add_custom_command(OUTPUT ${result}
                COMMAND ${CMAKE_COMMAND} -E copy ${source} ${result}
                DEPENDS ${source} COMMENT "Copying guest ${arg_PLACE}/${stem}.s" VERBATIM)
        endif()
        list(APPEND results ${result})
    endforeach()
    set(${arg_OUT} ${results} PARENT_SCOPE)
endfunction()

function(ringside_guest name folder)
    get_filename_component(folder ${folder} ABSOLUTE)
    file(GLOB GUEST_SOURCES CONFIGURE_DEPENDS ${folder}/*.c ${folder}/*.s)
    set(GUEST_RUNTIME ${RINGSIDE_GUEST_RUNTIME})
    set(GUEST_LINK_OPTIONS "")
    set(GUEST_LINK_DEPENDS "")
    include(${folder}/guest.cmake OPTIONAL)
    if(NOT GUEST_SOURCES)
        return()
    endif()
    ringside_guest_sources(OUT own DIR ${folder} PLACE ${name} SOURCES ${GUEST_SOURCES} FLAGS ${GUEST_C_FLAGS})
    set(elf ${CMAKE_BINARY_DIR}/guests/${name}.elf)
    add_custom_command(OUTPUT ${elf}
        COMMAND ringside-headless asm ${own} ${GUEST_RUNTIME} ${GUEST_LINK_OPTIONS} -o ${elf}
        DEPENDS ringside-headless ${own} ${GUEST_RUNTIME} ${GUEST_LINK_DEPENDS}
        COMMENT "Linking guest ${name}.elf" VERBATIM COMMAND_EXPAND_LISTS)
    add_custom_target(guest_${name} DEPENDS ${elf})
    add_dependencies(guests guest_${name})
endfunction()
