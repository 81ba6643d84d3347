// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/recents.h"

#include <QSettings>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype s_most = 8;
const QString s_array = u"recents"_s;

void store(const QList<RecentWorkspace> &all)
{
    QSettings settings;
    settings.beginWriteArray(s_array, static_cast<int>(all.size()));
    for (int i = 0; i < all.size(); ++i) {
        settings.setArrayIndex(i);
        settings.setValue(u"path"_s, all[i].path);
        settings.setValue(u"name"_s, all[i].name);
        settings.setValue(u"line"_s, all[i].line);
        settings.setValue(u"verdict"_s, all[i].verdict);
        settings.setValue(u"judged_at"_s, all[i].judgedAt);
    }
    settings.endArray();
}

QList<RecentWorkspace> without(const QString &path)
{
    auto all = recentWorkspaces();
    all.removeIf([&path](const RecentWorkspace &one) { return one.path == path; });
    return all;
}

} // namespace

QList<RecentWorkspace> recentWorkspaces()
{
    QSettings settings;
    QList<RecentWorkspace> all;
    const int count = settings.beginReadArray(s_array);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        all.append({settings.value(u"path"_s).toString(), settings.value(u"name"_s).toString(),
                    settings.value(u"line"_s).toString(), settings.value(u"verdict"_s).toString(),
                    settings.value(u"judged_at"_s).toDateTime()});
    }
    settings.endArray();
    return all;
}

void rememberWorkspace(const RecentWorkspace &workspace)
{
    auto all = without(workspace.path);
    all.prepend(workspace);
    all.resize(std::min(all.size(), s_most));
    store(all);
}

void forgetWorkspace(const QString &path)
{
    store(without(path));
}

} // namespace cutover::gui
