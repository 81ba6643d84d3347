// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace cutover::session {

/// The envelope that goes with a PDF: it states the same as the attached one, bears all of its signatures, and as many
/// as the PDF where one does. File names say nothing.
///
/// Looked for among `given`, the files handed over in the same call, and beside the PDF under its own name; where
/// neither has one and the PDF bears more signatures than its attached envelope, among all envelopes (*.dsse.json)
/// beside it. Empty: none. Blocks for reading; any thread.
[[nodiscard]] QByteArray envelopeBeside(const QString &file, const QByteArray &pdf, const QByteArray &attached,
                                        const QStringList &given);

} // namespace cutover::session
