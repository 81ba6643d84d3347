// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "pdf/reportstory.h"
#include "pdf/reportwords.h"
#include "pdf/signatureplace.h"

#include <QByteArray>
#include <QDateTime>
#include <QImage>
#include <QList>
#include <QString>

namespace cutover::pdf {

/// The word that stands across every page; None for a decision that counts.
enum class Watermark { None, Draft, Demo, Rehearsal };

/// One signer's block on page 1.
struct ReportSigner
{
    QString name; ///< printed name
    QString role;
    QString meaning;
    QString reason;
    QDateTime time;      ///< UTC
    QString fingerprint; ///< SHA-256 of the SubjectPublicKeyInfo, lowercase hex
};

/// A further section behind the fixed ones, in the record's language.
struct ReportBlock
{
    QString title;
    QStringList paragraphs;
};

/// All that a decision's PDF is made of.
struct ReportContent
{
    domain::Statement statement;
    QByteArray statementSha256;  ///< 32 raw bytes
    QByteArray envelope;         ///< the DSSE envelope, attached as it is; empty for a draft
    QString envelopeName;        ///< "ID.dsse.json"
    QList<ReportSigner> signers; ///< empty: one empty block with rules to write on, and "not signed"
    int awaitedSigners = 0;      ///< empty blocks reserved for countersigners, after the signers' own
    QList<QImage> charts;        ///< burst, then latency, each as chartImage() draws it
    Watermark watermark = Watermark::None;
    QList<ReportBlock> blocks;
    ReportStory story; ///< of the attempt that a closing ends, or a GO continues
    ReportWords words;
};

/// The composed document and where its signatures will stand: one place a signer, then one a countersigner awaited.
struct ComposedReport
{
    QByteArray pdf;
    QList<SignaturePlace> places;
    int pageCount = 0;
};

/// The decision as a PDF 1.6 of A4 pages, not yet signed: first the checklist's «Go/No-Go Decision Template» in its
/// words and order, then the minutes of the ceremony where one was held, every row with its arithmetic, the charts,
/// thresholds, stages, commands, all bound digests and how to verify. Verdict in words, id and statement digest stand
/// in the footer of every page.
///
/// A closing has a first page of its own (outcome, its rows, deviations, stages), and the attempt's time line behind.
///
/// The same content gives the same bytes on the same machine: date and /ID come from the content, objects are put into
/// a canonical order. Needs a QGuiApplication, for its fonts; any thread, except that only the pictures are shared with
/// the interface thread. All fonts are embedded.
/// Source: checklist «Go/No-Go Decision Template», «Contact Information»; FORMATS «The signed decision».
[[nodiscard]] ComposedReport composeReport(const ReportContent &content);

/// The bytes of `composeReport` alone.
[[nodiscard]] QByteArray composeDecision(const ReportContent &content);

} // namespace cutover::pdf
