// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace cutover::domain {

struct Signer
{
    QString fingerprint; ///< SHA-256 of the SubjectPublicKeyInfo, lowercase hex
    QString name;        ///< printed name
    QStringList roles;   ///< "decision-maker", "administrator", "evidence", "console", or the team's own
    QByteArray certificatePem;
    friend bool operator==(const Signer &, const Signer &) = default;
};

/// The list of signers, one version (RULES section 3).
struct SignersList
{
    QString workspaceId;
    int version = 1;
    QByteArray previousSha256; ///< of the version before; empty for version 1
    QList<Signer> signers;
    QMap<QString, int> quorum;       ///< role → how many different keys
    QMap<QString, QString> deputies; ///< fingerprint → fingerprint of its deputy
    QStringList policyKeys;          ///< SHA-256 of trusted policy keys' SubjectPublicKeyInfo, hex
    QStringList evidenceKeys;
    QStringList revoked; ///< fingerprints whose later signatures do not count; from the version on that first says so
    friend bool operator==(const SignersList &, const SignersList &) = default;

    [[nodiscard]] const Signer *find(const QString &fingerprint) const;
};

/// Seats of the quorum that these keys fill: role → how many. A key counts once, whatever its roles, and is seated so
/// that as many seats as possible are filled.
[[nodiscard]] QMap<QString, int> filledSeats(const SignersList &list, const QStringList &keys,
                                             const QMap<QString, int> &quorum);

/// A key's signature, and when it was made.
struct Signing
{
    QString fingerprint;
    QDateTime at;
};

/// The seats that are to be filled, and the deputies' hour.
struct Quorum
{
    QMap<QString, int> seats; ///< role → how many different keys
    QDateTime targetAt;       ///< the cutover's

    [[nodiscard]] int needed() const;
};

/// From the target time to the first deputy's hour; each further one in line waits as long again.
inline constexpr qint64 deputyAfterS = 15 * 60;

/// From when `deputy` may sign for `principal`; invalid where it is not in that one's line (a deputy, a deputy's
/// deputy, …).
[[nodiscard]] QDateTime deputyFrom(const SignersList &list, const QString &principal, const QString &deputy,
                                   const QDateTime &targetAt);

/// True for a key that could fill a seat: by a role of its own, or as the deputy of one that could.
[[nodiscard]] bool isOfQuorum(const SignersList &list, const QString &fingerprint, const QMap<QString, int> &seats);

/// The seats that these signatures fill. A deputy that signed in its hour stands for one who did not sign, with his
/// roles; one deputy for one signer.
[[nodiscard]] QMap<QString, int> filledSeats(const SignersList &list, const QList<Signing> &signings,
                                             const Quorum &quorum);
[[nodiscard]] int seatCount(const QMap<QString, int> &filled);

enum class SeatFault {
    None,
    AlreadySigned,
    Unauthorised, ///< no role of the quorum, and nobody's deputy
    Taken,        ///< every seat it could fill is filled
    DeputyTooEarly,
};

/// What one more signature would fill.
struct Seat
{
    SeatFault fault = SeatFault::None;
    QString role;      ///< of the seat
    QString principal; ///< printed name of him whom a deputy stands for
    QDateTime from;    ///< DeputyTooEarly: its hour
};
[[nodiscard]] Seat seatFor(const SignersList &list, const QList<Signing> &signings, const Signing &next,
                           const Quorum &quorum);

/// Somebody who may fill a seat that is empty.
struct AwaitedSigner
{
    QString fingerprint;
    QString name;
    QString principal; ///< printed name of him whom this deputy stands for; empty: himself
    QDateTime from;    ///< a deputy's hour; invalid: at once
    friend bool operator==(const AwaitedSigner &, const AwaitedSigner &) = default;
};

/// Seats of one role that are empty, and who may fill them: first those of the role, then their deputies in line.
struct AwaitedSeats
{
    QString role;
    int seats = 0;
    QList<AwaitedSigner> signers;
    friend bool operator==(const AwaitedSeats &, const AwaitedSeats &) = default;
};
[[nodiscard]] QList<AwaitedSeats> awaitedSeats(const SignersList &list, const QList<Signing> &signings,
                                               const Quorum &quorum);

} // namespace cutover::domain
