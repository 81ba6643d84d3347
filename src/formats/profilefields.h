// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/criterion.h"
#include "formats/fieldreader.h"

#include <QString>
#include <QStringList>
#include <optional>

/// \file Kinds of values that several parts of cutover.json have. Used by its readers alone; like FieldReader's, each
/// gives nothing where the member is absent, and nothing and a problem where it is wrong.

namespace cutover::formats {

template <typename T>
void set(T &target, const std::optional<T> &value)
{
    if (value)
        target = *value;
}

/// A name that stands in headlines and records: one line, not empty.
[[nodiscard]] std::optional<QString> readPlainWord(FieldReader &reader, const QString &key);
/// http or https, with a host and without a password, which would be a secret in a file that many read.
[[nodiscard]] std::optional<QString> readWebUrl(FieldReader &reader, const QString &key);
/// The same, of this machine alone: a webhook's URL is its password, and a profile is no place for one.
[[nodiscard]] std::optional<QString> readLoopbackUrl(FieldReader &reader, const QString &key);
/// A path below the workspace: not absolute, and no ".." that leads out of it.
[[nodiscard]] std::optional<QString> readInnerPath(FieldReader &reader, const QString &key);
[[nodiscard]] std::optional<QStringList> readInnerPaths(FieldReader &reader, const QString &key);
/// RFC 6901.
[[nodiscard]] std::optional<QString> readPointer(FieldReader &reader, const QString &key);
/// An argument vector or a line for bash; neither may be empty.
[[nodiscard]] std::optional<domain::Command> readCommand(FieldReader &reader, const QString &key);
/// An argument vector in which the placeholder is one whole argument, so that nothing is ever put into a string.
[[nodiscard]] std::optional<QStringList> readFilled(FieldReader &reader, const QString &key,
                                                    const QString &placeholder);
/// An object identifier in dotted form, "1.3.6.1.4.1.99999.1".
[[nodiscard]] std::optional<QString> readObjectIdentifier(FieldReader &reader, const QString &key);
/// The name of an environment variable or keychain entry.
[[nodiscard]] std::optional<QString> readSecretName(FieldReader &reader, const QString &key);

} // namespace cutover::formats
