// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/evidencereading.h"

#include "crypto/digest.h"
#include "formats/atomicfile.h"
#include "formats/evidencereader.h"

#include <QFileInfo>

#include <algorithm>

namespace cutover::metrics {

using namespace Qt::StringLiterals;

namespace {

EvidenceError fromFile(const formats::FileError &error)
{
    const bool absent = error.code == formats::FileError::Code::NotFound;
    return {absent ? EvidenceError::Code::Absent : EvidenceError::Code::Unreadable, formats::codeName(error.code)};
}

EvidenceError fromJson(const formats::JsonError &error)
{
    return {EvidenceError::Code::Malformed, formats::codeName(error.code), error.pointer, error.line};
}

/// evidencePath() the other way round.
QString workspaceOf(const QString &path)
{
    constexpr int places = 3; // var, evidence, the file
    return path.section(u'/', 0, -places - 1);
}

} // namespace

bool EvidenceReading::sameAs(const EvidenceReading &other) const
{
    if (sha256 != other.sha256 || tampered != other.tampered || evidence.has_value() != other.evidence.has_value())
        return false;
    return evidence.has_value() || evidence.error() == other.evidence.error();
}

QString evidencePath(const QString &workspace)
{
    return workspace + u"/var/evidence/latest.json"_s;
}

void takeReading(domain::LiveSignals &live, const EvidenceReading &reading)
{
    live.evidenceReadable = reading.evidence.has_value();
    if (reading.tampered || reading.evidence)
        live.tampered = reading.tampered;
    if (reading.evidence)
        live.evidenceAt = reading.newestAt;
}

EvidenceReading readEvidence(const QString &path, const domain::EvidencePointers &pointers, const QDateTime &now)
{
    EvidenceReading reading;
    reading.file = path;
    reading.readAt = now;
    if (formats::leadsOutOf(workspaceOf(path), path)) {
        reading.evidence = tl::unexpected(EvidenceError{EvidenceError::Code::Unreadable, u"path_outside"_s});
        return reading;
    }
    const auto bytes = formats::readBounded(path, formats::JsonLimits{}.maxBytes);
    if (!bytes) {
        reading.evidence = tl::unexpected(fromFile(bytes.error()));
        return reading;
    }
    reading.bytes = *bytes;
    reading.sha256 = crypto::sha256(*bytes);
    auto evidence = formats::readEvidence(*bytes, pointers, now);
    if (!evidence) {
        reading.evidence = tl::unexpected(fromJson(evidence.error()));
        return reading;
    }
    // A file that names no time of its own is as new as its last change.
    reading.newestAt =
        evidence->generatedAt.isValid() ? std::min(evidence->generatedAt, now) : QFileInfo(path).lastModified().toUTC();
    reading.tampered = evidence->tampered;
    reading.evidence = std::move(*evidence);
    return reading;
}

} // namespace cutover::metrics
