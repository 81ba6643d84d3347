// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/envelopebeside.h"

#include "formats/atomicfile.h"
#include "formats/dsse.h"
#include "pdf/pdfverifier.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestEnvelope = 16 * 1024 * 1024;

struct Found
{
    QByteArray bytes;
    qsizetype signatures = 0;
};

QList<Found> envelopesLike(const formats::Envelope &attached, const QStringList &files)
{
    QList<Found> found;
    for (const auto &file : files) {
        const auto bytes = formats::readBounded(file, largestEnvelope);
        const auto envelope = formats::parseEnvelope(bytes.value_or(QByteArray()));
        const bool isLike =
            envelope && envelope->payload == attached.payload &&
            std::ranges::all_of(attached.signatures, [&](const auto &one) { return formats::bears(*envelope, one); });
        if (isLike)
            found.append({*bytes, envelope->signatures.size()});
    }
    return found;
}

QStringList allBeside(const QFileInfo &pdf)
{
    QStringList files;
    for (const auto &file : pdf.dir().entryInfoList({u"*.dsse.json"_s}, QDir::Files, QDir::Name))
        files.append(file.filePath());
    return files;
}

} // namespace

QByteArray envelopeBeside(const QString &file, const QByteArray &pdf, const QByteArray &attached,
                          const QStringList &given)
{
    const auto mine = formats::parseEnvelope(attached);
    if (!mine)
        return {};
    const QFileInfo info(file);
    auto found =
        envelopesLike(*mine, given + QStringList{u"%1/%2.dsse.json"_s.arg(info.path(), info.completeBaseName())});
    if (found.size() == 1)
        return found.first().bytes;
    const auto signers = pdf::verifyPdf(pdf).signatures.size();
    if (found.isEmpty() && signers > mine->signatures.size())
        found = envelopesLike(*mine, allBeside(info));
    if (found.isEmpty())
        return {};
    const auto fitting = std::ranges::find(found, signers, &Found::signatures);
    return (fitting == found.end() ? std::ranges::max_element(found, {}, &Found::signatures) : fitting)->bytes;
}

} // namespace cutover::session
