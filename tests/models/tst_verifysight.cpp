// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Intact and trusted are two answers, and neither colours the other; in doubt the word is never VALID.
#include "models/verifysight.h"

#include <QTest>

using namespace cutover;
using namespace cutover::models;
using namespace Qt::StringLiterals;
using session::FileFinding;
using session::VerifiedSignature;
using Authorised = VerifiedSignature::Authorised;
using Mark = VerifySight::Mark;

namespace {

VerifiedSignature signature(bool intact, Authorised authorised)
{
    VerifiedSignature made{u"Release manager"_s, u"decision-maker"_s, {}, false, intact, authorised, true};
    made.signedAt = QDateTime({2026, 3, 2}, {13, 41, 22}, Qt::UTC);
    return made;
}

FileFinding finding(bool valid, const QList<VerifiedSignature> &signatures, const QStringList &codes)
{
    FileFinding found;
    found.file = u"/handed/decision.pdf"_s;
    found.kind = u"pdf"_s;
    found.valid = valid;
    found.signatures = signatures;
    for (const auto &code : codes)
        found.problems.append(code == u"quorum_missing"
                                  ? session::VerifyProblem{code, {u"1"_s, u"2"_s, u"decision-maker"_s}}
                                  : session::VerifyProblem{code, {u"Release manager"_s, u"1"_s, u"2"_s}});
    return found;
}

} // namespace

class VerifySightTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersTwoQuestions_data();
    void answersTwoQuestions();
    void saysNothingOfItselfWithoutAStatement();
    void printsWhatTheFileSaysInOneLine();
    void namesTheTrustUsed();
    void namesWhoAttestedATime();
};

void VerifySightTest::answersTwoQuestions_data()
{
    QTest::addColumn<FileFinding>("found");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("intact");
    QTest::addColumn<QString>("trusted");
    const auto good = signature(true, Authorised::Yes);
    const auto stranger = signature(true, Authorised::No);
    const auto unknown = signature(true, Authorised::Unknown);
    const auto broken = signature(false, Authorised::No);

    QTest::newRow("all well") << finding(true, {good, good}, {}) << u"VALID"_s << u"Yes, intact"_s << u"Yes"_s;
    QTest::newRow("one of two authorised") << finding(false, {good, stranger}, {u"signer_unauthorised"_s})
                                           << u"NOT VALID"_s << u"Yes, intact"_s << u"No, 1 of 2"_s;
    QTest::newRow("quorum missing") << finding(false, {good}, {u"quorum_missing"_s}) << u"NOT VALID"_s
                                    << u"Yes, intact"_s << u"No, 1 of 2"_s;
    QTest::newRow("no root of trust") << finding(false, {unknown}, {u"no_trust_root"_s}) << u"NOT CHECKED"_s
                                      << u"Yes, intact"_s << u"Not checked"_s;
    QTest::newRow("no root of trust, and broken")
        << finding(false, {unknown}, {u"no_trust_root"_s, u"digest_mismatch"_s}) << u"NOT VALID"_s
        << u"No, not intact"_s << u"Not checked"_s;
    QTest::newRow("bytes changed, signer listed")
        << finding(false, {broken}, {u"digest_mismatch"_s}) << u"NOT VALID"_s << u"No, not intact"_s << u"No, 0 of 1"_s;
    QTest::newRow("appended to") << finding(false, {good}, {u"not_whole_file"_s}) << u"NOT VALID"_s
                                 << u"No, not intact"_s << u"Yes"_s;
    auto unread = finding(false, {}, {u"file_missing"_s});
    unread.missing = true;
    QTest::newRow("not there") << unread << u"NOT VALID"_s << u"Not read"_s << u"Not checked"_s;
    QTest::newRow("not recognised") << finding(false, {}, {u"unknown_kind"_s}) << u"NOT VALID"_s << u"Not read"_s
                                    << u"Not checked"_s;
    QTest::newRow("a code that nobody foresaw")
        << finding(false, {good}, {u"something_new"_s}) << u"NOT VALID"_s << u"No, not intact"_s << u"Yes"_s;
}

void VerifySightTest::answersTwoQuestions()
{
    QFETCH(FileFinding, found);
    const auto sight = verifySight(found);
    QTEST(sight.verdict, "verdict");
    QTEST(sight.intact.answer, "intact");
    QTEST(sight.trusted.answer, "trusted");
    QCOMPARE(sight.mark == Mark::Good, found.valid);
    QCOMPARE(sight.signatures.size(), found.signatures.size());
    QVERIFY(!sight.toDo.isEmpty());
    // Every problem stands in exactly one of the two cards.
    QVERIFY(sight.intact.lines.size() + sight.trusted.lines.size() >= found.problems.size());
}

void VerifySightTest::saysNothingOfItselfWithoutAStatement()
{
    const auto sight = verifySight(finding(true, {signature(true, Authorised::Yes)}, {}));
    QCOMPARE(sight.says.size(), 1);
    QCOMPARE(sight.says.first().second, u"decision PDF with envelope"_s);
}

void VerifySightTest::printsWhatTheFileSaysInOneLine()
{
    auto found = finding(false, {signature(true, Authorised::No)}, {});
    found.says = domain::Statement{};
    found.says->version = u"v1\nVALID"_s;
    for (const auto &[name, value] : verifySight(found).says)
        QVERIFY2(!value.contains(u'\n'), qPrintable(name));
}

void VerifySightTest::namesTheTrustUsed()
{
    QCOMPARE(trustFacts({}).first().second, u"none: nothing is pinned here, and none was named"_s);
    const auto facts =
        trustFacts({{session::UsedTrust::Kind::List, u"payments"_s, 3, QByteArray::fromHex("0be477d1")}});
    QVERIFY2(facts.first().second.contains(u"version 3"_s), qPrintable(facts.first().second));
    QCOMPARE(facts.last().first, u"Not used"_s);
}

void VerifySightTest::namesWhoAttestedATime()
{
    auto attested = signature(true, Authorised::Yes);
    attested.attested = true;
    attested.authority = u"Demo TSA"_s;
    const auto claimed = signature(true, Authorised::Yes);
    const auto says = [](const VerifySight &sight, QStringView words) {
        return std::ranges::count_if(sight.trusted.lines,
                                     [words](const auto &line) { return line.text.contains(words); });
    };
    const auto both = verifySight(finding(true, {attested, claimed}, {}));
    QCOMPARE(both.signatures.first().time, u"attested"_s);
    QCOMPARE(says(both, u"Demo TSA attested the time of Release manager's signature."), 1);
    QCOMPARE(says(both, u"claimed by the signers' machines"), 1);
    QCOMPARE(says(verifySight(finding(true, {claimed}, {})), u"attested the time"), 0);
    QCOMPARE(says(verifySight(finding(true, {attested}, {})), u"claimed by the signers' machines"), 0);
    attested.authority.clear();
    QCOMPARE(says(verifySight(finding(true, {attested}, {})), u"A time stamp authority attested the time"), 1);
}

QTEST_GUILESS_MAIN(VerifySightTest)

#include "tst_verifysight.moc"
