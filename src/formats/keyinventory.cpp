// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/keyinventory.h"

#include "formats/fieldreader.h"

namespace cutover::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr JsonLimits fileLimits{1024 * 1024, 32};

QList<ListedKey> keysOf(ErrorList &errors, const QJsonValue &root)
{
    if (!root.isObject()) {
        errors.add(DocumentError::Code::WrongType, {}, {u"object"_s, typeName(root)});
        return {};
    }
    FieldReader reader(&errors, root.toObject(), {});
    auto listed = reader.require({u"keys"_s}).children(u"keys"_s);
    QList<ListedKey> keys;
    for (FieldReader &key : listed.value_or(QList<FieldReader>())) {
        key.require({u"file"_s, u"rotate_by"_s});
        keys.append({key.word(u"file"_s).value_or(QString()), key.time(u"rotate_by"_s).value_or(QDateTime())});
    }
    return keys;
}

} // namespace

tl::expected<QList<ListedKey>, DocumentErrors> readKeyInventory(QByteArrayView bytes, const QString &file)
{
    const auto text = parseStrict(bytes, fileLimits);
    if (!text)
        return tl::unexpected(DocumentErrors{documentError(text.error(), file)});
    ErrorList errors(&*text, file);
    const auto keys = keysOf(errors, text->root);
    if (!errors.isEmpty())
        return tl::unexpected(errors.inOrder());
    return keys;
}

} // namespace cutover::formats
