// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A rehearsal of another process is seen by its lock, and only while that process lives.
#include "session/rehearsalsight.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;

namespace {

/// As QLockFile writes it.
void lock(const QString &workspace, qint64 pid, const QString &host)
{
    QVERIFY(QDir(workspace).mkpath(u"var/rehearsal"_s));
    QFile file(workspace + u"/var/rehearsal/rehearsal.lock"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(u"%1\ncutoverctl\n%2\n"_s.arg(pid).arg(host).toUtf8());
}

} // namespace

class RehearsalSightTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyALivingOtherProcessRehearses();
};

void RehearsalSightTest::onlyALivingOtherProcessRehearses()
{
    const QTemporaryDir folder;
    const QString here = QSysInfo::machineHostName();
    QVERIFY(!session::rehearsedElsewhereSince(folder.path()));
    QVERIFY(!session::rehearsedElsewhereSince(folder.filePath(u"nowhere"_s)));
    QProcess other;
    other.start(u"sleep"_s, {u"60"_s});
    QVERIFY(other.waitForStarted());
    lock(folder.path(), other.processId(), here);
    const auto since = session::rehearsedElsewhereSince(folder.path());
    QVERIFY(since && since->timeSpec() == Qt::UTC);
    QVERIFY(std::abs(since->secsTo(QDateTime::currentDateTimeUtc())) < 60);
    lock(folder.path(), other.processId(), here + u"-other"_s);
    QVERIFY(!session::rehearsedElsewhereSince(folder.path()));
    lock(folder.path(), QCoreApplication::applicationPid(), here); // the console's own is told by the session
    QVERIFY(!session::rehearsedElsewhereSince(folder.path()));
    const auto gone = other.processId();
    other.kill();
    QVERIFY(other.waitForFinished());
    lock(folder.path(), gone, here);
    QVERIFY(!session::rehearsedElsewhereSince(folder.path()));
}

QTEST_GUILESS_MAIN(RehearsalSightTest)
#include "tst_rehearsalsight.moc"
