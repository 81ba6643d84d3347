// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/signers.h"

#include <QSet>

#include <algorithm>

namespace cutover::domain {

namespace {

/// Matches keys to seats by augmenting paths.
class Seating
{
public:
    Seating(const SignersList &list, const QStringList &keys, const QMap<QString, int> &quorum)
        : m_list(list)
        , m_keys(keys.begin(), keys.end())
    {
        for (auto need = quorum.cbegin(); need != quorum.cend(); ++need)
            for (int i = 0; i < std::min<qsizetype>(need.value(), m_keys.size()); ++i)
                m_seats.append(need.key());
    }

    [[nodiscard]] QMap<QString, int> filled()
    {
        QMap<QString, int> count;
        for (qsizetype seat = 0; seat < m_seats.size(); ++seat) {
            QSet<QString> tried;
            if (fill(seat, tried))
                ++count[m_seats.at(seat)]; // a seat once filled stays so, by whichever key
        }
        return count;
    }

private:
    bool fill(qsizetype seat, QSet<QString> &tried)
    {
        for (const auto &key : m_keys) {
            const auto *signer = m_list.find(key);
            if (!signer || !signer->roles.contains(m_seats.at(seat)) || tried.contains(key))
                continue;
            tried.insert(key);
            const auto taken = m_seatOf.constFind(key);
            if (taken == m_seatOf.cend() || fill(taken.value(), tried)) {
                m_seatOf.insert(key, seat);
                return true;
            }
        }
        return false;
    }

    const SignersList &m_list;
    QSet<QString> m_keys;
    QStringList m_seats;
    QMap<QString, qsizetype> m_seatOf;
};

} // namespace

const Signer *SignersList::find(const QString &fingerprint) const
{
    const auto found = std::ranges::find(signers, fingerprint, &Signer::fingerprint);
    return found == signers.end() ? nullptr : &*found;
}

QMap<QString, int> filledSeats(const SignersList &list, const QStringList &keys, const QMap<QString, int> &quorum)
{
    return Seating(list, keys, quorum).filled();
}

} // namespace cutover::domain
