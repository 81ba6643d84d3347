// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/person.h"

#include <QSet>

namespace cutover::domain {

QString personOf(const SignersList &list, const QString &fingerprint)
{
    const auto *signer = list.find(fingerprint);
    const QString name =
        signer ? signer->name.normalized(QString::NormalizationForm_KC).simplified().toCaseFolded() : QString();
    return name.isEmpty() ? fingerprint : name;
}

qsizetype peopleAmong(const SignersList &list, const QStringList &keys)
{
    QSet<QString> people;
    for (const auto &key : keys)
        people.insert(personOf(list, key));
    return people.size();
}

} // namespace cutover::domain
