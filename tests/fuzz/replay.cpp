// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// replay MUTATIONS FOLDER…: hands every file of the folders to the target it is linked with, then so many damaged ones,
// the same in every run. An input that ends the program is named on standard error.
#include "fuzz/fuzz.h"
#include "fuzz/mutation.h"

#include <QDir>
#include <QFile>

#include <array>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace {

std::array<char, 1024> s_current{};

void sayCurrent(int number)
{
    std::ignore = ::write(STDERR_FILENO, s_current.data(), qstrnlen(s_current.data(), s_current.size()));
    std::signal(number, SIG_DFL);
    std::raise(number);
}

void run(const QByteArray &bytes, const QString &file, int mutation)
{
    std::snprintf(s_current.data(), s_current.size(), "the program ended at mutation %d of %s\n", mutation,
                  qPrintable(file));
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()),
                           static_cast<std::size_t>(bytes.size()));
}

struct Seed
{
    QString file;
    QByteArray bytes;
};

QList<Seed> seedsOf(const QString &folder)
{
    QList<Seed> seeds;
    const auto files = QDir(folder).entryInfoList(QDir::Files, QDir::Name);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            seeds.append({info.filePath(), file.readAll()});
    }
    return seeds;
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGABRT, sayCurrent);
    std::signal(SIGSEGV, sayCurrent);
    const int mutations = argc > 1 ? std::atoi(argv[1]) : 0;
    QList<Seed> seeds;
    for (int folder = 2; folder < argc; ++folder)
        seeds += seedsOf(QString::fromLocal8Bit(argv[folder]));
    if (seeds.isEmpty()) {
        std::fputs("usage: replay MUTATIONS FOLDER…, with files in the folders\n", stderr);
        return 2;
    }
    for (const Seed &seed : seeds)
        run(seed.bytes, seed.file, -1);
    QRandomGenerator random(1);
    for (int mutation = 0; mutation < mutations; ++mutation) {
        const Seed &seed = seeds.at(mutation % seeds.size());
        run(cutover::tests::mutated(seed.bytes, random), seed.file, mutation);
    }
    std::printf("%lld files and %d mutations\n", static_cast<long long>(seeds.size()), mutations);
    return 0;
}
