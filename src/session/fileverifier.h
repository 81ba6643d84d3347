// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace cutover::session {

struct VerifyRoots;
struct Wording;

// Where trust comes from; never from the file that is verified. Paths of files; all may be empty.
struct VerifyTrust
{
    QStringList files; // --trust: certificates or public keys in PEM, or signers files; where given, these alone count
    QString workspace; // counts if its signers file is pinned, by digest, in the trust file
    QString trustFile; // the user's trust.json
    QString stateFolder = {};   // where this user's record of the ledgers seen is kept; empty: $XDG_STATE_HOME/cutover
    QStringList timeFiles = {}; // --trust-time: certificates in PEM of time stamp authorities, or of their roots
};

struct VerifiedSignature
{
    enum class Authorised { Yes, No, Unknown };
    QString signer; // «as printed» in certificate or list of signers, never a proof; a fingerprint when unnamed
    QString role;
    QDateTime signedAt;    // UTC; invalid when the file names no time
    bool attested = false; // else the time is the signer's claim
    bool intact = false;   // true only if the signature was verified with a key at hand
    Authorised authorised = Authorised::Unknown;
    bool coversWholeFile = false;
    QString authority = {}; // that attested the time, as named in its certificate
};

struct VerifyProblem
{
    QString code;
    QStringList data; // first, where one signature is meant, the signer's name or the key's first digits
    friend bool operator==(const VerifyProblem &, const VerifyProblem &) = default;
};

struct FileFinding
{
    QString file; // as given
    QString kind; // envelope|pdf|manifest|ledger_export|signers|bundle|unknown
    bool valid = false;
    bool demo = false;
    bool missing = false;  // does not exist or cannot be read: exit 3
    bool isMember = false; // of a bundle, which is found first and whose verdict stands for it
    QList<VerifiedSignature> signatures;
    QList<VerifyProblem> problems;              // those that `isInformation` leave a file valid
    std::optional<domain::Statement> says = {}; // as read from a decision; what is judged of it stands above
};

// A root of trust that was leaned on.
struct UsedTrust
{
    enum class Kind { List, Certificate, Key };
    Kind kind = Kind::List;
    QString name;      // workspace id of a list, common name of a certificate, fingerprint of a key
    int version = 0;   // of a list
    QByteArray digest; // of a list's file, or of the key
};

// True for what a reader should know and nothing has to be done about: `quorum_not_judged`, `time_not_attested`,
// `stamped_later` (a copy from before a time stamp was added), `decision_unfinished` (one in a bundle's ledger that
// never got its quorum), `quorum_by_other_signers` (the list that the decision was signed under is not at hand),
// `ledger_tail_unsigned`, `ledger_not_compared` (a decision of another ledger than the one at
// hand), `pages_not_compared` (a PDF that another version drew, or with a time line of a ledger that is not at hand),
// `files_not_compared` (sealed ones that are not beside the manifest), `signers_older` (a version not in force
// now), `signer_revoked_later` and `signer_removed_later` (authorised when the ledger took the decision).
[[nodiscard]] bool isInformation(const VerifyProblem &problem);
// No problem but information, and every signature intact and authorised; there is one where the kind bears any.
[[nodiscard]] bool isValid(const FileFinding &finding);

// Judges files that somebody handed over: envelopes, decision PDFs, sealed manifests, ledger exports, lists of signers
// and bundles. Needs no keychain, network or display; reads files and nothing else: what trust comes from once, when it
// is made. With the words that reports are written in, the pages of a PDF are drawn again and compared (pagesjudge.h),
// which needs a QGuiApplication. Blocks; the thread that made it.
class FileVerifier
{
public:
    explicit FileVerifier(VerifyTrust trust);
    FileVerifier(VerifyTrust trust, const Wording &wording);
    ~FileVerifier();
    FileVerifier(const FileVerifier &) = delete;
    FileVerifier &operator=(const FileVerifier &) = delete;
    // `given`: all that was handed over in the same call; a PDF's envelope may be among it, under whatever name.
    [[nodiscard]] FileFinding verify(const QString &file, const QStringList &given = {}) const;
    // The same; of a folder, judged as a bundle, what is found of the whole and then of each signed document.
    [[nodiscard]] QList<FileFinding> verifyAll(const QString &path, const QStringList &given = {}) const;
    [[nodiscard]] QList<UsedTrust> trustUsed() const;

private:
    VerifyTrust m_trust;
    std::unique_ptr<const VerifyRoots> m_roots;
    std::unique_ptr<const Wording> m_wording;
};

} // namespace cutover::session
