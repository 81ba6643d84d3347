# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One helper for every room, one for every test, so that each CMakeLists.txt states only what differs.
include_guard(GLOBAL)

# cutover_room(NAME [ROOMS room...] [LIBRARIES target...]): src/NAME as the static library cutover_NAME.
function(cutover_room name)
  cmake_parse_arguments(ARG "" "" "ROOMS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/*.h"
       "${CMAKE_CURRENT_SOURCE_DIR}/*.qrc")
  if(NOT sources)
    add_library(cutover_${name} INTERFACE)
    return()
  endif()
  add_library(cutover_${name} STATIC ${sources})
  target_include_directories(cutover_${name} PUBLIC "${PROJECT_SOURCE_DIR}/src")
  list(TRANSFORM ARG_ROOMS PREPEND cutover_)
  target_link_libraries(cutover_${name}
    PUBLIC Qt6::Core tl::expected ${ARG_ROOMS} ${ARG_LIBRARIES}
    PRIVATE cutover_warnings cutover_hardening cutover_qt_rules)
endfunction()

# cutover_tests(ROOM [LIBRARIES target...]): every tst_*.cpp of the calling folder as its own CTest test, named
# ROOM.tst_x. A room's tests link that room alone, unless LIBRARIES says otherwise.
function(cutover_tests room)
  cmake_parse_arguments(ARG "" "" "LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/tst_*.cpp")
  foreach(source IN LISTS sources)
    get_filename_component(test "${source}" NAME_WE)
    set(target "${room}_${test}")
    add_executable(${target} "${source}")
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
    if(TARGET cutover_${room})
      target_link_libraries(${target} PRIVATE cutover_${room})
    endif()
    target_link_libraries(${target} PRIVATE Qt6::Test ${ARG_LIBRARIES} cutover_warnings cutover_hardening
                                            cutover_qt_rules)
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    target_compile_definitions(${target} PRIVATE CUTOVER_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                                                 CUTOVER_BINARY_DIR="${PROJECT_BINARY_DIR}")
    add_test(NAME ${room}.${test} COMMAND "${PROJECT_SOURCE_DIR}/tests/in-own-home" $<TARGET_FILE:${target}>)
    set_tests_properties(${room}.${test} PROPERTIES TIMEOUT 300)
  endforeach()
endfunction()
