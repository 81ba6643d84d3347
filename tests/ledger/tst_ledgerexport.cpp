// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledgerexport.h"
#include "ledgertestkit.h"

using namespace Qt::StringLiterals;
using namespace cutover::ledger;
using namespace cutover::ledger::testkit;

class TestLedgerExport : public QObject
{
    Q_OBJECT

private:
    QByteArray m_export;
    LedgerReport m_truth;

    [[nodiscard]] QList<QByteArray> lines() const
    {
        QList<QByteArray> lines = m_export.split('\n');
        lines.removeLast();
        return lines;
    }
    static QByteArray joined(const QList<QByteArray> &lines) { return lines.join('\n') + '\n'; }

private Q_SLOTS:
    void initTestCase()
    {
        const Place place;
        auto ledger = place.open();
        addNotes(*ledger, 3);
        // Text that looks like the end of a line, quotes and other scripts must not confuse the reader.
        QVERIFY(ledger
                    ->append(u"note", somebody(),
                             {{u"text"_s, u"\",\"index\":1,\"root\":\"x\",\"size\":2}\n Äß€"_s}, {u",\"index\":"_s, 7}},
                             {QByteArray("bound")})
                    .has_value());
        addNotes(*ledger, 2);
        m_truth = ledger->verify();
        const QString file = place.root.filePath(u"new/folder/ledger.jsonl"_s);
        QVERIFY(ledger->exportJsonLines(file).has_value());
        QFile read(file);
        QVERIFY(read.open(QIODevice::ReadOnly));
        m_export = read.readAll();
    }

    void exportVerifiesWithoutTheDatabase()
    {
        QVERIFY(isLedgerExport(m_export));
        const LedgerReport report = verifyExport(m_export);
        QVERIFY(report.valid);
        QCOMPARE(report.size, m_truth.size);
        QCOMPARE(report.root, m_truth.root);
        QCOMPARE(report.ledgerId, m_truth.ledgerId);
        QCOMPARE(report.workspaceId, u"workspace-1"_s);
        QCOMPARE(report.firstBad, -1);
        QCOMPARE(lines().size(), report.size + 1);
    }

    void everyFlippedByteIsFound()
    {
        for (qsizetype at = 0; at < m_export.size(); ++at) {
            for (char flip : {char(1), char(0x20), char(0x80)}) {
                QByteArray flipped = m_export;
                flipped[at] = char(flipped.at(at) ^ flip);
                QVERIFY2(!verifyExport(flipped).valid, qPrintable(QString::number(at)));
            }
        }
    }

    void everyCutIsFound()
    {
        for (qsizetype size = 0; size < m_export.size(); ++size)
            QVERIFY2(!verifyExport(m_export.first(size)).valid, qPrintable(QString::number(size)));
    }

    void changedLines_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("firstBad");
        QList<QByteArray> lines = this->lines();
        lines.removeAt(3);
        QTest::newRow("deleted entry") << joined(lines) << 2;
        lines = this->lines();
        lines.swapItemsAt(3, 5);
        QTest::newRow("reordered") << joined(lines) << 2;
        lines = this->lines();
        lines.insert(4, lines.at(4));
        QTest::newRow("doubled") << joined(lines) << 4;
        lines = this->lines();
        lines.removeLast();
        QTest::newRow("cut tail") << joined(lines) << 6;
        lines = this->lines();
        lines.insert(3, QByteArray());
        QTest::newRow("blank line") << joined(lines) << 2;
        lines = this->lines();
        lines[2].replace("note 1", "note X");
        QTest::newRow("edited entry") << joined(lines) << 1;
        lines = this->lines();
        lines[2].replace("{\"entry\":{", "{\"entry\": {");
        QTest::newRow("blank in an entry") << joined(lines) << 1;
        lines = this->lines();
        lines[2] += ' ';
        QTest::newRow("blank behind a line") << joined(lines) << 1;
        QTest::newRow("carriage returns") << QByteArray(m_export).replace("\n", "\r\n") << 0;
        QTest::newRow("without a head") << joined(this->lines().sliced(1)) << -1;
        QTest::newRow("head alone") << joined(this->lines().first(1)) << 0;
        QTest::newRow("two exports") << QByteArray(m_export + m_export) << 7;
        QTest::newRow("blank at the end") << QByteArray(m_export + '\n') << 7;
        QTest::newRow("no newline at the end") << m_export.chopped(1) << 6;
    }

    void changedLines()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, firstBad);
        const LedgerReport report = verifyExport(bytes);
        QVERIFY(!report.valid);
        QCOMPARE(report.firstBad, firstBad);
    }

    void otherFilesAreNoExport_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("newline") << QByteArray("\n");
        QTest::newRow("object") << QByteArray("{}\n");
        QTest::newRow("array") << QByteArray("[]\n");
        QTest::newRow("other kind") << QByteArray("{\"kind\":\"cutover-report\"}\n");
        QTest::newRow("kind no string") << QByteArray("{\"kind\":1}\n");
        QTest::newRow("duplicate kind") << QByteArray("{\"kind\":\"x\",\"kind\":\"cutover-ledger-export\"}\n");
        QTest::newRow("binary") << QByteArray("\0\xff\xfe", 3);
        QTest::newRow("SQLite") << QByteArray("SQLite format 3\0", 16);
    }

    void otherFilesAreNoExport()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!isLedgerExport(bytes));
        QVERIFY(!verifyExport(bytes).valid);
    }

    void exportOfATamperedLedgerDoesNotVerify()
    {
        const Place place;
        addNotes(*place.open(), 4);
        QVERIFY(tamper(place.file, {u"UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'note 2', 'note X') "
                                    "AS BLOB) WHERE idx = 2"_s}));
        auto ledger = place.open(OpenOptions::Mode::Inspect);
        const QString file = place.root.filePath(u"export"_s);
        QVERIFY(ledger->exportJsonLines(file).has_value());
        QFile read(file);
        QVERIFY(read.open(QIODevice::ReadOnly));
        const LedgerReport report = verifyExport(read.readAll());
        QVERIFY(!report.valid);
        QCOMPARE(report.firstBad, 2);
    }

    void exportIntoNowhereFails()
    {
        const Place place;
        auto ledger = place.open();
        const auto failed = ledger->exportJsonLines(u"/proc/no-such-folder/export"_s);
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, LedgerError::Code::LedgerUnwritable);
    }
};

QTEST_GUILESS_MAIN(TestLedgerExport)
#include "tst_ledgerexport.moc"
