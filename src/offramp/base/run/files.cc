// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "offramp/base/run/descriptor.h"

namespace offramp {
FileBytes read_file(const std::filesystem::path& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return {{}, with_reason("cannot be opened")};
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) return {{}, with_reason("cannot be read")};
  if (S_ISDIR(status.st_mode)) return {{}, "is a folder, not a file"};
  FileBytes result;
  char buffer[65536];
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {{}, with_reason("cannot be read")};
    if (count == 0) return result;
    result.bytes.append(buffer, static_cast<std::size_t>(count));
    if (result.bytes.size() > limit) return {{}, fmt::format("is larger than {} bytes", limit)};
  }
}

}  // namespace offramp
