// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises what every target needs: the input as our readers take it, and a promise that ends the program when broken.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// One input, handed over by libFuzzer or by the replay. Ends the program where a reader breaks a promise; else 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace cutover::tests {

inline QByteArrayView inputOf(const std::uint8_t *data, std::size_t size)
{
    return {data, static_cast<qsizetype>(size)};
}

inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace cutover::tests
