// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QString>
#include <QStringList>
#include <QTest>

namespace cutover::tests {

inline QString dataFolder(const QString &kind)
{
    return QStringLiteral(CUTOVER_SOURCE_DIR "/tests/formats/data/") + kind;
}

inline QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot read ") + path.toUtf8();
}

inline QByteArray dataBytes(const QString &kind, const QString &name)
{
    return fileBytes(dataFolder(kind) + u'/' + name + QStringLiteral(".json"));
}

inline QStringList dataNames(const QString &kind)
{
    QStringList names;
    const auto files = QDir(dataFolder(kind)).entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QFileInfo &file : files)
        names.append(file.completeBaseName());
    return names;
}

} // namespace cutover::tests
