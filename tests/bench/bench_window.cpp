// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long the window's thread is away while a person works: a second thread asks it every 2 ms for a sign of life, and
// the time to the answer is the stall. Where other programs run too, what the thread itself worked in that time tells
// more, so that stands below. Also how soon rewritten evidence is on the charts.
#include "bench/samples.h"
#include "demo/demoworkspace.h"

#include "checks/pool.h"
#include "gui/appearance.h"
#include "gui/consoleview.h"
#include "gui/mainwindow.h"
#include "keychain/osstore.h"
#include "models/reportcharts.h"
#include "models/words.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QEventLoop>
#include <QPointer>
#include <QSignalSpy>
#include <QThread>
#include <QTimer>
#include <QWindow>

#include <atomic>
#include <ctime>
#include <mutex>
#include <pthread.h>

using namespace cutover;
using namespace Qt::StringLiterals;
using bench::Samples;

namespace {

const QString evidenceFile = u"var/evidence/latest.json"_s;
constexpr int patienceMs = 180'000;
constexpr int manyNotes = 5'000;
constexpr int manyWindows = 10'000;

/// What a thread has worked, in ms; callable from any.
class WorkClock
{
public:
    explicit WorkClock(pthread_t thread) { pthread_getcpuclockid(thread, &m_clock); }
    [[nodiscard]] double ms() const
    {
        timespec time{};
        clock_gettime(m_clock, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }

private:
    clockid_t m_clock{};
};

/// Asks the window's thread for a sign of life, again and again, from a thread of its own.
class Pulse : public QThread
{
public:
    struct Stalls
    {
        Samples whole;
        Samples work; ///< of the thread itself
    };

    Pulse()
        : m_work(pthread_self())
    {
        start();
    }
    ~Pulse() override
    {
        m_ends = true;
        wait();
    }
    /// What was measured since the last call; the question still open is not in it.
    Stalls take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_stalls, {});
    }

protected:
    void run() override
    {
        while (!m_ends) {
            auto asked = std::make_shared<QElapsedTimer>();
            asked->start();
            m_open = true;
            QMetaObject::invokeMethod(qApp, [this, asked, worked = m_work.ms()] {
                const std::lock_guard lock(m_mutex);
                m_stalls.whole.add(bench::msOf(*asked));
                m_stalls.work.add(m_work.ms() - worked);
                m_open = false;
            });
            do
                usleep(2000);
            while (m_open && !m_ends);
        }
    }

private:
    std::atomic<bool> m_ends = false;
    std::atomic<bool> m_open = false;
    std::mutex m_mutex;
    const WorkClock m_work;
    Stalls m_stalls;
};

class WindowBench
{
public:
    WindowBench();
    void run();

private:
    template <typename Act>
    void chapter(const QString &name, Act act)
    {
        rest(20); // what is still open belongs to what was before
        std::ignore = m_pulse.take();
        act();
        auto stalls = m_pulse.take();
        stalls.whole.print(name);
        stalls.work.print(u"    its own work"_s);
    }
    static void rest(int ms);
    template <typename T, typename Start>
    T answer(const char *what, Start start);
    void open();
    void openAgain();
    void takeNotes(int count);
    void check(const QString &action);
    void showLongLine();
    void showDialogs();
    void resize();
    void sign();
    [[nodiscard]] QByteArray evidenceWith(int more) const;
    void takeWindows(int more, const QByteArray &evidence);
    void takeWindow() { takeWindows(1, evidenceWith(1)); }
    [[nodiscard]] session::Session &session() const { return *m_window->session(); }
    void trigger(const QString &action) const { m_window->findChild<QAction *>(action)->trigger(); }

    demo::test::DemoWorkspace m_demo;
    keychain::OsStore m_store;
    std::unique_ptr<gui::MainWindow> m_window;
    Pulse m_pulse;
    Samples m_seen;
};

/// Not QTest::qWaitFor, which sleeps on the very thread that is measured.
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
    look.start(5);
    loop.exec();
}

crypto::Secret passphrase()
{
    return crypto::Secret::consume("a passphrase of the bench");
}

WindowBench::WindowBench()
{
    if (!m_demo.init().succeeded() || !m_demo.serve({}))
        qFatal("the demo does not run");
}

void WindowBench::rest(int ms)
{
    QElapsedTimer since;
    since.start();
    waitUntil("a rest", [&since, ms] { return since.hasExpired(ms); });
}

/// Waits for the one answer of a verb.
template <typename T, typename Start>
T WindowBench::answer(const char *what, Start start)
{
    std::optional<session::Result<T>> got;
    start([&got](const session::Result<T> &result) { got = result; });
    waitUntil(what, [&got] { return got.has_value(); });
    if (!*got)
        qFatal("%s: %s", what, qPrintable(got->error().name));
    return **got;
}

void WindowBench::open()
{
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    m_window = std::make_unique<gui::MainWindow>(ports);
    m_window->resize(1600, 1000);
    m_window->show();
    m_window->openWorkspace(m_demo.path());
    waitUntil("the console", [this] { return m_window->findChild<QWidget *>(u"consoleView"_s); });
}

/// In the same window, as a person does.
void WindowBench::openAgain()
{
    const QPointer<QWidget> former(m_window->findChild<QWidget *>(u"consoleView"_s));
    m_window->openWorkspace(m_demo.path());
    waitUntil("the console again",
              [this, former] { return former.isNull() && m_window->findChild<QWidget *>(u"consoleView"_s); });
}

/// A few in each turn of the loop: nobody writes them faster.
void WindowBench::takeNotes(int count)
{
    constexpr int atOnce = 50;
    int kept = 0;
    for (int i = 0; i < count; ++i) {
        session().setNote(domain::CriterionId::Readyz, u"note %1"_s.arg(i), m_window.get(),
                          [&kept](const session::Result<qint64> &entry) { kept += entry ? 1 : 0; });
        if ((i + 1) % atOnce == 0)
            waitUntil("the notes", [&] { return kept == i + 1; });
    }
}

/// A script that prints a document of a megabyte in one line, as programs do.
void WindowBench::showLongLine()
{
    if (!m_demo.write(u"scripts/ci/check_readyz_blocking.sh"_s, "head -c 1000000 /dev/zero | tr '\\0' x\n"))
        qFatal("the script cannot be written");
    m_window->findChild<gui::ConsoleView *>()->selectRow(domain::CriterionId::Readyz);
    check(u"runSelectedAction"_s);
    trigger(u"outputAction"_s);
    QPointer<QDialog> shown;
    waitUntil("the output", [&] { return bool(shown = m_window->findChild<QDialog *>(u"outputWindow"_s)); });
    waitUntil("its window", [&] { return shown->windowHandle() && shown->windowHandle()->isExposed(); });
    QMetaObject::invokeMethod(shown.data(), &QDialog::reject, Qt::QueuedConnection);
    waitUntil("the output to end", [&] { return shown.isNull(); });
}

void WindowBench::check(const QString &action)
{
    QSignalSpy ended(&session(), &session::Session::checksFinished);
    trigger(action);
    waitUntil("the checks", [&ended] { return !ended.isEmpty(); });
}

void WindowBench::showDialogs()
{
    // The key was made behind the window's back: one that opens now knows it, and offers the NO-GO.
    open();
    for (const auto &[action, name] :
         {std::pair{u"enrolAction"_s, u"enrolDialog"_s}, std::pair{u"signersAction"_s, u"signersDialog"_s},
          std::pair{u"signNoGoAction"_s, u"signDialog"_s}}) {
        if (!m_window->findChild<QAction *>(action)->isEnabled())
            qFatal("%s is refused", qPrintable(action));
        trigger(action);
        QPointer<QDialog> dialog;
        waitUntil(qPrintable(name), [&, &name = name] { return bool(dialog = m_window->findChild<QDialog *>(name)); });
        waitUntil("its window", [&] { return dialog->isVisible() && dialog->windowHandle()->isExposed(); });
        // Through the loop, or its deferred end would belong to none.
        QMetaObject::invokeMethod(dialog.data(), &QDialog::reject, Qt::QueuedConnection);
        waitUntil(qPrintable(name + u" to end"_s), [&] { return dialog.isNull(); });
    }
}

void WindowBench::resize()
{
    for (int step = 1; step <= 28; ++step) {
        m_window->resize(1600 - 20 * step, 1000 - 10 * step);
        rest(16);
    }
    m_window->resize(1600, 1000);
}

void WindowBench::sign()
{
    auto *here = m_window.get();
    const auto key = answer<QString>("a key", [&](auto done) {
        session()
            .keys()
            .enrol(u"Demo release manager"_s, {}, passphrase(), here)
            ->onFinished(here,
                         [done](tl::expected<keychain::SigningKey, keychain::KeychainError> enrolled) {
                             if (enrolled)
                                 done(enrolled->fingerprint);
                         })
            ->start();
    });
    std::ignore = answer<session::SignersView>("the list of signers", [&](auto done) {
        session().foundSigners({{key}, {}, {}, {}, {}, {}}, passphrase(), here, done);
    });
    const session::SignRequest request{domain::DecisionKind::NoGo, key, u"Measured, not meant."_s, {}};
    const auto draft =
        answer<session::Draft>("the statement", [&](auto done) { session().compose(request, here, done); });
    std::ignore = answer<session::Signed>("the signature", [&](auto done) {
        session().sign(draft, {}, passphrase(), models::reportCharts(session().view()), here, done);
    });
}

QByteArray WindowBench::evidenceWith(int more) const
{
    auto evidence = QJsonDocument::fromJson(m_demo.read(evidenceFile)).object();
    auto canary = evidence[u"canary"_s].toObject();
    auto windows = canary[u"windows"_s].toArray();
    auto last = windows.last().toObject();
    auto end = QDateTime::fromString(last[u"ended_at"_s].toString(), Qt::ISODate);
    for (int i = 0; i < more; ++i) {
        end = end.addMSecs(1);
        last[u"ended_at"_s] = end.toString(Qt::ISODateWithMs);
        windows.append(last);
    }
    canary[u"windows"_s] = windows;
    evidence[u"canary"_s] = canary;
    return QJsonDocument(evidence).toJson();
}

/// `more` windows come at once; the series has them when the charts are given them, in the same turn of the loop.
void WindowBench::takeWindows(int more, const QByteArray &evidence)
{
    const auto wanted = session().view().series.points().size() + more;
    QElapsedTimer since;
    since.start();
    // Whoever writes evidence is another program.
    checks::onPool(
        m_window.get(), [this, evidence] { return m_demo.write(evidenceFile, evidence); },
        [](bool written) {
            if (!written)
                qFatal("the evidence cannot be written");
        });
    waitUntil("the new windows", [&] { return session().view().series.points().size() >= wanted; });
    m_seen.add(bench::msOf(since));
}

void WindowBench::run()
{
    Samples::printHead("window: the time its thread is away");
    chapter(u"opened on the demo"_s, [this] { open(); });
    chapter(u"all live checks"_s, [this] { check(u"runLiveAction"_s); });
    chapter(u"all checks with drills"_s, [this] { check(u"runAllDrillsAction"_s); });
    chapter(u"resized 28 times"_s, [this] { resize(); });
    chapter(u"key, list of signers, statement and signature with PDF"_s, [this] { sign(); });
    chapter(u"dialogs: key, list of signers, NO-GO"_s, [this] { showDialogs(); });
    m_demo.stopService(); // from here on the windows are ours
    chapter(u"20 new windows, one by one"_s, [this] {
        for (int i = 0; i < 20; ++i)
            takeWindow();
    });
    Samples::printHead("window: evidence written until it is in the series");
    m_seen.print(u"one new window"_s);
    m_seen = {};
    Samples::printHead("window: the time its thread is away");
    const auto evidence = evidenceWith(manyWindows);
    const auto more = evidenceWith(manyWindows + 1);
    chapter(u"10,000 new windows at once"_s, [&] { takeWindows(manyWindows, evidence); });
    chapter(u"the next one after them"_s, [&] { takeWindows(1, more); });
    chapter(u"resized 28 times with them"_s, [this] { resize(); });
    chapter(u"5,000 notes, one after the other"_s, [this] { takeNotes(manyNotes); });
    chapter(u"opened again with both"_s, [this] { openAgain(); });
    chapter(u"a megabyte of output in one line"_s, [this] { showLongLine(); });
}

} // namespace

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    const QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    WindowBench().run();
    return 0;
}
