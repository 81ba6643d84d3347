// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "pdf/decisionreport.h"
#include "pdf/reportflow.h"

#include <utility>

namespace cutover::pdf {

/// \file What the first page of a decision and of a closing have in common.

/// What stands behind the first page: where signatures go, and reasons too long for their block.
struct FrontPage
{
    QList<SignaturePlace> places;
    QList<ReportSigner> longReasons;
};

struct FrontTitle
{
    QString title;
    QString subtitle;
    QString badge; ///< the verdict, in a frame of `color`
    double badgeSize = 21;
    QString caption; ///< beneath it
    QColor color;
};
void drawFrontTitle(const FrontTitle &title, ReportFlow &flow);

/// Label and value, in two columns, read line by line.
void drawFrontFields(const QList<std::pair<QString, QString>> &fields, ReportFlow &flow);
/// One under another, over the whole width.
void drawWideFields(const QList<std::pair<QString, QString>> &fields, ReportFlow &flow);
void drawLoosened(const domain::Statement &statement, ReportFlow &flow);
/// What has not run is NO-GO where somebody decides, and left open where nobody does yet.
enum class NotRunIs { NoGo, Open };
/// Category, criterion, ☒ GO ☐ NO-GO, notes with the arithmetic; baselines have no row.
void drawCriteria(const QString &heading, const QList<domain::StatedRow> &rows, ReportFlow &flow,
                  NotRunIs notRun = NotRunIs::NoGo);
/// A box each, crossed where it is the one.
void drawAnswers(const QString &heading, const QList<std::pair<QString, bool>> &answers, ReportFlow &flow);
void drawContacts(const QList<domain::Contact> &contacts, ReportFlow &flow);

} // namespace cutover::pdf
