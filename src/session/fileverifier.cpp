// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/fileverifier.h"

#include "formats/atomicfile.h"
#include "formats/manifest.h"
#include "formats/statement.h"
#include "ledger/ledgerexport.h"
#include "session/bundlejudge.h"
#include "session/ceremonyrecords.h"
#include "session/envelopebeside.h"
#include "session/envelopejudge.h"
#include "session/exportjudge.h"
#include "session/manifestjudge.h"
#include "session/pagesjudge.h"
#include "session/pdfjudge.h"
#include "session/recordedrevisions.h"
#include "session/signersjudge.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace cutover::session {

using namespace Qt::StringLiterals;
using Authorised = VerifiedSignature::Authorised;

namespace {

constexpr qint64 largestFile = 256 * 1024 * 1024;

/// The kind of an envelope: by what its payload says, and where that cannot be read, by type and name.
QString envelopeKind(const formats::Envelope &envelope, bool isNamedManifest)
{
    if (envelope.payloadType == formats::signersPayloadType)
        return u"signers"_s;
    const auto payload = formats::parseStrict(envelope.payload);
    const auto type = payload ? payload->root.toObject()[u"predicateType"_s].toString() : QString();
    if (type == QLatin1String(formats::decisionPredicateType))
        return u"envelope"_s;
    if (type == formats::manifestPredicateType)
        return u"manifest"_s;
    if (envelope.payloadType != formats::inTotoPayloadType)
        return u"unknown"_s;
    return isNamedManifest ? u"manifest"_s : u"envelope"_s;
}

bool looksLikeExport(const QByteArray &bytes)
{
    const QByteArrayView head = QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 4096));
    return ledger::isLedgerExport(bytes) || (head.startsWith("{") && head.contains("\n{\"entry\":"));
}

/// A damaged file is still judged as what it was, so that its own problem is named.
QString kindOf(const QString &file, const QByteArray &bytes)
{
    const bool isNamedManifest = QFileInfo(file).fileName() == "manifest.dsse.json"_L1;
    if (bytes.startsWith("%PDF-") || file.endsWith(".pdf"_L1, Qt::CaseInsensitive))
        return u"pdf"_s;
    if (looksLikeExport(bytes))
        return u"ledger_export"_s;
    if (const auto envelope = formats::parseEnvelope(bytes))
        return envelopeKind(*envelope, isNamedManifest);
    const bool looksLikeEnvelope = bytes.trimmed().startsWith('{') && bytes.contains("\"payloadType\"");
    if (!looksLikeEnvelope && !file.endsWith(".dsse.json"_L1))
        return u"unknown"_s;
    return isNamedManifest ? u"manifest"_s : u"envelope"_s;
}

/// The decision as the ledger at hand keeps it, which has to have it if the list that judges is that ledger's own.
RecordedRevisions recordedOf(const QByteArray &envelope, const VerifyRoots &roots)
{
    const auto *own = roots.chain.head();
    return {roots.ledger.get(), envelope, own ? own->list.workspaceId : QString()};
}

void judgeEnvelopeFile(const QByteArray &bytes, const VerifyRoots &roots, FileFinding &finding)
{
    const auto judged = judgeDecision(bytes, roots, {});
    finding.demo = judged.demo;
    finding.signatures = judged.signatures;
    finding.problems += recordedOf(bytes, roots).judgeEnvelope(bytes) + judged.problems;
    finding.says = judged.statement;
}

/// Those over which a decision was composed, where the ledger at hand is the one that it names, and says so.
std::optional<QList<ledger::Entry>> entriesOf(const ledger::Ledger *ledger, const domain::LedgerPoint &point)
{
    if (!ledger || point.ledgerId != ledger->ledgerId() || !ledger->hasPrefix(point.size, point.root))
        return std::nullopt;
    auto entries = ledger->entries();
    return entries ? std::optional(entries->first(point.size)) : std::nullopt;
}

void judgePdfFile(const QByteArray &bytes, const QString &file, const QStringList &given, const VerifyRoots &roots,
                  const Wording &wording, FileFinding &finding)
{
    const auto ground = PageGround::of(
        wording, [&roots](const domain::LedgerPoint &point) { return entriesOf(roots.ledger.get(), point); });
    RecordedRevisions recorded;
    const auto known = finding.problems.size();
    judgePdf(bytes, roots, ground, finding, [&](const QByteArray &attached) {
        recorded = recordedOf(attached, roots);
        const auto kept = recorded.envelopeFor(bytes);
        return kept.isEmpty() ? envelopeBeside(file, bytes, attached, given) : kept;
    });
    for (const auto &problem : recorded.judgePdf(bytes))
        finding.problems.insert(known, problem);
}

/// Where the decision was composed over a state of the ledger at hand, that knows what the stations said.
void judgeCeremony(const VerifyRoots &roots, FileFinding &finding)
{
    const auto entries = finding.says ? entriesOf(roots.ledger.get(), finding.says->ledger) : std::nullopt;
    if (entries && !isCeremonyOfLedger(*finding.says, *entries))
        finding.problems.append({u"ceremony_not_in_ledger"_s, {finding.says->id}});
}

/// One that never got its quorum opened nothing, and belongs to the ledger all the same: the bundle says so, and is
/// none the worse for it.
void tellUnfinished(FileFinding &bundle, const FileFinding &member)
{
    const QString path = QDir(bundle.file).relativeFilePath(member.file);
    const bool isBlamed = std::ranges::any_of(bundle.problems, [&path](const VerifyProblem &problem) {
        return problem.code == "bundle_document_invalid"_L1 && problem.data.value(0) == path;
    });
    if (!member.valid && !isBlamed)
        bundle.problems.append({u"decision_unfinished"_s, {path}});
}

} // namespace

bool isInformation(const VerifyProblem &problem)
{
    constexpr std::array codes{"quorum_not_judged"_L1,    "time_not_attested"_L1,       "stamped_later"_L1,
                               "signer_revoked_later"_L1, "signer_removed_later"_L1,    "signers_older"_L1,
                               "ledger_tail_unsigned"_L1, "ledger_not_compared"_L1,     "decision_unfinished"_L1,
                               "files_not_compared"_L1,   "quorum_by_other_signers"_L1, "pages_not_compared"_L1};
    return std::ranges::find(codes, problem.code) != codes.end();
}

bool isValid(const FileFinding &finding)
{
    const bool isSound = std::ranges::all_of(finding.problems, isInformation) &&
                         std::ranges::all_of(finding.signatures, [](const VerifiedSignature &signature) {
                             return signature.intact && signature.authorised == Authorised::Yes;
                         });
    return isSound && (finding.kind == "ledger_export"_L1 || !finding.signatures.isEmpty());
}

FileVerifier::FileVerifier(VerifyTrust trust)
    : FileVerifier(std::move(trust), Wording())
{
}

FileVerifier::FileVerifier(VerifyTrust trust, const Wording &wording)
    : m_trust(std::move(trust))
    , m_roots(std::make_unique<const VerifyRoots>(readRoots(m_trust)))
    , m_wording(std::make_unique<const Wording>(wording))
{
}

FileVerifier::~FileVerifier() = default;

QList<FileFinding> FileVerifier::verifyAll(const QString &path, const QStringList &given) const
{
    if (!QFileInfo(path).isDir())
        return {verify(path, given)};
    auto findings = judgeBundle(QDir::cleanPath(path), *m_roots, *m_wording);
    for (qsizetype index = 1; index < findings.size(); ++index) {
        findings[index].isMember = true;
        tellUnfinished(findings.first(), findings.at(index));
    }
    return findings;
}

QList<UsedTrust> FileVerifier::trustUsed() const
{
    QList<UsedTrust> used;
    for (const auto &trusted : m_roots->lists) {
        const auto &list = trusted.file.list;
        used.append({UsedTrust::Kind::List, list.workspaceId, list.version, trusted.digest});
    }
    for (const auto &certificate : m_roots->certificates)
        used.append({UsedTrust::Kind::Certificate, certificate.commonName(), 0,
                     QByteArray::fromHex(certificate.fingerprint().toLatin1())});
    for (const auto &key : m_roots->keys)
        used.append({UsedTrust::Kind::Key, {}, 0, QByteArray::fromHex(key.fingerprint().toLatin1())});
    return used;
}

FileFinding FileVerifier::verify(const QString &file, const QStringList &given) const
{
    FileFinding finding;
    finding.file = file;
    finding.kind = u"unknown"_s;
    const auto bytes = formats::readBounded(file, largestFile);
    if (!bytes) {
        using Code = formats::FileError::Code;
        const auto &error = bytes.error();
        finding.missing = error.code != Code::TooLarge;
        const QString code = error.code == Code::NotFound   ? u"file_missing"_s
                             : error.code == Code::TooLarge ? u"file_too_large"_s
                                                            : u"file_unreadable"_s;
        finding.problems.append({code, {file, formats::codeName(error.code), error.system}});
        return finding;
    }
    finding.kind = kindOf(file, *bytes);
    const auto &roots = *m_roots;
    finding.problems = roots.problems;
    if (finding.kind == "pdf"_L1)
        judgePdfFile(*bytes, file, given, roots, *m_wording, finding);
    else if (finding.kind == "envelope"_L1)
        judgeEnvelopeFile(*bytes, roots, finding);
    else if (finding.kind == "manifest"_L1)
        judgeManifest(*bytes, file, m_trust.workspace, roots, finding);
    else if (finding.kind == "ledger_export"_L1)
        judgeExport(*bytes, roots, m_trust.stateFolder, finding);
    else if (finding.kind == "signers"_L1)
        judgeSignersFile(*bytes, roots, finding);
    else
        finding.problems.append({u"unknown_kind"_s, {}});
    judgeCeremony(roots, finding);
    finding.valid = isValid(finding);
    return finding;
}

} // namespace cutover::session
