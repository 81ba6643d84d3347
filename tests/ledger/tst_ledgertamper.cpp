// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Somebody who can write the file, and what the ledger says about it (RULES section 7: edits, deletions, reordering, a
// cut tail, a whole rewrite and a restored backup are detected, and the first bad entry is named).
#include "ledgertestkit.h"

#include "crypto/digest.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::ledger;
using namespace cutover::ledger::testkit;

namespace {

using Problem = LedgerProblem::Code;

const QString edit = u"UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'note 4', 'note X') AS BLOB) "
                     "WHERE idx = 4"_s;

/// Seven entries, 0 to 6, the decision at 3.
void fill(Ledger &ledger)
{
    addNotes(ledger, 2);
    (void)ledger.append(u"decision", somebody(), {{u"decision"_s, u"GO"_s}}, {QByteArray("evidence")});
    addNotes(ledger, 3);
}

} // namespace

class TestLedgerTamper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tamperedFile_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::addColumn<Problem>("problem");
        QTest::addColumn<int>("firstBad");

        QTest::newRow("edited entry") << QStringList{edit} << Problem::EntryChanged << 4;
        QTest::newRow("one bit of an entry")
            << QStringList{u"UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'GO', 'GN') AS BLOB) WHERE idx = 3"_s}
            << Problem::EntryChanged << 3;
        QTest::newRow("edited first entry") << QStringList{u"UPDATE entries SET bytes = CAST(replace(CAST(bytes AS "
                                                           u"TEXT), 'workspace-1', 'workspace-2') AS BLOB) "
                                                           "WHERE idx = 0"_s}
                                            << Problem::EntryChanged << 0;
        QTest::newRow("edited leaf") << QStringList{u"UPDATE entries SET leaf = zeroblob(32) WHERE idx = 2"_s}
                                     << Problem::EntryChanged << 2;
        QTest::newRow("leaf of another length")
            << QStringList{u"UPDATE entries SET leaf = x'00' WHERE idx = 2"_s} << Problem::EntryChanged << 2;
        QTest::newRow("edited root") << QStringList{u"UPDATE entries SET root = zeroblob(32) WHERE idx = 5"_s}
                                     << Problem::TreeMismatch << 5;
        QTest::newRow("edited size") << QStringList{u"UPDATE entries SET size = 9 WHERE idx = 5"_s}
                                     << Problem::TreeMismatch << 5;
        QTest::newRow("edited kind column")
            << QStringList{u"UPDATE entries SET kind = 'note' WHERE idx = 3"_s} << Problem::EntryMalformed << 3;
        QTest::newRow("entry is no JSON")
            << QStringList{u"UPDATE entries SET bytes = x'7b' WHERE idx = 6"_s} << Problem::EntryMalformed << 6;
        QTest::newRow("empty entry") << QStringList{u"UPDATE entries SET bytes = x'' WHERE idx = 6"_s}
                                     << Problem::EntryChanged << 6;
        QTest::newRow("deleted entry") << QStringList{u"DELETE FROM entries WHERE idx = 3"_s} << Problem::EntryMissing
                                       << 3;
        QTest::newRow("deleted first entry")
            << QStringList{u"DELETE FROM entries WHERE idx = 0"_s} << Problem::EntryMissing << 0;
        QTest::newRow("deleted and renumbered")
            << QStringList{u"DELETE FROM entries WHERE idx = 3"_s, u"UPDATE entries SET idx = 3 WHERE idx = 4"_s,
                           u"UPDATE entries SET idx = 4 WHERE idx = 5"_s, u"UPDATE entries SET idx = 5 WHERE idx = 6"_s}
            << Problem::TreeMismatch << 3;
        QTest::newRow("swapped entries") << QStringList{u"UPDATE entries SET idx = 100 WHERE idx = 2"_s,
                                                        u"UPDATE entries SET idx = 2 WHERE idx = 5"_s,
                                                        u"UPDATE entries SET idx = 5 WHERE idx = 100"_s}
                                         << Problem::TreeMismatch << 2;
        QTest::newRow("inserted entry")
            << QStringList{u"UPDATE entries SET idx = 7 WHERE idx = 6"_s,
                           u"INSERT INTO entries SELECT 6, kind, bytes, leaf, 7, root FROM entries WHERE idx = 5"_s}
            << Problem::TreeMismatch << 6;
        QTest::newRow("entry added behind the end")
            << QStringList{u"INSERT INTO entries SELECT 7, kind, bytes, leaf, 8, root FROM entries WHERE idx = 6"_s}
            << Problem::TreeMismatch << 7;
        QTest::newRow("second creation added")
            << QStringList{u"INSERT INTO entries SELECT 7, kind, bytes, leaf, 8, root FROM entries WHERE idx = 0"_s}
            << Problem::EntryMalformed << 7;
        QTest::newRow("entry before the first")
            << QStringList{u"INSERT INTO entries SELECT -1, kind, bytes, leaf, 0, root FROM entries WHERE idx = 2"_s}
            << Problem::EntryMissing << 0;
        QTest::newRow("cut tail") << QStringList{u"DELETE FROM entries WHERE idx = 6"_s} << Problem::TailCut << 6;
        QTest::newRow("cut to the first entry")
            << QStringList{u"DELETE FROM entries WHERE idx > 0"_s} << Problem::TailCut << 1;
        QTest::newRow("all entries deleted") << QStringList{u"DELETE FROM entries"_s} << Problem::EntryMissing << 0;
    }

    void tamperedFile()
    {
        QFETCH(QStringList, statements);
        QFETCH(Problem, problem);
        QFETCH(int, firstBad);
        const Place place;
        fill(*place.open());
        QVERIFY(tamper(place.file, statements));
        const LedgerError error = place.openError();
        QCOMPARE(error.code, LedgerError::Code::LedgerInvalid);
        QCOMPARE(error.data.value(u"first_bad"_s).toInteger(-2), firstBad);
        const LedgerReport report = place.inspect();
        QVERIFY(!report.valid);
        QVERIFY(hasProblem(report, problem));
        QCOMPARE(report.firstBad, firstBad);
        QVERIFY(!report.toJson().value(u"valid"_s).toBool(true));
        // Creating does not paper over it either.
        QCOMPARE(place.openError(OpenOptions::Mode::Create).code, LedgerError::Code::LedgerInvalid);
    }

    void tamperedWhileOpen()
    {
        const Place place;
        auto ledger = place.open();
        fill(*ledger);
        QVERIFY(tamper(place.file, {edit}));
        const LedgerReport report = ledger->verify();
        QVERIFY(!report.valid);
        QCOMPARE(report.firstBad, 4);
        const auto refused = ledger->append(u"note", somebody(), {});
        QCOMPARE(refused.error().code, LedgerError::Code::LedgerInvalid);
        QCOMPARE(refused.error().data.value(u"first_bad"_s).toInteger(), 4);
        QVERIFY(ledger->trouble().has_value());
        QCOMPARE(ledger->refresh().error().code, LedgerError::Code::LedgerInvalid);
        QCOMPARE(ledger->storeBlob("x").error().code, LedgerError::Code::LedgerInvalid);
    }

    void undoneTamperingVerifiesAgain()
    {
        const Place place;
        auto ledger = place.open();
        fill(*ledger);
        QVERIFY(tamper(place.file, {edit}));
        QVERIFY(!ledger->verify().valid);
        QVERIFY(tamper(place.file,
                       {u"UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'note X', 'note 4') AS BLOB) "
                        "WHERE idx = 4"_s}));
        QVERIFY(ledger->verify().valid);
        QVERIFY(ledger->append(u"note", somebody(), {}).has_value());
    }

    void tailCutWhileOpen()
    {
        const Place place;
        auto ledger = place.open();
        fill(*ledger);
        QVERIFY(tamper(place.file, {u"DELETE FROM entries WHERE idx > 4"_s}));
        const auto refused = ledger->append(u"note", somebody(), {});
        QCOMPARE(refused.error().code, LedgerError::Code::LedgerInvalid);
        QCOMPARE(refused.error().data.value(u"problem"_s).toString(), u"tail_cut"_s);
        QCOMPARE(refused.error().data.value(u"first_bad"_s).toInteger(), 5);
        QCOMPARE(refused.error().data.value(u"size"_s).toInteger(), 5);
        QCOMPARE(refused.error().data.value(u"attested_size"_s).toInteger(), 7);
    }

    void badTailIsNoticedByRefresh()
    {
        const Place place;
        auto ledger = place.open();
        fill(*ledger);
        QVERIFY(tamper(place.file,
                       {u"INSERT INTO entries SELECT 7, kind, bytes, leaf, 8, root FROM entries WHERE idx = 6"_s}));
        const auto refreshed = ledger->refresh();
        QVERIFY(!refreshed);
        QCOMPARE(refreshed.error().code, LedgerError::Code::LedgerInvalid);
        QCOMPARE(ledger->size(), 7);
    }

    void cutTailSaysWhatWasSeen()
    {
        const Place place;
        fill(*place.open());
        QVERIFY(tamper(place.file, {u"DELETE FROM entries WHERE idx >= 5"_s}));
        const LedgerError error = place.openError();
        QCOMPARE(error.data.value(u"problem"_s).toString(), u"tail_cut"_s);
        QCOMPARE(error.data.value(u"size"_s).toInteger(), 5);
        QCOMPARE(error.data.value(u"attested_size"_s).toInteger(), 7);
    }

    void wholeRewriteIsFoundByTheRootOutside()
    {
        const Place place;
        fill(*place.open());
        QVERIFY(rewriteFrom(place.file, 4, "note 4", "note X"));
        const LedgerReport report = place.inspect();
        QVERIFY(!report.valid);
        QVERIFY(hasProblem(report, Problem::Rewritten));
        QCOMPARE(report.firstBad, 4);
        QCOMPARE(place.openError().data.value(u"problem"_s).toString(), u"rewritten"_s);
        // Whoever never saw the ledger cannot know: the file is consistent in itself.
        place.forget();
        QVERIFY(place.open(OpenOptions::Mode::Existing)->verify().valid);
    }

    void wholeRewriteThatIsLongerIsFound()
    {
        const Place place;
        fill(*place.open());
        QVERIFY(rewriteFrom(place.file, 1, "note 1", "note X"));
        Place stranger;
        stranger.file = place.file;
        addNotes(*stranger.open(OpenOptions::Mode::Existing), 5);
        const LedgerReport report = place.inspect();
        QVERIFY(hasProblem(report, Problem::Rewritten));
        QCOMPARE(report.firstBad, 1);
    }

    void wholeRewriteWhileOpenIsFound()
    {
        const Place place;
        auto ledger = place.open();
        fill(*ledger);
        QVERIFY(rewriteFrom(place.file, 2, "note 2", "note X"));
        const auto refused = ledger->append(u"note", somebody(), {});
        QCOMPARE(refused.error().code, LedgerError::Code::LedgerInvalid);
        QCOMPARE(refused.error().data.value(u"first_bad"_s).toInteger(), 2);
        QCOMPARE(ledger->verify().firstBad, 2);
    }

    void rewriteWithoutTheLeavesOutsideIsStillFound()
    {
        const Place place;
        QString id;
        {
            auto ledger = place.open();
            fill(*ledger);
            id = ledger->ledgerId();
        }
        QVERIFY(QFile::remove(place.state + u'/' + id + u".leaves"_s));
        QVERIFY(rewriteFrom(place.file, 4, "note 4", "note X"));
        const LedgerReport report = place.inspect();
        QVERIFY(hasProblem(report, Problem::Rewritten));
        QCOMPARE(report.firstBad, -1);
        QVERIFY(report.toJson().value(u"first_bad"_s).isNull());
    }

    void restoredBackupIsFound()
    {
        const Place place;
        fill(*place.open());
        const QString backup = place.root.filePath(u"backup"_s);
        QVERIFY(QFile::copy(place.file, backup));
        addNotes(*place.open(OpenOptions::Mode::Existing), 2);
        QVERIFY(QFile::remove(place.file) && QFile::copy(backup, place.file));
        const LedgerError error = place.openError();
        QCOMPARE(error.code, LedgerError::Code::LedgerInvalid);
        QCOMPARE(error.data.value(u"problem"_s).toString(), u"tail_cut"_s);
        QCOMPARE(error.data.value(u"first_bad"_s).toInteger(), 7);
    }

    void restoredBackupThatWentOnIsFound()
    {
        const Place place;
        fill(*place.open());
        const QString backup = place.root.filePath(u"backup"_s);
        QVERIFY(QFile::copy(place.file, backup));
        addNotes(*place.open(OpenOptions::Mode::Existing), 2);
        QVERIFY(QFile::remove(place.file) && QFile::copy(backup, place.file));
        Place stranger;
        stranger.file = place.file;
        addNotes(*stranger.open(OpenOptions::Mode::Existing), 4);
        const LedgerReport report = place.inspect();
        QVERIFY(hasProblem(report, Problem::Rewritten));
        QCOMPARE(report.firstBad, 7);
    }

    void copyThatFallsBehindIsFound()
    {
        const Place place;
        fill(*place.open());
        Place copy;
        copy.state = place.state;
        QVERIFY(QDir().mkpath(QFileInfo(copy.file).path()) && QFile::copy(place.file, copy.file));
        QVERIFY(copy.open(OpenOptions::Mode::Existing)->append(u"note", somebody(), {}).has_value());
        QCOMPARE(place.openError().code, LedgerError::Code::LedgerInvalid);
        QVERIFY(copy.open(OpenOptions::Mode::Existing)->verify().valid);
    }

    void fileReplacedWhileOpenIsFound()
    {
        const Place place;
        const QString backup = place.root.filePath(u"backup"_s);
        auto ledger = place.open();
        fill(*ledger);
        QVERIFY(QFile::copy(place.file, backup));
        QVERIFY(QFile::rename(place.file, place.file + u".away"_s) && QFile::rename(backup, place.file));
        const auto refused = ledger->append(u"note", somebody(), {});
        QCOMPARE(refused.error().code, LedgerError::Code::LedgerInvalid);
        QCOMPARE(refused.error().data.value(u"problem"_s).toString(), u"file_replaced"_s);
        QVERIFY(!ledger->verify().valid);
        QVERIFY(!ledger->refresh());
    }

    void fileRemovedWhileOpenIsFound()
    {
        const Place place;
        auto ledger = place.open();
        QVERIFY(QFile::remove(place.file));
        QVERIFY(!ledger->refresh());
        QVERIFY(!ledger->append(u"note", somebody(), {}));
        QVERIFY(!ledger->verify().valid);
    }

    void damagedPagesAreNoCrash()
    {
        const Place place;
        {
            auto ledger = place.open();
            QVERIFY(ledger->append(u"check_run", somebody(), {}, {QByteArray(100'000, 'e')}).has_value());
            addNotes(*ledger, 20);
        }
        QFile file(place.file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        file.close();
        for (qsizetype at = 110; at < whole.size(); at += 997) {
            QByteArray damaged = whole;
            for (qsizetype i = at; i < std::min(at + 24, damaged.size()); ++i)
                damaged[i] = char(damaged.at(i) ^ 0x5a);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(damaged);
            file.close();
            auto ledger = Ledger::open(place.file, place.options(OpenOptions::Mode::Existing));
            // Either some code, or the damage lies in bytes that carry nothing, or in a blob that verify() finds.
            if (ledger)
                (void)(*ledger)->verify();
            (void)place.inspect();
        }
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(whole);
        file.close();
        QVERIFY(place.open(OpenOptions::Mode::Existing)->verify().valid);
    }

    void truncatedFileIsRefused()
    {
        const Place place;
        addNotes(*place.open(), 30);
        QVERIFY(QFile::resize(place.file, QFileInfo(place.file).size() / 2));
        const LedgerError error = place.openError();
        QVERIFY(error.code == LedgerError::Code::LedgerInvalid || error.code == LedgerError::Code::LedgerUnreadable);
        QVERIFY(!place.inspect().valid);
    }

    void changedBlobIsFound()
    {
        const Place place;
        auto ledger = place.open();
        fill(*ledger);
        QVERIFY(tamper(place.file, {u"UPDATE blobs SET bytes = CAST('evidence?' AS BLOB)"_s}));
        const LedgerReport report = ledger->verify();
        QVERIFY(!report.valid);
        QVERIFY(hasProblem(report, Problem::BlobChanged));
        QCOMPARE(report.firstBad, 3);
        QCOMPARE(ledger->blob(crypto::sha256("evidence")).error().code, LedgerError::Code::LedgerInvalid);
        QVERIFY(!place.inspect().valid);
    }

    void missingBlobIsFound()
    {
        const Place place;
        auto ledger = place.open();
        fill(*ledger);
        QVERIFY(tamper(place.file, {u"DELETE FROM blobs"_s}));
        const LedgerReport report = ledger->verify();
        QVERIFY(!report.valid);
        QVERIFY(hasProblem(report, Problem::BlobMissing));
        QCOMPARE(report.firstBad, 3);
        QCOMPARE(report.toJson().value(u"problems"_s).toArray().first().toObject().value(u"code"_s).toString(),
                 u"blob_missing"_s);
    }

    void unboundBlobThatIsNotItsDigestIsFoundToo()
    {
        const Place place;
        auto ledger = place.open();
        QVERIFY(tamper(place.file, {u"INSERT INTO blobs VALUES(zeroblob(32), x'01')"_s}));
        const LedgerReport report = ledger->verify();
        QVERIFY(hasProblem(report, Problem::BlobChanged));
        QCOMPARE(report.firstBad, -1);
    }

    void severalEditsAreAllNamed()
    {
        const Place place;
        fill(*place.open());
        QVERIFY(tamper(place.file, {u"UPDATE entries SET bytes = CAST(bytes || ' ' AS BLOB) WHERE idx IN (2, 5)"_s}));
        const LedgerReport report = place.inspect();
        QSet<qint64> changed;
        for (const LedgerProblem &problem : report.problems) {
            if (problem.code == Problem::EntryChanged)
                changed.insert(problem.index);
        }
        QCOMPARE(changed, QSet<qint64>({2, 5}));
        QCOMPARE(report.firstBad, 2);
    }

    void hostileLedgerIdIsNoFileName()
    {
        const Place place;
        QString id;
        {
            auto ledger = place.open();
            id = ledger->ledgerId();
        }
        QVERIFY(rewriteFrom(place.file, 0, id.toLatin1(), "../../../../evil"));
        QCOMPARE(place.openError().code, LedgerError::Code::LedgerInvalid);
        const LedgerReport report = place.inspect();
        QVERIFY(report.ledgerId.isEmpty());
        QCOMPARE(report.firstBad, 0);
        QVERIFY(QDir(place.root.path()).entryList({u"*evil*"_s}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLedgerTamper)
#include "tst_ledgertamper.moc"
