// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises a World whose evidence is sealed and whose policies are signed, by keys that its list of signers trusts, and
// hands to spoil each of these alone.
#pragma once

#include "checks/world.h"

#include "checks/evidencefolder.h"
#include "crypto/digest.h"
#include "crypto/privatekey.h"
#include "formats/manifest.h"

#include <QProcess>

namespace cutover::tests {

struct SealedWorld : World
{
    SealedWorld()
    {
        now = QDateTime::currentDateTimeUtc(); // as the times of its files and of the sealing
        list.policyKeys = {policyKey.fingerprint()};
        list.evidenceKeys = {evidenceKey.fingerprint()};
        plan(CriterionId::EvidenceIntegrity).source = domain::CheckSource::Probe;
        plan(CriterionId::PolicySignatures).source = domain::CheckSource::Probe;
        write(u"configs/cutover/keys/evidence.pem"_s, evidenceKey.publicKey().pem());
        write(u"configs/policy/keys/policy.pem"_s, policyKey.publicKey().pem());
        for (const auto &name : {u"a"_s, u"b"_s, u"c"_s})
            write(evidence(name), "evidence " + name.toUtf8());
        age();
        seal(subjects());
        signPolicy(u"configs/policy/a.json"_s, policyKey);
    }

    static QString evidence(const QString &name) { return u"var/evidence/%1.json"_s.arg(name); }

    // Everything there becomes older than a manifest written from now on.
    void age() const { touch(u"var/evidence"_s, -3600); }

    void touch(const QString &path, qint64 seconds) const
    {
        const auto at = QDateTime::currentDateTimeUtc().addSecs(seconds);
        const auto set = [&at](const QString &file) {
            QFile opened(file);
            if (!opened.open(QIODevice::ReadOnly) || !opened.setFileTime(at, QFileDevice::FileModificationTime))
                qFatal("cannot touch %s", qPrintable(file));
        };
        const QFileInfo info(World::path() + u'/' + path);
        if (!info.isDir())
            return set(info.filePath());
        for (const auto &file : QDir(info.filePath()).entryInfoList(QDir::Files | QDir::Hidden))
            set(file.filePath());
    }

    QMap<QString, QByteArray> subjects() const
    {
        QMap<QString, QByteArray> files;
        for (const auto &name : {u"a"_s, u"b"_s, u"c"_s})
            files.insert(evidence(name), crypto::sha256("evidence " + name.toUtf8()));
        return files;
    }

    static QByteArray payloadOf(const QMap<QString, QByteArray> &files)
    {
        return formats::manifestPayload(files, u"Demo"_s, QDateTime::currentDateTimeUtc());
    }

    static formats::Envelope envelope(const QByteArray &payload, const crypto::PrivateKey &key,
                                      const QByteArray &type = formats::inTotoPayloadType)
    {
        return {type, payload, {{key.fingerprint(), key.sign(formats::pae(type, payload)).value()}}};
    }

    void writeManifest(const QByteArray &bytes) const { write(u"var/evidence/manifest.dsse.json"_s, bytes); }
    void writeManifest(const formats::Envelope &sealed) const { writeManifest(formats::writeEnvelope(sealed)); }
    void seal(const QMap<QString, QByteArray> &files) const { writeManifest(envelope(payloadOf(files), evidenceKey)); }

    void signPolicy(const QString &policy, const crypto::PrivateKey &key) const
    {
        write(policy + u".sig"_s, key.sign(read(policy)).value().toBase64() + '\n');
    }

    QByteArray read(const QString &file) const
    {
        QFile in(World::path() + u'/' + file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    // What openssl does in the workspace, for the keys and signatures that this program does not make itself.
    void openssl(const QString &command) const
    {
        QProcess shell;
        shell.setWorkingDirectory(World::path());
        shell.start(u"bash"_s, {u"-e"_s, u"-o"_s, u"pipefail"_s, u"-c"_s, command});
        if (!shell.waitForFinished() || shell.exitCode() != 0)
            qFatal("%s: %s", qPrintable(command), shell.readAllStandardError().constData());
    }

    // A key of openssl's making as configs/policy/keys/NAME.pem, and a.json signed with it.
    void policyBy(const QString &name, const QString &genpkey, const QString &sign = u"pkeyutl -sign -rawin"_s)
    {
        openssl(
            u"openssl genpkey %1 -out %2.key 2>/dev/null; "
            "openssl pkey -in %2.key -pubout -out configs/policy/keys/%2.pem; "
            "openssl %3 -inkey %2.key -in configs/policy/a.json | openssl base64 -out configs/policy/a.json.sig"_s.arg(
                genpkey, name, sign));
    }

    QString fingerprintOf(const QString &name) const
    {
        return crypto::PublicKey::fromPem(read(u"configs/policy/keys/%1.pem"_s.arg(name))).value().fingerprint();
    }

    domain::Row run(CriterionId id)
    {
        auto given = inputs();
        if (isPinned)
            given.signers = list;
        given.lastSeal = lastSeal;
        checks::CheckRunner runner(given, {{id}, true, false});
        QSignalSpy finished(&runner, &checks::CheckRunner::finished);
        QObject::connect(&runner, &checks::CheckRunner::rowFinished, &runner,
                         [this](const domain::Row &row, const QByteArray &output) { outputs[row.id] = output; });
        runner.start();
        if (finished.isEmpty() && !finished.wait(60'000))
            qFatal("a run of checks never ended");
        return runner.rows()[static_cast<std::size_t>(id)];
    }

    crypto::PrivateKey policyKey = crypto::PrivateKey::generate().value();
    crypto::PrivateKey evidenceKey = crypto::PrivateKey::generate().value();
    crypto::PrivateKey stranger = crypto::PrivateKey::generate().value();
    domain::SignersList list;
    std::optional<checks::LastSeal> lastSeal;
    bool isPinned = true;
};

} // namespace cutover::tests
