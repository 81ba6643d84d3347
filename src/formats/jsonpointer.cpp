// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/jsonpointer.h"

#include <QJsonArray>
#include <algorithm>
#include <numeric>
#include <vector>

namespace cutover::formats {

using namespace Qt::StringLiterals;

namespace {

QString unescaped(QString token)
{
    return token.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
}

std::optional<qsizetype> arrayIndex(const QString &token)
{
    const bool digits =
        !token.isEmpty() && std::all_of(token.cbegin(), token.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits || (token.size() > 1 && token.startsWith(u'0')))
        return std::nullopt;
    bool fits = false;
    const int index = token.toInt(&fits);
    return fits ? std::optional<qsizetype>(index) : std::nullopt;
}

std::optional<QJsonValue> child(const QJsonValue &parent, const QString &token)
{
    if (parent.isObject()) {
        const QJsonObject object = parent.toObject();
        const auto found = object.constFind(token);
        return found == object.constEnd() ? std::nullopt : std::optional<QJsonValue>(found.value());
    }
    const auto index = arrayIndex(token);
    if (!parent.isArray() || !index || *index >= parent.toArray().size())
        return std::nullopt;
    return parent.toArray().at(*index);
}

qsizetype editDistance(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype above = row[size_t(j)];
            const qsizetype change = diagonal + (a[i - 1].toLower() == b[j - 1].toLower() ? 0 : 1);
            row[size_t(j)] = std::min({above + 1, row[size_t(j) - 1] + 1, change});
            diagonal = above;
        }
    }
    return row.back();
}

} // namespace

QString pointerTo(const QString &parent, const QString &token)
{
    QString escaped = token;
    escaped.replace("~"_L1, "~0"_L1).replace("/"_L1, "~1"_L1);
    return parent + u'/' + escaped;
}

QString pointerTo(const QString &parent, qsizetype index)
{
    return parent + u'/' + QString::number(index);
}

bool isPointer(const QString &pointer)
{
    if (pointer.isEmpty())
        return true;
    if (!pointer.startsWith(u'/'))
        return false;
    for (qsizetype at = pointer.indexOf(u'~'); at >= 0; at = pointer.indexOf(u'~', at + 1)) {
        const QStringView rest = QStringView(pointer).mid(at + 1, 1);
        if (rest != u"0" && rest != u"1")
            return false;
    }
    return true;
}

std::optional<QJsonValue> resolvePointer(const QJsonValue &root, const QString &pointer)
{
    if (!isPointer(pointer))
        return std::nullopt;
    QJsonValue value = root;
    const QStringList tokens = pointer.isEmpty() ? QStringList() : pointer.mid(1).split(u'/');
    for (const QString &token : tokens) {
        const auto next = child(value, unescaped(token));
        if (!next)
            return std::nullopt;
        value = *next;
    }
    return value;
}

QString nearestKey(const QString &typed, const QStringList &known)
{
    constexpr qsizetype longestTyped = 128;
    if (typed.size() > longestTyped)
        return {};
    QString nearest;
    qsizetype best = std::max<qsizetype>(2, typed.size() / 3) + 1;
    for (const QString &key : known) {
        const qsizetype distance = editDistance(typed, key);
        if (distance < best && distance < key.size()) {
            best = distance;
            nearest = key;
        }
    }
    return nearest;
}

} // namespace cutover::formats
