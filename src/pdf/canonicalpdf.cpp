// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/canonicalpdf.h"

#include "crypto/digest.h"
#include "pdf/pdfscan.h"
#include "pdf/reservedplaces.h"

#include <QHash>
#include <QList>
#include <QMap>

#include <algorithm>
#include <functional>

namespace cutover::pdf {

namespace {

/// One object: the text in which references stand, and what follows it untouched (its stream, if it has one).
struct Object
{
    QByteArray head;
    QByteArray stream;
};

struct Written
{
    QMap<int, Object> objects;
    int root = 0;
    int info = 0;
};

std::optional<Object> objectAt(const QByteArray &pdf, qsizetype from, qsizetype to)
{
    const qsizetype begin = pdf.indexOf(" obj\n", from) + 5;
    const qsizetype end = pdf.lastIndexOf("endobj\n", to - 1);
    if (begin < from + 5 || end < begin || end > to)
        return {};
    const QByteArray body = pdf.mid(begin, end - begin);
    const qsizetype stream = body.indexOf("stream\n");
    // A stream's dictionary ends before it; an object without one may hold the word in a string, which ours do not.
    if (stream > 0 && body.trimmed().endsWith("endstream"))
        return Object{body.first(stream), body.sliced(stream)};
    return Object{body, {}};
}

std::optional<QMap<int, qsizetype>> offsetsOf(const QByteArray &pdf, qsizetype table)
{
    const qsizetype countAt = table + 7;
    const qsizetype first = pdf.indexOf('\n', countAt) + 1;
    if (pdf.mid(table, 7) != "xref\n0 " || first == 0)
        return {};
    const int count = pdf.mid(countAt, first - 1 - countAt).trimmed().toInt();
    QMap<int, qsizetype> offsets;
    for (int number = 1; number < count; ++number) {
        const QByteArray entry = pdf.mid(first + 20 * number, 20);
        if (entry.size() == 20 && entry.at(17) == 'n')
            offsets.insert(number, entry.first(10).toLongLong());
    }
    return offsets;
}

std::optional<Written> read(const QByteArray &pdf)
{
    const qsizetype start = pdf.lastIndexOf("startxref\n");
    const qsizetype table = start < 0 ? -1 : pdf.mid(start + 10, 20).split('\n').value(0).trimmed().toLongLong();
    const auto offsets = table > 0 ? offsetsOf(pdf, table) : std::nullopt;
    if (!offsets)
        return {};
    QList<qsizetype> ends = offsets->values();
    ends.append(table);
    std::ranges::sort(ends);
    Written written;
    for (auto entry = offsets->cbegin(); entry != offsets->cend(); ++entry) {
        const auto end = std::ranges::upper_bound(ends, *entry);
        const auto object = end == ends.cend() ? std::nullopt : objectAt(pdf, *entry, *end);
        if (!object)
            return {};
        written.objects.insert(entry.key(), *object);
    }
    const QByteArray trailer = pdf.sliced(table, start - table);
    written.root = referenceAfter(trailer, "/Root");
    written.info = referenceAfter(trailer, "/Info");
    if (!written.objects.contains(written.root) || !written.objects.contains(written.info))
        return {};
    return written;
}

/// `head` with each reference "N 0 R" outside of strings replaced by `renumber(N)`.
QByteArray renumbered(const QByteArray &head, const std::function<int(int)> &renumber)
{
    QByteArray result;
    qsizetype done = 0;
    for (const Reference &reference : references(head)) {
        result += head.sliced(done, reference.begin - done) + QByteArray::number(renumber(reference.number)) + " 0 R";
        done = reference.end;
    }
    return result + head.sliced(done);
}

void replaceBetween(QByteArray &text, const QByteArray &before, char after, const QByteArray &value)
{
    const qsizetype begin = text.indexOf(before);
    const qsizetype end = begin < 0 ? -1 : text.indexOf(after, begin + before.size());
    if (end > 0)
        text.replace(begin + before.size(), end - begin - before.size(), value);
}

/// QPdfWriter makes a subset's tag of six letters out of an object number that the hash seed changes.
QByteArray subsetTag(int number)
{
    QByteArray tag(6, 'A');
    for (qsizetype place = 0; place < tag.size() && number > 0; ++place, number /= 26)
        tag[place] = static_cast<char>('A' + number % 26);
    return tag;
}

class Writer
{
public:
    Writer(const Written &written, const QDateTime &date, const QList<SignaturePlace> &places)
        : m_written(written)
        , m_date(date)
        , m_places(places)
    {
    }

    QByteArray write()
    {
        const int root = newNumber(m_written.root);
        const int info = newNumber(m_written.info);
        m_pdf = "%PDF-1.6\n%\xE2\xE3\xCF\xD3\n";
        for (qsizetype index = 0; index < m_order.size(); ++index)
            writeObject(static_cast<int>(index) + 1, m_order.at(index));
        writeTable(root, info);
        return m_pdf;
    }

private:
    int newNumber(int old)
    {
        const auto known = m_numbers.constFind(old);
        if (known != m_numbers.constEnd())
            return *known;
        m_order.append(old);
        return *m_numbers.insert(old, static_cast<int>(m_order.size()));
    }

    void writeObject(int number, int old)
    {
        m_offsets.append(m_pdf.size());
        const Object object = m_written.objects.value(old);
        QByteArray head = renumbered(object.head, [this](int reference) { return newNumber(reference); });
        if (old == m_written.info)
            replaceBetween(head, "/CreationDate (", ')', pdfDate(m_date));
        if (old == m_written.root)
            replaceBetween(head, "/Type /Catalog\n", '/',
                           "/Lang (en)\n/ViewerPreferences <</DisplayDocTitle true>>\n" + placesEntry(m_places));
        if (head.contains("/Type /FontDescriptor"))
            replaceBetween(head, "/FontName /", '+', subsetTag(number));
        m_pdf += QByteArray::number(number) + " 0 obj\n" + head + object.stream + "endobj\n";
    }

    void writeTable(int root, int info)
    {
        const QByteArray id = crypto::sha256(m_pdf).first(16).toHex();
        const qsizetype table = m_pdf.size();
        const QByteArray size = QByteArray::number(m_offsets.size() + 1);
        m_pdf += "xref\n0 " + size + "\n0000000000 65535 f \n";
        for (const qsizetype offset : m_offsets)
            m_pdf += QByteArray::number(offset).rightJustified(10, '0') + " 00000 n \n";
        m_pdf += "trailer\n<< /Size " + size + " /Root " + QByteArray::number(root) + " 0 R /Info " +
                 QByteArray::number(info) + " 0 R /ID [<" + id + "> <" + id + ">] >>\nstartxref\n" +
                 QByteArray::number(table) + "\n%%EOF\n";
    }

    const Written &m_written;
    QDateTime m_date;
    QList<SignaturePlace> m_places;
    QHash<int, int> m_numbers;
    QList<int> m_order;
    QList<qsizetype> m_offsets;
    QByteArray m_pdf;
};

} // namespace

std::optional<QByteArray> canonicalPdf(const QByteArray &written, const QDateTime &date,
                                       const QList<SignaturePlace> &places)
{
    const auto parsed = read(written);
    if (!parsed)
        return {};
    return Writer(*parsed, date, places).write();
}

QByteArray pdfDate(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("'D:'yyyyMMddHHmmss'Z'")).toLatin1();
}

} // namespace cutover::pdf
