// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/merkle.h"
#include "ledger/ledger.h"
#include "ledger/ledgerentry.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QVariant>
#include <QtTest>

namespace cutover::ledger::testkit {

using namespace Qt::StringLiterals;

/// A workspace and a state folder of its own, gone afterwards.
struct Place
{
    QTemporaryDir root;
    QString file = root.filePath(u"workspace/var/cutover/ledger.sqlite"_s);
    QString state = root.filePath(u"state/cutover"_s);

    [[nodiscard]] OpenOptions options(OpenOptions::Mode mode = OpenOptions::Mode::Create) const
    {
        OpenOptions options;
        options.mode = mode;
        options.workspaceId = u"workspace-1"_s;
        options.stateFolder = state;
        options.lockTimeoutMs = 2000;
        return options;
    }

    [[nodiscard]] std::unique_ptr<Ledger> open(OpenOptions::Mode mode = OpenOptions::Mode::Create) const
    {
        auto ledger = Ledger::open(file, options(mode));
        if (ledger)
            return std::move(*ledger);
        qWarning() << codeName(ledger.error().code) << ledger.error().system << ledger.error().data;
        return nullptr;
    }

    /// The error of opening; NotOpen where it opened.
    [[nodiscard]] LedgerError openError(OpenOptions::Mode mode = OpenOptions::Mode::Existing) const
    {
        auto ledger = Ledger::open(file, options(mode));
        return ledger ? LedgerError{LedgerError::Code::NotOpen, {}, {}, {}} : ledger.error();
    }

    [[nodiscard]] LedgerReport inspect() const
    {
        auto ledger = Ledger::open(file, options(OpenOptions::Mode::Inspect));
        return ledger ? (*ledger)->verify() : LedgerReport();
    }

    void forget() const { QDir(state).removeRecursively(); }
};

inline Actor somebody()
{
    return {u"deploy"_s, u"host-1"_s, {}, PersonKind::None};
}

inline qint64 addNotes(Ledger &ledger, int count)
{
    qint64 last = -1;
    for (int i = 0; i < count; ++i) {
        const auto appended = ledger.append(u"note", somebody(), {{u"text"_s, u"note %1"_s.arg(ledger.size())}});
        last = appended ? appended->index : -1;
    }
    return last;
}

/// Somebody else's hands on the file: raw SQL past every guard of the schema.
inline bool tamper(const QString &file, const std::function<bool(QSqlQuery &)> &hands)
{
    static int counter = 0;
    const QString name = u"tamper-%1"_s.arg(++counter);
    bool done = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(file);
        if (database.open()) {
            QSqlQuery query(database);
            const QStringList triggers = {u"entries_in_order"_s, u"entries_no_update"_s, u"entries_no_delete"_s,
                                          u"blobs_no_update"_s, u"blobs_no_delete"_s};
            for (const QString &trigger : triggers)
                query.exec(u"DROP TRIGGER IF EXISTS "_s + trigger);
            done = hands(query);
            if (!done)
                qWarning() << query.lastError();
        }
    }
    QSqlDatabase::removeDatabase(name);
    return done;
}

inline bool tamper(const QString &file, const QStringList &statements)
{
    return tamper(file, [&statements](QSqlQuery &query) {
        return std::all_of(statements.begin(), statements.end(),
                           [&query](const QString &statement) { return query.exec(statement); });
    });
}

/// Edits one entry and makes the whole file consistent again, as somebody would who knows the format.
inline bool rewriteFrom(const QString &file, qint64 index, const QByteArray &from, const QByteArray &to)
{
    return tamper(file, [&](QSqlQuery &query) {
        QList<QByteArray> rows;
        if (!query.exec(u"SELECT bytes FROM entries ORDER BY idx"_s))
            return false;
        while (query.next())
            rows.append(query.value(0).toByteArray());
        rows[index].replace(from, to);
        crypto::MerkleTree tree;
        for (qint64 i = 0; i < rows.size(); ++i) {
            tree.append(crypto::leafHash(rows.at(i)));
            query.prepare(u"UPDATE entries SET bytes = ?, leaf = ?, root = ?, size = ? WHERE idx = ?"_s);
            query.addBindValue(rows.at(i));
            query.addBindValue(crypto::leafHash(rows.at(i)));
            query.addBindValue(tree.root());
            query.addBindValue(i + 1);
            query.addBindValue(i);
            if (!query.exec())
                return false;
        }
        return true;
    });
}

inline bool hasProblem(const LedgerReport &report, LedgerProblem::Code code)
{
    return std::any_of(report.problems.begin(), report.problems.end(),
                       [code](const LedgerProblem &problem) { return problem.code == code; });
}

} // namespace cutover::ledger::testkit
