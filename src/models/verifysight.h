// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/fileverifier.h"

#include <QList>
#include <QPair>
#include <QString>

namespace cutover::models {

/// What the verifier's window shows of one file: a verdict, and behind it two questions that are never mixed.
struct VerifySight
{
    enum class Mark { Good, Bad, Unsure };
    struct Line
    {
        Mark mark = Mark::Unsure;
        QString text;
        friend bool operator==(const Line &, const Line &) = default;
    };
    struct Axis
    {
        Mark mark = Mark::Unsure;
        QString answer; ///< «Yes, intact»
        QList<Line> lines;
    };
    struct Signature
    {
        QString signer; ///< as printed, or as listed: never a proof
        QString role;
        QString signedAt;
        QString time; ///< «claimed» or «attested»
        QString covers;
        Line intact;
        Line authorised;
    };
    using Facts = QList<QPair<QString, QString>>;

    Mark mark = Mark::Bad;
    QString verdict;  ///< «VALID», «NOT VALID», «NOT CHECKED»: without a root of trust nobody can say
    QString headline; ///< verifySummary(), without the word DEMO, for which the window has a place of its own
    Axis intact;
    Axis trusted;
    QList<Signature> signatures;
    QString toDo;
    Facts says; ///< as the file says it, apart from what was judged
};

[[nodiscard]] VerifySight verifySight(const session::FileFinding &finding);

/// One line for each root that was leaned on, and what was not.
[[nodiscard]] VerifySight::Facts trustFacts(const QList<session::UsedTrust> &used);

} // namespace cutover::models
