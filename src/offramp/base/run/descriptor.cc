// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/descriptor.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace offramp {

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

bool Descriptor::lock() const {
  return ::flock(number_, LOCK_EX | LOCK_NB) == 0;
}

std::string with_reason(std::string_view what) {
  return fmt::format("{}: {}", what, std::strerror(errno));
}

void clear_leftovers(const std::filesystem::path& folder, std::string_view prefix) {
  namespace fs = std::filesystem;
  std::error_code none;
  std::vector<fs::path> left;
  for (fs::directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(prefix) && name.size() == prefix.size() + 6) left.push_back(entry->path());
  }
  for (const fs::path& path : left) {
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0 || status.st_uid != ::geteuid()) continue;
    if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) continue;
    const Descriptor held(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (held.get() >= 0 && held.lock()) fs::remove_all(path, none);
  }
}

}  // namespace offramp
