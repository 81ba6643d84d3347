// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The matrix keeps its thirteen rows in place, tells only what changed, and speaks each row as one sentence.
#include "models/matrixmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::CriterionId;
using models::MatrixModel;

namespace {

const QDateTime s_now(QDate(2026, 3, 1), QTime(14, 18, 52), Qt::UTC);

std::array<domain::Row, domain::rowCount> someRows()
{
    std::array<domain::Row, domain::rowCount> rows;
    for (std::size_t i = 0; i < domain::rowCount; ++i) {
        rows[i].id = static_cast<CriterionId>(i);
        rows[i].status = domain::Status::Go;
        rows[i].reason = {domain::Cause::ScriptsWord, {}};
        rows[i].measuredAt = s_now.addSecs(-120);
        rows[i].durationMs = 400;
    }
    auto &recovery = rows[static_cast<std::size_t>(CriterionId::DrRecovery)];
    recovery.status = domain::Status::NoGo;
    recovery.reason = {domain::Cause::OverLimit, {u"RTO"_s}};
    recovery.measures = {{u"RTO"_s, 17.2, domain::Operator::LessOrEqual, 15, domain::Unit::Minutes}};
    return rows;
}

QModelIndex cell(const MatrixModel &model, CriterionId id, int column)
{
    return model.index(static_cast<int>(id), column);
}

} // namespace

class MatrixModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isASoundModel();
    void nothingHasRunAtFirst();
    void onlyChangedCellsAreTold();
    void rowsNeverMove();
    void aRowIsOneSentence();
    void categoriesBeginOnce();
    void onlyTheNoteIsEdited();
    void aNoteIsNeverMarkup();
    void aNoteIsToldOnce();
};

void MatrixModelTest::isASoundModel()
{
    MatrixModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(someRows(), s_now);
    QVERIFY(model.setData(cell(model, CriterionId::Alerts, MatrixModel::Note), u"asked"_s));
    model.setRows(someRows(), s_now.addSecs(1));
    QCOMPARE(model.rowCount(), 13);
    QCOMPARE(model.columnCount(), 9);
}

void MatrixModelTest::nothingHasRunAtFirst()
{
    MatrixModel model;
    for (int row = 0; row < model.rowCount(); ++row) {
        QCOMPARE(model.index(row, MatrixModel::Status).data(MatrixModel::StatusRole).toInt(),
                 static_cast<int>(domain::Status::NotRun));
        QCOMPARE(model.index(row, MatrixModel::Age).data().toString(), u"—"_s);
        QCOMPARE(model.index(row, MatrixModel::Took).data().toString(), u"—"_s);
    }
}

void MatrixModelTest::onlyChangedCellsAreTold()
{
    MatrixModel model;
    model.setRows(someRows(), s_now);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setRows(someRows(), s_now);
    QCOMPARE(changes.size(), 0);
    auto rows = someRows();
    rows[0].note = u"seen"_s;
    model.setRows(rows, s_now);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().at(0).toModelIndex(), cell(model, CriterionId::Readyz, MatrixModel::Note));
    changes.clear();
    model.setRows(rows, s_now.addSecs(600));
    for (const auto &change : changes)
        QCOMPARE(change.at(0).toModelIndex().column(), int(MatrixModel::Age));
    QCOMPARE(changes.size(), 13);
}

void MatrixModelTest::rowsNeverMove()
{
    MatrixModel model;
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
    const QPersistentModelIndex kept(cell(model, CriterionId::Rehearsal, MatrixModel::Status));
    model.setRows(someRows(), s_now);
    QCOMPARE(reset.size() + layout.size(), 0);
    QCOMPARE(kept.row(), static_cast<int>(CriterionId::Rehearsal));
}

void MatrixModelTest::aRowIsOneSentence()
{
    MatrixModel model;
    model.setRows(someRows(), s_now);
    const QString text =
        cell(model, CriterionId::DrRecovery, MatrixModel::Criterion).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(text.startsWith(u"Check 3 of 12, DR recovery validated, No-Go, "), qPrintable(text));
    QVERIFY2(text.contains(u"over by"), qPrintable(text));
    const QString last =
        cell(model, CriterionId::Baselines, MatrixModel::Criterion).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(last.startsWith(u"Prerequisite, Baselines documented, Go"), qPrintable(last));
}

void MatrixModelTest::categoriesBeginOnce()
{
    MatrixModel model;
    QList<int> starts;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, 0).data(MatrixModel::GroupStartRole).toBool())
            starts.append(row);
    }
    QCOMPARE(starts, (QList<int>{0, 3, 6, 9, 12}));
}

void MatrixModelTest::onlyTheNoteIsEdited()
{
    MatrixModel model;
    model.setRows(someRows(), s_now);
    QSignalSpy edited(&model, &MatrixModel::noteEdited);
    for (int column = 0; column < MatrixModel::Note; ++column) {
        QVERIFY(!(model.index(0, column).flags() & Qt::ItemIsEditable));
        QVERIFY(!model.setData(model.index(0, column), u"no"_s));
    }
    QCOMPARE(edited.size(), 0);
}

void MatrixModelTest::aNoteIsNeverMarkup()
{
    MatrixModel model;
    const QString note = u"<img src=x><b>GO</b>\n&amp; asked"_s;
    QVERIFY(model.setData(cell(model, CriterionId::Alerts, MatrixModel::Note), note));
    const QString tip = cell(model, CriterionId::Alerts, MatrixModel::Note).data(Qt::ToolTipRole).toString();
    QVERIFY2(Qt::mightBeRichText(tip), "only rich text wraps its lines");
    QTextDocument shown;
    shown.setHtml(tip);
    QCOMPARE(shown.toPlainText(), note);
    QCOMPARE(cell(model, CriterionId::Readyz, MatrixModel::Note).data(Qt::ToolTipRole).toString(), QString());
}

void MatrixModelTest::aNoteIsToldOnce()
{
    MatrixModel model;
    QSignalSpy edited(&model, &MatrixModel::noteEdited);
    const auto index = cell(model, CriterionId::Dashboard, MatrixModel::Note);
    QVERIFY(model.setData(index, u" two\nlines "_s));
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.first().at(1).toString(), u"two\nlines"_s);
    QCOMPARE(index.data().toString(), u"two lines"_s);
    QVERIFY(!model.setData(index, u"two\nlines"_s));
    QCOMPARE(edited.size(), 1);
}

QTEST_GUILESS_MAIN(MatrixModelTest)
#include "tst_matrixmodel.moc"
