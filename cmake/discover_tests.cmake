# Asks a test program for its test cases and writes them down for ctest; called after each link.
# Catch's own script cannot set a label by tag and stumbles over a semicolon in a name.
cmake_minimum_required(VERSION 3.25)

set(script "# Written by cmake/discover_tests.cmake; do not edit.\n")

function(discover spec labels)
    # The program answers with the number of tests as its exit code; only a crash or a usage error is a failure.
    execute_process(COMMAND ${PROGRAM} ${spec} --list-test-names-only OUTPUT_VARIABLE names ERROR_VARIABLE errors
                    RESULT_VARIABLE result)
    if(NOT result MATCHES "^[0-9]+$" OR errors)
        message(FATAL_ERROR "${PROGRAM} did not list its tests: ${result} ${errors}")
    endif()
    string(REPLACE ";" "\\;" names "${names}")
    string(REPLACE "[" "<open>" names "${names}") # a bare bracket would join the elements of the list
    string(REPLACE "]" "<close>" names "${names}")
    string(REGEX REPLACE "\n+$" "" names "${names}")
    string(REPLACE "\n" ";" names "${names}")
    foreach(name IN LISTS names)
        string(REPLACE "<open>" "[" name "${name}")
        string(REPLACE "<close>" "]" name "${name}")
        string(REGEX REPLACE "([][,\\\\])" "\\\\\\1" pattern "${name}")
        string(APPEND script "add_test([==[${FOLDER}: ${name}]==] ${PROGRAM} [==[${pattern}]==])\n"
               "set_tests_properties([==[${FOLDER}: ${name}]==] PROPERTIES LABELS \"${labels}\")\n")
        # The program would take it for an option.
        if(name MATCHES "^-")
            message(FATAL_ERROR "the test name '${name}' begins with a dash; begin it with a word")
        endif()
        # Windows on displays of their own, one at a time: X servers that start together may take one number.
        if(name MATCHES "real window")
            string(APPEND script "set_tests_properties([==[${FOLDER}: ${name}]==] PROPERTIES RESOURCE_LOCK display)\n")
        endif()
    endforeach()
    set(script "${script}" PARENT_SCOPE)
endfunction()

discover("~[long]" "${FOLDER}")
discover("[long]" "${FOLDER};long")
file(WRITE "${OUTPUT}" "${script}")
