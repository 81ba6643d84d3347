// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pdflimits.h"

#include "pdf/pdfverifier.h"

#include <algorithm>
#include <set>
#include <vector>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using Handle = QPDFObjectHandle;

PdfError unsupported(const QString &what)
{
    return {PdfError::Code::StructureUnsupported, {what}};
}

/// Only an indirect node is one that can be told when it is met again.
bool addKids(Handle node, std::set<QPDFObjGen> &met, std::vector<Handle> &kids)
{
    Handle list = node.isDictionary() ? node.getKey("/Kids") : Handle::newNull();
    const int count = list.isArray() ? list.getArrayNItems() : 0;
    if (count > mostObjects)
        return false;
    for (int index = 0; index < count; ++index) {
        kids.push_back(list.getArrayItem(index));
        if (!kids.back().isIndirect() || !met.insert(kids.back().getObjGen()).second)
            return false;
    }
    return true;
}

bool isSmallTree(const Handle &root)
{
    std::set<QPDFObjGen> met{root.getObjGen()};
    std::vector<Handle> level{root};
    for (int depth = 0; !level.empty(); ++depth) {
        std::vector<Handle> below;
        const bool isPlain = std::ranges::all_of(level, [&](const Handle &node) { return addKids(node, met, below); });
        if (!isPlain || depth >= deepestTree)
            return false;
        level = std::move(below);
    }
    return true;
}

} // namespace

std::optional<PdfError> objectionToBulk(const QByteArray &pdf)
{
    if (pdf.size() > largestPdf)
        return PdfError{PdfError::Code::TooLarge, {QString::number(pdf.size()), QString::number(largestPdf)}};
    // What is not within a stream begins with these words, which have no second spelling.
    if (pdf.count("obj") - pdf.count("endobj") > mostObjects)
        return unsupported(u"objects"_s);
    if (pdf.count("stream") - pdf.count("endstream") > mostStreams)
        return unsupported(u"streams"_s);
    return {};
}

std::optional<PdfError> objectionToTable(QPDF &document)
{
    const auto table = document.getXRefTable();
    if (std::ranges::any_of(table, [](const auto &entry) { return entry.second.getType() == 2; }))
        return unsupported(u"object_stream"_s);
    return {};
}

std::optional<PdfError> objectionToTrees(QPDF &document)
{
    Handle root = document.getRoot();
    if (!isSmallTree(root.getKey("/Pages")))
        return unsupported(u"page_tree"_s);
    Handle names = root.getKey("/Names");
    if (names.isDictionary() && !isSmallTree(names.getKey("/EmbeddedFiles")))
        return unsupported(u"name_tree"_s);
    return {};
}

} // namespace cutover::pdf
