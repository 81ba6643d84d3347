// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/proposing.h"

#include "domain/signersversion.h"
#include "session/founding.h"
#include "session/signerstrust.h"

#include <QSet>

#include <algorithm>
#include <optional>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype fewestDigits = 8;
constexpr qsizetype allDigits = 64;

QStringList fingerprintsOf(const domain::SignersList &list)
{
    QStringList keys;
    for (const auto &signer : list.signers)
        keys.append(signer.fingerprint);
    return keys;
}

/// The one of these that begins with the digits.
Result<QString> resolve(const QString &digits, const QStringList &keys)
{
    const QString prefix = digits.toLower();
    QStringList found;
    for (const auto &key : keys)
        if (prefix.size() >= fewestDigits && key.startsWith(prefix) && !found.contains(key))
            found.append(key);
    if (found.size() == 1)
        return found.first();
    return tl::unexpected(refused(found.isEmpty() ? u"signer_unknown"_s : u"signer_ambiguous"_s, {digits}));
}

/// Applies a request to a list, one kind of change after the other.
class Proposer
{
public:
    Proposer(const ProposeSigners &request, const GivenFiles &given, const keychain::SigningKeys &keys,
             const SignersLink &head, const QDateTime &now)
        : m_request(request)
        , m_given(given)
        , m_keys(keys)
        , m_head(head)
        , m_now(now)
    {
        m_made.list = head.list;
        m_made.list.version = head.list.version + 1;
        m_made.list.previousSha256 = head.sha256;
    }

    Result<Proposing> propose()
    {
        if (!m_request.previousSha256.isEmpty() && m_request.previousSha256 != m_head.sha256)
            return tl::unexpected(refused(u"conflict"_s));
        for (const auto &step : {&Proposer::takeKeys, &Proposer::takeMembers, &Proposer::takeAway, &Proposer::revoke,
                                 &Proposer::takeDeputies})
            if (const auto taken = (this->*step)(); !taken)
                return tl::unexpected(taken.error());
        takeTrustedKeys();
        takeQuorum();
        if (const auto judged = judge(); !judged)
            return tl::unexpected(judged.error());
        return std::move(m_made);
    }

private:
    Result<void> takeKeys()
    {
        for (const auto &argument : m_request.given.keys) {
            const auto signer = ownSigner(argument, m_keys);
            if (!signer)
                return tl::unexpected(signer.error());
            const auto *listed = m_head.list.find(signer->fingerprint);
            if (m_made.administrator.isEmpty() && listed && listed->roles.contains(administratorRole))
                m_made.administrator = signer->fingerprint;
            m_named.append(signer->name);
            if (const auto taken = take(*signer, argument.contains(u'=')); !taken)
                return taken;
        }
        return {};
    }

    Result<void> takeMembers()
    {
        for (const auto &signer : m_given.members + m_request.coming)
            if (const auto taken = take(signer, true); !taken)
                return taken;
        return {};
    }

    /// In place of the key's former entry, in which a bare key keeps its roles and its printed name.
    Result<void> take(domain::Signer signer, bool hasRoles)
    {
        if (m_taken.contains(signer.fingerprint))
            return tl::unexpected(refused(u"signer_twice"_s, {signer.name}));
        m_taken.insert(signer.fingerprint);
        auto &signers = m_made.list.signers;
        const auto listed = std::ranges::find(signers, signer.fingerprint, &domain::Signer::fingerprint);
        if (listed == signers.end()) {
            signers.append(std::move(signer));
            return {};
        }
        if (!hasRoles) {
            signer.roles = listed->roles;
            signer.name = listed->name;
        }
        *listed = std::move(signer);
        return {};
    }

    Result<void> takeAway()
    {
        for (const auto &digits : m_request.removed) {
            auto &list = m_made.list;
            const auto key = resolve(digits, fingerprintsOf(list) + list.policyKeys + list.evidenceKeys);
            if (!key)
                return tl::unexpected(key.error());
            dropSigner(*key);
            list.policyKeys.removeAll(*key);
            list.evidenceKeys.removeAll(*key);
        }
        return {};
    }

    Result<void> revoke()
    {
        for (const auto &digits : m_request.revoked) {
            auto &list = m_made.list;
            // One that an earlier version left out is named in full.
            const bool isWhole = digits.size() == allDigits;
            const auto key =
                resolve(digits, fingerprintsOf(list) + (isWhole ? QStringList{digits.toLower()} : QStringList()));
            if (!key)
                return tl::unexpected(key.error());
            dropSigner(*key);
            if (!list.revoked.contains(*key))
                list.revoked.append(*key);
        }
        return {};
    }

    void dropSigner(const QString &key)
    {
        auto &list = m_made.list;
        list.signers.removeIf([&](const domain::Signer &signer) { return signer.fingerprint == key; });
        list.deputies.removeIf([&](const std::pair<const QString &, QString &> &deputy) {
            return deputy.first == key || deputy.second == key;
        });
    }

    Result<void> takeDeputies()
    {
        const auto keys = fingerprintsOf(m_made.list);
        const auto &given = m_request.given.deputies;
        for (auto it = given.cbegin(); it != given.cend(); ++it) {
            const auto of = resolve(it.key(), keys);
            const auto deputy = it.value().isEmpty() ? Result<QString>(QString()) : resolve(it.value(), keys);
            if (!of || !deputy)
                return tl::unexpected(of ? deputy.error() : of.error());
            if (deputy->isEmpty())
                m_made.list.deputies.remove(*of);
            else
                m_made.list.deputies.insert(*of, *deputy);
        }
        return {};
    }

    void takeTrustedKeys()
    {
        m_made.list.policyKeys += m_given.policyKeys;
        m_made.list.policyKeys.removeDuplicates();
        m_made.list.evidenceKeys += m_given.evidenceKeys;
        m_made.list.evidenceKeys.removeDuplicates();
    }

    void takeQuorum()
    {
        const auto &given = m_request.given.quorum;
        for (auto it = given.cbegin(); it != given.cend(); ++it) {
            if (it.value() > 0)
                m_made.list.quorum.insert(it.key(), it.value());
            else
                m_made.list.quorum.remove(it.key());
        }
    }

    [[nodiscard]] Result<void> judge() const
    {
        if (m_made.administrator.isEmpty())
            return tl::unexpected(refused(u"not_administrator"_s, m_named));
        if (domain::changesBetween(m_head.list, m_made.list).isEmpty())
            return tl::unexpected(refused(u"nothing_proposed"_s));
        const auto fault = domain::successionFault(m_head.list, m_head.sha256, m_made.list);
        if (fault != domain::SignersFault::None)
            return tl::unexpected(refused(domain::signersFaultName(fault)));
        for (const auto &signer : m_made.list.signers) {
            const auto *former = m_head.list.find(signer.fingerprint);
            const bool isNews = !former || *former != signer;
            if (const auto judged = isNews ? judgeSigner(signer, m_now) : Result<void>(); !judged)
                return judged;
        }
        return {};
    }

    const ProposeSigners &m_request;
    const GivenFiles &m_given;
    const keychain::SigningKeys &m_keys;
    const SignersLink &m_head;
    const QDateTime m_now;
    Proposing m_made;
    QStringList m_named;
    QSet<QString> m_taken;
};

} // namespace

Result<Proposing> proposingOf(const ProposeSigners &request, const GivenFiles &given, const keychain::SigningKeys &keys,
                              const SignersLink &head, const QDateTime &now)
{
    return Proposer(request, given, keys, head, now).propose();
}

} // namespace cutover::session
