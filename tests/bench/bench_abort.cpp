// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_abort [RUNS]
//
// How soon the abort command runs: after evidence that asks for it, by the watcher as the process that it is; and after
// a press, by a console's session. Both also with a promotion in flight, on a full disk and with the ledger locked.
// Every run is an attempt of its own at 10 %, with a signed GO; the command itself takes down when it was started.
#include "bench/samples.h"
#include "session/ledgerlock.h"
#include "session/signedworkspace.h"
#include "session/verbs.h"

#include "rollout/bootclock.h"
#include "rollout/commandgroup.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

using namespace cutover;
using namespace Qt::StringLiterals;
using bench::Samples;
namespace kind = rollout::kind;

namespace {

constexpr int patienceMs = 60'000;
const QString evidenceFile = u"var/evidence/latest.json"_s;
const QString stageFile = u"var/rollout/desired_stage.txt"_s;

enum class Trouble { None, InFlight, FullDisk, LockedLedger };

template <typename Condition>
void waitUntil(const char *what, Condition condition)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (condition())
            loop.quit();
    });
    QTimer::singleShot(patienceMs, &loop, [what] { qFatal("gave up waiting: %s", what); });
    if (condition())
        return;
    look.start(2);
    loop.exec();
}

void rest(int ms)
{
    QElapsedTimer since;
    since.start();
    waitUntil("a rest", [&since, ms] { return since.hasExpired(ms); });
}

qint64 monotonicNs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

/// Answers every request as a healthy service does.
class Service
{
public:
    Service()
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            auto *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->readAll();
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n"
                              "Connection: close\r\n\r\n{\"status\":\"ok\"}");
                socket->disconnectFromHost();
            });
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("nothing listens");
    }
    [[nodiscard]] QString url() const { return u"http://127.0.0.1:%1/readyz"_s.arg(m_server.serverPort()); }

private:
    QTcpServer m_server;
};

/// Takes all that is left of a file system, while it lives.
class Filler
{
public:
    explicit Filler(const QString &folder)
        : m_file(folder + "/filler"_L1)
    {
        struct statvfs disk = {};
        const QByteArray name = m_file.toUtf8();
        const int file = ::open(name.constData(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
        if (file < 0 || ::statvfs(name.constData(), &disk) != 0)
            qFatal("the disk cannot be filled");
        std::ignore = ::posix_fallocate(file, 0, static_cast<off_t>(disk.f_bavail * disk.f_frsize));
        const QByteArray page(4096, 'x');
        ::lseek(file, 0, SEEK_END);
        while (::write(file, page.constData(), static_cast<std::size_t>(page.size())) > 0) {}
        ::close(file);
    }
    ~Filler() { QFile::remove(m_file); }
    Filler(const Filler &) = delete;
    Filler &operator=(const Filler &) = delete;

private:
    QString m_file;
};

/// A small file system of its own, where this user may mount one.
class SmallDisk
{
public:
    SmallDisk() { m_isMounted = ::mount("tmpfs", m_folder.path().toUtf8().constData(), "tmpfs", 0, "size=64m") == 0; }
    ~SmallDisk()
    {
        if (m_isMounted)
            ::umount2(m_folder.path().toUtf8().constData(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    [[nodiscard]] bool isMounted() const { return m_isMounted; }
    [[nodiscard]] QString path() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    bool m_isMounted = false;
};

/// A signed workspace whose abort command is the clock, and attempts in it, one after the other.
class Place
{
public:
    explicit Place(const QString &disk)
        : m_disk(disk)
    {
        if (!m_signed.layOut())
            qFatal("the workspace cannot be laid out");
        auto profile = m_signed.demo.json(u"cutover.json"_s);
        profile[u"readyz_url"_s] = m_service.url();
        profile[u"notifications"_s] = QJsonObject{{u"targets"_s, QJsonArray()}};
        profile[u"environment"_s] = u"Bench"_s;
        if (!m_signed.demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()))
            qFatal("the profile cannot be written");
        for (int i = 0; i < 3; ++i)
            addWindow(0.8);
        writeEvidence();
        m_binding = m_signed.binding();
    }

    [[nodiscard]] QString path() const { return m_signed.demo.path(); }
    [[nodiscard]] QString ledgerFile() const { return m_signed.demo.path(u"var/cutover/ledger.sqlite"_s); }
    [[nodiscard]] const QString &disk() const { return m_disk; }
    [[nodiscard]] QString attemptId() const { return m_id; }

    [[nodiscard]] session::Ports ports() const
    {
        auto ports = session::test::wordedPorts(nullptr);
        ports.trustFile = m_signed.trustFile();
        ports.stateFolder = m_signed.user.filePath(u"state"_s);
        return ports;
    }

    /// A new attempt, promoted to 10 % while desired_stage.txt still says what the one before left.
    void beginAttempt()
    {
        endAttempt();
        const auto before = m_id;
        m_id = u"%1"_s.arg(++m_attempts, 32, 16, QChar(u'0'));
        auto statement = m_signed.statement(m_binding);
        statement.id = m_id;
        statement.abortCommand = {{QStringLiteral(CUTOVER_BINARY_DIR "/bench/abortclock"), u"{reason}"_s, timeFile(),
                                   m_signed.demo.path(stageFile)},
                                  {}};
        const auto envelope = session::test::SignedWorkspace::envelopeOf(statement, m_signed.maker);
        if (!session::test::SignedWorkspace::record(*m_signed.log, statement, envelope, m_binding.bytes))
            qFatal("the GO is not taken");
        append(kind::promotionIntent, {{u"percent"_s, 10}, {u"decision_id"_s, m_id}});
        append(kind::promotionOutcome, rollout::payloadOf(domain::PromotionEnded{
                                           10, domain::PromotionResult::Done, {m_windows.size(), {}}, m_id}));
        if (!before.isEmpty()) // nobody waits for three polls after each abort
            append(kind::recovery, rollout::payloadOf(domain::RecoveryJudged{true, {}, before}));
        QFile::remove(timeFile());
    }
    void standAt(const QByteArray &stage) const
    {
        if (!m_signed.demo.setStage(stage))
            qFatal("the stage cannot be written");
    }

    /// Another console's stage command, which runs on until somebody ends it.
    void promoteFurther(QProcess &command)
    {
        command.setChildProcessModifier([] { ::setpgid(0, 0); });
        command.start(u"sleep"_s, {u"600"_s});
        waitUntil("a stage command", [&command] { return command.state() == QProcess::Running; });
        append(kind::promotionIntent, {{u"percent"_s, 25}, {u"decision_id"_s, m_id}});
        auto group = rollout::CommandGroup::of(command.processId(), rollout::systemBootInstant().bootId).toJson();
        group[u"percent"_s] = 25;
        append(kind::promotionStarted, group);
    }

    /// Evidence that asks for an abort, all but there: a rename makes it so.
    void prepareBurst()
    {
        addWindow(1.62);
        writeEvidence(u".next"_s);
    }
    [[nodiscard]] qint64 showBurst() const
    {
        const QByteArray file = m_signed.demo.path(evidenceFile).toUtf8();
        const qint64 at = monotonicNs();
        if (::rename((file + ".next").constData(), file.constData()) != 0)
            qFatal("the evidence cannot be renamed");
        return at;
    }

    /// When the command was started; waits for it.
    [[nodiscard]] qint64 abortedAt() const
    {
        waitUntil("the abort command", [this] { return QFile::exists(timeFile()); });
        QFile file(timeFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll().toLongLong() : 0;
    }

private:
    [[nodiscard]] QString timeFile() const { return m_clock.filePath(u"time"_s); }

    void append(QStringView what, const QJsonObject &payload) const
    {
        if (!m_signed.log->append(what, ledger::Actor::ofThisProcess(), payload))
            qFatal("the ledger refuses");
    }

    /// Where the disk was full neither ledger nor journal had room for the abort.
    void endAttempt()
    {
        std::ignore = m_signed.log->refresh();
        const auto entries = m_signed.log->entries(m_folded);
        if (!entries)
            qFatal("the ledger cannot be read");
        m_folded += entries->size();
        m_state = rollout::foldEntries(*entries, std::move(m_state));
        using State = domain::AttemptState;
        if (m_state.attemptState != State::Open && m_state.attemptState != State::Aborting)
            return;
        if (m_state.attemptState == State::Open)
            append(kind::abortIntent, {{u"reason"_s, u"bench"_s}});
        append(kind::abortOutcome, {{u"read_back"_s, true}});
    }

    void addWindow(double burst)
    {
        m_windows.append(QJsonObject{{u"ended_at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                                     {u"stage"_s, 10},
                                     {u"pass"_s, true},
                                     {u"burst"_s, burst},
                                     {u"p50_ms"_s, 41.0},
                                     {u"p99_ms"_s, 181.0},
                                     {u"error_rate"_s, 0.0002},
                                     {u"requests"_s, 1000}});
    }
    void writeEvidence(const QString &suffix = {}) const
    {
        const QJsonObject evidence{{u"generated_at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                                   {u"tampered"_s, false},
                                   {u"canary"_s, QJsonObject{{u"windows"_s, m_windows}}}};
        if (!m_signed.demo.write(evidenceFile + suffix, QJsonDocument(evidence).toJson()))
            qFatal("the evidence cannot be written");
    }

    QString m_disk; ///< to be filled; empty: it cannot be
    QTemporaryDir m_clock{u"/tmp/abortclock-XXXXXX"_s};
    Service m_service;
    session::test::SignedWorkspace m_signed;
    session::Binding m_binding;
    QJsonArray m_windows;
    QString m_id;
    int m_attempts = 0;
    qint64 m_folded = 0;
    domain::RolloutState m_state;
};

/// cutoverctl watch, and what it tells.
class Watcher
{
public:
    explicit Watcher(const Place &place)
        : m_place(place)
    {
        QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] {
            while (m_process.canReadLine())
                m_told.append(QJsonDocument::fromJson(m_process.readLine()).object()[u"event"_s].toString());
            m_isArmed = m_isArmed || m_told.contains(u"armed"_s);
        });
    }
    ~Watcher()
    {
        m_process.terminate();
        waitUntil("the watcher's end", [this] { return m_process.state() == QProcess::NotRunning; });
    }
    Watcher(const Watcher &) = delete;
    Watcher &operator=(const Watcher &) = delete;

    void forget() { m_told.clear(); }
    /// Until it tells of the attempt, because the stage file says another stage than its 10; false where it did not know
    /// of the attempt yet and took that for an abort of the one before that was lost. It ends by itself when a recovery
    /// is proven, and is started again.
    [[nodiscard]] bool seesAttempt()
    {
        waitUntil("the watcher to see the attempt", [this] {
            if (m_process.state() == QProcess::NotRunning)
                start();
            const bool isTold = m_told.contains(u"stage_drift"_s) || m_told.contains(u"abort_lost"_s);
            return m_isArmed && isTold && !m_told.contains(u"ended"_s);
        });
        const bool isLost = m_told.contains(u"abort_lost"_s);
        if (isLost)
            await("abort_ended");
        return !isLost;
    }
    void await(const char *event)
    {
        waitUntil(event, [&] { return m_told.contains(QLatin1String(event)); });
    }

private:
    void start()
    {
        m_told.clear();
        m_isArmed = false;
        m_process.start(QStringLiteral(CUTOVER_BINARY_DIR "/bin/cutoverctl"),
                        {u"--workspace"_s, m_place.path(), u"--json"_s, u"watch"_s});
    }

    const Place &m_place;
    QProcess m_process;
    QStringList m_told;
    bool m_isArmed = false;
};

/// What is wrong while it is measured; ends with it.
class Spoiled
{
public:
    Spoiled(Trouble trouble, Place &place)
    {
        if (trouble == Trouble::FullDisk)
            m_filler.emplace(place.disk());
        if (trouble == Trouble::LockedLedger) {
            m_lock.emplace(place.ledgerFile());
            if (!m_lock->holds())
                qFatal("the ledger is not locked");
        }
    }

private:
    std::optional<Filler> m_filler;
    std::optional<session::test::LedgerLock> m_lock;
};

/// Ends with a promotion that the abort was to end.
void expectEnded(QProcess &command)
{
    waitUntil("the promotion to be ended", [&command] { return command.state() == QProcess::NotRunning; });
}

constexpr int seenAfterMs = 350; ///< what another console appended

void benchEvidence(const QString &name, Place &place, Trouble trouble, int runs)
{
    Samples samples;
    Watcher watcher(place);
    for (int run = 0; run < runs; ++run) {
        do {
            watcher.forget();
            place.beginAttempt();
            rest(seenAfterMs);
            place.standAt("50");
        } while (!watcher.seesAttempt());
        place.standAt("10");
        QProcess command;
        if (trouble == Trouble::InFlight) {
            place.promoteFurther(command);
            rest(seenAfterMs);
        }
        place.prepareBurst();
        {
            const Spoiled spoiled(trouble, place);
            const qint64 from = place.showBurst();
            samples.add(static_cast<double>(place.abortedAt() - from) / 1e6);
        }
        expectEnded(command);
        watcher.await("abort_ended");
    }
    samples.print(name);
}

void benchPress(const QString &name, Place &place, Trouble trouble, int runs)
{
    Samples samples;
    session::Session session(place.path(), place.ports());
    session.open();
    for (int run = 0; run < runs; ++run) {
        place.beginAttempt();
        place.standAt("10");
        waitUntil("the attempt", [&] {
            return session.view().rollout.attemptId == place.attemptId() && session.view().rollout.present();
        });
        QProcess command;
        if (trouble == Trouble::InFlight) {
            place.promoteFurther(command);
            waitUntil("the promotion", [&] { return session.view().rollout.inFlight(); });
            rest(seenAfterMs);
        }
        bool isDone = false;
        {
            const Spoiled spoiled(trouble, place);
            const qint64 from = monotonicNs();
            session.abort({}, {}, &session, [&isDone](const auto &) { isDone = true; });
            samples.add(static_cast<double>(place.abortedAt() - from) / 1e6);
        }
        expectEnded(command);
        waitUntil("the abort's end", [&isDone] { return isDone; });
    }
    samples.print(name);
}

void benchAll(Place &place, const std::optional<SmallDisk> &small, int runs)
{
    using Bench = void (*)(const QString &, Place &, Trouble, int);
    for (const auto &[bench, what] :
         {std::pair<Bench, QString>{benchEvidence, u"evidence → abort"_s}, {benchPress, u"press → abort"_s}}) {
        bench(what, place, Trouble::None, runs);
        bench(what + u", a promotion in flight"_s, place, Trouble::InFlight, runs);
        bench(what + u", the ledger locked"_s, place, Trouble::LockedLedger, runs);
        if (!small)
            std::printf("%s: no small disk may be mounted here\n", qUtf8Printable(what + u", a full disk"_s));
    }
    if (!small)
        return;
    qputenv("TMPDIR", small->path().toUtf8());
    qputenv("XDG_STATE_HOME", small->path().toUtf8() + "/state"); // the journal's disk is full as well
    Place full(small->path());
    benchEvidence(u"evidence → abort, a full disk"_s, full, Trouble::FullDisk, runs);
    benchPress(u"press → abort, a full disk"_s, full, Trouble::FullDisk, runs);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const int runs = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 200;
    Samples::printHead("the abort command is started");
    std::optional<SmallDisk> small(std::in_place);
    if (!small->isMounted())
        small.reset();
    Place place({});
    benchAll(place, small, runs);
    return 0;
}
