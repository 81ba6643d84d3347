// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/detachedsignature.h"

#include "formats/dsse.h"

#include <algorithm>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using Code = DetachedJudgement::Code;
using crypto::CryptoError;

namespace {

constexpr int bitsOfByte = 8;

/// A key that is refused for its size cannot be asked; an RSA signature is as long as its key.
const FolderKey *weakMaker(QByteArrayView signature, const QList<FolderKey> &keys)
{
    const auto found = std::ranges::find_if(keys, [&](const FolderKey &at) {
        return !at.key && at.key.error().code == CryptoError::Code::WeakKey &&
               at.key.error().detail.toLongLong() == signature.size() * bitsOfByte;
    });
    return found == keys.end() ? nullptr : &*found;
}

DetachedJudgement judge(QByteArrayView bytes, QByteArrayView signature, const QList<FolderKey> &keys,
                        const QStringList &trusted)
{
    DetachedJudgement best;
    bool isAtHand = false;
    for (const FolderKey &at : keys) {
        if (!at.key)
            continue;
        const QString fingerprint = at.key->fingerprint();
        const bool isTrusted = trusted.contains(fingerprint);
        isAtHand = isAtHand || isTrusted;
        if (at.key->verify(bytes, signature)) {
            best = {isTrusted ? Code::Valid : Code::Untrusted, fingerprint, {}, {}};
            if (isTrusted)
                return best;
        } else if (best.code == Code::Invalid && isTrusted && at.key->verifyRawEcdsa(bytes, signature)) {
            best = {Code::Raw, fingerprint, {}, {}};
        }
    }
    if (best.code != Code::Invalid)
        return best;
    if (const FolderKey *weak = weakMaker(signature, keys))
        return {Code::WeakKey, {}, weak->file, u"RSA "_s + weak->key.error().detail};
    best.code = isAtHand ? Code::Invalid : Code::NoKey;
    return best;
}

} // namespace

QString codeName(Code code)
{
    switch (code) {
    case Code::Valid:
        return u"valid"_s;
    case Code::Malformed:
        return u"signature_malformed"_s;
    case Code::Raw:
        return u"signature_is_raw_not_der"_s;
    case Code::Untrusted:
        return u"key_not_trusted"_s;
    case Code::WeakKey:
        return u"key_too_weak"_s;
    case Code::NoKey:
        return u"no_trusted_key_at_hand"_s;
    case Code::Invalid:
        return u"signature_invalid"_s;
    }
    return {};
}

std::optional<QByteArray> readDetached(QByteArrayView text)
{
    QByteArray joined = text.toByteArray();
    joined.replace("\r\n", "").replace('\n', "");
    auto signature = formats::decodeBase64(joined);
    return signature && !signature->isEmpty() ? signature : std::nullopt;
}

DetachedJudgement judgeDetached(QByteArrayView bytes, QByteArrayView signatureText, const QList<FolderKey> &keys,
                                const QStringList &trusted)
{
    const auto signature = readDetached(signatureText);
    if (!signature)
        return {Code::Malformed, {}, {}, {}};
    return judge(bytes, *signature, keys, trusted);
}

} // namespace cutover::checks
