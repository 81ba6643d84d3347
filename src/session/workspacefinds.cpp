// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/workspacefinds.h"

#include "formats/atomicfile.h"
#include "formats/jsonpointer.h"
#include "formats/strictjson.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestJson = 256 * 1024;
constexpr qint64 largestCertificate = 256 * 1024;

/// Names under which rollout configurations say that promotions go by themselves.
const QStringList &promotionKeys()
{
    static const QStringList keys{u"auto_promotion"_s, u"autoPromotion"_s, u"auto_promote"_s, u"autoPromote"_s};
    return keys;
}

QString promotionKey(const QJsonObject &object)
{
    for (const auto &key : promotionKeys())
        if (object.value(key).isBool())
            return key;
    return {};
}

bool isInventory(const QJsonObject &object)
{
    const auto keys = object.value("keys"_L1).toArray();
    return !keys.isEmpty() && std::ranges::all_of(keys, [](const QJsonValue &key) {
        return key["file"_L1].isString() && key["rotate_by"_L1].isString();
    });
}

QString folderOf(const QString &file)
{
    return file.contains(u'/') ? file.section(u'/', 0, -2) + u'/' : QString();
}

/// A pattern that matches this path alone.
QString escaped(const QString &path)
{
    static const QRegularExpression special(uR"(([*?[\]{},\\]))"_s);
    return QString(path).replace(special, uR"(\\1)"_s);
}

QString suffixOf(const QString &file)
{
    return file.section(u'.', -1);
}

} // namespace

WorkspaceFinds::WorkspaceFinds(const QString &workspace)
    : m_workspace(workspace)
{
    QStringList folders{QString()};
    while (!folders.isEmpty() && !m_isCutOff) {
        const QString folder = folders.takeFirst();
        const QDir dir(u"%1/%2"_s.arg(workspace, folder));
        for (const auto &info : dir.entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
            if (info.isSymLink() || info.fileName() == "node_modules"_L1)
                continue;
            if (info.isDir())
                folders.append(folder + info.fileName() + u'/');
            else if (m_files.size() < mostNames)
                m_files.append(folder + info.fileName());
            else
                m_isCutOff = true;
        }
    }
    m_files.sort();
}

QStringList WorkspaceFinds::certificates() const
{
    const auto patternOf = [](const QString &file) {
        return escaped(folderOf(file)) + "*."_L1 + escaped(suffixOf(file));
    };
    QMap<QString, QStringList> patterns; // pattern → the patterns of the certificates it is for
    for (const auto &file : m_files)
        if (isCertificate(file))
            patterns[patternOf(file)].append(escaped(file));
    QStringList found;
    for (auto it = patterns.cbegin(); it != patterns.cend(); ++it) {
        const auto isMatched = [&it, &patternOf](const QString &file) { return patternOf(file) == it.key(); };
        if (std::ranges::count_if(m_files, isMatched) == it.value().size())
            found.append(it.key());
        else
            found.append(it.value());
    }
    return found;
}

bool WorkspaceFinds::isCertificate(const QString &file) const
{
    const QString suffix = suffixOf(file).toLower();
    if (suffix == "p12"_L1 || suffix == "pfx"_L1 || suffix == "der"_L1)
        return true;
    if (suffix != "pem"_L1 && suffix != "crt"_L1 && suffix != "cer"_L1)
        return false;
    const auto bytes = formats::readBounded(u"%1/%2"_s.arg(m_workspace, file), largestCertificate);
    return bytes && bytes->contains("-----BEGIN CERTIFICATE-----");
}

QString WorkspaceFinds::firstJson(const QString &pattern, bool (*fits)(const QJsonObject &)) const
{
    const QRegularExpression name(pattern, QRegularExpression::CaseInsensitiveOption);
    for (const auto &file : m_files) {
        if (!name.match(file).hasMatch())
            continue;
        const auto bytes = formats::readBounded(u"%1/%2"_s.arg(m_workspace, file), largestJson);
        const auto text = bytes ? formats::parseStrict(*bytes) : formats::parseStrict({});
        if (text && fits(text->root.toObject()))
            return file;
    }
    return {};
}

QString WorkspaceFinds::keyInventory() const
{
    return firstJson(u"(key|rotation|inventory)[^/]*\\.json\\z"_s, isInventory);
}

QString WorkspaceFinds::breakerState() const
{
    return firstJson(u"breaker[^/]*\\.json\\z"_s,
                     [](const QJsonObject &object) { return object.value("state"_L1).isString(); });
}

WorkspaceFinds::PromotionMode WorkspaceFinds::promotionMode() const
{
    const QString file = firstJson(u"(rollout|promotion|canary|deploy)[^/]*(/[^/]*)?\\.json\\z"_s,
                                   [](const QJsonObject &object) { return !promotionKey(object).isEmpty(); });
    if (file.isEmpty())
        return {};
    const auto bytes = formats::readBounded(u"%1/%2"_s.arg(m_workspace, file), largestJson);
    const auto text = bytes ? formats::parseStrict(*bytes) : formats::parseStrict({});
    return {file, text ? formats::pointerTo(QString(), promotionKey(text->root.toObject())) : QString()};
}

} // namespace cutover::session
