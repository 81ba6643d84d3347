// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/evidencereader.h"

#include "formats/jsonpointer.h"
#include "formats/rfc3339.h"

#include <QJsonArray>
#include <QJsonObject>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using domain::EvidenceFault;

namespace {

enum class Presence { Required, Optional };

/// One reading. Values are looked up from `base`, a place in the document; each fault becomes an issue there.
class EvidenceParser
{
public:
    EvidenceParser(const JsonText &text, const domain::EvidencePointers &pointers, const QDateTime &now)
        : m_text(text)
        , m_pointers(pointers)
        , m_now(now)
    {
    }

    [[nodiscard]] domain::Evidence read();

private:
    struct Place
    {
        QJsonValue value;
        QString pointer;
    };

    void fault(EvidenceFault fault, const QString &pointer);
    [[nodiscard]] std::optional<Place> find(const Place &base, const QString &relative, Presence presence);
    [[nodiscard]] std::optional<double> number(const Place &base, const QString &relative, Presence presence);
    [[nodiscard]] std::optional<double> latency(const Place &base, const QString &relative, Presence presence,
                                                bool mayBeZero = false);
    [[nodiscard]] std::optional<qint64> count(const Place &base, const QString &relative, qint64 most);
    [[nodiscard]] std::optional<bool> boolean(const Place &base, const QString &relative, Presence presence);
    [[nodiscard]] std::optional<QString> text(const Place &base, const QString &relative);
    [[nodiscard]] QDateTime time(const Place &base, const QString &relative);
    [[nodiscard]] domain::Window window(const Place &place);
    [[nodiscard]] QList<domain::Window> windows(const Place &root);
    [[nodiscard]] domain::Perf perf(const Place &root);

    const JsonText &m_text;
    const domain::EvidencePointers &m_pointers;
    QDateTime m_now;
    QList<domain::EvidenceIssue> m_issues;
};

void EvidenceParser::fault(EvidenceFault fault, const QString &pointer)
{
    m_issues.append({fault, pointer, m_text.lineOf(pointer)});
}

std::optional<EvidenceParser::Place> EvidenceParser::find(const Place &base, const QString &relative, Presence presence)
{
    const auto value = resolvePointer(base.value, relative);
    const QString pointer = base.pointer + relative;
    if (value)
        return Place{*value, pointer};
    if (presence == Presence::Required)
        fault(EvidenceFault::Absent, pointer);
    return std::nullopt;
}

std::optional<double> EvidenceParser::number(const Place &base, const QString &relative, Presence presence)
{
    const auto place = find(base, relative, presence);
    if (!place)
        return std::nullopt;
    if (!place->value.isDouble()) {
        fault(EvidenceFault::WrongType, place->pointer);
        return std::nullopt;
    }
    const double value = place->value.toDouble();
    if (!qIsFinite(value))
        fault(EvidenceFault::NotFinite, place->pointer);
    else if (value < 0)
        fault(EvidenceFault::Negative, place->pointer);
    else
        return value;
    return std::nullopt;
}

std::optional<double> EvidenceParser::latency(const Place &base, const QString &relative, Presence presence,
                                              bool mayBeZero)
{
    const auto value = number(base, relative, presence);
    if (!value || *value > 0 || mayBeZero)
        return value;
    fault(EvidenceFault::NotPositive, base.pointer + relative);
    return std::nullopt;
}

std::optional<qint64> EvidenceParser::count(const Place &base, const QString &relative, qint64 most)
{
    const auto value = number(base, relative, Presence::Optional);
    if (!value)
        return std::nullopt;
    const QJsonValue json = *resolvePointer(base.value, relative);
    if (json.toVariant().typeId() == QMetaType::LongLong && json.toInteger() <= most)
        return json.toInteger();
    fault(EvidenceFault::WrongType, base.pointer + relative);
    return std::nullopt;
}

std::optional<bool> EvidenceParser::boolean(const Place &base, const QString &relative, Presence presence)
{
    const auto place = find(base, relative, presence);
    if (!place)
        return std::nullopt;
    if (place->value.isBool())
        return place->value.toBool();
    fault(EvidenceFault::WrongType, place->pointer);
    return std::nullopt;
}

std::optional<QString> EvidenceParser::text(const Place &base, const QString &relative)
{
    const auto place = find(base, relative, Presence::Optional);
    if (!place)
        return std::nullopt;
    if (place->value.isString())
        return place->value.toString();
    fault(EvidenceFault::WrongType, place->pointer);
    return std::nullopt;
}

QDateTime EvidenceParser::time(const Place &base, const QString &relative)
{
    const auto written = text(base, relative);
    if (!written)
        return {};
    const auto time = parseRfc3339(*written);
    if (!time)
        fault(EvidenceFault::BadTime, base.pointer + relative);
    else if (m_now.secsTo(*time) > domain::clockToleranceS)
        fault(EvidenceFault::FutureTime, base.pointer + relative);
    return time.value_or(QDateTime());
}

domain::Window EvidenceParser::window(const Place &place)
{
    const qsizetype issuesBefore = m_issues.size();
    domain::Window window;
    if (!place.value.isObject()) {
        fault(EvidenceFault::WrongType, place.pointer);
        window.readable = false;
        return window;
    }
    constexpr int mostPercent = 100;
    window.endedAt = time(place, m_pointers.endedAt);
    const auto stage = count(place, m_pointers.stage, mostPercent);
    window.stage = stage ? std::optional(int(*stage)) : std::nullopt;
    window.pass = boolean(place, m_pointers.pass, Presence::Required).value_or(false);
    window.burst = number(place, m_pointers.burst, Presence::Required).value_or(0);
    window.requests = count(place, m_pointers.requests, std::numeric_limits<qint64>::max());
    const bool sawNothing = window.requests == 0;
    window.p50Ms = latency(place, m_pointers.windowP50, Presence::Optional, sawNothing);
    window.p99Ms = latency(place, m_pointers.windowP99, Presence::Optional, sawNothing);
    window.errorRate = number(place, m_pointers.windowErrorRate, Presence::Optional);
    window.readable = m_issues.size() == issuesBefore;
    return window;
}

QList<domain::Window> EvidenceParser::windows(const Place &root)
{
    const auto place = find(root, m_pointers.windows, Presence::Required);
    if (!place)
        return {};
    if (!place->value.isArray()) {
        fault(EvidenceFault::WrongType, place->pointer);
        return {};
    }
    const QJsonArray list = place->value.toArray();
    if (list.isEmpty())
        fault(EvidenceFault::Empty, place->pointer);
    QList<domain::Window> windows;
    windows.reserve(list.size());
    for (qsizetype i = 0; i < list.size(); ++i)
        windows.append(window({list.at(i), pointerTo(place->pointer, i)}));
    return windows;
}

domain::Perf EvidenceParser::perf(const Place &root)
{
    const auto place = find(root, m_pointers.perf, Presence::Required);
    if (!place)
        return {};
    if (!place->value.isObject()) {
        fault(EvidenceFault::WrongType, place->pointer);
        return {};
    }
    domain::Perf perf;
    perf.p50Ms = latency(*place, m_pointers.p50, Presence::Required);
    perf.p99Ms = latency(*place, m_pointers.p99, Presence::Required);
    perf.errorRate = number(*place, m_pointers.errorRate, Presence::Optional);
    return perf;
}

domain::Evidence EvidenceParser::read()
{
    const Place root{m_text.root, {}};
    if (!m_text.root.isObject())
        fault(EvidenceFault::WrongType, {});
    domain::Evidence evidence;
    evidence.generatedAt = time(root, m_pointers.generatedAt);
    evidence.tampered = boolean(root, m_pointers.tampered, Presence::Optional);
    evidence.readyzStatus = text(root, m_pointers.readyzStatus);
    evidence.windows = windows(root);
    evidence.perf = perf(root);
    evidence.issues = m_issues;
    return evidence;
}

} // namespace

tl::expected<domain::Evidence, JsonError> readEvidence(QByteArrayView bytes, const domain::EvidencePointers &pointers,
                                                       const QDateTime &now)
{
    constexpr JsonLimits limits{64 * 1024 * 1024, 32};
    const auto text = parseStrict(bytes, limits);
    if (!text)
        return tl::make_unexpected(text.error());
    return EvidenceParser(*text, pointers, now).read();
}

} // namespace cutover::formats
