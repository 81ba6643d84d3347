// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/workspacelayout.h"

#include "crypto/digest.h"
#include "crypto/random.h"
#include "demo/demoprofile.h"
#include "demo/evidencefile.h"
#include "demo/servicedata.h"
#include "demo/tararchive.h"
#include "formats/atomicfile.h"
#include "formats/canonicaljson.h"
#include "formats/dsse.h"
#include "formats/rfc3339.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace cutover::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int liveWindows = 20;
constexpr qint64 windowS = 5;
const auto liveEvidence = u"var/evidence/latest.json"_s;
const auto manifest = u"var/evidence/manifest.dsse.json"_s;

QString day(const QDateTime &time)
{
    return time.toString(u"yyyyMMdd");
}

QByteArray readable(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

DemoError unwritable(const QString &path, const QString &system)
{
    return {DemoError::Code::FileUnwritable, path, system};
}

/// Windows that end at `end`, one every `stepS`.
tl::expected<EvidenceFile, DemoError> writeSeries(const QString &path, const QDateTime &end, int count, qint64 stepS)
{
    QList<CanaryWindow> windows;
    for (int i = 0; i < count; ++i)
        windows.append(healthyWindow(static_cast<quint32>(i), 0, end.addSecs(-stepS * (count - 1 - i))));
    EvidenceFile file(path);
    if (const auto written = file.append(windows, {end, false, u"ok"_s}); !written)
        return tl::unexpected(written.error());
    return file;
}

} // namespace

WorkspaceLayout::WorkspaceLayout(LayoutOptions options)
    : m_options(std::move(options))
    , m_keys(DemoKeys::generate())
{
}

tl::expected<void, DemoError> WorkspaceLayout::layOut()
{
    const QDir folder(m_options.folder);
    if (folder.exists() && !folder.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return tl::unexpected(DemoError{DemoError::Code::FolderNotEmpty, m_options.folder, {}});
    if (!m_keys)
        return tl::unexpected(m_keys.error());
    using Method = Step (WorkspaceLayout::*)();
    // The manifest comes after the files it seals; the profile comes last, since it makes the folder a workspace.
    for (const Method step :
         {&WorkspaceLayout::writeTemplate, &WorkspaceLayout::writeKeys, &WorkspaceLayout::signPolicies,
          &WorkspaceLayout::writeCertificates, &WorkspaceLayout::writeState, &WorkspaceLayout::writeDataAndBackup,
          &WorkspaceLayout::writeOlderEvidence, &WorkspaceLayout::sealEvidence, &WorkspaceLayout::writeLiveEvidence,
          &WorkspaceLayout::writeProfile}) {
        if (const auto done = (this->*step)(); !done)
            return done;
    }
    return {};
}

/// Plainly, without a sync for each of the eighty files: a lay-out that a power cut ends is laid out again.
WorkspaceLayout::Step WorkspaceLayout::write(const QString &name, const QByteArray &bytes, bool isPrivate) const
{
    QFile file(path(name));
    QDir().mkpath(QFileInfo(file).path());
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return tl::unexpected(unwritable(path(name), file.errorString()));
    if (isPrivate)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (file.write(bytes) != bytes.size() || !file.flush())
        return tl::unexpected(unwritable(path(name), file.errorString()));
    return {};
}

/// A repository that is checked by the probes has none of the checklist's scripts.
bool WorkspaceLayout::belongs(const QString &name) const
{
    if (name == "cutover.json"_L1 || name.startsWith("criteria-"_L1))
        return false;
    const QStringList checks{u"scripts/"_s, u"jobs/"_s, u"pipeline/dr/measure_"_s, u"pipeline/release/cutover_"_s};
    return m_options.checks == Checks::Scripts ||
           std::ranges::none_of(checks, [&name](const QString &check) { return name.startsWith(check); });
}

WorkspaceLayout::Step WorkspaceLayout::writeTemplate()
{
    const QString root = u":/demo/"_s;
    QDirIterator files(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile source(files.next());
        const QString name = source.fileName().sliced(root.size());
        if (!belongs(name))
            continue;
        if (!source.open(QIODevice::ReadOnly))
            return tl::unexpected(unwritable(path(name), source.errorString()));
        if (const auto written = write(name, source.readAll()); !written)
            return written;
        if (name.endsWith(".sh"_L1) || (name.startsWith("scripts/"_L1) && name.endsWith(".py"_L1)))
            QFile(path(name))
                .setPermissions(QFile(path(name)).permissions() | QFile::ExeOwner | QFile::ExeUser | QFile::ExeGroup |
                                QFile::ExeOther);
    }
    return {};
}

WorkspaceLayout::Step WorkspaceLayout::writeProfile()
{
    const bool isBuiltIn = m_options.checks == Checks::BuiltIn;
    QFile source(u":/demo/cutover.json"_s);
    QFile criteria(isBuiltIn ? u":/demo/criteria-builtin.json"_s : u":/demo/criteria-scripts.json"_s);
    if (!source.open(QIODevice::ReadOnly) || !criteria.open(QIODevice::ReadOnly))
        return tl::unexpected(unwritable(path(u"cutover.json"_s), source.errorString() + criteria.errorString()));
    const auto port = findFreePort();
    if (!port)
        return tl::unexpected(port.error());
    const auto id = crypto::randomBytes(16);
    if (!id)
        return tl::unexpected(DemoError{DemoError::Code::CryptoFailed, crypto::codeName(id.error().code), {}});
    QByteArray text = source.readAll();
    text.replace("@CRITERIA@", criteria.readAll().trimmed());
    text.replace("@WORKSPACE_ID@", id->toHex());
    text.replace("@TARGET_AT@", formats::formatRfc3339(m_options.targetAt).toUtf8());
    text.replace("@PORT@", QByteArray::number(*port));
    return write(u"cutover.json"_s, text);
}

WorkspaceLayout::Step WorkspaceLayout::writeKeys()
{
    const auto policy = privatePem(m_keys->policy());
    const auto evidence = privatePem(m_keys->evidence());
    if (!policy || !evidence)
        return tl::unexpected(policy ? evidence.error() : policy.error());
    if (!QDir().mkpath(path(u".demo-keys"_s)) ||
        !QFile::setPermissions(path(u".demo-keys"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return tl::unexpected(unwritable(path(u".demo-keys"_s), {}));
    return write(u".demo-keys/policy.pem"_s, *policy, true)
        .and_then([&] { return write(u".demo-keys/evidence.pem"_s, *evidence, true); })
        .and_then([&] { return write(u".demo-keys/passphrase.txt"_s, QByteArray(DemoKeys::passphrase) + '\n', true); })
        .and_then([&] { return write(u"configs/policy/keys/policy.pem"_s, m_keys->policy().publicKey().pem()); })
        .and_then([&] { return write(u"configs/cutover/keys/evidence.pem"_s, m_keys->evidence().publicKey().pem()); });
}

WorkspaceLayout::Step WorkspaceLayout::signPolicies()
{
    const QDir policies(path(u"configs/policy"_s));
    for (const QString &name : policies.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const auto bytes = formats::readBounded(policies.filePath(name), 1024 * 1024);
        if (!bytes)
            return tl::unexpected(DemoError{DemoError::Code::FileUnreadable, name, bytes.error().system});
        const auto signature = detachedSignature(m_keys->policy(), *bytes);
        if (!signature)
            return tl::unexpected(signature.error());
        if (const auto written = write(u"configs/policy/"_s + name + u".sig"_s, *signature); !written)
            return written;
    }
    return {};
}

WorkspaceLayout::Step WorkspaceLayout::writeCertificates()
{
    const auto rotateBy = [this](int days) { return formats::formatRfc3339(m_options.now.addDays(days)); };
    const auto service = serviceCertificate(u"service.demo.invalid"_s, m_options.now, 41);
    const auto ingress = serviceCertificate(u"ingress.demo.invalid"_s, m_options.now, 73);
    if (!service || !ingress)
        return tl::unexpected(service ? ingress.error() : service.error());
    const QJsonArray listed{
        QJsonObject{{u"file"_s, u"configs/policy/keys/policy.pem"_s}, {u"rotate_by"_s, rotateBy(120)}},
        QJsonObject{{u"file"_s, u"configs/cutover/keys/evidence.pem"_s}, {u"rotate_by"_s, rotateBy(120)}}};
    return write(u"configs/tls/service.pem"_s, *service)
        .and_then([&] { return write(u"configs/tls/ingress.pem"_s, *ingress); })
        .and_then([&] {
            return write(u"configs/tls/rotation.json"_s, readable({{u"keys"_s, listed}}));
        });
}

WorkspaceLayout::Step WorkspaceLayout::writeState()
{
    const QJsonObject breaker{{u"state"_s, u"enabled"_s},
                              {u"since"_s, formats::formatRfc3339(m_options.now.addDays(-12))}};
    for (const auto &folder : {u"var/rollout"_s, u"var/rehearsal"_s, u"var/drills"_s, u"var/incidents"_s}) {
        if (!QDir().mkpath(path(folder)))
            return tl::unexpected(unwritable(path(folder), {}));
    }
    return write(u"var/pii/circuit_breaker.json"_s, readable(breaker));
}

WorkspaceLayout::Step WorkspaceLayout::writeDataAndBackup()
{
    TarArchive backup;
    for (const auto &[name, content] : serviceData()) {
        backup.add(name, content, m_options.now);
        if (const auto written = write(u"var/service/data/"_s + name, content); !written)
            return written;
    }
    return write(u"var/backups/service-data-%1.tar"_s.arg(day(m_options.now)), backup.bytes());
}

/// One file a day, its windows an hour apart, for the three days before this one.
WorkspaceLayout::Step WorkspaceLayout::writeOlderEvidence()
{
    for (int ago = 3; ago >= 1; --ago) {
        const QDateTime end(m_options.now.date().addDays(-ago), QTime(23, 0), Qt::UTC);
        const auto written = writeSeries(path(u"var/evidence/canary-%1.json"_s.arg(day(end))), end, 24, 3600);
        if (!written)
            return tl::unexpected(written.error());
    }
    return {};
}

WorkspaceLayout::Step WorkspaceLayout::sealEvidence()
{
    QJsonArray subjects;
    const QDir evidence(path(u"var/evidence"_s));
    for (const QString &name : evidence.entryList({u"canary-*.json"_s}, QDir::Files, QDir::Name)) {
        const auto bytes = formats::readBounded(evidence.filePath(name), 16 * 1024 * 1024);
        if (!bytes)
            return tl::unexpected(DemoError{DemoError::Code::FileUnreadable, name, bytes.error().system});
        subjects.append(QJsonObject{{u"name"_s, u"var/evidence/"_s + name},
                                    {u"digest"_s, QJsonObject{{u"sha256"_s, crypto::sha256Hex(*bytes)}}}});
    }
    const QJsonObject statement{{u"_type"_s, u"https://in-toto.io/Statement/v1"_s},
                                {u"subject"_s, subjects},
                                {u"predicateType"_s, u"urn:cutover:evidence-manifest:v1"_s},
                                {u"predicate"_s, QJsonObject{{u"environment"_s, u"Demo"_s},
                                                             {u"sealed_at"_s, formats::formatRfc3339(m_options.now)}}}};
    const QByteArray payload = QJsonDocument(statement).toJson(QJsonDocument::Compact);
    const auto signature = m_keys->evidence().sign(formats::pae(formats::inTotoPayloadType, payload));
    if (!signature)
        return tl::unexpected(DemoError{DemoError::Code::CryptoFailed, crypto::codeName(signature.error().code), {}});
    return write(manifest,
                 formats::writeEnvelope(
                     {formats::inTotoPayloadType, payload, {{m_keys->evidence().fingerprint(), *signature}}}));
}

WorkspaceLayout::Step WorkspaceLayout::writeLiveEvidence()
{
    const auto series = writeSeries(path(liveEvidence), m_options.now, liveWindows, windowS);
    if (!series)
        return tl::unexpected(series.error());
    const QByteArray perf = formats::canonicalJson(QJsonValue(series->perf())).value_or(QByteArray());
    return write(u"var/cutover/baselines-%1.json"_s.arg(day(m_options.now)), perf + '\n');
}

} // namespace cutover::demo
