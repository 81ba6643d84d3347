// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much of a large workspace a draft looks at, and that it says so.
#include "checks/workspacefile.h"
#include "formats/atomicfile.h"
#include "session/profiledraft.h"
#include "session/workspacefinds.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace cutover;
using namespace Qt::StringLiterals;
using session::WorkspaceFinds;

namespace {

bool makeFiles(const QString &folder, qsizetype count)
{
    bool made = QDir().mkpath(folder);
    for (qsizetype i = 0; made && i < count; ++i)
        made = QFile(u"%1/%2"_s.arg(folder).arg(i)).open(QIODevice::WriteOnly);
    return made;
}

qsizetype cutOffs(const QString &workspace)
{
    session::DraftRequest request;
    request.workspace = workspace;
    request.now = QDateTime(QDate(2026, 3, 1), QTime(9, 30), Qt::UTC);
    const auto draft = session::draftProfile(request);
    return std::ranges::count(draft.gaps, WorkspaceFinds::mostNames, &session::DraftGap::namesRead);
}

} // namespace

class ProfileDraftTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWorkspaceTooLargeIsAGap();
    void patternsMatchTheCertificatesAlone_data();
    void patternsMatchTheCertificatesAlone();
};

void ProfileDraftTest::aWorkspaceTooLargeIsAGap()
{
    QTemporaryDir root;
    QVERIFY(makeFiles(root.filePath(u"data"_s), WorkspaceFinds::mostNames));
    QCOMPARE(cutOffs(root.path()), 0); // all of them were looked at
    QVERIFY(QDir(root.path()).mkpath(u"z/empty"_s));
    QCOMPARE(cutOffs(root.path()), 0);
    QVERIFY(makeFiles(root.filePath(u"z/empty"_s), 1));
    QCOMPARE(cutOffs(root.path()), 1);
}

void ProfileDraftTest::patternsMatchTheCertificatesAlone_data()
{
    QTest::addColumn<QStringList>("certificates");
    QTest::addColumn<QStringList>("others");
    const auto row = [](const char *name, const QStringList &certificates, const QStringList &others) {
        QTest::newRow(name) << certificates << others;
    };
    row("brackets", {u"certs/a[1].pem"_s}, {u"certs/a1.pem"_s});
    row("star", {u"certs/a*.pem"_s}, {u"certs/ab.pem"_s});
    row("question mark", {u"certs/a?.pem"_s}, {u"certs/ab.pem"_s});
    row("braces", {u"certs/{a,b}.pem"_s}, {u"certs/a.pem"_s, u"certs/b.pem"_s});
    row("backslash", {u"certs/a\\b.pem"_s}, {u"certs/ab.pem"_s});
    row("folder in brackets", {u"certs[1]/a.pem"_s, u"certs[1]/b.pem"_s}, {u"certs1/a.pem"_s});
    row("plain", {u"certs/a.pem"_s, u"certs/b.pem"_s}, {u"other/a.pem"_s});
}

void ProfileDraftTest::patternsMatchTheCertificatesAlone()
{
    QFETCH(QStringList, certificates);
    QFETCH(QStringList, others);
    const QTemporaryDir root;
    for (const auto &file : certificates)
        QVERIFY(formats::writeAtomically(root.filePath(file), "-----BEGIN CERTIFICATE-----\n"));
    for (const auto &file : others)
        QVERIFY(formats::writeAtomically(root.filePath(file), "-----BEGIN PRIVATE KEY-----\n"));
    const auto matched = checks::globsInWorkspace(WorkspaceFinds(root.path()).certificates(), root.path());
    QVERIFY(matched);
    QCOMPARE(*matched, certificates);
}

QTEST_GUILESS_MAIN(ProfileDraftTest)

#include "tst_profiledraft.moc"
