// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writers that die, run out of space or may not write. The test's own binary is the writer: `--write FILE STATE`
// appends and acknowledges until it is killed, `--once FILE STATE` appends one entry and prints the code.
#include "ledgertestkit.h"

#include <QProcess>
#include <csignal>
#include <cstdio>
#include <grp.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace cutover::ledger;
using namespace cutover::ledger::testkit;

namespace {

OpenOptions optionsFor(const QString &state, OpenOptions::Mode mode)
{
    OpenOptions options;
    options.mode = mode;
    options.workspaceId = u"workspace-1"_s;
    options.stateFolder = state;
    return options;
}

int writeForEver(const QString &file, const QString &state)
{
    auto ledger = Ledger::open(file, optionsFor(state, OpenOptions::Mode::Create));
    if (!ledger) {
        std::fprintf(stderr, "%s\n", qPrintable(codeName(ledger.error().code)));
        return 1;
    }
    for (int i = 0;; ++i) {
        const QByteArray blob = QByteArray::number(::getpid()) + '-' + QByteArray::number(i);
        const auto appended = (*ledger)->append(u"note", somebody(), {{u"i"_s, i}}, {blob.repeated(100)});
        if (!appended)
            return 2;
        std::printf("%lld %s\n", appended->index, appended->head.root.toHex().constData());
        std::fflush(stdout);
    }
}

void printOutcome(const LedgerError *error)
{
    const QString cause = error ? error->data.value(u"cause"_s).toString() : QString();
    std::printf("%s %s\n", error ? qPrintable(codeName(error->code)) : "ok", qPrintable(cause));
}

// Root may write anywhere, so it has to become somebody who may not.
void becomeNobody()
{
    if (::geteuid() != 0)
        return;
    if (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0)
        ::_exit(9);
}

int writeOnce(const QString &file, const QString &state, const QString &handicap)
{
    if (handicap == "nobody"_L1 || handicap == "probe"_L1)
        becomeNobody();
    auto ledger = Ledger::open(file, optionsFor(state, OpenOptions::Mode::Existing));
    if (!ledger) {
        printOutcome(&ledger.error());
        return 0;
    }
    if (handicap == "probe"_L1) {
        for (const auto how : {Ledger::WriteProbe::Permissions, Ledger::WriteProbe::Transaction}) {
            const auto probed = (*ledger)->probeWriting(how);
            printOutcome(probed ? nullptr : &probed.error());
        }
        return 0;
    }
    if (handicap == "full"_L1) {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlim_t size = rlim_t(QFileInfo(file).size());
        const rlimit limit{size, size};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    const qint64 before = (*ledger)->size();
    const auto appended = (*ledger)->append(u"note", somebody(), {}, {QByteArray(200'000, 'x')});
    printOutcome(appended ? nullptr : &appended.error());
    std::printf("%d\n", (*ledger)->size() == before && (*ledger)->verify().size == before);
    return 0;
}

} // namespace

class TestLedgerCrash : public QObject
{
    Q_OBJECT

private:
    static QList<QByteArray> once(const Place &place, const QString &handicap)
    {
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationFilePath(), {u"--once"_s, place.file, place.state, handicap});
        if (!child.waitForFinished(20'000))
            return {};
        return child.readAllStandardOutput().simplified().split(' ');
    }

    // Everybody may pass through and read, nobody but the owner may write.
    static void openUp(const Place &place, int fileMode, int folderMode)
    {
        for (QString folder = QFileInfo(place.file).path(); folder.startsWith(place.root.path());
             folder = QFileInfo(folder).path())
            ::chmod(QFile::encodeName(folder).constData(), 0755);
        ::chmod(QFile::encodeName(QFileInfo(place.file).path()).constData(), mode_t(folderMode));
        ::chmod(QFile::encodeName(place.file).constData(), mode_t(fileMode));
    }

private Q_SLOTS:
    void killedWritersLeaveEveryAcknowledgedEntry()
    {
        const Place place;
        QMap<qint64, QByteArray> acknowledged;
        for (int round = 0; round < 12; ++round) {
            QProcess writer;
            writer.start(QCoreApplication::applicationFilePath(), {u"--write"_s, place.file, place.state});
            const int target = 1 + round * 2;
            int seen = 0;
            QByteArray output;
            while (seen < target && writer.waitForReadyRead(20'000)) {
                output += writer.readAllStandardOutput();
                seen = int(output.count('\n'));
            }
            QVERIFY2(seen >= target, writer.readAllStandardError().constData());
            QTest::qSleep(round % 5); // to be killed at ever another moment
            writer.kill();
            QVERIFY(writer.waitForFinished(20'000));
            output += writer.readAllStandardOutput();
            output.truncate(output.lastIndexOf('\n') + 1);
            const QList<QByteArray> lines = output.trimmed().split('\n');
            for (const QByteArray &line : lines)
                acknowledged.insert(line.split(' ').at(0).toLongLong(), QByteArray::fromHex(line.split(' ').at(1)));

            auto ledger = place.open(OpenOptions::Mode::Existing);
            QVERIFY(ledger);
            const LedgerReport report = ledger->verify();
            QVERIFY2(report.valid,
                     qPrintable(report.problems.isEmpty() ? QString() : codeName(report.problems.first().code)));
            for (auto entry = acknowledged.begin(); entry != acknowledged.end(); ++entry)
                QVERIFY(ledger->hasPrefix(entry.key() + 1, entry.value()));
        }
        QVERIFY(acknowledged.size() >= 100);
    }

    void twoWritersAtOnceAndOneKilled()
    {
        const Place place;
        QVERIFY(place.open());
        QProcess one;
        QProcess two;
        one.start(QCoreApplication::applicationFilePath(), {u"--write"_s, place.file, place.state});
        two.start(QCoreApplication::applicationFilePath(), {u"--write"_s, place.file, place.state});
        QByteArray outputs[2];
        QTRY_VERIFY_WITH_TIMEOUT((outputs[0] += one.readAllStandardOutput()).count('\n') > 10 &&
                                     (outputs[1] += two.readAllStandardOutput()).count('\n') > 10,
                                 60'000);
        one.kill();
        QVERIFY(one.waitForFinished(20'000));
        const auto before = outputs[1].count('\n');
        QTRY_VERIFY_WITH_TIMEOUT((outputs[1] += two.readAllStandardOutput()).count('\n') > before + 5, 60'000);
        two.kill();
        QVERIFY(two.waitForFinished(20'000));
        auto ledger = place.open(OpenOptions::Mode::Existing);
        QVERIFY(ledger);
        QVERIFY(ledger->verify().valid);
        QSet<QByteArray> indices;
        for (QByteArray output : outputs) {
            output.truncate(output.lastIndexOf('\n') + 1);
            const QList<QByteArray> lines = output.trimmed().split('\n');
            for (const QByteArray &line : lines) {
                const QList<QByteArray> words = line.split(' ');
                QVERIFY(!indices.contains(words.at(0)));
                indices.insert(words.at(0));
                QVERIFY(ledger->hasPrefix(words.at(0).toLongLong() + 1, QByteArray::fromHex(words.at(1))));
            }
        }
    }

    void creatorsAtOnceMakeOneLedger()
    {
        const Place place;
        QList<QProcess *> writers;
        for (int i = 0; i < 3; ++i) {
            writers.append(new QProcess(this));
            writers.last()->start(QCoreApplication::applicationFilePath(), {u"--write"_s, place.file, place.state});
        }
        for (QProcess *writer : writers) {
            QVERIFY2(writer->waitForReadyRead(20'000), writer->readAllStandardError().constData());
            writer->kill();
        }
        for (QProcess *writer : writers)
            QVERIFY(writer->waitForFinished(20'000));
        const LedgerReport report = place.open(OpenOptions::Mode::Existing)->verify();
        QVERIFY(report.valid);
        QVERIFY(report.size >= 4);
    }

    void readOnlyFileIsUnwritable()
    {
        const Place place;
        QVERIFY(place.open());
        openUp(place, 0444, 0555);
        QCOMPARE(once(place, u"nobody"_s).mid(0, 2), QList<QByteArray>({"ledger_unwritable", "read_only"}));
        QCOMPARE(once(place, u"probe"_s).join(' '), "ledger_unwritable read_only ledger_unwritable read_only");
        openUp(place, 0644, 0755);
        QVERIFY(place.open(OpenOptions::Mode::Existing)->verify().valid);
    }

    void readOnlyFolderIsUnwritable()
    {
        const Place place;
        QVERIFY(place.open());
        openUp(place, 0666, 0555); // the journal cannot be made
        QCOMPARE(once(place, u"nobody"_s).mid(0, 2), QList<QByteArray>({"ledger_unwritable", "read_only"}));
        QCOMPARE(once(place, u"probe"_s).join(' '), "ledger_unwritable read_only ledger_unwritable read_only");
        openUp(place, 0644, 0755);
        QVERIFY(place.open(OpenOptions::Mode::Existing)->verify().valid);
    }

    void unreadableFileSaysSo()
    {
        const Place place;
        QVERIFY(place.open());
        openUp(place, 0600, 0755);
        if (::geteuid() != 0)
            QSKIP("needs root to become somebody else");
        QCOMPARE(once(place, u"nobody"_s).value(0), "ledger_unreadable");
    }

    void fullDiskWritesNothing()
    {
        const Place place;
        QVERIFY(place.open());
        const QList<QByteArray> outcome = once(place, u"full"_s);
        QCOMPARE(outcome.value(0), "ledger_unwritable");
        QVERIFY(outcome.value(1) == "disk_full" || outcome.value(1) == "io");
        QCOMPARE(outcome.value(2), "1");
        auto ledger = place.open(OpenOptions::Mode::Existing);
        QCOMPARE(ledger->size(), 1);
        QVERIFY(ledger->verify().valid);
    }

    void nothingInTheWayMeansNoError()
    {
        const Place place;
        QVERIFY(place.open());
        QCOMPARE(once(place, u"none"_s).value(0), "ok");
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--write"_L1)
        return writeForEver(arguments.value(2), arguments.value(3));
    if (arguments.value(1) == "--once"_L1)
        return writeOnce(arguments.value(2), arguments.value(3), arguments.value(4));
    TestLedgerCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_ledgercrash.moc"
