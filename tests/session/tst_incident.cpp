// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is captured of an abort, over a real ledger and a real folder: which bytes, under which name, exactly once.
#include "session/incident.h"

#include "crypto/digest.h"
#include "rollout/ledgerevents.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using session::Capture;
using session::IncidentOrder;
namespace kind = rollout::kind;
namespace incident = session::incident;

namespace {

const QDateTime s_night(QDate(2026, 3, 2), QTime(3, 14, 2), Qt::UTC);
const QString s_name = u"var/incidents/rollback-20260302-0314"_s;
const QByteArray s_atAbort = "{\"at\": \"the abort\"}\n";
const QByteArray s_now = "{\"at\": \"now\"}\n";

/// A workspace with a ledger whose clock the test sets.
class Place
{
public:
    explicit Place(ledger::OpenOptions::Mode mode = ledger::OpenOptions::Mode::Create)
    {
        std::ignore = QDir().mkpath(path());
        open(ledger::OpenOptions::Mode::Create);
        if (mode != ledger::OpenOptions::Mode::Create)
            open(mode);
    }
    void open(ledger::OpenOptions::Mode mode)
    {
        m_log.reset();
        ledger::OpenOptions options;
        options.mode = mode;
        options.workspaceId = u"w"_s;
        options.stateFolder = m_folder.filePath(u"state"_s);
        options.now = [this] { return now; };
        auto opened = ledger::Ledger::open(m_folder.filePath(u"ledger.sqlite"_s), options);
        if (opened)
            m_log = std::move(*opened);
    }
    [[nodiscard]] ledger::Ledger &log() const { return *m_log; }

    void enter(QStringView what, const QJsonObject &payload, const QList<QByteArray> &bound = {})
    {
        QVERIFY(log().append(what, ledger::Actor::ofThisProcess(), payload, bound));
    }
    void decide(const QString &id)
    {
        enter(kind::decision, {{u"decision"_s, u"GO"_s},
                               {u"decision_id"_s, id},
                               {u"stages"_s, rollout::stagesJson({{10, 60}, {100, 60}})}});
        enter(kind::promotionIntent, {{u"percent"_s, 10}});
        enter(kind::promotionOutcome, {{u"percent"_s, 10}, {u"result"_s, u"done"_s}, {u"series_length"_s, 0}});
    }
    void fire(const QString &code, const QByteArray &bytes, const QString &attempt = u"a"_s)
    {
        enter(kind::trigger, {{u"code"_s, code}, {u"attempt_id"_s, attempt}}, {bytes});
    }
    void abort(const QList<QByteArray> &evidence = {s_atAbort})
    {
        enter(kind::abortIntent, {{u"reason"_s, u"x"_s}, {u"review_at"_s, u"2026-03-02T11:00:00Z"_s}}, evidence);
    }

    [[nodiscard]] QString path(const QString &file = {}) const { return m_folder.filePath(u"w/"_s + file); }
    [[nodiscard]] Capture capture(QStringView event = incident::abort, const QByteArray &evidence = s_now,
                                  const QList<session::IncidentFile> &made = {}) const
    {
        IncidentOrder order;
        order.workspace = path();
        order.event = event.toString();
        order.actor = ledger::Actor::ofThisProcess();
        order.evidence = evidence;
        order.now = now;
        order.words = {u"Incident review"_s, u"Aborted."_s};
        order.contacts = {{u"SRE"_s, u"Ana Sol"_s, {}, {}, u"ana@example.org"_s, {}},
                          {u"PM"_s, u"Bo"_s, {}, {}, {}, {}}};
        order.made = made;
        return session::captureIncident(order, log());
    }

    [[nodiscard]] QByteArray read(const QString &file) const
    {
        QFile found(path(file));
        return found.open(QIODevice::ReadOnly) ? found.readAll() : QByteArray("absent");
    }
    void write(const QString &file, const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(file)).path()));
        QFile made(path(file));
        QVERIFY(made.open(QIODevice::WriteOnly) && made.write(bytes) == bytes.size());
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(path(u"var/incidents"_s))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
    [[nodiscard]] QList<QJsonObject> recorded() const
    {
        QList<QJsonObject> payloads;
        for (const auto &entry : log().entries().value_or(QList<ledger::Entry>()))
            if (entry.kind == kind::incident)
                payloads.append(entry.payload);
        return payloads;
    }

    QDateTime now = s_night;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<ledger::Ledger> m_log;
};

QStringList namesOf(const Capture &capture)
{
    QStringList names;
    for (const auto &file : capture.files)
        names.append(file.section(u'/', -1));
    return names;
}

QStringList failuresOf(const Capture &capture)
{
    QStringList names;
    for (const auto &failure : capture.failures)
        names.append(failure.data.value(0).section(u'/', -1) + u' ' + failure.name);
    return names;
}

} // namespace

class IncidentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whichBytes_data();
    void whichBytes();
    void theEntryNamesAndKeepsThem();
    void theReviewIsCalled();
    void onceHoweverOftenItIsCaptured();
    void whatAKilledWatcherLeft_data();
    void whatAKilledWatcherLeft();
    void aTakenNameIsLeftAlone_data();
    void aTakenNameIsLeftAlone();
    void theStateAfterStandsBeside();
    void everyAttemptHasItsOwn();
    void anAbortThatIsRunAgainIsTheSame();
    void withoutAnyDecision();
    void nothingGoesOutOfTheWorkspace_data();
    void nothingGoesOutOfTheWorkspace();
    void aLedgerThatTakesNothing();
    void aFolderThatTakesNothing();
};

void IncidentTest::whichBytes_data()
{
    QTest::addColumn<QStringList>("fired"); // code, bytes
    QTest::addColumn<bool>("isBound");
    QTest::addColumn<QByteArray>("evidence");
    QTest::addColumn<QByteArray>("readyz");
    const QByteArray none = "absent";
    QTest::newRow("by hand") << QStringList() << true << s_atAbort << none;
    QTest::newRow("by hand, the ledger has it from a journal") << QStringList() << false << s_now << none;
    QTest::newRow("burst") << QStringList{u"burst"_s, u"fired"_s} << true << QByteArray("fired") << none;
    QTest::newRow("tampered") << QStringList{u"tampered"_s, u"fired"_s} << false << QByteArray("fired") << none;
    QTest::newRow("readyz") << QStringList{u"readyz_error"_s, u"body"_s} << true << s_atAbort << QByteArray("body");
    QTest::newRow("degraded") << QStringList{u"readyz_degraded"_s, u"body"_s} << false << s_now << QByteArray("body");
}

void IncidentTest::whichBytes()
{
    QFETCH(const QStringList, fired);
    QFETCH(const bool, isBound);
    Place place;
    place.decide(u"a"_s);
    if (!fired.isEmpty()) {
        place.fire(u"p99"_s, "of another attempt", u"before"_s);
        place.fire(fired.first(), fired.last().toUtf8());
    }
    place.abort(isBound ? QList<QByteArray>{s_atAbort} : QList<QByteArray>());
    place.now = s_night.addSecs(3600); // captured late
    const auto capture = place.capture();
    QVERIFY2(capture.isDone(), qPrintable(failuresOf(capture).join(u' ')));
    QTEST(place.read(s_name + u".json"_s), "evidence");
    QTEST(place.read(s_name + u"-readyz.json"_s), "readyz");
    QVERIFY(place.read(s_name + u".ics"_s).startsWith("BEGIN:VCALENDAR\r\n"));
    QCOMPARE(place.files().size(), capture.files.size());
}

void IncidentTest::theEntryNamesAndKeepsThem()
{
    Place place;
    place.decide(u"a"_s);
    place.abort();
    QVERIFY(place.capture().isDone());
    QCOMPARE(place.recorded().size(), 1);
    const auto entry = place.recorded().first();
    QCOMPARE(entry[u"event"_s].toString(), u"abort"_s);
    QCOMPARE(entry[u"attempt_id"_s].toString(), u"a"_s);
    const auto files = entry[u"files"_s].toArray();
    QCOMPARE(files.size(), 2);
    for (const auto &item : files) {
        const auto bytes = place.read(item[u"file"_s].toString());
        const auto digest = crypto::sha256(bytes);
        QCOMPARE(item[u"sha256"_s].toString(), QString::fromLatin1(digest.toHex()));
        QCOMPARE(place.log().blob(digest).value(), bytes);
    }
}

void IncidentTest::theReviewIsCalled()
{
    Place place;
    place.decide(u"a"_s);
    place.abort();
    QVERIFY(place.capture().isDone());
    auto review = place.read(s_name + u".ics"_s);
    review.replace("\r\n ", "");
    QVERIFY2(review.contains("DTSTART:20260302T110000Z\r\n"), review.constData()); // as the notification told
    QVERIFY(review.contains("UID:rollback-20260302-0314.a@" + place.log().ledgerId().toLatin1() + "\r\n"));
    QVERIFY(review.contains("DESCRIPTION:Aborted.\\n" + s_name.toLatin1() + ".json\r\n"));
    QCOMPARE(review.count("ATTENDEE"), 1);
    QVERIFY(review.contains("mailto:ana@example.org"));
}

void IncidentTest::onceHoweverOftenItIsCaptured()
{
    Place place;
    place.decide(u"a"_s);
    place.abort();
    const auto first = place.capture();
    const auto size = place.log().size();
    for (const auto &later : {QByteArray("{\"later\": 1}"), QByteArray()}) {
        const auto again = place.capture(incident::abort, later);
        QVERIFY(again.isDone());
        QCOMPARE(again.files, first.files);
    }
    QCOMPARE(place.log().size(), size);
    QCOMPARE(place.files().size(), 2);
    QCOMPARE(place.read(s_name + u".json"_s), s_atAbort);
}

void IncidentTest::whatAKilledWatcherLeft_data()
{
    QTest::addColumn<QStringList>("lost");
    QTest::addColumn<bool>("isRecorded");
    QTest::newRow("the entry alone") << QStringList{u".json"_s, u".ics"_s} << true;
    QTest::newRow("the entry and one file") << QStringList{u".ics"_s} << true;
    QTest::newRow("all") << QStringList() << true;
    QTest::newRow("the files alone") << QStringList() << false;
    QTest::newRow("one file alone") << QStringList{u".ics"_s} << false;
}

void IncidentTest::whatAKilledWatcherLeft()
{
    QFETCH(const QStringList, lost);
    QFETCH(const bool, isRecorded);
    Place place;
    place.decide(u"a"_s);
    place.abort();
    if (!isRecorded)
        place.open(ledger::OpenOptions::Mode::ReadOnly);
    const auto whole = place.capture();
    QCOMPARE(whole.isRecorded, isRecorded);
    const auto review = place.read(s_name + u".ics"_s);
    for (const auto &file : lost)
        QVERIFY(QFile::remove(place.path(s_name + file)));
    place.open(ledger::OpenOptions::Mode::Existing);
    const auto next = place.capture(incident::abort, "{\"at\": \"the next watcher\"}");
    QVERIFY(next.isDone());
    QCOMPARE(next.files, whole.files);
    QCOMPARE(place.files().size(), 2);
    QCOMPARE(place.recorded().size(), 1);
    QCOMPARE(place.read(s_name + u".json"_s), s_atAbort);
    QCOMPARE(place.read(s_name + u".ics"_s), review);
}

void IncidentTest::aTakenNameIsLeftAlone_data()
{
    QTest::addColumn<QStringList>("taken");
    QTest::addColumn<QString>("name");
    QTest::newRow("evidence") << QStringList{u".json"_s} << u"-2"_s;
    QTest::newRow("review") << QStringList{u".ics"_s} << u"-2"_s;
    QTest::newRow("twice") << QStringList{u".json"_s, u"-2.ics"_s} << u"-3"_s;
    QTest::newRow("a gap is filled") << QStringList{u".json"_s, u"-3.json"_s} << u"-2"_s;
    QTest::newRow("what is not written this time") << QStringList{u"-readyz.json"_s} << u""_s;
}

void IncidentTest::aTakenNameIsLeftAlone()
{
    QFETCH(const QStringList, taken);
    QFETCH(const QString, name);
    Place place;
    place.decide(u"a"_s);
    place.abort();
    for (const auto &file : taken)
        place.write(s_name + file, "mine");
    QVERIFY(place.capture().isDone());
    QCOMPARE(place.read(s_name + name + u".json"_s), s_atAbort);
    QVERIFY(place.read(s_name + name + u".ics"_s).contains("rollback-20260302-0314"));
    for (const auto &file : taken)
        QCOMPARE(place.read(s_name + file), QByteArray("mine"));
    QCOMPARE(place.files().size(), taken.size() + 2);
}

void IncidentTest::theStateAfterStandsBeside()
{
    Place place;
    place.decide(u"a"_s);
    place.abort();
    place.write(s_name + u".json"_s, "mine");
    QVERIFY(place.capture().isDone());
    place.now = s_night.addSecs(900);
    QCOMPARE(namesOf(place.capture(incident::notRecovered, "not yet")),
             QStringList{u"rollback-20260302-0314-2-after.json"_s});
    QCOMPARE(namesOf(place.capture(incident::recovered, "well")),
             QStringList{u"rollback-20260302-0314-2-after-2.json"_s});
    QVERIFY(place.capture(incident::recovered, "later").isDone());
    QCOMPARE(place.read(s_name + u"-2-after.json"_s), QByteArray("not yet"));
    QCOMPARE(place.read(s_name + u"-2-after-2.json"_s), QByteArray("well"));
    QCOMPARE(place.recorded().size(), 3);
    QCOMPARE(place.files().size(), 5);
}

void IncidentTest::everyAttemptHasItsOwn()
{
    Place place;
    place.decide(u"a"_s);
    place.fire(u"burst"_s, "fired in a");
    place.abort();
    place.enter(kind::abortOutcome, {{u"read_back"_s, true}});
    QVERIFY(place.capture().isDone());
    place.decide(u"b"_s); // within the same minute
    place.abort({"{\"at\": \"the second abort\"}"});
    QCOMPARE(namesOf(place.capture()),
             (QStringList{u"rollback-20260302-0314-2.json"_s, u"rollback-20260302-0314-2.ics"_s}));
    QCOMPARE(place.read(s_name + u".json"_s), QByteArray("fired in a"));
    QCOMPARE(place.read(s_name + u"-2.json"_s), QByteArray("{\"at\": \"the second abort\"}"));
    QCOMPARE(place.recorded().last()[u"attempt_id"_s].toString(), u"b"_s);
}

void IncidentTest::anAbortThatIsRunAgainIsTheSame()
{
    Place place;
    place.decide(u"a"_s);
    place.abort();
    place.now = s_night.addSecs(600);
    place.abort({"{\"at\": \"the second press\"}"});
    QVERIFY(place.capture().isDone());
    QVERIFY(place.capture(incident::recovered).isDone());
    QCOMPARE(place.read(s_name + u".json"_s), s_atAbort);
    QCOMPARE(place.read(s_name + u"-after.json"_s), s_now);
    QCOMPARE(place.files().size(), 3);
}

void IncidentTest::withoutAnyDecision()
{
    Place place;
    place.abort();
    QVERIFY(place.capture().isDone());
    QVERIFY(place.capture(incident::recovered, {}).isDone()); // no evidence: nothing to copy, and that is recorded
    QCOMPARE(place.files().size(), 2);
    QCOMPARE(place.recorded().last()[u"files"_s].toArray().size(), 0);
}

void IncidentTest::nothingGoesOutOfTheWorkspace_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("failure");
    QTest::newRow("the folder") << u"var/incidents"_s << u"path_outside"_s;
    QTest::newRow("the folder above") << u"var"_s << u"path_outside"_s;
    QTest::newRow("the file") << s_name + u".json"_s << u""_s; // its name is taken
}

void IncidentTest::nothingGoesOutOfTheWorkspace()
{
    QFETCH(const QString, link);
    QFETCH(const QString, failure);
    Place place;
    QTemporaryDir outside;
    place.decide(u"a"_s);
    place.abort();
    QVERIFY(QDir().mkpath(QFileInfo(place.path(link)).path()));
    const QString target = link.endsWith(".json"_L1) ? outside.filePath(u"absent.json"_s) : outside.path();
    QVERIFY(QFile::link(target, place.path(link)));
    const auto capture = place.capture();
    QCOMPARE(capture.isDone(), failure.isEmpty());
    QVERIFY(capture.isRecorded);
    for (const auto &text : failuresOf(capture))
        QVERIFY2(text.endsWith(failure), qPrintable(text));
    QVERIFY(QDir(outside.path()).isEmpty());
    if (failure.isEmpty()) {
        QCOMPARE(place.read(s_name + u"-2.json"_s), s_atAbort);
        return;
    }
    QVERIFY(QFile::remove(place.path(link))); // mended, the next try finds what the ledger kept
    const auto next = place.capture(incident::abort, "{\"later\": 1}");
    QVERIFY(next.isDone());
    QCOMPARE(place.read(s_name + u".json"_s), s_atAbort);
}

void IncidentTest::aLedgerThatTakesNothing()
{
    Place place;
    place.decide(u"a"_s);
    place.enter(kind::abortIntent, {{u"reason"_s, u"x"_s}});
    place.open(ledger::OpenOptions::Mode::ReadOnly);
    const auto first = place.capture(incident::abort, "{\"at\": \"the first try\"}");
    QVERIFY(!first.isRecorded && first.failures.isEmpty());
    QCOMPARE(first.files.size(), 2); // the files are there all the same
    place.open(ledger::OpenOptions::Mode::Existing);
    const auto second = place.capture(incident::abort, "{\"at\": \"the second try\"}", first.made);
    QVERIFY(second.isDone());
    QCOMPARE(second.files, first.files);
    QCOMPARE(place.read(s_name + u".json"_s), QByteArray("{\"at\": \"the first try\"}"));
    QCOMPARE(place.files().size(), 2);
}

void IncidentTest::aFolderThatTakesNothing()
{
    Place place;
    place.decide(u"a"_s);
    place.abort();
    place.write(u"var/incidents"_s, "a file where the folder should be");
    const auto capture = place.capture();
    QVERIFY(capture.isRecorded && !capture.isDone());
    QCOMPARE(capture.failures.size(), 2);
    QVERIFY(QFile::remove(place.path(u"var/incidents"_s)));
    QVERIFY(place.capture().isDone());
    QCOMPARE(place.read(s_name + u".json"_s), s_atAbort);
    QCOMPARE(place.recorded().size(), 1);
}

QTEST_GUILESS_MAIN(IncidentTest)

#include "tst_incident.moc"
