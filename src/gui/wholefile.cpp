// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/wholefile.h"

#include "formats/atomicfile.h"
#include "session/filefailure.h"
#include "session/ownfiles.h"

namespace cutover::gui {

using namespace Qt::StringLiterals;
using session::Failure;

std::optional<Failure> refusalOf(const QString &file, const QString &workspace)
{
    const QString own = workspace.isEmpty() ? QString() : session::ownFileAt(file, workspace);
    if (own.isEmpty())
        return {};
    return Failure{Failure::Kind::Usage, u"own_file"_s, {file, own}, {}};
}

std::optional<Failure> writeWhole(const QString &file, const QString &workspace, const QByteArray &bytes)
{
    if (auto refusal = refusalOf(file, workspace))
        return refusal;
    const auto written = formats::writeAtomically(file, bytes);
    return written ? std::nullopt : std::optional(session::fileFailure(written.error(), file));
}

} // namespace cutover::gui
