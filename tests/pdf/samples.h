// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises report contents of every kind, signing keys, and the outside tools' words, for the tests of this room.
#pragma once

#include "crypto/digest.h"
#include "crypto/privatekey.h"
#include "domain/criterion.h"
#include "formats/dsse.h"
#include "pdf/chartimage.h"
#include "pdf/composedparts.h"
#include "pdf/decisionreport.h"
#include "pdf/pdfsignature.h"

#include <QFile>
#include <QLocale>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>

namespace cutover::tests {

using namespace Qt::StringLiterals;

inline QDateTime utc(int day, int hour, int minute, int second = 0)
{
    return QDateTime(QDate(2026, 3, day), QTime(hour, minute, second), Qt::UTC);
}

inline domain::StatedRow statedRow(domain::CriterionId id, const QString &arithmetic)
{
    const domain::Criterion &known = domain::criterion(id);
    domain::StatedRow stated;
    stated.arithmetic = arithmetic;
    stated.row.id = id;
    stated.row.status = domain::Status::Go;
    stated.row.source.ref = known.command.shell.isEmpty() ? known.command.arguments.join(u' ') : known.command.shell;
    if (stated.row.source.ref.isEmpty())
        stated.row.source = {domain::Source::Kind::Person, u"roll-call"_s, {}, {}};
    else
        stated.row.source.exitCode = 0;
    stated.row.measuredAt = utc(2, 13, 30 + static_cast<int>(id));
    stated.row.durationMs = 412 + 97'000 * static_cast<int>(id) / 3;
    stated.row.outputSha256 = crypto::sha256(known.key.toUtf8());
    return stated;
}

inline QList<domain::StatedRow> greenRows()
{
    using Id = domain::CriterionId;
    QList<domain::StatedRow> rows{statedRow(Id::Readyz, u"HTTP 200, status ok"_s),
                                  statedRow(Id::EvidenceIntegrity, u"151 of 151 files match"_s),
                                  statedRow(Id::DrRecovery, u"RTO 12 min 04 s ≤ 15 min, RPO 0"_s),
                                  statedRow(Id::KeyRotation, u"41 days to first expiry"_s),
                                  statedRow(Id::PolicySignatures, u"7 of 7 valid"_s),
                                  statedRow(Id::PiiBreaker, u"enabled"_s),
                                  statedRow(Id::ManualPromotion, u"auto-promotion off"_s),
                                  statedRow(Id::CanaryHealth, u"burst 0.84, 0.79, 0.88 ≤ 1.5"_s),
                                  statedRow(Id::Rehearsal, u"25, 50 and abort drill, 19 h old"_s),
                                  statedRow(Id::Dashboard, u"9 of 9 green"_s),
                                  statedRow(Id::Alerts, u"TEST accepted, HTTP 200"_s),
                                  statedRow(Id::TeamReady, u"5 of 5 stations go"_s),
                                  statedRow(Id::Baselines, u"23 h old ≤ 72 h"_s)};
    rows[2].row.measures = {{u"RTO"_s, 12.07, domain::Operator::LessOrEqual, 15, domain::Unit::Minutes},
                            {u"RPO"_s, 0, domain::Operator::LessOrEqual, 1, domain::Unit::Files}};
    rows[7].row.measures = {{u"burst"_s, 0.84, domain::Operator::LessOrEqual, 1.5, domain::Unit::Ratio},
                            {u"burst"_s, 0.79, domain::Operator::LessOrEqual, 1.5, domain::Unit::Ratio},
                            {u"burst"_s, 0.88, domain::Operator::LessOrEqual, 1.5, domain::Unit::Ratio}};
    rows[7].row.source.pointer = u"/canary/windows/9"_s;
    return rows;
}

inline QList<domain::BoundFile> boundFiles(int count)
{
    using Role = domain::BoundFile::Role;
    QList<domain::BoundFile> files{{Role::Profile, u"cutover.json"_s, {}},
                                   {Role::Evidence, u"var/evidence/latest.json"_s, {}},
                                   {Role::Manifest, u"var/evidence/manifest.dsse.json"_s, {}},
                                   {Role::Baselines, u"var/cutover/baselines-20260301.json"_s, {}},
                                   {Role::Signers, u"configs/cutover/signers.dsse.json"_s, {}},
                                   {Role::Stage, u"pipeline/release/canary_step.sh"_s, {}},
                                   {Role::Abort, u"pipeline/release/abort.sh"_s, {}}};
    for (int number = static_cast<int>(files.size()); number < count; ++number)
        files.append({Role::Sealed,
                      u"var/evidence/archive/2026-03-01/window-%1.json"_s.arg(number, 4, 10, QLatin1Char('0')),
                      {}});
    for (domain::BoundFile &file : files)
        file.sha256 = crypto::sha256(file.path.toUtf8());
    return files;
}

inline domain::Statement goStatement(int fileCount = 22)
{
    const domain::Profile profile = domain::checklistProfile();
    domain::Statement statement;
    statement.decision = domain::DecisionKind::Go;
    statement.id = u"9e41c07a55d203bb7710c9ab3e5d8841"_s;
    statement.workspaceId = u"payments-eu-1"_s;
    statement.environment = u"Production"_s;
    statement.version = u"v0.5.11v+"_s;
    statement.change = u"CHG-20418"_s;
    statement.git = domain::GitState{u"4be1c07d2f9a4c33ab0e7719c2d1f0a9b8e7d6c5"_s, false};
    statement.composedAt = utc(2, 13, 41, 2);
    statement.targetAt = utc(2, 14, 0);
    statement.opensAt = utc(2, 14, 0);
    statement.expiresAt = utc(2, 18, 0);
    statement.rows = greenRows();
    statement.baseline = domain::Baseline{41.2, 180.4, utc(1, 14, 40), u"var/cutover/baselines-20260301.json"_s};
    statement.limits = profile.limits;
    statement.stages = profile.stages;
    statement.stageCommand = profile.stageCommand;
    statement.abortCommand = profile.abortCommand;
    statement.smokeCommand = profile.smokeCommand;
    statement.contacts = {{u"Incident Commander"_s, u"on-call rota"_s, {}, u"#platform-cutover"_s, {}, {}},
                          {u"Technical Lead"_s, u"on-call rota"_s, {}, u"#platform-cutover"_s, {}, {}},
                          {u"Platform Team"_s, {}, {}, u"#platform-cutover"_s, {}, {}},
                          {u"Security Team"_s, {}, {}, u"#security-oncall"_s, {}, {}},
                          {u"On-Call Rotation"_s, {}, {}, {}, {}, u"https://oncall.example/cutover"_s}};
    statement.files = boundFiles(fileCount);
    statement.signerName = u"Release manager"_s;
    statement.signerRole = u"decision-maker"_s;
    statement.meaning = domain::defaultMeaning(statement.decision);
    statement.reason = u"All twelve criteria Go; restore drill repeated on new host."_s;
    statement.ledger = {u"5f0c9d3be27a41c8a6f1d2e3b4c59687"_s, 318, crypto::sha256("root")};
    return statement;
}

/// A row that a closing is judged by.
inline domain::StatedRow closingRow(domain::CriterionId id, const QString &arithmetic, const QString &source)
{
    domain::StatedRow stated;
    stated.arithmetic = arithmetic;
    stated.row.id = id;
    stated.row.status = domain::Status::Go;
    stated.row.source = {domain::Source::Kind::File, source, {}, {}};
    stated.row.measuredAt = utc(2, 17, 20, 5);
    stated.row.durationMs = 4'212;
    stated.row.outputSha256 = crypto::sha256(source.toUtf8());
    return stated;
}

inline QList<domain::StatedRow> postCutoverRows()
{
    using Id = domain::CriterionId;
    QList<domain::StatedRow> rows{
        closingRow(Id::SmokeTests, u"the script's word, no numbers"_s, u"pytest tests/e2e/ -v"_s),
        closingRow(Id::LatencyAfter, u"P50 +1.2 %, P99 +6.2 %, within 10 %"_s, u"var/evidence/latest.json"_s),
        closingRow(Id::ErrorRateAfter, u"0.02 % < 0.1 %, 0.08 % to go"_s, u"var/evidence/latest.json"_s),
        closingRow(Id::EvidenceAfter, u"163 of 163 files match"_s, u"validate_evidence_integrity.sh"_s)};
    rows[0].row.source.kind = domain::Source::Kind::Command;
    rows[0].row.source.exitCode = 0;
    return rows;
}

inline QList<domain::StatedRow> rollbackRows()
{
    using Id = domain::CriterionId;
    return {closingRow(Id::AbortReadBack, u"desired_stage.txt reads abort"_s, u"var/rollout/desired_stage.txt"_s),
            closingRow(Id::ReadyzRecovered, u"Go three times in a row"_s, u"readyz"_s)};
}

/// The closing of the attempt that `goStatement` began.
inline domain::Statement closingStatement(domain::ClosingOutcome outcome)
{
    domain::Statement statement = goStatement();
    const bool isRollback = outcome == domain::ClosingOutcome::RolledBack;
    statement.closing = domain::Closing{outcome, statement.id, {}};
    statement.decision = domain::DecisionKind::Closing;
    statement.id = u"c105e0a5555d203bb7710c9ab3e5d884"_s;
    statement.git.reset();
    statement.composedAt = utc(2, 17, 24, 8);
    statement.opensAt = {};
    statement.expiresAt = {};
    statement.rows = isRollback ? rollbackRows() : postCutoverRows();
    statement.meaning = domain::defaultMeaning(statement.decision);
    statement.reason = u"Watched to the end of the last hold; the smoke tests ran once."_s;
    if (outcome != domain::ClosingOutcome::Deviations)
        return statement;
    statement.rows[1].row.status = domain::Status::NoGo;
    statement.rows[1].arithmetic = u"P50 −12.4 % < −10 %, by 2.4 points"_s;
    statement.closing->deviations = {
        {u"P50 is 12.4 % faster than the baseline: the baseline was taken under load."_s, u"Platform lead"_s,
         QDate(2026, 3, 9)},
        {u"Two smoke tests of the old export were skipped."_s, u"Quality lead"_s, QDate(2026, 3, 4)},
        {u"The dashboard showed no P50 for eleven minutes."_s, u"On-call rota"_s, QDate(2026, 3, 16)}};
    return statement;
}

/// A story of so many lines, already in words.
inline pdf::ReportStory storyOf(int lines)
{
    using Weight = pdf::ReportEvent::Weight;
    pdf::ReportStory story;
    story.attempt = goStatement().id + u" (attempt 3 of this ledger)"_s;
    story.signers = {u"GO: Release manager, 2026-03-02 13:41:22 UTC"_s};
    story.stages = {
        {u"10 %"_s, u"2026-03-02 14:00:41 UTC"_s, u"15 min served of 15 min"_s, u"green: 25 % was let through"_s, true},
        {u"25 %"_s, u"not promoted"_s, u"—"_s, u"—"_s, false}};
    story.timelineNote = u"Every entry of the ledger from 300 on, in its order; times are UTC."_s;
    for (int i = 0; i < lines; ++i)
        story.timeline.append({QString::number(300 + i),
                               utc(2, 14, 0).addSecs(40 * i).toString(u"yyyy-MM-dd HH:mm:ss"_s),
                               u"Release manager, stated (ops@host)"_s, u"Event number %1 of the story."_s.arg(i),
                               static_cast<Weight>(i % 4)});
    return story;
}

/// A poll of which one answer was corrected: fourteen rows of minutes, with a no-go among them.
inline domain::Ceremony ceremonyMinutes()
{
    domain::Ceremony ceremony;
    ceremony.entry = 120;
    ceremony.presider = u"Ana Sol"_s;
    ceremony.begunAt = utc(2, 13, 10);
    ceremony.endedAt = utc(2, 13, 35);
    auto at = ceremony.begunAt;
    const auto answer = [&](domain::CriterionId row, bool go, const QString &by) {
        at = at.addSecs(75);
        ceremony.answers.append({row, domain::stationOf(row, {}), go, by, at, domain::Status::Go,
                                 u"RTO 12 min 04 s ≤ 15 min"_s, at.addSecs(-120)});
    };
    for (const auto row : domain::polledSet()) {
        if (row == domain::CriterionId::Alerts)
            answer(row, false, u"Bo Lind"_s);
        answer(row, true, u"Cy Roth"_s);
    }
    return ceremony;
}

/// A key with its certificate, valid through March 2026.
struct SigningKey
{
    crypto::PrivateKey key;
    crypto::Certificate certificate;

    static SigningKey make(const QString &name)
    {
        auto key = crypto::PrivateKey::generate();
        auto certificate = key->selfSignedCertificate(name, {}, utc(1, 0, 0), utc(1, 0, 0).addYears(2));
        return {std::move(*key), *certificate};
    }
};

inline pdf::ReportSigner signerOf(const domain::Statement &statement, const crypto::Certificate &certificate)
{
    return {statement.signerName,
            statement.signerRole,
            statement.meaning,
            statement.reason,
            statement.composedAt.addSecs(20),
            certificate.fingerprint()};
}

/// A chart as charts/ hands one over: drawn in points, text as text.
inline QImage sampleChart(const QString &title, const QSizeF &size = pdf::chartSize)
{
    pdf::ChartPicture chart;
    chart.size = size;
    QPainter painter(&chart.picture);
    QFont font(u"DejaVu Sans"_s);
    font.setPixelSize(8);
    painter.setFont(font);
    painter.drawRect(QRectF(40, 10, 380, 160));
    painter.setPen(QPen(QColor(0xB4, 0x23, 0x1A), 1.5));
    painter.drawLine(QPointF(40, 60), QPointF(420, 60));
    painter.drawText(QPointF(426, 63), u"limit 1.5, abort"_s);
    painter.drawText(QPointF(40, 190), title);
    painter.setPen(QPen(QColor(0x1A, 0x56, 0xB8), 2));
    for (int window = 0; window < 9; ++window)
        painter.drawLine(QPointF(60 + 40 * window, 120 - 7 * (window % 3)),
                         QPointF(100 + 40 * window, 120 - 7 * ((window + 1) % 3)));
    painter.end();
    return pdf::chartImage(chart);
}

/// The envelope over a payload that stands for the statement's canonical bytes, signed by `signer`.
inline QByteArray envelopeOf(const QByteArray &payload, const SigningKey &signer)
{
    const auto signature = signer.key.sign(formats::pae(formats::inTotoPayloadType, payload));
    formats::Envelope envelope;
    envelope.payloadType = formats::inTotoPayloadType;
    envelope.payload = payload;
    envelope.signatures = {{signer.key.fingerprint(), *signature}};
    return formats::writeEnvelope(envelope);
}

/// Words as plain as can be; the catalogue's own are tried where it stands.
inline pdf::ReportWords plainWords()
{
    const auto number = [](double value) { return QString::number(value, 'g', QLocale::FloatingPointShortest); };
    return {[number](double value, domain::Unit unit) {
                const QString name = domain::unitName(unit);
                return name.isEmpty() ? number(value) : u"%1 %2"_s.arg(number(value), name);
            },
            [](qint64 seconds) { return u"%1 h"_s.arg(seconds / 3600); },
            [](qint64 milliseconds) { return u"%1 ms"_s.arg(milliseconds); },
            [](domain::Status status) { return domain::statusName(status); },
            [](const QString &hex, int groups) {
                QStringList parts;
                for (qsizetype at = 0; at < hex.size() && parts.size() < groups; at += 4)
                    parts.append(hex.mid(at, 4));
                return parts.join(u' ');
            }};
}

inline pdf::ReportContent contentOf(const domain::Statement &statement, const SigningKey &signer)
{
    const QByteArray payload =
        "{\"_type\":\"https://in-toto.io/Statement/v1\",\"id\":\"" + statement.id.toLatin1() + "\"}";
    pdf::ReportContent content;
    content.statement = statement;
    content.statementSha256 = crypto::sha256(payload);
    content.envelope = envelopeOf(payload, signer);
    content.envelopeName = statement.id + u".dsse.json"_s;
    content.signers = {signerOf(statement, signer.certificate)};
    content.charts = {sampleChart(u"Canary burst per window"_s), sampleChart(u"Latency against baseline"_s)};
    content.words = plainWords();
    return content;
}

inline pdf::SignatureRequest requestOf(const SigningKey &signer, const pdf::ReportSigner &printed,
                                       const pdf::SignaturePlace &place)
{
    const auto sign = [&signer](QByteArrayView bytes) { return signer.key.sign(bytes); };
    return {signer.certificate,
            sign,
            printed.name,
            printed.role,
            printed.meaning,
            printed.reason,
            {},
            printed.time,
            place,
            plainWords().fingerprint(signer.certificate.fingerprint(), 4)};
}

inline QByteArray signedReport(const pdf::ReportContent &content, const SigningKey &signer)
{
    const pdf::ComposedReport report = pdf::composeReport(content);
    return pdf::signPdf(report.pdf, requestOf(signer, content.signers.value(0), report.places.value(0)))
        .value_or(QByteArray());
}

/// Standard output and error of a program, in English.
inline QString run(const QString &program, const QStringList &arguments, const QString &home = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    if (!home.isEmpty())
        environment.insert(u"HOME"_s, home);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.waitForFinished();
    return QString::fromUtf8(process.readAll());
}

inline QString writeFile(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

/// The first of `words` that does not follow the ones before it in `text`; empty if all do.
inline QString firstOutOfOrder(const QString &text, const QStringList &words)
{
    qsizetype from = 0;
    for (const QString &word : words) {
        const qsizetype at = text.indexOf(word, from);
        if (at < 0)
            return word;
        from = at + word.size();
    }
    return {};
}

} // namespace cutover::tests
