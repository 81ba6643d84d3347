// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises what a signer with an editor of his own can do: a signed revision taken apart, changed, and signed again.
#pragma once

#include "pdf/samples.h"

#include <QMap>

#include <functional>

namespace cutover::tests {

class Forge
{
public:
    QByteArray before;             ///< the file that the revision follows
    QMap<int, QByteArray> objects; ///< number → all between "obj" and "endobj"
    QByteArray trailer;            ///< "<< … >>", /Size and /Prev as they were
    QByteArray behindObjects;      ///< bytes in front of the table
    QByteArray sections;           ///< further sections of the table
    QByteArray tail;               ///< behind the end-of-file mark, and covered
    int signature = 0;             ///< number of the signature's dictionary
    std::function<QByteArray(qsizetype gapBegin, qsizetype gapEnd, qsizetype end)> range = &Forge::honestRange;
    std::function<QByteArray(QByteArrayView digest, const SigningKey &)> cms = &Forge::honestCms;
    std::function<QByteArray(QByteArray hex)> contents = [](const QByteArray &hex) { return hex; };

    /// The last revision of `pdf`, which follows its first `size` bytes.
    static Forge open(const QByteArray &pdf, qsizetype size)
    {
        Forge forge;
        forge.before = pdf.first(size);
        qsizetype at = size;
        for (; pdf.mid(at, 5) != "xref\n"; at = pdf.indexOf("\nendobj\n", at) + 8) {
            const int number = pdf.mid(at, 10).split(' ').first().toInt();
            const qsizetype begin = pdf.indexOf(" obj\n", at) + 5;
            forge.objects[number] = pdf.mid(begin, pdf.indexOf("\nendobj\n", begin) - begin);
            if (forge.objects[number].startsWith("<< /Type /Sig ") ||
                forge.objects[number].startsWith("<< /Type /DocTimeStamp "))
                forge.signature = number;
        }
        const qsizetype trailerAt = pdf.indexOf("trailer\n", at) + 8;
        forge.trailer = pdf.mid(trailerAt, pdf.indexOf("\nstartxref", trailerAt) - trailerAt);
        return forge;
    }

    /// Number of the object whose text begins so; 0 if there is none.
    [[nodiscard]] int find(const QByteArray &beginning) const
    {
        for (auto object = objects.cbegin(); object != objects.cend(); ++object) {
            if (object->startsWith(beginning))
                return object.key();
        }
        return 0;
    }
    [[nodiscard]] int field() const { return find("<< /AP") ? find("<< /AP") : find("<< /F 132"); }
    [[nodiscard]] int stamp() const { return find("<< /Type /XObject"); }
    [[nodiscard]] int form() const { return find("<< /Fields"); }
    [[nodiscard]] int annotations() const { return find("[ "); }
    void replace(int number, const QByteArray &old, const QByteArray &now)
    {
        Q_ASSERT(objects[number].contains(old));
        objects[number].replace(old, now);
    }
    [[nodiscard]] int size() const { return trailer.mid(trailer.indexOf("/Size ") + 6, 10).split(' ').first().toInt(); }
    /// A number that no object has yet; /Size grows with it.
    int add(const QByteArray &text)
    {
        const int number = size();
        trailer.replace("/Size " + QByteArray::number(number), "/Size " + QByteArray::number(number + 1));
        objects[number] = text;
        return number;
    }
    /// The text of an object as `before` has it last.
    [[nodiscard]] QByteArray old(int number) const
    {
        const QByteArray begin = '\n' + QByteArray::number(number) + " 0 obj\n";
        const qsizetype at = before.lastIndexOf(begin) + begin.size();
        return before.mid(at, before.indexOf("endobj", at) - at).trimmed();
    }
    /// Number behind `key` in the newest trailer of `before`: /Root, /Info.
    [[nodiscard]] int named(const QByteArray &key) const
    {
        const qsizetype at = before.lastIndexOf(key + ' ') + key.size() + 1;
        return before.mid(at, 10).split(' ').first().toInt();
    }
    /// Number of the first object of `before` that contains `mark`.
    [[nodiscard]] int holding(const QByteArray &mark) const
    {
        const qsizetype at = before.lastIndexOf(" 0 obj\n", before.indexOf(mark));
        return before.mid(before.lastIndexOf('\n', at) + 1, 10).split(' ').first().toInt();
    }

    [[nodiscard]] QByteArray sign(const SigningKey &signer) const
    {
        QByteArray pdf = written();
        if (signature == 0)
            return pdf;
        const qsizetype object = pdf.lastIndexOf('\n' + QByteArray::number(signature) + " 0 obj\n");
        const qsizetype rangeBegin = pdf.indexOf("/ByteRange [", object) + 12;
        const qsizetype rangeEnd = pdf.indexOf(']', rangeBegin);
        const qsizetype gap = pdf.indexOf("/Contents <", object) + 10;
        const qsizetype gapEnd = pdf.indexOf('>', gap) + 1;
        const QByteArray numbers = range(gap, gapEnd, pdf.size()).leftJustified(rangeEnd - rangeBegin, ' ');
        pdf.replace(rangeBegin, rangeEnd - rangeBegin, numbers);
        const QByteArray digest = crypto::sha256(pdf.first(gap) + pdf.sliced(gapEnd));
        const QByteArray hex = contents(cms(digest, signer).toHex().leftJustified(gapEnd - gap - 2, '0'));
        return pdf.replace(gap + 1, gapEnd - gap - 2, hex);
    }

    static QByteArray honestRange(qsizetype gapBegin, qsizetype gapEnd, qsizetype end)
    {
        return "0 " + QByteArray::number(gapBegin) + ' ' + QByteArray::number(gapEnd) + ' ' +
               QByteArray::number(end - gapEnd);
    }
    static QByteArray honestCms(QByteArrayView digest, const SigningKey &signer)
    {
        return crypto::signDetached(digest, signer.certificate,
                                    [&signer](QByteArrayView bytes) { return signer.key.sign(bytes); })
            .value_or(QByteArray());
    }

private:
    [[nodiscard]] QByteArray written() const
    {
        QByteArray pdf = before;
        QByteArray table = "xref\n";
        for (auto object = objects.cbegin(); object != objects.cend(); ++object) {
            table += QByteArray::number(object.key()) + " 1\n" +
                     QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
            pdf += QByteArray::number(object.key()) + " 0 obj\n" + *object + "\nendobj\n";
        }
        pdf += behindObjects;
        const QByteArray start = QByteArray::number(pdf.size());
        return pdf + table + sections + "trailer\n" + trailer + "\nstartxref\n" + start + "\n%%EOF\n" + tail;
    }
};

} // namespace cutover::tests
