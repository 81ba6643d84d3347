// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/rotationjudge.h"

#include "checks/workspacefile.h"
#include "crypto/keyfile.h"
#include "formats/keyinventory.h"
#include "formats/rfc3339.h"
#include "formats/visibletext.h"

#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using crypto::KeyFacts;
using domain::Cause;
using domain::Reason;
using domain::Row;
using domain::Status;

namespace {

constexpr qint64 maxBytes = 1024 * 1024;
constexpr qint64 dayMs = 24 * 3600 * 1000;

/// Of two moments, however far apart: rounded towards the past, as a person counts what is left.
qint64 wholeDays(const QDateTime &from, const QDateTime &until)
{
    const qint64 ms = from.msecsTo(until);
    return ms / dayMs - (ms % dayMs < 0 ? 1 : 0);
}

QString kindOf(const KeyFacts &facts)
{
    return facts.algorithm.isEmpty() ? QString() : u"%1 %2"_s.arg(facts.algorithm).arg(facts.bits);
}

/// A key whose date is not in its own file.
struct Undated
{
    QString file;
    QString fingerprint; ///< empty: nothing is known of it
};

/// Gathers keys and refusals, file by file.
class Gathering
{
public:
    Gathering(const domain::RotationOptions &options, const QString &workspace, const QDateTime &now)
        : m_options(options)
        , m_workspace(workspace)
        , m_now(now)
    {
    }

    void takeFiles(const crypto::Secret &password)
    {
        const auto paths = globsInWorkspace(m_options.files, m_workspace);
        if (!paths)
            return refuse(paths.error());
        for (const QString &path : *paths)
            takeFile(path, password);
    }

    void takeInventory(const crypto::Secret &password)
    {
        const auto bytes = readInWorkspace(m_options.inventory, m_workspace, maxBytes);
        if (!bytes)
            return refuse(bytes.error());
        const auto listed = formats::readKeyInventory(*bytes, m_options.inventory);
        if (!listed)
            return refuse(reasonOf(listed.error().first()));
        for (const auto &key : *listed)
            takeListed(key, password);
    }

    void settle()
    {
        for (const Undated &undated : std::as_const(m_undated)) {
            if (m_fingerprints.contains(undated.fingerprint) || m_listed.contains(resolved(undated.file)))
                continue;
            refuse({Cause::FileUnreadable, {undated.file, u"date_unknown"_s, {}, {}}});
        }
        std::ranges::stable_sort(keys, {}, &RotatedKey::notAfter);
    }

    QList<RotatedKey> keys;
    QList<Reason> refusals;

private:
    void refuse(const Reason &reason) { refusals.append(reason); }

    [[nodiscard]] QString resolved(const QString &path) const
    {
        return resolvedInWorkspace(path, m_workspace).value_or(QString());
    }

    [[nodiscard]] Reason reasonOf(const formats::DocumentError &error) const
    {
        using Code = formats::DocumentError::Code;
        const bool isJson = error.code == Code::InvalidJson && !error.data.isEmpty();
        return {Cause::FileUnreadable,
                {m_options.inventory, isJson ? error.data.first() : formats::codeName(error.code), error.pointer,
                 QString::number(error.line)}};
    }

    [[nodiscard]] Reason reasonOf(const crypto::CryptoError &error, const QString &path) const
    {
        const bool needsPassword = error.code == crypto::CryptoError::Code::WrongPassphrase;
        if (needsPassword && m_options.passwordSecret.isEmpty())
            return {Cause::OptionMissing, {u"/criteria/key-rotation/password_secret"_s}};
        return {Cause::FileUnreadable, {path, codeName(error.code), {}, {}}};
    }

    void takeFile(const QString &path, const crypto::Secret &password)
    {
        const auto bytes = readInWorkspace(path, m_workspace, maxBytes);
        if (!bytes)
            return refuse(bytes.error());
        const auto entries = crypto::readKeyFile(*bytes, password);
        if (!entries)
            return refuse(reasonOf(entries.error(), path));
        int certificates = 0;
        for (const KeyFacts &facts : *entries)
            if (facts.kind == KeyFacts::Kind::Certificate)
                takeCertificate(path, facts, ++certificates);
        for (const KeyFacts &facts : *entries)
            takeUndated(path, facts, certificates > 0);
    }

    void takeCertificate(const QString &path, const KeyFacts &facts, int number)
    {
        m_fingerprints.insert(facts.fingerprint);
        RotatedKey key{number == 1 ? path : u"%1#%2"_s.arg(path).arg(number),
                       path,
                       facts.notBefore,
                       facts.notAfter,
                       kindOf(facts),
                       facts.isTooSmall(),
                       0};
        take(std::move(key));
    }

    void takeUndated(const QString &path, const KeyFacts &facts, bool isBesideCertificate)
    {
        const bool isPublic = facts.kind == KeyFacts::Kind::PublicKey;
        const bool isClosed = facts.kind == KeyFacts::Kind::EncryptedKey;
        if (isPublic || (isClosed && !isBesideCertificate))
            m_undated.append({path, facts.fingerprint});
    }

    void takeListed(const formats::ListedKey &listed, const crypto::Secret &password)
    {
        const auto path = resolvedInWorkspace(listed.file, m_workspace);
        if (!path)
            return refuse(path.error());
        if (!QFileInfo(*path).isFile())
            return refuse({Cause::FileUnreadable, {listed.file, u"not_regular"_s, {}, {}}});
        m_listed.insert(*path);
        RotatedKey key{listed.file, listed.file, {}, listed.rotateBy, {}, false, 0};
        // Any file may be a key; one in a form that we know tells its strength and its own time too.
        if (const auto bytes = readInWorkspace(listed.file, m_workspace, maxBytes))
            for (const KeyFacts &facts : crypto::readKeyFile(*bytes, password).value_or(QList<KeyFacts>()))
                judgeListed(key, facts);
        take(std::move(key));
    }

    /// What the file itself says binds it beside the inventory's line.
    static void judgeListed(RotatedKey &key, const KeyFacts &facts)
    {
        if (key.kind.isEmpty() || facts.isTooSmall())
            key.kind = kindOf(facts);
        key.isTooSmall = key.isTooSmall || facts.isTooSmall();
        if (facts.kind != KeyFacts::Kind::Certificate)
            return;
        key.notAfter = std::min(key.notAfter, facts.notAfter);
        key.notBefore = key.notBefore.isValid() ? std::max(key.notBefore, facts.notBefore) : facts.notBefore;
    }

    void take(RotatedKey key)
    {
        key.daysLeft = wholeDays(m_now, key.notAfter);
        keys.append(std::move(key));
    }

    const domain::RotationOptions &m_options;
    QString m_workspace;
    QDateTime m_now;
    QSet<QString> m_fingerprints; ///< of every certificate
    QSet<QString> m_listed;       ///< resolved
    QList<Undated> m_undated;
};

std::optional<Reason> objectionTo(const QList<RotatedKey> &keys, const domain::Measure &days, const QDateTime &now)
{
    const auto isExpired = [&](const RotatedKey &key) { return key.notAfter < now; };
    const auto isEarly = [&](const RotatedKey &key) { return key.notBefore.isValid() && now < key.notBefore; };
    if (const auto key = std::ranges::find_if(keys, isExpired); key != keys.end())
        return Reason{Cause::KeyExpired, {key->name, formats::formatRfc3339(key->notAfter)}};
    if (const auto key = std::ranges::find_if(keys, isEarly); key != keys.end())
        return Reason{Cause::KeyNotYetValid, {key->name, formats::formatRfc3339(key->notBefore)}};
    if (const auto key = std::ranges::find_if(keys, &RotatedKey::isTooSmall); key != keys.end())
        return Reason{Cause::KeyTooWeak, {key->name, key->kind}};
    if (!days.holds())
        return Reason{Cause::OverLimit, {days.name, keys.first().name}};
    return std::nullopt;
}

/// The soonest key is what the row is about.
void judge(Row &row, const QList<RotatedKey> &keys, int minDays, const QDateTime &now)
{
    const RotatedKey &soonest = keys.first();
    row.source.ref = soonest.file;
    row.measures = {{u"days"_s, static_cast<double>(soonest.daysLeft), domain::Operator::GreaterOrEqual,
                     static_cast<double>(minDays), domain::Unit::Days}};
    const auto objection = objectionTo(keys, row.measures.first(), now);
    row.status = objection ? Status::NoGo : Status::Go;
    row.reason = objection.value_or(Reason{Cause::None, {}});
}

QByteArray lineOf(const RotatedKey &key, int minDays)
{
    const bool isFine = key.daysLeft >= minDays && !key.isTooSmall;
    const QString line = u"%1 %2: %3 days remaining, until %4%5"_s.arg(
        isFine ? u"✓"_s : u"✗"_s, formats::visibleLine(key.name), QString::number(key.daysLeft),
        formats::formatRfc3339(key.notAfter), key.kind.isEmpty() ? QString() : u", "_s + key.kind);
    return line.toUtf8() + '\n';
}

QByteArray outputOf(const Gathering &found, int minDays)
{
    QByteArray output;
    for (const RotatedKey &key : found.keys)
        output += lineOf(key, minDays);
    for (const Reason &reason : found.refusals)
        output += u"✗ %1\n"_s.arg(formats::visibleLine(reason.data.join(u": "_s))).toUtf8();
    if (!found.keys.isEmpty())
        output += u"Shortest: %1 days remaining\n"_s.arg(found.keys.first().daysLeft).toUtf8();
    return output;
}

} // namespace

RotationReport judgeRotation(const domain::RotationOptions &options, const QString &workspace,
                             const crypto::Secret &password, const QDateTime &now)
{
    Gathering found(options, workspace, now);
    found.takeFiles(password);
    if (!options.inventory.isEmpty())
        found.takeInventory(password);
    found.settle();

    RotationReport report{found.keys, {}, outputOf(found, options.minDays)};
    Row &row = report.row;
    row.id = domain::CriterionId::KeyRotation;
    row.status = Status::NoData;
    row.source = {domain::Source::Kind::File, options.files.value(0, options.inventory), {}, std::nullopt};
    if (options.files.isEmpty() && options.inventory.isEmpty())
        row.reason = {Cause::OptionMissing, {u"/criteria/key-rotation/files"_s}};
    else if (!found.refusals.isEmpty())
        row.reason = found.refusals.first();
    else if (found.keys.isEmpty())
        row.reason = {Cause::NoKeys, {}};
    else
        judge(row, found.keys, options.minDays, now);
    if (row.reason.cause != Cause::NoKeys && row.measures.isEmpty())
        row.status = statusOf(row.reason);
    return report;
}

} // namespace cutover::checks
