// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/signaturecheck.h"

#include "crypto/cms.h"
#include "crypto/digest.h"
#include "crypto/timestamp.h"

#include <algorithm>
#include <array>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using Handle = QPDFObjectHandle;
using Code = PdfError::Code;

struct Range
{
    qsizetype gapBegin = 0;
    qsizetype gapEnd = 0;
    qsizetype end = 0;
};

QDateTime timeOf(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, u"'D:'yyyyMMddHHmmss'Z'"_s);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? time : QDateTime();
}

tl::expected<Range, PdfError> rangeOf(Handle array, qsizetype fileSize)
{
    QStringList found;
    QList<qint64> numbers;
    const int count = array.isArray() ? array.getArrayNItems() : 0;
    for (int index = 0; index < count; ++index) {
        Handle item = array.getArrayItem(index);
        found.append(QString::fromStdString(item.unparse()));
        numbers.append(item.isInteger() ? item.getIntValue() : -1);
    }
    const bool isPlausible = numbers.size() == 4 && numbers.at(0) == 0 && numbers.at(1) > 0 &&
                             numbers.at(2) > numbers.at(1) && numbers.at(2) <= fileSize && numbers.at(3) > 0 &&
                             numbers.at(3) <= fileSize - numbers.at(2);
    if (!isPlausible)
        return tl::unexpected(PdfError{Code::ByteRangeInvalid, found});
    return Range{numbers.at(1), numbers.at(2), numbers.at(2) + numbers.at(3)};
}

/// The gap must be "<", hexadecimal digits in one case, ">", and say what the parser read as /Contents: the bytes that
/// no signature covers then hold nothing else, and not one of them can be changed unseen.
std::optional<PdfError> objectionToGap(QByteArrayView gap, qsizetype offset, const QByteArray &contents)
{
    const auto wrongAt = [offset](qsizetype at) {
        return PdfError{Code::GapNotContents, {QString::number(offset + at)}};
    };
    if (gap.size() < 4 || gap.front() != '<')
        return wrongAt(0);
    if (gap.back() != '>')
        return wrongAt(gap.size() - 1);
    const QByteArrayView digits = gap.sliced(1, gap.size() - 2);
    const bool isUpper = std::ranges::any_of(digits, [](char c) { return c >= 'A' && c <= 'F'; });
    const auto isDigit = [isUpper](char c) {
        const char first = isUpper ? 'A' : 'a';
        return (c >= '0' && c <= '9') || (c >= first && c <= first + 5);
    };
    const auto stray = std::ranges::find_if_not(digits, isDigit);
    if (stray != digits.end())
        return wrongAt(1 + (stray - digits.begin()));
    if (QByteArray::fromHex(digits.toByteArray()) != contents)
        return wrongAt(0);
    return {};
}

/// The CMS without the zeros behind it.
tl::expected<QByteArray, PdfError> unpadded(const QByteArray &contents, qsizetype offset)
{
    const auto length = crypto::leadingDerLength(contents);
    if (!length)
        return tl::unexpected(
            PdfError{Code::CmsInvalid, {crypto::codeName(length.error().code), length.error().detail}});
    const auto stray = std::find_if(contents.cbegin() + *length, contents.cend(), [](char c) { return c != '\0'; });
    if (stray != contents.cend())
        return tl::unexpected(
            PdfError{Code::PaddingNotZero, {QString::number(offset + 1 + 2 * (stray - contents.cbegin()))}});
    return contents.first(*length);
}

bool isEndOfFileMark(const QByteArray &pdf, qsizetype end)
{
    const QByteArrayView before = QByteArrayView(pdf).first(end);
    return before.endsWith("%%EOF\n") || before.endsWith("%%EOF\r\n") || before.endsWith("%%EOF");
}

QByteArray digestOf(const QByteArray &pdf, const Range &range)
{
    crypto::Sha256 digest;
    digest.add(QByteArrayView(pdf).first(range.gapBegin));
    digest.add(QByteArrayView(pdf).sliced(range.gapEnd, range.end - range.gapEnd));
    return digest.finish();
}

PdfError problemOf(const crypto::CryptoError &error)
{
    const QStringList data{crypto::codeName(error.code), error.detail};
    if (error.code == crypto::CryptoError::Code::CmsDigestMismatch)
        return {Code::DigestMismatch, {}};
    if (error.code == crypto::CryptoError::Code::SignatureInvalid)
        return {Code::SignatureInvalid, data};
    if (error.code == crypto::CryptoError::Code::TimestampInvalid)
        return {Code::TimestampInvalid, {error.detail}};
    return {Code::CmsInvalid, data};
}

void checkCms(const QByteArray &cms, const QByteArray &digest, PdfSignature &finding)
{
    const auto verified = crypto::verifyDetached(cms, digest);
    if (!verified) {
        finding.problems.append(problemOf(verified.error()));
        return;
    }
    finding.certificate = verified->signer;
    finding.others = verified->others;
    finding.token = verified->token;
    finding.signatureDigest = verified->signatureDigest;
    for (const crypto::CryptoError &problem : verified->problems)
        finding.problems.append(problemOf(problem));
    if (!verified->intact && verified->problems.isEmpty())
        finding.problems.append({Code::CmsInvalid, {}});
}

/// A claimed time at which the certificate did not hold.
void checkTime(PdfSignature &finding)
{
    if (!finding.time.isValid()) {
        finding.problems.append({Code::SignatureMalformed, {u"/M"_s}});
        return;
    }
    if (!finding.certificate || finding.certificate->isValidAt(finding.time))
        return;
    const auto inWords = [](const QDateTime &time) { return time.toString(Qt::ISODate); };
    finding.problems.append(
        {Code::CertificateNotValidAt,
         {inWords(finding.time), inWords(finding.certificate->notBefore()), inWords(finding.certificate->notAfter())}});
}

void checkToken(const QByteArray &token, const QByteArray &imprint, PdfSignature &finding)
{
    finding.token = token;
    finding.signatureDigest = imprint;
    const auto found = crypto::verifyTimestamp(token, {imprint, {}, {}}, {});
    if (!found)
        finding.problems.append({Code::TimestampInvalid, {crypto::codeName(found.error().code)}});
    else if (!found->intact)
        finding.problems.append({Code::TimestampInvalid, {crypto::codeName(found->problems.first().code)}});
}

void requireSubFilter(Handle dictionary, const char *subFilter, PdfSignature &finding)
{
    if (dictionary.getKey("/SubFilter").isNameAndEquals(subFilter))
        return;
    const QString found = QString::fromStdString(dictionary.getKey("/SubFilter").unparse());
    finding.problems.append({Code::SubFilterUnsupported, {found}});
}

void readTexts(Handle dictionary, PdfSignature &finding)
{
    finding.name = textOf(dictionary, "/Name");
    finding.role = textOf(dictionary, "/CutoverRole");
    finding.meaning = textOf(dictionary, "/CutoverMeaning");
    finding.reason = textOf(dictionary, "/Reason");
    finding.location = textOf(dictionary, "/Location");
    finding.time = timeOf(textOf(dictionary, "/M"));
    requireSubFilter(dictionary, "/ETSI.CAdES.detached", finding);
}

} // namespace

bool isDocumentTimestamp(Handle dictionary)
{
    return dictionary.isDictionary() && dictionary.getKey("/Type").isNameAndEquals("/DocTimeStamp");
}

CheckedSignature checkSignature(const QByteArray &pdf, Handle dictionary)
{
    CheckedSignature checked;
    PdfSignature &finding = checked.finding;
    checked.isTimestamp = isDocumentTimestamp(dictionary);
    if (checked.isTimestamp)
        requireSubFilter(dictionary, "/ETSI.RFC3161", finding);
    else
        readTexts(dictionary, finding);
    const auto range = rangeOf(dictionary.getKey("/ByteRange"), pdf.size());
    if (!range) {
        finding.problems.append(range.error());
        return checked;
    }
    checked.end = range->end;
    Handle value = dictionary.getKey("/Contents");
    const QByteArray contents = value.isString() ? QByteArray::fromStdString(value.getStringValue()) : QByteArray();
    const QByteArrayView gap = QByteArrayView(pdf).sliced(range->gapBegin, range->gapEnd - range->gapBegin);
    if (const auto objection = objectionToGap(gap, range->gapBegin, contents)) {
        finding.problems.append(*objection);
        return checked;
    }
    finding.digitsAt = range->gapBegin + 1;
    finding.digitsSize = range->gapEnd - range->gapBegin - 2;
    if (!isEndOfFileMark(pdf, range->end))
        finding.problems.append({Code::NotAtEndOfFileMark, {QString::number(range->end)}});
    const auto cms = unpadded(contents, range->gapBegin);
    if (!cms) {
        finding.problems.append(cms.error());
        return checked;
    }
    const QByteArray digest = digestOf(pdf, *range);
    if (checked.isTimestamp) {
        checkToken(*cms, digest, finding);
        return checked;
    }
    checkCms(*cms, digest, finding);
    checkTime(finding);
    return checked;
}

} // namespace cutover::pdf
