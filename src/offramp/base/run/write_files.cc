// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/write_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <iterator>

#include "offramp/base/run/descriptor.h"

namespace offramp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHidden = ".offramp-unfinished-";

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// What a chain of links ends in, also when nothing is there.
fs::path followed(fs::path path) {
  std::error_code none;
  for (int links = 0; links < 40 && fs::is_symlink(path, none); ++links) {
    const fs::path target = fs::read_symlink(path, none);
    if (none) break;
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return path;
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// Permissions: those of the file that is replaced, else what the user's mask leaves.
mode_t mode_for(const fs::path& target) {
  struct stat old = {};
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return ::stat(target.c_str(), &old) == 0 ? (old.st_mode & 0777u) : (0666u & ~mask);
}

}  // namespace

struct StagedFiles::Staged {
  enum class Place { device, unnamed, hidden };
  fs::path shown, target, folder;  ///< as the user wrote it; links followed; where the bytes wait
  Place place = Place::unnamed;
  Descriptor file;
  std::string device_bytes;
  bool replace = true, make_folder = false;
  fs::path hidden;  ///< the name beside the target, while there is one
  // What `commit` did.
  bool appeared = false, exchanged = false;
  std::vector<fs::path> folders_made;

  explicit Staged(const FileToWrite& asked)
      : shown(asked.path),
        target(followed(asked.path)),
        replace(asked.replace),
        make_folder(asked.make_folder) {
    folder = folder_of(target);
    std::error_code none;
    while (make_folder && !fs::exists(folder, none) && folder.has_parent_path())
      folder = folder.parent_path();
    if (make_folder && !fs::exists(folder, none)) folder = ".";
  }
  Staged(Staged&&) = delete;
  ~Staged() {
    if (!hidden.empty()) ::unlink(hidden.c_str());
  }

  std::string problem(std::string_view what) const {
    return fmt::format("{} {}", shown.string(), with_reason(what));
  }
  std::string plain_problem(std::string_view what) const {
    return fmt::format("{} {}", shown.string(), what);
  }

  bool open() {
    static const bool linkable = ::access("/proc/self/fd", X_OK) == 0;
    if (linkable) {
      file = Descriptor(::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
      if (file.get() >= 0) return true;
      if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) return false;
    }
    std::string name = (folder / kHidden).string() + "XXXXXX";
    file = Descriptor(::mkostemp(name.data(), O_CLOEXEC));
    if (file.get() < 0) return false;
    place = Place::hidden;
    hidden = name;
    return file.lock();
  }

  std::optional<std::string> fill(std::string_view bytes) {
    if (!write_all(file.get(), bytes)) return problem("cannot be written");
    if (::fchmod(file.get(), mode_for(target)) != 0) return problem("cannot be given its permissions");
    if (::fsync(file.get()) != 0) return problem("cannot be written to the disk");
    return std::nullopt;
  }

  std::optional<std::string> write_device() const {
    const Descriptor device(::open(shown.c_str(), O_WRONLY | O_CLOEXEC));
    if (device.get() < 0) return problem("cannot be opened for writing");
    if (!write_all(device.get(), device_bytes)) return problem("cannot be written");
    return std::nullopt;
  }

  bool link_to(const fs::path& name) const {
    const std::string self = fmt::format("/proc/self/fd/{}", file.get());
    return ::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
  }

  /// Gives the waiting bytes a hidden name beside the target.
  bool hide() {
    if (place == Place::hidden) return true;
    if (!file.lock()) return false;
    static std::atomic<unsigned> count{0};
    for (int tries = 0; tries < 1000; ++tries) {
      const unsigned number = static_cast<unsigned>(::getpid()) * 97u + count++;
      const fs::path name = folder / fmt::format("{}{:06x}", kHidden, number & 0xffffffu);
      if (link_to(name)) {
        hidden = name;
        return true;
      }
      if (errno != EEXIST) return false;
    }
    return false;
  }

  std::optional<std::string> make_folders() {
    std::vector<fs::path> missing;
    std::error_code none;
    for (fs::path f = folder_of(target); !fs::exists(f, none); f = folder_of(f)) missing.push_back(f);
    for (auto f = missing.rbegin(); f != missing.rend(); ++f) {
      if (::mkdir(f->c_str(), 0777) != 0 && errno != EEXIST) return problem("cannot be given its folder");
      folders_made.push_back(*f);
    }
    return std::nullopt;
  }

  /// Gives the bytes their name. With `undoable` what stood there is kept until `finish`.
  std::optional<std::string> appear(bool undoable) {
    if (make_folder) {
      if (auto wrong = make_folders()) return wrong;
    }
    if (place == Place::unnamed && link_to(target)) {
      appeared = true;
      return std::nullopt;
    }
    if (place == Place::unnamed && errno != EEXIST) return problem("cannot be put in place");
    if (!hide()) return problem("cannot be put in place");
    if (!replace) {
      if (::renameat2(AT_FDCWD, hidden.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) != 0)
        return errno == EEXIST ? plain_problem("exists") : problem("cannot be put in place");
    } else if (undoable &&
               ::renameat2(AT_FDCWD, hidden.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0) {
      exchanged = true;
      return std::nullopt;
    } else if (::rename(hidden.c_str(), target.c_str()) != 0) {
      return problem("cannot be put in place");
    } else if (undoable) {
      hidden.clear();
      return std::nullopt;  // the system cannot exchange names: this one stays
    }
    hidden.clear();
    appeared = true;
    return std::nullopt;
  }

  void undo() {
    if (exchanged) ::rename(hidden.c_str(), target.c_str());
    if (exchanged) hidden.clear();
    if (appeared) ::unlink(target.c_str());
    for (auto f = folders_made.rbegin(); f != folders_made.rend(); ++f) ::rmdir(f->c_str());
  }
};

StagedFiles::StagedFiles() = default;
StagedFiles::~StagedFiles() = default;

std::optional<std::string> StagedFiles::add(const FileToWrite& asked) {
  auto staged = std::make_unique<Staged>(asked);
  std::error_code none;
  if (fs::is_directory(asked.path, none)) return staged->plain_problem("is a folder, not a file");
  const bool exists = fs::exists(asked.path, none);
  if (exists && !asked.replace) return staged->plain_problem("exists");
  for (const auto& other : staged_) {
    if (same_file(other->target, staged->target)) {
      return fmt::format("{} and {} are one file", other->shown.string(), asked.path.string());
    }
  }
  if (exists && !fs::is_regular_file(asked.path, none)) {
    staged->place = Staged::Place::device;
    staged->device_bytes = asked.bytes;
  } else {
    clear_leftovers(staged->folder, kHidden);
    if (!staged->open()) return staged->problem("cannot be created");
    if (auto wrong = staged->fill(asked.bytes)) return wrong;
  }
  staged_.push_back(std::move(staged));
  return std::nullopt;
}

std::optional<std::string> StagedFiles::commit(const std::function<void()>& before_names) {
  const auto regular = std::stable_partition(staged_.begin(), staged_.end(), [](const auto& staged) {
    return staged->place == Staged::Place::device;
  });
  for (auto s = staged_.begin(); s != regular; ++s) {
    if (auto wrong = (*s)->write_device()) return wrong;
  }
  if (before_names) before_names();
  const bool undoable = std::distance(regular, staged_.end()) > 1;
  for (auto s = regular; s != staged_.end(); ++s) {
    if (auto wrong = (*s)->appear(undoable)) {
      for (auto done = std::make_reverse_iterator(std::next(s)); done != std::make_reverse_iterator(regular);
           ++done)
        (*done)->undo();
      return wrong;
    }
  }
  staged_.clear();  // and with them what was replaced
  return std::nullopt;
}

std::optional<std::string> write_files(std::span<const FileToWrite> files) {
  StagedFiles staged;
  for (const FileToWrite& file : files) {
    if (auto wrong = staged.add(file)) return wrong;
  }
  return staged.commit();
}

std::optional<std::string> write_file(const fs::path& path, std::string_view bytes) {
  const FileToWrite file{path, std::string(bytes)};
  return write_files(std::span(&file, 1));
}

bool same_file(const fs::path& a, const fs::path& b) {
  const fs::path one = followed(a), other = followed(b);
  struct stat first = {}, second = {};
  const bool there = ::stat(one.c_str(), &first) == 0;
  if (there != (::stat(other.c_str(), &second) == 0)) return false;
  if (there) return first.st_dev == second.st_dev && first.st_ino == second.st_ino;
  if (one.filename() != other.filename()) return false;
  if (::stat(folder_of(one).c_str(), &first) == 0 && ::stat(folder_of(other).c_str(), &second) == 0) {
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino;
  }
  std::error_code none;
  return fs::weakly_canonical(one, none) == fs::weakly_canonical(other, none);
}

}  // namespace offramp
