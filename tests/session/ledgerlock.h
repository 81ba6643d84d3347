// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

namespace cutover::session::test {

/// Stands for another program that holds a ledger's write lock: every append is refused while it lives.
class LedgerLock
{
public:
    explicit LedgerLock(const QString &file)
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name());
        database.setDatabaseName(file);
        m_holds = database.open() && QSqlQuery(database).exec(QStringLiteral("BEGIN IMMEDIATE"));
    }
    ~LedgerLock()
    {
        QSqlDatabase::database(name()).close();
        QSqlDatabase::removeDatabase(name());
    }
    LedgerLock(const LedgerLock &) = delete;
    LedgerLock &operator=(const LedgerLock &) = delete;

    [[nodiscard]] bool holds() const { return m_holds; }

private:
    [[nodiscard]] static QString name() { return QStringLiteral("ledger lock"); }

    bool m_holds = false;
};

} // namespace cutover::session::test
