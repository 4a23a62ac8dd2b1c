# The kernel is linked for the upper half of the address space and loaded at the bottom of memory: physical = virtual +
# 0x80000000, modulo 2^32. Its programs are linked first, each by itself and both at the same address, and become
# constants of the kernel: first.elf brings all it needs.
list(APPEND GUEST_C_FLAGS -g) # lines of the C files for whoever steps through them
set(GUEST_LINK_OPTIONS --text-base 0x80010000 --load-offset 0x80000000)

ringside_guest_sources(OUT user DIR ${folder} PLACE ${name}/user SOURCES user/user.c user/polite.c user/hog.c
                       FLAGS ${GUEST_C_FLAGS})
list(GET user 0 library)
foreach(program polite hog)
    set(elf ${CMAKE_BINARY_DIR}/guests/${name}/${program}.elf)
    set(sources ${library} ${CMAKE_BINARY_DIR}/guests/${name}/user/${program}.s)
    add_custom_command(OUTPUT ${elf}
        COMMAND ringside-headless asm ${sources} --text-base 0x400000 -o ${elf}
        DEPENDS ringside-headless ${sources}
        COMMENT "Linking guest ${name}/${program}.elf" VERBATIM)
    list(APPEND GUEST_LINK_OPTIONS --embed ${program}_elf=${elf})
    list(APPEND GUEST_LINK_DEPENDS ${elf})
endforeach()
