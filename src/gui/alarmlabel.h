// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/elidedlabel.h"

namespace cutover::gui {

/// An alarm's words. To screen readers it is an alert: read out when it comes or becomes another, and not each time
/// that the same is set again.
class AlarmLabel : public ElidedLabel
{
    Q_OBJECT

public:
    explicit AlarmLabel(QWidget *parent = nullptr);

    void setAlarm(const QString &words);
};

} // namespace cutover::gui
