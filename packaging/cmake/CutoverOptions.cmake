# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Language, warnings, hardening and sanitizers, as INTERFACE targets that every room links.
option(CUTOVER_BUILD_TESTS "Build the test suite" ON)
option(CUTOVER_WERROR "Treat warnings as errors" OFF)
option(CUTOVER_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(CUTOVER_FUZZ "Build for libFuzzer, with both sanitizers; needs clang" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTOUIC ON)
set(CMAKE_AUTOUIC_SEARCH_PATHS "${PROJECT_SOURCE_DIR}/ui")
set(CMAKE_AUTORCC ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")

add_library(cutover_warnings INTERFACE)
target_compile_options(cutover_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                                  -Wnon-virtual-dtor -Woverloaded-virtual)
if(CUTOVER_WERROR)
  target_compile_options(cutover_warnings INTERFACE -Werror)
endif()

add_library(cutover_hardening INTERFACE)
target_compile_options(cutover_hardening INTERFACE -fstack-protector-strong -fstack-clash-protection)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_options(cutover_hardening INTERFACE -fcf-protection=full)
endif()
if(CUTOVER_FUZZ AND NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  message(FATAL_ERROR "CUTOVER_FUZZ needs clang: cmake --preset fuzz")
endif()
if(CUTOVER_SANITIZE OR CUTOVER_FUZZ)
  set(sanitizers address,undefined$<$<BOOL:${CUTOVER_FUZZ}>:,fuzzer-no-link>)
  target_compile_options(cutover_hardening INTERFACE -fsanitize=${sanitizers} -fno-omit-frame-pointer
                                                     -fno-sanitize-recover=undefined)
  target_link_options(cutover_hardening INTERFACE -fsanitize=${sanitizers})
else()
  # _FORTIFY_SOURCE needs an optimised build and hides errors from AddressSanitizer.
  target_compile_options(cutover_hardening INTERFACE $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
endif()
target_link_options(cutover_hardening INTERFACE -Wl,-z,relro -Wl,-z,now -pie)

add_library(cutover_qt_rules INTERFACE)
target_compile_definitions(cutover_qt_rules INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_CONTEXTLESS_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS
  QT_DISABLE_DEPRECATED_BEFORE=0x060400)
