// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// abortclock REASON TIME STAGE: an abort command that first of all takes down when it was started: nanoseconds of
// CLOCK_MONOTONIC into the file TIME, then `abort` into STAGE.
#include <cstdio>
#include <ctime>
#include <string>

namespace {

bool write(const std::string &file, const std::string &text)
{
    auto *stream = std::fopen(file.c_str(), "w");
    const bool written = stream && std::fputs(text.c_str(), stream) >= 0;
    return stream && std::fclose(stream) == 0 && written;
}

} // namespace

int main(int argc, char *argv[])
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (argc != 4)
        return 2;
    const std::string time(argv[2]);
    const std::string fresh = time + ".new";
    if (!write(fresh, std::to_string(now.tv_sec * 1'000'000'000LL + now.tv_nsec)) ||
        std::rename(fresh.c_str(), time.c_str()) != 0)
        return 1;
    return write(argv[3], "abort\n") ? 0 : 1;
}
