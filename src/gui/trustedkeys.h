// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"

#include <QList>
#include <QWidget>

class QCheckBox;
class QVBoxLayout;

namespace cutover::gui {

/// The public keys that lie in the workspace's two key folders, for whoever founds the list of signers to say which of
/// them are trusted: for policies, and for the evidence. None is ticked: a key comes with the files, trust by comparing
/// its fingerprint. Reads on the thread pool; hidden while there are none.
class TrustedKeys : public QWidget
{
    Q_OBJECT

public:
    TrustedKeys(const QString &workspace, const domain::Profile &profile, QWidget *parent = nullptr);

    /// Absolute paths of what is ticked.
    [[nodiscard]] QStringList policyFiles() const { return ticked(Use::Policies); }
    [[nodiscard]] QStringList evidenceFiles() const { return ticked(Use::Evidence); }

Q_SIGNALS:
    /// The keys are there: the widget asks for another height.
    void filled();

private:
    enum class Use { Policies, Evidence };
    struct Found
    {
        Use use = Use::Policies;
        QString file; ///< below the workspace
        QString fingerprint;
    };
    struct Line
    {
        Use use = Use::Policies;
        QString path;
        QCheckBox *box = nullptr;
    };
    [[nodiscard]] static QList<Found> lookFor(const QString &workspace, const QString &policyFolder);
    void fill(const QList<Found> &keys);
    [[nodiscard]] QStringList ticked(Use use) const;

    QString m_workspace;
    QList<Line> m_lines;
    QVBoxLayout *m_column;
};

} // namespace cutover::gui
