// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/profilefields.h"

#include "domain/loopback.h"
#include "formats/jsonpointer.h"

#include <QDir>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = DocumentError::Code;

namespace {

bool hasControlCharacters(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

bool leavesWorkspace(const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    return QDir::isAbsolutePath(path) || path.contains(QChar(0)) || clean == ".."_L1 || clean.startsWith("../"_L1);
}

} // namespace

std::optional<QString> readPlainWord(FieldReader &reader, const QString &key)
{
    const auto value = reader.word(key);
    if (!value || !hasControlCharacters(*value))
        return value;
    reader.errors().add(Code::BadName, reader.pointer(key), {*value});
    return std::nullopt;
}

std::optional<QString> readWebUrl(FieldReader &reader, const QString &key)
{
    const auto value = reader.word(key);
    if (!value)
        return std::nullopt;
    const QUrl url(*value, QUrl::StrictMode);
    if (domain::isHttpUrl(url) && url.userInfo().isEmpty())
        return value;
    reader.errors().add(Code::BadUrl, reader.pointer(key));
    return std::nullopt;
}

std::optional<QString> readLoopbackUrl(FieldReader &reader, const QString &key)
{
    const auto url = readWebUrl(reader, key);
    if (!url || domain::isLoopback(QUrl(*url).host()))
        return url;
    reader.errors().add(Code::NotLoopback, reader.pointer(key));
    return std::nullopt;
}

std::optional<QString> readInnerPath(FieldReader &reader, const QString &key)
{
    const auto path = reader.word(key);
    if (!path || !leavesWorkspace(*path))
        return path;
    reader.errors().add(Code::PathOutside, reader.pointer(key), {*path});
    return std::nullopt;
}

std::optional<QStringList> readInnerPaths(FieldReader &reader, const QString &key)
{
    const auto paths = reader.words(key);
    if (!paths)
        return std::nullopt;
    for (qsizetype i = 0; i < paths->size(); ++i) {
        if (leavesWorkspace(paths->at(i)))
            reader.errors().add(Code::PathOutside, pointerTo(reader.pointer(key), i), {paths->at(i)});
    }
    return paths;
}

std::optional<QString> readPointer(FieldReader &reader, const QString &key)
{
    const auto value = reader.text(key);
    if (!value || isPointer(*value))
        return value;
    reader.errors().add(Code::BadPointer, reader.pointer(key), {*value});
    return std::nullopt;
}

std::optional<domain::Command> readCommand(FieldReader &reader, const QString &key)
{
    if (reader.object().value(key).isString()) {
        const auto line = reader.word(key);
        return line ? std::optional(domain::Command{{}, *line}) : std::nullopt;
    }
    const auto arguments = reader.words(key);
    if (!arguments)
        return std::nullopt;
    if (reader.object().value(key).toArray().isEmpty()) {
        reader.errors().add(Code::Empty, reader.pointer(key));
        return std::nullopt;
    }
    return domain::Command{*arguments, {}};
}

std::optional<QStringList> readFilled(FieldReader &reader, const QString &key, const QString &placeholder)
{
    const auto arguments = reader.words(key);
    if (arguments && !arguments->contains(placeholder))
        reader.errors().add(Code::PlaceholderMissing, reader.pointer(key), {placeholder});
    return arguments;
}

std::optional<QString> readObjectIdentifier(FieldReader &reader, const QString &key)
{
    const auto value = reader.word(key);
    static const QRegularExpression shape(u"\\A[0-2](\\.(0|[1-9][0-9]{0,9})){1,30}\\z"_s);
    if (!value || shape.match(*value).hasMatch())
        return value;
    reader.errors().add(Code::BadName, reader.pointer(key), {*value});
    return std::nullopt;
}

std::optional<QString> readSecretName(FieldReader &reader, const QString &key)
{
    const auto name = reader.word(key);
    static const QRegularExpression shape(u"\\A[A-Za-z_][A-Za-z0-9_]*\\z"_s);
    if (!name || shape.match(*name).hasMatch())
        return name;
    reader.errors().add(Code::BadName, reader.pointer(key), {*name});
    return std::nullopt;
}

} // namespace cutover::formats
