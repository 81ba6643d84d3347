// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/osstore.h"
#include "realkeyring.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::keychain;
using namespace std::chrono_literals;

namespace {

/// Somebody at the screen, who waits for the system's prompt and answers it.
class Person
{
public:
    explicit Person(const QString &answer)
    {
        const QString script = u"set -e; w=$(xdotool search --sync --onlyvisible --class gcr-prompter | tail -1); "
                               "xdotool windowfocus --sync \"$w\"; "_s +
                               answer;
        m_process.start(u"bash"_s, {u"-c"_s, script, u"person"_s, password()});
    }
    bool hasAnswered()
    {
        return (m_process.state() == QProcess::NotRunning || m_process.waitForFinished()) && m_process.exitCode() == 0;
    }
    QByteArray errors() { return m_process.readAllStandardError(); }

private:
    static QString password() { return qEnvironmentVariable("CUTOVER_TEST_KEYRING_PASSWORD", u"testing"_s); }

    QProcess m_process;
};

// The system starts its prompter on demand, which takes a busy machine many seconds.
constexpr auto s_promptStarts = 90s;
constexpr int s_promptEndsMs = 100'000;

// A prompt left on the screen would take the keyboard from whatever the session runs next.
void closePrompts()
{
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        return;
    QProcess::execute(u"bash"_s, {u"-c"_s, u"for try in 1 2 3 4 5 6 7 8; do "
                                           "w=$(xdotool search --onlyvisible --class gcr-prompter | tail -1); "
                                           "[ -n \"$w\" ] || exit 0; "
                                           "xdotool windowfocus \"$w\" key Escape || true; sleep 0.1; done"_s});
}

} // namespace

/// OsStore on the session's own gnome-keyring.
class OsStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();

    void roundTrip_data();
    void roundTrip();
    void writingAgainReplaces();
    void anUnlockedKeyringIsReady();
    void aMissingEntryIsMissing();
    void aLockedKeyringIsLocked();
    void whatWasLockedIsThereAgain();
    void entriesOfOtherNamesStay();
    void unlockingAnUnlockedKeyringNeedsNoPrompt();
    void thePersonUnlocksAtThePrompt();
    void thePersonCancelsAtThePrompt();
    void anUnansweredPromptTimesOut();
    void aCancelledPromptIsCancelled();
    void noTimeIsTimedOut();
    void aCancelledJobFinishesOnce();
    void aJobCancelledBeforeItsStartNeverRuns();
    void aJobEndsWithItsParent();
    void severalJobsAtOnce();
    void withoutAServiceItIsAbsent_data();
    void withoutAServiceItIsAbsent();

private:
    /// The entry's bytes, or the error's code in brackets.
    QByteArray read(const QString &name)
    {
        const auto secret = resultOf(m_store.read(name, this));
        return secret ? secret->view().toByteArray() : '[' + codeOf(secret).toLatin1() + ']';
    }
    bool write(const QString &name, const QByteArray &value)
    {
        return resultOf(m_store.write(name, crypto::Secret::consume(QByteArray(value)), this)).has_value();
    }

    RealKeyring m_keyring;
    OsStore m_store;
};

void OsStoreTest::initTestCase()
{
    QVERIFY2(RealKeyring::problem().isEmpty(), qPrintable(RealKeyring::problem()));
}

void OsStoreTest::init()
{
    QVERIFY2(RealKeyring::unlock(), "the keyring could not be unlocked: is CUTOVER_TEST_KEYRING_PASSWORD right?");
}

void OsStoreTest::cleanupTestCase()
{
    closePrompts();
    RealKeyring::unlock();
}

void OsStoreTest::roundTrip_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("text") << QByteArray("https://127.0.0.1/hook");
    QTest::newRow("every byte") << [] {
        QByteArray bytes;
        for (int byte = 0; byte < 256; ++byte)
            bytes.append(static_cast<char>(byte));
        return bytes;
    }();
    QTest::newRow("a key's size") << QByteArray(2000, 'k');
}

void OsStoreTest::roundTrip()
{
    QFETCH(QByteArray, value);
    const QString name = secretEntry(u"ROUND TRIP"_s);
    QVERIFY(write(name, value));
    QCOMPARE(resultOf(m_store.contains(name, this)).value(), true);
    const auto read = resultOf(m_store.read(name, this));
    QVERIFY2(read, qPrintable(codeOf(read)));
    QCOMPARE(read->view(), QByteArrayView(value));
    QVERIFY(resultOf(m_store.remove(name, this)));
    QCOMPARE(resultOf(m_store.contains(name, this)).value(), false);
    QCOMPARE(codeOf(resultOf(m_store.read(name, this))), u"key_missing"_s);
}

void OsStoreTest::writingAgainReplaces()
{
    const QString name = secretEntry(u"REPLACED"_s);
    QVERIFY(write(name, "first"));
    QVERIFY(write(name, "second"));
    QCOMPARE(read(name), QByteArray("second"));
    QVERIFY(resultOf(m_store.remove(name, this)));
    QCOMPARE(codeOf(resultOf(m_store.remove(name, this))), u"key_missing"_s);
}

void OsStoreTest::anUnlockedKeyringIsReady()
{
    QCOMPARE(resultOf(m_store.availability(this)).value(), Availability::Ready);
}

void OsStoreTest::aMissingEntryIsMissing()
{
    const QString name = secretEntry(u"NEVER WRITTEN"_s);
    QCOMPARE(codeOf(resultOf(m_store.read(name, this))), u"key_missing"_s);
    QCOMPARE(codeOf(resultOf(m_store.remove(name, this))), u"key_missing"_s);
    QCOMPARE(resultOf(m_store.contains(name, this)).value(), false);
}

void OsStoreTest::aLockedKeyringIsLocked()
{
    const QString name = secretEntry(u"LOCKED AWAY"_s);
    QVERIFY(write(name, "value"));
    QVERIFY(RealKeyring::lock());
    QCOMPARE(resultOf(m_store.availability(this)).value(), Availability::Locked);
    QCOMPARE(codeOf(resultOf(m_store.read(name, this))), u"keychain_locked"_s);
    QCOMPARE(codeOf(resultOf(m_store.remove(name, this))), u"keychain_locked"_s);
    QCOMPARE(codeOf(resultOf(m_store.write(name, crypto::Secret::consume("other"), this))), u"keychain_locked"_s);
    // Also for a name that is not there: a locked keyring cannot say so.
    QCOMPARE(codeOf(resultOf(m_store.read(secretEntry(u"NEVER WRITTEN"_s), this))), u"keychain_locked"_s);
    QVERIFY(RealKeyring::isLocked());
}

void OsStoreTest::whatWasLockedIsThereAgain()
{
    const QString name = secretEntry(u"LOCKED AWAY"_s);
    QVERIFY(write(name, "kept"));
    QVERIFY(RealKeyring::lock());
    QCOMPARE(codeOf(resultOf(m_store.write(name, crypto::Secret::consume("lost"), this))), u"keychain_locked"_s);
    QVERIFY(RealKeyring::unlock());
    QCOMPARE(read(name), QByteArray("kept"));
    QVERIFY(resultOf(m_store.remove(name, this)));
}

void OsStoreTest::entriesOfOtherNamesStay()
{
    const QString one = secretEntry(u"ONE"_s);
    const QString two = secretEntry(u"ONE TWO"_s);
    QVERIFY(write(one, "1"));
    QVERIFY(write(two, "2"));
    QVERIFY(resultOf(m_store.remove(one, this)));
    QCOMPARE(read(two), QByteArray("2"));
    QVERIFY(resultOf(m_store.remove(two, this)));
}

void OsStoreTest::unlockingAnUnlockedKeyringNeedsNoPrompt()
{
    QVERIFY(resultOf(m_store.unlock(this)));
    QVERIFY(!RealKeyring::isLocked());
}

// Before the cases that leave a prompt unanswered on the screen.
void OsStoreTest::thePersonUnlocksAtThePrompt()
{
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        QSKIP("no screen for the system's prompt");
    const QString name = secretEntry(u"PROMPT"_s);
    QVERIFY(write(name, "value"));
    QVERIFY(RealKeyring::lock());
    Person person(u"xdotool type \"$1\"; xdotool key Return"_s);
    OsStore prompting(OsStore::Options{20s, s_promptStarts, true});
    const auto secret = resultOf(prompting.read(name, this), s_promptEndsMs);
    QVERIFY2(person.hasAnswered(), person.errors().constData());
    QVERIFY2(secret, qPrintable(codeOf(secret)));
    QCOMPARE(secret->view(), QByteArrayView("value"));
    QVERIFY(!RealKeyring::isLocked());
    QVERIFY(resultOf(m_store.remove(name, this)));
}

void OsStoreTest::thePersonCancelsAtThePrompt()
{
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        QSKIP("no screen for the system's prompt");
    QVERIFY(RealKeyring::lock());
    Person person(u"xdotool key Escape"_s);
    QCOMPARE(codeOf(resultOf(m_store.unlock(this), s_promptEndsMs)), u"cancelled"_s);
    QVERIFY2(person.hasAnswered(), person.errors().constData());
    QVERIFY(RealKeyring::isLocked());
}

void OsStoreTest::anUnansweredPromptTimesOut()
{
    const QString name = secretEntry(u"PROMPT"_s);
    QVERIFY(write(name, "value"));
    QVERIFY(RealKeyring::lock());
    OsStore prompting(OsStore::Options{5s, 300ms, true});
    // Without a screen the system's prompt fails by itself, which is not an unlock either.
    const QString code = codeOf(resultOf(prompting.read(name, this)));
    QVERIFY2(code == u"timed_out"_s || code == u"cancelled"_s || code == u"keychain_locked"_s, qPrintable(code));
    QVERIFY(RealKeyring::isLocked());
    QVERIFY(RealKeyring::unlock());
    QCOMPARE(read(name), QByteArray("value"));
    QVERIFY(resultOf(m_store.remove(name, this)));
}

void OsStoreTest::aCancelledPromptIsCancelled()
{
    QVERIFY(RealKeyring::lock());
    auto *job = m_store.unlock(this);
    std::optional<SecretStore::DoneJob::Result> result;
    job->onFinished(this, [&](SecretStore::DoneJob::Result taken) { result = std::move(taken); });
    QSignalSpy finished(job, &KeychainJob::finished);
    job->start();
    QTimer::singleShot(100, job, &KeychainJob::cancel);
    QVERIFY(finished.wait());
    QVERIFY(result);
    QCOMPARE(codeOf(*result), u"cancelled"_s);
    QVERIFY(RealKeyring::isLocked());
}

void OsStoreTest::noTimeIsTimedOut()
{
    OsStore hasty(OsStore::Options{1ms, 1ms, false});
    const QString code = codeOf(resultOf(hasty.read(secretEntry(u"NEVER WRITTEN"_s), this)));
    QVERIFY2(code == u"timed_out"_s || code == u"key_missing"_s, qPrintable(code));
    OsStore none(OsStore::Options{0ms, 0ms, false});
    QCOMPARE(codeOf(resultOf(none.read(secretEntry(u"NEVER WRITTEN"_s), this))), u"timed_out"_s);
}

void OsStoreTest::aCancelledJobFinishesOnce()
{
    const QString name = secretEntry(u"CANCELLED"_s);
    auto *job = m_store.write(name, crypto::Secret::consume("value"), this);
    std::optional<SecretStore::DoneJob::Result> result;
    job->onFinished(this, [&](SecretStore::DoneJob::Result taken) { result = std::move(taken); });
    QSignalSpy finished(job, &KeychainJob::finished);
    QSignalSpy destroyed(job, &QObject::destroyed);
    job->start();
    job->cancel();
    job->cancel();
    QVERIFY(finished.isEmpty());
    QVERIFY(destroyed.wait());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(codeOf(*result), u"cancelled"_s);
    QCOMPARE(resultOf(m_store.contains(name, this)).value(), false);
}

void OsStoreTest::aJobCancelledBeforeItsStartNeverRuns()
{
    const QString name = secretEntry(u"CANCELLED"_s);
    auto *job = m_store.write(name, crypto::Secret::consume("value"), this);
    job->cancel();
    QCOMPARE(codeOf(resultOf(job)), u"cancelled"_s);
    QCOMPARE(resultOf(m_store.contains(name, this)).value(), false);
}

void OsStoreTest::aJobEndsWithItsParent()
{
    auto parent = std::make_unique<QObject>();
    auto *job = m_store.read(secretEntry(u"NEVER WRITTEN"_s), parent.get());
    QSignalSpy finished(job, &KeychainJob::finished);
    job->start();
    parent.reset();
    QCOMPARE(codeOf(resultOf(m_store.read(secretEntry(u"NEVER WRITTEN"_s), this))), u"key_missing"_s);
    QVERIFY(finished.isEmpty());
}

void OsStoreTest::severalJobsAtOnce()
{
    constexpr int count = 8;
    int written = 0;
    for (int index = 0; index < count; ++index) {
        auto *job = m_store.write(secretEntry(QString::number(index)),
                                  crypto::Secret::consume(QByteArray::number(index)), this);
        job->onFinished(this, [&](const SecretStore::DoneJob::Result &result) { written += result ? 1 : 0; });
        job->start();
    }
    QTRY_COMPARE(written, count);
    for (int index = 0; index < count; ++index) {
        const QString name = secretEntry(QString::number(index));
        QCOMPARE(read(name), QByteArray(QByteArray::number(index)));
        QVERIFY(resultOf(m_store.remove(name, this)));
    }
}

void OsStoreTest::withoutAServiceItIsAbsent_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isSet");
    QTest::newRow("no address") << QString() << false;
    QTest::newRow("empty address") << QString() << true;
    QTest::newRow("nobody listens") << u"unix:path=/nonexistent/bus"_s << true;
    QTest::newRow("no address at all") << u"rubbish"_s << true;
}

// A process finds its bus once: each case needs a process of its own, which runs `answerAsChild` below.
void OsStoreTest::withoutAServiceItIsAbsent()
{
    QFETCH(QString, address);
    QFETCH(bool, isSet);
    const QTemporaryDir runtime;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    environment.remove(u"DISPLAY"_s);
    environment.insert(u"XDG_RUNTIME_DIR"_s, runtime.path());
    if (isSet)
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, address);
    QProcess child;
    child.setProcessEnvironment(environment);
    child.start(QCoreApplication::applicationFilePath(), {u"--answer-as-child"_s});
    QVERIFY(child.waitForFinished(30'000));
    QCOMPARE(child.readAllStandardOutput().trimmed(),
             QByteArray("availability absent read keychain_absent write keychain_absent remove keychain_absent "
                        "contains keychain_absent unlock keychain_absent"));
}

namespace {

int answerAsChild(int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    OsStore store;
    QTextStream out(stdout);
    const auto availability = resultOf(store.availability(&store));
    out << "availability " << (availability == Availability::Absent ? u"absent"_s : codeOf(availability));
    out << " read " << codeOf(resultOf(store.read(u"x"_s, &store)));
    out << " write " << codeOf(resultOf(store.write(u"x"_s, crypto::Secret::consume("x"), &store)));
    out << " remove " << codeOf(resultOf(store.remove(u"x"_s, &store)));
    out << " contains " << codeOf(resultOf(store.contains(u"x"_s, &store)));
    out << " unlock " << codeOf(resultOf(store.unlock(&store))) << Qt::endl;
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    // As a hostile environment has it: every job would hang without prepareEnvironment().
    qputenv("QT_NO_GLIB", "1");
    OsStore::prepareEnvironment();
    if (argc > 1 && qstrcmp(argv[1], "--answer-as-child") == 0)
        return answerAsChild(argc, argv);
    QCoreApplication application(argc, argv);
    OsStoreTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_osstore.moc"
