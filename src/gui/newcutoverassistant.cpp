// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/newcutoverassistant.h"

#include "gui/appearance.h"
#include "gui/newcutoverfindspage.h"
#include "gui/newcutoverheadpage.h"
#include "gui/newcutoverplacepage.h"
#include "gui/shapemark.h"
#include "gui/taborder.h"
#include "models/words.h"

#include <QGridLayout>
#include <QPushButton>
#include <QStackedWidget>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using Folder = NewCutoverPlace::Folder;

namespace {

constexpr double dialogWidth = 1040;
constexpr double dialogHeight = 640;

/// A form's spaces are drawn at 100 %.
void scaleSpaces(QWidget *form)
{
    for (auto *layout : form->findChildren<QLayout *>()) {
        const auto margins = layout->contentsMargins();
        layout->setContentsMargins(px(margins.left()), px(margins.top()), px(margins.right()), px(margins.bottom()));
        if (auto *grid = qobject_cast<QGridLayout *>(layout)) {
            grid->setHorizontalSpacing(px(grid->horizontalSpacing()));
            grid->setVerticalSpacing(px(grid->verticalSpacing()));
        } else if (layout->spacing() > 0) {
            layout->setSpacing(px(layout->spacing()));
        }
    }
}

} // namespace

NewCutoverAssistant::NewCutoverAssistant(Clock now, const QString &folder, QWidget *parent)
    : FormDialog(u"newCutoverAssistant"_s, tr("New cutover"), new ShapeMark(Shape::Plus, Tone::Text2, 28), parent)
    , m_now(std::move(now))
    , m_look(this, [this](const NewCutoverPlace &place) { onLooked(place); })
    , m_find(this, [this](const NewCutoverFinds &finds) { onFound(finds); })
{
    build();
    connectPages();
    m_where->setFolder(folder);
    lookAgain();
    go(Where);
}

NewCutoverAssistant::~NewCutoverAssistant() = default;

void NewCutoverAssistant::build()
{
    resize(px(dialogWidth), px(dialogHeight));
    setReadyMark(Shape::FileCheck, Tone::Text2);
    m_where = new NewCutoverPlacePage;
    m_what = new NewCutoverHeadPage;
    m_found = new NewCutoverFindsPage;
    m_steps = new QStackedWidget;
    for (QWidget *page : std::initializer_list<QWidget *>{m_where, m_what, m_found}) {
        scaleSpaces(page);
        m_steps->addWidget(page);
    }
    setMiddle(m_steps);
    cancelButton()->setAccessibleName(tr("Cancel, nothing is written"));
    m_back = newButton(u"backButton"_s, tr("&Back"));
    footRow()->addWidget(m_back);
    setTabOrder(cancelButton(), m_back);
    m_next = new QPushButton(tr("&Next"));
    m_write = new QPushButton(tr("&Write cutover.json"));
    setLook(m_next, ButtonLook::Primary);
    setLook(m_write, ButtonLook::Primary);
    addAct(m_next, u"nextButton"_s, tr("Next step"));
    addAct(m_write, u"writeButton"_s, tr("Write cutover.json and open the workspace"));
    setTabOrder(m_back, m_next);
}

void NewCutoverAssistant::connectPages()
{
    connect(m_where, &NewCutoverPlacePage::changed, this, &NewCutoverAssistant::lookAgain);
    connect(m_where, &NewCutoverPlacePage::openPressed, this, [this] {
        Q_EMIT workspaceReady(m_where->folder());
        reject();
    });
    connect(m_what, &NewCutoverHeadPage::changed, this, &NewCutoverAssistant::findAgain);
    connect(m_back, &QPushButton::clicked, this, [this] { go(static_cast<Step>(step() - 1)); });
    connect(m_next, &QPushButton::clicked, this, [this] { go(static_cast<Step>(step() + 1)); });
    connect(m_write, &QPushButton::clicked, this, &NewCutoverAssistant::write);
}

void NewCutoverAssistant::lookAgain()
{
    m_look.ask(
        [folder = m_where->folder(), checklist = m_where->checklist()] { return lookAtPlace(folder, checklist); });
    refresh();
}

void NewCutoverAssistant::onLooked(const NewCutoverPlace &place)
{
    m_place = place;
    m_where->showPlace(place);
    const bool isRead = place.checklist && *place.checklist;
    const QString read = isRead ? m_where->checklist() : QString();
    if (isRead || read != m_read)
        m_what->takeChecklist(isRead ? **place.checklist : formats::ChecklistHead{});
    m_read = read;
    findAgain();
}

void NewCutoverAssistant::findAgain()
{
    m_failure.clear();
    if (m_place.folder == Folder::Free) {
        session::DraftRequest request;
        request.workspace = m_where->folder();
        request.now = m_now();
        m_what->fill(request);
        m_find.ask([request] { return findAtPlace(request); });
    }
    refresh();
}

void NewCutoverAssistant::onFound(const NewCutoverFinds &finds)
{
    m_finds = finds;
    m_what->showObjection(finds.objection, m_now());
    m_found->showDraft(finds.draft, m_what->openRoles());
    refresh();
}

NewCutoverAssistant::Step NewCutoverAssistant::step() const
{
    return static_cast<Step>(m_steps->currentIndex());
}

void NewCutoverAssistant::go(Step step)
{
    const std::array<QString, 3> subtitles{tr("Step 1 of 3: where it is prepared"), tr("Step 2 of 3: what it is about"),
                                           tr("Step 3 of 3: what was found, before anything is written")};
    m_failure.clear();
    setHead(windowTitle(), subtitles[step]);
    m_steps->setCurrentIndex(step);
    // The first field, so that neither a second Enter nor a second Space goes on by itself.
    focusOrder({m_steps->currentWidget()}).first()->setFocus();
    refresh();
}

QString NewCutoverAssistant::objection() const
{
    return step() == Where || !m_where->objection().isEmpty() ? m_where->objection() : m_what->objection();
}

bool NewCutoverAssistant::isWaiting() const
{
    return m_look.isOpen() || m_find.isOpen();
}

void NewCutoverAssistant::refresh()
{
    const bool goesOn = !isWorking() && !isWaiting() && objection().isEmpty();
    m_back->setVisible(step() != Where);
    m_next->setVisible(step() != Found);
    m_write->setVisible(step() == Found);
    m_steps->setEnabled(!isWorking());
    m_back->setEnabled(!isWorking());
    m_next->setEnabled(goesOn);
    m_write->setEnabled(goesOn);
    refreshLine();
}

void NewCutoverAssistant::refreshLine()
{
    if (isWorking())
        showLine(State::Working, tr("Writing cutover.json."));
    else if (isWaiting())
        showLine(State::Working, tr("Looking at what is there."));
    else if (!m_failure.isEmpty())
        showLine(State::Failed, m_failure);
    else if (!objection().isEmpty())
        showLine(State::Missing, objection());
    else
        showLine(State::Ready, m_found->summary() + u'.');
}

void NewCutoverAssistant::write()
{
    if (isWorking() || isWaiting() || step() != Found || !objection().isEmpty())
        return;
    setWorking(true);
    m_failure.clear();
    refresh();
    checks::onPool(
        this,
        [folder = m_where->folder(), profile = m_finds.draft.profile] {
            return session::writeProfile(folder, profile);
        },
        [this](const session::Result<QString> &file) { onWritten(file); });
}

void NewCutoverAssistant::onWritten(const session::Result<QString> &file)
{
    setWorking(false);
    if (file) {
        Q_EMIT workspaceReady(m_where->folder());
        accept();
        return;
    }
    auto failure = file.error();
    if (failure.kind == session::Failure::Kind::Usage)
        failure.kind = session::Failure::Kind::File; // of the file as it would have been
    m_failure = models::failureText(failure);
    refresh();
}

} // namespace cutover::gui
