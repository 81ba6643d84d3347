// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdferror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <tl/expected.hpp>

#include <memory>
#include <vector>

// Without it libqpdf 11 warns at every inclusion; 4 leaves its old pointer class out.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>

namespace cutover::pdf {

/// A PDF as the parser reads it without recovery: every object resolved, every stream decoded, and not one warning; no
/// more of any of them than pdflimits.h and boundedfilter.h allow, so that nobody need ask again.
/// Only this room's .cpp files include it. Not thread-safe; the bytes must outlive it.
class PdfFile
{
public:
    /// Errors: too_large, not_a_pdf, structure_damaged, structure_unsupported, encrypted.
    [[nodiscard]] static tl::expected<PdfFile, PdfError> open(const QByteArray &bytes);
    /// What a parser with recovery makes of bytes that `open` refuses: enough to name things in a damaged file by, and
    /// nothing to believe. Errors: too_large, structure_damaged, structure_unsupported, encrypted.
    [[nodiscard]] static tl::expected<PdfFile, PdfError> salvage(const QByteArray &bytes);

    [[nodiscard]] QPDF &document() { return *m_document; }
    [[nodiscard]] std::vector<QPDFObjectHandle> objects() { return m_document->getAllObjects(); }

private:
    enum class Recovery { None, Attempted };

    [[nodiscard]] static tl::expected<PdfFile, PdfError> read(const QByteArray &bytes, Recovery recovery);
    explicit PdfFile(std::unique_ptr<QPDF> document)
        : m_document(std::move(document))
    {
    }

    std::unique_ptr<QPDF> m_document;
};

/// The text of `key` as UTF-16; empty where it is no string.
[[nodiscard]] QString textOf(QPDFObjectHandle dictionary, const char *key);

} // namespace cutover::pdf
