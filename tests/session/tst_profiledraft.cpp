// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much of a large workspace a draft looks at, and that it says so.
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

QTEST_GUILESS_MAIN(ProfileDraftTest)

#include "tst_profiledraft.moc"
