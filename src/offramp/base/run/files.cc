// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "offramp/base/run/descriptor.h"

namespace offramp {
namespace {

constexpr int kMillisecondsBetweenStops = 100;

// Whether there is something to read, be it the end.
bool ready(int descriptor) {
  pollfd waiting = {descriptor, POLLIN, 0};
  return ::poll(&waiting, 1, kMillisecondsBetweenStops) > 0;
}

}  // namespace

// Not blocking, so that a pipe without a writer is opened too; it is ready when a writer has come.
FileBytes read_file(const std::filesystem::path& path, std::size_t limit, StopToken stop) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return {{}, with_reason("cannot be opened")};
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) return {{}, with_reason("cannot be read")};
  if (S_ISDIR(status.st_mode)) return {{}, "is a folder, not a file"};
  FileBytes result;
  char buffer[65536];
  for (;;) {
    if (stop.stop_requested()) throw Stopped{};
    if (!ready(file.get())) continue;
    const ssize_t count = ::read(file.get(), buffer, sizeof buffer);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count < 0) return {{}, with_reason("cannot be read")};
    if (count == 0) return result;
    result.bytes.append(buffer, static_cast<std::size_t>(count));
    if (result.bytes.size() > limit) return {{}, fmt::format("is larger than {} bytes", limit)};
  }
}

}  // namespace offramp
