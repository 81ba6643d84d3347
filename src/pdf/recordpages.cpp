// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/recordpages.h"

#include "domain/decimal.h"
#include "pdf/chartimage.h"
#include "pdf/minutespage.h"
#include "pdf/reporttable.h"
#include "pdf/reporttext.h"
#include "pdf/storypages.h"

#include <algorithm>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

const Type s_body{8.2, QFont::Normal, ink::text, false};
const Type s_strong{8.2, QFont::DemiBold, ink::text, false};
const Type s_quiet{7.8, QFont::Normal, ink::text2, false};
const Type s_code{7.0, QFont::Normal, ink::text, true};
const Type s_digest{6.1, QFont::Normal, ink::text2, true};

constexpr double rowsNarrow = 176; ///< width beside the columns of time and duration
constexpr double rowsText = 222;
constexpr double rowsWide = paper::right - rowsText - 2;

QString kindWord(domain::Source::Kind kind)
{
    using enum domain::Source::Kind;
    switch (kind) {
    case Command:
        return u"command"_s;
    case File:
        return u"file"_s;
    case Http:
        return u"http"_s;
    case Person:
        return u"person"_s;
    case Rollup:
        return u"roll-up"_s;
    }
    return {};
}

/// Arithmetic, reason and note beside the times; source and digest below, across them.
QList<Line> rowLines(const domain::StatedRow &stated, double besideHeight)
{
    const domain::Row &row = stated.row;
    QStringList judged{stated.arithmetic, stated.reason};
    judged.removeAll(QString());
    judged.removeDuplicates();
    if (judged.isEmpty())
        judged.append(u"nothing observed"_s);
    QList<Line> lines;
    for (const QString &words : std::as_const(judged))
        lines += linesOf(words, s_body, rowsNarrow);
    if (!row.note.isEmpty())
        lines += linesOf(u"Note: "_s + row.note, s_body.in(ink::text2), rowsNarrow);
    while (heightOf(lines) < besideHeight)
        lines += linesOf({}, s_body, rowsNarrow);
    lines += linesOf(kindWord(row.source.kind) + u": "_s + sourceText(row.source),
                     {6.8, QFont::Normal, ink::text2, true}, rowsWide);
    if (!row.outputSha256.isEmpty())
        lines += linesOf(u"output SHA-256 "_s + QString::fromLatin1(row.outputSha256.toHex()), s_digest, rowsWide);
    return lines;
}

Type statusType(domain::Status status)
{
    switch (status) {
    case domain::Status::Go:
        return s_strong.in(ink::go);
    case domain::Status::NoData:
    case domain::Status::Stale:
        return s_strong.in(ink::warn);
    case domain::Status::NoGo:
    case domain::Status::Error:
    case domain::Status::TimedOut:
        return s_strong.in(ink::nogo);
    case domain::Status::Running:
    case domain::Status::NotRun:
        return s_strong.in(ink::text2);
    }
    return s_strong;
}

/// One of the checklist's thresholds: the pointer under which a profile may change it, and how it reads.
struct Rule
{
    QString pointer;
    QString name;
    QString inForce;
    QString checklist;
};

class Rules
{
public:
    explicit Rules(const ReportContent &content)
        : m_statement(content.statement)
        , m_words(content.words)
    {
    }

    [[nodiscard]] QList<Rule> all() const
    {
        using enum domain::Unit;
        const domain::Limits &now = m_statement.limits;
        const domain::Limits own;
        return {{u"/limits/burst"_s, u"Burst of a green window; above it, abort"_s,
                 u"≤ "_s + m_words.value(now.burst, Ratio), u"≤ "_s + m_words.value(own.burst, Ratio)},
                {u"/limits/validation_p99_pct"_s, u"P99 that lets the next stage follow"_s,
                 besideBaseline(u"≤"_s, now.validationP99Pct), plain(u"≤"_s, own.validationP99Pct)},
                {u"/limits/abort_p99_pct"_s, u"P99 that aborts"_s, besideBaseline(u">"_s, now.abortP99Pct),
                 plain(u">"_s, own.abortP99Pct)},
                {u"/limits/slo_error_rate"_s, u"Error rate within SLO"_s,
                 u"< "_s + m_words.value(now.sloErrorRate, Fraction),
                 u"< "_s + m_words.value(own.sloErrorRate, Fraction)},
                {u"/limits/abort_error_rate"_s, u"Error rate that aborts"_s,
                 u"> "_s + m_words.value(now.abortErrorRate, Fraction),
                 u"> "_s + m_words.value(own.abortErrorRate, Fraction)},
                {u"/limits/baseline_age_s"_s, u"Age of the baselines at signing"_s,
                 u"≤ "_s + m_words.age(now.baselineAgeS), u"≤ "_s + m_words.age(own.baselineAgeS)}};
    }

private:
    [[nodiscard]] QString plain(const QString &sign, double percent) const
    {
        return u"%1 baseline + %2"_s.arg(sign, m_words.value(percent, domain::Unit::Percent));
    }

    [[nodiscard]] QString besideBaseline(const QString &sign, double percent) const
    {
        const QString rule = plain(sign, percent);
        const auto pct = domain::Decimal::fromDouble(percent);
        const auto p99 = m_statement.baseline ? domain::Decimal::fromDouble(m_statement.baseline->p99Ms) : std::nullopt;
        if (!pct || !p99)
            return rule;
        return rule + u" = "_s + m_words.value(domain::plusPercent(*p99, *pct).toDouble(), domain::Unit::Milliseconds);
    }

    const domain::Statement &m_statement;
    const ReportWords &m_words;
};

bool isLoosened(const domain::Statement &statement, const QString &pointer)
{
    return std::ranges::any_of(statement.loosened,
                               [&pointer](const domain::Loosened &loosened) { return loosened.rule == pointer; });
}

QString windowText(const domain::Statement &statement)
{
    switch (statement.decision) {
    case domain::DecisionKind::Go:
        return u"from %1 to %2"_s.arg(momentText(statement.opensAt), momentText(statement.expiresAt));
    case domain::DecisionKind::NoGo:
        return u"none: a NO-GO closes the gate"_s;
    case domain::DecisionKind::Closing:
        return u"none: the attempt %1 is over"_s.arg(statement.closing ? statement.closing->attemptId : QString());
    }
    return {};
}

/// The checklist's «Validate» under each step.
QString validationWords(int percent)
{
    switch (percent) {
    case 10:
        return u"Check health metrics"_s;
    case 25:
        return u"3 consecutive green windows"_s;
    case 50:
        return u"Burst ≤ 1.5x, P99 ≤ baseline + 10%"_s;
    case 100:
        return u"All metrics within SLO"_s;
    default:
        return {};
    }
}

} // namespace

void RecordPages::compose()
{
    reasons();
    drawMinutes(m_content, m_flow);
    rows();
    charts();
    drawTimeline(m_content.story, m_flow);
    thresholds();
    stages();
    commands();
    if (!isOpen(m_content.statement))
        statement();
    blocks();
    files();
    if (!isOpen(m_content.statement))
        verification();
}

void RecordPages::reasons()
{
    for (const ReportSigner &signer : m_longReasons) {
        m_flow.heading(u"Reason in full: "_s + signer.name, 24);
        m_flow.paragraph(signer.reason, s_body);
    }
}

void RecordPages::rows()
{
    m_flow.heading(u"Every row, with its arithmetic"_s, 80);
    ReportTable table(m_flow,
                      {{u"Criterion"_s, 55, 108},
                       {u"Status"_s, 168, 50},
                       {u"Observed against limit, source, output"_s, rowsText, rowsNarrow},
                       {u"Measured (UTC)"_s, 404, 88},
                       {u"Took"_s, 495, 48}},
                      20);
    table.header();
    for (const domain::StatedRow &stated : m_content.statement.rows) {
        const domain::Row &row = stated.row;
        const domain::Criterion &known = domain::criterion(row.id);
        QList<Line> names = linesOf(known.title, s_strong, 108);
        names += linesOf(known.category, s_quiet, 108);
        const TableCell when = table.cell(
            3, row.measuredAt.isValid() ? momentText(row.measuredAt).chopped(4) : u"never"_s, s_quiet.in(ink::text));
        const TableCell took = table.cell(4, m_content.words.duration(row.durationMs), s_quiet.in(ink::text));
        const double beside = std::max(heightOf(when.lines), heightOf(took.lines));
        table.row({TableCell{names, 0, {}}, table.cell(1, m_content.words.status(row.status), statusType(row.status)),
                   TableCell{rowLines(stated, beside), 0, {}}, when, took},
                  RowRule::Light);
    }
    table.finish();
}

void RecordPages::charts()
{
    const domain::Statement &statement = m_content.statement;
    const auto ms = [this](double value) { return m_content.words.value(value, domain::Unit::Milliseconds); };
    const QString burst = u"Ratio per window; more than %1 is not green and aborts."_s.arg(
        m_content.words.value(statement.limits.burst, domain::Unit::Ratio));
    const QString latency = statement.baseline
                                ? u"P99 and P50 per window, in per cent of the baselines %1 and %2."_s.arg(
                                      ms(statement.baseline->p99Ms), ms(statement.baseline->p50Ms))
                                : u"P99 and P50 per window in milliseconds; there is no baseline."_s;
    chart(m_content.charts.value(0), u"Canary burst per window"_s, burst);
    chart(m_content.charts.value(1), u"Latency against baseline"_s, latency);
}

void RecordPages::chart(const QImage &image, const QString &title, const QString &caption)
{
    if (image.isNull())
        return;
    constexpr double room = paper::bottom - paper::top - 80;
    const QSizeF natural = QSizeF(image.size()) / chartPixelsPerPoint;
    const QSizeF size = natural * std::min({1.0, paper::textWidth / natural.width(), room / natural.height()});
    const QList<Line> lines = linesOf(caption, s_quiet, paper::textWidth);
    m_flow.heading(title, size.height() + 4 + heightOf(lines));
    const QRectF place(QPointF(paper::left, m_flow.y()) * unitsPerPoint, size * unitsPerPoint);
    m_flow.add([image, place](QPainter &painter) { painter.drawImage(place, image); });
    m_flow.skip(size.height() + 4);
    m_flow.moveTo(m_flow.text(paper::left, m_flow.y(), lines));
}

void RecordPages::thresholds()
{
    const domain::Statement &statement = m_content.statement;
    m_flow.heading(u"Thresholds in force"_s, 18.0 * static_cast<double>(8 + statement.loosened.size()));
    ReportTable table(
        m_flow, {{u"Rule"_s, 55, 200}, {u"In force"_s, 262, 130}, {u"Checklist"_s, 398, 84}, {u"Compared"_s, 486, 56}},
        17);
    table.header();
    const Type loose = s_strong.in(ink::warn);
    QStringList known;
    for (const Rule &rule : Rules(m_content).all()) {
        const bool isLoose = isLoosened(statement, rule.pointer);
        const bool isSame = rule.inForce == rule.checklist || rule.inForce.startsWith(rule.checklist + u" ="_s);
        table.row({table.cell(0, rule.name, s_body), table.cell(1, rule.inForce, isLoose ? loose : s_strong),
                   table.cell(2, rule.checklist, s_quiet),
                   table.cell(3,
                              isLoose  ? u"LOOSENED"_s
                              : isSame ? u"the same"_s
                                       : u"tightened"_s,
                              isLoose ? loose : s_quiet)},
                  RowRule::Light);
        known.append(rule.pointer);
    }
    for (const domain::Loosened &loosened : statement.loosened) {
        if (known.contains(loosened.rule))
            continue;
        table.row({table.cell(0, loosened.rule, s_code),
                   table.cell(1, m_content.words.value(loosened.value, loosened.unit), loose),
                   table.cell(2, m_content.words.value(loosened.checklist, loosened.unit), s_quiet),
                   table.cell(3, u"LOOSENED"_s, loose)},
                  RowRule::Light);
    }
    table.finish();
}

void RecordPages::stages()
{
    const domain::Statement &statement = m_content.statement;
    m_flow.heading(u"Stages"_s, 17.0 * static_cast<double>(1 + statement.stages.size()));
    ReportTable table(
        m_flow, {{u"Promote to"_s, 55, 80}, {u"Hold after it"_s, 140, 110}, {u"Validate before the next"_s, 262, 280}},
        17);
    table.header();
    for (qsizetype index = 0; index < statement.stages.size(); ++index) {
        const domain::StagePlan &stage = statement.stages.at(index);
        const bool isLoose = isLoosened(statement, u"/stages/%1/hold_s"_s.arg(index));
        const QString hold = m_content.words.value(static_cast<double>(stage.holdS), domain::Unit::Seconds) +
                             (isLoose ? u", LOOSENED"_s : QString());
        table.row({table.cell(0, u"%1 %"_s.arg(stage.percent), s_strong),
                   table.cell(1, hold, isLoose ? s_strong.in(ink::warn) : s_body),
                   table.cell(2, validationWords(stage.percent), s_body)},
                  RowRule::Light);
    }
    table.finish();
}

void RecordPages::commands()
{
    const domain::Statement &statement = m_content.statement;
    m_flow.heading(statement.closing ? u"Commands of the cutover"_s : u"Commands that the cutover will run"_s, 60);
    ReportTable table(m_flow, {{u"Act"_s, 55, 80}, {u"Command"_s, 140, 402}}, 17);
    table.header();
    const std::pair<QString, domain::Command> commands[] = {{u"Promote"_s, statement.stageCommand},
                                                            {u"Abort"_s, statement.abortCommand},
                                                            {u"Smoke tests"_s, statement.smokeCommand}};
    for (const auto &[act, line] : commands)
        table.row({table.cell(0, act, s_strong), table.cell(1, commandText(line), s_code)}, RowRule::Light);
    table.finish();
}

void RecordPages::statement()
{
    const domain::Statement &statement = m_content.statement;
    QList<std::pair<QString, QString>> facts{
        {u"Decision"_s, statement.closing ? verdictText(statement) : domain::decisionWord(statement.decision)},
        {u"Decision id"_s, statement.id},
        {u"Statement SHA-256"_s, QString::fromLatin1(m_content.statementSha256.toHex())},
        {u"Attached envelope"_s, m_content.envelope.isEmpty() ? u"none"_s : m_content.envelopeName},
        {u"Workspace id"_s, statement.workspaceId},
        {u"Composed"_s, momentText(statement.composedAt)},
        {u"First promotion"_s, windowText(statement)},
        {u"Git commit"_s,
         statement.git ? statement.git->commit + (statement.git->dirty ? u", with local changes"_s : u", clean"_s)
                       : u"none"_s},
        {u"Ledger"_s, statement.ledger.ledgerId},
        {u"Ledger size, root"_s,
         u"%1, %2"_s.arg(statement.ledger.size).arg(QString::fromLatin1(statement.ledger.root.toHex()))}};
    for (auto artifact = statement.artifacts.cbegin(); artifact != statement.artifacts.cend(); ++artifact)
        facts.append({u"Artefact "_s + artifact.key(), artifact.value()});
    for (const ReportSigner &signer : m_content.signers)
        facts.append({u"Key of "_s + signer.name, signer.fingerprint});
    m_flow.heading(u"The statement that was signed"_s, 60);
    ReportTable table(m_flow, {{u"Fact"_s, 55, 110}, {u"Value"_s, 172, 370}}, 16);
    table.header();
    for (const auto &[name, value] : std::as_const(facts))
        table.row({table.cell(0, name, s_body), table.cell(1, value, s_code)}, RowRule::Light);
    table.finish();
}

void RecordPages::blocks()
{
    for (const ReportBlock &block : m_content.blocks) {
        m_flow.heading(block.title, 24);
        for (const QString &words : block.paragraphs) {
            m_flow.paragraph(words, s_body);
            m_flow.skip(4);
        }
    }
}

void RecordPages::files()
{
    const QList<domain::BoundFile> &bound = m_content.statement.files;
    const bool isClosed = m_content.statement.closing && !isOpen(m_content.statement);
    const QString what = isClosed ? u"closing"_s : u"decision"_s;
    m_flow.heading(u"Files and outputs that the %1 binds (%2)"_s.arg(what).arg(bound.size()), 60);
    ReportTable table(m_flow, {{u"What"_s, 55, 52}, {u"Path"_s, 106, 206}, {u"SHA-256"_s, 318, 226}}, 14.5);
    table.header();
    for (const domain::BoundFile &file : bound) {
        table.row({table.cell(0, roleWord(file.role), s_quiet),
                   table.cell(1, file.path, {6.5, QFont::Normal, ink::text, true}),
                   table.cell(2, QString::fromLatin1(file.sha256.toHex()), {5.8, QFont::Normal, ink::text, true})},
                  RowRule::Light);
    }
    table.finish();
}

void RecordPages::command(const QString &line)
{
    const QList<Line> lines = linesOf(line, s_code, paper::textWidth - 20);
    m_flow.need(heightOf(lines) + 3);
    m_flow.fill({paper::left, m_flow.y(), paper::textWidth, heightOf(lines) + 3}, ink::tint);
    m_flow.text(paper::left + 6, m_flow.y() + 1.5, lines);
    m_flow.skip(heightOf(lines) + 3);
}

void RecordPages::verification()
{
    const QString id = m_content.statement.id;
    const QString envelope = m_content.envelopeName.isEmpty() ? id + u".dsse.json"_s : m_content.envelopeName;
    m_flow.heading(u"How to verify this document"_s, 120);
    m_flow.paragraph(u"With this project's own tool. It checks structure, signatures, signers and quorum; trust comes "
                     "from the certificate or signers file that you give, never from this file."_s,
                     s_body);
    command(u"cutoverctl verify --trust SIGNER.pem %1.pdf"_s.arg(id));
    m_flow.skip(7);
    m_flow.paragraph(
        u"With OpenSSL alone: the attached envelope is a DSSE envelope over the statement. The digest that "
        "sha256sum prints is the one in the footer of every page."_s,
        s_body);
    command(u"pdfdetach -save 1 -o %1 %2.pdf"_s.arg(envelope, id));
    command(u"jq -r .payload %1 | base64 -d > statement.json; sha256sum statement.json"_s.arg(envelope));
    command(u"jq -r '.signatures[0].sig' %1 | base64 -d > signature.der"_s.arg(envelope));
    command(u"{ printf 'DSSEv1 28 application/vnd.in-toto+json %s ' \"$(stat -c %s statement.json)\"; cat "
            "statement.json; } > signed.bin"_s);
    command(u"openssl x509 -in SIGNER.pem -pubkey -noout > signer.pub"_s);
    command(u"openssl dgst -sha256 -verify signer.pub -signature signature.der signed.bin"_s);
    m_flow.skip(7);
    m_flow.paragraph(
        u"With any PDF reader that checks signatures (PAdES, ETSI.CAdES.detached). Read the text and not the "
        "exit code: it must say «Signature is Valid» and «Total document signed»."_s,
        s_body);
    command(u"pdfsig %1.pdf"_s.arg(id));
}

} // namespace cutover::pdf
