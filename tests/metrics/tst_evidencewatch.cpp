// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The evidence file watched as pipelines really write it: renamed over, in place, absent, broken.
#include "metrics/evidencewatch.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover::metrics;

namespace {

const QDateTime s_now(QDate(2026, 3, 2), QTime(10, 20), Qt::UTC);

QByteArray evidence(double burst)
{
    return "{\"tampered\": false, \"canary\": {\"windows\": [{\"pass\": true, \"burst\": " + QByteArray::number(burst) +
           "}]}, \"perf\": {\"p50_ms\": 41.2, \"p99_ms\": 180.4, \"error_rate\": 0.0003}}";
}

void writeInPlace(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void renameOver(const QString &path, const QByteArray &bytes)
{
    writeInPlace(path + u".new"_s, bytes);
    QVERIFY(std::rename(QFile::encodeName(path + u".new"_s).constData(), QFile::encodeName(path).constData()) == 0);
}

} // namespace

class EvidenceWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void firstReadingIsAnnounced();
    void renamedOverIsAnnouncedWithinASecond();
    void writtenInPlaceIsAnnounced();
    void manyVersionsEndWithTheLast();
    void sameBytesAreNoChange();
    void absentThenThere();
    void removedIsAnnounced();
    void folderComesLater();
    void brokenNamesItsFault();
    void folderInPlaceOfTheFile();
    void destroyedWhileReading();
    void linkOutOfTheWorkspace_data();
    void linkOutOfTheWorkspace();
    void synchronousReading();

private:
    double lastBurst(const QSignalSpy &changed) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void EvidenceWatchTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkpath(u"var/evidence"_s));
    m_path = evidencePath(m_folder->path());
}

double EvidenceWatchTest::lastBurst(const QSignalSpy &changed) const
{
    if (changed.isEmpty())
        return -1;
    const auto reading = changed.last().first().value<EvidenceReading>();
    return reading.evidence && !reading.evidence->windows.isEmpty() ? reading.evidence->windows.first().burst : -1;
}

#define START_WATCH()                                                                                                  \
    EvidenceWatch watch(m_path, {}, [] { return s_now; });                                                             \
    QSignalSpy changed(&watch, &EvidenceWatch::changed);                                                               \
    watch.start();                                                                                                     \
    QTRY_COMPARE(changed.size(), 1)

void EvidenceWatchTest::firstReadingIsAnnounced()
{
    writeInPlace(m_path, evidence(0.8));
    START_WATCH();
    const auto reading = changed.first().first().value<EvidenceReading>();
    QCOMPARE(lastBurst(changed), 0.8);
    QCOMPARE(reading.bytes, evidence(0.8));
    QCOMPARE(reading.sha256, QCryptographicHash::hash(evidence(0.8), QCryptographicHash::Sha256));
    QCOMPARE(reading.readAt, s_now);
    QVERIFY(watch.reading()->sameAs(reading));
}

void EvidenceWatchTest::renamedOverIsAnnouncedWithinASecond()
{
    renameOver(m_path, evidence(0.8));
    START_WATCH();
    for (const double burst : {0.9, 1.1, 1.6}) {
        QElapsedTimer elapsed;
        elapsed.start();
        renameOver(m_path, evidence(burst));
        QTRY_COMPARE_WITH_TIMEOUT(lastBurst(changed), burst, 1'000);
        QVERIFY(elapsed.elapsed() < 1'000);
    }
    QCOMPARE(changed.size(), 4);
}

void EvidenceWatchTest::writtenInPlaceIsAnnounced()
{
    writeInPlace(m_path, evidence(0.8));
    START_WATCH();
    writeInPlace(m_path, evidence(0.9));
    QTRY_COMPARE(lastBurst(changed), 0.9);
}

void EvidenceWatchTest::manyVersionsEndWithTheLast()
{
    writeInPlace(m_path, evidence(0.1));
    START_WATCH();
    for (int i = 0; i < 200; ++i)
        renameOver(m_path, evidence(i / 100.0 + 0.001));
    QTRY_COMPARE(lastBurst(changed), 1.991);
}

void EvidenceWatchTest::sameBytesAreNoChange()
{
    writeInPlace(m_path, evidence(0.8));
    START_WATCH();
    renameOver(m_path, evidence(0.8));
    watch.look();
    renameOver(m_path, evidence(0.9));
    QTRY_COMPARE(lastBurst(changed), 0.9);
    QCOMPARE(changed.size(), 2);
}

void EvidenceWatchTest::absentThenThere()
{
    START_WATCH();
    const auto first = changed.first().first().value<EvidenceReading>();
    QVERIFY(!first.evidence);
    QCOMPARE(first.evidence.error().code, EvidenceError::Code::Absent);
    QVERIFY(first.sha256.isEmpty());
    renameOver(m_path, evidence(0.8));
    QTRY_COMPARE(lastBurst(changed), 0.8);
}

void EvidenceWatchTest::removedIsAnnounced()
{
    writeInPlace(m_path, evidence(0.8));
    START_WATCH();
    QVERIFY(QFile::remove(m_path));
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(changed.last().first().value<EvidenceReading>().evidence.error().code, EvidenceError::Code::Absent);
}

void EvidenceWatchTest::folderComesLater()
{
    QVERIFY(QDir(m_folder->filePath(u"var"_s)).removeRecursively());
    START_WATCH();
    watch.setInterval(std::chrono::milliseconds(50));
    QVERIFY(QDir(m_folder->path()).mkpath(u"var/evidence"_s));
    renameOver(m_path, evidence(0.8));
    QTRY_COMPARE(lastBurst(changed), 0.8);
}

void EvidenceWatchTest::brokenNamesItsFault()
{
    writeInPlace(m_path, evidence(0.8));
    START_WATCH();
    renameOver(m_path, evidence(0.8).chopped(10));
    QTRY_COMPARE(changed.size(), 2);
    const auto reading = changed.last().first().value<EvidenceReading>();
    QVERIFY(!reading.evidence);
    QCOMPARE(reading.evidence.error().code, EvidenceError::Code::Malformed);
    QCOMPARE(reading.evidence.error().name, u"truncated"_s);
    QCOMPARE(reading.bytes, evidence(0.8).chopped(10));
}

void EvidenceWatchTest::folderInPlaceOfTheFile()
{
    QVERIFY(QDir().mkpath(m_path));
    START_WATCH();
    const auto reading = changed.first().first().value<EvidenceReading>();
    QCOMPARE(reading.evidence.error().code, EvidenceError::Code::Unreadable);
    QCOMPARE(reading.evidence.error().name, u"not_regular"_s);
}

void EvidenceWatchTest::destroyedWhileReading()
{
    writeInPlace(m_path, evidence(0.8) + QByteArray(8 * 1024 * 1024, ' '));
    auto watch = std::make_unique<EvidenceWatch>(m_path, cutover::domain::EvidencePointers{}, [] { return s_now; });
    QSignalSpy changed(watch.get(), &EvidenceWatch::changed);
    watch->start();
    watch.reset();
    QVERIFY(!changed.wait(200));
}

void EvidenceWatchTest::linkOutOfTheWorkspace_data()
{
    QTest::addColumn<QString>("link"); // below var/
    QTest::addColumn<QString>("target");
    QTest::newRow("the file") << u"evidence/latest.json"_s << u"/latest.json"_s;
    QTest::newRow("its folder") << u"evidence"_s << QString();
}

void EvidenceWatchTest::linkOutOfTheWorkspace()
{
    QFETCH(QString, link);
    QFETCH(QString, target);
    const QTemporaryDir outside;
    writeInPlace(outside.filePath(u"latest.json"_s), evidence(0.8));
    const QString place = m_folder->filePath(u"var/"_s + link);
    QVERIFY(!target.isEmpty() || QDir().rmdir(place));
    QVERIFY(QFile::link(outside.path() + target, place));
    const auto reading = readEvidence(m_path, {}, s_now);
    QVERIFY(!reading.evidence);
    QCOMPARE(reading.evidence.error(), (EvidenceError{EvidenceError::Code::Unreadable, u"path_outside"_s}));
    QVERIFY(reading.bytes.isEmpty());
}

void EvidenceWatchTest::synchronousReading()
{
    writeInPlace(m_path, evidence(0.8));
    const auto reading = readEvidence(m_path, {}, s_now);
    QVERIFY(reading.evidence.has_value());
    QCOMPARE(reading.evidence->perf.p99Ms.value_or(0), 180.4);
    QVERIFY(!reading.sameAs(readEvidence(m_path + u"x"_s, {}, s_now)));
}

QTEST_GUILESS_MAIN(EvidenceWatchTest)

#include "tst_evidencewatch.moc"
