# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `cmake --build … --target update_translations` collects the sentences of src/ and ui/ into translations/*.ts.
# Never part of a build: a file that people translate changes only when somebody asks for it. Without locations, so
# that a moved line is no change.
file(GLOB translation_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/translations/*.ts")
add_custom_target(update_translations
  COMMAND Qt6::lupdate -silent -locations none -no-obsolete "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/ui" -ts ${translation_files}
  COMMENT "Collecting sentences into translations/"
  VERBATIM)
