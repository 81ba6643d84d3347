// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/signers.h"

#include "domain/person.h"

#include <QMultiMap>
#include <QSet>

#include <algorithm>

namespace cutover::domain {

namespace {

/// Matches people to seats by augmenting paths.
class Seating
{
public:
    Seating(const SignersList &list, const QStringList &keys, const QMap<QString, int> &quorum)
    {
        for (const auto &key : keys)
            if (const auto *signer = list.find(key))
                m_roles[personOf(list, key)] += signer->roles;
        for (auto need = quorum.cbegin(); need != quorum.cend(); ++need)
            for (int i = 0; i < std::min<qsizetype>(need.value(), m_roles.size()); ++i)
                m_seats.append(need.key());
    }

    [[nodiscard]] QMap<QString, int> filled()
    {
        QMap<QString, int> count;
        for (qsizetype seat = 0; seat < m_seats.size(); ++seat) {
            QSet<QString> tried;
            if (fill(seat, tried))
                ++count[m_seats.at(seat)]; // a seat once filled stays so, by whomever
        }
        return count;
    }

private:
    bool fill(qsizetype seat, QSet<QString> &tried)
    {
        for (auto person = m_roles.cbegin(); person != m_roles.cend(); ++person) {
            if (!person->contains(m_seats.at(seat)) || tried.contains(person.key()))
                continue;
            tried.insert(person.key());
            const auto taken = m_seatOf.constFind(person.key());
            if (taken == m_seatOf.cend() || fill(taken.value(), tried)) {
                m_seatOf.insert(person.key(), seat);
                return true;
            }
        }
        return false;
    }

    QMap<QString, QStringList> m_roles; ///< of all keys by which a person signed
    QStringList m_seats;
    QMap<QString, qsizetype> m_seatOf;
};

/// Those whose line this deputy is in, and its hour has come.
QStringList principalsOf(const SignersList &list, const Signing &deputy, const QDateTime &targetAt)
{
    QStringList principals;
    for (const auto &principal : list.deputies.keys()) {
        const auto from = deputyFrom(list, principal, deputy.fingerprint, targetAt);
        if (from.isValid() && deputy.at.isValid() && deputy.at >= from)
            principals.append(principal);
    }
    return principals;
}

bool hasPersonSigned(const SignersList &list, const QList<Signing> &signings, const QString &key)
{
    const QString person = personOf(list, key);
    return std::ranges::any_of(signings, [&](const Signing &one) { return personOf(list, one.fingerprint) == person; });
}

/// Tries for whom each deputy may have signed: as many seats as possible are filled. Whoever signed by several keys is
/// himself or one other, and fills one seat.
class Standing
{
public:
    Standing(const SignersList &list, const QList<Signing> &signings, const Quorum &quorum)
        : m_list(list)
        , m_quorum(quorum)
    {
        QMap<QString, Signatory> people;
        for (const auto &signing : signings) {
            auto &person = people[personOf(list, signing.fingerprint)];
            person.keys.append(signing.fingerprint);
            for (const auto &principal : principalsOf(list, signing, quorum.targetAt))
                if (!hasPersonSigned(list, signings, principal))
                    person.principals.append(principal);
        }
        m_people = people.values();
    }

    [[nodiscard]] QMap<QString, int> filled()
    {
        seat(0, {});
        return m_best;
    }

private:
    struct Signatory
    {
        QStringList keys;
        QStringList principals; ///< whom he may stand for
    };

    void seat(qsizetype at, const QStringList &keys)
    {
        if (at == m_people.size())
            return take(filledSeats(m_list, keys, m_quorum.seats));
        const auto &person = m_people.at(at);
        seat(at + 1, keys + person.keys);
        for (const auto &principal : person.principals)
            if (seatCount(m_best) < m_quorum.needed() && !keys.contains(principal))
                seat(at + 1, keys + QStringList{principal});
    }

    void take(const QMap<QString, int> &filled)
    {
        if (seatCount(filled) > seatCount(m_best))
            m_best = filled;
    }

    const SignersList &m_list;
    const Quorum &m_quorum;
    QList<Signatory> m_people;
    QMap<QString, int> m_best;
};

QString nameOf(const SignersList &list, const QString &fingerprint)
{
    const auto *signer = list.find(fingerprint);
    return signer ? signer->name : QString();
}

/// A role of the quorum that this signer has, one with an empty seat before any other.
QString roleIn(const SignersList &list, const QString &fingerprint, const QMap<QString, int> &seats,
               const QMap<QString, int> &filled)
{
    const auto *signer = list.find(fingerprint);
    QString any;
    for (auto need = seats.cbegin(); signer && need != seats.cend(); ++need) {
        if (!signer->roles.contains(need.key()))
            continue;
        if (filled.value(need.key()) < need.value())
            return need.key();
        if (any.isEmpty())
            any = need.key();
    }
    return any;
}

/// The deputy's line, its roles apart: each principal that has a role of the quorum, with the deputy's hour for him.
QMultiMap<QDateTime, QString> hoursOf(const SignersList &list, const QString &deputy, const Quorum &quorum)
{
    QMultiMap<QDateTime, QString> hours;
    for (const auto &principal : list.deputies.keys()) {
        const auto from = deputyFrom(list, principal, deputy, quorum.targetAt);
        if (from.isValid() && !roleIn(list, principal, quorum.seats, {}).isEmpty())
            hours.insert(from, principal);
    }
    return hours;
}

int seatsWith(const SignersList &list, QList<Signing> signings, const Signing &next, const Quorum &quorum)
{
    signings.append(next);
    return seatCount(filledSeats(list, signings, quorum));
}

} // namespace

int Quorum::needed() const
{
    return seatCount(seats);
}

bool isOfQuorum(const SignersList &list, const QString &fingerprint, const QMap<QString, int> &seats)
{
    return list.find(fingerprint) && (!roleIn(list, fingerprint, seats, {}).isEmpty() ||
                                      !hoursOf(list, fingerprint, {seats, QDateTime::fromSecsSinceEpoch(0)}).isEmpty());
}

int seatCount(const QMap<QString, int> &filled)
{
    int count = 0;
    for (const int one : filled)
        count += one;
    return count;
}

QDateTime deputyFrom(const SignersList &list, const QString &principal, const QString &deputy,
                     const QDateTime &targetAt)
{
    QString present = principal;
    // A line that bites its tail ends too.
    for (qsizetype place = 1; place <= list.deputies.size(); ++place) {
        present = list.deputies.value(present);
        if (present.isEmpty() || present == principal)
            return {};
        if (present == deputy)
            return targetAt.addSecs(place * deputyAfterS);
    }
    return {};
}

const Signer *SignersList::find(const QString &fingerprint) const
{
    const auto found = std::ranges::find(signers, fingerprint, &Signer::fingerprint);
    return found == signers.end() ? nullptr : &*found;
}

QMap<QString, int> filledSeats(const SignersList &list, const QStringList &keys, const QMap<QString, int> &quorum)
{
    return Seating(list, keys, quorum).filled();
}

QMap<QString, int> filledSeats(const SignersList &list, const QList<Signing> &signings, const Quorum &quorum)
{
    return Standing(list, signings, quorum).filled();
}

Seat seatFor(const SignersList &list, const QList<Signing> &signings, const Signing &next, const Quorum &quorum)
{
    if (std::ranges::find(signings, next.fingerprint, &Signing::fingerprint) != signings.end())
        return {SeatFault::AlreadySigned, {}, {}, {}};
    const auto filled = filledSeats(list, signings, quorum);
    const int before = seatCount(filled);
    const QString own = roleIn(list, next.fingerprint, quorum.seats, filled);
    const auto hours = hoursOf(list, next.fingerprint, quorum);
    if (!isOfQuorum(list, next.fingerprint, quorum.seats))
        return {SeatFault::Unauthorised, {}, {}, {}};
    // As himself where that fills a seat: before any deputy's hour he is nobody else.
    if (!own.isEmpty() && seatsWith(list, signings, {next.fingerprint, {}}, quorum) > before)
        return {SeatFault::None, own, {}, {}};
    for (auto hour = hours.cbegin(); hour != hours.cend(); ++hour) {
        if (seatsWith(list, signings, {next.fingerprint, hour.key()}, quorum) <= before)
            continue;
        const bool isEarly = next.at < hour.key();
        return {isEarly ? SeatFault::DeputyTooEarly : SeatFault::None, roleIn(list, *hour, quorum.seats, filled),
                nameOf(list, *hour), isEarly ? hour.key() : QDateTime()};
    }
    const bool isSecondKey = hasPersonSigned(list, signings, next.fingerprint);
    return {isSecondKey ? SeatFault::AlreadySigned : SeatFault::Taken, {}, {}, {}};
}

QList<AwaitedSeats> awaitedSeats(const SignersList &list, const QList<Signing> &signings, const Quorum &quorum)
{
    const auto filled = filledSeats(list, signings, quorum);
    // By another key of his he may make room where he sits; nobody waits for one that changes nothing.
    const auto isDone = [&](const QString &key) {
        return hasPersonSigned(list, signings, key) &&
               seatsWith(list, signings, {key, {}}, quorum) <= seatCount(filled);
    };
    QList<AwaitedSeats> awaited;
    for (auto need = quorum.seats.cbegin(); need != quorum.seats.cend(); ++need) {
        const int empty = need.value() - filled.value(need.key());
        if (empty <= 0)
            continue;
        AwaitedSeats seats{need.key(), empty, {}};
        QList<AwaitedSigner> deputies;
        for (const auto &signer : list.signers) {
            if (!signer.roles.contains(need.key()) || isDone(signer.fingerprint))
                continue;
            seats.signers.append({signer.fingerprint, signer.name, {}, {}});
            for (const auto &deputy : list.signers) {
                const auto from = deputyFrom(list, signer.fingerprint, deputy.fingerprint, quorum.targetAt);
                if (from.isValid() && !hasPersonSigned(list, signings, deputy.fingerprint))
                    deputies.append({deputy.fingerprint, deputy.name, signer.name, from});
            }
        }
        std::ranges::stable_sort(deputies, {}, &AwaitedSigner::from);
        seats.signers += deputies;
        awaited.append(seats);
    }
    return awaited;
}

} // namespace cutover::domain
