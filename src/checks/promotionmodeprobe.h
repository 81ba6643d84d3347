// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "domain/profile.h"

namespace cutover::checks {

/// The bytes of the rollout's configuration: Go if the value at the pointer equals the one that means «off», type and
/// all, or if a whole line (escape sequences and outer blanks removed) equals the status line and none says something
/// else of the same: a file of «Status: …» lines must not be read by the one that pleases. The same is what stands
/// before the first «:» or «=», else all words but the last; of one word, every other line contradicts. Pure.
[[nodiscard]] domain::Row judgePromotionMode(const QByteArray &bytes, const domain::PromotionModeOptions &options);

/// «Manual promotion enforced»: auto-promotion is off, by a file of the workspace of at most 1 MiB. The raw output is
/// the file.
class PromotionModeProbe : public CheckJob
{
    Q_OBJECT

public:
    PromotionModeProbe(domain::PromotionModeOptions options, QString workspace, Clock now, QObject *parent = nullptr);

protected:
    void run() override;

private:
    domain::PromotionModeOptions m_options;
    QString m_workspace;
};

} // namespace cutover::checks
