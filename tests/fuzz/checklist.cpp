// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever a checklist holds, filling it adds no line, and its head is read or refused.
#include "fuzz/fuzz.h"

#include "domain/criterion.h"
#include "formats/checklistmarkdown.h"
#include "formats/checklistreader.h"

using namespace cutover;
using namespace Qt::StringLiterals;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    formats::ChecklistFilling filling;
    for (const auto &fixed : domain::criteria()) {
        filling.boxes[fixed.key] = {true, u"a\n|b"_s};
        filling.rows[fixed.key] = {false, u"`c`\r\n"_s};
    }
    filling.fields[u"Version"_s] = u"[v]\n"_s;
    const auto input = tests::inputOf(data, size);
    const auto filled = formats::fillChecklist(input, {}, filling);
    if (filled)
        require(filled->markdown.count('\n') == input.toByteArray().count('\n'));
    else
        require(!filled.error().isEmpty());
    std::ignore = formats::readChecklist(input, {});
    return 0;
}
