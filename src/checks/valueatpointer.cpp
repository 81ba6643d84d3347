// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/valueatpointer.h"

#include "formats/jsonpointer.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Status;

namespace {

constexpr qsizetype longestShown = 200;

/// Its JSON, because `false` and `"false"` are two values.
QString jsonOf(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list).sliced(1).chopped(1).left(longestShown);
}

QString shown(const QJsonValue &value, const QJsonValue &other)
{
    return value.isString() && other.isString() ? value.toString().left(longestShown) : jsonOf(value);
}

} // namespace

tl::expected<QJsonValue, RowObjection> valueAt(const NamedText &text, const QString &pointer)
{
    const auto value = formats::resolvePointer(text.text.root, pointer);
    if (!value)
        return tl::unexpected(RowObjection{Status::NoData, {Cause::FieldAbsent, {text.name, pointer}}});
    return *value;
}

std::optional<RowObjection> objectionTo(const NamedText &text, const QString &pointer, const QJsonValue &wanted,
                                        domain::Row &row)
{
    row.source.pointer = pointer;
    const auto value = valueAt(text, pointer);
    if (!value)
        return value.error();
    row.observed = shown(*value, wanted);
    row.limit = shown(wanted, *value);
    if (*value == wanted)
        return std::nullopt;
    return RowObjection{Status::NoGo, {Cause::ValueNotWanted, {text.name, pointer, row.observed, row.limit}}};
}

} // namespace cutover::checks
