// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/schemas.h"

#include <QFile>

// Resources of a static library are linked only if somebody asks for them, and the macro needs the global namespace.
static void initialiseSchemas()
{
    Q_INIT_RESOURCE(schema);
}

namespace cutover::formats {

using namespace Qt::StringLiterals;

const QStringList &schemaNames()
{
    static const QStringList names{u"cutover"_s, u"evidence"_s, u"baselines"_s, u"signers"_s, u"key-inventory"_s};
    return names;
}

QByteArray schemaBytes(const QString &name)
{
    initialiseSchemas();
    QFile file(u":/schema/%1.schema.json"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace cutover::formats
