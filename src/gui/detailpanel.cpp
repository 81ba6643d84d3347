// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/detailpanel.h"

#include "checks/pool.h"
#include "crypto/digest.h"
#include "gui/appearance.h"
#include "gui/earlierruns.h"
#include "gui/elidedlabel.h"
#include "gui/measurelist.h"
#include "gui/outputwindow.h"
#include "gui/scriptview.h"
#include "gui/statusbadge.h"
#include "models/words.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::Status;

namespace {

constexpr qsizetype s_shownOutput = 64 * 1024; // the last of it; the whole is one press away

QString grouped(const QByteArray &digest)
{
    const QString hex = QString::fromLatin1(digest.toHex());
    return u"%1 %2 … %3"_s.arg(hex.left(4), hex.mid(4, 4), hex.right(4));
}

/// Asks for no more than its least height, so that it never makes the column scroll; takes what room there is.
class OutputBox : public QPlainTextEdit
{
public:
    [[nodiscard]] QSize sizeHint() const override { return {QPlainTextEdit::sizeHint().width(), minimumHeight()}; }
};

QString plainOutput(const QByteArray &bytes)
{
    return foldedText(plainText(bytes.right(s_shownOutput)));
}

} // namespace

DetailPanel::DetailPanel(session::Session &session, QWidget *parent)
    : Card({}, parent)
    , m_session(session)
    , m_badge(new StatusBadge)
    , m_sentence(textLabel({}, 13, Tone::Text))
    , m_measures(new MeasureList)
    , m_facts(new QGridLayout)
    , m_links(new QGridLayout)
    , m_buttons(new QHBoxLayout)
    , m_output(new OutputBox)
    , m_earlier(new EarlierRuns(session))
    , m_answer(textLabel({}, 12.5, Tone::Nogo))
    , m_again(newButton(u"runAgainButton"_s, tr("Run again")))
    , m_rehearse(newButton(u"rehearseRowButton"_s, tr("Rehearse…")))
    , m_full(newButton(u"fullOutputButton"_s, tr("Open output…")))
    , m_script(newButton(u"openScriptButton"_s, tr("Open script…")))
    , m_difference(newButton(u"differenceButton"_s, tr("Difference since the rehearsal…")))
    , m_copy(newButton(u"copyRowButton"_s, tr("Copy")))
    , m_back(newButton(u"backButton"_s, tr("Back")))
{
    setObjectName(u"detailPanel"_s);
    m_badge->setObjectName(u"detailStatusBadge"_s);
    m_sentence->setObjectName(u"detailSentenceLabel"_s);
    m_output->setObjectName(u"outputPlainTextEdit"_s);
    build();
    connect(&session, &session::Session::changed, this, &DetailPanel::refresh);
    connect(&session, &session::Session::outputReceived, this, [this](CriterionId id) {
        if (id == m_id)
            refreshOutput();
    });
    connect(m_again, &QPushButton::clicked, this, &DetailPanel::runAgain);
    connect(m_rehearse, &QPushButton::clicked, this, &DetailPanel::rehearsePressed);
    connect(m_full, &QPushButton::clicked, this, &DetailPanel::openOutput);
    connect(m_script, &QPushButton::clicked, this, &DetailPanel::openScript);
    connect(m_difference, &QPushButton::clicked, this, &DetailPanel::openDifference);
    connect(m_back, &QPushButton::clicked, this, &DetailPanel::backPressed);
    connect(m_copy, &QPushButton::clicked, this, &DetailPanel::copyRow);
    showRow(m_id);
}

void DetailPanel::build()
{
    addTitleWidget(m_badge);
    addTitleWidget(m_back);
    setLook(m_back, ButtonLook::Link);
    m_back->setToolTip(tr("Back to the rollout (Esc)"));
    m_back->setAccessibleName(tr("Back to the rollout"));
    m_back->hide();
    m_output->setReadOnly(true);
    m_output->setAccessibleName(tr("Output"));
    m_output->setFont(Appearance::instance().monoFont(11));
    m_output->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_output->setMinimumHeight(px(72));
    m_output->setTabChangesFocus(true);
    m_facts->setHorizontalSpacing(px(12));
    m_facts->setVerticalSpacing(px(4));
    m_facts->setColumnStretch(1, 1);
    m_command = addFact(tr("Command"));
    m_commandName = qobject_cast<ElidedLabel *>(m_facts->itemAtPosition(0, 0)->widget());
    m_command->setFont(Appearance::instance().monoFont(11.5));
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(m_script, ButtonLook::Link);
    setLook(m_difference, ButtonLook::Link);
    m_links->setHorizontalSpacing(px(16));
    m_links->setVerticalSpacing(0);
    m_links->setColumnStretch(2, 1);
    m_judged = addFact(tr("Judged"));
    m_result = addFact(tr("Result"));
    m_measured = addFact(tr("Age"));
    m_digest = addFact(tr("Output"));
    m_note = addFact(tr("Note"));
    m_noteName = qobject_cast<ElidedLabel *>(m_facts->itemAtPosition(5, 0)->widget());

    setLook(m_copy, ButtonLook::Link);
    m_buttons->setSpacing(px(8));
    m_buttons->addWidget(m_again);
    m_buttons->addWidget(m_rehearse);
    m_buttons->addStretch(1);
    m_buttons->addWidget(m_copy);
    placeLinks();

    m_answer->setVisible(false);
    body()->addWidget(m_sentence);
    body()->addWidget(m_measures);
    body()->addLayout(m_facts);
    body()->addLayout(m_links);
    body()->addWidget(m_output, 1);
    body()->addStretch(0);
    body()->addWidget(m_earlier);
    body()->addWidget(m_answer);
    body()->addLayout(m_buttons);
}

ElidedLabel *DetailPanel::addFact(const QString &name)
{
    const int row = m_facts->count() / 2;
    auto *label = new ElidedLabel(name, 12, Tone::Text2);
    auto *value = textLabel({}, 12.5, Tone::Text);
    label->setFixedWidth(px(68));
    m_facts->addWidget(label, row, 0, Qt::AlignTop);
    m_facts->addWidget(value, row, 1);
    return value;
}

void DetailPanel::setCompact(bool compact)
{
    m_compact = compact;
    m_measures->setCompact(compact);
    placeLinks();
    refresh();
    refreshOutput();
    m_earlier->setWanted(!compact);
}

/// A narrow card has no room for a third button, which becomes a link there, nor for all links in a row.
void DetailPanel::placeLinks()
{
    for (QPushButton *link : {m_full, m_script, m_difference})
        m_links->removeWidget(link);
    setLook(m_full, m_compact ? ButtonLook::Link : ButtonLook::Plain);
    if (m_compact)
        m_links->addWidget(m_full, 0, 0, Qt::AlignLeft);
    else
        m_buttons->insertWidget(m_buttons->indexOf(m_rehearse) + 1, m_full);
    m_links->addWidget(m_script, 0, m_compact ? 1 : 0, Qt::AlignLeft);
    if (m_compact)
        m_links->addWidget(m_difference, 1, 0, 1, 3, Qt::AlignLeft);
    else
        m_links->addWidget(m_difference, 0, 1, Qt::AlignLeft);
}

void DetailPanel::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

void DetailPanel::showRow(CriterionId id)
{
    m_id = id;
    m_answer->setVisible(false);
    m_shownRun = {};
    refresh();
    refreshOutput();
    m_earlier->showRow(id);
}

void DetailPanel::refresh()
{
    const auto &row = m_session.view().rows[static_cast<std::size_t>(m_id)];
    setTitle(domain::criterion(m_id).title);
    m_badge->setBadge(Badge::of(row.status, models::statusWord(row.status)));
    m_sentence->setText(models::rowReason(row));
    m_measures->setRow(row);
    if (row.status == Status::NotRun)
        m_measures->hide();
    refreshFacts(row);
    const bool running = row.status == Status::Running;
    const bool isBaseline = m_id == CriterionId::Baselines;
    const bool isDrill = domain::criterion(m_id).kind == domain::CriterionKind::Drill;
    const bool isPeople = m_id == CriterionId::TeamReady;
    m_rehearse->setVisible(m_id == CriterionId::Rehearsal &&
                           m_session.view().profile.plan(m_id).source == domain::CheckSource::Probe);
    m_again->setVisible(!isPeople);
    m_again->setText(running                        ? tr("Cancel")
                     : isBaseline                   ? tr("Capture now")
                     : m_id == CriterionId::Alerts  ? tr("Send TEST again")
                     : row.status == Status::NotRun ? tr("Run")
                     : isDrill                      ? tr("Run drill again")
                                                    : tr("Run again"));
    m_again->setAccessibleName(m_again->text());
    if (row.measuredAt != m_shownRun) {
        m_shownRun = row.measuredAt;
        refreshOutput();
        m_earlier->showRow(m_id);
    }
}

QString DetailPanel::resultText(const domain::Row &row) const
{
    QStringList parts;
    if (row.source.exitCode)
        parts.append(tr("exit %1").arg(*row.source.exitCode));
    if (!row.source.pointer.isEmpty())
        parts.append(row.source.pointer);
    if (row.durationMs >= 0)
        parts.append(tr("ran %1").arg(models::durationText(row.durationMs)));
    return parts.join(u" · "_s);
}

/// «41 min of 24 h, 2 Mar 2026 13:41:02 UTC»: what it may be for what comes next.
QString DetailPanel::ageText(const domain::Row &row) const
{
    constexpr qint64 firstPromotionS = 1800;
    const auto &view = m_session.view();
    const bool isBaseline = m_id == CriterionId::Baselines;
    const auto measured = isBaseline && view.baseline ? view.baseline->capturedAt : row.measuredAt;
    if (!measured.isValid())
        return {};
    const bool isLive = domain::criterion(m_id).kind == domain::CriterionKind::Live;
    const qint64 limit = isBaseline                                          ? view.limits.baselineAgeS
                         : isLive && view.phase == domain::Phase::PreCutover ? firstPromotionS
                                                                             : view.profile.plan(m_id).staleS;
    return tr("%1 of %2, %3 UTC")
        .arg(models::ageText(std::max<qint64>(0, measured.secsTo(m_session.now()))), models::ageText(limit),
             QLocale::c().toString(measured.toUTC(), m_compact ? u"d MMM HH:mm:ss"_s : u"d MMM yyyy HH:mm:ss"_s));
}

void DetailPanel::refreshFacts(const domain::Row &row)
{
    const auto show = [this](ElidedLabel *value, const QString &text) {
        const int at = m_facts->indexOf(value);
        m_facts->itemAt(at - 1)->widget()->setVisible(!text.isEmpty());
        value->setVisible(!text.isEmpty());
        value->setText(text);
    };
    using Kind = domain::Source::Kind;
    const auto kind = row.source.kind;
    m_commandName->setText(kind == Kind::Command  ? tr("Command")
                           : kind == Kind::File   ? tr("File")
                           : kind == Kind::Http   ? tr("Address")
                           : kind == Kind::Person ? tr("Said by")
                                                  : tr("Roll-up"));
    show(m_command, row.source.ref);
    show(m_result, resultText(row));
    // Rows with numbers have their arithmetic in the bars.
    show(m_judged, row.measures.isEmpty() ? models::rowArithmetic(row) : QString());
    show(m_measured, ageText(row));
    show(m_digest, row.outputSha256.isEmpty() ? QString() : tr("kept, sha256 %1").arg(grouped(row.outputSha256)));
    const QString digest = QString::fromLatin1(row.outputSha256.toHex());
    setPlainToolTip(m_digest, digest.isEmpty() ? QString() : models::fingerprintText(digest, 16));
    const bool isRun = m_id != CriterionId::Alerts && m_id != CriterionId::TeamReady && m_id != CriterionId::Baselines;
    const bool isProbe = isRun && m_session.view().profile.plan(m_id).source == domain::CheckSource::Probe;
    m_script->setVisible(isRun);
    m_script->setText(isProbe ? tr("What it looks at…") : tr("Open script…"));
    m_script->setAccessibleName(m_script->text());
    m_difference->setVisible(isRun && (!isProbe || m_id == CriterionId::Rehearsal || m_id == CriterionId::DrRecovery));
    show(m_note, row.note);
    m_noteName->setText(tr("Note"));
}

void DetailPanel::refreshOutput()
{
    const QByteArray bytes = m_session.output(m_id);
    const auto &row = m_session.view().rows[static_cast<std::size_t>(m_id)];
    m_full->setVisible(!bytes.isEmpty() || !row.outputSha256.isEmpty());
    m_output->setVisible(!bytes.isEmpty() && !m_compact);
    const QString text = plainOutput(bytes);
    if (text == m_output->toPlainText())
        return;
    auto *bar = m_output->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    const int place = bar->value();
    m_output->setPlainText(text);
    bar->setValue(atEnd ? bar->maximum() : place);
}

void DetailPanel::runAgain()
{
    const auto &row = m_session.view().rows[static_cast<std::size_t>(m_id)];
    if (row.status == Status::Running)
        m_session.cancelCheck(m_id);
    else if (m_id == CriterionId::Baselines)
        captureBaseline();
    else
        m_session.runChecks({m_id});
}

void DetailPanel::captureBaseline()
{
    m_session.captureBaseline(this, [this](const session::Result<QString> &file) {
        m_answer->setTone(file ? Tone::Text2 : Tone::Nogo);
        m_answer->setText(file ? tr("Written to %1.").arg(*file) : models::failureText(file.error()));
        m_answer->setVisible(true);
    });
}

void DetailPanel::openOutput()
{
    const QByteArray own = m_session.output(m_id);
    const auto &digest = m_session.view().rows[static_cast<std::size_t>(m_id)].outputSha256;
    if (!own.isEmpty() || digest.isEmpty())
        return showOutput(own);
    m_session.keptOutput(digest, this, [this](const session::Result<QByteArray> &kept) {
        if (kept)
            return showOutput(*kept);
        m_answer->setTone(Tone::Nogo);
        m_answer->setText(models::failureText(kept.error()));
        m_answer->setVisible(true);
    });
}

void DetailPanel::showOutput(const QByteArray &output)
{
    const auto read = [output] { return std::pair(plainText(output), crypto::sha256(output)); };
    checks::onPool(this, read, [this, title = domain::criterion(m_id).title](const auto &text) {
        auto *window = new OutputWindow(title, text.first, text.second, this->window());
        window->setAttribute(Qt::WA_DeleteOnClose);
        window->show();
    });
}

void DetailPanel::openScript()
{
    auto *view = new ScriptView(m_session, m_id, ScriptView::Tab::File, window());
    view->setAttribute(Qt::WA_DeleteOnClose);
    view->show();
}

void DetailPanel::openDifference()
{
    auto *view = new ScriptView(m_session, m_id, ScriptView::Tab::Difference, window());
    view->setAttribute(Qt::WA_DeleteOnClose);
    view->show();
}

void DetailPanel::copyRow()
{
    const auto &row = m_session.view().rows[static_cast<std::size_t>(m_id)];
    const QStringList lines{u"%1: %2"_s.arg(domain::criterion(m_id).title, models::statusWord(row.status)),
                            models::rowArithmetic(row), models::rowReason(row), row.source.ref};
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace cutover::gui
