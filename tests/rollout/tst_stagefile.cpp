// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lies at desired_stage.txt, and that nothing but a stage is taken for one.
#include "rollout/stagefile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;

class StageFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatLiesThereIsTold_data();
    void whatLiesThereIsTold();
    void aFolderIsTold();
};

void StageFileTest::whatLiesThereIsTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("a stage") << QByteArray("25\n") << u"25"_s;
    QTest::newRow("nothing in it") << QByteArray("\n") << QString();
    QTest::newRow("longer than a stage") << QByteArray(65, '1') << u"?"_s;
}

void StageFileTest::whatLiesThereIsTold()
{
    QFETCH(const QByteArray, bytes);
    const QTemporaryDir place;
    QVERIFY(!rollout::readStageFile(place.path(), u"stage"));
    QVERIFY(formats::writeAtomically(place.filePath(u"stage"_s), bytes));
    QTEST(rollout::readStageFile(place.path(), u"stage").value_or(u"none"_s), "text");
}

/// A script that moves its file there moves it into the folder, and ends with 0.
void StageFileTest::aFolderIsTold()
{
    const QTemporaryDir place;
    QVERIFY(QDir(place.path()).mkpath(u"stage"_s));
    QCOMPARE(rollout::readStageFile(place.path(), u"stage").value_or(QString()), rollout::stageFolder);
    QVERIFY(!rollout::writeStageFile(place.path(), u"stage", u"25"_s));
}

QTEST_GUILESS_MAIN(StageFileTest)

#include "tst_stagefile.moc"
