// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/profiledraft.h"

#include "checks/commandfiles.h"
#include "checks/missingfields.h"
#include "crypto/random.h"
#include "formats/atomicfile.h"
#include "formats/profilereader.h"
#include "formats/profilewriter.h"
#include "formats/rfc3339.h"
#include "metrics/evidencereading.h"
#include "session/binding.h"
#include "session/filefailure.h"
#include "session/gitstate.h"
#include "session/workspacefinds.h"

#include <QJsonArray>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using Kind = DraftChoice::Kind;

namespace {

constexpr int idBytes = 16;
constexpr int commitDigits = 12;
constexpr qint64 hour = 3600;
constexpr qint64 largestChecklist = 1024 * 1024;

/// Of a command's files the one that it names; a module is the last of its packages.
QString namedFile(const domain::Command &command, const QStringList &files)
{
    for (const auto &file : files)
        if (command.arguments.contains(file) || command.shell.contains(file))
            return file;
    return files.last();
}

class Drafter
{
public:
    explicit Drafter(const DraftRequest &request)
        : m_request(request)
        , m_finds(request.workspace)
    {
    }

    [[nodiscard]] ProfileDraft draft()
    {
        takeHead();
        for (const auto &criterion : std::span(domain::criteria()).first(domain::criterionCount))
            if (!criterion.command.isEmpty())
                takeCriterion(criterion);
        takeCommands();
        takeContacts();
        takeEvidence();
        if (m_finds.isCutOff())
            m_draft.gaps.append(DraftGap{{}, {Cause::None, {}}, WorkspaceFinds::mostNames});
        if (!m_criteria.isEmpty())
            m_draft.profile.insert(u"criteria"_s, m_criteria);
        return m_draft;
    }

private:
    void keep(const QString &key, const QString &value)
    {
        if (value.isEmpty())
            return;
        m_draft.profile.insert(key, value);
        m_draft.choices.append({u'/' + key, Kind::Kept, value, {}});
    }

    void stand(const QString &key, const QString &value)
    {
        m_draft.profile.insert(key, value);
        m_draft.choices.append({u'/' + key, Kind::Standing, value, {}});
        m_draft.gaps.append({u'/' + key, {Cause::OptionMissing, {u'/' + key}}});
    }

    void takeHead()
    {
        m_draft.profile.insert(u"workspace_id"_s,
                               QString::fromLatin1(crypto::randomBytes(idBytes).value_or(QByteArray()).toHex()));
        keep(u"environment"_s, m_request.environment);
        const QString commit = readGitCommit(m_request.workspace).left(commitDigits);
        if (!m_request.version.isEmpty())
            keep(u"version"_s, m_request.version);
        else
            stand(u"version"_s, commit.isEmpty() ? u"unversioned"_s : commit);
        keep(u"change"_s, m_request.change);
        if (m_request.targetAt)
            keep(u"target_at"_s, formats::formatRfc3339(*m_request.targetAt));
        else
            stand(u"target_at"_s, formats::formatRfc3339(tomorrow()));
        keep(u"readyz_url"_s, m_request.readyzUrl);
        // The triggers poll it, whatever the criterion is checked by.
        if (m_request.readyzUrl.isEmpty())
            m_draft.gaps.append({u"/readyz_url"_s, {Cause::OptionMissing, {u"/readyz_url"_s}}});
    }

    /// The checklist is for the day before: the next full hour, tomorrow.
    [[nodiscard]] QDateTime tomorrow() const
    {
        const qint64 next = (m_request.now.toSecsSinceEpoch() / hour + 1) * hour;
        return QDateTime::fromSecsSinceEpoch(next, Qt::UTC).addDays(1);
    }

    void takeCriterion(const domain::Criterion &criterion)
    {
        const auto files = checks::commandFiles(criterion.command, {}, m_request.workspace);
        if (files && !files->isEmpty()) {
            m_draft.choices.append({criterion.key, Kind::Script, namedFile(criterion.command, *files), {}});
            return;
        }
        DraftChoice choice{criterion.key, Kind::Probe, {}, files ? QString() : files.error().data.value(0)};
        QJsonObject options = probeOptions(criterion.id, choice);
        options.insert(u"source"_s, u"probe"_s);
        m_criteria.insert(criterion.key, options);
        m_draft.choices.append(choice);
    }

    QJsonObject probeOptions(CriterionId id, DraftChoice &choice)
    {
        switch (id) {
        case CriterionId::DrRecovery:
            needOption(id, u"restore"_s);
            return {};
        case CriterionId::KeyRotation:
            return rotationOptions(choice);
        case CriterionId::PiiBreaker:
            choice.found = m_finds.breakerState();
            if (choice.found.isEmpty())
                needOption(id, u"file"_s);
            return choice.found.isEmpty() ? QJsonObject() : QJsonObject{{u"file"_s, choice.found}};
        case CriterionId::ManualPromotion: {
            const auto mode = m_finds.promotionMode();
            choice.found = mode.file;
            if (mode.file.isEmpty())
                needOption(id, u"file"_s);
            return mode.file.isEmpty() ? QJsonObject()
                                       : QJsonObject{{u"file"_s, mode.file}, {u"pointer"_s, mode.pointer}};
        }
        case CriterionId::Readyz:
            choice.found = m_request.readyzUrl;
            return {};
        default:
            return {};
        }
    }

    QJsonObject rotationOptions(DraftChoice &choice)
    {
        QJsonObject options;
        const auto certificates = m_finds.certificates();
        const QString inventory = m_finds.keyInventory();
        if (!certificates.isEmpty())
            options.insert(u"files"_s, QJsonArray::fromStringList(certificates));
        if (!inventory.isEmpty())
            options.insert(u"inventory"_s, inventory);
        if (options.isEmpty())
            needOption(CriterionId::KeyRotation, u"files"_s);
        choice.found = (certificates + (inventory.isEmpty() ? QStringList() : QStringList{inventory})).join(u", "_s);
        return options;
    }

    void needOption(CriterionId id, const QString &key)
    {
        const QString pointer = u"/criteria/%1/%2"_s.arg(domain::criterion(id).key, key);
        m_draft.gaps.append({pointer, {Cause::OptionMissing, {pointer}}});
    }

    void takeCommands()
    {
        const auto checklist = domain::checklistProfile();
        QJsonObject commands;
        if (!takeCommand(u"/commands/stage"_s, checklist.stageCommand, Kind::BuiltIn))
            commands.insert(u"stage"_s, QJsonArray());
        if (!takeCommand(u"/commands/abort"_s, checklist.abortCommand, Kind::BuiltIn))
            commands.insert(u"abort"_s, QJsonArray());
        const QString smoke = u"/commands/smoke"_s;
        if (!takeCommand(smoke, checklist.smokeCommand, Kind::Standing))
            m_draft.gaps.append({smoke, {Cause::ScriptMissing, {m_draft.choices.last().missing}}});
        if (!commands.isEmpty())
            m_draft.profile.insert(u"commands"_s, commands);
    }

    bool takeCommand(const QString &pointer, const domain::Command &command, Kind otherwise)
    {
        const auto files = checks::commandFiles(command, {}, m_request.workspace);
        if (files && !files->isEmpty())
            m_draft.choices.append({pointer, Kind::Script, namedFile(command, *files), {}});
        else
            m_draft.choices.append(
                {pointer, otherwise, {}, files ? command.arguments.value(1) : files.error().data.value(0)});
        return files && !files->isEmpty();
    }

    void takeContacts()
    {
        QJsonArray contacts;
        for (const auto &contact : m_request.contacts) {
            QJsonObject object{{u"role"_s, contact.role}};
            for (const auto &[key, value] : {std::pair{u"name"_s, contact.name},
                                             {u"phone"_s, contact.phone},
                                             {u"slack"_s, contact.slack},
                                             {u"email"_s, contact.email},
                                             {u"link"_s, contact.link}})
                if (!value.isEmpty())
                    object.insert(key, value);
            contacts.append(object);
        }
        if (contacts.isEmpty())
            m_draft.gaps.append({u"/contacts"_s, {Cause::NoContacts, {}}});
        else
            m_draft.profile.insert(u"contacts"_s, contacts);
    }

    /// What a later validation or trigger needs is missed now, not at 50 %.
    void takeEvidence()
    {
        domain::Profile profile;
        profile.readyzUrl = u"-"_s; // named among the gaps already
        auto reading =
            metrics::readEvidence(metrics::evidencePath(m_request.workspace), profile.pointers, m_request.now);
        reading.file = evidencePath.toString();
        for (const auto &objection : checks::missingFields(reading, profile))
            if (const DraftGap gap{{}, objection.reason}; !m_draft.gaps.contains(gap))
                m_draft.gaps.append(gap);
    }

    const DraftRequest &m_request;
    WorkspaceFinds m_finds;
    ProfileDraft m_draft;
    QJsonObject m_criteria;
};

} // namespace

ProfileDraft draftProfile(const DraftRequest &request)
{
    return Drafter(request).draft();
}

Result<formats::ChecklistHead> readChecklistFile(const QString &file)
{
    const auto bytes = formats::readBounded(file, largestChecklist);
    if (!bytes)
        return tl::unexpected(fileFailure(bytes.error(), file));
    const auto head = formats::readChecklist(*bytes, file);
    if (!head)
        return tl::unexpected(fileFailure(head.error().first()));
    return *head;
}

std::optional<Failure> objectionTo(const QJsonObject &profile)
{
    const auto read = formats::readProfile(formats::profileText(profile), profilePath.toString());
    return read ? std::nullopt : std::optional(fileFailure(read.error().first()));
}

Result<QString> writeProfile(const QString &workspace, const QJsonObject &profile)
{
    const QString file = u"%1/%2"_s.arg(workspace, profilePath);
    if (auto objection = objectionTo(profile)) {
        objection->kind = Failure::Kind::Usage;
        return tl::unexpected(*objection);
    }
    const auto written = formats::createAtomically(file, formats::profileText(profile));
    if (written)
        return file;
    auto failure = fileFailure(written.error(), profilePath.toString());
    if (written.error().code == formats::FileError::Code::Exists)
        failure.kind = Failure::Kind::Refused;
    return tl::unexpected(failure);
}

} // namespace cutover::session
