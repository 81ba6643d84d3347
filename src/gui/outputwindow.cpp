// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/outputwindow.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "models/words.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

QString plainText(const QByteArray &output)
{
    static const QRegularExpression escapes(u"\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[@-_])"_s);
    static const QRegularExpression controls(u"[\\x00-\\x08\\x0b-\\x1f\\x7f]"_s);
    QString text = QString::fromUtf8(output);
    text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    return text.remove(escapes).remove(controls);
}

QString foldedText(const QString &text)
{
    constexpr qsizetype longestLine = 1000;
    QString folded;
    folded.reserve(text.size() + text.size() / longestLine);
    qsizetype length = 0;
    for (const QChar next : text) {
        if (length >= longestLine && next != u'\n' && !next.isLowSurrogate()) {
            folded.append(u'\n');
            length = 0;
        }
        folded.append(next);
        length = next == u'\n' ? 0 : length + 1;
    }
    return folded;
}

OutputWindow::OutputWindow(const QString &title, const QString &text, const QByteArray &sha256, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"outputWindow"_s);
    setWindowTitle(tr("Output: %1").arg(title));
    setModal(false);
    resize(px(820), px(560));
    auto *output = new QPlainTextEdit(foldedText(text));
    output->setObjectName(u"fullOutputPlainTextEdit"_s);
    output->setAccessibleName(tr("Whole output of %1").arg(title));
    output->setReadOnly(true);
    output->setFont(Appearance::instance().monoFont(12));
    auto *copy = new QPushButton(tr("Copy"));
    copy->setObjectName(u"copyOutputButton"_s);
    copy->setAutoDefault(false);
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(u"closeOutputButton"_s);
    close->setDefault(true);
    connect(copy, &QPushButton::clicked, this, [text] { QApplication::clipboard()->setText(text); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    auto *digest =
        textLabel(tr("Raw output, sha256 %1").arg(models::fingerprintText(QString::fromLatin1(sha256.toHex()), 16)), 12,
                  Tone::Text2);
    digest->setObjectName(u"outputDigestLabel"_s);
    digest->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(digest);
    column->addWidget(output, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(copy);
    buttons->addWidget(close);
    column->addLayout(buttons);
}

} // namespace cutover::gui
