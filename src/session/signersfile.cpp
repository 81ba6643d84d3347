// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signersfile.h"

#include "formats/atomicfile.h"
#include "session/sealfailures.h"
#include "session/signerstrust.h"

namespace cutover::session {

using namespace Qt::StringLiterals;

std::optional<Failure> writeSignersFile(const QByteArray &bytes, const QString &workspace)
{
    const auto file = signersFilePath.toString();
    if (const auto failure = placeFailure(file, workspace))
        return failure;
    const auto written = formats::writeAtomically(u"%1/%2"_s.arg(workspace, file), bytes);
    return written ? std::nullopt : std::optional(fileFailure(written.error(), file));
}

} // namespace cutover::session
