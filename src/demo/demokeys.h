// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/privatekey.h"
#include "demo/demoerror.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::demo {

/// The demo's two signing keys, for policies and for evidence. No decision is ever signed with them.
class DemoKeys
{
public:
    /// What opens the private halves; everybody may know it, since they are worth nothing.
    static constexpr char passphrase[] = "demo only, never trust";

    [[nodiscard]] static tl::expected<DemoKeys, DemoError> generate();

    [[nodiscard]] const crypto::PrivateKey &policy() const { return m_policy; }
    [[nodiscard]] const crypto::PrivateKey &evidence() const { return m_evidence; }

private:
    DemoKeys(crypto::PrivateKey policy, crypto::PrivateKey evidence);

    crypto::PrivateKey m_policy;
    crypto::PrivateKey m_evidence;
};

/// A private half as .demo-keys/ holds it: said to be for the demo only, and encrypted with the public passphrase.
[[nodiscard]] tl::expected<QByteArray, DemoError> privatePem(const crypto::PrivateKey &key);

/// A signature in base64 with a line end, as `openssl dgst -sha256 -sign` and base64 make it.
[[nodiscard]] tl::expected<QByteArray, DemoError> detachedSignature(const crypto::PrivateKey &key,
                                                                    const QByteArray &bytes);

/// The certificate (PEM) of a service, for the rotation check alone: its key is thrown away.
[[nodiscard]] tl::expected<QByteArray, DemoError> serviceCertificate(const QString &name, const QDateTime &from,
                                                                     qint64 days);

} // namespace cutover::demo
