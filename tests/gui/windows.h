// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/appearance.h"
#include "keychain/osstore.h"

#include <QApplication>
#include <QTest>
#include <QWidget>

namespace cutover::gui::test {

/// The one of that name that is shown: several pages may have it. Null where none is.
template <typename Widget>
[[nodiscard]] Widget *visible(const QWidget &window, const QString &name)
{
    for (auto *found : window.findChildren<Widget *>(name))
        if (found->isVisible())
            return found;
    return nullptr;
}

/// The main of a test that uses windows over the real keychain, with settings of its own; in the dark scheme where
/// CUTOVER_SHOTS, the folder of its pictures, is named so.
template <typename Test>
int runWindowTest(const QString &name, int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QCoreApplication::setOrganizationName(QStringLiteral("cutover"));
    QCoreApplication::setApplicationName(name);
    const QApplication application(argc, argv);
    Appearance::instance().apply();
    if (qEnvironmentVariable("CUTOVER_SHOTS").contains(QStringLiteral("dark")))
        Appearance::instance().setScheme(ColourScheme::Dark);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace cutover::gui::test
