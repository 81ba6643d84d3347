// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoworkspace.h"
#include "formats/samples.h"

#include "checks/baselinescheck.h"
#include "crypto/digest.h"
#include "crypto/privatekey.h"
#include "formats/dsse.h"
#include "formats/signersfile.h"
#include "formats/statement.h"
#include "rollout/ledgerevents.h"
#include "session/binding.h"
#include "session/look.h"

namespace cutover::session::test {

using namespace Qt::StringLiterals;

/// A key with its certificate, made for one test.
struct TestKey
{
    crypto::PrivateKey key = crypto::PrivateKey::generate().value();
    crypto::Certificate certificate;

    explicit TestKey(const QString &name)
        : certificate(key.selfSignedCertificate(name, {}, QDateTime::currentDateTimeUtc().addDays(-1),
                                                QDateTime::currentDateTimeUtc().addDays(30))
                          .value())
    {
    }
    [[nodiscard]] domain::Signer signer(const QStringList &roles) const
    {
        return {key.fingerprint(), certificate.commonName(), roles, certificate.pem()};
    }
    [[nodiscard]] formats::EnvelopeSignature sign(const QByteArray &type, const QByteArray &payload) const
    {
        return {key.fingerprint(), key.sign(formats::pae(type, payload)).value()};
    }
};

/// A demo workspace with a list of signers, its ledger, and a GO made by hand: the same parts as the session's, so
/// that each can be forged alone.
struct SignedWorkspace
{
    demo::test::DemoWorkspace demo;
    QTemporaryDir user;
    TestKey maker{u"Decision maker"_s};
    TestKey stranger{u"Stranger"_s};
    QByteArray signersBytes;
    std::unique_ptr<ledger::Ledger> log;
    QDateTime now = QDateTime::currentDateTimeUtc();

    [[nodiscard]] QString trustFile() const { return user.filePath(u"trust.json"_s); }

    [[nodiscard]] static std::unique_ptr<ledger::Ledger> openLedger(const QString &file, const QString &state)
    {
        ledger::OpenOptions options;
        options.mode = ledger::OpenOptions::Mode::Create;
        options.workspaceId = u"w"_s;
        options.stateFolder = state;
        auto opened = ledger::Ledger::open(file, options);
        return opened ? std::move(*opened) : nullptr;
    }

    [[nodiscard]] QByteArray signersFile(const QList<domain::Signer> &signers, const TestKey &by) const
    {
        domain::SignersList list;
        list.workspaceId = readWorkspaceProfile(demo.path())->profile.workspaceId;
        list.signers = signers;
        list.quorum = {{decisionMakerRole, 1}};
        const auto payload = formats::signersPayload(list);
        return formats::writeEnvelope(
            {formats::signersPayloadType, payload, {by.sign(formats::signersPayloadType, payload)}});
    }

    /// True when everything lies there; then every decision-code of the gate is silent but what a test spoils.
    [[nodiscard]] bool layOut()
    {
        if (!demo.init().succeeded())
            return false;
        log = openLedger(demo.path(u"var/cutover/ledger.sqlite"_s), user.filePath(u"state"_s));
        if (!log)
            return false;
        const QStringList roles{decisionMakerRole, administratorRole};
        signersBytes = signersFile({maker.signer(roles)}, maker);
        return demo.write(signersFilePath.toString(), signersBytes) && pin(*log, signersBytes);
    }

    [[nodiscard]] bool pin(ledger::Ledger &ledger, const QByteArray &bytes) const
    {
        const auto digest = crypto::sha256(bytes);
        return ledger.append(rollout::kind::signersPinned, ledger::Actor::ofThisProcess(),
                             {{u"signers_sha256"_s, QString::fromLatin1(digest.toHex())}, {u"version"_s, 1}},
                             {bytes}) &&
               TrustStore(trustFile()).pinSigners(ledger.ledgerId(), digest);
    }

    [[nodiscard]] domain::Statement statement(const Binding &binding) const
    {
        const auto profile = readWorkspaceProfile(demo.path())->profile;
        auto statement = cutover::tests::sampleStatement();
        statement.workspaceId = profile.workspaceId;
        statement.environment = profile.environment;
        statement.version = profile.version;
        statement.composedAt = now;
        statement.targetAt = statement.opensAt = now.addSecs(-60);
        statement.expiresAt = now.addSecs(4 * 3600);
        statement.limits = profile.limits;
        statement.stages = profile.stages;
        statement.files = binding.files;
        statement.ledger = {log->ledgerId(), log->size(), log->root()};
        return statement;
    }

    [[nodiscard]] Binding binding() const
    {
        const auto profile = readWorkspaceProfile(demo.path());
        const auto baselines = checks::readBaselines(profile->profile, demo.path(), now);
        return bindWorkspace(demo.path(), *profile, baselines).value_or(Binding{});
    }

    /// The entry of a decision over `envelope`; what is not stored is not in the ledger.
    [[nodiscard]] static bool record(ledger::Ledger &ledger, const domain::Statement &statement,
                                     const formats::Envelope &envelope, const QList<QByteArray> &bound,
                                     bool storeEnvelope = true)
    {
        const auto bytes = formats::writeEnvelope(envelope);
        const QJsonObject payload{
            {u"decision"_s, domain::decisionWord(statement.decision)},
            {u"decision_id"_s, statement.id},
            {u"statement_sha256"_s, QString::fromLatin1(crypto::sha256(envelope.payload).toHex())},
            {u"envelope_sha256"_s, QString::fromLatin1(crypto::sha256(bytes).toHex())},
            {u"stages"_s, rollout::stagesJson(statement.stages)}};
        auto blobs = bound;
        if (storeEnvelope)
            blobs.append(bytes);
        return ledger.append(rollout::kind::decision, ledger::Actor::ofThisProcess(), payload, blobs).has_value();
    }

    [[nodiscard]] static formats::Envelope envelopeOf(const domain::Statement &statement, const TestKey &by)
    {
        const auto payload = formats::statementBytes(statement).value_or(QByteArray());
        return {formats::inTotoPayloadType, payload, {by.sign(formats::inTotoPayloadType, payload)}};
    }

    /// A genuine GO, in the ledger.
    [[nodiscard]] bool decide()
    {
        const auto bound = binding();
        const auto stated = statement(bound);
        return !bound.files.isEmpty() && record(*log, stated, envelopeOf(stated, maker), bound.bytes);
    }

    /// The gate's codes on the decision itself, as it judges in the call that acts.
    [[nodiscard]] QString codes(ledger::Ledger *ledger = nullptr, const QString &workspace = {}) const
    {
        auto &judged = ledger ? *ledger : *log;
        const LookInput input{workspace.isEmpty() ? demo.path() : workspace, trustFile(), {}, {}, now, {u"b"_s, 0}};
        QStringList names;
        for (const auto &refusal : judgePromotion({10, {}, -1}, input, judged)) {
            const bool ofLedger = refusal.code >= domain::RefusalCode::LedgerInvalid &&
                                  refusal.code <= domain::RefusalCode::LedgerUnwritable;
            if (refusal.code <= domain::RefusalCode::BaselinesMissing || ofLedger)
                names.append(domain::refusalName(refusal));
        }
        names.removeDuplicates();
        return names.join(u' ');
    }
};

} // namespace cutover::session::test
