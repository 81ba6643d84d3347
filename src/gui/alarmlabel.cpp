// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/alarmlabel.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

QAccessibleInterface *newInterface(const QString &className, QObject *object)
{
    auto *label = className == "cutover::gui::AlarmLabel"_L1 ? qobject_cast<QWidget *>(object) : nullptr;
    return label ? new QAccessibleWidget(label, QAccessible::AlertMessage) : nullptr;
}

} // namespace

AlarmLabel::AlarmLabel(QWidget *parent)
    : ElidedLabel({}, 13, Tone::OnAlarm, QFont::DemiBold, parent)
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(newInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

void AlarmLabel::setAlarm(const QString &words)
{
    const bool isOther = words != text();
    setText(words);
    setVisible(!words.isEmpty());
    if (!isOther || words.isEmpty())
        return;
    setAccessibleName(words);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace cutover::gui
