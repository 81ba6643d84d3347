// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What others wrote steers no terminal: control characters and turned writing are seen, everything else stays.
#include "models/words.h"

#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;

class WordsVisibleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyControlCharacterIsSeen();
    void turnedWritingAndOtherLineEndsAreSeen();
    void writingStays();
    void aPausersNameIsOneLineOfARefusal();
};

void WordsVisibleTest::everyControlCharacterIsSeen()
{
    for (int code = 0; code < 0xa0; code = code == 0x1f ? 0x7f : code + 1) {
        const QString text(QChar(static_cast<char16_t>(code)));
        const QString seen = u"\\x%1"_s.arg(code, 2, 16, QChar(u'0'));
        QCOMPARE(models::oneLine(text), seen);
        QVERIFY(!models::isOneLine(text));
        QCOMPARE(models::visibleText(text), code == '\n' || code == '\t' ? text : seen);
    }
    QCOMPARE(models::visibleText(u"a\u001b]0;X\u0007\r\n\tb"_s), u"a\\x1b]0;X\\x07\\x0d\n\tb"_s);
    QCOMPARE(models::oneLine(u"a\n\tb"_s), u"a\\x0a\\x09b"_s);
}

void WordsVisibleTest::turnedWritingAndOtherLineEndsAreSeen()
{
    for (const char16_t code : {u'\u061c', u'\u200e', u'\u200f', u'\u2028', u'\u2029', u'\u202a', u'\u202b', u'\u202c',
                                u'\u202d', u'\u202e', u'\u2066', u'\u2067', u'\u2068', u'\u2069'}) {
        const QString text{QChar(code)};
        const QString seen = u"\\u%1"_s.arg(static_cast<int>(code), 4, 16, QChar(u'0'));
        QCOMPARE(models::visibleText(text), seen);
        QCOMPARE(models::oneLine(text), seen);
        QVERIFY(!models::isOneLine(text));
    }
}

void WordsVisibleTest::writingStays()
{
    const QString text = u"✓ Zoë Ünal, אבג \u00a0%, 👩\u200d🔧 \\x1b"_s;
    QCOMPARE(models::visibleText(text), text);
    QCOMPARE(models::oneLine(text), text);
    QVERIFY(models::isOneLine(text));
    QVERIFY(models::isOneLine({}));
}

void WordsVisibleTest::aPausersNameIsOneLineOfARefusal()
{
    const domain::Refusal refusal{domain::RefusalCode::Paused, {u"a\u001b]0;X\u0007\n✓ all is well"_s, {}}};
    QVERIFY(models::isOneLine(models::oneLine(models::refusalText(refusal))));
}

QTEST_GUILESS_MAIN(WordsVisibleTest)
#include "tst_wordsvisible.moc"
