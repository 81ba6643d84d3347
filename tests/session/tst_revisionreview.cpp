// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What our verifier finds before anyone countersigns: a ledger whose entries agree with one another, over an envelope
// or a PDF that is not what was signed. No key is asked for any of them.
#include "session/signedworkspace.h"

#include "pdf/reservedplaces.h"
#include "pdf/samples.h"
#include "session/decisioncontent.h"
#include "session/revisionreview.h"

#include <QGuiApplication>
#include <QTest>

#include <functional>

using namespace cutover;
using namespace Qt::StringLiterals;
using session::Revision;
using session::test::SignedWorkspace;
using session::test::TestKey;
namespace kind = rollout::kind;

namespace {

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

/// What a forger of the whole ledger would put into it.
struct Forged
{
    domain::Statement statement; ///< of the entry
    Revision revision;
    bool storesPdf = true;
};

} // namespace

class RevisionReviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_place.reset(); }
    void aGenuineOneIsShown();
    void aForgedOneIsRefused_data();
    void aForgedOneIsRefused();
    void aBrokenChainOfRevisionsShutsTheGate();

private:
    [[nodiscard]] domain::Statement statement() const;
    [[nodiscard]] QByteArray envelope(const domain::Statement &statement, const TestKey &by) const;
    [[nodiscard]] QByteArray pdf(const domain::Statement &statement, const QByteArray &attached,
                                 const TestKey &by) const;
    [[nodiscard]] QByteArray signedToo(const QByteArray &pdf, const TestKey &by) const;
    [[nodiscard]] Forged genuine() const;
    [[nodiscard]] bool record(const Forged &forged) const;
    [[nodiscard]] session::Result<session::Reviewed> review(const QString &id) const;

    std::unique_ptr<SignedWorkspace> m_place;
    std::unique_ptr<TestKey> m_second;
};

/// Two decision makers are needed, both are listed.
void RevisionReviewTest::init()
{
    m_place = std::make_unique<SignedWorkspace>();
    QVERIFY(m_place->layOut());
    m_second = std::make_unique<TestKey>(u"Second"_s);
    domain::SignersList list;
    list.workspaceId = session::readWorkspaceProfile(m_place->demo.path())->profile.workspaceId;
    list.version = 2;
    list.previousSha256 = crypto::sha256(m_place->signersBytes);
    list.signers = {m_place->maker.signer({session::decisionMakerRole, session::administratorRole}),
                    m_second->signer({session::decisionMakerRole})};
    list.quorum = {{session::decisionMakerRole, 2}};
    const auto payload = formats::signersPayload(list);
    m_place->signersBytes = formats::writeEnvelope(
        {formats::signersPayloadType, payload, {m_place->maker.sign(formats::signersPayloadType, payload)}});
    QVERIFY(m_place->demo.write(session::signersFilePath.toString(), m_place->signersBytes));
    QVERIFY(m_place->pin(*m_place->log, m_place->signersBytes));
    // Whole seconds, as a signature's time is.
    m_place->now = QDateTime::fromSecsSinceEpoch(QDateTime::currentSecsSinceEpoch(), Qt::UTC);
}

domain::Statement RevisionReviewTest::statement() const
{
    auto stated = m_place->statement(m_place->binding());
    stated.signerName = m_place->maker.certificate.commonName();
    stated.signerRole = session::decisionMakerRole;
    stated.meaning = u"I approve"_s;
    stated.reason = u"For the test alone."_s;
    return stated;
}

QByteArray RevisionReviewTest::envelope(const domain::Statement &statement, const TestKey &by) const
{
    return formats::writeEnvelope(SignedWorkspace::envelopeOf(statement, by));
}

QByteArray RevisionReviewTest::pdf(const domain::Statement &statement, const QByteArray &attached,
                                   const TestKey &by) const
{
    const auto envelope = formats::parseEnvelope(attached);
    const auto content = session::decisionContent(
        {statement, crypto::sha256(envelope->payload), attached, by.key.fingerprint(), m_place->now, 1}, {},
        tests::plainWords());
    return signedToo(pdf::composeReport(content).pdf, by);
}

QByteArray RevisionReviewTest::signedToo(const QByteArray &pdf, const TestKey &by) const
{
    const pdf::SignatureRequest request{by.certificate,
                                        [&by](QByteArrayView bytes) { return by.key.sign(bytes); },
                                        by.certificate.commonName(),
                                        session::decisionMakerRole,
                                        u"I approve"_s,
                                        u"For the test alone."_s,
                                        {},
                                        m_place->now,
                                        pdf::freePlaces(pdf).value(0),
                                        tests::plainWords().fingerprint(by.key.fingerprint(), session::stampedGroups)};
    return pdf::signPdf(pdf, request).value_or(QByteArray());
}

Forged RevisionReviewTest::genuine() const
{
    const auto stated = statement();
    const auto signedOnce = envelope(stated, m_place->maker);
    return {stated, {signedOnce, pdf(stated, signedOnce, m_place->maker)}};
}

bool RevisionReviewTest::record(const Forged &forged) const
{
    const auto payload = formats::parseEnvelope(forged.revision.envelope)->payload;
    const auto &stated = forged.statement;
    const QJsonObject entry{{u"decision"_s, domain::decisionWord(stated.decision)},
                            {u"decision_id"_s, stated.id},
                            {u"statement_sha256"_s, hex(crypto::sha256(payload))},
                            {u"envelope_sha256"_s, hex(crypto::sha256(forged.revision.envelope))},
                            {u"pdf_sha256"_s, hex(crypto::sha256(forged.revision.pdf))},
                            {u"fingerprint"_s, m_place->maker.key.fingerprint()},
                            {u"role"_s, session::decisionMakerRole},
                            {u"stages"_s, rollout::stagesJson(stated.stages)},
                            {u"pending"_s, true}};
    QList<QByteArray> blobs = m_place->binding().bytes + QList{forged.revision.envelope};
    if (forged.storesPdf)
        blobs.append(forged.revision.pdf);
    return m_place->log
        ->append(kind::decision, ledger::Actor::ofThisProcess(u"Decision maker"_s, ledger::PersonKind::Signed), entry,
                 blobs)
        .has_value();
}

session::Result<session::Reviewed> RevisionReviewTest::review(const QString &id) const
{
    session::CountersignInput input{
        {id, m_second->key.fingerprint(), u"Keys were reviewed."_s, {}},
        {m_place->demo.path(),
         m_place->trustFile(),
         {},
         {},
         {[](const domain::Row &) { return u"arithmetic"_s; }, [](const domain::Row &) { return u"reason"_s; },
          [](const domain::Refusal &) { return QString(); }, tests::plainWords()},
         m_place->now,
         m_second->certificate}};
    return session::reviewRevision(input, *m_place->log);
}

void RevisionReviewTest::aGenuineOneIsShown()
{
    const auto forged = genuine();
    QVERIFY(record(forged));
    const auto reviewed = review(forged.statement.id);
    QVERIFY2(reviewed, reviewed ? "" : qPrintable(reviewed.error().name + reviewed.error().data.join(u' ')));
    const auto &shown = reviewed->shown;
    QVERIFY(!shown.objection);
    QCOMPARE(shown.seat.role, QString(session::decisionMakerRole));
    QCOMPARE(shown.draft.statement.id, forged.statement.id);
    QVERIFY(!shown.draft.isSignable()); // no row was ever run here: live verdict and signature are two questions
    for (const auto &refusal : shown.draft.refusals)
        QVERIFY(refusal.code == domain::RefusalCode::RowNotGo || refusal.code == domain::RefusalCode::BaselinesMissing);
}

using Forge = std::function<Forged(const RevisionReviewTest &, Forged)>;
Q_DECLARE_METATYPE(Forge)

void RevisionReviewTest::aForgedOneIsRefused_data()
{
    QTest::addColumn<Forge>("forge");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char16_t *code, Forge forge) {
        QTest::newRow(name) << std::move(forge) << QString::fromUtf16(code);
    };
    row("a word of a signature", u"digest_mismatch", [](const auto &, Forged f) {
        const auto at = f.revision.pdf.indexOf("For the test alone");
        f.revision.pdf[at] = static_cast<char>(f.revision.pdf.at(at) ^ 1);
        return f;
    });
    row("something behind it", u"not_whole_file", [](const auto &, Forged f) {
        f.revision.pdf += "% and one more thing\n";
        return f;
    });
    row("no PDF", u"not_a_pdf", [](const auto &, Forged f) {
        f.revision.pdf = "GO";
        return f;
    });
    row("a PDF that is not kept", u"no_such_blob", [](const auto &, Forged f) {
        f.storesPdf = false;
        return f;
    });
    row("a stranger on the PDF too", u"pdf_signer_not_in_envelope", [](const auto &test, Forged f) {
        f.revision.pdf = test.signedToo(f.revision.pdf, test.m_place->stranger);
        return f;
    });
    row("a signer of the PDF alone", u"pdf_signer_not_in_envelope", [](const auto &test, Forged f) {
        f.revision.pdf = test.signedToo(f.revision.pdf, *test.m_second);
        return f;
    });
    row("a signer of the envelope alone", u"envelope_signer_not_in_pdf", [](const auto &test, Forged f) {
        auto envelope = *formats::parseEnvelope(f.revision.envelope);
        envelope.signatures.append(test.m_second->sign(formats::inTotoPayloadType, envelope.payload));
        f.revision.envelope = formats::writeEnvelope(envelope);
        return f;
    });
    row("a stranger's decision", u"signer_unauthorised", [](const auto &test, Forged f) {
        f.revision.envelope = test.envelope(f.statement, test.m_place->stranger);
        f.revision.pdf = test.pdf(f.statement, f.revision.envelope, test.m_place->stranger);
        return f;
    });
    row("a signature over another statement", u"signature_invalid", [](const auto &test, Forged f) {
        auto other = f.statement;
        other.reason = u"Something that nobody signed."_s;
        auto envelope = *formats::parseEnvelope(f.revision.envelope);
        envelope.payload = *formats::statementBytes(other);
        f.revision.envelope = formats::writeEnvelope(envelope);
        f.revision.pdf = test.pdf(other, f.revision.envelope, test.m_place->maker);
        return f;
    });
    row("another statement attached", u"other_statement", [](const auto &test, Forged f) {
        auto other = f.statement;
        other.reason = u"Another decision of his."_s;
        f.revision.pdf = test.pdf(other, test.envelope(other, test.m_place->maker), test.m_place->maker);
        return f;
    });
    row("the pages of his NO-GO", u"pdf_differs", [](const auto &test, Forged f) {
        auto other = f.statement;
        other.decision = domain::DecisionKind::NoGo;
        f.revision.pdf = test.pdf(other, f.revision.envelope, test.m_place->maker);
        return f;
    });
    row("another reason beside the signature", u"signature_text_differs", [](const auto &test, Forged f) {
        f.statement.reason = u"For another test."_s;
        f.revision.envelope = test.envelope(f.statement, test.m_place->maker);
        f.revision.pdf = test.pdf(f.statement, f.revision.envelope, test.m_place->maker);
        return f;
    });
    row("minutes that no station gave", u"ceremony_not_in_ledger", [](const auto &test, Forged f) {
        f.statement.ceremony = tests::sampleCeremony();
        f.revision.envelope = test.envelope(f.statement, test.m_place->maker);
        f.revision.pdf = test.pdf(f.statement, f.revision.envelope, test.m_place->maker);
        return f;
    });
    row("another decision's entry", u"decision_unreadable", [](const auto &, Forged f) {
        f.statement.id = QString(32, u'7');
        return f;
    });
}

void RevisionReviewTest::aForgedOneIsRefused()
{
    QFETCH(Forge, forge);
    QFETCH(QString, code);
    const auto forged = forge(*this, genuine());
    QVERIFY(record(forged));
    const auto reviewed = review(forged.statement.id);
    QVERIFY(!reviewed);
    QCOMPARE(reviewed.error().name, code);
}

void RevisionReviewTest::aBrokenChainOfRevisionsShutsTheGate()
{
    const auto forged = genuine();
    QVERIFY(record(forged));
    QCOMPARE(m_place->codes(), u"quorum_missing"_s);
    auto envelope = *formats::parseEnvelope(forged.revision.envelope);
    envelope.signatures.append(m_second->sign(formats::inTotoPayloadType, envelope.payload));
    const auto bytes = formats::writeEnvelope(envelope);
    const auto pdf = signedToo(forged.revision.pdf, *m_second);
    QJsonObject entry{{u"decision_id"_s, forged.statement.id},
                      {u"statement_sha256"_s, hex(crypto::sha256(envelope.payload))},
                      {u"envelope_sha256"_s, hex(crypto::sha256(bytes))},
                      {u"pdf_sha256"_s, hex(crypto::sha256(pdf))},
                      {u"previous_pdf_sha256"_s, hex(crypto::sha256("another"))},
                      {u"fingerprint"_s, m_second->key.fingerprint()},
                      {u"completes"_s, true}};
    QVERIFY(m_place->log->append(kind::countersignature, ledger::Actor::ofThisProcess(), entry, {bytes, pdf}));
    QVERIFY2(m_place->codes().contains(u"ledger_invalid"_s), qPrintable(m_place->codes()));
    QVERIFY(!review(forged.statement.id));
}

QTEST_MAIN(RevisionReviewTest)

#include "tst_revisionreview.moc"
