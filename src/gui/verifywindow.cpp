// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/verifywindow.h"

#include "checks/pool.h"
#include "formats/reports.h"
#include "gui/appearance.h"
#include "gui/card.h"
#include "gui/choicebox.h"
#include "gui/dialogband.h"
#include "gui/elidedlabel.h"
#include "gui/sentencelist.h"
#include "gui/shapemark.h"
#include "gui/wholefile.h"
#include "models/words.h"
#include "models/wordsverify.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using models::VerifySight;
using Mark = VerifySight::Mark;

namespace {

constexpr auto geometryKey = "verify/geometry"_L1;

struct Look
{
    Shape shape;
    Tone tone;
};

Look lookOf(Mark mark)
{
    switch (mark) {
    case Mark::Good:
        return {Shape::Go, Tone::Go};
    case Mark::Bad:
        return {Shape::NoGo, Tone::Nogo};
    case Mark::Unsure:
        return {Shape::NoData, Tone::Warn};
    }
    Q_UNREACHABLE();
}

SentenceList *newAxis(const QString &objectName, const QString &title)
{
    auto *axis = new SentenceList;
    axis->setObjectName(objectName);
    axis->setTitle(title);
    return axis;
}

void fillAxis(SentenceList *card, const VerifySight::Axis &axis)
{
    card->setMeta(axis.answer, lookOf(axis.mark).tone);
    QList<SentenceList::Sentence> sentences;
    for (const auto &line : axis.lines)
        sentences.append({lookOf(line.mark).shape, lookOf(line.mark).tone, line.text});
    card->setSentences(sentences);
}

QFormLayout *newFacts(Card *card)
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(px(16));
    form->setVerticalSpacing(px(6));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    card->body()->addLayout(form);
    return form;
}

void fillFacts(QFormLayout *form, const VerifySight::Facts &facts)
{
    while (form->rowCount() > 0)
        form->removeRow(0);
    for (const auto &[name, value] : facts) {
        auto *text = textLabel(value);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        text->setAccessibleName(u"%1: %2"_s.arg(name, value));
        form->addRow(textLabel(name, 12, Tone::Text2), text);
    }
}

} // namespace

VerifyWindow::VerifyWindow(session::VerifyTrust trust, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_trust(std::move(trust))
{
    setObjectName(u"verifyWindow"_s);
    setWindowTitle(tr("Verify a file"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAcceptDrops(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(newHead());
    auto *row = new QHBoxLayout;
    row->setContentsMargins(px(16), px(16), px(16), px(16));
    row->setSpacing(px(16));
    row->addWidget(newMiddle(), 72);
    row->addWidget(newSide(), 28);
    column->addLayout(row, 1);
    resize(px(1280), px(760));
    restoreGeometry(QSettings().value(geometryKey).toByteArray());
    setHead(Mark::Unsure, tr("Verify a file"), tr("Nothing judged yet. Open or drop a file."),
            tr("An envelope, a decision PDF, a manifest, a ledger export, a list of signers, or a bundle’s folder."));
    fillFacts(m_trustForm, {});
}

QWidget *VerifyWindow::newHead()
{
    auto *head = new DialogBand(DialogBand::Place::Head);
    m_mark = new ShapeMark(Shape::NoData, Tone::Warn, 48);
    m_verdict = new ElidedLabel({}, 28, Tone::Text, QFont::Bold);
    m_verdict->setObjectName(u"verdictLabel"_s);
    m_verdict->setElideMode(Qt::ElideNone);
    m_headline = textLabel({}, 15, Tone::Text, QFont::DemiBold);
    m_headline->setObjectName(u"headlineLabel"_s);
    m_meta = new ElidedLabel({}, 12, Tone::Text2);
    m_meta->setObjectName(u"metaLabel"_s);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(px(2));
    lines->addWidget(m_headline);
    lines->addWidget(m_meta);
    m_members = new ChoiceBox;
    m_members->setObjectName(u"membersComboBox"_s);
    m_members->setAccessibleName(tr("Part of the bundle that is shown"));
    m_members->setMaximumWidth(px(200));
    m_members->hide();
    auto *trust = newButton(u"otherTrustButton"_s, tr("Use other &trust…"));
    m_save = newButton(u"saveReportButton"_s, tr("&Save report…"));
    auto *folder = newButton(u"verifyBundleButton"_s, tr("Verify a &bundle…"));
    auto *file = newButton(u"verifyFileButton"_s, tr("&Verify a file…"));
    setLook(file, ButtonLook::Primary);
    m_save->setEnabled(false);
    connect(m_members, &QComboBox::activated, this, [this](int at) { showFinding(m_judged.findings.at(at)); });
    connect(trust, &QPushButton::clicked, this, &VerifyWindow::chooseTrust);
    connect(m_save, &QPushButton::clicked, this, &VerifyWindow::saveReport);
    connect(folder, &QPushButton::clicked, this, &VerifyWindow::chooseFolder);
    connect(file, &QPushButton::clicked, this, &VerifyWindow::chooseFile);
    auto *row = head->row();
    row->addWidget(m_mark);
    row->addWidget(m_verdict);
    row->addLayout(lines, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_members, trust, m_save, folder, file})
        row->addWidget(widget);
    return head;
}

QWidget *VerifyWindow::newMiddle()
{
    auto *middle = new QWidget;
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(16));
    auto *axes = new QHBoxLayout;
    axes->setSpacing(px(16));
    m_intact = newAxis(u"intactCard"_s, tr("Is it intact?"));
    m_trusted = newAxis(u"trustedCard"_s, tr("Is it trusted and authorised?"));
    axes->addWidget(m_intact, 1);
    axes->addWidget(m_trusted, 1);
    column->addLayout(axes, 3);
    auto *card = new Card(tr("Signatures"));
    card->setFlush(true);
    m_signatures = new QTreeWidget;
    m_signatures->setObjectName(u"signaturesTree"_s);
    m_signatures->setAccessibleName(tr("Signatures"));
    m_signatures->setRootIsDecorated(false);
    m_signatures->setHeaderLabels({tr("Signer as printed"), tr("Role"), tr("Signed at (UTC)"), tr("Time"), tr("Covers"),
                                   tr("Intact"), tr("Authorised")});
    m_signatures->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_signatures->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_signatures->header()->setStretchLastSection(false);
    m_signatures->setUniformRowHeights(true);
    card->body()->addWidget(m_signatures);
    column->addWidget(card, 2);
    auto *toDo = new Card(tr("What to do"));
    toDo->setObjectName(u"toDoCard"_s);
    m_toDo = textLabel(tr("Choose a file: nothing is sent anywhere, and no key is used."));
    m_toDo->setObjectName(u"toDoLabel"_s);
    toDo->body()->addWidget(m_toDo);
    column->addWidget(toDo);
    return middle;
}

QWidget *VerifyWindow::newSide()
{
    auto *side = new QWidget;
    side->setObjectName(u"scrolled"_s);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(16));
    m_says = new Card(tr("What the file says"));
    m_says->setObjectName(u"saysCard"_s);
    m_says->body()->addWidget(textLabel(tr("Shown as read; judged on the left."), 12, Tone::Text2));
    m_saysForm = newFacts(m_says);
    auto *trust = new Card(tr("Trust used"));
    trust->setObjectName(u"trustCard"_s);
    m_trustForm = newFacts(trust);
    column->addWidget(m_says);
    column->addWidget(trust);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setProperty("look", u"list"_s);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(side);
    return scroll;
}

void VerifyWindow::verify(const QString &path)
{
    m_path = path;
    m_isJudging = true;
    const int asked = ++m_asked;
    setHead(Mark::Unsure, tr("Judging…"), QFileInfo(path).fileName(), path);
    checks::onPool(
        this,
        [path, trust = m_trust] {
            QElapsedTimer clock;
            clock.start();
            const session::FileVerifier verifier(trust, models::recordWording());
            Judged judged{verifier.verifyAll(path), verifier.trustUsed(), 0};
            judged.tookMs = clock.elapsed();
            return judged;
        },
        [this, asked](const Judged &judged) {
            if (asked == m_asked)
                take(judged);
        });
}

void VerifyWindow::take(const Judged &judged)
{
    m_isJudging = false;
    m_judged = judged;
    m_save->setEnabled(true);
    m_members->clear();
    for (const auto &finding : judged.findings)
        m_members->addItem(finding.kind == "bundle"_L1 ? tr("The whole bundle") : QFileInfo(finding.file).fileName());
    m_members->setVisible(judged.findings.size() > 1);
    fillFacts(m_trustForm, models::trustFacts(judged.trust));
    showFinding(judged.findings.first());
    Q_EMIT done();
}

void VerifyWindow::showFinding(const session::FileFinding &finding)
{
    const auto sight = models::verifySight(finding);
    const QFileInfo file(finding.file);
    QStringList meta{file.fileName()};
    if (file.isFile())
        meta.append(QLocale().formattedDataSize(file.size()));
    meta.append(tr("judged in %1 s").arg(QLocale().toString(static_cast<double>(m_judged.tookMs) / 1000, 'f', 1)));
    if (finding.demo)
        meta.prepend(tr("DEMO"));
    setHead(sight.mark, sight.verdict, sight.headline, meta.join(u" · "_s));
    fillAxis(m_intact, sight.intact);
    fillAxis(m_trusted, sight.trusted);
    showSignatures(sight.signatures);
    m_toDo->setText(sight.toDo);
    fillFacts(m_saysForm, sight.says);
}

void VerifyWindow::showSignatures(const QList<VerifySight::Signature> &signatures)
{
    m_signatures->clear();
    for (const auto &signature : signatures) {
        auto *item = new QTreeWidgetItem({signature.signer, signature.role, signature.signedAt, signature.time,
                                          signature.covers, signature.intact.text, signature.authorised.text});
        constexpr int intactColumn = 5;
        const VerifySight::Line answers[]{signature.intact, signature.authorised};
        for (int i = 0; i < 2; ++i) {
            const auto look = lookOf(answers[i].mark);
            item->setIcon(intactColumn + i, shapeIcon(look.shape, theme().ink(look.tone)));
            item->setForeground(intactColumn + i, theme().ink(look.tone));
        }
        item->setSizeHint(0, {0, px(30)});
        m_signatures->addTopLevelItem(item);
    }
}

void VerifyWindow::setHead(Mark mark, const QString &verdict, const QString &headline, const QString &meta)
{
    const auto look = lookOf(mark);
    m_mark->setShape(look.shape, look.tone);
    m_verdict->setTone(look.tone);
    m_verdict->setText(verdict);
    m_headline->setText(headline);
    m_meta->setText(meta);
}

/// One that opens where the last file lay.
QFileDialog *VerifyWindow::newDialog(const QString &title, QFileDialog::FileMode mode)
{
    auto *dialog = new QFileDialog(this, title, QFileInfo(m_path).path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    return dialog;
}

void VerifyWindow::chooseFile()
{
    auto *dialog = newDialog(tr("Verify a file"), QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &VerifyWindow::verify);
    dialog->open();
}

void VerifyWindow::chooseFolder()
{
    auto *dialog = newDialog(tr("Verify a bundle"), QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, &VerifyWindow::verify);
    dialog->open();
}

/// As with --trust: what is named by hand counts alone.
void VerifyWindow::chooseTrust()
{
    auto *dialog =
        newDialog(tr("Roots of trust: lists of signers, certificates or public keys"), QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) {
        m_trust.files = files;
        if (!m_path.isEmpty())
            verify(m_path);
    });
    dialog->open();
}

void VerifyWindow::saveReport()
{
    auto *dialog = newDialog(tr("Save report"), QFileDialog::AnyFile);
    dialog->setNameFilter(tr("Reports (*.json)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QFileInfo(m_path).completeBaseName() + u"-verified.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        const auto bytes = formats::readableJson(models::verifyJson(m_judged.findings));
        checks::onPool(
            this, [file, bytes, workspace = m_trust.workspace] { return writeWhole(file, workspace, bytes); },
            [this, file](const std::optional<session::Failure> &problem) {
                m_meta->setText(problem ? models::failureText(*problem) : tr("Saved as %1.").arg(file));
            });
    });
    dialog->open();
}

void VerifyWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void VerifyWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    verify(event->mimeData()->urls().first().toLocalFile());
}

void VerifyWindow::closeEvent(QCloseEvent *event)
{
    QSettings().setValue(geometryKey, saveGeometry());
    QWidget::closeEvent(event);
}

} // namespace cutover::gui
