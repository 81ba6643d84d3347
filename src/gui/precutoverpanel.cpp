// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/precutoverpanel.h"

#include "checks/teamready.h"
#include "gui/appearance.h"
#include "gui/clocktext.h"
#include "gui/elidedlabel.h"
#include "gui/startnotice.h"
#include "gui/statusbadge.h"
#include "models/words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String stationPrefix{"station:"};

} // namespace

PreCutoverPanel::PreCutoverPanel(session::Session &session, QWidget *parent)
    : Card(tr("Pre-cutover"), parent)
    , m_session(session)
    , m_by(new QLineEdit)
    , m_grid(new QGridLayout)
    , m_notice(new StartNotice(session))
    , m_rows(textLabel({}, 12, Tone::Text2))
    , m_runRows(new QPushButton(tr("Run live rows")))
    , m_answer(textLabel({}, 12, Tone::Nogo))
{
    setObjectName(u"preCutoverPanel"_s);
    m_by->setObjectName(u"byLineEdit"_s);
    m_by->setAccessibleName(tr("Who confirms"));
    m_by->setPlaceholderText(tr("Your name, for what you confirm below"));
    m_runRows->setObjectName(u"runLiveRowsButton"_s);
    m_runRows->setAccessibleName(tr("Run the live rows again"));
    setLook(m_runRows, ButtonLook::Small);
    m_grid->setHorizontalSpacing(px(8));
    m_grid->setVerticalSpacing(px(2));
    m_grid->setColumnStretch(2, 1);
    auto *rows = new QHBoxLayout;
    rows->addWidget(m_rows, 1);
    rows->addWidget(m_runRows);
    body()->addWidget(m_by);
    body()->addLayout(m_grid);
    body()->addLayout(rows);
    body()->addWidget(m_answer);
    addLine(u"freeze"_s, tr("Deployments frozen"), tr("Confirm"), u"freezeButton"_s);
    addLine(u"stakeholders"_s, tr("Stakeholders notified"), tr("Confirm"), u"stakeholdersButton"_s);
    m_grid->addWidget(m_notice, m_grid->rowCount(), 1, 1, 4);
    addLine(u"war-room"_s, tr("War room ready"), tr("Confirm"), u"warRoomButton"_s);
    connect(m_runRows, &QPushButton::clicked, this, [this] { m_session.runChecks(session::Session::liveRows()); });
    connect(m_by, &QLineEdit::textChanged, this, &PreCutoverPanel::refresh);
    connect(&m_session, &session::Session::changed, this, &PreCutoverPanel::refresh);
    refresh();
}

void PreCutoverPanel::setCompact(bool compact)
{
    m_isCompact = compact;
    refresh();
}

void PreCutoverPanel::setRollCall(bool rollCall)
{
    m_isRollCall = rollCall;
    refresh();
}

void PreCutoverPanel::addLine(const QString &what, const QString &title, const QString &goText, const QString &goName)
{
    const int row = m_grid->rowCount();
    Line line{new StatusBadge, new ElidedLabel(title, 13), new ElidedLabel({}, 11, Tone::Text2),
              new QPushButton(goText), nullptr};
    line.go->setObjectName(goName);
    line.go->setAccessibleName(tr("%1: go").arg(title));
    setLook(line.go, ButtonLook::Small);
    connect(line.go, &QPushButton::clicked, this, [this, what] { confirm(what, true); });
    m_grid->addWidget(line.mark, row, 0);
    m_grid->addWidget(line.title, row, 1);
    m_grid->addWidget(line.said, row, 2);
    const bool isStation = what.startsWith(stationPrefix);
    // A single button takes the room of the stations' two, so that the titles keep theirs.
    m_grid->addWidget(line.go, row, 3, 1, isStation ? 1 : 2);
    if (isStation) {
        line.noGo = new QPushButton(tr("No-Go"));
        line.noGo->setObjectName(QString(goName).replace("Go"_L1, "NoGo"_L1));
        line.noGo->setAccessibleName(tr("%1: no-go").arg(title));
        setLook(line.noGo, ButtonLook::Small);
        connect(line.noGo, &QPushButton::clicked, this, [this, what] { confirm(what, false); });
        m_grid->addWidget(line.noGo, row, 4);
    }
    m_lines.insert(what, line);
}

void PreCutoverPanel::rebuildStations()
{
    const auto stations = checks::stations(m_session.view().profile.contacts);
    if (stations == m_stations)
        return;
    for (const auto &station : std::as_const(m_stations)) {
        const auto line = m_lines.take(stationPrefix + station);
        for (QWidget *widget : std::initializer_list<QWidget *>{line.mark, line.title, line.said, line.go, line.noGo})
            widget->deleteLater();
    }
    m_stations = stations;
    for (qsizetype i = 0; i < stations.size(); ++i)
        addLine(stationPrefix + stations.at(i), stations.at(i), tr("Go"), u"stationGoButton_%1"_s.arg(i));
}

void PreCutoverPanel::refresh()
{
    rebuildStations();
    const auto &view = m_session.view();
    const auto &check = view.preCutover;
    const bool isOpen = m_session.now() >= check.opensAt;
    const auto asked = std::ranges::count_if(m_stations, [&view](const QString &station) {
        return view.rollout.confirmations.contains(stationPrefix + station);
    });
    setTitle(m_isRollCall ? tr("Roll-call") : tr("Pre-cutover"));
    setMeta(m_isRollCall              ? tr("%1 of %2 answered").arg(asked).arg(m_stations.size())
            : !isOpen                 ? tr("opens %1").arg(clockText(check.opensAt))
            : check.missing.isEmpty() ? tr("done")
                                      : tr("%1 missing").arg(check.missing.size()),
            !m_isRollCall && check.missing.isEmpty() ? Tone::Go : Tone::Text2);
    for (auto it = m_lines.begin(); it != m_lines.end(); ++it)
        showLine(it.key(), it.value());
    const bool rowsMissing = check.missing.contains("rows"_L1);
    m_rows->setText(rowsMissing ? tr("Rows: some are not Go, or older than 30 min.") : tr("Rows: Go and fresh."));
    m_runRows->setEnabled(!view.checksRunning);
    m_runRows->setToolTip(view.checksRunning ? tr("Checks are running.") : QString());
    m_notice->setVisible(!m_isRollCall);
    m_rows->setVisible(!m_isRollCall);
    m_runRows->setVisible(!m_isRollCall);
    m_answer->setVisible(!m_answer->text().isEmpty());
}

void PreCutoverPanel::showLine(const QString &what, Line &line)
{
    const auto &view = m_session.view();
    const auto found = view.rollout.confirmations.constFind(what);
    const bool said = found != view.rollout.confirmations.cend();
    constexpr qint64 lastsS = 3600;
    const auto from = std::max(view.preCutover.opensAt, view.rollout.endedAt);
    const bool counts = said && found->at >= from && found->at.secsTo(m_session.now()) <= lastsS;
    Badge badge{gui::Shape::NotRun, Tone::Neutral, {}, false};
    if (said && !found->go)
        badge = {gui::Shape::NoGo, Tone::Nogo, {}, false};
    else if (said)
        badge = counts ? Badge{gui::Shape::Go, Tone::Go, {}, false} : Badge{gui::Shape::Stale, Tone::Warn, {}, false};
    line.mark->setBadge(badge);
    line.said->setText(said ? tr("%1, %2").arg(found->by, minuteText(found->at)) : tr("not said yet"));
    const QString detail = said ? tr("Said by %1 at %2, lapses %3")
                                      .arg(found->by, clockText(found->at), clockText(found->at.addSecs(lastsS)))
                                : QString();
    const bool isShown = !m_isRollCall || what.startsWith(stationPrefix);
    for (QWidget *widget : std::initializer_list<QWidget *>{line.mark, line.title, line.go})
        widget->setVisible(isShown);
    // A narrow card keeps the names whole; the mark tells the state, the tooltip by whom.
    line.said->setVisible(isShown && !m_isCompact);
    for (QWidget *widget : std::initializer_list<QWidget *>{line.said, line.title, line.mark})
        setPlainToolTip(widget, detail);
    const bool named = !m_by->text().trimmed().isEmpty();
    for (auto *button : {line.go, line.noGo}) {
        if (!button)
            continue;
        button->setEnabled(named);
        button->setToolTip(named ? QString() : tr("Give your name first: it stands in the ledger."));
    }
}

void PreCutoverPanel::confirm(const QString &what, bool go)
{
    m_session.confirm(what, m_by->text().trimmed(), go, {}, this, [this](const session::Result<qint64> &entry) {
        m_answer->setText(entry ? QString() : models::failureText(entry.error()));
        m_answer->setVisible(!entry);
    });
}

} // namespace cutover::gui
