// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgertestkit.h"

#include "crypto/digest.h"

#include <QJsonArray>
#include <limits>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::ledger;
using namespace cutover::ledger::testkit;

class TestLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newLedgerHoldsItsIdAndWorkspace()
    {
        const Place place;
        auto ledger = place.open();
        QVERIFY(ledger);
        QCOMPARE(ledger->size(), 1);
        QCOMPARE(ledger->ledgerId().size(), 32);
        QCOMPARE(ledger->workspaceId(), u"workspace-1"_s);
        const auto first = ledger->entry(0);
        QVERIFY(first.has_value());
        QCOMPARE(first->kind, createdKind.toString());
        QCOMPARE(first->payload.value(u"ledger_id"_s).toString(), ledger->ledgerId());
        QVERIFY(first->timeUtc.isValid());
        QVERIFY(!first->actor.account.isEmpty());
        QCOMPARE(ledger->lastDeciding(), -1);
        QVERIFY(ledger->verify().valid);
    }

    void twoLedgersHaveTwoIds()
    {
        const Place one;
        const Place two;
        QVERIFY(one.open()->ledgerId() != two.open()->ledgerId());
    }

    void pragmasAreTheOnesThatWereMeasured()
    {
        const Place place;
        QVERIFY(place.open());
        QVERIFY(tamper(place.file, [](QSqlQuery &query) {
            return query.exec(u"PRAGMA journal_mode"_s) && query.next() && query.value(0).toString() == "delete"_L1;
        }));
        QVERIFY(!QFile::exists(place.file + u"-wal"_s));
    }

    void walFileIsTurnedBackOrRefused()
    {
        const Place place;
        QVERIFY(place.open());
        QVERIFY(tamper(place.file, {u"PRAGMA journal_mode=WAL"_s}));
        auto ledger = place.open(OpenOptions::Mode::Existing);
        QVERIFY(ledger);
        QVERIFY(ledger->append(u"note", somebody(), {}).has_value());
        QVERIFY(!QFile::exists(place.file + u"-wal"_s));
    }

    void appendedEntriesAreReadBack()
    {
        const Place place;
        Appended appended;
        {
            auto ledger = place.open();
            const auto result =
                ledger->append(u"confirmation", Actor{u"a"_s, u"w"_s, u"Jürgen"_s, PersonKind::Stated},
                               {{u"what"_s, u"war-room"_s}, {u"number"_s, 1.5}, {u"list"_s, QJsonArray{1, true}}});
            QVERIFY(result.has_value());
            appended = *result;
            QVERIFY(appended.attested);
            QCOMPARE(appended.index, 1);
            QCOMPARE(appended.head.size, 2);
        }
        auto ledger = place.open(OpenOptions::Mode::ReadOnly);
        QVERIFY(ledger);
        QCOMPARE(ledger->head(), appended.head);
        const auto entry = ledger->entry(1);
        QVERIFY(entry.has_value());
        QCOMPARE(entry->kind, u"confirmation"_s);
        QCOMPARE(entry->actor, (Actor{u"a"_s, u"w"_s, u"Jürgen"_s, PersonKind::Stated}));
        QCOMPARE(entry->payload.value(u"number"_s).toDouble(), 1.5);
        QCOMPARE(entry->leafHash(), crypto::leafHash(entry->bytes));
        QCOMPARE(entry->timeUtc, appended.timeUtc);
        QVERIFY(!entry->payload.contains(u"bound"_s));
    }

    void entryBytesAreCanonicalJson()
    {
        const QDateTime time(QDate(2026, 3, 2), QTime(14, 0, 0, 7), Qt::UTC);
        const auto bytes = entryBytes(time, u"note", somebody(), {{u"b"_s, 1}, {u"a"_s, u"x"_s}});
        QCOMPARE(*bytes, QByteArray("{\"actor\":{\"account\":\"deploy\",\"person\":\"\",\"person_kind\":\"none\","
                                    "\"workstation\":\"host-1\"},\"kind\":\"note\",\"payload\":{\"a\":\"x\",\"b\":1},"
                                    "\"time\":\"2026-03-02T14:00:00.007Z\"}"));
    }

    void unreadableEntriesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray actor = R"({"account":"a","person":"","person_kind":"none","workstation":"w"})";
        const QByteArray good =
            R"({"actor":)" + actor + R"(,"kind":"note","payload":{},"time":"2026-03-02T14:00:00Z"})";
        QVERIFY(readEntry(0, good).has_value());
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("{");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("blank at the end") << QByteArray(good + ' ');
        QTest::newRow("keys in another order")
            << QByteArray(R"({"kind":"note","actor":)" + actor + R"(,"payload":{},"time":"2026-03-02T14:00:00Z"})");
        QTest::newRow("duplicate key") << QByteArray(good).replace("\"payload\":{}", "\"payload\":{\"a\":1,\"a\":1}");
        QTest::newRow("number not canonical") << QByteArray(good).replace("{}", "{\"a\":1.0}");
        QTest::newRow("further key") << QByteArray(good).replace("\"time\"", "\"tide\":1,\"time\"");
        QTest::newRow("payload no object") << QByteArray(good).replace("{}", "[]");
        QTest::newRow("time without zone") << QByteArray(good).replace("00Z", "00");
        QTest::newRow("foreign person kind") << QByteArray(good).replace("none", "king");
        QTest::newRow("actor without account") << QByteArray(good).replace("\"account\":\"a\",", "");
        QTest::newRow("kind in capitals") << QByteArray(good).replace("note", "NOTE");
        QTest::newRow("kind no string") << QByteArray(good).replace("\"note\"", "1");
        QTest::newRow("invalid UTF-8") << QByteArray(good).replace("\"person\":\"\"", "\"person\":\"\xff\"");
    }

    void unreadableEntriesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto entry = readEntry(0, bytes);
        QVERIFY(!entry);
        QCOMPARE(entry.error().code, LedgerError::Code::InvalidEntry);
    }

    void payloadsWithoutCanonicalFormAreRefused_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QJsonObject>("payload");
        QJsonObject deep;
        for (int i = 0; i < 80; ++i)
            deep = {{u"d"_s, deep}};
        QTest::newRow("integer beyond 2^53") << u"note"_s << QJsonObject{{u"n"_s, (1LL << 53) + 2}};
        QTest::newRow("NaN") << u"note"_s << QJsonObject{{u"n"_s, std::numeric_limits<double>::quiet_NaN()}};
        QTest::newRow("lone surrogate") << u"note"_s << QJsonObject{{u"t"_s, QString(QChar(0xd800))}};
        QTest::newRow("too deep to read back") << u"note"_s << deep;
        QTest::newRow("the ledger's own key") << u"note"_s << QJsonObject{{u"bound"_s, QJsonArray()}};
        QTest::newRow("a second creation") << createdKind.toString() << QJsonObject();
        QTest::newRow("empty kind") << QString() << QJsonObject();
        QTest::newRow("kind with a quote") << u"no\"te"_s << QJsonObject();
    }

    void payloadsWithoutCanonicalFormAreRefused()
    {
        QFETCH(QString, kind);
        QFETCH(QJsonObject, payload);
        const Place place;
        auto ledger = place.open();
        const auto appended = ledger->append(kind, somebody(), payload);
        QVERIFY(!appended);
        QCOMPARE(appended.error().code, LedgerError::Code::InvalidEntry);
        QCOMPARE(ledger->size(), 1);
        QVERIFY(ledger->append(u"note", somebody(), {}).has_value());
        QVERIFY(ledger->verify().valid);
    }

    void entriesAreReadInParts()
    {
        const Place place;
        auto ledger = place.open();
        addNotes(*ledger, 9);
        QCOMPARE(ledger->entries()->size(), 10);
        QCOMPARE(ledger->entries(7)->size(), 3);
        QCOMPARE(ledger->entries(7)->first().index, 7);
        QCOMPARE(ledger->entries(2, 3)->size(), 3);
        QCOMPARE(ledger->entries(10)->size(), 0);
        for (qint64 index : {qint64(-1), qint64(10), qint64(1000)})
            QCOMPARE(ledger->entry(index).error().code, LedgerError::Code::NoSuchEntry);
    }

    void everyPrefixIsOneAndNothingElse()
    {
        const Place place;
        auto ledger = place.open();
        QList<Attested> heads{ledger->head()};
        for (int i = 0; i < 6; ++i)
            heads.append(ledger->append(u"note", somebody(), {{u"i"_s, i}})->head);
        for (const Attested &head : heads)
            QVERIFY(ledger->hasPrefix(head.size, head.root));
        QVERIFY(!ledger->hasPrefix(3, heads.at(3).root));
        QVERIFY(!ledger->hasPrefix(8, heads.last().root));
        QVERIFY(!ledger->hasPrefix(0, crypto::sha256(QByteArrayView())));
        QVERIFY(!ledger->hasPrefix(0, {}));
        QVERIFY(!ledger->hasPrefix(-1, heads.first().root));
        QVERIFY(!ledger->hasPrefix(1, {}));
    }

    void rootIsTheTreeOverAllLeaves()
    {
        const Place place;
        auto ledger = place.open();
        addNotes(*ledger, 12);
        QList<QByteArray> leaves;
        const auto entries = ledger->entries();
        for (const Entry &entry : *entries)
            leaves.append(entry.leafHash());
        QCOMPARE(ledger->root(), crypto::rootOf(leaves));
    }

    void blobsAreBoundAndStored()
    {
        const Place place;
        auto ledger = place.open();
        const QByteArray evidence = "{\"tampered\": false}\n";
        const QList<QByteArray> blobs = {evidence, QByteArray(), QByteArray("\0\1\2", 3), evidence};
        const auto appended = ledger->append(u"check_run", somebody(), {{u"row"_s, u"readyz"_s}}, blobs);
        QVERIFY(appended.has_value());
        for (const QByteArray &bytes : blobs)
            QCOMPARE(ledger->blob(crypto::sha256(bytes)).value(), bytes);
        const QJsonArray bound = ledger->entry(appended->index)->payload.value(u"bound"_s).toArray();
        QCOMPARE(bound.size(), 3);
        QVERIFY(bound.contains(crypto::sha256Hex(evidence)));
        QVERIFY(ledger->append(u"check_run", somebody(), {}, {evidence}).has_value());
        const auto stored = ledger->storeBlob("later");
        QCOMPARE(*stored, crypto::sha256("later"));
        QCOMPARE(*ledger->storeBlob("later"), *stored);
        QVERIFY(ledger->verify().valid);
        QCOMPARE(ledger->blob(crypto::sha256("absent")).error().code, LedgerError::Code::NoSuchBlob);
        QCOMPARE(ledger->blob({}).error().code, LedgerError::Code::NoSuchBlob);
    }

    void largeBlobGoesThrough()
    {
        const Place place;
        auto ledger = place.open();
        const QByteArray big(5 * 1024 * 1024, 'x');
        QVERIFY(ledger->append(u"check_run", somebody(), {}, {big}).has_value());
        QCOMPARE(ledger->blob(crypto::sha256(big))->size(), big.size());
    }

    void decidingKinds_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("decides");
        for (const QString &kind :
             {u"decision"_s, u"promotion_intent"_s, u"promotion_started"_s, u"promotion_outcome"_s, u"abort_intent"_s,
              u"abort_outcome"_s, u"pause"_s, u"resume"_s, u"stand_down"_s, u"closing"_s, u"countersignature"_s,
              u"signers_pinned"_s, u"ceremony_answer"_s})
            QTest::newRow(qPrintable(kind)) << kind << true;
        for (const QString &kind : {u"note"_s, u"check_run"_s, u"confirmation"_s, u"decisions"_s, u"hold"_s,
                                    u"signers_proposed"_s, u"ceremony_begun"_s, u"ceremony_ended"_s})
            QTest::newRow(qPrintable(kind)) << kind << false;
    }

    void decidingKinds()
    {
        QFETCH(QString, kind);
        QFETCH(bool, decides);
        const Place place;
        auto ledger = place.open();
        QCOMPARE(isDecidingKind(kind), decides);
        QVERIFY(ledger->append(kind, somebody(), {}).has_value());
        QCOMPARE(ledger->lastDeciding(), decides ? 1 : -1);
        QCOMPARE(place.open(OpenOptions::Mode::ReadOnly)->lastDeciding(), decides ? 1 : -1);
    }

    void secondConsoleLosesTheSwap()
    {
        const Place place;
        auto one = place.open();
        auto two = place.open(OpenOptions::Mode::Existing);
        QVERIFY(one->appendIf(-1, u"decision", somebody(), {}).has_value());
        const auto lost = two->appendIf(-1, u"promotion_intent", somebody(), {{u"stage"_s, 10}});
        QVERIFY(!lost);
        QCOMPARE(lost.error().code, LedgerError::Code::Conflict);
        QCOMPARE(lost.error().data.value(u"expected"_s).toInteger(), -1);
        QCOMPARE(lost.error().data.value(u"last_deciding"_s).toInteger(), 1);
        // The loser has seen what beat it and may try again on that.
        QCOMPARE(two->lastDeciding(), 1);
        QVERIFY(two->appendIf(1, u"promotion_intent", somebody(), {{u"stage"_s, 10}}).has_value());
        QCOMPARE(one->appendIf(1, u"pause", somebody(), {}).error().code, LedgerError::Code::Conflict);
        QVERIFY(one->verify().valid);
        QCOMPARE(one->size(), 3);
    }

    void swapIgnoresWhatDoesNotDecide()
    {
        const Place place;
        auto one = place.open();
        auto two = place.open(OpenOptions::Mode::Existing);
        QVERIFY(one->append(u"note", somebody(), {}).has_value());
        const auto won = two->appendIf(-1, u"decision", somebody(), {});
        QVERIFY(won.has_value());
        QCOMPARE(won->index, 2);
        for (qint64 wrong : {qint64(-1), qint64(0), qint64(1), qint64(3)})
            QCOMPARE(one->appendIf(wrong, u"pause", somebody(), {}).error().code, LedgerError::Code::Conflict);
    }

    void whatAPromotionPassesOver_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QJsonObject>("payload");
        QTest::addColumn<bool>("passes");
        const auto answer = [](bool go, const QString &status) {
            return QJsonObject{{u"go"_s, go}, {u"status"_s, status}};
        };
        QTest::newRow("a time stamp") << u"timestamp_added"_s << QJsonObject() << true;
        QTest::newRow("a station's go") << u"ceremony_answer"_s << answer(true, u"go"_s) << true;
        QTest::newRow("a note") << u"note"_s << QJsonObject() << true;
        QTest::newRow("a station's no-go") << u"ceremony_answer"_s << answer(false, u"go"_s) << false;
        QTest::newRow("a go over what is stale") << u"ceremony_answer"_s << answer(true, u"stale"_s) << false;
        QTest::newRow("an answer without a word") << u"ceremony_answer"_s << QJsonObject() << false;
        for (const auto &kind : {u"decision"_s, u"countersignature"_s, u"promotion_intent"_s, u"abort_intent"_s,
                                 u"pause"_s, u"stand_down"_s, u"closing"_s, u"signers_pinned"_s})
            QTest::newRow(qPrintable(kind)) << kind << answer(true, u"go"_s) << false;
    }

    void whatAPromotionPassesOver()
    {
        QFETCH(QString, kind);
        QFETCH(QJsonObject, payload);
        QFETCH(bool, passes);
        auto said = somebody();
        said.person = u"Bo Lind"_s;
        said.personKind = PersonKind::Stated;
        for (const auto &acting : {u"promotion_intent"_s, u"promotion_started"_s, u"rehearsal_intent"_s, u"pause"_s,
                                  u"decision"_s, u"countersignature"_s, u"ceremony_answer"_s}) {
            const Place place;
            auto one = place.open();
            auto two = place.open(OpenOptions::Mode::Existing);
            QVERIFY(one->append(u"decision", somebody(), {}).has_value());
            QVERIFY(two->append(kind, said, payload).has_value());
            const bool mayStand = isPromotingKind(acting) ? passes : !isDecidingKind(kind);
            QCOMPARE(one->appendIf(1, acting, somebody(), {}).has_value(), mayStand);
        }
    }

    void aGoByNobodyIsNotPassedOver()
    {
        const Place place;
        auto one = place.open();
        QVERIFY(one->append(u"ceremony_answer", somebody(), {{u"go"_s, true}, {u"status"_s, u"go"_s}}).has_value());
        QCOMPARE(one->lastDeciding(u"promotion_intent"), 1);
        QCOMPARE(place.open(OpenOptions::Mode::ReadOnly)->lastDeciding(u"promotion_intent"), 1);
        QCOMPARE(one->appendIf(3, u"promotion_intent", somebody(), {}).error().code, LedgerError::Code::Conflict);
    }

    void twoConsolesTakeTurns()
    {
        const Place place;
        auto one = place.open();
        auto two = place.open(OpenOptions::Mode::Existing);
        for (int i = 0; i < 20; ++i)
            QCOMPARE((i % 2 ? one : two)->append(u"note", somebody(), {{u"i"_s, i}})->index, i + 1);
        QCOMPARE(two->refresh()->value(), 20);
        QCOMPARE(*one->refresh(), std::nullopt);
        QCOMPARE(one->head(), two->head());
        QVERIFY(one->verify().valid && two->verify().valid);
    }

    void refreshTellsWhatIsNew()
    {
        const Place place;
        auto one = place.open();
        auto two = place.open(OpenOptions::Mode::ReadOnly);
        QCOMPARE(*two->refresh(), std::nullopt);
        addNotes(*one, 3);
        QCOMPARE(two->size(), 1);
        QCOMPARE(two->refresh()->value(), 1);
        QCOMPARE(two->head(), one->head());
        QCOMPARE(*two->refresh(), std::nullopt);
    }

    void thousandAppends()
    {
        const Place place;
        auto ledger = place.open();
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(addNotes(*ledger, 1000), 1000);
        qInfo("1000 durable appends in %lld ms", timer.elapsed());
        timer.restart();
        const LedgerReport report = ledger->verify();
        qInfo("verified in %lld ms", timer.elapsed());
        QVERIFY(report.valid);
        QCOMPARE(report.size, 1001);
        QCOMPARE(report.root, ledger->root());
        QCOMPARE(report.firstBad, -1);
        timer.restart();
        auto again = place.open(OpenOptions::Mode::Existing);
        qInfo("opened in %lld ms", timer.elapsed());
        QCOMPARE(again->head(), ledger->head());
    }

    void readOnlyAppendsNothing()
    {
        const Place place;
        QVERIFY(place.open());
        for (auto mode : {OpenOptions::Mode::ReadOnly, OpenOptions::Mode::Inspect}) {
            auto ledger = place.open(mode);
            QVERIFY(ledger);
            for (const LedgerError &error :
                 {ledger->append(u"note", somebody(), {}).error(), ledger->storeBlob("x").error()}) {
                QCOMPARE(error.code, LedgerError::Code::LedgerUnwritable);
                QCOMPARE(error.data.value(u"cause"_s).toString(), u"read_only"_s);
            }
        }
    }

    void absentLedgerIsNotFound_data()
    {
        QTest::addColumn<OpenOptions::Mode>("mode");
        QTest::newRow("existing") << OpenOptions::Mode::Existing;
        QTest::newRow("read-only") << OpenOptions::Mode::ReadOnly;
        QTest::newRow("inspect") << OpenOptions::Mode::Inspect;
    }

    void absentLedgerIsNotFound()
    {
        QFETCH(OpenOptions::Mode, mode);
        const Place place;
        QCOMPARE(place.openError(mode).code, LedgerError::Code::NotFound);
        QVERIFY(!QFile::exists(place.file));
    }

    void otherFilesAreNoLedger_data()
    {
        QTest::addColumn<QByteArray>("contents");
        QTest::newRow("text") << QByteArray("hello, this is a text and no database at all\n").repeated(200);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("magic only") << QByteArray("SQLite format 3\0", 16);
    }

    void otherFilesAreNoLedger()
    {
        QFETCH(QByteArray, contents);
        const Place place;
        QVERIFY(QDir().mkpath(QFileInfo(place.file).path()));
        QFile file(place.file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(contents);
        file.close();
        for (auto mode : {OpenOptions::Mode::Existing, OpenOptions::Mode::Inspect})
            QCOMPARE(place.openError(mode).code, LedgerError::Code::NotALedger);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), contents);
    }

    void foreignDatabaseIsNoLedgerAndStaysUntouched()
    {
        const Place place;
        QVERIFY(QDir().mkpath(QFileInfo(place.file).path()));
        QVERIFY(tamper(place.file, {u"CREATE TABLE entries(x)"_s}));
        QCOMPARE(place.openError(OpenOptions::Mode::Create).code, LedgerError::Code::NotALedger);
        QVERIFY(tamper(place.file, {u"INSERT INTO entries VALUES(1)"_s}));
    }

    void newerVersionIsNoLedger()
    {
        const Place place;
        QVERIFY(place.open());
        QVERIFY(tamper(place.file, {u"PRAGMA user_version = 2"_s}));
        const LedgerError error = place.openError();
        QCOMPARE(error.code, LedgerError::Code::NotALedger);
        QCOMPARE(error.data.value(u"version"_s).toInt(), 2);
    }

    void folderCannotBeMade()
    {
        OpenOptions options = Place().options();
        const auto ledger = Ledger::open(u"/proc/no-such-folder/ledger.sqlite"_s, options);
        QVERIFY(!ledger);
        QCOMPARE(ledger.error().code, LedgerError::Code::LedgerUnwritable);
    }

    void folderInPlaceOfTheFile()
    {
        const Place place;
        QVERIFY(QDir().mkpath(place.file));
        const auto ledger = Ledger::open(place.file, place.options());
        QVERIFY(!ledger);
    }

    void lockedLedgerSaysSo()
    {
        const Place place;
        OpenOptions options = place.options();
        options.lockTimeoutMs = 50;
        auto ledger = Ledger::open(place.file, options);
        QVERIFY(ledger.has_value());
        const bool locked = tamper(place.file, [&](QSqlQuery &query) {
            if (!query.exec(u"BEGIN IMMEDIATE"_s))
                return false;
            const auto appended = (*ledger)->append(u"note", somebody(), {});
            return !appended && appended.error().code == LedgerError::Code::LedgerUnwritable &&
                   appended.error().data.value(u"cause"_s) == u"locked"_s && query.exec(u"ROLLBACK"_s);
        });
        QVERIFY(locked);
        QVERIFY((*ledger)->append(u"note", somebody(), {}).has_value());
        QCOMPARE((*ledger)->size(), 2);
    }

    void probingLeavesNothingBehind()
    {
        using Probe = Ledger::WriteProbe;
        const Place place;
        OpenOptions options = place.options();
        options.lockTimeoutMs = 50;
        auto ledger = Ledger::open(place.file, options);
        auto other = place.open();
        QVERIFY(ledger.has_value() && other);
        const auto root = (*ledger)->root();
        for (const auto how : {Probe::Permissions, Probe::Transaction})
            QVERIFY((*ledger)->probeWriting(how));
        QVERIFY(!*other->refresh());
        QVERIFY((*ledger)->verify().valid);
        QCOMPARE((*ledger)->root(), root);
        QVERIFY(!QFile::exists(place.file + "-journal"_L1));
        const bool locked = tamper(place.file, [&](QSqlQuery &query) {
            return query.exec(u"BEGIN IMMEDIATE"_s) && (*ledger)->probeWriting(Probe::Permissions) &&
                   (*ledger)->probeWriting(Probe::Transaction).error().data.value(u"cause"_s) == u"locked"_s &&
                   query.exec(u"ROLLBACK"_s);
        });
        QVERIFY(locked);
        QVERIFY((*ledger)->probeWriting(Probe::Transaction));
        const auto reader = place.open(OpenOptions::Mode::ReadOnly);
        for (const auto how : {Probe::Permissions, Probe::Transaction})
            QCOMPARE(reader->probeWriting(how).error().data.value(u"cause"_s), u"read_only"_s);
    }

    void schemaItselfIsAppendOnly()
    {
        const Place place;
        auto ledger = place.open();
        addNotes(*ledger, 1);
        QVERIFY(ledger->storeBlob("x").has_value());
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"belt"_s);
        database.setDatabaseName(place.file);
        QVERIFY(database.open());
        {
            QSqlQuery query(database);
            for (const QString &statement :
                 {u"UPDATE entries SET kind = 'x'"_s, u"DELETE FROM entries"_s, u"DELETE FROM blobs"_s,
                  u"UPDATE blobs SET bytes = x'00'"_s, u"INSERT INTO entries VALUES(7, 'x', x'', x'', 8, x'')"_s})
                QVERIFY2(!query.exec(statement), qPrintable(statement));
        }
        database.close();
        database = QSqlDatabase();
        QSqlDatabase::removeDatabase(u"belt"_s);
        QVERIFY(ledger->verify().valid);
    }

    void codesAreDistinct()
    {
        QSet<QString> names;
        for (int i = 0; i <= int(LedgerError::Code::NotOpen); ++i)
            names.insert(codeName(LedgerError::Code(i)));
        QCOMPARE(names.size(), int(LedgerError::Code::NotOpen) + 1);
        QVERIFY(names.contains(u"ledger_invalid"_s) && names.contains(u"ledger_unattested"_s) &&
                names.contains(u"ledger_unwritable"_s) && names.contains(u"conflict"_s));
    }
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
