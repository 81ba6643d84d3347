// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/manifestjudge.h"

#include "checks/sealjudge.h"
#include "crypto/digest.h"
#include "formats/manifest.h"
#include "session/binding.h"
#include "session/envelopejudge.h"

#include <QDir>

namespace cutover::session {

using namespace Qt::StringLiterals;
using Authorised = VerifiedSignature::Authorised;

namespace {

using checks::evidenceRole;

/// The workspace whose manifest this is, by its place; empty elsewhere.
QString workspaceOf(const QString &file)
{
    const QString path = QDir::cleanPath(QFileInfo(file).absoluteFilePath());
    const QString ending = u'/' + manifestPath.toString();
    return path.endsWith(ending) ? path.chopped(ending.size()) : QString();
}

/// Where a sealed file lies beside a manifest that was taken out of its workspace, together with its folder.
QString nameBeside(const QString &name)
{
    const QString folder = manifestPath.first(manifestPath.lastIndexOf('/'_L1) + 1).toString();
    return name.startsWith(folder) ? name.sliced(folder.size()) : name;
}

class ManifestJudge
{
public:
    ManifestJudge(const VerifyRoots &roots, FileFinding &finding)
        : m_roots(roots)
        , m_finding(finding)
    {
    }

    /// `home`: the workspace that the manifest lies in; where it lies in none, files are looked for beside it.
    void judge(const QByteArray &bytes, const QString &home, const QString &beside, const QString &workspace)
    {
        const auto envelope = formats::parseEnvelope(bytes);
        if (!envelope) {
            const auto &error = envelope.error();
            const QString cause = error.json ? formats::codeName(error.json->code) : formats::codeName(error.code);
            add({u"envelope_malformed"_s, {cause, error.pointer, QString::number(error.line)}});
            return;
        }
        const auto manifest = formats::readManifest(bytes);
        if (!manifest)
            tell(manifest.error(), *envelope);
        m_finding.demo = manifest && manifest->environment == "Demo"_L1;
        trustKeys();
        findKeys(home);
        findKeys(workspace);
        // Ed25519 signs policies and checkpoints only.
        m_keys.removeIf([](const KeyAtHand &at) { return at.key.algorithm() == crypto::KeyAlgorithm::Ed25519; });
        judgeSigners(*envelope, manifest ? manifest->sealedAt : QDateTime());
        if (!manifest)
            return;
        if (formats::isSealedAhead(*manifest, QDateTime::currentDateTimeUtc()))
            add({u"sealed_ahead"_s, {manifest->sealedAt.toString(Qt::ISODate)}});
        compareFiles(manifest->files, home, beside);
    }

private:
    void add(const VerifyProblem &problem)
    {
        if (!m_finding.problems.contains(problem))
            m_finding.problems.append(problem);
    }

    /// Who signed what is no manifest is told all the same.
    void tell(const formats::ManifestError &error, const formats::Envelope &envelope)
    {
        if (error.code == formats::ManifestError::Code::WrongPayloadType)
            add({u"wrong_payload_type"_s, {QString::fromUtf8(envelope.payloadType)}});
        else
            add({u"manifest_malformed"_s, {error.pointer.isEmpty() ? u"/payload"_s : error.pointer}});
    }

    void trust(const crypto::Certificate &certificate, const QString &name)
    {
        if (auto key = KeyAtHand::of(certificate, name)) {
            m_trusted.append(key->key.fingerprint());
            m_keys.append(std::move(*key));
        }
    }

    void trustKeys()
    {
        for (const TrustedList &trusted : m_roots.lists) {
            m_trusted += trusted.file.list.evidenceKeys;
            for (const auto &signer : trusted.file.list.signers) {
                const auto certificate = crypto::Certificate::fromPem(signer.certificatePem);
                if (certificate && certificate->fingerprint() == signer.fingerprint &&
                    signer.roles.contains(evidenceRole))
                    trust(*certificate, signer.name);
            }
        }
        for (const auto &certificate : m_roots.certificates)
            trust(certificate, {});
        for (const auto &key : m_roots.keys) {
            m_trusted.append(key.fingerprint());
            m_keys.append({key, evidenceRole});
        }
    }

    /// A list names evidence keys by digest; the keys themselves lie in the workspace, where anybody may put one.
    void findKeys(const QString &workspace)
    {
        if (workspace.isEmpty())
            return;
        for (const auto &[file, key] : checks::keysInFolder(u"%1/%2"_s.arg(workspace, checks::evidenceKeyFolder)))
            if (key)
                m_keys.append({*key, file.chopped(4)});
    }

    void judgeSigners(const formats::Envelope &envelope, const QDateTime &sealedAt)
    {
        const bool hasRoot = !m_trusted.isEmpty() || !m_roots.hasNoSigners();
        const auto matched = matchSignatures(envelope, m_keys, EcdsaForm::DerOrRaw);
        for (const auto &problem : matched.problems)
            add(problem);
        for (const auto &signature : matched.signatures) {
            VerifiedSignature verified;
            verified.signer = signature.name;
            verified.signedAt = sealedAt;
            verified.intact = signature.intact;
            verified.coversWholeFile = signature.intact;
            const bool isTrusted = m_trusted.contains(signature.fingerprint);
            if (hasRoot)
                verified.authorised = isTrusted && signature.intact ? Authorised::Yes : Authorised::No;
            if (isTrusted)
                verified.role = evidenceRole;
            if (hasRoot && !isTrusted)
                add({u"signer_unauthorised"_s, {signature.name, evidenceRole}});
            else if (hasRoot && !signature.intact && matched.problems.isEmpty())
                add({u"key_not_at_hand"_s, {signature.name}});
            m_finding.signatures.append(verified);
        }
        if (!hasRoot)
            add({u"no_trust_root"_s, {}});
    }

    void compareFiles(const QMap<QString, QByteArray> &files, const QString &home, const QString &beside)
    {
        qsizetype absent = 0;
        for (auto file = files.cbegin(); file != files.cend(); ++file) {
            const QString local = nameBeside(file.key());
            if (!home.isEmpty())
                compareFile(home, file.key(), file.key(), *file);
            else if (QFileInfo::exists(beside + u'/' + local))
                compareFile(beside, local, file.key(), *file);
            else
                ++absent;
        }
        if (absent > 0)
            add({u"files_not_compared"_s, {QString::number(absent), QString::number(files.size())}});
    }

    /// Each file is named once: nothing has to be looked for.
    void addOfFile(const QString &code, const QString &name) { m_finding.problems.append({code, {name}}); }

    /// `local`: where in that folder.
    void compareFile(const QString &folder, const QString &local, const QString &name, const QByteArray &digest)
    {
        const QString path = QDir::cleanPath(folder + u'/' + local);
        const QString real = QFileInfo(path).canonicalFilePath();
        if (!path.startsWith(folder + u'/') ||
            (!real.isEmpty() && !real.startsWith(QFileInfo(folder).canonicalFilePath() + u'/')))
            return addOfFile(u"sealed_file_outside"_s, name);
        const auto now = crypto::sha256File(path);
        if (!now)
            addOfFile(u"sealed_file_missing"_s, name);
        else if (*now != digest)
            addOfFile(u"sealed_file_changed"_s, name);
    }

    const VerifyRoots &m_roots;
    FileFinding &m_finding;
    QList<KeyAtHand> m_keys;
    QStringList m_trusted; ///< fingerprints
};

} // namespace

void judgeManifest(const QByteArray &bytes, const QString &file, const QString &workspace, const VerifyRoots &roots,
                   FileFinding &finding)
{
    ManifestJudge(roots, finding).judge(bytes, workspaceOf(file), QFileInfo(file).absolutePath(), workspace);
}

} // namespace cutover::session
