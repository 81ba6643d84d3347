// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordssigners.h"

#include "crypto/certificate.h"
#include "domain/person.h"
#include "models/words.h"
#include "session/signerstrust.h"

#include <algorithm>
#include <array>

namespace cutover::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 warnsDaysBefore = 30;

struct Sentence
{
    QLatin1String code;
    const char16_t *text;
};

constexpr std::array changeSentences{
    Sentence{"signer_added"_L1, u"Adds %1 as %2, key %3."},
    Sentence{"signer_removed"_L1, u"Removes %1, key %2: no decision from now on; earlier ones stay what they were."},
    Sentence{"signer_revoked"_L1, u"Revokes %1, key %2: what it signs from now on counts for nothing, for ever."},
    Sentence{"name_changed"_L1, u"Calls the key %3 %1; it was %2."},
    Sentence{"roles_changed"_L1, u"Makes %1 %2; the roles were %3."},
    Sentence{"certificate_changed"_L1, u"Takes a new certificate for %1, key %2."},
    Sentence{"quorum_changed"_L1, u"Needs %2 keys as %1; it was %3."},
    Sentence{"deputy_changed"_L1, u"Makes %2 the deputy of %1."},
    Sentence{"policy_key_added"_L1, u"Trusts the key %1 with policies."},
    Sentence{"policy_key_removed"_L1, u"No longer trusts the key %1 with policies."},
    Sentence{"evidence_key_added"_L1, u"Trusts the key %1 with evidence."},
    Sentence{"evidence_key_removed"_L1, u"No longer trusts the key %1 with evidence."},
};

QString shown(const QString &datum)
{
    const bool isKey = datum.size() == 64 && std::ranges::all_of(datum, [](QChar digit) {
                           return digit.isDigit() || (digit >= u'a' && digit <= u'f');
                       });
    return isKey ? fingerprintText(datum, 2) : oneLine(datum);
}

QString keyOf(const domain::Signer &signer)
{
    return signer.fingerprint.left(8);
}

} // namespace

QString signersUntrustedText(const QStringList &data)
{
    const QString trouble = data.value(0);
    if (trouble == "absent"_L1)
        return u"There is no list of signers yet; found it first."_s;
    if (trouble == "unreadable"_L1)
        return u"The list of signers cannot be read; cutoverctl verify tells where."_s;
    if (trouble == "unsigned"_L1)
        return u"The list of signers is not signed by those who may change it."_s;
    if (trouble == "older"_L1)
        return u"The list of signers is version %1; version %2 is in force, and no older one counts again. Fetch it "
               u"from the ledger: cutoverctl signers pin."_s.arg(data.value(1), data.value(2));
    if (trouble == "unchained"_L1)
        return u"The list of signers is not the one in force in this ledger, nor does it follow from it."_s;
    return u"The list of signers is not pinned here; compare its fingerprint first."_s;
}

QString signersChangeText(const domain::SignersChange &change)
{
    if (change.code == "deputy_changed"_L1 && change.data.value(1).isEmpty())
        return u"Leaves %1 without a deputy."_s.arg(shown(change.data.value(0)));
    const auto found = std::ranges::find(changeSentences, change.code, &Sentence::code);
    if (found == changeSentences.end())
        return change.code;
    const QString text = QString::fromUtf16(found->text);
    // Together: a name may hold a place marker.
    if (text.contains("%3"_L1))
        return text.arg(shown(change.data.value(0)), shown(change.data.value(1)), shown(change.data.value(2)));
    return text.contains("%2"_L1) ? text.arg(shown(change.data.value(0)), shown(change.data.value(1)))
                                  : text.arg(shown(change.data.value(0)));
}

QString proposalText(const session::SignersProposalView &proposal)
{
    if (proposal.needed == 1)
        return u"Version %1, proposed by %2."_s.arg(QString::number(proposal.list.version), oneLine(proposal.by));
    return u"Version %1, proposed by %2: %3 of %4 administrators signed."_s.arg(
        QString::number(proposal.list.version), oneLine(proposal.by), QString::number(proposal.given),
        QString::number(proposal.needed));
}

QString approversText(const session::SignersProposalView &proposal, const domain::SignersList &list)
{
    if (proposal.needed == 1)
        return u"Not in force yet: %1 is the only administrator, and puts it into force alone."_s.arg(
            oneLine(proposal.by));
    QStringList names;
    for (const auto &key : proposal.approvers)
        if (const auto *signer = list.find(key))
            names.append(u"%1 (%2)"_s.arg(oneLine(signer->name), key.left(8)));
    return u"Waits for an administrator: %1."_s.arg(names.join(u", "_s));
}

QStringList revokedTexts(const domain::SignersList &list)
{
    QStringList texts;
    for (const auto &key : list.revoked)
        texts.append(u"Revoked: key %1; what it signs counts for nothing."_s.arg(fingerprintText(key, 2)));
    return texts;
}

QStringList expiringSigners(const session::SignersView &signers, const QDateTime &now)
{
    QStringList warnings;
    if (!signers.pinned)
        return warnings;
    for (const auto &signer : signers.list.signers) {
        const auto certificate = crypto::Certificate::fromPem(signer.certificatePem);
        const qint64 days = certificate ? now.daysTo(certificate->notAfter()) : warnsDaysBefore + 1;
        if (certificate && days <= warnsDaysBefore)
            warnings.append(expiringText(oneLine(signer.name), keyOf(signer),
                                         now <= certificate->notAfter() ? days : -1, certificate->isSelfSigned()));
    }
    return warnings;
}

namespace {

/// Of the one person without whom there is no GO; empty where there are two.
QString aloneText(const domain::SignersList &list)
{
    const auto decides = [](const auto &signer) { return signer.roles.contains(session::decisionMakerRole); };
    QStringList deciding;
    for (const auto &signer : list.signers)
        if (decides(signer))
            deciding.append(signer.fingerprint);
    if (domain::peopleAmong(list, deciding) != 1)
        return {};
    const int seats = domain::Quorum{session::quorumOf(list), {}}.needed();
    const QString mend = u"Name a second, or a deputy: cutoverctl signers propose."_s;
    if (seats <= 1)
        return (deciding.size() == 1 ? u"One key alone can decide; without it there is no GO. "_s
                                     : u"One person alone can decide, by whichever key; there is nobody beside. "_s) +
               mend;
    const auto decider = std::ranges::find_if(list.signers, decides);
    return u"A GO needs %1 signatures, but only %2 can sign as decision-maker; without that person there is no GO. "_s
               .arg(QString::number(seats), oneLine(decider->name)) +
           mend;
}

} // namespace

QStringList signersWarnings(const session::SignersView &signers, const QDateTime &now)
{
    QStringList warnings;
    if (!signers.pinned)
        return warnings;
    const auto &list = signers.list;
    if (domain::peopleAmong(list, domain::administratorsOf(list)) == 1)
        warnings.append(
            u"One administrator alone changes the list of signers, with nobody beside. Name a second: cutoverctl "
            "signers propose."_s);
    if (const QString alone = aloneText(list); !alone.isEmpty())
        warnings.append(alone);
    return warnings + expiringSigners(signers, now);
}

} // namespace cutover::models
