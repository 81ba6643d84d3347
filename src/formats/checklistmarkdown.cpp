// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/checklistmarkdown.h"

#include "domain/criterion.h"
#include "formats/visibletext.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringDecoder>
#include <QStringList>

#include <array>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = DocumentError::Code;

namespace {

const QString s_dash = u" \u2014 "_s;
constexpr QLatin1String rollbackPrefix{"rollback-"};

/// Letters and digits in lower case: «DR Recovery Validated» and «dr recovery  validated:» are one title.
QString normal(const QString &title)
{
    static const QRegularExpression others(u"[^\\p{L}\\p{N}+%/-]+"_s);
    return QString(title).replace(others, u" "_s).trimmed().toLower();
}

/// Titles of the checklist's boxes, and of the criteria in its decision template.
const QHash<QString, QString> &titles()
{
    static const QHash<QString, QString> all = [] {
        QHash<QString, QString> keys{{u"readyz endpoint"_s, u"readyz"_s},
                                     {u"key rotation status"_s, u"key-rotation"_s},
                                     {u"policy signatures"_s, u"policy-signatures"_s},
                                     {u"pii circuit breaker"_s, u"pii-breaker"_s},
                                     {u"canary health"_s, u"canary-health"_s},
                                     {u"rehearsal completed"_s, u"rehearsal"_s},
                                     {u"ops dashboard"_s, u"dashboard"_s},
                                     {u"slack alerts"_s, u"alerts"_s},
                                     {u"monitoring baselines"_s, u"baselines"_s},
                                     {u"final health check"_s, u"final-check"_s},
                                     {u"freeze deployments"_s, u"freeze"_s},
                                     {u"notify stakeholders"_s, u"stakeholders"_s},
                                     {u"war room ready"_s, u"war-room"_s},
                                     {u"smoke tests"_s, u"smoke"_s},
                                     {u"performance validation"_s, u"performance"_s},
                                     {u"error rate check"_s, u"error-rate"_s},
                                     {u"go"_s, u"go"_s},
                                     {u"no-go"_s, u"no-go"_s}};
        for (const auto &fixed : domain::criteria())
            keys.insert(normal(fixed.title), fixed.key);
        return keys;
    }();
    return all;
}

/// Steps beneath «Post-Rollback Actions».
QString rollbackKey(const QString &title)
{
    static const QHash<QString, QString> keys{{u"capture evidence"_s, u"rollback-capture"_s},
                                              {u"notify stakeholders"_s, u"rollback-notify"_s},
                                              {u"incident review"_s, u"rollback-review"_s}};
    return keys.value(title);
}

/// A value that stands for one still to be written: nothing, a line of underscores, or words in square brackets.
bool isPlaceholder(const QString &value)
{
    static const QRegularExpression blank(u"\\A(?:_{3,}|\\.{3,}|\\[[^\\]#]*\\](?:\\([^)]*\\))?)?\\z"_s);
    static const QRegularExpression dash(u"\\s+[-\u2013\u2014]\\s+"_s);
    const auto parts = value.split(dash);
    return std::ranges::all_of(parts, [](const QString &part) { return blank.match(part.trimmed()).hasMatch(); });
}

/// Where the cells of a table's line begin and end; a pipe behind a backslash is text.
QList<std::pair<qsizetype, qsizetype>> cellsOf(const QString &line)
{
    QList<qsizetype> pipes;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line.at(i) == u'\\')
            ++i;
        else if (line.at(i) == u'|')
            pipes.append(i);
    }
    QList<std::pair<qsizetype, qsizetype>> cells;
    for (qsizetype i = 1; i < pipes.size(); ++i)
        cells.append({pipes.at(i - 1) + 1, pipes.at(i)});
    return cells;
}

qsizetype trimmedEnd(const QString &text)
{
    qsizetype end = text.size();
    while (end > 0 && text.at(end - 1).isSpace())
        --end;
    return end;
}

class ChecklistWriter
{
public:
    explicit ChecklistWriter(const ChecklistFilling &filling)
        : m_filling(filling)
    {
    }

    void takeLine(QString line)
    {
        if (!isCode(line) && !takeHeading(line) && !takeBox(line) && !takeStep(line) && !takeRow(line))
            takeField(line);
        m_lines.append(line);
    }

    [[nodiscard]] FilledChecklist result()
    {
        m_filled.markdown = m_lines.join(u'\n').toUtf8();
        return m_filled;
    }

private:
    /// A fence opens, goes on or closes (CommonMark, section 4.5).
    bool isCode(const QString &line)
    {
        static const QRegularExpression fence(u"\\A\\s*(?:[-*+]\\s+|>\\s*)*(`{3,}|~{3,})(.*)\\z"_s,
                                              QRegularExpression::DotMatchesEverythingOption);
        const auto match = fence.match(line);
        const QString marks = match.captured(1);
        if (m_fence.isEmpty()) {
            if (match.hasMatch() && !(marks.startsWith(u'`') && match.captured(2).contains(u'`')))
                m_fence = marks;
            return !m_fence.isEmpty();
        }
        if (marks.startsWith(m_fence) && match.captured(2).trimmed().isEmpty())
            m_fence.clear();
        return true;
    }

    bool takeHeading(const QString &line)
    {
        static const QRegularExpression heading(u"\\A {0,3}(#{1,6})\\s+(.*\\S)\\s*\\z"_s);
        const auto match = heading.match(line);
        if (!match.hasMatch())
            return false;
        const auto level = static_cast<std::size_t>(match.capturedLength(1)) - 1;
        for (std::size_t below = level; below < m_headings.size(); ++below)
            m_headings[below].clear();
        m_headings[level] = match.captured(2);
        return true;
    }

    [[nodiscard]] QString headings() const
    {
        QStringList all;
        for (const auto &heading : m_headings)
            all.append(heading);
        return all.join(u'\n');
    }

    bool takeBox(QString &line)
    {
        static const QRegularExpression box(
            u"\\A(\\s*(?:[-*+]|[0-9]+[.)])\\s+\\[)([ xX])\\]\\s+(?:\\*\\*(.+?)\\*\\*)?"_s);
        const auto match = box.match(line);
        if (!match.hasMatch())
            return false;
        const auto fact = m_filling.boxes.constFind(checklistBoxKey(match.captured(3), headings()));
        if (fact == m_filling.boxes.cend()) {
            ++m_filled.untouched;
            return true;
        }
        ++(fact->isDone ? m_filled.ticked : m_filled.open);
        if (!fact->words.isEmpty())
            line.insert(trimmedEnd(line), s_dash + markdownText(fact->words));
        // The record decides, not who ticked the template: a mark stays only where it says so.
        const bool wasTicked = match.captured(2) != u" "_s;
        if (wasTicked != fact->isDone)
            line[match.capturedStart(2)] = fact->isDone ? u'x' : u' ';
        return true;
    }

    /// The checklist numbers what follows a rollback and gives it no boxes.
    bool takeStep(QString &line)
    {
        static const QRegularExpression step(u"\\A\\s*(?:[-*+]|[0-9]+[.)])\\s+\\*\\*(.+?)\\*\\*"_s);
        const auto match = step.match(line);
        if (!match.hasMatch())
            return false;
        const QString key = checklistBoxKey(match.captured(1), headings());
        const auto fact = key.startsWith(rollbackPrefix) ? m_filling.boxes.constFind(key) : m_filling.boxes.cend();
        if (fact == m_filling.boxes.cend())
            return false;
        if (!fact->words.isEmpty())
            line.insert(trimmedEnd(line), s_dash + markdownText(fact->words));
        return true;
    }

    bool takeRow(QString &line)
    {
        static const QRegularExpression go(u"[\u2610\u2611\u2612](?=\\s*GO\\b)"_s);
        static const QRegularExpression noGo(u"[\u2610\u2611\u2612](?=\\s*NO-GO\\b)"_s);
        if (!line.trimmed().startsWith(u'|'))
            return false;
        const auto cells = cellsOf(line);
        const TableFact *fact = nullptr;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const auto [from, to] = cells.at(i);
            const QString cell = line.mid(from, to - from);
            const auto toGo = go.match(cell);
            const auto toNoGo = noGo.match(cell);
            if (!toGo.hasMatch() || !toNoGo.hasMatch()) {
                const auto found = m_filling.rows.constFind(titles().value(normal(cell)));
                fact = found == m_filling.rows.cend() ? fact : &*found;
                continue;
            }
            if (!fact)
                return true;
            if (i + 1 < cells.size()) // behind it first: the places before stay where they are
                addNotes(line, cells.at(i + 1), fact->notes);
            line[from + toGo.capturedStart()] = fact->isGo ? u'\u2612' : u'\u2610';
            line[from + toNoGo.capturedStart()] = fact->isGo ? u'\u2610' : u'\u2612';
            ++m_filled.rows;
            return true;
        }
        return true;
    }

    static void addNotes(QString &line, std::pair<qsizetype, qsizetype> cell, const QString &notes)
    {
        if (notes.isEmpty())
            return;
        const QString own = line.mid(cell.first, cell.second - cell.first);
        const auto end = trimmedEnd(own);
        if (end > 0)
            line.insert(cell.first + end, s_dash + markdownText(notes));
        else
            line.insert(cell.second, own.isEmpty() ? u' ' + markdownText(notes) + u' ' : markdownText(notes) + u' ');
    }

    [[nodiscard]] bool isBeneath(const QString &word) const { return headings().contains(word, Qt::CaseInsensitive); }

    /// A signature's line elsewhere in a person's document is somebody else's.
    [[nodiscard]] bool belongs(const QString &label) const
    {
        static const QStringList ofDecision{u"Decision Maker"_s, u"Signature"_s, u"Date/Time"_s};
        return ofDecision.contains(label) ? isBeneath(u"Decision"_s) : m_headings[1].isEmpty();
    }

    void takeField(QString &line)
    {
        static const QRegularExpression field(u"\\A(\\*\\*([^*]+)\\*\\*\\s*:[ \\t]*)(.*?)[ \\t\\r]*\\z"_s);
        const auto match = field.match(line);
        if (!match.hasMatch())
            return;
        const QString label = match.captured(2).trimmed();
        const QString own = match.captured(3);
        const bool isContact = isBeneath(u"Contact"_s);
        if (!isContact && !belongs(label))
            return;
        const QString value = (isContact ? m_filling.contacts : m_filling.fields).value(label);
        if (value.isEmpty())
            return;
        const QString words = markdownText(value);
        if (isPlaceholder(own))
            line.replace(match.capturedStart(3), own.size(), match.captured(1).endsWith(u':') ? u' ' + words : words);
        else if (!isContact && own != value && own != words)
            line.insert(match.capturedEnd(3), s_dash + m_filling.differs + words);
    }

    const ChecklistFilling &m_filling;
    QStringList m_lines;
    QString m_fence; ///< the marks that opened it
    std::array<QString, 6> m_headings;
    FilledChecklist m_filled;
};

} // namespace

QString checklistBoxKey(const QString &title, const QString &headings)
{
    static const QRegularExpression stage(u"\\bpromote to ([0-9]{1,3})\\s*%"_s);
    const QString wanted = normal(title);
    if (const auto match = stage.match(wanted); match.hasMatch())
        return u"stage:"_s + match.captured(1);
    if (headings.contains("Post-Rollback"_L1, Qt::CaseInsensitive))
        return rollbackKey(wanted);
    const QString key = titles().value(wanted);
    const bool isAfter = headings.contains("Post-Cutover"_L1, Qt::CaseInsensitive);
    return key == "evidence-integrity"_L1 && isAfter ? u"evidence-after"_s : key;
}

QString markdownText(const QString &text)
{
    static const QString marks = u"\\`*_[]<>|~#&$!^"_s;
    QString plain = text;
    plain.replace(u"\r\n"_s, u" "_s).replace(u'\n', u' ').replace(u'\r', u' ').replace(u'\t', u' ');
    QString result;
    for (const QChar c : visibleLine(plain.trimmed())) {
        if (marks.contains(c))
            result += u'\\';
        result += c;
    }
    // What looks like an address becomes a link by itself in many viewers.
    return result.replace(u"://"_s, u":\\/\\/"_s).replace(u"www."_s, u"www\\."_s, Qt::CaseInsensitive);
}

tl::expected<FilledChecklist, DocumentErrors> fillChecklist(QByteArrayView checklist, const QString &file,
                                                            const ChecklistFilling &filling)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = checklist.size() > largestChecklistTemplate ? QString() : decoder.decode(checklist);
    if (decoder.hasError())
        return tl::make_unexpected(DocumentErrors{{Code::NotChecklist, file, {}, 1, {u"invalid_utf8"_s}}});
    ChecklistWriter writer(filling);
    for (const auto &line : text.split(u'\n'))
        writer.takeLine(line);
    auto filled = writer.result();
    if (filled.ticked + filled.open + filled.rows == 0)
        return tl::make_unexpected(DocumentErrors{{Code::NotChecklist, file, {}, 1, {}}});
    return filled;
}

} // namespace cutover::formats
