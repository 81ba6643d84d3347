// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises real signed files to hand over: a decision's envelope and PDF, a list of signers, a pinned workspace, a
// sealed manifest and a ledger export, all in one folder that is gone afterwards.
#pragma once

#include "pdf/samples.h"

#include "formats/atomicfile.h"
#include "formats/canonicaljson.h"
#include "formats/signersfile.h"
#include "formats/statement.h"
#include "ledger/ledger.h"
#include "rollout/ledgerevents.h"
#include "session/fileverifier.h"
#include "session/truststore.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

namespace cutover::tests {

/// The sample decision binds no list that any test hands over: what is said of that is a matter of its own test.
inline QStringList codesOf(const session::FileFinding &finding)
{
    QStringList codes;
    for (const auto &problem : finding.problems)
        if (problem.code != "quorum_by_other_signers"_L1)
            codes.append(problem.code);
    return codes;
}

/// «code(data,data) …», for a failing test to print.
inline QByteArray inFull(const session::FileFinding &finding)
{
    QStringList problems;
    for (const auto &problem : finding.problems)
        problems.append(u"%1(%2)"_s.arg(problem.code, problem.data.join(u',')));
    return (finding.kind + u": "_s + problems.join(u' ')).toUtf8();
}

inline QByteArray flipped(QByteArray bytes, qsizetype at)
{
    bytes[at] = static_cast<char>(bytes.at(at) ^ 1);
    return bytes;
}

class HandedFiles
{
public:
    SigningKey signer = SigningKey::make(u"Release manager"_s);
    SigningKey second = SigningKey::make(u"Security lead"_s);
    SigningKey namesake = SigningKey::make(u"Release manager"_s); ///< another key by the same name
    crypto::PrivateKey evidence = *crypto::PrivateKey::generate();

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    /// Not durably: thousands of files are written here, and none has to outlive a power cut.
    [[nodiscard]] QString write(const QString &name, QByteArrayView bytes) const
    {
        QFile file(path(name));
        const bool isThere = QDir().mkpath(QFileInfo(file).path()) && file.open(QIODevice::WriteOnly);
        return isThere && file.write(bytes.data(), bytes.size()) == bytes.size() ? file.fileName() : QString();
    }

    [[nodiscard]] domain::SignersList list(int quorum = 1, const QString &workspaceId = u"payments-eu-1"_s) const
    {
        const auto entry = [](const SigningKey &key, const QStringList &roles) {
            return domain::Signer{key.key.fingerprint(), key.certificate.commonName(), roles, key.certificate.pem()};
        };
        domain::SignersList list;
        list.workspaceId = workspaceId;
        list.signers = {entry(signer, {u"decision-maker"_s, u"administrator"_s}), entry(second, {u"decision-maker"_s})};
        list.quorum = {{u"decision-maker"_s, quorum}};
        list.evidenceKeys = {evidence.fingerprint()};
        return list;
    }

    [[nodiscard]] QByteArray signersFile(const domain::SignersList &list) const
    {
        return envelope(formats::signersPayloadType, formats::signersPayload(list), {&signer});
    }

    static QByteArray envelope(const QByteArray &type, const QByteArray &payload,
                               const QList<const SigningKey *> &signers)
    {
        formats::Envelope envelope{type, payload, {}};
        for (const auto *key : signers)
            envelope.signatures.append({key->key.fingerprint(), *key->key.sign(formats::pae(type, payload))});
        return formats::writeEnvelope(envelope);
    }

    [[nodiscard]] QByteArray decision(const QList<const SigningKey *> &signers,
                                      const domain::Statement &statement = goStatement()) const
    {
        return envelope(formats::inTotoPayloadType, formats::statementBytes(statement).value_or(QByteArray()), signers);
    }

    /// The report over an attached envelope, signed by each in turn.
    [[nodiscard]] QByteArray pdf(const QByteArray &attached, const QList<const SigningKey *> &signers) const
    {
        const auto statement = goStatement();
        auto content = contentOf(statement, *signers.first());
        content.envelope = attached;
        QByteArray bytes = signedReport(content, *signers.first());
        for (const auto *key : signers.mid(1))
            bytes = pdf::signPdf(bytes, requestOf(*key, content.signers.first(), {})).value_or(QByteArray());
        return bytes;
    }

    [[nodiscard]] QString trustFile() const { return path(u"trust.json"_s); }
    [[nodiscard]] QString workspace() const { return path(u"workspace"_s); }
    [[nodiscard]] std::unique_ptr<ledger::Ledger> ledger() const
    {
        ledger::OpenOptions options;
        options.mode = ledger::OpenOptions::Mode::Create;
        options.workspaceId = u"payments-eu-1"_s;
        auto opened = ledger::Ledger::open(workspace() + u"/var/cutover/ledger.sqlite"_s, options);
        return opened ? std::move(*opened) : nullptr;
    }

    /// The sample decision, composed over what that ledger holds.
    [[nodiscard]] static domain::Statement composedOver(const ledger::Ledger &log)
    {
        auto statement = goStatement();
        statement.ledger = {log.ledgerId(), log.size(), log.root()};
        return statement;
    }

    /// A signature of it, first or further, entered as the program enters one.
    [[nodiscard]] static bool enter(ledger::Ledger &log, const domain::Statement &statement, const QByteArray &envelope,
                                    const QByteArray &pdf, QStringView kind = rollout::kind::decision,
                                    const QList<QByteArray> &bound = {})
    {
        const auto hex = [](const QByteArray &bytes) { return QString::fromLatin1(crypto::sha256(bytes).toHex()); };
        const auto read = formats::parseEnvelope(envelope);
        const QJsonObject payload{{u"decision"_s, domain::decisionWord(statement.decision)},
                                  {u"decision_id"_s, statement.id},
                                  {u"statement_sha256"_s, read ? hex(read->payload) : QString()},
                                  {u"envelope_sha256"_s, hex(envelope)},
                                  {u"pdf_sha256"_s, hex(pdf)}};
        return log.append(kind, ledger::Actor::ofThisProcess(), payload, QList{envelope, pdf} + bound).has_value();
    }

    /// The list in the workspace, pinned in the ledger and in the user's trust file.
    [[nodiscard]] bool pin(const QByteArray &signers) const
    {
        const auto log = ledger();
        const auto digest = crypto::sha256(signers);
        const QJsonObject payload{{u"signers_sha256"_s, QString::fromLatin1(digest.toHex())}, {u"version"_s, 1}};
        return log && !write(u"workspace/configs/cutover/signers.dsse.json"_s, signers).isEmpty() &&
               log->append(rollout::kind::signersPinned, ledger::Actor::ofThisProcess(), payload, {signers}) &&
               session::TrustStore(trustFile()).pinSigners(log->ledgerId(), digest);
    }

    /// A manifest over `files` of the workspace (name → digest), by the evidence key.
    [[nodiscard]] QByteArray manifest(const QMap<QString, QByteArray> &files, const crypto::PrivateKey &key) const
    {
        QJsonArray subjects;
        for (auto file = files.begin(); file != files.end(); ++file) {
            const QJsonObject digest{{u"sha256"_s, QString::fromLatin1(file->toHex())}};
            subjects.append(QJsonObject{{u"name"_s, file.key()}, {u"digest"_s, digest}});
        }
        const QJsonObject statement{
            {u"_type"_s, QString::fromLatin1(formats::statementType)},
            {u"subject"_s, subjects},
            {u"predicateType"_s, u"urn:cutover:evidence-manifest:v1"_s},
            {u"predicate"_s, QJsonObject{{u"environment"_s, u"Demo"_s}, {u"sealed_at"_s, u"2026-03-02T10:00:00Z"_s}}}};
        const auto payload = formats::canonicalJson(statement).value_or(QByteArray());
        const auto signature = key.sign(formats::pae(formats::inTotoPayloadType, payload));
        return formats::writeEnvelope({formats::inTotoPayloadType, payload, {{key.fingerprint(), *signature}}});
    }

private:
    QTemporaryDir m_folder;
};

} // namespace cutover::tests
