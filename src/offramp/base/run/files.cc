// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace offramp {
namespace {

// Closes on every way out.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

std::string reason(std::string_view what) {
  return fmt::format("{}: {}", what, std::strerror(errno));
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

FileBytes read_file(const std::filesystem::path& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return {{}, reason("cannot be opened")};
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) return {{}, reason("cannot be read")};
  if (S_ISDIR(status.st_mode)) return {{}, "is a folder, not a file"};
  FileBytes result;
  char buffer[65536];
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {{}, reason("cannot be read")};
    if (count == 0) return result;
    result.bytes.append(buffer, static_cast<std::size_t>(count));
    if (result.bytes.size() > limit) return {{}, fmt::format("is larger than {} bytes", limit)};
  }
}

std::optional<std::string> write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return "is a folder, not a file";
  // A device or pipe cannot be replaced; it is written in place.
  if (std::filesystem::exists(path, ignored) && !std::filesystem::is_regular_file(path, ignored)) {
    Descriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (device.get() < 0) return reason("cannot be opened for writing");
    if (!write_all(device.get(), bytes)) return reason("cannot be written");
    return std::nullopt;
  }
  std::filesystem::path target = std::filesystem::weakly_canonical(path, ignored);
  if (ignored || target.empty()) target = path;
  std::string temporary = target.string() + ".XXXXXX";
  Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (file.get() < 0) return reason("cannot be created");
  const auto fail = [&](std::string_view what) {
    std::string text = reason(what);
    ::unlink(temporary.c_str());
    return text;
  };
  if (!write_all(file.get(), bytes)) return fail("cannot be written");
  struct stat old = {};
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = ::stat(target.c_str(), &old) == 0 ? (old.st_mode & 0777u) : (0666u & ~mask);
  if (::fchmod(file.get(), mode) != 0) return fail("cannot be given its permissions");
  if (::fsync(file.get()) != 0) return fail("cannot be written to the disk");
  if (::close(file.release()) != 0) return fail("cannot be closed");
  if (::rename(temporary.c_str(), target.c_str()) != 0) return fail("cannot be put in place");
  return std::nullopt;
}

}  // namespace offramp
