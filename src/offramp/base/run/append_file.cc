// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/append_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace offramp {

AppendFile::AppendFile(std::filesystem::path path, std::size_t keep) : path_(std::move(path)), keep_(keep) {}

AppendFile::~AppendFile() {
  if (file_ >= 0) ::close(file_);
}

std::string AppendFile::problem(const char* what) const {
  return fmt::format("{} {}: {}", path_.string(), what, std::strerror(errno));
}

std::optional<std::string> AppendFile::open() {
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) return problem("cannot be opened for writing");
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return path_.string() + " is being written by another program";
  if (grown()) return path_.string() + " has grown since it was read; run this again";
  if (::ftruncate(file_, static_cast<off_t>(keep_)) != 0) return problem("cannot be cut to its whole lines");
  if (::lseek(file_, 0, SEEK_END) < 0) return problem("cannot be written");
  return std::nullopt;
}

// Whether whole lines stand behind what was read: somebody else wrote them.
bool AppendFile::grown() const {
  const off_t size = ::lseek(file_, 0, SEEK_END);
  if (size < static_cast<off_t>(keep_)) return true;
  std::string rest(static_cast<std::size_t>(size) - keep_, '\0');
  std::size_t done = 0;
  while (done < rest.size()) {
    const ssize_t now =
        ::pread(file_, rest.data() + done, rest.size() - done, static_cast<off_t>(keep_ + done));
    if (now < 0 && errno == EINTR) continue;
    if (now <= 0) break;
    done += static_cast<std::size_t>(now);
  }
  return rest.find('\n') != std::string::npos;
}

std::optional<std::string> AppendFile::add(std::string_view line) {
  if (file_ < 0) {
    if (auto wrong = open()) return wrong;
  }
  const std::string bytes = std::string(line) + "\n";
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t now = ::write(file_, bytes.data() + done, bytes.size() - done);
    if (now < 0 && errno == EINTR) continue;
    if (now < 0) return problem("cannot be written");
    done += static_cast<std::size_t>(now);
  }
  if (::fsync(file_) != 0) return problem("cannot be written to the disk");
  return std::nullopt;
}

}  // namespace offramp
