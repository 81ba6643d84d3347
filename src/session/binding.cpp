// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/binding.h"

#include "checks/commandfiles.h"
#include "checks/evidencefolder.h"
#include "checks/workspacefile.h"
#include "crypto/digest.h"
#include "formats/atomicfile.h"
#include "formats/dsse.h"
#include "formats/jsonpointer.h"
#include "formats/manifest.h"
#include "formats/strictjson.h"
#include "session/filefailure.h"
#include "session/signerstrust.h"

#include <QJsonObject>

#include <algorithm>
#include <array>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::BoundFile;

namespace {

constexpr qint64 largestProfile = 4 * 1024 * 1024;
constexpr qint64 largestBoundFile = 64 * 1024 * 1024;

/// Collects; the first file that cannot be read ends it.
class Collector
{
public:
    explicit Collector(QString workspace)
        : m_workspace(std::move(workspace))
    {
    }

    void add(BoundFile::Role role, const QString &path, const QByteArray &bytes)
    {
        m_binding.files.append({role, path, crypto::sha256(bytes)});
        m_binding.bytes.append(bytes);
    }

    void addFile(BoundFile::Role role, const QString &path)
    {
        if (m_failure)
            return;
        const auto bytes = formats::readBounded(u"%1/%2"_s.arg(m_workspace, path), largestBoundFile);
        if (bytes)
            add(role, path, *bytes);
        else
            m_failure = fileFailure(bytes.error());
    }

    /// What a manifest lists is another's word: it must not make a decision keep a file from elsewhere.
    void addSealed(const QString &subject, const QString &manifestFile)
    {
        const auto place = checks::resolvedInWorkspace(subject, m_workspace);
        if (place || place.error().cause != domain::Cause::PathOutside)
            addFile(BoundFile::Role::Sealed, subject);
        else if (!m_failure)
            m_failure = Failure{Failure::Kind::File, u"sealed_outside"_s, {manifestFile, subject}, {}};
    }

    void addCommands(const Result<QList<CommandFile>> &files)
    {
        if (m_failure)
            return;
        if (!files)
            m_failure = files.error();
        else
            for (const auto &file : *files)
                addFile(file.role, file.path);
    }

    [[nodiscard]] Result<Binding> result() const
    {
        if (m_failure)
            return tl::unexpected(*m_failure);
        return m_binding;
    }

private:
    QString m_workspace;
    Binding m_binding;
    std::optional<Failure> m_failure;
};

void diff(const QJsonValue &before, const QJsonValue &after, const QString &pointer, QStringList &changed)
{
    if (before == after)
        return;
    if (!before.isObject() || !after.isObject()) {
        changed.append(pointer);
        return;
    }
    const auto old = before.toObject();
    const auto now = after.toObject();
    for (auto it = old.begin(); it != old.end(); ++it)
        diff(it.value(), now[it.key()], formats::pointerTo(pointer, it.key()), changed);
    for (auto it = now.begin(); it != now.end(); ++it)
        if (!old.contains(it.key()))
            changed.append(formats::pointerTo(pointer, it.key()));
}

} // namespace

Result<formats::ReadProfile> readWorkspaceProfile(const QString &workspace)
{
    const auto bytes = formats::readBounded(u"%1/%2"_s.arg(workspace, profilePath), largestProfile);
    if (!bytes)
        return tl::unexpected(fileFailure(bytes.error()));
    auto profile = formats::readProfile(*bytes, profilePath.toString());
    if (profile)
        return std::move(*profile);
    return tl::unexpected(fileFailure(profile.error().first()));
}

Result<Binding> bindWorkspace(const QString &workspace, const formats::ReadProfile &profile,
                              const checks::BaselineReading &baselines, const std::optional<ServedEvidence> &served)
{
    using Role = BoundFile::Role;
    Collector collector(workspace);
    collector.add(Role::Profile, profilePath.toString(), profile.deciding);
    const auto evidence = formats::readBounded(u"%1/%2"_s.arg(workspace, evidencePath), largestBoundFile);
    if (served)
        collector.add(Role::Evidence, served->name, served->bytes);
    else if (evidence && !profile.profile.prometheus)
        collector.add(Role::Evidence, evidencePath.toString(), *evidence);
    const auto manifestFile = checks::manifestOf(profile.profile.probes.evidence.folder);
    const auto manifest = formats::readBounded(u"%1/%2"_s.arg(workspace, manifestFile), largestBoundFile);
    if (manifest) {
        collector.add(Role::Manifest, manifestFile, *manifest);
        const auto sealed = sealedFiles(*manifest);
        for (auto it = sealed.begin(); it != sealed.end(); ++it)
            collector.addSealed(it.key(), manifestFile);
    }
    if (baselines.baseline)
        collector.add(Role::Baselines, baselines.baseline->file, baselines.bytes);
    const auto signers = formats::readBounded(u"%1/%2"_s.arg(workspace, signersFilePath), largestBoundFile);
    if (signers)
        collector.add(Role::Signers, signersFilePath.toString(), *signers);
    collector.addCommands(commandFiles(workspace, profile.profile));
    return collector.result();
}

bool isCommandFile(const BoundFile &file)
{
    static constexpr std::array roles{BoundFile::Role::Script, BoundFile::Role::Stage, BoundFile::Role::Abort,
                                      BoundFile::Role::Smoke};
    return std::ranges::find(roles, file.role) != roles.end();
}

Result<QList<CommandFile>> commandFiles(const QString &workspace, const domain::Profile &profile)
{
    using Role = BoundFile::Role;
    QList<CommandFile> all;
    std::optional<Failure> failure;
    const auto add = [&](Role role, const QString &key, const domain::Command &command, const QStringList &inputs) {
        if (failure || command.isEmpty())
            return;
        const auto files = checks::commandFiles(command, inputs, workspace);
        if (!files)
            failure = Failure{Failure::Kind::File, u"script_missing"_s, {files.error().data.value(0), key}, {}};
        else
            for (const auto &file : *files)
                all.append({role, file});
    };
    for (const auto id : domain::decisionSet().first(domain::criterionCount)) {
        const auto &plan = profile.plan(id);
        if (plan.source == domain::CheckSource::Command)
            add(Role::Script, u"/criteria/%1/command"_s.arg(domain::criterion(id).key), plan.command, plan.inputs);
        else if (id == domain::CriterionId::DrRecovery)
            add(Role::Script, u"/criteria/dr-recovery/restore"_s, {profile.probes.recovery.restore, {}}, plan.inputs);
    }
    add(Role::Stage, u"/commands/stage"_s, profile.stageCommand, {});
    add(Role::Abort, u"/commands/abort"_s, profile.abortCommand, {});
    add(Role::Smoke, u"/commands/smoke"_s, profile.smokeCommand, {});
    if (failure)
        return tl::unexpected(*failure);
    return all;
}

QMap<QString, QByteArray> sealedFiles(const QByteArray &manifest)
{
    QMap<QString, QByteArray> files;
    const auto envelope = formats::parseEnvelope(manifest);
    if (!envelope)
        return files;
    const auto statement = formats::parseStrict(envelope->payload);
    if (!statement)
        return files;
    // Malformed digests too: what a lenient script would compare is bound all the same.
    const auto subjects = formats::readSubjects(statement->root.toObject()[u"subject"_s]);
    for (const auto &subject : subjects.value_or(QList<formats::ManifestSubject>()))
        files.insert(subject.name, subject.sha256);
    return files;
}

QStringList changedPointers(const QByteArray &signedDeciding, const QByteArray &presentDeciding)
{
    if (signedDeciding == presentDeciding)
        return {};
    QStringList changed;
    const auto before = formats::parseStrict(signedDeciding);
    const auto after = formats::parseStrict(presentDeciding);
    if (before && after)
        diff(before->root, after->root, {}, changed);
    return changed.isEmpty() ? QStringList{QString()} : changed;
}

} // namespace cutover::session
