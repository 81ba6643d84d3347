// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/ceremonypoll.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/roommark.h"
#include "models/words.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::CriterionId;

namespace {

/// A plain tinted field, as the question lies on.
class QuestionCard : public QWidget
{
public:
    explicit QuestionCard(RoomScale &scale)
        : m_scale(scale)
    {
        setObjectName(u"questionCard"_s);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().accentTint);
        painter.drawRoundedRect(rect(), m_scale.px(8), m_scale.px(8));
    }

private:
    RoomScale &m_scale;
};

/// Who answered for this station before, or whom the contact list names.
QString likelyName(const session::View &view, CriterionId row, const QString &station)
{
    if (view.ceremony) {
        if (const auto *own = view.ceremony->last(row))
            return own->by;
        const auto &answers = view.ceremony->answers;
        const auto before =
            std::ranges::find(answers.crbegin(), answers.crend(), station, &domain::CeremonyAnswer::station);
        if (before != answers.crend())
            return before->by;
    }
    return domain::nameOf(station, view.profile.contacts);
}

QString measuredWords(const domain::Row &row, const QDateTime &now)
{
    if (!row.measuredAt.isValid())
        return CeremonyPoll::tr("never");
    QStringList parts{CeremonyPoll::tr("%1 ago").arg(models::ageText(std::max<qint64>(0, row.measuredAt.secsTo(now))))};
    if (row.durationMs >= 0)
        parts.append(CeremonyPoll::tr("took %1").arg(models::durationText(row.durationMs)));
    if (row.source.exitCode)
        parts.append(CeremonyPoll::tr("exit code %1").arg(*row.source.exitCode));
    return parts.join(u", "_s);
}

} // namespace

CeremonyPoll::CeremonyPoll(RoomScale &scale, QWidget *parent)
    : QWidget(parent)
    , m_scale(scale)
    , m_place(scale.newLabel(u"placeLabel"_s, 24, Tone::Text2))
    , m_title(scale.newLabel(u"criterionLabel"_s, 64, Tone::Text, QFont::Bold))
    , m_mark(new RoomMark(scale, 136, 96, QFont::Bold))
    , m_facts(new QGridLayout)
{
    m_mark->setObjectName(u"statusMark"_s);
    auto *column = new QVBoxLayout(this);
    scale.setMargins(column, 72, 48, 72, 40, 8);
    column->addWidget(m_place);
    column->addWidget(m_title);
    column->addSpacing(scale.px(24));
    column->addWidget(m_mark);
    column->addSpacing(scale.px(24));
    const auto addFact = [this](const QString &name, const QString &objectName, double size, QFont::Weight weight) {
        auto *caption = m_scale.newLabel({}, 24, Tone::Text2);
        caption->setText(name);
        auto *value = m_scale.newLabel(objectName, size, Tone::Text, weight);
        const int row = m_facts->rowCount();
        m_facts->addWidget(caption, row, 0, Qt::AlignVCenter);
        m_facts->addWidget(value, row, 1);
        return value;
    };
    m_observed = addFact(tr("Observed"), u"observedLabel"_s, 34, QFont::DemiBold);
    m_limit = addFact(tr("Limit"), u"limitLabel"_s, 34, QFont::DemiBold);
    m_measured = addFact(tr("Measured"), u"measuredLabel"_s, 24, QFont::Normal);
    m_source = addFact(tr("Source"), u"sourceLabel"_s, 22, QFont::Normal);
    m_source->setElideMode(Qt::ElideMiddle);
    scale.follow(m_source, [this] { m_source->setFont(m_scale.monoFont(22)); });
    m_facts->setColumnStretch(1, 1);
    scale.follow(m_facts, [this] {
        m_facts->setColumnMinimumWidth(0, m_scale.px(168));
        m_facts->setVerticalSpacing(m_scale.px(10));
    });
    column->addLayout(m_facts);
    column->addStretch(1);
    column->addWidget(newQuestion());
}

QWidget *CeremonyPoll::newQuestion()
{
    auto *card = new QuestionCard(m_scale);
    m_question = m_scale.newLabel(u"questionLabel"_s, 34, Tone::Text, QFont::Bold);
    m_asked = m_scale.newLabel(u"askedLabel"_s, 22, Tone::Text2, QFont::Normal, true);
    m_refusal = m_scale.newLabel(u"refusalLabel"_s, 22, Tone::Nogo, QFont::Normal, true);
    m_name = new QLineEdit;
    m_name->setObjectName(u"nameLineEdit"_s);
    m_name->setAccessibleName(tr("Who answers for the station"));
    m_name->setPlaceholderText(tr("Name of who answers"));
    m_scale.follow(m_name, [this] {
        m_name->setFont(m_scale.font(22));
        m_scale.setHeight(m_name, 48, 12);
    });
    connect(m_name, &QLineEdit::returnPressed, this, &CeremonyPoll::named);
    m_noGo = m_scale.newButton(u"noGoButton"_s, tr("No-Go\u2003N"));
    m_go = m_scale.newButton(u"goButton"_s, tr("Go\u2003G"));
    connect(m_noGo, &QPushButton::clicked, this, [this] { Q_EMIT answered(false); });
    connect(m_go, &QPushButton::clicked, this, [this] { Q_EMIT answered(true); });
    auto *by = m_scale.newLabel({}, 22, Tone::Text2);
    by->setText(tr("Answers for it"));
    by->setElideMode(Qt::ElideNone);
    auto *grid = new QGridLayout(card);
    m_scale.setMargins(grid, 32, 24, 32, 24, 12);
    grid->addWidget(m_question, 0, 0, 1, 4);
    grid->addWidget(m_asked, 1, 0, 1, 2);
    grid->addWidget(by, 2, 0);
    grid->addWidget(m_name, 2, 1);
    grid->addWidget(m_noGo, 1, 2, 2, 1, Qt::AlignBottom);
    grid->addWidget(m_go, 1, 3, 2, 1, Qt::AlignBottom);
    grid->addWidget(m_refusal, 3, 0, 1, 4);
    grid->setColumnStretch(1, 1);
    return card;
}

void CeremonyPoll::showView(const session::View &view, const Moment &moment)
{
    const auto &criterion = domain::criterion(moment.row);
    const auto &row = view.rows[static_cast<std::size_t>(moment.row)];
    m_place->setText(tr("%1 of %2 · %3")
                         .arg(QString::number(static_cast<int>(moment.row) + 1),
                              QString::number(domain::criterionCount), criterion.category));
    m_title->setText(criterion.title);
    m_mark->setStatus({statusShape(row.status), statusTone(row.status), models::statusWord(row.status)});
    showFacts(row, moment.now);
    showQuestion(view, moment);
}

void CeremonyPoll::showFacts(const domain::Row &row, const QDateTime &now)
{
    const QString observed = models::observedCell(row);
    const QString said = observed.isEmpty() || observed == u"—"_s ? models::rowReason(row) : observed;
    m_observed->setText(said);
    m_limit->setText(models::limitCell(row));
    m_measured->setText(measuredWords(row, now));
    m_source->setText(row.source.ref.isEmpty() ? tr("none") : row.source.ref);
}

QString CeremonyPoll::refusal(const domain::Row &row, const Moment &moment) const
{
    if (!moment.failure.isEmpty())
        return moment.failure;
    if (row.isGo())
        return {};
    const QString reason = models::rowReason(row);
    return tr("No station can say go to a row that is %1. %2").arg(models::statusWord(row.status), reason);
}

void CeremonyPoll::showQuestion(const session::View &view, const Moment &moment)
{
    const auto &row = view.rows[static_cast<std::size_t>(moment.row)];
    const QString station = domain::stationOf(moment.row, view.profile.contacts);
    m_question->setText(tr("%1, go or no-go?").arg(station));
    const auto *before = view.ceremony ? view.ceremony->last(moment.row) : nullptr;
    const auto objection = std::ranges::find(view.objections, moment.row, &domain::CeremonyAnswer::row);
    if (!before && objection != view.objections.end()) // of a poll before this one
        before = &*objection;
    const QString asked =
        tr("asked %1 ago").arg(models::ageText(std::max<qint64>(0, moment.askedAt.secsTo(moment.now))));
    m_asked->setText(!before ? tr("%1, no answer yet").arg(asked)
                             : tr("%1 said %2 at %3; another answer corrects it")
                                   .arg(before->by, before->go ? tr("go") : tr("no-go"), models::timeText(before->at)));
    const QString fill = domain::criterion(moment.row).key + station;
    if (fill != m_shown)
        m_name->setText(likelyName(view, moment.row, station));
    m_shown = fill;
    const QString why = refusal(row, moment);
    m_refusal->setText(why);
    m_refusal->setVisible(!why.isEmpty());
    m_noGo->setEnabled(!moment.isBusy);
    m_go->setEnabled(!moment.isBusy && row.isGo());
    setPlainToolTip(m_go, row.isGo() ? tr("%1 says go; key G").arg(station) : why);
    setPlainToolTip(m_noGo, tr("%1 says no-go; key N").arg(station));
    m_go->setAccessibleName(tr("%1 says go, key G").arg(station));
    m_noGo->setAccessibleName(tr("%1 says no-go, key N").arg(station));
}

QString CeremonyPoll::answerer() const
{
    return m_name->text().trimmed();
}

bool CeremonyPoll::canGo() const
{
    return m_go->isEnabled();
}

bool CeremonyPoll::canNoGo() const
{
    return m_noGo->isEnabled();
}

} // namespace cutover::gui
