// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/evidencefile.h"

#include "formats/atomicfile.h"
#include "formats/canonicaljson.h"
#include "formats/rfc3339.h"
#include "formats/strictjson.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <optional>

namespace cutover::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxBytes = 64 * 1024 * 1024;
constexpr qsizetype perfWindows = 12;

tl::expected<QJsonArray, DemoError> readWindows(const QString &path)
{
    const auto bytes = formats::readBounded(path, maxBytes);
    if (!bytes && bytes.error().code == formats::FileError::Code::NotFound)
        return QJsonArray{};
    if (!bytes)
        return tl::unexpected(DemoError{DemoError::Code::FileUnreadable, path, bytes.error().system});
    const auto text = formats::parseStrict(*bytes, {.maxBytes = maxBytes});
    if (!text)
        return tl::unexpected(DemoError{DemoError::Code::FileUnreadable, path, formats::codeName(text.error().code)});
    const QJsonValue windows = text->root.toObject().value("canary"_L1).toObject().value("windows"_L1);
    if (!windows.isArray())
        return tl::unexpected(DemoError{DemoError::Code::FileUnreadable, path, u"/canary/windows"_s});
    return windows.toArray();
}

double mean(const QJsonArray &windows, QLatin1StringView key, double steps)
{
    const qsizetype first = std::max<qsizetype>(0, windows.size() - perfWindows);
    double sum = 0;
    for (qsizetype i = first; i < windows.size(); ++i)
        sum += windows.at(i).toObject().value(key).toDouble();
    return std::round(sum / static_cast<double>(windows.size() - first) * steps) / steps;
}

/// Canonical, since Qt writes 0.0002 as 2e-04; a hand's edit that has no canonical form is kept all the same.
QByteArray compact(const QJsonObject &object)
{
    return formats::canonicalJson(QJsonValue(object)).value_or(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

EvidenceFile::EvidenceFile(QString path)
    : m_path(std::move(path))
{
}

tl::expected<void, DemoError> EvidenceFile::load()
{
    return readWindows(m_path).map([this](const QJsonArray &windows) { m_windows = windows; });
}

tl::expected<void, DemoError> EvidenceFile::append(const QList<CanaryWindow> &windows, const EvidenceState &state)
{
    if (const auto present = readWindows(m_path); present && !present->isEmpty())
        m_windows = *present;
    for (const CanaryWindow &window : windows)
        m_windows.append(window.toJson());
    if (const auto written = formats::writeAtomically(m_path, bytes(state)); !written)
        return tl::unexpected(DemoError{DemoError::Code::FileUnwritable, m_path, written.error().system});
    return {};
}

QJsonObject EvidenceFile::perf() const
{
    if (m_windows.isEmpty())
        return {};
    return {{u"p50_ms"_s, mean(m_windows, "p50_ms"_L1, 10)},
            {u"p99_ms"_s, mean(m_windows, "p99_ms"_L1, 10)},
            {u"error_rate"_s, mean(m_windows, "error_rate"_L1, 100'000)}};
}

/// One window a line, so that a person can follow the file.
QByteArray EvidenceFile::bytes(const EvidenceState &state) const
{
    QByteArray text = "{\n  \"generated_at\": \"" + formats::formatRfc3339(state.generatedAt).toUtf8() + "\",\n";
    text += "  \"tampered\": " + QByteArray(state.tampered ? "true" : "false") + ",\n";
    text += "  \"readyz\": " + compact({{u"status"_s, state.readyzStatus}}) + ",\n";
    text += "  \"canary\": {\"windows\": [";
    for (qsizetype i = 0; i < m_windows.size(); ++i)
        text += (i ? ",\n    " : "\n    ") + compact(m_windows.at(i).toObject());
    text += "\n  ]},\n  \"perf\": " + compact(perf()) + "\n}\n";
    return text;
}

} // namespace cutover::demo
