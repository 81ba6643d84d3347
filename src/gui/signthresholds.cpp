// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signthresholds.h"

#include "charts/charttext.h"
#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/shapemark.h"
#include "models/words.h"
#include "session/binding.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using charts::percentText;
using charts::plainText;
using domain::BoundFile;

namespace {

constexpr double perCent = 100;

QString holdsText(const QList<domain::StagePlan> &stages)
{
    const bool inMinutes =
        std::ranges::all_of(stages, [](const domain::StagePlan &stage) { return stage.holdS % 60 == 0; });
    QStringList holds;
    for (const auto &stage : stages)
        holds.append(QString::number(inMinutes ? stage.holdS / 60 : stage.holdS));
    return inMinutes ? SignThresholds::tr("holds %1\u00a0min").arg(holds.join(u", "_s))
                     : SignThresholds::tr("holds %1\u00a0s").arg(holds.join(u", "_s));
}

QString boundText(const QList<BoundFile> &files)
{
    QStringList names;
    const auto add = [&](BoundFile::Role role, const QString &name) {
        if (std::ranges::any_of(files, [role](const BoundFile &file) { return file.role == role; }))
            names.append(name);
    };
    add(BoundFile::Role::Profile, SignThresholds::tr("profile"));
    add(BoundFile::Role::Evidence, SignThresholds::tr("evidence"));
    add(BoundFile::Role::Manifest, SignThresholds::tr("manifest"));
    add(BoundFile::Role::Baselines, SignThresholds::tr("baselines"));
    add(BoundFile::Role::Signers, SignThresholds::tr("signers"));
    const auto commands = std::ranges::count_if(files, session::isCommandFile);
    return SignThresholds::tr("binds %1 and %2 command files by SHA-256").arg(names.join(u", "_s)).arg(commands);
}

} // namespace

SignThresholds::SignThresholds(QWidget *parent)
    : Card(tr("Thresholds in force"), parent)
    , m_limits(textLabel({}, 12.5))
    , m_bound(textLabel({}, 12, Tone::Text2))
    , m_loosened(new QWidget)
    , m_rules(new QGridLayout(m_loosened))
{
    setSmallTitle(true);
    m_rules->setContentsMargins(0, 0, 0, 0);
    m_rules->setHorizontalSpacing(px(16));
    m_rules->setVerticalSpacing(px(2));
    m_loosened->hide();
    body()->setSpacing(px(4));
    body()->addWidget(m_limits);
    body()->addWidget(m_bound);
    body()->addWidget(m_loosened);
}

void SignThresholds::setStatement(const domain::Statement &statement)
{
    const auto &limits = statement.limits;
    m_limits->setText(tr("burst ≤ %1 · next stage P99 ≤ %2 · abort P99 > %3, errors > %4\u00a0% · SLO errors < "
                         "%5\u00a0%")
                          .arg(plainText(limits.burst), percentText(limits.validationP99Pct),
                               percentText(limits.abortP99Pct), plainText(limits.abortErrorRate * perCent),
                               plainText(limits.sloErrorRate * perCent)));
    m_bound->setText(tr("%1 · %2").arg(holdsText(statement.stages), boundText(statement.files)));
    setLoosened(statement.loosened);
}

void SignThresholds::setLoosened(const QList<domain::Loosened> &rules)
{
    if (rules == m_shown)
        return;
    m_shown = rules;
    while (QLayoutItem *item = m_rules->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int place = 0;
    for (const auto &rule : rules) {
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(px(6));
        row->addWidget(new ShapeMark(gui::Shape::Loosened, Tone::Warn, 14), 0, Qt::AlignTop);
        row->addWidget(textLabel(models::loosenedText(rule), 12, Tone::Warn, QFont::Medium), 1);
        m_rules->addWidget(line, place / 2, place % 2);
        ++place;
    }
    m_loosened->setVisible(!rules.isEmpty());
}

} // namespace cutover::gui
