// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever a service answers around a secret, the secret is not in what is kept of it.
#include "fuzz/fuzz.h"

#include "notify/redaction.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto input = tests::inputOf(data, size);
    const QByteArray url = "https://hooks.example.com/services/T0/secretsecret";
    notify::Redaction redaction;
    redaction.addUrl(QUrl::fromEncoded(url), url);
    constexpr qsizetype kept = 1000;
    const QByteArray text = input.toByteArray() + "secretsecret" + input.toByteArray();
    const QByteArray whole = redaction.applied(text, kept);
    require(whole.size() <= kept && !whole.contains("secretsecret"));
    require(redaction.applied(text.left(kept + redaction.overhang()), kept) == whole);
    return 0;
}
