// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A countersigner's console killed with SIGKILL at each of its durable points, in front of every sync, rename and
// unlink on the way: there is one revision or the next and never a half, and countersigning goes on.
#include "session/twosigners.h"

#include "crypto/digest.h"
#include "session/fileverifier.h"

#include <QDir>
#include <QGuiApplication>
#include <QTest>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <sys/syscall.h>
#include <unistd.h>

using namespace cutover;
using namespace Qt::StringLiterals;
using namespace session::test;
namespace kind = rollout::kind;

namespace {

std::atomic<int> s_pointsLeft{-1}; // negative: nobody is killed

void durablePoint()
{
    if (s_pointsLeft.load() > 0 && s_pointsLeft.fetch_sub(1) == 1)
        ::kill(::getpid(), SIGKILL);
}

} // namespace

// In front of the C library's own, for Qt and SQLite too (the program exports them).
extern "C" {
int fsync(int fd)
{
    durablePoint();
    return static_cast<int>(::syscall(SYS_fsync, fd));
}
int fdatasync(int fd)
{
    durablePoint();
    return static_cast<int>(::syscall(SYS_fdatasync, fd));
}
int rename(const char *from, const char *to) noexcept
{
    durablePoint();
    return static_cast<int>(::syscall(SYS_rename, from, to));
}
int unlink(const char *path) noexcept
{
    durablePoint();
    return static_cast<int>(::syscall(SYS_unlink, path));
}
}

namespace {

constexpr int refusedExit = 3;

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Signs in a console of its own, which dies at that point; 0: never.
int countersignAndDie(const QStringList &arguments)
{
    TwoSigners world(arguments.value(0));
    world.id = arguments.value(1);
    world.second = arguments.value(2);
    world.sha256 = QByteArray::fromHex(arguments.value(3).toLatin1());
    const auto session = world.open();
    if (!session)
        return 1;
    s_pointsLeft = arguments.value(4).toInt() > 0 ? arguments.value(4).toInt() : -1;
    const auto done = world.countersign(*session);
    s_pointsLeft = -1;
    if (done)
        return 0;
    std::fprintf(stderr, "%s\n", qPrintable(done.error().name));
    return done.error().name == "quorum_complete"_L1 ? refusedExit : 2;
}

} // namespace

class CountersignKillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killedAtEachDurablePoint();

private:
    struct Ended
    {
        bool isKilled = false;
        int exitCode = -1;
    };
    [[nodiscard]] Ended countersign(int point) const
    {
        const auto child = startChild({u"--countersign"_s, m_world.demo.path(), m_world.id, m_world.second,
                                       QString::fromLatin1(m_world.sha256.toHex()), QString::number(point)});
        QSignalSpy ended(child.get(), &QProcess::finished);
        if (child->state() != QProcess::NotRunning && !ended.wait(patienceMs))
            return {};
        return {child->exitStatus() == QProcess::CrashExit, child->exitCode()};
    }
    [[nodiscard]] static bool copy(const QString &from, const QString &to)
    {
        QDir(to).removeRecursively();
        return QProcess::execute(u"cp"_s, {u"-a"_s, from, to}) == 0;
    }
    [[nodiscard]] bool restore() const
    {
        return copy(m_kept.filePath(u"cutover"_s), m_world.demo.path(u"var/cutover"_s)) &&
               copy(m_kept.filePath(u"state"_s), m_state);
    }
    [[nodiscard]] QString judgeWhatIsLeft(qsizetype *signatures) const;
    [[nodiscard]] QString judgeExports(const QList<ledger::Entry> &signatures) const;
    [[nodiscard]] QString judgeWhole() const;

    TwoSigners m_world;
    QTemporaryDir m_kept;
    QString m_state = ledger::Attestation::defaultStateFolder();
    QByteArray m_firstPdf;
    QByteArray m_firstEnvelope;
};

void CountersignKillsTest::initTestCase()
{
    QCOMPARE(m_world.layOut(), QString());
    const auto session = m_world.open();
    QVERIFY(session);
    const auto done = m_world.sign(*session);
    QVERIFY2(done, done ? "" : qPrintable(done.error().name));
    QCOMPARE(done->waitingFor, QStringList{QString(TwoSigners::security)});
    // New windows would be entered meanwhile, each with points of its own, and now more and now fewer of them.
    std::ignore = m_world.demo.stopService();
    const auto last = m_world.open();
    QVERIFY(last);
    bool isEntered = false;
    last->afterEntries(last.get(), [&isEntered] { isEntered = true; });
    QTRY_VERIFY(isEntered);
    m_firstPdf = bytesOf(m_world.exported(u"pdf"_s));
    m_firstEnvelope = bytesOf(m_world.exported(u"dsse.json"_s));
}

/// The ledger as it lies there, once opened as a console opens it.
QString CountersignKillsTest::judgeWhatIsLeft(qsizetype *signatures) const
{
    auto log = ledger::Ledger::open(m_world.demo.path(u"var/cutover/ledger.sqlite"_s), {});
    if (!log)
        return u"the ledger does not open: "_s + ledger::codeName(log.error().code);
    if (!(*log)->verify().valid || (*log)->trouble())
        return u"the ledger does not verify"_s;
    const auto entries = m_world.entries(kind::countersignature);
    *signatures = entries.size();
    return entries.size() > 1 ? u"signed twice"_s : judgeExports(entries);
}

/// An export is the one revision or the other, whole, and the later one only where the ledger has it.
QString CountersignKillsTest::judgeExports(const QList<ledger::Entry> &signatures) const
{
    const auto isKnown = [&](const QString &suffix, const QByteArray &first, const QString &key) {
        const auto there = bytesOf(m_world.exported(suffix));
        const auto next = signatures.isEmpty() ? QByteArray() : ledger::digestIn(signatures.first().payload, key);
        return there == first || crypto::sha256(there) == next;
    };
    if (!isKnown(u"pdf"_s, m_firstPdf, u"pdf_sha256"_s))
        return u"half a PDF"_s;
    return isKnown(u"dsse.json"_s, m_firstEnvelope, u"envelope_sha256"_s) ? QString() : u"half an envelope"_s;
}

/// What the ledger keeps, as a stranger reads it.
QString CountersignKillsTest::judgeWhole() const
{
    const auto entries = m_world.entries(kind::countersignature);
    if (entries.size() != 1 || !entries.first().payload[u"completes"_s].toBool())
        return u"no quorum"_s;
    const auto log = m_world.inspected();
    const QTemporaryDir folder;
    for (const auto &[name, key] :
         {std::pair{u"it.dsse.json"_s, u"envelope_sha256"_s}, {u"it.pdf"_s, u"pdf_sha256"_s}}) {
        QFile file(folder.filePath(name));
        const auto bytes = log->blob(ledger::digestIn(entries.first().payload, key)).value_or(QByteArray());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return u"cannot write"_s;
    }
    for (const auto &name : {u"it.dsse.json"_s, u"it.pdf"_s}) {
        const auto finding = session::FileVerifier({{m_world.list()}, {}, {}}).verify(folder.filePath(name));
        if (!finding.valid || finding.signatures.size() != 2)
            return name + u": "_s + (finding.problems.isEmpty() ? QString() : finding.problems.first().code);
    }
    return {};
}

void CountersignKillsTest::killedAtEachDurablePoint()
{
    QVERIFY(copy(m_world.demo.path(u"var/cutover"_s), m_kept.filePath(u"cutover"_s)));
    QVERIFY(copy(m_state, m_kept.filePath(u"state"_s)));
    constexpr int mostPoints = 100;
    int point = 0;
    int before = 0; // kills in front of the entry, and behind it
    int behind = 0;
    bool isKilled = true;
    while (isKilled) {
        QVERIFY(++point < mostPoints);
        const auto ended = countersign(point);
        isKilled = ended.isKilled;
        QVERIFY2(isKilled || ended.exitCode == 0, qPrintable(QString::number(ended.exitCode)));
        qsizetype signatures = -1;
        QCOMPARE(judgeWhatIsLeft(&signatures), QString());
        if (isKilled)
            ++(signatures == 0 ? before : behind);
        // It can be done again exactly where it was not done.
        const auto again = countersign(0);
        QVERIFY(!again.isKilled);
        QCOMPARE(again.exitCode, signatures == 0 ? 0 : refusedExit);
        QCOMPARE(judgeWhatIsLeft(&signatures), QString());
        QCOMPARE(judgeWhole(), QString());
        QVERIFY(restore());
    }
    qInfo("killed at %d durable points: %d in front of the entry, %d behind it", point - 1, before, behind);
    // SQLite's journal and file in front; its folder, size and root kept outside, and two exports behind.
    QVERIFY(before >= 4 && behind >= 9);
}

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--countersign"_L1)
        return countersignAndDie(arguments.mid(2));
    CountersignKillsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_countersignkills.moc"
