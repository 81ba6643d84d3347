// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fonts.h"

#include <QDir>
#include <QFontDatabase>

#include <algorithm>

// Q_INIT_RESOURCE must stand outside of namespaces; a static library's resources are linked only if asked for.
static void initFonts()
{
    Q_INIT_RESOURCE(fonts);
}

namespace cutover::models {

using namespace Qt::StringLiterals;

bool loadFonts()
{
    static const bool loaded = [] {
        initFonts();
        const QDir folder(u":/fonts"_s);
        const QStringList files = folder.entryList({u"*.otf"_s, u"*.ttf"_s});
        return !files.isEmpty() && std::ranges::all_of(files, [&folder](const QString &file) {
            return QFontDatabase::addApplicationFont(folder.filePath(file)) >= 0;
        });
    }();
    return loaded;
}

} // namespace cutover::models
