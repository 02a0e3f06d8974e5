// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace offramp {

/// A file that only grows: each line is on the disk when `add` comes back, so that a killed program loses
/// none but the one it was writing.
class AppendFile {
 public:
  /// `keep`: the bytes at its beginning that are whole; what stands behind them, left by a killed program, is
  /// cut off.
  explicit AppendFile(std::filesystem::path path, std::size_t keep);
  ~AppendFile();
  AppendFile(const AppendFile&) = delete;
  AppendFile& operator=(const AppendFile&) = delete;

  /// Writes a line and its end; the file is made with the first, and nobody else may add to it from then on.
  /// Refused where somebody does, or where whole lines stand behind `keep`. What went wrong, with path and
  /// reason; nothing: all is well.
  std::optional<std::string> add(std::string_view line);

 private:
  std::optional<std::string> open();
  bool grown() const;
  std::string problem(const char* what) const;
  std::filesystem::path path_;
  std::size_t keep_;
  int file_ = -1;
};

}  // namespace offramp
