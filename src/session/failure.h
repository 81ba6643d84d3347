// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/refusal.h"

#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

#include <functional>

namespace cutover::session {

/// Why a verb did nothing. `name` is the API's code; a refusal by the gate carries them all.
struct Failure
{
    enum class Kind {
        Refused,  ///< exit 1: a rule says no
        Usage,    ///< exit 2
        File,     ///< exit 3: `data` = file, pointer, line, detail
        Keychain, ///< exit 4
    };
    Kind kind = Kind::Refused;
    QString name;     ///< "wrong_passphrase", "statement_changed", "profile_invalid", …
    QStringList data; ///< facts for the sentence that the catalogue of models/ makes of it
    domain::Refusals refusals;
};

[[nodiscard]] inline Failure refused(const QString &name, const QStringList &data = {},
                                     const domain::Refusals &refusals = {})
{
    return {Failure::Kind::Refused, name, data, refusals};
}

template <typename T>
using Result = tl::expected<T, Failure>;

/// Called once, from the event loop, on the thread that asked; not at all when its guard is gone.
template <typename T>
using Done = std::function<void(const Result<T> &)>;

} // namespace cutover::session
