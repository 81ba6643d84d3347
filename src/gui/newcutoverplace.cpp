// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/newcutoverplace.h"

#include <QFileInfo>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using Folder = NewCutoverPlace::Folder;

namespace {

Folder folderAt(const QString &path)
{
    if (path.isEmpty())
        return Folder::Unnamed;
    const QFileInfo info(path);
    if (!info.exists())
        return Folder::Missing;
    if (!info.isDir())
        return Folder::NotFolder;
    const QFileInfo profile(path + u"/cutover.json"_s);
    if (profile.exists() || profile.isSymLink()) // a link to nowhere is not written through either
        return Folder::HasProfile;
    return info.isWritable() ? Folder::Free : Folder::NotWritable;
}

} // namespace

NewCutoverPlace lookAtPlace(const QString &folder, const QString &checklist)
{
    NewCutoverPlace place;
    place.folder = folderAt(folder);
    if (!checklist.isEmpty())
        place.checklist = session::readChecklistFile(checklist);
    return place;
}

NewCutoverFinds findAtPlace(const session::DraftRequest &request)
{
    NewCutoverFinds finds;
    finds.draft = session::draftProfile(request);
    finds.objection = session::objectionTo(finds.draft.profile);
    return finds;
}

} // namespace cutover::gui
