// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/promotionmodeprobe.h"

#include "checks/commandjudge.h"
#include "checks/pool.h"
#include "checks/valueatpointer.h"
#include "checks/workspacefile.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using domain::Row;
using domain::Status;

namespace {

constexpr qint64 maxBytes = 1024 * 1024;
constexpr qsizetype longestObserved = 200;

Row rowFor(const domain::PromotionModeOptions &options)
{
    Row row;
    row.id = CriterionId::ManualPromotion;
    row.source = {domain::Source::Kind::File, options.file, options.pointer, std::nullopt};
    row.limit = options.line;
    return row;
}

Row refused(const domain::PromotionModeOptions &options, const RowObjection &objection)
{
    Row row = rowFor(options);
    row.status = objection.status;
    row.reason = objection.reason;
    return row;
}

/// What a line is about: «Status» of «✓ Status: ENABLED», «MANUAL PROMOTION» of «MANUAL PROMOTION ENABLED». Letters and
/// digits alone, because the mark before it changes with the answer.
QString subjectOf(QStringView line)
{
    static const QRegularExpression answer(u"[:=].*$|\\S+$"_s);
    const auto match = answer.match(line);
    QString subject;
    for (const QChar letter : line.first(match.hasMatch() ? match.capturedStart() : line.size()))
        if (letter.isLetterOrNumber())
            subject += letter.toLower();
    return subject;
}

std::optional<RowObjection> objectionToLines(const QByteArray &bytes, const domain::PromotionModeOptions &options,
                                             Row &row)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder.decode(bytes);
    if (decoder.hasError())
        return RowObjection{Status::NoData, {Cause::FileUnreadable, {options.file, u"invalid_utf8"_s, {}, {}}}};
    const QString text = withoutEscapes(decoded);
    const QString wanted = options.line.trimmed();
    QList<QStringView> lines;
    for (const QStringView line : QStringView(text).split(u'\n'))
        if (!line.trimmed().isEmpty())
            lines.append(line.trimmed());
    if (!lines.contains(wanted)) {
        row.observed = lines.isEmpty() ? QString() : lines.last().toString().left(longestObserved);
        return RowObjection{Status::NoGo, {Cause::LineMissing, {options.file, options.line}}};
    }
    const auto contradicts = [&, subject = subjectOf(wanted)](QStringView line) {
        return line != wanted && (subject.isEmpty() || subjectOf(line) == subject);
    };
    const auto other = std::ranges::find_if(lines, contradicts);
    row.observed = other == lines.end() ? wanted : other->toString().left(longestObserved);
    if (other == lines.end())
        return std::nullopt;
    return RowObjection{Status::NoGo, {Cause::LineContradicted, {options.file, options.line, row.observed}}};
}

std::optional<QString> missingOption(const domain::PromotionModeOptions &options)
{
    if (options.file.isEmpty())
        return u"/criteria/manual-promotion/file"_s;
    if (options.pointer.isEmpty() && options.line.trimmed().isEmpty())
        return u"/criteria/manual-promotion/pointer"_s;
    return std::nullopt;
}

} // namespace

Row judgePromotionMode(const QByteArray &bytes, const domain::PromotionModeOptions &options)
{
    Row row = rowFor(options);
    std::optional<RowObjection> objection;
    if (options.pointer.isEmpty())
        objection = objectionToLines(bytes, options, row);
    else if (const auto text = formats::parseStrict(bytes))
        objection = objectionTo({options.file, *text}, options.pointer, options.manual, row);
    else
        objection = RowObjection{Status::NoData, unreadable(options.file, text.error())};
    row.status = objection ? objection->status : Status::Go;
    row.reason = objection ? objection->reason : domain::Reason{Cause::None, {}};
    return row;
}

PromotionModeProbe::PromotionModeProbe(domain::PromotionModeOptions options, QString workspace, Clock now,
                                       QObject *parent)
    : CheckJob(CriterionId::ManualPromotion, std::move(now), parent)
    , m_options(std::move(options))
    , m_workspace(std::move(workspace))
{
}

void PromotionModeProbe::run()
{
    if (const auto missing = missingOption(m_options)) {
        end(refused(m_options, {Status::Error, {Cause::OptionMissing, {*missing}}}));
        return;
    }
    const auto read = [file = m_options.file, workspace = m_workspace] {
        return readInWorkspace(file, workspace, maxBytes);
    };
    onPool(this, read, [this](const tl::expected<QByteArray, domain::Reason> &bytes) {
        if (bytes)
            end(judgePromotionMode(*bytes, m_options), *bytes);
        else
            end(refused(m_options, {statusOf(bytes.error()), bytes.error()}));
    });
}

} // namespace cutover::checks
