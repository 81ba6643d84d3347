// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/boundedfilter.h"

#include "pdf/pdffile.h"

#include <memory>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDFStreamFilter.hh>
#include <stdexcept>

namespace cutover::pdf {

namespace {

/// libqpdf makes one filter for each name in a stream's /Filter before it asks the first of them, and tells none of
/// its neighbours.
thread_local int s_alive = 0;
thread_local int s_forbidden = 0;

class Bound : public Pipeline
{
public:
    explicit Bound(Pipeline *into)
        : Pipeline("bound", into)
    {
    }

    void write(const unsigned char *data, std::size_t size) override
    {
        getNext()->write(data, size);
        m_left -= static_cast<qsizetype>(size);
        if (m_left < 0)
            throw std::length_error("a stream decodes to more than any of a decision");
    }

    void finish() override { getNext()->finish(); }

private:
    qsizetype m_left = mostDecoded;
};

class BoundedFlate : public QPDFStreamFilter
{
public:
    BoundedFlate() { ++s_alive; }
    ~BoundedFlate() override { --s_alive; }

    bool setDecodeParms(QPDFObjectHandle parameters) override
    {
        return parameters.isNull() && s_alive == 1 && s_forbidden == 0;
    }

    Pipeline *getDecodePipeline(Pipeline *next) override
    {
        m_bound = std::make_unique<Bound>(next);
        m_flate = std::make_unique<Pl_Flate>("flate", m_bound.get(), Pl_Flate::a_inflate);
        return m_flate.get();
    }

private:
    std::unique_ptr<Bound> m_bound;
    std::unique_ptr<Pl_Flate> m_flate;
};

class NoFilter : public QPDFStreamFilter
{
public:
    bool setDecodeParms(QPDFObjectHandle /*parameters*/) override { return false; }
    Pipeline *getDecodePipeline(Pipeline *next) override { return next; }
};

bool registerFilters()
{
    QPDF::registerStreamFilter("/FlateDecode", [] { return std::make_shared<BoundedFlate>(); });
    for (const char *name :
         {"/Crypt", "/LZWDecode", "/RunLengthDecode", "/DCTDecode", "/ASCII85Decode", "/ASCIIHexDecode"})
        QPDF::registerStreamFilter(name, [] { return std::make_shared<NoFilter>(); });
    return true;
}

} // namespace

void boundFilters()
{
    [[maybe_unused]] static const bool isDone = registerFilters();
}

WithoutFilters::WithoutFilters()
{
    ++s_forbidden;
}

WithoutFilters::~WithoutFilters()
{
    --s_forbidden;
}

} // namespace cutover::pdf
