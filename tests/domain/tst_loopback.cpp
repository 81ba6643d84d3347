// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What counts as this machine itself, and what only looks like it.
#include "domain/loopback.h"

#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

class LoopbackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hosts_data();
    void hosts();
};

void LoopbackTest::hosts_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isLoopback");
    for (const auto *url : {"http://127.0.0.1:8080/x", "http://127.255.255.254", "http://localhost",
                            "http://LOCALHOST/", "http://[::1]:9/", "http://[0:0:0:0:0:0:0:1]/", "http://127.1/"})
        QTest::newRow(url) << QString::fromLatin1(url) << true;
    for (const auto *url : {"http://128.0.0.1", "http://127.0.0.1.example.com", "http://example.com/127.0.0.1",
                            "http://localhost.example", "http://127.0.0.1@example.com/", "http://[::2]/",
                            "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/", "http:///x"})
        QTest::newRow(url) << QString::fromLatin1(url) << false;
}

void LoopbackTest::hosts()
{
    QFETCH(QString, url);
    QFETCH(bool, isLoopback);
    QCOMPARE(cutover::domain::isLoopback(QUrl(url).host()), isLoopback);
}

QTEST_GUILESS_MAIN(LoopbackTest)

#include "tst_loopback.moc"
