// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/profilewriter.h"

#include "formats/profilereader.h"

#include <QJsonDocument>
#include <nlohmann/json.hpp>

namespace cutover::formats {

namespace {

/// The members that `order` names, in that order.
nlohmann::ordered_json ordered(const QJsonObject &object, const QStringList &order)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const auto &key : order) {
        if (!object.contains(key))
            continue;
        const auto value = object.value(key);
        const QByteArray text = QJsonDocument(QJsonObject{{key, value}}).toJson(QJsonDocument::Compact);
        json.update(nlohmann::ordered_json::parse(text.begin(), text.end()));
    }
    return json;
}

} // namespace

QByteArray profileText(const QJsonObject &profile)
{
    auto json = ordered(profile, profileKeys().value(QString()));
    const QString criteria = QStringLiteral("criteria");
    if (profile.contains(criteria))
        json["criteria"] = ordered(profile.value(criteria).toObject(), profileKeys().value(criteria));
    return QByteArray::fromStdString(json.dump(2)) + '\n';
}

} // namespace cutover::formats
