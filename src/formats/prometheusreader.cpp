// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/prometheusreader.h"

#include "formats/jsonpointer.h"

#include <QJsonArray>
#include <QJsonObject>

#include <charconv>
#include <cmath>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = PrometheusError::Code;

namespace {

constexpr qsizetype maxErrorType = 64;
constexpr qsizetype maxNotices = 20;
constexpr qsizetype maxNotice = 500;

bool isNoData(const QByteArray &text)
{
    return text == "NaN" || text == "+Inf" || text == "-Inf";
}

/// The whole text as one finite decimal number: no blanks, no leading plus, no «inf».
std::optional<double> finiteNumber(const QByteArray &text)
{
    double value = 0;
    const char *end = text.cend();
    const auto [stop, error] = std::from_chars(text.cbegin(), end, value);
    if (error != std::errc() || stop != end || text.isEmpty() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

class AnswerReader
{
public:
    AnswerReader(const JsonText &text, const PrometheusRange &range)
        : m_text(text)
        , m_range(range)
    {
    }

    [[nodiscard]] tl::expected<PrometheusAnswer, PrometheusError> read();

private:
    bool fail(Code code, const QString &pointer, const QString &detail = {});
    bool readNotices(const QJsonObject &root, const QString &key, QStringList &notices);
    bool readData(const QJsonObject &root);
    bool readSeries(const QJsonValue &series, const QString &place);
    bool readSamples(const QJsonArray &values, const QString &place);
    bool readSample(const QJsonArray &pair, const QString &place);
    [[nodiscard]] std::optional<qint64> stepOf(const QJsonValue &seconds) const;

    const JsonText &m_text;
    PrometheusRange m_range;
    PrometheusAnswer m_answer;
    PrometheusError m_error;
};

bool AnswerReader::fail(Code code, const QString &pointer, const QString &detail)
{
    m_error = {code, detail, pointer, m_text.lineOf(pointer)};
    return false;
}

bool AnswerReader::readNotices(const QJsonObject &root, const QString &key, QStringList &notices)
{
    const auto found = root.constFind(key);
    if (found == root.constEnd() || found->isNull())
        return true;
    const QString place = pointerTo({}, key);
    if (!found->isArray())
        return fail(Code::WrongShape, place);
    const QJsonArray list = found->toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (!list.at(i).isString())
            return fail(Code::WrongShape, pointerTo(place, i));
        if (notices.size() < maxNotices)
            notices.append(list.at(i).toString().left(maxNotice));
    }
    return true;
}

/// The step's own time in ms. The server writes seconds with at most three decimals.
std::optional<qint64> AnswerReader::stepOf(const QJsonValue &seconds) const
{
    if (!seconds.isDouble())
        return std::nullopt;
    constexpr double largest = 1e11;
    const double value = seconds.toDouble();
    if (!(value > 0 && value < largest))
        return std::nullopt;
    const qint64 ms = std::llround(value * 1000);
    const bool isOnStep = ms >= m_range.fromMs && ms <= m_range.toMs && (ms - m_range.fromMs) % m_range.stepMs == 0;
    return isOnStep && double(ms) / 1000 == value ? std::optional(ms) : std::nullopt;
}

bool AnswerReader::readSample(const QJsonArray &pair, const QString &place)
{
    const auto at = stepOf(pair.at(0));
    if (!at)
        return fail(Code::BadTime, pointerTo(place, 0));
    if (!m_answer.samples.isEmpty() && m_answer.samples.constLast().atMs >= *at)
        return fail(Code::Unordered, pointerTo(place, 0));
    const QByteArray text = pair.at(1).toString().toUtf8();
    const auto value = finiteNumber(text);
    if (!pair.at(1).isString() || (!value && !isNoData(text)))
        return fail(Code::BadValue, pointerTo(place, 1));
    m_answer.samples.append({*at, value});
    return true;
}

bool AnswerReader::readSamples(const QJsonArray &values, const QString &place)
{
    if (values.size() > std::min(maxPrometheusPoints, m_range.points()))
        return fail(Code::TooManyPoints, place, QString::number(values.size()));
    m_answer.samples.reserve(values.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QString here = pointerTo(place, i);
        if (!values.at(i).isArray() || values.at(i).toArray().size() != 2)
            return fail(Code::WrongShape, here);
        if (!readSample(values.at(i).toArray(), here))
            return false;
    }
    return true;
}

bool AnswerReader::readSeries(const QJsonValue &series, const QString &place)
{
    const QJsonObject object = series.toObject();
    if (!object.value("metric"_L1).isObject())
        return fail(Code::WrongShape, place + "/metric"_L1);
    // Native histograms stand beside or in place of the values: they are not one number a step.
    if (object.contains("histograms"_L1))
        return fail(Code::WrongShape, place + "/histograms"_L1);
    if (!object.value("values"_L1).isArray())
        return fail(Code::WrongShape, place + "/values"_L1);
    m_answer.hasSeries = true;
    return readSamples(object.value("values"_L1).toArray(), place + "/values"_L1);
}

bool AnswerReader::readData(const QJsonObject &root)
{
    const QJsonObject data = root.value("data"_L1).toObject();
    if (!data.value("resultType"_L1).isString())
        return fail(Code::WrongShape, u"/data/resultType"_s);
    if (const QString type = data.value("resultType"_L1).toString(); type != "matrix"_L1)
        return fail(Code::WrongResultType, u"/data/resultType"_s, type.left(maxErrorType));
    if (!data.value("result"_L1).isArray())
        return fail(Code::WrongShape, u"/data/result"_s);
    const QJsonArray result = data.value("result"_L1).toArray();
    if (result.size() > 1)
        return fail(Code::SeveralSeries, u"/data/result"_s, QString::number(result.size()));
    m_answer.data = data;
    return result.isEmpty() || readSeries(result.first(), u"/data/result/0"_s);
}

tl::expected<PrometheusAnswer, PrometheusError> AnswerReader::read()
{
    const QJsonObject root = m_text.root.toObject();
    const QString status = root.value("status"_L1).toString();
    if (status == "error"_L1) {
        const QString type = root.value("errorType"_L1).toString().left(maxErrorType);
        fail(Code::ServerError, u"/errorType"_s, type.isEmpty() ? u"error"_s : type);
        return tl::unexpected(m_error);
    }
    if (status != "success"_L1)
        fail(Code::WrongShape, u"/status"_s);
    else if (readNotices(root, u"warnings"_s, m_answer.warnings) && readNotices(root, u"infos"_s, m_answer.infos) &&
             readData(root))
        return m_answer;
    return tl::unexpected(m_error);
}

} // namespace

QString codeName(const PrometheusError &error)
{
    switch (error.code) {
    case Code::NotJson:
    case Code::ServerError:
        return error.detail;
    case Code::WrongShape:
        return u"wrong_shape"_s;
    case Code::WrongResultType:
        return u"wrong_result_type"_s;
    case Code::SeveralSeries:
        return u"several_series"_s;
    case Code::BadTime:
        return u"bad_time"_s;
    case Code::BadValue:
        return u"bad_value"_s;
    case Code::Unordered:
        return u"unordered"_s;
    case Code::TooManyPoints:
        return u"too_many_points"_s;
    }
    Q_UNREACHABLE();
}

tl::expected<PrometheusAnswer, PrometheusError> readPrometheusAnswer(QByteArrayView bytes, const PrometheusRange &range)
{
    constexpr JsonLimits limits{4 * 1024 * 1024, 32};
    const auto text = parseStrict(bytes, limits);
    if (!text)
        return tl::unexpected(
            PrometheusError{Code::NotJson, codeName(text.error().code), text.error().pointer, text.error().line});
    return AnswerReader(*text, range).read();
}

} // namespace cutover::formats
