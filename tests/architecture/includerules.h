// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises the table of rooms as data, and every include line of a source text that the table does not allow.
// A room may include rooms on lower floors, itself, the libraries its row names, Qt Core, tl::expected and what the
// language and the operating system bring. There is no allow-list.
#pragma once

#include "architecture/sourcetext.h"

#include <QLibraryInfo>
#include <QMap>
#include <QSet>

#include <optional>

namespace cutover::tests {

struct Room
{
    int floor = 0;
    QSet<QString> libraries;
    std::optional<QSet<QString>> rooms; // in place of «all lower floors»
};

inline const QMap<QString, Room> &rooms()
{
    using namespace Qt::StringLiterals;
    static const QMap<QString, Room> table{
        {u"domain"_s, {0, {}, {}}},
        {u"formats"_s, {1, {u"nlohmann"_s}, {}}},
        {u"crypto"_s, {2, {u"openssl"_s}, {}}},
        {u"process"_s, {2, {}, {}}},
        {u"web"_s, {2, {u"QtNetwork"_s}, {}}},
        {u"keychain"_s, {3, {u"qt6keychain"_s, u"QtDBus"_s}, {}}},
        {u"ledger"_s, {3, {u"QtSql"_s}, {}}},
        {u"metrics"_s, {3, {u"QtNetwork"_s}, {}}},
        {u"notify"_s, {3, {u"QtNetwork"_s}, {}}},
        {u"checks"_s, {4, {u"QtNetwork"_s, u"QtConcurrent"_s}, {}}},
        {u"charts"_s, {4, {u"QtCharts"_s, u"QtWidgets"_s, u"QtGui"_s}, {}}},
        {u"pdf"_s, {4, {u"QtGui"_s, u"qpdf"_s}, {}}},
        {u"rollout"_s, {5, {u"QtNetwork"_s, u"QtDBus"_s}, {}}},
        {u"session"_s, {6, {}, {}}},
        {u"models"_s, {7, {u"QtGui"_s}, {}}},
        {u"gui"_s, {8, {u"QtWidgets"_s, u"QtGui"_s, u"QtSvg"_s, u"QtPrintSupport"_s}, {}}},
        {u"cli"_s, {8, {}, {}}},
        // The verbs that draw need a QApplication, and only a main may make one.
        {u"app"_s, {9, {u"QtWidgets"_s, u"QtGui"_s}, {}}},
        // Apart: Qt HttpServer brings Qt Network.
        {u"demo"_s, {10, {u"QtHttpServer"_s, u"QtNetwork"_s}, QSet<QString>{u"formats"_s, u"crypto"_s, u"process"_s}}},
    };
    return table;
}

// "QtNetwork" for QTcpSocket or QtNetwork/QTcpSocket; empty for what no installed Qt module has.
inline QString qtModuleOf(const QString &header)
{
    static const QDir headers(QLibraryInfo::path(QLibraryInfo::HeadersPath));
    static const QStringList modules = headers.entryList({QStringLiteral("Qt*")}, QDir::Dirs, QDir::Name);
    const QString first = header.section(u'/', 0, 0);
    if (modules.contains(first))
        return first;
    if (QFile::exists(headers.filePath(QStringLiteral("QtCore/") + header)))
        return QStringLiteral("QtCore");
    for (const QString &module : modules) {
        if (QFile::exists(headers.filePath(module + u'/' + header)))
            return module;
    }
    return {};
}

inline bool isSystemHeader(const QString &header)
{
    static const QRegularExpression language(QStringLiteral("^[a-z_]+$"));
    static const QRegularExpression system(QStringLiteral(
        "^((sys|linux|net|netinet|arpa)/[a-z_0-9]+|dirent|errno|fcntl|grp|limits|locale|math|poll|pwd|sched|signal"
        "|spawn|stddef|stdint|stdio|stdlib|string|termios|time|unistd)\\.h$"));
    return language.match(header).hasMatch() || system.match(header).hasMatch();
}

// The library an angle include belongs to: a Qt module, the first folder of its path, or nothing if it is free to all.
inline QString libraryOf(const QString &header)
{
    if (isSystemHeader(header) || header == QStringLiteral("tl/expected.hpp"))
        return {};
    const QString module = qtModuleOf(header);
    if (module == QStringLiteral("QtCore"))
        return {};
    return module.isEmpty() ? header.section(u'/', 0, 0) : module;
}

inline QString objectionToLibrary(const Room &room, const QString &header)
{
    const QString library = libraryOf(header);
    if (library.isEmpty() || room.libraries.contains(library))
        return {};
    return QStringLiteral("library %1 (<%2>) is not in the room's row").arg(library, header);
}

inline bool isGenerated(const QString &roomName, const QString &header)
{
    return header.endsWith(QStringLiteral(".moc")) || header.startsWith(QStringLiteral("moc_")) ||
           (roomName == QStringLiteral("gui") && header.startsWith(QStringLiteral("ui_")));
}

inline QString objectionToRoom(const QString &roomName, const Room &room, const QString &header)
{
    if (isGenerated(roomName, header))
        return {};
    const QString other = header.section(u'/', 0, 0);
    if (!header.contains(u'/') || !rooms().contains(other))
        return QStringLiteral("\"%1\" names no room; includes are relative to src").arg(header);
    if (other == roomName)
        return {};
    if (other == QStringLiteral("demo"))
        return QStringLiteral("no room includes demo");
    const Room &target = rooms()[other];
    if (room.rooms ? room.rooms->contains(other) : target.floor < room.floor)
        return {};
    return QStringLiteral("floor %1 may not include %2 on floor %3").arg(room.floor).arg(other).arg(target.floor);
}

inline QString objectionToLine(const QString &roomName, const QString &line)
{
    static const QRegularExpression directive(QStringLiteral("^\\s*#\\s*include\\b\\s*(?:<([^>]+)>|\"([^\"]+)\")?"));
    const auto match = directive.match(line);
    if (!match.hasMatch())
        return {};
    if (!rooms().contains(roomName))
        return QStringLiteral("the table has no room %1").arg(roomName);
    const Room &room = rooms()[roomName];
    if (match.hasCaptured(1))
        return objectionToLibrary(room, match.captured(1));
    if (match.hasCaptured(2))
        return objectionToRoom(roomName, room, match.captured(2));
    return QStringLiteral("an include that cannot be read");
}

inline QList<Violation> forbiddenIncludes(const SourceText &source)
{
    QList<Violation> found;
    const QString roomName = source.path.section(u'/', 1, 1);
    const QStringList lines = withoutComments(source.text).split(u'\n');
    for (int number = 0; number < lines.size(); ++number) {
        const QString objection = objectionToLine(roomName, lines.at(number));
        if (!objection.isEmpty())
            found.append({source.path, number + 1, objection});
    }
    return found;
}

} // namespace cutover::tests
