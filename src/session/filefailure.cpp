// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/filefailure.h"

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::Cause;

Failure fileFailure(const formats::FileError &error, const QString &shown)
{
    return {Failure::Kind::File,
            formats::codeName(error.code),
            {shown.isEmpty() ? error.path : shown, {}, {}, error.system},
            {}};
}

Failure fileFailure(const formats::DocumentError &error)
{
    return {Failure::Kind::File,
            formats::codeName(error.code),
            QStringList{error.file, error.pointer, QString::number(error.line)} + error.data,
            {}};
}

Failure fileFailure(const domain::Reason &reason)
{
    const QString name = reason.cause == Cause::FileAbsent    ? u"not_found"_s
                         : reason.cause == Cause::PathOutside ? u"path_outside"_s
                                                              : reason.data.value(1);
    return {Failure::Kind::File, name, {reason.data.value(0)}, {}};
}

} // namespace cutover::session
