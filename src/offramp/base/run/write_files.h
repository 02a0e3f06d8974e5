// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace offramp {

/// A file as it is to be.
struct FileToWrite {
  std::filesystem::path path;
  std::string bytes;
  bool replace = true;       ///< false: refused if something has that name
  bool make_folder = false;  ///< make the folder it stands in, and those above
};

/// Files that are ready to appear. `add` puts their bytes on the disk and changes no name; `commit` then
/// gives all of them their names, or none: what was there before stays, and folders made for them go again. A
/// link is followed: what it points to is replaced. Devices and pipes are written in place, by `commit`.
///
/// Bytes wait in files without a name where the system has those, so that a killed program leaves nothing.
/// Elsewhere, and for the instant in which a file is replaced, a hidden `.offramp-unfinished-*` stands beside
/// the target; the next `add` to that folder clears it away. Both return what went wrong, with the path and
/// the system's reason: "PATH cannot be created: No such file or directory".
class StagedFiles {
 public:
  StagedFiles();
  ~StagedFiles();
  StagedFiles(const StagedFiles&) = delete;
  StagedFiles& operator=(const StagedFiles&) = delete;
  std::optional<std::string> add(const FileToWrite& file);
  /// `before_names` is called when only names are left to change; what it throws passes through, and nothing
  /// has changed.
  std::optional<std::string> commit(const std::function<void()>& before_names = {});

 private:
  struct Staged;
  std::vector<std::unique_ptr<Staged>> staged_;
};

/// All of the files or none.
std::optional<std::string> write_files(std::span<const FileToWrite> files);
/// One file.
std::optional<std::string> write_file(const std::filesystem::path& path, std::string_view bytes);

/// Whether two names are, or would be, one file: through links, another spelling, two names on one disk.
bool same_file(const std::filesystem::path& a, const std::filesystem::path& b);

}  // namespace offramp
