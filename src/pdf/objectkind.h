// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdffile.h"

#include <QStringList>

namespace cutover::pdf {

/// What an object is to a reader, as data of a problem: its kind and a number. "page", "content" and "annotations"
/// with the page's number from 1; "catalog", "form", "field", "signature", "attachment", "information", "font",
/// "picture" and "object" with the object's own. Only this room's .cpp files include it.
[[nodiscard]] QStringList kindOf(QPDF &document, int number);

} // namespace cutover::pdf
