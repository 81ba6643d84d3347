// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verifysight.h"

#include <QFileDialog>
#include <QWidget>

class QComboBox;
class QFormLayout;
class QPushButton;
class QTreeWidget;

namespace cutover::gui {

class Card;
class ElidedLabel;
class SentenceList;
class ShapeMark;

/// Judges a file that somebody handed over: opened or dropped; a folder is judged as a bundle. Needs no workspace, no
/// key and no network. Is it intact, and do we trust who signed it: two answers side by side, and apart from both what
/// the file says and what was leaned on. Judging runs on the thread pool; the newest file asked for is shown.
class VerifyWindow : public QWidget
{
    Q_OBJECT

public:
    explicit VerifyWindow(session::VerifyTrust trust, QWidget *parent = nullptr);

    void verify(const QString &path);
    /// Before a file is chosen: says what to do, and asks for one.
    void chooseFile();
    [[nodiscard]] bool isJudging() const { return m_isJudging; }

Q_SIGNALS:
    void done();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    struct Judged
    {
        QList<session::FileFinding> findings;
        QList<session::UsedTrust> trust;
        qint64 tookMs = 0;
    };

    [[nodiscard]] QWidget *newHead();
    [[nodiscard]] QWidget *newMiddle();
    [[nodiscard]] QWidget *newSide();
    void take(const Judged &judged);
    void showFinding(const session::FileFinding &finding);
    void showSignatures(const QList<models::VerifySight::Signature> &signatures);
    void setHead(models::VerifySight::Mark mark, const QString &verdict, const QString &headline, const QString &meta);
    [[nodiscard]] QFileDialog *newDialog(const QString &title, QFileDialog::FileMode mode);
    void chooseFolder();
    void chooseTrust();
    void saveReport();

    session::VerifyTrust m_trust;
    QString m_path;
    Judged m_judged;
    int m_asked = 0;
    bool m_isJudging = false;

    ShapeMark *m_mark = nullptr;
    ElidedLabel *m_verdict = nullptr;
    ElidedLabel *m_headline = nullptr;
    ElidedLabel *m_meta = nullptr;
    QComboBox *m_members = nullptr; ///< of a bundle
    QPushButton *m_save = nullptr;
    SentenceList *m_intact = nullptr;
    SentenceList *m_trusted = nullptr;
    QTreeWidget *m_signatures = nullptr;
    ElidedLabel *m_toDo = nullptr;
    Card *m_says = nullptr;
    QFormLayout *m_saysForm = nullptr;
    QFormLayout *m_trustForm = nullptr;
};

} // namespace cutover::gui
