// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/signersversion.h"

#include "domain/person.h"

#include <QSet>

#include <algorithm>

namespace cutover::domain {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String administrator{"administrator"};
constexpr QLatin1String decisionMaker{"decision-maker"};
constexpr int mostApprovals = 2;

QStringList keysOf(const SignersList &list)
{
    QStringList keys;
    for (const auto &signer : list.signers)
        keys.append(signer.fingerprint);
    return keys;
}

bool isReachable(const SignersList &list)
{
    auto quorum = list.quorum;
    if (!quorum.contains(decisionMaker))
        quorum.insert(decisionMaker, 1);
    return filledSeats(list, keysOf(list), quorum) == quorum;
}

QString nameOf(const SignersList &list, const SignersList &other, const QString &key)
{
    const auto *signer = list.find(key) ? list.find(key) : other.find(key);
    return signer ? signer->name : key;
}

class Comparison
{
public:
    Comparison(const SignersList &before, const SignersList &next)
        : m_before(before)
        , m_next(next)
    {
    }

    QList<SignersChange> changes()
    {
        for (const auto &signer : m_next.signers)
            compare(signer);
        for (const auto &signer : m_before.signers)
            if (!m_next.find(signer.fingerprint))
                add(m_next.revoked.contains(signer.fingerprint) ? u"signer_revoked"_s : u"signer_removed"_s,
                    {signer.name, signer.fingerprint});
        for (const auto &key : m_next.revoked)
            if (!m_before.revoked.contains(key) && !m_before.find(key))
                add(u"signer_revoked"_s, {key, key});
        compareQuorum();
        compareDeputies();
        compareKeys(u"policy_key"_s, m_before.policyKeys, m_next.policyKeys);
        compareKeys(u"evidence_key"_s, m_before.evidenceKeys, m_next.evidenceKeys);
        return m_changes;
    }

private:
    void add(const QString &code, const QStringList &data) { m_changes.append({code, data}); }

    void compare(const Signer &signer)
    {
        const QString roles = signer.roles.join(u',');
        const auto *former = m_before.find(signer.fingerprint);
        if (!former)
            return add(u"signer_added"_s, {signer.name, roles, signer.fingerprint});
        if (former->name != signer.name)
            add(u"name_changed"_s, {signer.name, former->name, signer.fingerprint});
        if (former->roles != signer.roles)
            add(u"roles_changed"_s, {signer.name, roles, former->roles.join(u',')});
        if (former->certificatePem != signer.certificatePem)
            add(u"certificate_changed"_s, {signer.name, signer.fingerprint});
    }

    void compareQuorum()
    {
        auto roles = m_before.quorum.keys() + m_next.quorum.keys();
        roles.removeDuplicates();
        for (const auto &role : roles)
            if (m_before.quorum.value(role) != m_next.quorum.value(role))
                add(u"quorum_changed"_s,
                    {role, QString::number(m_next.quorum.value(role)), QString::number(m_before.quorum.value(role))});
    }

    void compareDeputies()
    {
        auto keys = m_before.deputies.keys() + m_next.deputies.keys();
        keys.removeDuplicates();
        for (const auto &key : keys) {
            const QString deputy = m_next.deputies.value(key);
            if (m_before.deputies.value(key) != deputy)
                add(u"deputy_changed"_s,
                    {nameOf(m_next, m_before, key), deputy.isEmpty() ? QString() : nameOf(m_next, m_before, deputy)});
        }
    }

    void compareKeys(const QString &what, const QStringList &before, const QStringList &next)
    {
        for (const auto &key : next)
            if (!before.contains(key))
                add(what + "_added"_L1, {key});
        for (const auto &key : before)
            if (!next.contains(key))
                add(what + "_removed"_L1, {key});
    }

    const SignersList &m_before;
    const SignersList &m_next;
    QList<SignersChange> m_changes;
};

} // namespace

QStringList administratorsOf(const SignersList &list)
{
    QStringList keys;
    for (const auto &signer : list.signers)
        if (signer.roles.contains(administrator))
            keys.append(signer.fingerprint);
    return keys;
}

int approvalsNeeded(const SignersList &list)
{
    return static_cast<int>(std::clamp<qsizetype>(peopleAmong(list, administratorsOf(list)), 1, mostApprovals));
}

QString signersFaultName(SignersFault fault)
{
    switch (fault) {
    case SignersFault::None:
        return {};
    case SignersFault::OtherWorkspace:
        return u"other_workspace"_s;
    case SignersFault::WrongVersion:
        return u"version_skipped"_s;
    case SignersFault::OtherPredecessor:
        return u"other_predecessor"_s;
    case SignersFault::NoAdministrator:
        return u"last_administrator"_s;
    case SignersFault::QuorumUnreachable:
        return u"quorum_unreachable"_s;
    case SignersFault::SignerTwice:
        return u"signer_twice"_s;
    case SignersFault::RevokedSigner:
        return u"signer_revoked"_s;
    }
    return {};
}

SignersFault faultOf(const SignersList &list)
{
    const auto keys = keysOf(list);
    const QSet<QString> different(keys.begin(), keys.end());
    if (different.size() != keys.size())
        return SignersFault::SignerTwice;
    if (std::ranges::any_of(list.revoked, [&](const QString &key) { return different.contains(key); }))
        return SignersFault::RevokedSigner;
    if (administratorsOf(list).isEmpty())
        return SignersFault::NoAdministrator;
    return isReachable(list) ? SignersFault::None : SignersFault::QuorumUnreachable;
}

SignersFault successionFault(const SignersList &before, const QByteArray &beforeSha256, const SignersList &next)
{
    if (next.workspaceId != before.workspaceId)
        return SignersFault::OtherWorkspace;
    if (next.version != before.version + 1)
        return SignersFault::WrongVersion;
    if (next.previousSha256 != beforeSha256)
        return SignersFault::OtherPredecessor;
    // What is revoked stays so: a later list that no longer says it would give the key its voice back.
    if (std::ranges::any_of(before.revoked, [&](const QString &key) { return !next.revoked.contains(key); }))
        return SignersFault::RevokedSigner;
    return faultOf(next);
}

QList<SignersChange> changesBetween(const SignersList &before, const SignersList &next)
{
    return Comparison(before, next).changes();
}

} // namespace cutover::domain
