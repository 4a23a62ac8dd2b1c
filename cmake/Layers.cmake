# ringside_layer(NAME LINK targets…): the library ringside_NAME from every .cpp below this folder, main/ excepted.
#
# A new file is picked up by the next build; no list is kept by hand. A layer of headers alone (or one that is
# still empty) becomes an INTERFACE library, so that whoever links it need not know.
function(ringside_layer name)
    cmake_parse_arguments(layer "" "" "LINK" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    list(FILTER sources EXCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/main/")
    if(sources)
        add_library(ringside_${name} STATIC ${sources})
        target_link_libraries(ringside_${name} PUBLIC ringside_flags ${layer_LINK})
    else()
        add_library(ringside_${name} INTERFACE)
        target_link_libraries(ringside_${name} INTERFACE ringside_flags ${layer_LINK})
    endif()
endfunction()

# ringside_program(NAME LINK targets…): the program NAME, in the root of the build folder, from main/*.cpp.
function(ringside_program name)
    cmake_parse_arguments(program "" "" "LINK" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/main/*.cpp)
    if(sources)
        add_executable(${name} ${sources})
        target_link_libraries(${name} PRIVATE ${program_LINK})
    endif()
endfunction()
