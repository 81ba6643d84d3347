// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/redaction.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace cutover::notify {

namespace {

constexpr qsizetype shortestWord = 8;
constexpr qsizetype longestForm = 8; // bytes that one byte may be written with: &#x002F;
constexpr QByteArrayView s_ellipsis = "…";

/// One byte, as a text writes it in several.
struct Form
{
    qsizetype length = 0; ///< 0: it is none
    char byte = 0;
};

Form number(QByteArrayView digits, int base, qsizetype length)
{
    const auto isDigit = [base](char c) { return base == 16 ? std::isxdigit(uchar(c)) : std::isdigit(uchar(c)); };
    bool isNumber = false;
    const uint value = digits.toUInt(&isNumber, base);
    constexpr uint most = 0xff;
    if (!isNumber || value > most || !std::ranges::all_of(digits, isDigit))
        return {};
    return {length, static_cast<char>(value)};
}

Form percentForm(QByteArrayView text)
{
    return text.startsWith('%') && text.size() >= 3 ? number(text.sliced(1, 2), 16, 3) : Form{};
}

Form jsonForm(QByteArrayView text)
{
    if (text.size() < 2 || text.front() != '\\')
        return {};
    constexpr qsizetype length = 6;
    if (text.at(1) == 'u')
        return text.size() >= length ? number(text.sliced(2, 4), 16, length) : Form{};
    return {2, text.at(1)};
}

Form htmlForm(QByteArrayView text)
{
    struct Name
    {
        QByteArrayView name;
        char byte;
    };
    constexpr std::array<Name, 5> names{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
    for (const auto &[name, byte] : names)
        if (text.startsWith(name))
            return {name.size(), byte};
    if (!text.startsWith("&#"))
        return {};
    const auto end = text.first(std::min(text.size(), longestForm)).indexOf(';');
    const bool isHex = text.size() > 2 && (text.at(2) == 'x' || text.at(2) == 'X');
    const qsizetype start = isHex ? 3 : 2;
    return end > start ? number(text.sliced(start, end - start), isHex ? 16 : 10, end + 1) : Form{};
}

bool isSame(char one, char other)
{
    return std::tolower(uchar(one)) == std::tolower(uchar(other));
}

/// Bytes of the text that stand for this one; 0 where it begins with another.
qsizetype lengthOf(char byte, QByteArrayView text)
{
    for (const auto form : {percentForm(text), jsonForm(text), htmlForm(text)})
        if (form.length > 0 && isSame(form.byte, byte))
            return form.length;
    return isSame(text.front(), byte) ? 1 : 0;
}

} // namespace

void Redaction::add(QByteArrayView bytes, qsizetype least)
{
    if (!bytes.isEmpty())
        m_needles.push_back({crypto::Secret::consume(QByteArray(bytes.data(), bytes.size())), least});
    const QByteArray decoded = QByteArray::fromPercentEncoding(bytes.toByteArray());
    if (decoded != bytes)
        m_needles.push_back(
            {crypto::Secret::consume(QByteArray(decoded.data(), decoded.size())), std::min(least, decoded.size())});
}

void Redaction::addWords(QByteArray text, char separator)
{
    for (const auto &word : text.replace('&', separator).replace('=', separator).split(separator))
        if (word.size() >= shortestWord)
            add(word, shortestWord);
}

void Redaction::addUrl(const QUrl &url, QByteArrayView asFound)
{
    const auto addWhole = [this](QByteArrayView text) { add(text, text.size()); };
    addWhole(asFound);
    addWhole(url.toEncoded());
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    const QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
    const QByteArray target = query.isEmpty() ? path : path + '?' + query;
    constexpr qsizetype slash = 1;
    for (const auto &text : {path, target})
        if (text.size() > slash)
            add(text, std::min(text.size(), shortestWord));
    addWords(path, '/');
    addWords(query, '&');
    if (url.password().isEmpty())
        return;
    addKey(url.password(QUrl::FullyEncoded).toLatin1());
    addKey((url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded)).toUtf8().toBase64());
}

void Redaction::addKey(QByteArrayView key)
{
    add(key, std::min(key.size(), shortestWord));
}

qsizetype Redaction::overhang() const
{
    qsizetype longest = 0;
    for (const auto &needle : m_needles)
        longest = std::max(longest, needle.bytes.size());
    return longest * longestForm;
}

qsizetype Redaction::foundAt(QByteArrayView text) const
{
    qsizetype longest = 0;
    for (const auto &[bytes, least] : m_needles) {
        qsizetype length = 0;
        qsizetype count = 0;
        for (const char byte : bytes.view()) {
            const auto form = length < text.size() ? lengthOf(byte, text.sliced(length)) : 0;
            if (form == 0)
                break;
            length += form;
            ++count;
        }
        if (count >= least)
            longest = std::max(longest, length);
    }
    return longest;
}

QByteArray Redaction::applied(QByteArrayView text, qsizetype kept) const
{
    QByteArray result;
    for (qsizetype at = 0; at < std::min(text.size(), kept);) {
        const auto found = foundAt(text.sliced(at));
        const auto piece = found > 0 ? s_ellipsis : text.sliced(at, 1);
        if (result.size() + piece.size() > kept)
            break;
        result += piece;
        at += std::max(found, qsizetype(1));
    }
    return result;
}

} // namespace cutover::notify
