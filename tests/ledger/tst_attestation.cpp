// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgertestkit.h"

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::ledger;
using namespace cutover::ledger::testkit;

namespace {

/// A log of made-up leaves.
struct Log
{
    QList<QByteArray> leaves;
    QList<QByteArray> roots;

    explicit Log(int size, int changedAt = -1)
    {
        crypto::MerkleTree tree;
        for (int i = 0; i < size; ++i) {
            leaves.append(crypto::leafHash(QByteArray::number(i) + (i == changedAt ? "x" : "")));
            tree.append(leaves.last());
            roots.append(tree.root());
        }
    }
    [[nodiscard]] Attested head() const { return {leaves.size(), roots.last()}; }
};

const QString id = u"00112233445566778899aabbccddeeff"_s;

} // namespace

class TestAttestation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstSightIsNothing()
    {
        const Place place;
        QCOMPARE(*Attestation(place.state, id).read(), std::nullopt);
        QVERIFY(!Attestation(place.state, id).firstDifference({}).has_value());
    }

    void recordsAndExtends()
    {
        const Place place;
        Attestation attestation(place.state, id);
        for (int size : {1, 2, 7, 7, 30}) {
            const Log log(size);
            QVERIFY(attestation.record(log.head(), log.leaves, log.roots).has_value());
            QCOMPARE(**Attestation(place.state, id).read(), log.head());
        }
    }

    void neverGoesBack()
    {
        const Place place;
        Attestation attestation(place.state, id);
        const Log longer(9);
        const Log shorter(4);
        QVERIFY(attestation.record(longer.head(), longer.leaves, longer.roots).has_value());
        QVERIFY(attestation.record(shorter.head(), shorter.leaves, shorter.roots).has_value());
        QCOMPARE(**attestation.read(), longer.head());
    }

    void anotherLogIsRefusedAndTheRecordStays()
    {
        const Place place;
        Attestation attestation(place.state, id);
        const Log seen(5);
        const Log other(9, 2);
        QVERIFY(attestation.record(seen.head(), seen.leaves, seen.roots).has_value());
        const auto refused = attestation.record(other.head(), other.leaves, other.roots);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, LedgerError::Code::LedgerInvalid);
        QCOMPARE(**attestation.read(), seen.head());
        QCOMPARE(*attestation.firstDifference(other.leaves), 2);
        QCOMPARE(*attestation.firstDifference(Log(3).leaves), 3);
        QCOMPARE(*attestation.firstDifference(Log(8).leaves), 5);
    }

    void leavesThatDoNotFitTheRootAreNotBelieved()
    {
        const Place place;
        Attestation attestation(place.state, id);
        const Log log(5);
        QVERIFY(attestation.record(log.head(), log.leaves, log.roots).has_value());
        QFile leaves(place.state + u'/' + id + u".leaves"_s);
        QVERIFY(leaves.open(QIODevice::ReadWrite));
        QVERIFY(leaves.seek(40));
        leaves.write("x");
        leaves.close();
        QVERIFY(!attestation.firstDifference(Log(5, 3).leaves).has_value());
    }

    void lostLeavesAreWrittenAgain()
    {
        const Place place;
        Attestation attestation(place.state, id);
        QVERIFY(attestation.record(Log(5).head(), Log(5).leaves, Log(5).roots).has_value());
        QVERIFY(QFile::remove(place.state + u'/' + id + u".leaves"_s));
        QVERIFY(attestation.record(Log(6).head(), Log(6).leaves, Log(6).roots).has_value());
        QCOMPARE(*attestation.firstDifference(Log(6, 4).leaves), 4);
    }

    void unreadableRecordsAreUnattested_data()
    {
        QTest::addColumn<QByteArray>("contents");
        const QByteArray root = Log(5).head().root.toHex();
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut") << QByteArray("{\"root\":\"00");
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("no size") << QByteArray("{\"root\":\"" + root + "\"}");
        QTest::newRow("size 0") << QByteArray("{\"root\":\"" + root + "\",\"size\":0}");
        QTest::newRow("negative size") << QByteArray("{\"root\":\"" + root + "\",\"size\":-5}");
        QTest::newRow("size in quotes") << QByteArray("{\"root\":\"" + root + "\",\"size\":\"5\"}");
        QTest::newRow("short root") << QByteArray("{\"root\":\"" + root.first(62) + "\",\"size\":5}");
        QTest::newRow("no root") << QByteArray("{\"size\":5}");
        QTest::newRow("duplicate size") << QByteArray("{\"root\":\"" + root + "\",\"size\":1,\"size\":5}");
        QTest::newRow("zeros") << QByteArray(80, '\0');
    }

    void unreadableRecordsAreUnattested()
    {
        QFETCH(QByteArray, contents);
        const Place place;
        auto ledger = place.open();
        addNotes(*ledger, 1);
        QFile file(place.state + u'/' + ledger->ledgerId() + u".json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(contents);
        file.close();

        const auto read = Attestation(place.state, ledger->ledgerId()).read();
        QVERIFY(!read);
        QCOMPARE(read.error().code, LedgerError::Code::LedgerUnattested);
        auto again = place.open(OpenOptions::Mode::Existing);
        QVERIFY(again);
        QCOMPARE(again->trouble()->code, LedgerError::Code::LedgerUnattested);
        QVERIFY(!again->verify().valid);
        // An entry is still kept, the gate is shut, and what could not be read is not overwritten.
        const auto appended = again->append(u"note", somebody(), {});
        QVERIFY(appended.has_value());
        QVERIFY(!appended->attested);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), contents);
    }

    void stateFolderThatCannotBeMadeIsUnattested()
    {
        const Place place;
        OpenOptions options = place.options();
        options.stateFolder = u"/proc/no-such-folder"_s;
        auto ledger = Ledger::open(place.file, options);
        QVERIFY(ledger.has_value());
        QCOMPARE((*ledger)->trouble()->code, LedgerError::Code::LedgerUnattested);
        const LedgerReport report = (*ledger)->verify();
        QVERIFY(!report.valid);
        QVERIFY(hasProblem(report, LedgerProblem::Code::Unattested));
    }

    void troubleEndsWithItsCause()
    {
        const Place place;
        QVERIFY(QDir().mkpath(place.root.filePath(u"state"_s)));
        QFile inTheWay(place.state);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        auto ledger = place.open();
        QCOMPARE(ledger->trouble()->code, LedgerError::Code::LedgerUnattested);
        QVERIFY(QFile::remove(place.state));
        QVERIFY(ledger->append(u"note", somebody(), {})->attested);
        QVERIFY(!ledger->trouble().has_value());
        QVERIFY(ledger->verify().valid);
    }

    void recordLiesUnderTheLedgersIdAndFollowsEachAppend()
    {
        const Place place;
        auto ledger = place.open();
        const Attestation attestation(place.state, ledger->ledgerId());
        QCOMPARE(attestation.file(), place.state + u'/' + ledger->ledgerId() + u".json"_s);
        QCOMPARE(**attestation.read(), ledger->head());
        for (int i = 0; i < 5; ++i) {
            addNotes(*ledger, 1);
            QCOMPARE(**attestation.read(), ledger->head());
        }
    }

    void whatOthersAppendedIsAttestedWhenSeen()
    {
        const Place place;
        Place other;
        other.file = place.file;
        auto mine = place.open();
        auto theirs = other.open(OpenOptions::Mode::Existing);
        addNotes(*theirs, 3);
        QVERIFY(mine->refresh().has_value());
        QCOMPARE(**Attestation(place.state, mine->ledgerId()).read(), theirs->head());
    }

    void lagIsNoFault()
    {
        const Place place;
        QByteArray early;
        {
            auto ledger = place.open();
            QFile file(place.state + u'/' + ledger->ledgerId() + u".json"_s);
            QVERIFY(file.open(QIODevice::ReadOnly));
            early = file.readAll();
            addNotes(*ledger, 4);
            QFile back(file.fileName());
            QVERIFY(back.open(QIODevice::WriteOnly));
            back.write(early);
        }
        auto ledger = place.open(OpenOptions::Mode::Existing);
        QVERIFY(ledger);
        QVERIFY(!ledger->trouble().has_value());
        QCOMPARE(**Attestation(place.state, ledger->ledgerId()).read(), ledger->head());
    }

    void inspectingRecordsNothing()
    {
        const Place place;
        QVERIFY(place.open());
        place.forget();
        QVERIFY(place.open(OpenOptions::Mode::Inspect)->verify().valid);
        QVERIFY(!QDir(place.state).exists());
    }

    void defaultFolderFollowsTheXdgVariable()
    {
        const QByteArray before = qgetenv("XDG_STATE_HOME");
        qputenv("XDG_STATE_HOME", "/somewhere/state");
        QCOMPARE(Attestation::defaultStateFolder(), u"/somewhere/state/cutover"_s);
        qputenv("XDG_STATE_HOME", "relative");
        QCOMPARE(Attestation::defaultStateFolder(), QDir::homePath() + u"/.local/state/cutover"_s);
        qunsetenv("XDG_STATE_HOME");
        QCOMPARE(Attestation::defaultStateFolder(), QDir::homePath() + u"/.local/state/cutover"_s);
        if (!before.isNull())
            qputenv("XDG_STATE_HOME", before);
    }
};

QTEST_GUILESS_MAIN(TestAttestation)
#include "tst_attestation.moc"
