// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/scriptview.h"

#include "checks/pool.h"
#include "crypto/digest.h"
#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/outputwindow.h"
#include "models/words.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSyntaxHighlighter>
#include <QTabWidget>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using Kind = models::DiffLine::Kind;
using session::ScriptFile;
using Since = session::ScriptFile::Since;

namespace {

/// The sign at a line's beginning says what it is; the colour only repeats it.
class DifferenceColours : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &line) override
    {
        const auto paint = [&](Tone tone) {
            QTextCharFormat format;
            format.setForeground(theme().ink(tone));
            format.setBackground(theme().tint(tone));
            setFormat(0, static_cast<int>(line.size()), format);
        };
        if (line.startsWith(u'+'))
            paint(Tone::Go);
        else if (line.startsWith(u'\u2212'))
            paint(Tone::Nogo);
        else if (line.startsWith("@@"_L1))
            paint(Tone::Text2);
    }
};

QPlainTextEdit *newReader(const QString &objectName, const QString &name)
{
    auto *text = new QPlainTextEdit;
    text->setObjectName(objectName);
    text->setAccessibleName(name);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(Appearance::instance().monoFont(12));
    return text;
}

QString when(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"d MMM yyyy HH:mm"_s) + u" UTC"_s;
}

QString written(const QList<models::DiffLine> &lines)
{
    QStringList text;
    for (const auto &line : lines) {
        const QString words = models::visibleText(line.text);
        const QString sign = line.kind == Kind::Removed ? u"\u2212 "_s : line.kind == Kind::Added ? u"+ "_s : u"  "_s;
        text.append(line.kind == Kind::Gap ? words : sign + words);
    }
    return foldedText(text.join(u'\n'));
}

} // namespace

ScriptView::ScriptView(session::Session &session, domain::CriterionId id, Tab tab, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_id(id)
    , m_sentence(textLabel({}, 13, Tone::Text))
    , m_list(new QListWidget)
    , m_tabs(new QTabWidget)
    , m_difference(newReader(u"differencePlainTextEdit"_s, tr("Difference, line by line")))
    , m_text(newReader(u"scriptPlainTextEdit"_s, tr("The file as it is now")))
{
    setObjectName(u"scriptView"_s);
    setWindowTitle(tr("What runs: %1").arg(domain::criterion(id).title));
    setModal(false);
    resize(px(900), px(600));
    build();
    m_tabs->setCurrentIndex(static_cast<int>(tab));
    say(tr("Reading…"));
    m_session.scriptFiles(id, this, [this](const session::Result<QList<ScriptFile>> &files) { take(files); });
}

void ScriptView::build()
{
    m_sentence->setObjectName(u"scriptSentenceLabel"_s);
    m_list->setObjectName(u"scriptFilesList"_s);
    m_list->setAccessibleName(tr("Files that the check runs"));
    m_list->setFixedWidth(px(280));
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_tabs->setObjectName(u"scriptTabs"_s);
    m_tabs->addTab(m_difference, tr("&Difference"));
    m_tabs->addTab(m_text, tr("&File"));
    new DifferenceColours(m_difference->document());
    auto *close = newButton(u"closeScriptButton"_s, tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentRowChanged, this, &ScriptView::showFile);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(px(12));
    middle->addWidget(m_list);
    middle->addWidget(m_tabs, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    column->setSpacing(px(12));
    column->addWidget(m_sentence);
    column->addLayout(middle, 1);
    column->addLayout(buttons);
}

void ScriptView::say(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setAccessibleName(sentence);
}

void ScriptView::take(const session::Result<QList<ScriptFile>> &files)
{
    if (files)
        m_files = *files;
    m_list->setVisible(!m_files.isEmpty());
    m_tabs->setVisible(!m_files.isEmpty());
    if (!files)
        return say(models::failureText(files.error()));
    if (m_files.isEmpty()) {
        const auto &source = m_session.view().rows[static_cast<std::size_t>(m_id)].source;
        const QString place = source.pointer.isEmpty() ? source.ref : source.ref + u", "_s + source.pointer;
        return say(
            place.isEmpty()
                ? tr("No file of the workspace is run for this row.")
                : tr("No file of the workspace is run for this row. It looks at %1.").arg(models::oneLine(place)));
    }
    for (const auto &file : std::as_const(m_files)) {
        const QString state = file.since == Since::Nothing ? tr("not bound yet")
                              : !file.now                  ? tr("missing")
                              : file.isChanged()           ? tr("changed")
                                                           : tr("unchanged");
        m_list->addItem(u"%1\n%2"_s.arg(models::oneLine(file.path), state));
    }
    const auto changed = std::ranges::find_if(m_files, &ScriptFile::isChanged);
    m_list->setCurrentRow(changed == m_files.end() ? 0 : static_cast<int>(changed - m_files.begin()));
    m_list->setFocus();
}

void ScriptView::showFile(int index)
{
    if (index < 0 || index >= m_files.size())
        return;
    m_shown = index;
    const auto &file = m_files.at(index);
    m_text->setPlainText(file.now ? foldedText(models::visibleText(QString::fromUtf8(*file.now))) : QString());
    m_text->setPlaceholderText(tr("%1 is not there, or cannot be read.").arg(file.path));
    compare(file);
}

void ScriptView::compare(const ScriptFile &file)
{
    m_difference->clear();
    const QString path = models::oneLine(m_session.view().workspace + u'/' + file.path);
    if (file.since == Since::Nothing) {
        say(tr("%1: no rehearsal and no signed decision has bound it yet. Rehearse, and what changes from then on is "
               "shown here.")
                .arg(path));
        return m_difference->setPlaceholderText(tr("No rehearsal yet."));
    }
    const QString since = file.since == Since::Rehearsal ? tr("the rehearsal of %1").arg(when(file.at))
                                                         : tr("the decision of %1").arg(when(file.at));
    const QString then = QString::fromLatin1(file.thenSha256.toHex());
    if (!file.isChanged()) {
        say(tr("%1: unchanged since %2 (sha256 %3 …).").arg(path, since, models::fingerprintText(then, 2)));
        return m_difference->setPlaceholderText(tr("Nothing changed since %1.").arg(since));
    }
    const QString now = file.now ? QString::fromLatin1(crypto::sha256(*file.now).toHex()) : QString();
    say(tr("%1: changed since %2, sha256 %3 … then, %4 now.")
            .arg(path, since, models::fingerprintText(then, 2),
                 now.isEmpty() ? tr("missing") : models::fingerprintText(now, 2) + u" …"_s));
    if (!file.then)
        return m_difference->setPlaceholderText(
            tr("Only its digest was kept then, not its text: what changed cannot be shown."));
    m_difference->setPlaceholderText(tr("Comparing…"));
    const auto diff = [before = *file.then, after = file.now.value_or(QByteArray())] {
        return models::lineDiff(QString::fromUtf8(before), QString::fromUtf8(after));
    };
    checks::onPool(this, diff, [this, index = m_shown](const std::optional<QList<models::DiffLine>> &lines) {
        if (index == m_shown)
            showDifference(lines);
    });
}

void ScriptView::showDifference(const std::optional<QList<models::DiffLine>> &lines)
{
    if (!lines)
        return m_difference->setPlaceholderText(
            tr("More than %1 lines changed; compare the files with another program.").arg(models::mostDiffLines));
    if (lines->isEmpty())
        return m_difference->setPlaceholderText(tr("The bytes differ, the text does not."));
    m_difference->setPlainText(written(*lines));
}

} // namespace cutover::gui
